"""Days that cannot be: more of them than a year has after the date from which they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from disclosure.check.cases.findings import Case, quote, tell_place
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, check

_RUNNING = re.compile(r"(?:运行|使用|运营|服务)(?:的)?(?:天|日)数")
#: a day of the report's year from which something ran, as an explanation gives it: 12.15 日完成验收
_SINCE = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|[1-9])(?:月|\.)(?P<day>3[01]|[12]\d|[1-9])日?"
    r"[^，。；\d]{0,6}(?:验收|上线|投入使用|投入运行|试运行|交付)"
)


@check("days-of-use")
def run_dates(subject: Subject) -> Iterator[Case]:
    """Days of use reported for a year against the day of that year on which the same row says they began."""
    report, indicators = subject.report, subject.parsed.indicators
    for row in indicators:
        told = _SINCE.search(re.sub(r"\s", "", row.deviation))
        if told is None or row.actual_value is None or row.actual_unit != "天" or not _RUNNING.search(row.level3):
            continue
        try:
            begun = date(int(told["year"] or report.year), int(told["month"]), int(told["day"]))
        except ValueError:
            continue  # no such day
        most = (date(report.year, 12, 31) - begun).days + 1
        (zh, en), key = tell_place(row.place), (str(row.project), row.level3, "days")
        yield Case(
            "days-of-use", key, "mismatch" if begun.year == report.year and row.actual_value > most else "pass",
            *compose(
                "days-of-use", "dates", indicator=quote(row.level3), actual=row.actual, place=(zh, en), told=told[0],
                most=most,
            ),
            expected=row.actual_value * 0 + most, stated=row.actual_value, unit="天", outcome="impossible",
        )  # fmt: skip
