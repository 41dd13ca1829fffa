"""Statements printed without a figure, and whether the document says that there is nothing to state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.intervals import Agreement
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, check

#: The budgets whose statement is printed even where there is none of their money.
_BUDGETS = ("政府性基金", "国有资本经营")
#: 七、2024年度某部门政府性基金支出预算表: the last word of a title, what a sentence or a list of forms has besides.
_TITLE = re.compile(r"[^。，；：《》]{6,44}表(?:（[^）]*）)?")
#: What only the form itself has below its title: a unit of measure, heads and the row of the total.
_FORM = (re.compile(r"单位[：:]"), re.compile(r"科目|项目"), re.compile(r"合计|小计"))
_NEXT = re.compile(r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|表\d+$|公开\d+表$")
#: Any amount, code or count; a number of one or two digits heads a column or is a page's, one of four a year.
_NUMBER = re.compile(r"\d[\d,]*\.\d|\d{1,3}(?:,\d{3})+|(?<!\d)(?:\d{3}|\d{5,})(?!\d)")
_NOTHING = re.compile(
    r"无|没有|未|不涉及|不存在|空表|为零|为空|为0(?:\.0+)?(?![\d.])|(?<![\d.,])0(?:\.0+)?(?:万?元|万)"
)
#: No form of the official set has more lines when it is empty.
_LONGEST = 40


@check("empty-statements")
def run_empty_statements(subject: Subject) -> Iterator[Case]:
    """One case for each statement of a budget of its own that is printed and empty.

    ``source`` is the text of the documents. Whether a form that holds figures agrees with the notes is another check.
    Nothing is judged in the forms alone, whose notes are in another document.
    """
    source = subject.source
    if not source:
        return
    words = subject.words
    for budget in _BUDGETS:
        for at, (number, line) in enumerate(words.lines):
            if budget in line and _TITLE.fullmatch(line) and _is_empty(_find_form(words.lines, at)):
                told = any(budget in sentence and _NOTHING.search(sentence) for sentence in _split(words.text))
                outcome: Agreement | Literal["untested"] = "pass" if told else "mismatch"
                yield Case(
                    "empty-statements", (budget,), "untested" if subject.is_of_forms else outcome,
                    *compose("empty-statements", "empty_statements", line_quoted=quote(line), number=number),
                    outcome="omission",
                )  # fmt: skip
                break


def _find_form(lines: Sequence[tuple[int, str]], at: int) -> list[str]:
    """The lines below a title, up to the next heading or title; its second printing in a row is skipped."""
    form: list[str] = []
    for _, line in lines[at + 1 : at + 1 + _LONGEST]:
        if _NEXT.match(line) or (form and _TITLE.fullmatch(line)):
            break
        form.append(line)
    return form


def _is_empty(form: Sequence[str]) -> bool:
    """Whether the lines are a form, whole and without any figure."""
    text = "\n".join(form)
    return len(form) < _LONGEST and all(part.search(text) for part in _FORM) and not _NUMBER.search(text)


def _split(text: str) -> list[str]:
    return re.split(r"[。；]", text)
