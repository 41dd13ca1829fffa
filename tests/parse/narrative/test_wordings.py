"""Wordings that several provinces use: amounts of the year before, several changes at once, sums of classes."""

from __future__ import annotations

import pytest
from tests.parse.conftest import ReadText

from disclosure.model import Parsed


def list_facts(parsed: Parsed) -> list[str]:
    """Item or code, phase, measure and value of each fact."""
    return [
        f"{fact.direction[:3]} {fact.item or fact.functional_code or fact.functional_name} {fact.phase} {fact.measure} "
        f"{fact.value.normalize():f}"
        for fact in parsed.facts
    ]


def list_prior(parsed: Parsed) -> list[str]:
    return [
        f"{each.item or each.functional_code} {each.phase} {each.year} {each.value.normalize():f}"
        for each in parsed.details
        if each.kind == "prior_year"
    ]


def test_what_was_spent_the_year_before_is_a_detail(read_text: ReadText) -> None:
    text = (
        "一、财政拨款支出预算情况说明\n1.教育支出（类）进修及培训（款）培训支出（项）22.00万元，主要用于培训。"
        "2022年当年预算执行数为20.00万元，2023年预算安排22.00万元，比2022年预算执行数增加10.00%。\n"
    )
    parsed = read_text(text, "budget")
    assert list_facts(parsed) == [
        "exp 2050803 approved amount 220000",
        "exp 2050803 approved amount 220000",
        "exp 2050803 approved change_rate 10",
    ]
    assert list_prior(parsed) == ["2050803 executed 2022 200000"]
    assert parsed.facts[1].quote == "2023年预算安排22.00万元"


def test_the_amount_of_the_year_before_without_its_year(read_text: ReadText) -> None:
    text = "一、三公经费预算情况说明\n三公经费预算控制数9.00万元，上年预算数为8.00万元，增加1.00万元。\n"
    parsed = read_text(text, "budget")
    assert list_facts(parsed) == ["exp total approved amount 90000", "exp total approved change 10000"]
    assert list_prior(parsed) == ["total approved 2022 80000"]


@pytest.mark.parametrize("words", ["本年数小于上年预算数2.00万元", "2021年预算数为7.00万元"])
def test_no_amount_of_the_year_before(read_text: ReadText, words: str) -> None:
    parsed = read_text(f"一、三公经费预算情况说明\n三公经费预算9.00万元，{words}。\n", "budget")
    assert list_prior(parsed) == []
    assert [figure.outcome for figure in parsed.figures if figure.text in ("2.00", "7.00")] == ["unread"]


def test_changes_of_several_labels_in_their_order(read_text: ReadText) -> None:
    text = (
        "一、收支预算总体情况说明\n收、支总计各是100.00万元,90.00万元。"
        "与上年相比，收入总计、支出总计分别增加5.00万元、6.00万元。\n"
    )
    assert list_facts(read_text(text, "budget")) == [
        "rev total approved amount 1000000",
        "exp total approved amount 900000",
        "rev total approved change 50000",
        "exp total approved change 60000",
    ]


def test_changes_against_nothing_are_not_read(read_text: ReadText) -> None:
    text = "一、收支预算总体情况说明\n收入总计、支出总计分别增加5.00万元、6.00万元。\n"
    assert list_facts(read_text(text, "budget")) == []


def test_the_sum_of_a_class(read_text: ReadText) -> None:
    text = (
        "一、财政拨款支出预算情况说明\n1.教育支出（类）进修及培训（款）：2023年预算支出合计50.00万元。其中：\n"
        "培训支出（项）支出40.00万元。\n"
    )
    assert list_facts(read_text(text, "budget")) == [
        "exp 20508 approved amount 500000",
        "exp 2050803 approved amount 400000",
    ]


def test_the_sum_of_a_class_in_another_year_is_not_read(read_text: ReadText) -> None:
    text = (
        "一、财政拨款支出预算情况说明\n1.教育支出（类）进修及培训（款）：2021年预算支出合计50.00万元。其中：\n"
        "培训支出（项）支出40.00万元。\n"
    )
    assert "500000" not in " ".join(list_facts(read_text(text, "budget")))


def test_a_code_in_words(read_text: ReadText) -> None:
    text = (
        "一、一般公共预算支出决算情况说明\n教育支出（科目编码：205）5.57万元，其中培训支出（科目代码2050803）3.57万元。"
    )
    assert list_facts(read_text(text, "final")) == [
        "exp 205 executed amount 55700",
        "exp 2050803 executed amount 35700",
    ]


def test_expenditure_by_fund(read_text: ReadText) -> None:
    text = (
        "一、收支预算总体情况说明\n2023年本部门预算支出9.00万元，其中一般公共预算拨款支出7.00万元、"
        "政府性基金拨款支出2.00万元。收入总计、支出总计均增加3.00万元，增长4.00%。\n"
    )
    facts = read_text(text, "budget").facts
    assert [(fact.item, fact.fund, str(fact.value)) for fact in facts[:3]] == [
        ("total", "", "90000.00"),
        ("general_public_budget", "general_public_budget", "70000.00"),
        ("government_fund", "government_fund", "20000.00"),
    ]


def test_conferences_of_a_section_of_their_own(read_text: ReadText) -> None:
    text = (
        "六、一般公共预算其他公务支出预算情况说明\n"
        "2023年望舒市档案数据服务中心各单位会议费预算3.00万元，比上年预算数减少9.66万元。\n"
    )
    facts = read_text(text, "budget").facts
    assert [(fact.item, fact.fund, fact.measure) for fact in facts] == [
        ("meetings", "general_public_budget", "amount"),
        ("meetings", "general_public_budget", "change"),
    ]


def test_what_small_firms_won_is_a_part(read_text: ReadText) -> None:
    text = (
        "一、政府采购支出情况说明\n政府采购支出总额9.00万元。在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，"
        "采购金额3.00万元；在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额2.00万元；"
        "在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额1.00万元。\n"
    )
    parsed = read_text(text, "final")
    assert [each.kind for each in parsed.details] == ["part"] * 3
    assert [str(each.value) for each in parsed.details] == ["30000.00", "20000.00", "10000.00"]


def test_parts_are_compared_with_what_their_whole_is(read_text: ReadText) -> None:
    text = (
        "五、三公经费支出情况说明\n三公经费支出决算数与2022年度持平。其中：因公出国（境）费支出决算持平；公务接待费支出决算持平。"
        "公务用车购置费支出决算持平。\n"
    )
    assert list_facts(read_text(text, "final")) == [
        "exp total executed change 0",
        "exp overseas executed change 0",
        "exp reception executed change 0",
    ]
