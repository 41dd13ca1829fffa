"""No finding of a sum, an omission or a name in a form of which figures are unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.facts import codes
from tests.check.test_checks import FUNDS_SCORE, ONE, audit, by_kind, indicate

from disclosure.check import load_checks
from disclosure.check.cases.coverage import WHOLE_FORM_CHECKS, WHOLE_LIST_CHECKS, find_partial
from disclosure.model import Fact, Figure, Parsed

READ = Figure(0, 1, "10.00", "p1", "form:general_public", "fact")
UNREAD = Figure(2, 3, "2.00", "p1", "form:general_public", "unread")
WRONG, RIGHT = by_kind("3.00"), by_kind("4.00")


def found(facts: Sequence[Fact], *figures: Figure) -> tuple[list[str], tuple[str, int]]:
    findings, results = audit(facts, "budget", figures=figures)
    return [finding.check for finding in findings], results["basic-and-project"]


def test_the_checks_exist() -> None:
    assert set(load_checks()) >= WHOLE_FORM_CHECKS | WHOLE_LIST_CHECKS


def test_a_sum_of_a_form_wholly_read_is_found() -> None:
    checks, result = found(WRONG, READ)
    assert "basic-and-project" in checks
    assert result[0] == "fail"


def test_a_sum_of_a_form_with_an_unread_figure_is_not_checked() -> None:
    checks, result = found(WRONG, READ, UNREAD)
    assert checks == []
    assert result == ("not_checked", 0)


def test_a_form_with_rows_of_parts_of_the_unit_is_not_checked() -> None:
    checks, result = found(WRONG, READ, replace(UNREAD, outcome="ignored", reason="part_of_unit"))
    assert (checks, result) == ([], ("not_checked", 0))


def test_a_sum_that_agrees_is_a_pass_all_the_same() -> None:
    assert found(RIGHT, READ, UNREAD) == ([], ("pass", 1))


@pytest.mark.parametrize("section", ["form:basic", "general_public", "title"])
def test_unread_figures_elsewhere_do_not_matter(section: str) -> None:
    checks, _ = found(WRONG, READ, replace(UNREAD, section=section))
    assert "basic-and-project" in checks


def test_of_two_forms_of_a_statement_the_one_read_whole_is_judged() -> None:
    for form, judged in (("table-5", False), ("table-6", True)):
        section = f"form:{WRONG[0].statement}:{form}"
        checks, _ = found([replace(fact, form="table-5") for fact in WRONG], READ, replace(UNREAD, section=section))
        assert ("basic-and-project" in checks) is judged


def test_sums_in_prose_do_not_need_the_form() -> None:
    prose = [replace(fact, form="narrative") for fact in WRONG]
    checks, _ = found(prose, READ, UNREAD)
    assert "basic-and-project" in checks


def test_a_name_that_may_be_cut_is_not_a_second_name() -> None:
    facts = [*codes("general_public", {"201": "1.00"}), *codes("expenditure", {"201": "1.00"})]
    named = [
        replace(fact, functional_name=name, form=form)
        for fact, name, form in zip(facts, ("一般公共服务支出", "一般公共服"), ("table-5", "table-3"), strict=True)
    ]
    checks, _ = found(named, READ)
    assert "class-names" in checks
    for section in ("form:general_public", "form:expenditure"):
        checks, _ = found(named, replace(UNREAD, section=section))
        assert "class-names" not in checks


def test_weights_of_a_list_with_an_unread_figure_are_not_added_up() -> None:
    for check, weights in (("indicator-weights", ["60", "50"]), ("indicator-scores", ["50", "40"])):
        rows = indicate(weights, ["50", "37.35"])
        for section, outcome in (("form:basic", "fail"), ("form:project_evaluation", "not_checked")):
            figures = [replace(UNREAD, section=section)]
            _, results = audit([FUNDS_SCORE], projects=ONE, indicators=rows, figures=figures)
            assert results[check][0] == outcome


@given(st.lists(st.sampled_from(["fact", "ignored", "unread"]), max_size=4))
def test_a_report_read_back_has_the_same_unread_forms(outcomes: list[Literal["fact", "ignored", "unread"]]) -> None:
    figures = [replace(READ, outcome=outcome) for outcome in outcomes]
    fresh = Parsed((), (), (), (), tuple(figures))
    back = Parsed((), (), (), (), (), partial=frozenset(each.section for each in figures if each.outcome == "unread"))
    assert find_partial(fresh) == find_partial(back)
