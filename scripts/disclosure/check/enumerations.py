"""A number of units, offices or projects in words, and the list that follows it: 内设8个处室，分别是：办公室、…"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.check.findings import Case, quote
from disclosure.check.message import compose
from disclosure.check.misprints import Words
from disclosure.check.subject import Subject, check

_KINDS = "内设机构|职能处室|内设处室|处室|科室|机构|单位|预算单位|部门|派出审计处|大队|项目"
#: 8个处室，分别是：…。 The list ends with its sentence; a digit in it begins something else.
_COUNTED = re.compile(
    rf"(?P<number>[1-9]\d?)[个家](?P<kind>[^，。；：、（）\d]{{0,12}}?(?:{_KINDS}))[，,]?"
    r"(?:分别(?:是|为)|具体(?:包括|为|是)|包括|即)[：:]?(?P<list>[^。；;：:\d]{4,700})[。；;]"
)
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")
#: Words that may join the last name to a list, and may be a part of a name as well.
_JOINTS = re.compile("以及|和|及|与")


@check("counted-lists")
def run_counted_lists(subject: Subject) -> Iterator[Case]:
    """One case for each number in words with its list; nothing where the text is not at hand.

    A list that ends with 等 is not whole. Commas and 和 may separate names or be parts of them: a number that any
    reading gives agrees.
    """
    source = subject.source
    if not source:
        return
    words = Words(source)
    for match in _COUNTED.finditer(words.text):
        listed, number = _ASIDE.sub("", match["list"]), int(match["number"])
        if listed.endswith("等") or "等，" in listed or re.search(r"[（）()]", listed):
            continue
        low, high = count_names(listed)
        key = ("counted", match["number"], match["kind"], match["list"][:20])
        if low <= number <= high:
            yield Case("counted-lists", key, "pass")
            continue
        line = words.find_line(match.start())
        begin = f"{match['number']}个{match['kind']}"
        found = f"{low}" if low == high else f"{low}至{high}"
        found_en = f"{low}" if low == high else f"{low} to {high}"
        yield Case(
            "counted-lists", key, "mismatch",
            *compose(
                "counted-lists", "counted_lists", begin_quoted=quote(begin), line=line, found=(found, found_en),
                list=match["list"],
            ),
        )  # fmt: skip


def count_names(listed: str) -> tuple[int, int]:
    """The least and the largest number of names that a list can hold."""
    whole, first = re.split("[、，,]", listed), listed.split("，")[0].split("、")
    names = [each for each in whole if each]
    joints = len(_JOINTS.findall(listed))
    return min(len(names), len([each for each in first if each])), len(names) + joints
