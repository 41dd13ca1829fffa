"""A department with its subordinate units and the unit by itself: two reports, also with one name and year."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from disclosure.description import load_report
from disclosure.errors import DescriptionError
from disclosure.package.stored.collection import read_members
from disclosure.publish.facts.holdings import Region, hold_unit
from disclosure.publish.units.part import Workshop, load_part, make_parts
from disclosure.reference import load_reference
from disclosure.store import Layout, find_layout, read_csv

from .conftest import Run
from .test_read import read_json

ROOT = find_layout(Path(__file__).parent).root
TEXT = """望舒县图书馆2024年度{scope}决算

一、收入支出决算总体情况说明
2024年度收入总计{total}.00万元，支出总计{total}.00万元。
二、收入决算情况说明
本年收入合计{total}.00万元。
三、支出决算情况说明
本年支出合计{total}.00万元，其中：基本支出{basic}.00万元，项目支出50.00万元。
"""


def write(folder: Path, scope: str, total: int, basic: int) -> Path:
    path = folder / f"{total}.txt"
    path.write_text(TEXT.format(scope=scope, total=total, basic=basic), encoding="utf-8")
    return path


@pytest.fixture
def both(run: Run, layout: Layout, tmp_path: Path) -> Layout:
    for scope, total in (("部门", 500), ("单位", 300)):
        ended = run("add", write(tmp_path, scope, total, total - 50), "--unit", "qinghe-library")
        assert (ended.code, ended.err) == (0, "")
    return layout


def test_both_are_added_and_neither_contradicts_the_other(run: Run, both: Layout) -> None:
    names = ["2024-final", "2024-final-unit"]
    assert [folder.name for folder in both.report_folders()] == names
    reports = [load_report(both.reports / "qinghe-library" / name / "report.yml") for name in names]
    assert [report.scope for report in reports] == ["department", "unit"]
    assert "scope:" not in (both.reports / "qinghe-library" / names[0] / "report.yml").read_text(encoding="utf-8")
    assert {row["report_id"] for row in read_csv(both.reports / "qinghe-library" / names[1] / "facts.csv")} == {
        "qinghe-library-2024-final-unit"
    }
    for name in names:
        found = read_csv(both.reports / "qinghe-library" / name / "findings.csv")
        assert [row["check"] for row in found if row["outcome"] == "mismatch"] == []
    assert "qinghe-library-2024-final-unit" in run("check", "qinghe-library-2024-final-unit", "--format", "json").out


def test_a_budget_is_compared_with_the_final_accounts_of_its_scope(run: Run, both: Layout, tmp_path: Path) -> None:
    later = tmp_path / "later.txt"
    text = TEXT.format(scope="单位", total=330, basic=280).replace("2024", "2025")
    later.write_text(text.replace("总计330.00万元，支", "总计330.00万元，比上年增加30.00万元，支"), encoding="utf-8")
    assert run("add", later, "--unit", "qinghe-library").code == 0
    checks = read_csv(both.reports / "qinghe-library" / "2025-final-unit" / "checks.csv")
    found = {row["check"]: row["outcome"] for row in checks}
    assert found["prior-year-continuity"] == "pass"


def test_the_same_scope_twice_is_refused(run: Run, both: Layout, tmp_path: Path) -> None:
    again = run("add", write(tmp_path, "单位", 301, 251), "--unit", "qinghe-library")
    assert again.code == 5
    assert "--scope" in again.err


@pytest.mark.parametrize(("options", "scope"), [((), "unit"), (("--scope", "department"), "department")])
def test_the_option_replaces_the_scope(run: Run, tmp_path: Path, options: tuple[str, ...], scope: str) -> None:
    report = read_json(run, write(tmp_path, "单位", 300, 250), *options)["report"]
    assert report["scope"] == scope
    assert report["report_id"].endswith("-unit") == (scope == "unit")


def test_each_has_pages_of_its_own(both: Layout) -> None:
    shutil.copy(ROOT / "mkdocs.yml", both.root)
    reference = load_reference(both.reference)
    holdings = hold_unit(reference.units["qinghe-library"], Region(), read_members(both, "qinghe-library"))
    assert [(each.unit.unit_id, each.unit.name) for each in holdings] == [
        ("qinghe-library", "望舒县图书馆"), ("qinghe-library-unit", "望舒县图书馆（本级）"),
    ]  # fmt: skip
    parts = [load_part(folder) for folder in make_parts(Workshop(both, ""), print)]
    pages = [(digest.unit.unit_id, digest.summaries) for part in parts for digest in part.digests]
    for (unit, summaries), own, other in zip(pages, ("500", "300"), ("300", "500"), strict=True):
        assert list(summaries)[:2] == [f"units/{unit}/", f"units/{unit}/2024/"]
        assert all(page.startswith(f"units/{unit}/") for page in summaries)
        assert f"{own}.00" in summaries[f"units/{unit}/2024/"]
        assert f"{other}.00" not in summaries[f"units/{unit}/2024/"]
    article = next(parts[0].folder.rglob("units/qinghe-library-unit/2024/*.html"))
    assert "单位预算还没有收录" in article.read_text(encoding="utf-8")


def test_a_unit_cannot_have_the_address_of_anothers_own_reports(both: Layout) -> None:
    with (both.reference / "units.csv").open("a", encoding="utf-8", newline="") as stream:
        stream.write("qinghe-library-unit,望舒县某局,,999901\n")
    with pytest.raises(DescriptionError, match="another unit by itself"):
        load_reference(both.reference)


def test_text_and_tables_are_one_report(run: Run, layout: Layout, tmp_path: Path) -> None:
    tables = tmp_path / "tables.txt"
    forms = "预算01表 收支总表\n预算02表 收入总表\n预算03表 支出总表\n（2024年度）\n单位名称\t望舒县图书馆\n"
    tables.write_text(forms.replace("预算", "决算"), encoding="utf-8")
    text = write(tmp_path, "单位", 300, 250)
    assert run("add", tables, text, "--unit", "qinghe-library").code == 0
    report = load_report(layout.reports / "qinghe-library" / "2024-final-unit" / "report.yml")
    assert len(report.sources) == 2


def test_two_reports_are_not_one(run: Run, layout: Layout, tmp_path: Path) -> None:
    first, second = write(tmp_path, "单位", 300, 250), write(tmp_path, "部门", 500, 450)
    ended = run("add", first, second, "--unit", "qinghe-library")
    assert ended.code == 4
    assert "scope department instead of unit" in ended.err
    assert layout.report_folders() == []


@pytest.mark.parametrize("known", [True, False])
def test_a_units_id_is_enough_if_it_is_known(run: Run, layout: Layout, tmp_path: Path, known: bool) -> None:
    nameless = tmp_path / "nameless.txt"
    nameless.write_text(TEXT.format(scope="部门", total=400, basic=350).replace("望舒县图书馆", ""), encoding="utf-8")
    if known:
        assert run("add", write(tmp_path, "单位", 300, 250), "--unit", "qinghe-library").code == 0
    ended = run("add", nameless, "--unit", "qinghe-library")
    assert ended.code == (0 if known else 4)
    assert known or "--unit-name NAME" in ended.err
    assert run("add", nameless, "--unit", "qinghe-library", "--unit-name", "望舒县图书馆").code == (5 if known else 0)


def test_text_that_comes_later_completes_the_tables(run: Run, layout: Layout, tmp_path: Path) -> None:
    tables, text = tmp_path / "tables.txt", write(tmp_path, "部门", 300, 250)
    tables.write_text("收支决算总表\n单位：万元\n合计\t300.00\n", encoding="utf-8")
    options = ("--unit", "qinghe-library")
    stated = ("--year", "2024", "--kind", "final", "--unit-name", "望舒县图书馆")
    assert run("add", tables, *options).code == 4
    assert run("add", tables, *options, *stated).code == 0
    again = run("add", text, *options)
    assert again.code == 5
    assert "name all its files and this one" in again.err
    ended = run("add", tables, text, *options)
    assert (ended.code, ended.err) == (0, "")
    report = load_report(layout.reports / "qinghe-library" / "2024-final" / "report.yml")
    assert [source.title for source in report.sources][1] == "望舒县图书馆2024年度部门决算"
    assert len(layout.report_folders()) == 1
    facts = read_csv(layout.reports / "qinghe-library" / "2024-final" / "facts.csv")
    assert "3000000" in {row["value"] for row in facts}
    assert run("add", tables, text, *options).code == 5


def test_files_of_another_report_complete_nothing(run: Run, both: Layout, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(TEXT.format(scope="部门", total=500, basic=450).replace("2024", "2025"), encoding="utf-8")
    ended = run("add", tmp_path / "500.txt", other, "--unit", "qinghe-library")
    assert ended.code in (4, 5)
    assert "2025" in ended.err


def test_totals_that_were_confirmed_stay(run: Run, layout: Layout, tmp_path: Path) -> None:
    text, annex = write(tmp_path, "部门", 300, 250), tmp_path / "annex.txt"
    annex.write_text("附件\n另附3页。\n", encoding="utf-8")
    assert run("add", text, "--unit", "qinghe-library", "--control", "overall/total=3000000").code == 0
    assert run("add", text, annex, "--unit", "qinghe-library").code == 0
    path = layout.reports / "qinghe-library" / "2024-final" / "report.yml"
    assert not path.read_text(encoding="utf-8").startswith("#")
    assert [str(each.value) for each in load_report(path).control_totals] == ["3000000"]
