"""The words of indicators: what kind they are, which column they stand in, how they are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from disclosure.check.cases.findings import Case, quote, tell_place
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, check
from disclosure.model import Indicator, Project

_TIMES = ("小时", "天", "分钟", "个工作日", "工作日")
_RULE = re.compile(r"^(?:按照?.{2,8}|满意度|直接)赋分$")
#: what a reason says was not done; the words after it must be those of the indicator
_UNDONE = re.compile(
    r"(?<!部分)(?<!个别)(?<!其余)(?<!剩余)未(?:采购|开展|实施|举办|购置|启动)(?P<what>[^，。；、\s\d]{4,12})(?=$|[，。；、\s])"
)


@check("indicator-columns", "indicator-kind", "indicator-names", "result-and-reason")
def run_indicator_words(subject: Subject) -> Iterator[Case]:
    """Every check of this module."""
    projects, indicators = subject.parsed.projects, subject.parsed.indicators
    yield from _check_kinds(indicators)
    yield from _check_columns(indicators)
    yield from _check_names(projects, indicators)
    yield from _check_undone(indicators)


def _list_rows(rows: Sequence[Indicator], side: int) -> str:
    words = [f"{row.level3}（{tell_place(row.place)[0]}）{row.target}" for row in rows]
    if side:
        words = [f"{row.level3} ({tell_place(row.place)[1]}) {row.target}" for row in rows]
    return ("；", "; ")[side].join(words)


def _check_kinds(indicators: Sequence[Indicator]) -> Iterator[Case]:
    """Rates and times among the indicators of quantity (数量指标); one case for the report.

    财预〔2021〕101号 has quality for how well, timeliness for how fast, and quantity for how many.
    """
    rows = [row for row in indicators if row.level2 == "数量指标" and row.target_value is not None]
    if not rows:
        return
    wrong = [row for row in rows if _is_rate(row) or _is_time(row)]
    yield Case(
        "indicator-kind", ("quantity",), "mismatch" if wrong else "pass",
        *compose("indicator-kind", "kinds", number=len(wrong), wrong=(_list_rows(wrong, 0), _list_rows(wrong, 1))),
        outcome="wording",
    )  # fmt: skip


def _is_rate(row: Indicator) -> bool:
    return row.target_unit == "%" and row.level3.endswith("率")


def _is_time(row: Indicator) -> bool:
    return row.target_unit in _TIMES and row.level3.endswith(("时间", "时限"))


def _check_columns(indicators: Sequence[Indicator]) -> Iterator[Case]:
    """A scoring rule (…赋分) in the column that tells what a target rests on."""
    rows = [row for row in indicators if row.basis]
    if not rows:
        return
    wrong = [row for row in rows if _RULE.match(row.basis)]
    zh = "；".join(f"{row.level3}（{tell_place(row.place)[0]}）“{row.basis}”" for row in wrong)
    en = "; ".join(f"{row.level3} ({tell_place(row.place)[1]}) “{row.basis}”" for row in wrong)
    yield Case(
        "indicator-columns", ("basis",), "mismatch" if wrong else "pass",
        *compose("indicator-columns", "columns", rows=(zh, en)),
        outcome="wording",
    )  # fmt: skip


def _check_names(projects: Sequence[Project], indicators: Sequence[Indicator]) -> Iterator[Case]:
    """Names that another table of the report prints with 度 or 率 at their end, and this one without."""
    names = {project.project: project.name for project in projects}
    full: dict[str, Indicator] = {row.level3: row for row in indicators if row.level3.endswith(("度", "率"))}
    found: dict[str, list[Indicator]] = defaultdict(list)
    for row in indicators:
        for ending in ("度", "率"):
            if row.level3 + ending in full:
                found[row.level3 + ending].append(row)
    if full and not found:
        yield Case("indicator-names", ("ending",), "pass")
    for name, rows in found.items():
        row, twin = rows[0], full[name]
        one, other = tell_place(row.place), tell_place(twin.place)
        zh, en = quote(names.get(row.project, "")), quote(names.get(twin.project, ""))
        yield Case(
            "indicator-names", ("ending", row.level3), "mismatch",
            *compose(
                "indicator-names", "names", project=zh, name=quote(row.level3), target=one, other_project=en,
                other_name=quote(name), other_target=other,
            ),
            outcome="wording",
        )  # fmt: skip


def _check_undone(indicators: Sequence[Indicator]) -> Iterator[Case]:
    """A result above zero beside a reason that the very thing was not done."""
    for row in indicators:
        told = _UNDONE.search(row.deviation)
        if told is None or row.actual_value is None or told["what"][:4] not in row.level3:
            continue
        (zh, en), key = tell_place(row.place), (str(row.project), row.level3, "undone")
        yield Case(
            "result-and-reason", key, "mismatch" if row.actual_value > 0 else "pass",
            *compose(
                "result-and-reason", "undone", indicator=quote(row.level3), actual=row.actual, place=(zh, en),
                told=told[0],
            ),
            stated=row.actual_value, unit=row.actual_unit,
        )  # fmt: skip
