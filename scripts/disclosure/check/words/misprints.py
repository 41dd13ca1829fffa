"""Misprints of words: those of misprints.yml, document numbers cut off, and lines printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from disclosure.check.cases.findings import Case
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, Words, check
from disclosure.entry import load_entries

MISPRINTS_FILE = Path(__file__).parents[1] / "misprints.yml"
#: 国办发〔2015〕15: the number of an official document ends in 号
_CUT_NUMBER = re.compile(r"[一-鿿]{1,8}[发办函字]〔20\d\d〕\d{1,4}(?=[）)》，。；])")
#: 增长13.95。 or 占13.95。 where the sentences around it say 增长13.95%
_BARE_RATE = re.compile(
    r"(?:增长|下降|降低|(?<![多少])占(?:[^，。；：、\d%％]{0,16}(?:的|比例|比重|比|为))?)\d{1,3}\.\d+(?=[，。；])"
)
#: 增加58.22，: an amount without its unit of measure
_BARE_AMOUNT = re.compile(r"(?:比|较|同比)[^，。；：、]{0,24}?(?:增加|减少)\d[\d,]*\.\d+(?=[，。；])")
#: 202年度部门决算, 20244年预算: a year of three or five digits
_BAD_YEAR = re.compile(r"(?<![\d.,，])20(?:\d|\d{3})年度?(?=部门|单位|预算|决算|收入|支出|一般公共预算|财政)")
#: Words of one meaning that are taken for one another in names of units.
_AND = ("和", "与", "及")
#: a heading that names the unit: 某局2024年度部门决算表
_HEADING = re.compile(r"(?P<name>[一-鿿（）]{6,30})20\d\d年度?部门(?:决算|预算)(?:表|情况说明|公开说明)?")
_REGION = re.compile(r"[一-鿿]{1,6}[区县市州旗]")
_LABELLED = re.compile(r"[一-鿿]{4,12}[：:].{8,}")
#: How many lines that are not empty may lie between a line and its second printing.
_NEAR = 2


@cache
def load_misprints(path: Path = MISPRINTS_FILE) -> dict[str, str]:
    """What is meant by each misprint. Raises DescriptionError for a row that is not printed and meant."""
    remedy, meant = "write - {printed: …, meant: …}", {}
    for entry in load_entries(path):
        meant[entry.text("printed", remedy)] = entry.text("meant", remedy)
        entry.finish(remedy)
    return meant


@check("misprints", "repeated-words")
def run_misprints(subject: Subject) -> Iterator[Case]:
    """Every check of this module, on the text of the documents; nothing where it is not at hand."""
    unit_name, source = subject.report.unit_name, subject.source
    if not source:
        return
    words = subject.words
    yield from _check_words(words)
    yield from _check_numbers(words)
    yield from _check_rates(words)
    yield from _check_unit(unit_name, words)
    yield from _check_heading(unit_name, words)
    yield from _check_lines(words)


def _check_words(words: Words) -> Iterator[Case]:
    yield Case("misprints", ("read",), "pass")
    for printed, meant in load_misprints().items():
        lines = list(dict.fromkeys(words.find_line(m.start()) for m in re.finditer(re.escape(printed), words.text)))
        if lines:
            zh, en = "、".join(map(str, lines)), ", ".join(map(str, lines))
            yield Case(
                "misprints", (printed,), "mismatch",
                *compose("misprints", "words", printed=printed, lines=(zh, en), meant=meant),
                outcome="wording",
            )  # fmt: skip


def _check_numbers(words: Words) -> Iterator[Case]:
    for match in _CUT_NUMBER.finditer(words.text):
        line = words.find_line(match.start())
        yield Case(
            "misprints", ("number", match[0]), "mismatch",
            *compose("misprints", "numbers", printed=match[0], line=line),
            outcome="wording",
        )  # fmt: skip


def _check_rates(words: Words) -> Iterator[Case]:
    """Rates and amounts without a unit of measure, and years that are none."""
    for match in _BARE_RATE.finditer(words.text):
        line = words.find_line(match.start())
        yield _tell("rate", match[0], compose("misprints", "rates", printed=match[0], line=line))
    for match in _BARE_AMOUNT.finditer(words.text):
        line = words.find_line(match.start())
        yield _tell("amount", match[0], compose("misprints", "amounts", printed=match[0], line=line))
    for match in _BAD_YEAR.finditer(words.text):
        line = words.find_line(match.start())
        yield _tell("year", match[0], compose("misprints", "years", printed=match[0], line=line))


def _tell(kind: str, printed: str, message: tuple[str, str]) -> Case:
    return Case("misprints", (kind, printed), "mismatch", *message, outcome="wording")


def _check_unit(name: str, words: Words) -> Iterator[Case]:
    """The unit's name with 与 for 和, or the like; one case for each such name."""
    others = {name.replace(one, other) for one in _AND for other in _AND if one in name} - {name}
    for other in sorted(others):
        lines = [words.find_line(match.start()) for match in re.finditer(re.escape(other), words.text)]
        if lines and name in words.text:
            zh, en = "、".join(map(str, lines)), ", ".join(map(str, lines))
            yield Case(
                "misprints", ("unit", other), "mismatch",
                *compose("misprints", "unit", other=other, lines=(zh, en), name=name),
                outcome="wording",
            )  # fmt: skip


def _check_heading(name: str, words: Words) -> Iterator[Case]:
    """Headings that name the unit without its region (上海市某局 for 上海市某区某局): another unit's name."""
    for number, line in words.lines:
        told = _HEADING.fullmatch(line)
        if told is None or told["name"] == name or not _lacks_region(name, told["name"]):
            continue
        yield Case(
            "misprints", ("heading", told["name"]), "mismatch",
            *compose("misprints", "heading", name=told["name"], number=number, unit=name),
            outcome="wording",
        )  # fmt: skip


def _lacks_region(name: str, other: str) -> bool:
    """Whether ``other`` is ``name`` with a region left out of its middle."""
    lost = len(name) - len(other)
    places = range(2, len(other)) if lost > 1 else range(0)
    return any(
        name[:at] == other[:at] and name[at + lost :] == other[at:] and _REGION.fullmatch(name[at : at + lost])
        for at in places
    )


def _check_lines(words: Words) -> Iterator[Case]:
    """A line with a label and its content that is printed again a line or two below."""
    labelled = [(index, line) for index, (_, line) in enumerate(words.lines) if _LABELLED.fullmatch(line)]
    if labelled:
        yield Case("repeated-words", ("lines",), "pass")
    for index, line in labelled:
        below = [other for _, other in words.lines[index + 1 : index + 2 + _NEAR]]
        if line in below:
            number, again = words.lines[index][0], words.lines[index + 1 + below.index(line)][0]
            yield Case(
                "repeated-words", ("line", line[:12]), "mismatch",
                *compose("repeated-words", "lines", line=line[:30], number=number, again=again),
                outcome="wording",
            )  # fmt: skip
