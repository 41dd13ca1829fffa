"""What is held against what: sums of prose, changes of parts, and what is not one figure stated twice."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.check.facts import change, state
from tests.check.words import before, row

from disclosure.check import check_report
from disclosure.check.cases.cells import Ledger
from disclosure.check.cases.findings import Labels
from disclosure.check.cases.subject import Subject
from disclosure.check.words.enumerations import count_names, run_counted_lists
from disclosure.model import Fact, Figure, Finding, Parsed, Project, Report, Text

NOTHING = Parsed((), (), (), (), ())
REPORT = Report("invented-office", 2024, "final", "报告", "虚构办公室", ())
SPENDING: dict[str, Any] = {"statement": "overall", "direction": "expenditure"}


def subject(source: str) -> Subject:
    return Subject(REPORT, NOTHING, Ledger(()), Labels({}), source=source)


def find(facts: list[Fact], check: str, figures: list[Figure] | None = None, source: str = "") -> list[Finding]:
    findings, _ = check_report(REPORT, facts, figures=figures or [], source=source)
    return [each for each in findings if each.check == check]


def basic(personnel: str, unit: str = "万元") -> list[Fact]:
    return [
        state(item="basic", reported="100.00", expenditure_type="basic", **SPENDING),
        state(item="total", reported=personnel, reported_unit=unit, measure="amount",
              expenditure_type="basic_personnel", **SPENDING),
        state(item="total", reported="20.00", expenditure_type="basic_operating", **SPENDING),
    ]  # fmt: skip


def three_public(total: str) -> list[Fact]:
    parts = (("overseas", "0.00", "-2.00"), ("vehicles", "8.00", "-1.00"), ("reception", "2.00", "0.50"))
    lines = [fact for item, value, rise in parts for fact in change("three_public", item, value, rise)]
    return [*change("three_public", "total", "10.00", total), *lines]


def list_twice(form: str) -> list[Fact]:
    """One project in a list, with different money in two places."""
    money: dict[str, Any] = {"phase": "approved", "project": 1}
    return [state("performance", "total", "40.00", form=form, **money),
            state("performance", "total", "90.00", form=form, **money)]  # fmt: skip


def test_basic_expenditure_is_the_sum_of_its_parts_in_the_paragraph_on_all_expenditure() -> None:
    assert find(basic("80.00"), "basic-parts") == []
    (found,) = find(basic("79.00"), "basic-parts")
    assert "79.00 + 20.00 = 99.00万元" in found.message_zh


def test_a_sum_of_different_units_of_measure_shows_them() -> None:
    (found,) = find(basic("80.00", "元"), "basic-parts")
    assert "80.00元 + 20.00万元" in found.message_zh


def test_the_change_of_the_three_public_expenses_is_the_sum_of_the_changes_of_its_parts() -> None:
    assert find(three_public("-2.50"), "three-public-parts") == []
    (found,) = find(three_public("-3.50"), "three-public-parts")
    assert "载明减少3.50万元" in found.message_zh
    assert "(-2.00) + (-1.00) + 0.50 = -2.50万元" in found.message_zh


def test_changes_are_not_added_up_where_one_is_not_stated() -> None:
    facts = [fact for fact in three_public("-3.50") if (fact.item, fact.measure) != ("overseas", "change")]
    assert find(facts, "three-public-parts") == []


def test_a_list_that_prints_a_project_twice_has_a_part_of_it_in_each_place() -> None:
    assert find(list_twice("project-table"), "repeated-figures") == []


def test_prose_that_states_the_money_of_a_project_twice_is_compared() -> None:
    assert len(find(list_twice("narrative"), "repeated-figures")) == 1


def listed(*codes: str) -> list[Fact]:
    rows = [state("general_public", "", "30.00", functional_code=code, functional_name=code) for code in codes]
    return [state("general_public", "total", "100.00"), *rows]


def test_a_list_in_prose_with_an_unread_figure_omits_nothing() -> None:
    facts = listed("2010301", "2080505", "2210201")
    unread = Figure(0, 1, "10.00", "l1", "general_public", "unread")
    assert len(find(facts, "functional-sums", [replace(unread, outcome="fact")])) == 1
    assert find(facts, "functional-sums", [unread]) == []


def test_a_change_in_a_misprinted_unit_of_measure_is_found_once() -> None:
    lines = [
        *change("general_public", "", "60.00", "6.00", functional_code="2010301", functional_name="甲"),
        state("general_public", "", "40.00", functional_code="2080505", functional_name="乙"),
        state("general_public", "", "4.00", "元", measure="change", basis="prior_year", functional_code="2080505",
              functional_name="乙"),
        state("general_public", "", "11.11", "%", measure="change_rate", basis="prior_year", functional_code="2080505",
              functional_name="乙"),
    ]  # fmt: skip
    facts = [*change("general_public", "total", "100.00", "10.00"), *lines]
    assert len(find(facts, "change-rate")) == 1
    assert find(facts, "prior-year-sum") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本年收入53.00万元，比上年决算数增加 万元，增长7.50%。", 1),
        ("公务用车购置费/万元，购置/辆。", 1),
        ("经费支出下降（增长）/ %，主要是减少出访。", 1),
        ("“三公”经费决算数减少0.15万元，下降（增长）27.78%。", 1),
        ("公务用车购置费下降（增长）的主要原因是更新车辆。", 0),
        ("××部门2014年部门决算总收入 万元，其中本年收入 万元。", 2),
        ("单位：万元。收入合计 支出合计", 0),
        ("授课费/人次按标准执行，误餐费50元/人次。", 0),
        ("项目经费增加，万元以下的不列。", 0),
    ],
)
def test_model_text_that_was_not_filled_in_is_found(text: str, found: int) -> None:
    assert len(find([], "placeholders", source=text)) == found


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("本部门内设3个处室，分别为：办公室（机关党委办公室）、法规和审批处、财务处。", "pass"),
        ("纳入编制范围的预算单位共计2家预算单位，具体包括：甲市水务局，甲市水文站。", "pass"),
        ("下属4个单位，包括：甲站、乙站、丙站和丁站。", "pass"),
        ("下属4个单位，包括：甲站、乙站、丙站。", "mismatch"),
        ("内设2个处室，分别为：办公室、财务处、审计处。", "mismatch"),
        ("下属9个单位，包括：甲站、乙站等。", ""),
    ],
)
def test_a_number_in_words_is_that_of_its_list(text: str, outcome: str) -> None:
    assert [case.agreement for case in run_counted_lists(subject(text))] == [outcome] * bool(outcome)


def test_names_joined_by_words_may_be_one_or_two() -> None:
    assert count_names("办公室、规划和建设处、人事处及机关党委") == (3, 5)


def test_the_difference_of_two_rates_is_in_percentage_points() -> None:
    rates = [
        state("general_public", "total", rate, "%", measure="variance_rate", basis="approved")
        for rate in ("3.20", "3.70")
    ]
    (found,) = find(rates, "repeated-figures")
    assert "相差0.50个百分点" in found.message_zh
    assert "0.50 percentage points" in found.message_en


@pytest.mark.parametrize(("actual", "found"), [("大于95%", 0), ("高于95%", 0), ("95%以上", 0), ("94%", 1)])
def test_a_result_that_is_itself_a_bound_is_not_compared(actual: str, found: int) -> None:
    value = Decimal(re.sub(r"[^0-9]", "", actual))
    indicator = row(
        target="大于95%", target_operator=">", target_value=Decimal(95), target_unit="%", actual=actual,
        actual_value=value, actual_unit="%", weight=Decimal(10), score=Decimal(10),
    )  # fmt: skip
    findings, _ = check_report(REPORT, [], projects=[Project(1, "甲项目")], indicators=[indicator])
    assert sum(each.check == "missed-but-full" for each in findings) == found


def kinds(basic_rise: str, project_rise: str, project: str = "40.00") -> list[Fact]:
    """Expenditure and its two kinds with their changes: 100 is 30 more than the year before."""
    where: dict[str, Any] = {"phase": "approved"}
    return [
        *change("general_public", "total", "100.00", "30.00", **where),
        *change("general_public", "basic", "60.00", basic_rise, expenditure_type="basic", **where),
        *change("general_public", "project", project, project_rise, expenditure_type="project", **where),
    ]


def test_changes_of_the_two_kinds_that_make_less_than_that_of_their_total_are_found() -> None:
    assert find(kinds("10.00", "20.00"), "prior-year-sum") == []
    (found,) = find(kinds("10.00", "15.00"), "prior-year-sum")
    assert "10.00万元 + 15.00万元 = 25.00万元" in found.message_zh


def test_changes_of_the_two_kinds_may_make_more_where_last_year_had_a_third() -> None:
    assert find(kinds("10.00", "25.00"), "prior-year-sum") == []


def test_changes_of_two_kinds_are_not_compared_where_they_are_not_all_there_is() -> None:
    assert find(kinds("10.00", "15.00", project="38.00"), "prior-year-sum") == []


def classes_of_basic(wages: str, total: str = "80.00") -> list[Fact]:
    """Wages among basic expenditure in the form of all funds and in that of basic expenditure."""
    where: dict[str, Any] = {"phase": "executed"}
    overall: dict[str, Any] = {"direction": "expenditure", "expenditure_type": "basic", "form": "table-1", **where}
    form: dict[str, Any] = {"form": "table-8", "fund": "general_public_budget", **where}
    return [
        state("overall", "basic", "80.00", **overall),
        state("overall", "", "50.03", economic_code="301", **overall),
        state("basic", "total", total, **form),
        state("basic", "", wages, economic_code="301", **form),
    ]


def test_a_class_of_basic_expenditure_is_one_figure_in_two_forms_of_one_total() -> None:
    assert find(classes_of_basic("50.03"), "related-statements") == []
    (found,) = find(classes_of_basic("50.00"), "related-statements")
    assert "50.03万元" in found.message_zh
    assert "50.00万元" in found.message_zh


def test_classes_of_basic_expenditure_of_other_funds_are_not_compared() -> None:
    assert find(classes_of_basic("45.00", "75.00"), "related-statements") == []


def of_types(wages: str, goods: str, second: str) -> list[Fact]:
    """Basic and project expenditure in prose, each with its rows by economic class and their shares of it."""
    where: dict[str, Any] = {"phase": "executed"}
    rows = (("basic", "302", "20.00", wages), ("project", "302", "4.00", goods))
    facts: list[Fact] = []
    for kind, code, amount, share in rows:
        total = "80.00" if kind == "basic" else "5.00"
        facts += [
            state("general_public", kind, total, expenditure_type=kind, **where),
            state("general_public", kind, second if kind == "project" else "94.12", "%", expenditure_type=kind,
                  basis="total", **where),
            state("general_public", "", amount, economic_code=code, **where),
            state("general_public", "", share, "%", economic_code=code, basis=kind, **where),
        ]  # fmt: skip
    return facts


def test_a_class_of_basic_and_one_of_project_expenditure_are_two_figures() -> None:
    assert find(of_types("25.00", "80.00", "5.88"), "repeated-figures") == []


def test_a_share_is_of_the_type_of_expenditure_that_it_names() -> None:
    assert find(of_types("25.00", "80.00", "5.88"), "shares") == []
    (found,) = find(of_types("25.00", "81.00", "5.88"), "shares")
    assert "4.00 ÷ 5.00 = 80.00%" in found.message_zh


def test_shares_of_a_total_that_is_not_stated_make_no_more_than_all_of_it() -> None:
    assert find(of_types("25.00", "80.00", "5.88"), "shares-sum") == []
    (found,) = find(of_types("25.00", "80.00", "9.00"), "shares-sum")
    assert "94.12 + 9.00 = 103.12%" in found.message_zh


@pytest.mark.parametrize(("carried", "found"), [("10.00", 0), ("9.00", 1)])
def test_a_fund_with_and_without_its_carryover_is_two_figures(carried: str, found: int) -> None:
    where: dict[str, Any] = {"phase": "approved", "fund": "general_public_budget"}
    facts = [
        state("revenue", "general_public_budget", "110.00", **where),
        state("revenue", "opening_carryover", carried, phase="approved", fund="fiscal_appropriation"),
        state("revenue", "general_public_budget", "100.00", **where),
    ]
    assert len(find(facts, "repeated-figures")) == found


@pytest.mark.parametrize(("statement", "found"), [("performance", 0), ("appropriation", 1)])
def test_the_money_of_projects_evaluated_is_no_share_of_all_expenditure(statement: str, found: int) -> None:
    facts = [
        state("expenditure", "total", "100.00"),
        state(statement, "self_evaluation" if statement == "performance" else "total", "35.00"),
        state(statement, "self_evaluation" if statement == "performance" else "total", "99", "%", basis="total"),
    ]
    assert len(find(facts, "shares")) == found


@pytest.mark.parametrize(("second", "found"), [("62.00", 0), ("61.00", 1), ("58.00", 0)])
def test_one_fund_in_two_statements(second: str, found: int) -> None:
    """The general public budget as revenue and as appropriation; a gap of 4.00 is the carryover stated."""
    facts = [
        state("revenue", "general_public_budget", "62.00", form="table-2", phase="approved"),
        state("appropriation", "general_public_budget", second, form="table-4", phase="approved", direction="revenue"),
        state("overall", "opening_carryover", "4.00", form="table-1", phase="approved", direction="revenue"),
    ]
    findings, _ = check_report(replace(REPORT, kind="budget"), facts)
    told = [each for each in findings if each.check == "related-statements"]
    assert len(told) == found
    assert all("一般公共预算" in each.message_zh for each in told)


@pytest.mark.parametrize(("rise", "found"), [("2.00", 0), ("2.50", 1)])
def test_a_change_stated_twice_is_the_same(rise: str, found: int) -> None:
    facts = [*change("operating", "total", "8.00", "2.00"), *change("operating", "total", "8.00", rise)]
    assert len(find(facts, "repeated-figures")) == found


@pytest.mark.parametrize(("counts", "found"), [(("", ""), 1), (("10", "10"), 1), (("10", "1"), 0), (("10", ""), 0)])
def test_money_is_compared_where_it_is_of_as_many_projects(counts: tuple[str, str], found: int) -> None:
    """The money of ten projects, and of the one among them that is evaluated."""
    facts: list[Fact] = []
    for count, money in zip(counts, ("50.00", "30.00"), strict=True):
        facts += [state("performance", "projects", count, "个")] if count else []
        facts += [
            state("performance", "total", money),
            state("performance", "total", money, fund="fiscal_appropriation"),
        ]
    assert len([each for each in find(facts, "repeated-figures") if each.unit == "元"]) == found


def test_summaries_are_as_many_as_stated() -> None:
    listed = "".join(f"{number}.甲乙项目绩效自评综述：完成。" for number in range(1, 6))
    (right,) = run_counted_lists(subject(f"反映5个一级项目的绩效自评结果。{listed}"))
    assert right.agreement == "pass"
    (found,) = run_counted_lists(subject(f"反映4个一级项目的绩效自评结果。{listed}"))
    assert "编号到5" in found.message_zh


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("本单位设三个内设机构，包括：办公室、展览部、研究部。", "pass"),
        ("下设办公室、展览部、研究部，共4个部门。", "mismatch"),
        ("编制范围的单位共5个，包括本级及所属4个二级预算单位。", "pass"),
        ("编制范围的单位共5个，包括本级及所属5个二级预算单位。", "mismatch"),
        ("本单位有3个内设机构，分别是：1.办公室2.展览部3.研究部。", "pass"),
        ("本单位有3个内设机构，分别是：1.办公室2.展览部。", "mismatch"),
        # the list begins with the department itself
        ("下属2个单位，包括：1.某局本级2.某中心3.某馆。", "pass"),
    ],
)
def test_numbers_in_words_and_their_lists(text: str, outcome: str) -> None:
    assert [case.agreement for case in run_counted_lists(subject(text))] == [outcome]


@pytest.mark.parametrize(
    ("rise", "reason", "found"),
    [
        ("-2.00", "在职人员缴费增加", 1), ("2.00", "在职人员缴费增加", 0), ("-2.00", "退休人员增加，缴费减少", 0),
        ("2.00", "公用经费减少", 1), ("-2.00", "退休转出，经费增加", 0),
    ],
)  # fmt: skip
def test_a_reason_has_the_direction_of_its_change(rise: str, reason: str, found: int) -> None:
    text = Text("operating", "change_reason", reason, "l1", item="total")
    findings, _ = check_report(REPORT, change("operating", "total", "8.00", rise), [text])
    assert len([each for each in findings if each.check == "reason-and-figures"]) == found


@pytest.mark.parametrize(("combined", "partial", "found"), [("30.00", "", 0), ("20.00", "x", 1), ("40.00", "", 1),
                                                            ("40.00", "form:three_public", 0)])  # fmt: skip
def test_figures_of_the_year_before_add_up(combined: str, partial: str, found: int) -> None:
    """Parts that make more than their total prove it wrong; less only in a form that was wholly read."""
    rows = (("combined", combined), ("total", "10.00"), ("meetings", "12.00"), ("training", "8.00"))
    details = [before(item, value) for item, value in rows]
    findings, _ = check_report(REPORT, [], details=details, partial=frozenset({partial}))
    assert len([each for each in findings if each.check == "prior-year-figures"]) == found
