"""A report's tables: written, read back, described, and valid to the referee (frictionless)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from disclosure.check import check_report
from disclosure.description import dump_report
from disclosure.errors import DescriptionError
from disclosure.model import Detail, DetailKind, Fact, Figure, Form, Indicator, Parsed, Project, Report, Source, Text
from disclosure.package.editions.descriptor import CODE_LISTS, write_descriptor
from disclosure.package.stored.records import read_audit, read_details, read_parsed, read_tables, write_report
from disclosure.package.stored.tables import DETAILS, TABLES
from disclosure.store import Layout, dump_csv, find_layout, read_csv, write_bytes

CHECKOUT = find_layout(Path(__file__).parent)


def make_fact(item: str, value: str, place: str = "l1", **more: str) -> Fact:
    return Fact(
        "overall", "amount", "executed", Decimal(value) * 10_000, "元", value, "万元", "narrative", place,
        f"合计{value}万元", direction="revenue", item=item, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def make_parsed(total: str = "12.00") -> Parsed:
    return Parsed(
        facts=(make_fact("total", total), make_fact("current_year", "10.00"), make_fact("opening_carryover", "2.00")),
        texts=(Text("overall", "change_reason", "新增一项\n工作，“甲”", "l2", item="total"),),
        projects=(Project(1, "甲项目", total_score=Decimal("98.35")),),
        indicators=(Indicator(1, "产出", "数量", "个数", "l9-10", target=">=70个", target_value=Decimal("70")),),
        figures=(
            Figure(0, 1, "12.00", "l1", "一、收入", "fact"),
            Figure(2, 3, "2024", "l1", "一、收入", "ignored", "year"),
            Figure(4, 5, "7", "l3", "一、收入", "unread"),
        ),
    )


def make_report(unit: str, year: int) -> Report:
    source = Source("0" * 64, "text/plain", 10, "决算", "虚构办公室", "https://example.org/a.txt")
    return Report(unit, year, "final", "决算", "虚构办公室", (source,))


def write_all(layout: Layout, *reports: Report) -> None:
    for report in reports:
        parsed = make_parsed()
        write_bytes(layout.reports / report.folder / "report.yml", dump_report(report))
        write_report(layout, report, parsed, *check_report(report, parsed.facts))


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    """A checkout with the real code lists and schemas, and one invented unit more."""
    shutil.copytree(CHECKOUT.reference, tmp_path / "data" / "reference")
    shutil.copytree(CHECKOUT.schemas, tmp_path / "data" / "schemas")
    with (tmp_path / "data" / "reference" / "units.csv").open("a", encoding="utf-8") as stream:
        stream.write("invented-office,虚构办公室,Invented Office,652300\n")
    return Layout(tmp_path)


def test_written_and_read_back(layout: Layout) -> None:
    report, parsed = make_report("invented-office", 2024), make_parsed("11.00")
    findings, results = check_report(report, parsed.facts)
    changed = write_report(layout, report, parsed, findings, results)
    folder = layout.reports / report.folder
    assert sorted(path.name for path in changed) == sorted(f"{name}.csv" for name in TABLES)
    back = read_parsed(folder)
    assert (back.facts, back.texts, back.projects, back.indicators) == (
        parsed.facts, parsed.texts, parsed.projects, parsed.indicators,
    )  # fmt: skip
    assert check_report(report, back.facts) == (findings, results)
    tables = read_tables(folder)
    assert [row["fact"] for row in tables["facts"]] == ["1", "2", "3"]
    assert [row["finding"] for row in tables["findings"]] == [finding.finding for finding in findings] != []
    assert tables["findings"][0]["fact_numbers"] == "1 2 3"
    assert [(row["outcome"], row["reason"], row["figures"]) for row in tables["coverage"]] == [
        ("fact", "", "1"), ("ignored", "year", "1"), ("unread", "", "1"),
    ]  # fmt: skip
    assert [row["check"] for row in tables["checks"]] == sorted(result.check for result in results)


def make_detail(kind: DetailKind, value: str, **more: Any) -> Detail:
    fact = make_fact("total", value)
    return Detail(**{each.name: getattr(fact, each.name) for each in fields(Fact)} | more, kind=kind)


def test_each_form_that_a_fact_or_detail_names_has_a_row(layout: Layout) -> None:
    """With its title if it prints one; running text has none."""
    report, parsed = make_report("invented-office", 2024), make_parsed()
    detail = replace(make_detail("subunit", "5.00", subunit="虚构学校", year=2024), form="table-2")
    parsed = replace(
        parsed, details=(detail,), forms=(Form("table-2", "表2 收入总表", "l7"), Form("table-9", "别的", "l8"))
    )
    write_report(layout, report, parsed, [], [])
    rows = read_csv(layout.reports / report.folder / "forms.csv")
    assert [(row["form"], row["title"], row["place"]) for row in rows] == [
        ("narrative", "", ""), ("table-2", "表2 收入总表", "l7"),
    ]  # fmt: skip
    assert read_parsed(layout.reports / report.folder).forms == parsed.forms[:1]


def test_details_are_written_and_read_back(layout: Layout) -> None:
    """A table of details exists once the report has such figures; each row names the fact it is a part of."""
    report = make_report("invented-office", 2024)
    details = (
        make_detail("subunit", "5.00", subunit="虚构学校", subunit_code="101002", year=2024, government_code="505"),
        make_detail("prior_year", "9.00", year=2023, functional_code="201"),
        make_detail("government_class", "4.00", year=2024, government_code="50101", government_name="工资奖金津补贴"),
        make_detail("subunit", "7.00", year=2023),
        make_detail(
            "purchase", "2.00", year=2024, project_name="装订", catalogue="纸", quantity="3", planned="2024-05"
        ),
        make_detail("event", "1.00", year=2024, thing="年会", quantity="30", item="meetings"),
        make_detail("planned_asset", "1.00", year=2024, item="vehicles_other"),
        make_detail("part", "1.00", year=2024, part="专项资金", subunit="虚构学校", subunit_id="invented-office.1"),
    )
    parsed = replace(make_parsed(), details=details)
    folder = layout.reports / report.folder
    changed = write_report(layout, report, parsed, [], [])
    assert {path.stem for path in changed} == {*TABLES, *DETAILS}
    assert read_parsed(folder).details == details
    rows = {name: read_csv(folder / f"{name}.csv") for name in DETAILS}
    found = {name: [(row["detail"], row["fact"], row["year"]) for row in each] for name, each in rows.items()}
    assert found == {
        "subunit_facts": [("1", "1", "2024"), ("4", "1", "2023")], "prior_year_facts": [("2", "1", "2023")],
        "government_class_facts": [("3", "1", "2024")], "purchases": [("5", "1", "2024")],
        "events": [("6", "", "2024")], "planned_assets": [("7", "", "2024")], "part_facts": [("8", "1", "2024")],
    }  # fmt: skip
    assert [sorted(row) for row in rows["subunit_facts"]] == [sorted(DETAILS["subunit_facts"])] * 2
    less = replace(parsed, details=details[1:2])
    gone = write_report(layout, report, less, [], [])
    assert {path.stem for path in gone} == set(DETAILS)
    assert [name for name, found in read_details(folder).items() if found] == ["prior_year_facts"]
    assert read_parsed(folder).details == details[1:2]


def test_details_are_compared_with_their_schema(layout: Layout) -> None:
    report = make_report("invented-office", 2024)
    detail = make_detail("government_class", "4.00", year=2024, government_code="301")
    write_report(layout, report, replace(make_parsed(), details=(detail,)), [], [])
    with pytest.raises(DescriptionError, match="government_code does not match"):
        read_parsed(layout.reports / report.folder)


def test_writing_again_changes_nothing(layout: Layout) -> None:
    report, parsed = make_report("invented-office", 2024), make_parsed()
    assert write_report(layout, report, parsed, [], [])
    assert write_report(layout, report, parsed, [], []) == []


def test_a_failure_keeps_the_old_data(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    report = make_report("invented-office", 2024)
    write_report(layout, report, make_parsed(), [], [])
    before = {path: path.read_bytes() for path in (layout.reports / report.folder).iterdir()}
    broken = Parsed(make_parsed("99.00").facts, (), (), (object(),), ())  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        write_report(layout, report, broken, [], [])
    assert {path: path.read_bytes() for path in (layout.reports / report.folder).iterdir()} == before


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("facts", "120000", "twelve"),
        ("facts", "report_id,fact", "report_id,number"),
        ("facts", "final,2,", "final,two,"),
        ("projects", "98.35", "98.35,1"),
        ("projects", "98.35", "-98.35"),
        ("projects", "98.35", "1e2"),
        ("indicators", "final,1,1,", "final,,1,"),
        ("indicators", "final,1,1,", "final,\uff11,1,"),
        ("indicators", "个数", ""),
        ("facts", ",executed,", ",done,"),
        ("facts", ",l1,", ",x1,"),
    ],
)
def test_broken_tables_are_refused(layout: Layout, table: str, old: str, new: str) -> None:
    report = make_report("invented-office", 2024)
    write_report(layout, report, make_parsed(), [], [])
    path = layout.reports / report.folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DescriptionError) as caught:
        read_parsed(path.parent)
    assert caught.value.file == str(path)
    assert caught.value.remedy


def test_a_missing_table_is_told(layout: Layout) -> None:
    report = make_report("invented-office", 2024)
    write_report(layout, report, make_parsed(), [], [])
    (layout.reports / report.folder / "texts.csv").unlink()
    with pytest.raises(DescriptionError, match="missing"):
        read_tables(layout.reports / report.folder)


def test_package_is_valid_with_every_key(layout: Layout) -> None:
    write_all(layout, make_report("invented-office", 2023), make_report("invented-office", 2024))
    assert write_descriptor(layout) is True
    assert write_descriptor(layout) is False
    referee = Package(str(layout.root / "datapackage.json")).validate()
    assert referee.flatten(["type", "note"]) == []
    descriptor = json.loads((layout.root / "datapackage.json").read_bytes())
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    assert set(resources) == {*TABLES, *CODE_LISTS, "reports", "check_definitions"}
    assert len(resources["facts"]["path"]) == 2
    for resource in resources.values():
        parts = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert all((layout.root / part).read_bytes().endswith(b"\n") for part in parts)
        assert ("hash" in resource) == (not isinstance(resource["path"], list) and resource["name"] not in TABLES)
    rows = read_csv(layout.data / "reports.csv")
    assert [(row["report_id"], row["figures"], row["accounted"], row["unread"]) for row in rows] == [
        ("invented-office-2023-final", "3", "2", "1"),
        ("invented-office-2024-final", "3", "2", "1"),
    ]


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (",overall,revenue,total,", ",overall,revenue,unknown_item,"),
        ("invented-office-2024-final,1,", "invented-office-2024-final,2,"),
        (",executed,amount,", ",guessed,amount,"),
        (",12.00,", ",,"),
    ],
)
def test_the_referee_sees_broken_keys_and_values(layout: Layout, old: str, new: str) -> None:
    """The schemas hold: an unknown item, a fact twice, an unknown phase, a figure without its print."""
    report = make_report("invented-office", 2024)
    write_all(layout, report, make_report("invented-office", 2023))
    write_descriptor(layout)
    path = layout.reports / report.folder / "facts.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert not Package(str(layout.root / "datapackage.json")).validate().valid


def test_a_package_without_reports_is_valid(layout: Layout) -> None:
    write_descriptor(layout)
    assert Package(str(layout.root / "datapackage.json")).validate().valid


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1), st.decimals(-(10**9), 10**9, places=4))
def test_any_words_and_numbers_survive(tmp_path_factory: pytest.TempPathFactory, words: str, value: Decimal) -> None:
    layout = Layout(tmp_path_factory.mktemp("checkout"))
    report = make_report("invented-office", 2024)
    fact = Fact("staff", "count", "executed", value, "人", "1", "人", "narrative", "l1", words, functional_name=words)
    parsed = Parsed((fact,), (Text("staff", "note", words, "l1"),), (), (), ())
    write_report(layout, report, parsed, [], [])
    back = read_parsed(layout.reports / report.folder)
    assert (back.facts, back.texts) == (parsed.facts, parsed.texts)


@pytest.mark.parametrize(
    ("read", "table", "column"),
    [
        (read_parsed, "facts", "value"),
        (read_parsed, "facts", "fact"),
        (read_audit, "findings", "expected"),
        (read_audit, "checks", "tested"),
    ],
)
@pytest.mark.parametrize("cell", ["x", "NaN", "-Infinity", "1e999999"])
def test_a_number_spoilt_since_the_build_is_refused(
    layout: Layout, read: Callable[[Path], object], table: str, column: str, cell: str
) -> None:
    """Every reading back ends typed: a build looks at the tables of other years."""
    report = make_report("invented-office", 2024)
    write_all(layout, report)
    path = layout.reports / report.folder / f"{table}.csv"
    rows = read_csv(path) or [dict.fromkeys(TABLES[table], "")]
    rows[0][column] = cell
    write_bytes(path, dump_csv(TABLES[table], rows))
    with pytest.raises(DescriptionError) as caught:
        read(path.parent)
    assert caught.value.file == str(path)
    assert caught.value.place == "row 2"
