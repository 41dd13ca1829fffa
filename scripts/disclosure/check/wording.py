"""Slips of words that change what figures mean: numbering, names, years that are not the report's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from disclosure.check.findings import Case, quote, tell_place
from disclosure.model import Figure, Project, Report, Text

_NUMBERED = re.compile(r"目标(\d{1,2})[：:]")
#: A year that a document says is its own: 2013 年部门预算, 2023 年度部门决算.
_OWN_YEAR = re.compile(r"^年度?(?:本?部门|单位)?(?:预算|决算|收支|“三公”|一般公共预算)")


def run_wording(
    report: Report, texts: Sequence[Text], projects: Sequence[Project], figures: Sequence[Figure]
) -> Iterator[Case]:
    """Every check of this module; ``figures`` are at hand only where the source itself was read."""
    yield from _check_numbering(texts, projects)
    yield from _check_supervisors(projects)
    yield from _check_repeats(texts)
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
            f"{quote(name)}的目标编号依次为 {order}（{zh}），有重复或跳号。",
            f"{quote(name)}: the objectives are numbered {', '.join(map(str, found))} ({en}).",
            outcome="wording",
        )  # fmt: skip


def _check_repeats(texts: Sequence[Text]) -> Iterator[Case]:
    """Reasons that begin with the words that lead to them: 主要原因是要原因是…"""
    for text in texts:
        if text.role not in ("change_reason", "variance_reason"):
            continue
        key, (zh, en) = (text.statement, text.item, text.functional_code, text.role), tell_place(text.place)
        wrong = re.match(r"主?要原因是?", text.content) is not None
        yield Case(
            "repeated-words", key, "mismatch" if wrong else "pass",
            f"原因说明以“{text.content[:8]}…”开头（{zh}），引导语重复。",
            f"A reason begins with the words that led to it, “{text.content[:8]}…” ({en}).",
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
            f"同一实施单位的各项目绩效表中，主管部门有 {len(ranked)} 个：{zh}。",
            f"The project tables of one implementing unit name {len(ranked)} supervising departments: {en}.",
            outcome="wording",
        )  # fmt: skip


def _check_years(report: Report, figures: Sequence[Figure]) -> Iterator[Case]:
    """Years that the document gives as its own and that are neither the report's nor the year before it."""
    for figure in figures:
        if not re.fullmatch(r"20\d\d", figure.text):
            continue
        words = re.sub(r"\s", "", figure.context)
        at = words.find(figure.text)
        if at < 0 or not _OWN_YEAR.match(words[at + 4 :]) or words[:at].endswith(("《", "关于", "〔")):
            continue
        key, (zh, en) = ("year", figure.text), tell_place(figure.place)
        if int(figure.text) in (report.year - 1, report.year):
            yield Case("foreign-year", key, "pass")
            continue
        sentence = words[at : at + 14]
        yield Case(
            "foreign-year", key, "mismatch",
            f"{report.year} 年的报告写作“{sentence}…”（{zh}），年份不是本报告的年份。",
            f"A report of {report.year} says “{sentence}…” ({en}): not the report’s year.",
            outcome="wording", unit="",
        )  # fmt: skip
