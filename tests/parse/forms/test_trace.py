"""Why a form is not read: every cause is found, with the words that caused it and the figures it costs.

Where a whole table is not read, the codes of its rows are unread figures as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import get_args

import pytest
from tests.parse.forms.test_grid import CellWords, read

from disclosure.model import Parsed
from disclosure.parse.narrative.clause import Reason
from disclosure.parse.trace import Cause, UnreadClause, name_cause_type
from disclosure.parse.vocabulary import load_vocabulary
from disclosure.publish.words.labels import ASIDE_REASONS, UNREAD_REASONS

__all__ = ["read"]  # the fixture

LINES = ("支出预算总表", "单位：万元")
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
ROWS = (("201", "一般公共服务支出", "30.00", "20.00", "10.00"), ("", "合计", "30.00", "20.00", "10.00"))

CASES: dict[str, tuple[Sequence[str], Sequence[Sequence[CellWords]], tuple[str, str, int]]] = {
    "a word of the title": (("支出喵喵预算总表", "单位：万元"), (HEAD, *ROWS), ("unknown_title_part", "喵喵", 7)),
    "no title": (("单位：万元",), (HEAD, *ROWS), ("no_title", "", 7)),
    "no unit of measure": (("支出预算总表",), (HEAD, *ROWS), ("no_unit_of_measure", "", 7)),
    "a word of a header": (LINES, ((*HEAD[:4], "喵喵支出"), *ROWS), ("unknown_header", "喵喵", 2)),
    "a contradiction over a column": (
        LINES, ((*HEAD[:4], ("基本支出项目支出")), *ROWS), ("contradiction", "", 2),
    ),
    "a row's label": (LINES, (HEAD, *ROWS, ("", "喵喵", "5.00", "", "")), ("unknown_row", "", 1)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_cause_is_named_with_its_figures(read: Callable[..., Parsed], case: str) -> None:
    lines, rows, (reason, detail, figures) = CASES[case]
    parsed = read((lines, rows))
    found = [each for each in parsed.refusals if each.reason == reason]
    assert [each.figures for each in found] == [figures]
    assert detail in found[0].detail
    unread = [figure for figure in parsed.figures if figure.outcome == "unread" and figure.section != "title"]
    assert sum(each.figures for each in parsed.refusals) == len(unread)


def test_a_form_that_is_read_refuses_nothing(read: Callable[..., Parsed]) -> None:
    assert read((LINES, (HEAD, *ROWS))).refusals == ()


def test_a_page_without_a_title_behind_a_refused_form_has_its_cause(read: Callable[..., Parsed]) -> None:
    parsed = read((("支出喵喵预算总表", "单位：万元"), (HEAD, *ROWS)), ((), ROWS))
    assert [(each.reason, each.figures) for each in parsed.refusals] == [("unknown_title_part", 14)]


def test_the_line_to_add_is_of_the_vocabulary(read: Callable[..., Parsed]) -> None:
    refusal = read((("支出喵喵预算总表", "单位：万元"), (HEAD, *ROWS))).refusals[0]
    assert refusal.file.endswith("vocabulary/terms.yml")
    assert "喵喵" in refusal.line
    assert "title" in refusal.line


def test_every_unread_figure_has_a_reason_with_words_for_readers(read: Callable[..., Parsed]) -> None:
    rows: list[list[CellWords]] = [["科目编码", "科目名称", "甲乙", "合计"], ["201", "丙丁", "4.00", "9.00"]]
    parsed = read((["公开03表", "支出总表", "单位：万元"], rows), (["甲乙情况表"], [["甲", "5.50"], ["乙", "6.50"]]))
    unread = [figure for figure in parsed.figures if figure.outcome == "unread"]
    counts = Counter(figure.reason for figure in unread)
    assert counts["unknown_header"] == 1
    assert sum(counts.values()) == len(unread)
    assert "" not in counts
    assert set(counts) <= set(UNREAD_REASONS)
    for refusal in parsed.refusals:
        assert counts[refusal.reason] >= refusal.figures


def test_every_cause_has_words_for_readers() -> None:
    named = {name_cause_type(cause) for cause in get_args(Cause) if cause is not UnreadClause} | set(Reason)
    assert named <= set(UNREAD_REASONS)


def test_every_reason_for_setting_a_number_aside_has_words_for_readers() -> None:
    reasons = {ignore.reason for ignore in load_vocabulary().ignores}
    assert reasons <= set(ASIDE_REASONS)
    assert set(ASIDE_REASONS) - reasons == {"hidden"}  # what the reader did not read, not a word of the vocabulary
