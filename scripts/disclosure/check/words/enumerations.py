"""A number of units, offices or projects in words, and the list that follows it: 内设8个处室，分别是：办公室、…"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, Words, check

_KINDS = "内设机构|职能处室|内设处室|处室|科室|机构|单位|预算单位|部门|派出审计处|大队|项目"
#: 8个处室，分别是：…。 The list ends with its sentence; a digit in it begins something else.
_COUNTED = re.compile(
    rf"(?<!\d)(?P<number>[1-9]\d?|[一二三四五六七八九十]{{1,3}})[个家](?P<kind>[^，。；：、（）\d]{{0,12}}?(?:{_KINDS}))[，,]?"
    r"(?:分别(?:是|为)|具体(?:包括|为|是)|包括|即)[：:]?(?P<list>[^。；;：:\d]{4,700})[。；;]"
)
#: 下设综合部、财务部，共2个部门。 The list comes before its number.
_BEFORE = re.compile(
    rf"(?:下设|内设|设有|设)(?P<list>[^。；;：:\d]{{6,700}})[，,]共(?:计)?(?P<number>[1-9]\d?|[一二三四五六七八九十]{{1,3}})[个家]"
    rf"(?P<kind>(?:{_KINDS}))(?=[。；;])"
)
#: 共28个，包括本级及所属27个二级预算单位
_WITH_OWN = re.compile(
    r"单位共(?:有|计)?(?P<number>[1-9]\d?)[个家][，,](?:其中)?(?:包括|含)[^，。；\d]{0,30}本级(?:（[^（）]*）)?[及和、，]"
    r"(?:所属|下属)?(?P<others>[1-9]\d?)[个家]"
)
#: 6个机构，具体包括：1.甲。2.乙。
_NUMBERED = re.compile(
    rf"(?<!\d)(?P<number>[1-9]\d?|[一二三四五六七八九十]{{1,3}})[个家](?P<kind>[^，。；：、（）\d]{{0,12}}?(?:{_KINDS}))[，,]?"
    r"(?:分别(?:是|为)|具体(?:包括|为|是|如下)|包括|如下)[：:](?=1[.．、]\D)"
)
#: 等82个一级项目的绩效自评结果, and the summaries behind it: 1.某项目绩效自评综述：
_SUMMED = re.compile(r"(?P<number>[1-9]\d{0,2})个(?:一级|二级)?项目的?绩效自评结果")
_SUMMARY = re.compile(r"(?<=[。：])(?P<number>[1-9]\d{0,2})[.．、][^。：]{2,60}?绩效自评综述：")
#: How many of the numbers up to the last one are found at least, where they are one list.
_MOST = 0.8
_CHINESE = "零一二三四五六七八九"
#: How long one name of a numbered list may be.
_NAME = 60
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")
#: Words that may join the last name to a list, and may be a part of a name as well.
_JOINTS = re.compile("以及|和|及|与")


@check("counted-lists")
def run_counted_lists(subject: Subject) -> Iterator[Case]:
    """One case for each number in words with its list; nothing where the text is not at hand.

    A list that ends with 等 is not whole. Commas and 和 may separate names or be parts of them: a number that any
    reading gives agrees.
    """
    if not subject.source:
        return
    words = subject.words
    for match in [*_COUNTED.finditer(words.text), *_BEFORE.finditer(words.text)]:
        listed = _ASIDE.sub("", match["list"])
        if listed.endswith("等") or "等，" in listed or re.search(r"[（）()]", listed):
            continue
        yield _compare(words, match, count_names(listed), match["list"])
    for match in _NUMBERED.finditer(words.text):
        names = _read_numbered(words.text, match.end())
        if len(names) > 1:
            # a list of subordinate units may begin with the department itself
            before = words.text[max(0, match.start() - _NAME // 10) : match.end("kind")]
            own = int("下属" in before or "所属" in before)
            yield _compare(words, match, (len(names) - own, len(names)), "、".join(names))
    yield from _compare_summaries(words)
    for match in _WITH_OWN.finditer(words.text):
        number = int(match["others"]) + 1
        yield _compare(words, match, (number, number), match[0])


def _compare_summaries(words: Words) -> Iterator[Case]:
    """The number of projects of which final accounts give the results, and the numbered summaries of them."""
    stated = _SUMMED.search(words.text)
    numbers = [int(match["number"]) for match in _SUMMARY.finditer(words.text)]
    if stated is None or len(numbers) < 2:
        return
    last, key = max(numbers), ("summaries", stated["number"])
    # a number of which most others are missing is of another list
    if int(stated["number"]) == last or len(set(numbers)) < last * _MOST:
        yield Case("counted-lists", key, "pass")
        return
    yield Case(
        "counted-lists", key, "mismatch",
        *compose(
            "counted-lists", "summaries", begin_quoted=quote(stated[0]), line=words.find_line(stated.start()),
            found=str(last),
        ),
    )  # fmt: skip


def _compare(words: Words, match: re.Match[str], counted: tuple[int, int], listed: str) -> Case:
    """A number in words against the least and the largest number of names that its list can hold."""
    (low, high), number = counted, read_number(match["number"])
    kind = match.groupdict().get("kind") or "单位"
    key = ("counted", match["number"], kind, listed[:20])
    if low <= number <= high:
        return Case("counted-lists", key, "pass")
    found = f"{low}" if low == high else f"{low}至{high}"
    found_en = f"{low}" if low == high else f"{low} to {high}"
    return Case(
        "counted-lists", key, "mismatch",
        *compose(
            "counted-lists", "counted_lists", begin_quoted=quote(f"{match['number']}个{kind}"),
            line=words.find_line(match.start()), found=(found, found_en), list=listed,
        ),
    )  # fmt: skip


def read_number(text: str) -> int:
    """A number below 100 in digits or in Chinese words."""
    if text.isdecimal():
        return int(text)
    tens, mark, ones = text.rpartition("十")
    return (_CHINESE.index(tens) if tens else int(bool(mark))) * 10 + (_CHINESE.index(ones) if ones else 0)


def _read_numbered(text: str, start: int) -> list[str]:
    """The names of a list numbered from 1 on; nothing where a name is too long to be one."""
    names: list[str] = []
    at = start
    for number in range(1, 100):
        match = re.compile(rf"{number}[.．、](?!\d)").match(text, at)
        if match is None:
            break
        following = re.compile(rf"(?<!\d){number + 1}[.．、](?!\d)").search(text, match.end(), match.end() + _NAME)
        end = following.start() if following else text.find("。", match.end(), match.end() + _NAME)
        if end < 0:
            return []
        names.append(text[match.end() : end].strip("。；"))
        at = end
    return names


def count_names(listed: str) -> tuple[int, int]:
    """The least and the largest number of names that a list can hold."""
    whole, first = re.split("[、，,]", listed), listed.split("，")[0].split("、")
    names = [each for each in whole if each]
    joints = len(_JOINTS.findall(listed))
    return min(len(names), len([each for each in first if each])), len(names) + joints
