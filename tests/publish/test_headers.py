"""What a finding shows of its figures: the headers of row and column, differences of rates in percentage points."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from disclosure.model import Report
from disclosure.publish.facts.evidence import name_headers, space_row
from disclosure.publish.facts.findings import Discrepancy
from disclosure.publish.facts.holdings import Holding, Wording
from disclosure.publish.facts.ledger import Entry
from disclosure.publish.facts.other_documents import link_documents
from disclosure.publish.overviews.audit import describe_precision
from disclosure.publish.words.labels import address_unit
from disclosure.reference import load_reference
from disclosure.store import find_layout, read_csv

REFERENCE = find_layout(Path(__file__).parent).reference
EMPTY = dict.fromkeys(
    ("statement", "item", "functional_name", "functional_code", "economic_name", "economic_code", "expenditure_type",
     "fund", "phase", "measure"), "",
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"statement": "general_public", "functional_name": "一般公共服务支出/甲事务/行政运行",
          "functional_code": "2010301", "expenditure_type": "basic"}, "行政运行（2010301）·基本支出"),
        ({"statement": "three_public", "item": "reception"}, "公务接待费"),
        ({"statement": "basic", "economic_name": "办公费", "economic_code": "30201"}, "办公费（30201）"),
    ],
)  # fmt: skip
def test_headers_name_row_column_phase_and_measure(row: dict[str, str], shown: str) -> None:
    wording = Wording(load_reference(REFERENCE))
    entry = Entry({**EMPTY, "phase": "executed", "measure": "amount", **row}, Decimal(1), "final", "f1")
    phase, measure = wording.name("phases", "executed"), wording.name("measures", "amount")
    assert name_headers(entry, wording) == f"{shown}·{phase}·{measure}"


def test_two_rates_are_apart_in_percentage_points() -> None:
    row = {"finding": "a", "expected": "59.3295", "stated": "27.13", "difference": "-32.1995", "value_unit": "%"}
    found = Discrepancy(row, Report("invented-2030-final", 2030, "final", "报告", "虚构办公室", ()), "虚构办公室", ())
    assert [value for _, value in found.sides] == ["59.33%", "27.13%", "32.20 个百分点"]


def test_the_method_page_tells_how_many_findings_were_true() -> None:
    layout = find_layout(Path(__file__).parent)
    shown = describe_precision(layout)["method/precision"]
    rows = [row for row in read_csv(layout.data / "check_definitions.csv") if row["tuned_true"] not in ("", "0")]
    assert rows
    for row in rows:
        assert f'<th scope="row">{row["title_zh"]}</th>' in shown
    assert "判断" in shown


def test_two_printed_figures_are_not_called_right_and_wrong() -> None:
    row = {"expected": "48840900", "stated": "48969800", "difference": "128900", "value_unit": "元"}
    facts = tuple(Entry(EMPTY, Decimal(row[side]), "final", "f1") for side in ("expected", "stated"))
    found = Discrepancy(row, None, "虚构办公室", facts)  # type: ignore[arg-type]
    assert [label for label, _ in found.sides] == ["一处写作", "另一处写作", "相差"]


@pytest.mark.parametrize(
    ("check", "printed", "called"),
    [
        ("expenditure-by-kind", ("90",), ("按其他数字算得", "文件写作")),
        ("expenditure-by-kind", ("90", "93"), ("一处写作", "另一处写作")),
        ("prose-and-indicators", (), ("一处写作", "另一处写作")),
        ("costs-within-money", ("93",), ("一处写作", "另一处算得")),
        ("staff-continuity", ("12",), ("一处写作", "另一处算得")),
        ("prior-year-balance", ("12",), ("一处算得", "另一处算得")),
        ("change-rate", ("90",), ("按文件其他数字应为", "文件写作")),
        ("shares-sum", ("12",), ("应为", "各项相加")),
        ("a-check-of-another-edition", (), ("一处写作", "另一处写作")),
    ],
)
def test_a_figure_is_called_printed_computed_or_right_only_where_it_is(
    check: str, printed: tuple[str, ...], called: tuple[str, str]
) -> None:
    row = {"check": check, "expected": "93", "stated": "90", "difference": "-3", "value_unit": "元"}
    facts = tuple(Entry(EMPTY, Decimal(value), "final", "f1") for value in printed)
    found = Discrepancy(row, None, "虚构办公室", facts)  # type: ignore[arg-type]
    assert tuple(label for label, _ in found.sides) == (*called, "相差")


def test_one_figure_alone_is_not_called_the_other() -> None:
    row = {"check": "reason-and-figures", "expected": "", "stated": "5", "difference": "", "value_unit": "元"}
    found = Discrepancy(row, None, "虚构办公室", ())  # type: ignore[arg-type]
    assert [label for label, _ in found.sides] == ["文件写作"]


def test_what_has_the_same_cause_is_a_list() -> None:
    first, second = "支出与其类型：甲（1）载明1.00万元。另有1处数据相同（第 3 行）。", "占比重算：乙载明2.00%。"
    last = "与其他文件比较也不一致：资产数：2029 年决算载明1辆。"
    row = {"message_zh": f"合计载明3.00万元。同一原因还见于2处：（1）{first} （2）{second}{last}"}
    found = Discrepancy(row, None, "虚构办公室", ())  # type: ignore[arg-type]
    assert found.told == ("合计载明3.00万元。", [first, second], last)
    alone = Discrepancy({"message_zh": "合计载明3.00万元。"}, None, "虚构办公室", ())  # type: ignore[arg-type]
    assert alone.told == ("合计载明3.00万元。", [], "")


@pytest.mark.parametrize(
    ("statement", "item"), [("assets", "vehicles"), ("staff", "active"), ("three_public", "vehicles_owned")]
)
def test_what_is_counted_on_one_day_is_of_no_budget(statement: str, item: str) -> None:
    wording = Wording(load_reference(REFERENCE))
    row = {**EMPTY, "statement": statement, "item": item, "phase": "approved", "measure": "count"}
    shown = name_headers(Entry(row, Decimal(1), "budget", "f1"), wording)
    assert shown == f"{wording.name_item(statement, item)}·{wording.name('measures', 'count')}"


def test_of_many_figures_those_that_differ_are_shown_and_the_others_folded() -> None:
    message = f"合计载明46（第 9 行）；各部分 {' + '.join('123456789')} = 45（第 8 行），相差1。"
    row = {"expected": "45", "stated": "46", "message_zh": message}
    values = (*range(1, 10), 46)
    facts = tuple(Entry({**EMPTY, "reported": f"{value}"}, Decimal(value), "final", f"f{value}") for value in values)
    found = Discrepancy(row, None, "虚构办公室", facts, tuple(f"行{fact.value}" for fact in facts))  # type: ignore[arg-type]
    main, rest = found.operands
    assert main == [("行46", facts[-1])]
    assert [fact for _, fact in rest] == list(facts[:-1]), "every other one once, in order"
    few = replace(found, row={**row, "message_zh": "合计载明46；各部分 9 + 8 = 17。同一原因还见于1处：（1）甲载明7。"})
    assert [fact.value for _, fact in few.operands[0]] == [8, 9, 46], "those of the first sentence"
    twice = replace(found, facts=(facts[-1],) * 6, headers=(), row={**row, "message_zh": "合计载明46，乙载明46。"})
    assert [len(part) for part in twice.operands] == [2, 4], "as often as the sentence names it"
    assert replace(found, facts=facts[:4], headers=()).operands == ([("", fact) for fact in facts[:4]], [])


def test_a_long_sum_of_listed_figures_is_shortened() -> None:
    values = range(1, 14)
    facts = tuple(Entry({**EMPTY, "reported": f"{value}"}, Decimal(value), "final", f"f{value}") for value in values)
    row = {"message_zh": f"合计载明90；各部分 {' + '.join(map(str, values))} = 91，相差1。"}
    found = Discrepancy(row, None, "虚构办公室", facts)  # type: ignore[arg-type]
    assert found.told[0] == "合计载明90；各部分 1 + 2 + … + 13（共 13 个数） = 91，相差1。"
    assert replace(found, facts=facts[1:]).told[0] == row["message_zh"], "one term is not among the figures"


def test_equal_figures_differ_in_their_units_of_measure() -> None:
    row = {"expected": "1", "stated": "1", "difference": "0", "value_unit": "套", "outcome": "wording"}
    found = Discrepancy(row, None, "虚构办公室", ())  # type: ignore[arg-type]
    assert found.sides == [("两处数字同是", "1"), ("计量单位", "不同")]


def _hold(year: int, kind: str) -> Holding:
    report = Report(f"invented-{year}-{kind}", year, kind, "报告", "虚构办公室", ())  # type: ignore[arg-type]
    row = {**EMPTY, "fact": "1", "value": "17", "reported": "1,017", "place": "l11"}
    held = Holding(report, Path(), {"facts": [row]})
    held.__dict__["addresses"] = {"1": "final-staff"}
    return held


@pytest.mark.parametrize(
    ("message", "linked"),
    [
        (
            "而2029 年决算载明1017人（第 11 行），相差5人。",
            [("2029 年决算载明1017人（第 11 行）", "2029/#final-staff")],
        ),
        ("而2029 年决算载明1018人（第 11 行），相差6人。", [("2029 年决算载明1018人（第 11 行）", "2029/")]),
        ("2029 年决算与2030 年预算不同。", [("2029 年决算", "2029/")]),
        ("“2029年决算载明1017人”（第 11 行）", []),  # a quote of this document
        ("2028 年决算载明1017人（第 11 行）", []),  # a document that is not among the data
    ],
)
def test_the_other_document_is_linked_at_its_figure(message: str, linked: list[tuple[str, str]]) -> None:
    own, other = _hold(2030, "budget"), _hold(2029, "final")
    found = link_documents(message, [own, other], own.report)
    root = f"units/{address_unit(other.report)}/"
    assert list(found) == [(words, f"{root}{address}") for words, address in linked]


def test_what_is_missing_has_no_figures() -> None:
    row = {"expected": "12", "stated": "11", "difference": "-1", "value_unit": "项", "outcome": "omission"}
    assert Discrepancy(row, None, "虚构办公室", ()).sides == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("合计74868.3317739.881703.46", "合计 74868.33 17739.88 1703.46"),
        ("2200199其他支出45.000.0045.00", "2200199 其他支出 45.00 0.00 45.00"),
        ("一、财政拨款1,234.56", "一、财政拨款 1,234.56"),
    ],
)
def test_the_cells_of_a_quoted_row_are_apart(quote: str, shown: str) -> None:
    assert space_row(quote) == shown


def test_a_sentence_is_shown_with_its_figures_marked() -> None:
    row = {"sentences": "布展支出8.00万元，比上年增加2.00万元。 ‖ 讲解18.00万元<b>。"}
    fact = Entry({**EMPTY, "reported": "8.00", "quote": "支出8.00万元"}, Decimal(80_000), "final", "f1")
    shown = Discrepancy(row, None, "虚构办公室", (fact,)).sentences  # type: ignore[arg-type]
    assert shown == ["布展支出<mark>8.00</mark>万元，比上年增加2.00万元。", "讲解18.00万元&lt;b&gt;。"]
    assert Discrepancy({}, None, "虚构办公室", ()).sentences == []  # type: ignore[arg-type]
