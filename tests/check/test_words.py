"""Checks on words, performance tables and between documents: each passes one case and finds another."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.check.facts import change, codes, state
from tests.check.words import (
    BETWEEN,
    EMPTY_FORM,
    NEXT,
    PAID,
    PAY,
    SOURCE,
    WORDS,
    Given,
    Pair,
    after,
    basic,
    cost,
    execution,
    explain,
    initial,
    parsed,
    rates,
    report,
    result,
    row,
    scored,
    supervised,
    with_change,
)

from disclosure.check import SOURCE_CHECKS, UNIT_CHECKS, check_report, check_unit, join_results, load_checks
from disclosure.check.words.misprints import load_misprints
from disclosure.errors import DescriptionError
from disclosure.model import CheckResult, Fact, Figure, Finding, Kind, Project, Report, Text


def audit(given: Given) -> tuple[list[Finding], dict[str, CheckResult]]:
    report = Report("invented-office", 2024, given.kind, "报告", "虚构办公室", ())
    findings, results = check_report(
        report, given.facts, given.texts, given.projects, given.indicators,
        figures=given.figures, redactions=given.redactions, source=given.source, names=given.names,
        details=given.details,
    )  # fmt: skip
    return findings, {result.check: result for result in results}


@pytest.mark.parametrize("check", WORDS)
def test_check_passes(check: str) -> None:
    findings, results = audit(WORDS[check][0])
    assert [finding for finding in findings if finding.check == check] == []
    assert results[check].outcome == "pass"
    assert results[check].tested > 0


@pytest.mark.parametrize("check", WORDS)
def test_check_finds(check: str) -> None:
    findings, results = audit(WORDS[check][1])
    found = [finding for finding in findings if finding.check == check]
    assert len(found) == 1
    assert results[check].outcome == "fail"
    assert found[0].message_zh.endswith("。")
    assert not found[0].message_en[0].islower()


@pytest.mark.parametrize("check", WORDS)
def test_nothing_given_is_no_pass(check: str) -> None:
    findings, results = audit(Given())
    assert findings == []
    assert results[check].outcome == ("not_checked" if check in SOURCE_CHECKS else "not_applicable")


@pytest.mark.parametrize("check", BETWEEN)
def test_documents_of_a_unit(check: str) -> None:
    good, bad = BETWEEN[check]
    assert compare(good)[check] == ([], "pass")
    findings, outcome = compare(bad)[check]
    assert outcome == "fail"
    assert len(findings) == 1
    assert re.search(r"年(决算|预算)", findings[0].message_zh)


def compare(pair: Pair) -> dict[str, tuple[list[Finding], str]]:
    """By check: findings and outcome of the later document. Nothing is ever found in the earlier."""
    told = check_unit(pair)
    first, last = (told[report.report_id] for report, _ in pair)
    assert first[0] == []
    return {
        result.check: ([finding for finding in last[0] if finding.check == result.check], result.outcome)
        for result in last[1]
    }


def test_a_unit_with_one_document_is_not_compared() -> None:
    (report, parsed), _ = BETWEEN["asset-continuity"][1]
    findings, results = check_unit([(report, parsed)])[report.report_id]
    assert findings == []
    assert {result.check for result in results} == UNIT_CHECKS
    assert {result.outcome for result in results} == {"not_applicable"}


def test_results_are_joined_by_check() -> None:
    pair = BETWEEN["asset-continuity"][1]
    report, parsed = pair[1]
    own = check_report(report, parsed.facts)
    findings, results = join_results(own, check_unit(pair)[report.report_id])
    assert [result.check for result in results] == list(load_checks())
    assert "asset-continuity" in {finding.check for finding in findings}


def test_a_number_that_another_document_contradicts_too_is_one_finding() -> None:
    """No vehicle, worth 28.96, and one vehicle in last year's accounts: one slip."""
    last, this = report(2024, "final"), report(2025, "budget")
    facts = [state("assets", "vehicles", "0", "辆"), state("assets", "vehicles", "28.96")]
    between = check_unit([(last, parsed([state("assets", "vehicles", "1", "辆")])), (this, parsed(facts))])
    findings, results = join_results(check_report(this, facts), between[this.report_id])
    assert [finding.check for finding in findings] == ["value-without-count"]
    assert "2024 年决算载明1辆" in findings[0].message_zh
    assert "1 辆" in findings[0].message_en
    assert {result.check for result in results if result.outcome == "fail"} == {
        "value-without-count", "asset-continuity",
    }  # fmt: skip


def test_one_rounding_is_one_finding() -> None:
    """A group and its class are one cent off for one and the same reason; the class above them for another."""
    rows = {"208": "39.50", "210": "14.06", "21011": "14.06", "2101102": "13.13", "2101103": "0.92"}
    again = {"210": "14.06", "2101102": "13.13", "2101103": "0.92"}
    facts = [
        state("general_public", "total", "53.55", form="table-5"),
        *codes("general_public", rows, form="table-5"),
        *codes("general_public", again, place="l9"),
    ]
    findings, _ = audit(Given(facts))
    assert [finding.outcome for finding in findings] == ["rounding", "rounding"]
    assert sorted("同一原因还见于" in finding.message_zh for finding in findings) == [False, True]


def test_one_misprint_is_one_finding() -> None:
    """A total printed with two digits exchanged: found against its rows, and again where it is repeated."""
    rows = {"201": "902.37", "208": "233.60"}
    facts = [
        state("general_public", "total", "1135.97", form="table-5", place="l9"),
        state("general_public", "total", "1135.79", place="l20"),
        *(state("general_public", "", v, functional_code=c, functional_name=c) for c, v in rows.items()),
    ]
    findings, results = audit(Given(facts))
    assert len(findings) == 1
    assert "同一原因还见于1处" in findings[0].message_zh
    assert {results["repeated-figures"].outcome, results["functional-sums"].outcome} == {"fail"}
    assert set(findings[0].facts) == {1, 2, 3, 4}


def test_a_share_is_of_its_own_statement() -> None:
    """1.35% would fit another total; it does not fit the total of the rows."""
    facts = [
        state("revenue", "total", "1372.79"),
        state("general_public", "total", "1363.45"),
        state("general_public", "", "18.55", functional_code="229", functional_name="其他支出"),
        state("general_public", "", "1.35", "%", basis="total", functional_code="229", functional_name="其他支出"),
    ]
    findings, _ = audit(Given(facts))
    found = [finding for finding in findings if finding.check == "shares"]
    assert [f"{finding.expected:f}" for finding in found if finding.expected is not None] == ["1.3605"]


def test_a_power_of_ten_is_told() -> None:
    findings, _ = audit(WORDS["prose-and-indicators"][1])
    assert "相差 10 倍" in findings[0].message_zh


def test_a_rate_on_this_years_figure_is_told() -> None:
    findings, _ = audit(Given(change("operating", "total", "1100.97", "155.35", "14.11")))
    assert "以本年数为基数" in findings[0].message_zh


def test_compound_names_are_not_taken_for_one_another() -> None:
    """维护应用系统 and 维护政务云平台服务器 are not 维护系统."""
    words = "维护应用系统个数不少于80个，维护政务云平台90台"
    text = Text("performance", "objective", words, "l1", project=1)
    findings, _ = audit(Given(texts=[text], indicators=[row()]))
    assert findings == []


def test_a_compound_unit_is_read_whole() -> None:
    """109家次 is not 109家."""
    text = Text("performance", "objective", "企业检查不少于109家次。", "l1", project=1)
    checks = row(level3="企业检查", target=">=109家次", target_value=Decimal(109), target_unit="家次")
    assert audit(Given(texts=[text], indicators=[checks]))[1]["prose-and-indicators"].outcome == "pass"


def test_personal_data_is_never_repeated() -> None:
    findings, _ = audit(WORDS["personal-data"][1])
    assert [(finding.outcome, finding.facts) for finding in findings] == [("privacy", ())]
    assert "3 处" in findings[0].message_zh


def test_a_reason_for_a_fall_beside_no_change() -> None:
    facts = change("three_public", "reception", "0.17", "0.00")
    for words, found in (("压减接待批次和人数", True), ("“三公”经费只减不增", False), ("接待批次不减少", False)):
        text = Text("three_public", "change_reason", words, "l1", item="reception")
        findings, results = audit(Given(facts, [text]))
        assert [finding.check for finding in findings] == ["reason-and-figures"] * found
        assert results["reason-and-figures"].outcome == ("fail" if found else "not_applicable")


def test_rows_that_share_a_rate_are_told_once() -> None:
    findings, _ = audit(Given([*rates("20.01"), *with_change("25.00")]))
    assert [finding.check for finding in findings] == ["repeated-rate"]


def test_last_years_costs_against_what_was_spent() -> None:
    """The costs a budget repeats as last year's sum to 20; the final accounts say that 17.04 were spent."""
    spent = [state("performance", "total", "17.04", project=1, form="project-table")]
    project = [Project(1, "网站安全维护项目")]
    old = [cost("耗材成本", "3", "3"), cost("系统运维费", "14.04", "14.04")]
    for first, found in (("15", 1), ("12.04", 0)):
        new = [
            replace(cost("测评费", "15", "15"), prior=f"{first}万元"),
            replace(cost("扫描费", "5", "5"), prior="5万元"),
        ]
        findings, outcome = compare(
            [(report(2024, "final"), parsed(spent, project, old)), (report(2025, "budget"), parsed([], project, new))]
        )["prior-result-continuity"]
        assert (len(findings), outcome) == (found, "fail" if found else "pass")
        assert all("15 + 5 = 20.00万元" in finding.message_zh for finding in findings)


def test_document_numbers_and_lines_printed_twice() -> None:
    line = "资金执行时间：2024年1月1日至2024年12月31日"
    source = f"按照国办发〔2024〕15）和国办发〔2024〕16号\n{line}\n另一行\n\n{line}\n"
    findings, _ = audit(Given(source=source))
    words = {finding.check: finding.message_zh for finding in findings if finding.check != "required-parts"}
    assert "国办发〔2024〕15" in words["misprints"]
    assert "第 2 行和第 5 行" in words["repeated-words"]


@pytest.mark.parametrize("text", ["甲: 乙\n", "- 甲\n", "- {printed: 甲}\n"])
def test_wrong_misprints_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "misprints.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DescriptionError):
        load_misprints(path)


def test_a_rate_without_its_sign_and_a_name_with_another_and() -> None:
    source = "虚构规划和资源局增加1.00万元，增长13.95。与上年相比，虚构规划与资源局增长1.50%。"
    given = Report("invented-office", 2024, "final", "报告", "虚构规划和资源局", ())
    findings, _ = check_report(given, [], source=source)
    words = [finding.message_zh for finding in findings if finding.check == "misprints"]
    assert len(words) == 2
    assert any("“增长13.95”" in word for word in words)
    assert any("“虚构规划与资源局”" in word for word in words)


def test_shares_of_parts_that_round_are_rounding() -> None:
    """4.69, 40.61 and 0.90 of 46.21: the parts sum to 46.20, and so their shares to 99.98%."""
    rows = {"overseas": ("4.69", "10.15"), "vehicles": ("40.61", "87.88"), "reception": ("0.90", "1.95")}
    facts = [state("three_public", "total", "46.21")]
    for item, (amount, share) in rows.items():
        facts += [state("three_public", item, amount), state("three_public", item, share, "%", basis="total")]
    findings, _ = audit(Given(facts))
    assert {(finding.check, finding.outcome) for finding in findings} == {
        ("three-public-parts", "rounding"), ("shares-sum", "rounding"),
    }  # fmt: skip


def test_how_much_of_the_budget_was_used_is_no_share_of_the_whole() -> None:
    rows = {"overseas": ("0.00", "0"), "vehicles": ("8.47", "60.50"), "reception": ("0.30", "3.75")}
    facts = [state("three_public", "total", "8.77")]
    for item, (amount, share) in rows.items():
        rate = state("three_public", item, share, "%", measure="completion_rate", basis="approved")
        facts += [state("three_public", item, amount), rate]
    findings, results = audit(Given(facts))
    assert findings == []
    assert results["shares-sum"].outcome == "not_applicable"


def form(statement: str, table: str, value: str, **more: str) -> Fact:
    return state(statement, more.pop("item", "total"), value, form=table, **more)


@pytest.mark.parametrize(("second", "outcome"), [("39.50", ""), ("39.51", "rounding"), ("39.05", "mismatch")])
def test_a_class_in_two_statements(second: str, outcome: str) -> None:
    row = {"item": "", "functional_code": "208", "functional_name": "社会保障和就业支出", "direction": "expenditure"}
    facts = [form("overall", "table-1", "39.50", **row), form("expenditure", "table-3", second, **row)]
    findings, results = audit(Given(facts))
    assert [(f.check, f.outcome) for f in findings] == ([("related-statements", outcome)] if outcome else [])
    assert results["related-statements"].tested == 1


@pytest.mark.parametrize("column", ["50.00", "42.00"])
def test_project_expenditure_by_fund_is_not_project_expenditure(column: str) -> None:
    """The statement of projects has a column of all funds and one of the budget of the year."""
    facts = [
        form("project", "table-5", "50.00", expenditure_type="project"),
        form("project", "table-5", column, expenditure_type="project", fund="general_public_budget"),
        form("general_public", "table-7", "50.00", expenditure_type="project", fund="general_public_budget"),
    ]
    findings, _ = audit(Given(facts))
    assert [finding for finding in findings if finding.check == "related-statements"] == []


@pytest.mark.parametrize(("carried", "found"), [("8.00", 0), ("7.00", 1)])
def test_project_expenditure_differs_by_what_was_carried_over(carried: str, found: int) -> None:
    fund = {"fund": "general_public_budget", "expenditure_type": "project"}
    facts = [
        form("project", "table-5", "42.00", **fund),
        form("general_public", "table-7", "50.00", **fund),
        form("overall", "table-1", carried, item="opening_carryover", direction="revenue"),
    ]
    findings, _ = audit(Given(facts))
    assert len([finding for finding in findings if finding.check == "related-statements"]) == found


@pytest.mark.parametrize(("whole", "found"), [("4884.10", []), ("4884.09", ["rounding"]), ("4896.98", [])])
def test_personnel_of_a_form_without_its_column(whole: str, found: list[str]) -> None:
    """More than rounding is no finding: what else is personnel a unit may decide."""
    facts = [
        form("basic", "table-6", "4816.14", item="", economic_code="301", economic_name="工资福利支出"),
        form("basic", "table-6", "67.96", item="", economic_code="303", economic_name="对个人和家庭的补助"),
        form("basic", "table-6", whole, item="personnel", expenditure_type="basic_personnel"),
    ]
    findings, _ = audit(Given(facts))
    assert [finding.outcome for finding in findings] == found


def test_a_gap_in_a_total_and_its_part_is_one_finding() -> None:
    facts = [
        form("general_public", "table-5", "5364.75", expenditure_type="basic", fund="general_public_budget"),
        form("basic", "table-6", "4884.09", item="personnel", expenditure_type="basic_personnel"),
        form("basic", "narrative", "5377.64", fund="general_public_budget"),
        form("basic", "narrative", "4896.98", item="personnel", expenditure_type="basic_personnel"),
    ]
    findings, _ = audit(Given(facts))
    assert len(findings) == 1
    assert "相差12.89万元" in findings[0].message_zh
    assert "同一原因还见于1处" in findings[0].message_zh


@pytest.mark.parametrize(("name", "found"), [("一般行政事务管理", True), ("一般行政管理事务", False)])
def test_a_name_that_no_code_has(name: str, found: bool) -> None:
    facts = [
        form("general_public", "table-5", "6432.89", item="", functional_code="2040502",
             functional_name="公共安全支出/法院/一般行政管理事务"),
        form("general_public", "narrative", "6432.89", item="", functional_name=f"公共安全支出/法院/{name}"),
    ]  # fmt: skip
    findings, _ = audit(Given(facts))
    assert [finding.check for finding in findings] == ["class-names"] * found


@pytest.mark.parametrize(
    ("name", "unit", "found"), [("响应及时率", "小时", 1), ("响应及时率", "%", 0), ("工作效率", "天", 0)]
)
def test_a_rate_is_no_time(name: str, unit: str, found: int) -> None:
    findings, _ = audit(Given(indicators=[row(level3=name, level2="时效指标", target_unit=unit)]))
    assert len(findings) == found


@pytest.mark.parametrize(("operating", "found"), [("13.01", 0), ("13.10", 1), ("33.10", 0)])
def test_operating_expenses_of_another_kind_are_not_compared(operating: str, found: int) -> None:
    """Some documents count the operating part of projects among 机关运行经费."""
    facts = [
        state("basic", "operating", "13.01", expenditure_type="basic_operating"),
        state("operating", "total", operating),
    ]
    findings, _ = audit(Given(facts))
    assert len(findings) == found


def test_a_row_known_by_its_name_alone_is_a_part_of_its_class() -> None:
    names = {"2200150": "自然资源支出/自然资源事务/事业运行", "220": "自然资源支出"}
    rows = [
        state("general_public", "", value, functional_code=code, functional_name=names[code])
        for code, value in (("220", "4461.67"), ("2200150", "4416.67"))
    ]
    unknown = state("general_public", "", "45.00", functional_name="自然资源支出/自然资源事务/其他国土资源事务")
    assert [finding.outcome for finding in audit(Given(rows))[0]] == ["omission"]
    findings, results = audit(Given([*rows, unknown]))
    assert findings == []
    assert results["functional-sums"].outcome == "pass"


@pytest.mark.parametrize(("rate", "found"), [("0.0", 0), ("50.0", 1), ("100.0", 0)])
def test_a_blank_rate_beside_a_fund_is_no_rate(rate: str, found: int) -> None:
    """Forms print 0.0% in the rows of the funds, which have no score."""
    more: dict[str, Any] = {"project": 1, "form": "project-table", "fund": "carryover"}
    facts = [
        state("performance", "total", "39.42", phase="adjusted", **more),
        state("performance", "total", "39.42", **more),
        state("performance", "total", rate, "%", measure="execution_rate", basis="adjusted", **more),
    ]
    findings, _ = audit(Given(facts))
    assert [finding.check for finding in findings] == ["execution-rate"] * found


@pytest.mark.parametrize(("spent", "found"), [("4021.94", 0), ("4000.00", 1)])
def test_totals_of_the_year_need_not_balance(spent: str, found: int) -> None:
    """The year's appropriations called 总计: 256.28 more were spent than received, as of all revenue."""
    facts = [
        state("revenue", "current_year", "3765.66"),
        state("expenditure", "current_year", spent),
        state("appropriation", "total", "1614.63", direction="revenue"),
        state("appropriation", "total", "1870.91", direction="expenditure"),
    ]
    findings, _ = audit(Given(facts))
    assert [finding.check for finding in findings] == ["revenue-equals-expenditure"] * found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("本页2014年部门预算未安排购置", 1), ("比2014年部门预算增加", 0), ("2014年部门预算相比增加", 0),
        ("2014年度部门决算公开", 0), ("《2014年部门预算编制的通知》", 0), ("2014年一般公共预算支出决算", 0),
    ],
)  # fmt: skip
def test_a_year_of_another_report(words: str, found: int) -> None:
    figure = Figure(0, 4, "2014", "l1", "assets", "ignored", "date", words)
    findings, _ = audit(Given(figures=[figure], kind="budget"))
    assert [finding.check for finding in findings] == ["foreign-year"] * found


def test_a_column_of_reasons_that_is_not_there_is_no_omission() -> None:
    findings, results = audit(Given(indicators=[result("35", "5")]))
    assert findings == []
    assert results["deduction-without-reason"].outcome == "not_applicable"


def test_a_use_within_a_longer_name_is_another_use() -> None:
    text = Text("project", "allocation", "设备购置费10万元", "l1", project=1)
    findings, _ = audit(Given([], [text], [Project(1, "甲项目")], [cost("网络设备购置费", "6", "6")]))
    assert [finding for finding in findings if finding.check == "allocation-and-costs"] == []


@pytest.mark.parametrize(
    ("reason", "found"), [("未开展培训活动", 1), ("部分未开展培训活动", 0), ("因故未开展培训活动2次", 0)]
)
def test_what_was_done_in_part_was_done(reason: str, found: int) -> None:
    findings, _ = audit(Given(indicators=[result("3", "3", level3="培训活动场次", deviation=reason)]))
    assert [finding.check for finding in findings] == ["result-and-reason"] * found


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("虚构市规划局2024年度部门决算表", 1),
        ("虚构市临河区规划局2024年度部门决算表", 0),
        ("临河区规划局2024年度部门决算表", 0),
    ],
)
def test_a_heading_that_names_another_unit(heading: str, found: int) -> None:
    given = Report("invented-office", 2024, "final", "报告", "虚构市临河区规划局", ())
    findings, _ = check_report(given, [], source=f"第二部分\n{heading}\n收入")
    assert [finding.check for finding in findings] == ["misprints"] * found


def test_ids_do_not_depend_on_the_number_of_a_project() -> None:
    """Projects are numbered in order of first mention: one more that is read must not rename the findings."""
    named = []
    for number in (1, 5):
        text = Text("performance", "achievement", "维护系统700个。", "l1", project=number)
        facts = [replace(fact, project=number) for fact in execution("60.00", "6.00")]
        rows = [row(project=number, score=Decimal(9), deviation="超额"), row(project=number, level3="服务器台数")]
        findings, _ = audit(Given(facts, [text], [Project(number, "网站运维项目")], rows))
        named.append([finding.finding for finding in findings])
    assert len(named[0]) > 3
    assert named[0] == named[1]


@pytest.mark.parametrize(
    ("name", "unit", "found"),
    [("设备购置台件数", "台", 0), ("设备购置台套数", "套", 0), ("设备购置台件数", "个", 1), ("受益人次数", "人", 1)],
)
def test_a_unit_of_two_words_is_counted_in_either(name: str, unit: str, found: int) -> None:
    some = row(level3=name, target=f"2{unit}", target_unit=unit, actual=f"2{unit}", actual_unit=unit)
    findings, _ = audit(Given(indicators=[some]))
    assert [finding.check for finding in findings].count("indicator-unit") == found


@pytest.mark.parametrize(("third", "found"), [("目标:3:丙", 0), ("目标：3、丙", 1), ("目标:4:丙", 1)])
def test_an_objective_is_numbered_with_a_colon_before_the_number_too(third: str, found: int) -> None:
    text = Text("performance", "objective", f"目标1：甲；目标2：乙；{third}；目标4：丁", "l1", project=1)
    findings, _ = audit(Given(texts=[text]))
    assert [finding.check for finding in findings].count("numbering") == found


@pytest.mark.parametrize(
    ("places", "rise", "reason", "found"),
    [
        (("p3", "p3"), "1.00", "车辆老化", 0),  # one reason after two parts, or in a sentence that follows
        (("l20", "l23-24"), "1.00", "车辆老化", 0),
        (("p3", "p4"), "1.00", "车辆老化", 1),
        (("l20", "l30"), "1.00", "车辆老化", 1),
        (("l20", "p20"), "1.00", "车辆老化", 1),
        (("p3", "p4"), "9.00", "车辆老化", 0),  # the change that has the reason is of the same amount
        (("p3", "p4"), "1.00", "公务接待费增加1.00万元", 0),  # the parts are the reason of the total
        (("p3", "p4"), "1.00", "公务接待费增加21.00万元", 1),
    ],
)
def test_a_change_is_without_reason_where_none_is_near(
    places: tuple[str, str], rise: str, reason: str, found: int
) -> None:
    facts = [
        fact
        for item, amount, place in (("overseas", "9.00", places[1]), ("reception", rise, places[0]))
        for fact in change("three_public", item, "30.00", amount, place=place)
    ]
    facts += [fact for code in ("2010301", "2080505", "2101102", "2210201")
              for fact in change("general_public", "", "5.00", "2.00", functional_code=code)]  # fmt: skip
    texts = [Text("three_public", "change_reason", reason, places[1], item="overseas")]
    texts += [explain("人员增加", code=code) for code in ("2010301", "2080505", "2101102", "2210201")]
    findings, _ = audit(Given(facts, texts))
    assert [finding.check for finding in findings].count("change-without-reason") == found


@pytest.mark.parametrize(("actual", "check"), [("35", "deduction-without-reason"), ("70", "met-but-reduced")])
def test_points_lost_without_reason_are_one_finding(actual: str, check: str) -> None:
    findings, _ = audit(Given(indicators=[result(actual, "5"), result("50", "6", project=2, deviation="工期跨年")]))
    found = [finding.check for finding in findings if "35个" in finding.message_zh or "实际70个" in finding.message_zh]
    assert found == [check]


def test_one_number_in_units_ten_thousand_times_apart() -> None:
    findings, _ = audit(Given(indicators=[row(), row(project=2, actual="70万个", actual_unit="万个")]))
    found = [finding for finding in findings if finding.check == "indicator-unit"]
    assert len(found) == 1
    assert "70万个" in found[0].message_zh


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        (EMPTY_FORM + "公开08表\n国有资本经营预算财政拨款支出决算表\n单位：万元\n项目\n合计\n0.00\n", "fail"),
        (EMPTY_FORM.replace("合计\n", "合计\t0.00\n"), "not_applicable"),
        (EMPTY_FORM.replace("合计\n", "合计\n2120801\t征地支出\t12,345\n"), "not_applicable"),
        (EMPTY_FORM + "说明\n2024年政府性基金支出预算支出 0万元。", "pass"),
        (EMPTY_FORM + "第四部分\n政府性基金拨款支出预算为0；其他为0.5万元。", "pass"),
        (EMPTY_FORM + "第四部分\n政府性基金拨款支出预算为0.05万元。", "fail"),
        ("七、政府性基金支出预算表\n八、国有资本经营预算表\n单位：万元\n科目\n合计\t1.00\n", "not_applicable"),
        ("本单位没有政府性基金预算收支表。\n单位：万元\n科目\n合计\n", "not_applicable"),
    ],
)
def test_empty_statements_are_forms_without_a_figure(source: str, outcome: str) -> None:
    _, results = audit(Given(source=source))
    assert results["empty-statements"].outcome == outcome


def test_what_is_in_prose_is_not_missed_in_the_forms_alone() -> None:
    """Some places publish the forms of a report and its prose as two documents."""
    source = EMPTY_FORM + SOURCE.replace("政府采购", "")
    for form, outcome in (("table-1", "not_checked"), ("narrative", "fail")):
        _, results = audit(Given([state("overall", "total", "1.00", form=form)], source=source))
        assert {results[check].outcome for check in ("required-parts", "empty-statements")} == {outcome}


@pytest.mark.parametrize(("year", "kind", "found"), [(2016, "budget", 0), (2017, "budget", 1), (2016, "final", 1)])
def test_no_part_is_missed_in_reports_older_than_the_rule(year: int, kind: Kind, found: int) -> None:
    given = Report("invented-office", year, kind, "报告", "虚构办公室", ())
    findings, _ = check_report(given, [], source=SOURCE.replace("政府采购", ""))
    assert [each.check for each in findings].count("required-parts") == found


def test_what_is_missing_is_counted_for_the_score() -> None:
    source = "收支总体 收入 财政拨款 一般公共预算 “三公” 政府性基金 国有资本经营 机关运行经费 国有资产 基本支出"
    [finding] = [each for each in audit(Given(source=source))[0] if each.check == "required-parts"]
    assert (finding.expected, finding.stated, finding.unit) == (Decimal(13), Decimal(11), "项")


def test_columns_of_the_statement_of_projects_are_told_apart() -> None:
    facts = [
        state("project", "total", value, project=number, fund=fund, phase="approved", form="table-5")
        for fund, total, second in (("", "100.00", "40.01"), ("carryover", "50.00", "20.01"))
        for number, value in ((None, total), (1, "60.00" if not fund else "30.00"), (2, second))
    ]
    findings = [each for each in audit(Given(facts, kind="budget"))[0] if each.check == "project-rows"]
    assert len({each.finding.removesuffix("-2") for each in findings}) == 2
    assert ["年初结转和结余" in each.message_zh for each in findings].count(True) == 1


def test_projects_that_were_not_evaluated_have_no_initial_budget() -> None:
    for second, outcome in (("30.00", "pass"), ("40.00", "pass"), ("43.00", "fail")):
        _, found = compare(after(initial(second), NEXT, ("final", "budget")))["project-continuity"]
        assert found == outcome


def test_supervisors_are_compared_for_projects_of_one_name() -> None:
    pair = supervised("另一部门")
    renamed = replace(pair[1][1], projects=(Project(1, "乙", "另一部门", "某单位"),))
    assert compare([pair[0], (pair[1][0], renamed)])["supervisor-continuity"] == ([], "not_applicable")


def test_a_score_is_told_with_its_line() -> None:
    [finding] = [each for each in audit(Given(**scored("88.5")))[0] if each.check == "stated-scores"]
    assert "88.5分（原文第 1 行）" in finding.message_zh
    assert "98.5" in finding.message_zh


@pytest.mark.parametrize(("year", "outcome", "tested"), [(2017, "pass", 12), (2021, "fail", 13)])
def test_state_capital_is_required_since_the_rules_name_it(year: int, outcome: str, tested: int) -> None:
    given = Report("invented-office", year, "budget", "报告", "虚构办公室", ())
    _, results = check_report(given, [], source=SOURCE.replace("国有资本经营", ""))
    [found] = [each for each in results if each.check == "required-parts"]
    assert (found.outcome, found.tested) == (outcome, tested)


@pytest.mark.parametrize(("rate", "found"), [("60.00", 0), ("61.00", 1), ("60", 0)])
def test_completion_in_running_text_is_of_the_budget_that_its_basis_names(rate: str, found: int) -> None:
    facts = [
        state("general_public", "total", "10.00", phase="approved"),
        state("general_public", "total", "12.00", phase="adjusted"),
        state("general_public", "total", "6.00"),
        state("general_public", "total", rate, "%", measure="completion_rate", basis="approved"),
    ]
    assert [finding.check for finding in audit(Given(facts))[0]] == ["execution-rate"] * found


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("教育支出8.00万元，占76.23。", 1),
        ("教育支出8.00万元，占全部支出的76.23，比上年增加。", 1),
        ("教育支出比上年决算数增加58.22，下降的是公用经费。", 1),
        ("202年度部门决算", 1),
        ("20244年部门预算", 1),
        ("教育支出8.00万元，占76.23%。", 0),
        ("比上年决算数增加58.22万元。", 0),
        # an area, a list with its unit at the end, and many years ago
        ("占地76.23亩，占用76.23平方米。", 0),
        ("分别占26.23、73.77%。", 0),
        ("2024年度部门决算，1,202年", 0),
    ],
)
def test_figures_without_unit_and_years_that_are_none(source: str, number: int) -> None:
    found, _ = audit(Given(source=source))
    assert len([each for each in found if each.check == "misprints"]) == number


@pytest.mark.parametrize(
    ("name", "target", "check"),
    [
        ("培训合格率", "1100", "impossible-rate"),
        ("群众满意度", "110", "impossible-rate"),
        ("受理投诉量", "100", "indicator-unit"),
        ("检查次数", "5", "indicator-unit"),
        # all of them, and what can be more than all there was
        ("培训合格率", "100", ""),
        ("任务完成率", "110", ""),
        ("收入增长率", "110", ""),
        # what is not a number of things
        ("服务质量", "100", ""),
    ],
)
def test_rates_above_all_and_numbers_in_per_cent(name: str, target: str, check: str) -> None:
    rate = row(level3=name, target=f">={target}%", target_value=Decimal(target), target_unit="%", actual_value=None)
    found, _ = audit(Given(indicators=[rate], projects=[Project(1, "甲项目")]))
    assert [each.check for each in found if each.check in ("impossible-rate", "indicator-unit")] == [check] * bool(
        check
    )


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("本单位2024年无国有资本经营预算支出和上级专项转移支付预算支出。上级下达资金8.00万元，用于印刷。", 1),
        ("本单位2024年无上级转移支付。上级转移支付项目8.00万元。", 1),
        ("本单位2024年无上级转移支付。上级下达资金0.00万元，用于印刷。", 0),
        ("本单位2023年无上级转移支付。上级下达资金8.00万元，用于印刷。", 0),
        ("本单位2024年无上级转移支付。上级补助收入8.00万元。", 0),
        ("本单位2024年上级转移支付8.00万元。", 0),
    ],
)
def test_money_of_a_higher_level_that_there_is_said_to_be_none_of(source: str, number: int) -> None:
    found, _ = audit(Given(source=source))
    assert len([each for each in found if each.check == "declared-empty"]) == number


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("备注：2024年未安排一般公共预算项目支出。", 1),
        ("本单位2024年没有项目支出。", 1),
        ("本单位2024年没有项目支出绩效目标表。", 0),
        ("本单位2023年没有项目支出。", 0),
        ("本单位无项目支出结转。", 0),
    ],
)
def test_projects_that_there_are_said_to_be_none_of(source: str, number: int) -> None:
    spent = state("general_public", "total", "8.00", expenditure_type="project", form="table-5")
    found, _ = audit(Given([spent], source=source))
    assert len([each for each in found if each.check == "declared-empty"]) == number


@pytest.mark.parametrize(
    ("source", "rows", "words"),
    [
        # one more in the form, a zero, and one that the form has among operating expenditure
        (PAID.replace("奖金、", ""), PAY, ["奖金（30103）1.00万元"]),
        (PAID, [*PAY[:2], ("30103", "奖金", "0.00"), *PAY[3:]], ["表中为零的有：奖金（30103）0.00万元"]),
        (PAID.replace("奖金", "奖金、办公费"), PAY, ["另一类的有：办公费（30201）3.00万元"]),
        (PAID, PAY, []),
        # a list that leaves something out, another name, other words than those of the form, and a form of two rows
        (PAID.replace("奖金、", "").replace("住房公积金", "住房公积金等"), PAY, []),
        (PAID.replace("奖金", "奖金支出"), PAY, []),
        ("人员经费8.00万元，主要包括：统发工资、政府补贴、社会保险、年终奖励。", PAY, []),
        (PAID.replace("奖金、", ""), PAY[:2], []),
        (PAID.replace("8.00万元", ""), PAY[:4], []),
    ],
)
def test_the_items_listed_are_those_of_the_form(
    source: str, rows: list[tuple[str, str, str]], words: list[str]
) -> None:
    found, _ = audit(Given(basic(*rows), source=source))
    messages = [each.message_zh for each in found if each.check == "listed-classes"]
    assert len(messages) == len(words)
    assert all(word in message for word, message in zip(words, messages, strict=True))


def test_a_form_read_in_part_lists_no_items() -> None:
    unread = Figure(0, 4, "5.00", "l9", "form:basic:table-6", "unread", reason="no_row")
    found, _ = audit(Given(basic(*PAY), source=PAID.replace("奖金、", ""), figures=[unread]))
    assert [each for each in found if each.check == "listed-classes"] == []
