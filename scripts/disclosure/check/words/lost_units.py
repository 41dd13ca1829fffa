"""Amounts in 元 among amounts in 万元: the character 万 was probably lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.check.cases.findings import Case, quote, tell_place
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, check


@check("lost-unit")
def run_lost_units(subject: Subject) -> Iterator[Case]:
    """Figures that the reading left out for their unit of measure (``other_unit``): 万元 before, then 2.45元.

    They come of reading the document; where only its data is at hand nothing is checked.
    """
    if subject.parsed.figures:
        yield Case("lost-unit", ("read",), "pass")
    for figure in subject.parsed.figures:
        if figure.outcome != "unread" or figure.reason != "other_unit" or "." not in figure.text:
            continue
        words = "".join(figure.context.split())
        found = re.search(rf"[^，。；：]*(?<![\d.,]){re.escape(figure.text)}元(?!/)", words)
        if found is None or "万元" not in words:
            continue
        yield Case(
            "lost-unit", ("lost-unit", figure.place, figure.text), "mismatch",
            *compose("lost-unit", "figure", clause=quote(found[0]), place=tell_place(figure.place)), outcome="wording",
        )  # fmt: skip
