"""Forms that the text calls empty, and that hold figures: 本部门无“三公”经费预算，故本表为空表。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check

#: What there is said to be nothing of, and that its form is empty therefore.
_EMPTY = re.compile(
    r"(?:没有|无)(?P<words>[^。；：\d]{2,60}?)[，,](?:故|所以|因此)?[^。，；]{0,24}表(?:为空表|公开空表|无数据|为空)(?=[。；])"
)
#: Words of what is declared, and the statement whose form would be empty.
_STATEMENTS = {
    "三公": "three_public", "政府性基金": "government_fund", "国有资本经营": "state_capital", "政府采购": "procurement",
}  # fmt: skip


@check("declared-empty")
def run_declared(subject: Subject) -> Iterator[Case]:
    """One case for each form that is declared empty; nothing where the text is not at hand."""
    if not subject.source:
        return
    ledger, text = subject.ledger, subject.words.text
    for match in _EMPTY.finditer(text):
        statement = next((named for word, named in _STATEMENTS.items() if word in match["words"]), "")
        if not statement:
            continue
        entries = [
            entry for cell in ledger.select(statement=statement, measure="amount") for entry in ledger.at(cell)
            if entry.fact.form.startswith("table-") and entry.fact.value > 0
        ]  # fmt: skip
        key = ("declared-empty", statement)
        if not entries:
            yield Case("declared-empty", key, "pass")
            continue
        largest = max(entries, key=lambda entry: (entry.fact.value, -entry.number))
        yield Case(
            "declared-empty", key, "mismatch",
            *compose(
                "declared-empty", "found", clause=quote(match[0]), line=subject.words.find_line(match.start()),
                name=subject.labels.both(largest.fact), figure=cited(largest),
            ),
            facts=(largest.number,), stated=largest.fact.value, unit=largest.fact.unit,
        )  # fmt: skip
