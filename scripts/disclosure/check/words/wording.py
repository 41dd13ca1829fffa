"""Slips of words that change what figures mean: numbering, names, years that are not the report's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from disclosure.check.cases.findings import Case, quote, tell_place
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, check
from disclosure.model import Figure, Kind, Project, Report, Text

_NUMBERED = re.compile(r"目标[：:]?(\d{1,2})[：:]")
#: Phrases that are never meant twice.
_DOUBLED = re.compile(r"主要原因是[：:]?主?要原因是|(下属|其中：|比上年|为进一步|主要用于)\1")
_PART = re.compile(r"第[一二三四五六]部分")
_HEADING = re.compile(r"-?([一二三四五六七八九十]{1,3})、")
#: A year that a document says is its own: 2013 年部门预算, 2023 年度部门决算.
_OWN_YEAR = re.compile(r"^年度?(?:本?部门|单位)?(?:预算|决算|收支|“三公”|一般公共预算)")

_COMPARED = re.compile(r"[^，。；]{0,16}(?:相比|持平|对比)")
#: What stands before a year that is not the document's own: titles, comparisons, spans of years.
_NOT_OWN = ("《", "关于", "〔", "与", "比", "较", "和", "及", "至", "-", "—", "–", "~", "、")


@check("foreign-year", "heading-order", "numbering", "repeated-words", "supervisor-names")
def run_wording(subject: Subject) -> Iterator[Case]:
    """Every check of this module; ``figures`` and ``source`` are at hand only where the source was read."""
    report, source, parsed = subject.report, subject.source, subject.parsed
    texts, projects, figures = parsed.texts, parsed.projects, parsed.figures
    yield from _check_numbering(texts, projects)
    yield from _check_supervisors(projects)
    yield from _check_repeats(source)
    yield from _check_headings(source)
    yield from _check_years(report, figures)


def _check_numbering(texts: Sequence[Text], projects: Sequence[Project]) -> Iterator[Case]:
    """Objectives that are numbered must be numbered 1, 2, 3 …"""
    names = {project.project: project.name for project in projects}
    for text in texts:
        found = [int(number) for number in _NUMBERED.findall(text.content)]
        if text.role != "objective" or len(found) < 2:
            continue
        key = (str(text.project), "numbering")
        if found == list(range(1, len(found) + 1)):
            yield Case("numbering", key, "pass")
            continue
        order, (zh, en) = "、".join(map(str, found)), tell_place(text.place)
        name = names.get(text.project or 0, "")
        yield Case(
            "numbering", key, "mismatch",
            *compose(
                "numbering", "numbering", project=quote(name), order=(order, ", ".join(map(str, found))),
                place=(zh, en),
            ),
            outcome="wording",
        )  # fmt: skip


def _check_repeats(source: str | None) -> Iterator[Case]:
    """Words that lead to others and were printed twice: 主要原因是：主要原因是…"""
    lines = (source or "").split("\n")
    # a phrase may run on over the end of its line: every line is read with the next two that are not empty
    full = [(number, "".join(line.split())) for number, line in enumerate(lines, 1) if line.strip()]
    if full:
        yield Case("repeated-words", ("read",), "pass")
    for index, (number, line) in enumerate(full):
        joined = line + "".join(text for _, text in full[index + 1 : index + 3])
        for match in _DOUBLED.finditer(joined):
            if match.start() < len(line):
                yield Case(
                    "repeated-words", (match[0], joined[match.end() : match.end() + 8]), "mismatch",
                    *compose("repeated-words", "repeats", printed=match[0], number=number),
                    outcome="wording",
                )  # fmt: skip


def _check_headings(source: str | None) -> Iterator[Case]:
    """Parts of the document that begin with 二、 and go on with 一、"""
    part, before = "", ""
    lines = ["".join(line.split()) for line in (source or "").split("\n")]
    # a table of contents names the parts before they begin
    last = {text[:3]: number for number, text in enumerate(lines, 1) if _PART.match(text)}
    for number, text in enumerate(lines, 1):
        if _PART.match(text):
            part, before = (text, "start") if last[text[:3]] == number else ("", "")
            continue
        heading = _HEADING.match(text)
        if heading is None or not part:
            continue
        if before == "二" and heading[1] == "一":
            yield Case(
                "heading-order", (part, text[:12]), "mismatch",
                *compose("heading-order", "headings", part=part[:20], number=number),
                outcome="wording",
            )  # fmt: skip
        elif before == "start":
            yield Case("heading-order", (part, text[:12]), "pass")
        before = heading[1] if before == "start" else ""


@check("unit-names")
def check_unit_names(subject: Subject) -> Iterator[Case]:
    """The unit under one of its names in the title and under another as the implementer of its projects."""
    report, projects, names = subject.report, subject.parsed.projects, subject.names
    used = dict.fromkeys(
        project.implementer for project in projects if project.implementer in {report.unit_name, *names}
    )
    if not used:
        return
    others = [name for name in used if name != report.unit_name]
    zh, en = "、".join(map(quote, others)), ", ".join(map(quote, others))
    yield Case(
        "unit-names", ("names", *others), "mismatch" if others else "pass",
        *compose("unit-names", "unit_names", title=quote(report.unit_name), names=(zh, en)),
        outcome="wording",
    )  # fmt: skip


def _check_supervisors(projects: Sequence[Project]) -> Iterator[Case]:
    """The projects of one implementer have one supervising department."""
    found: dict[str, dict[str, list[Project]]] = defaultdict(lambda: defaultdict(list))
    for project in projects:
        if project.project > 0 and project.supervisor and project.implementer:
            found[project.implementer][project.supervisor].append(project)
    for implementer, supervisors in found.items():
        key = ("supervisor", implementer)
        if len(supervisors) == 1:
            yield Case("supervisor-names", key, "pass")
            continue
        ranked = sorted(supervisors.items(), key=lambda each: (-len(each[1]), each[1][0].project))
        zh = "；".join(f"{quote(name)}（{'、'.join(p.name for p in some)}）" for name, some in ranked)
        en = "; ".join(f"{quote(name)} ({', '.join(p.name for p in some)})" for name, some in ranked)
        yield Case(
            "supervisor-names", key, "mismatch",
            *compose("supervisor-names", "supervisors", number=len(ranked), names=(zh, en)),
            outcome="wording",
        )  # fmt: skip


def _is_own_year(kind: Kind, before: str, after: str) -> bool:
    """Whether words around a year say that it is the report's: no title, comparison or document of the other kind."""
    if not _OWN_YEAR.match(after) or before.endswith(_NOT_OWN) or _COMPARED.match(after):
        return False
    words = after[:14].replace("一般公共预算", "")
    one, other = ("预算", "决算") if kind == "budget" else ("决算", "预算")
    return one in words or other not in words


def _check_years(report: Report, figures: Sequence[Figure]) -> Iterator[Case]:
    """Years that the document gives as its own and that are neither the report's nor the year before it."""
    for figure in figures:
        if not re.fullmatch(r"20\d\d", figure.text):
            continue
        words = re.sub(r"\s", "", figure.context)
        at = words.find(figure.text)
        if at < 0 or not _is_own_year(report.kind, words[:at], words[at + 4 :]):
            continue
        key, (zh, en) = ("year", figure.text), tell_place(figure.place)
        if int(figure.text) in (report.year - 1, report.year):
            yield Case("foreign-year", key, "pass")
            continue
        sentence = words[at : at + 14]
        yield Case(
            "foreign-year", key, "mismatch",
            *compose("foreign-year", "years", year=report.year, sentence=sentence, place=(zh, en)),
            outcome="wording", unit="",
        )  # fmt: skip
