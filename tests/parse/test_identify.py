"""Which report a document is, by what it says: every layout, every name of the unit, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.specimens.books import UNIT, make_books
from tests.specimens.forms import write_budget
from tests.specimens.performance import write_tabs
from tests.specimens.prose import as_broken_lines, as_lines, write_final

from disclosure.errors import GenreError
from disclosure.model import Unit
from disclosure.parse.identify import Identity, identify_report
from disclosure.read.source import read_bytes
from disclosure.reference import Reference

BOOKS = make_books(6)
FINAL = write_final(BOOKS)
BUDGET = write_budget(BOOKS, broken=True, total_first=True)


@pytest.fixture(scope="module")
def known(reference: Reference) -> Reference:
    units = {**reference.units, "wangshu-archive": Unit("wangshu-archive", UNIT, "999901", ("望舒市档案数据中心",))}
    return replace(reference, units=units)


def identify(text: str, reference: Reference, name: str = "source.txt") -> Identity:
    return identify_report(read_bytes(text.encode("utf-8"), name), reference)


FINALS = {
    "a line a paragraph": as_lines(FINAL),
    "broken lines": as_broken_lines(FINAL, 11),
    "blanks in the year": as_lines(FINAL).replace("2023年度", " 2023 年度 "),
    "Markdown": as_lines([f"**{FINAL[0]}**", *FINAL[1:]]),
    "with tables": as_lines(FINAL[:-2]) + "十一、预算绩效的情况说明\n" + write_tabs() + as_lines(FINAL[-2:]),
    "full width": as_lines(FINAL).replace("2023", "２０２３"),
}


@pytest.mark.parametrize("layout", FINALS)
def test_a_final_accounts_is_known_by_its_title(known: Reference, layout: str) -> None:
    found = identify(FINALS[layout], known)
    assert (found.unit_name, found.year, found.kind) == (UNIT, 2023, "final")
    assert found.unit is not None
    assert found.unit.unit_id == "wangshu-archive"
    assert found.title.replace("２０２３", "2023") == f"{UNIT}2023年度部门决算公开说明"


@pytest.mark.parametrize("head", ["编制部门", "编制部门（单位）", "预算单位", "部门名称（盖章）"])
def test_a_budget_without_a_title_is_known_by_its_forms(known: Reference, head: str) -> None:
    found = identify(BUDGET.replace("编制部门", head), known)
    assert (found.unit_name, found.year, found.kind) == (UNIT, 2023, "budget")
    assert found.unit is not None
    assert found.title == f"{UNIT}2023年部门预算"


def test_a_budget_is_known_by_its_headings(known: Reference) -> None:
    sections = ("收支预算情况的总体说明", "收入预算情况说明", "支出预算情况说明", "一般公共预算基本支出情况说明")
    text = "第一部分 2024年部门概况\n第二部分 2024年部门预算情况说明\n" + "\n".join(
        f"{number}、关于{UNIT}2024年{section}\n收支总预算5万元，比2023年增加。"
        for number, section in zip("一二三四", sections, strict=True)
    )
    found = identify(text, known)
    assert (found.unit_name, found.year, found.kind) == (UNIT, 2024, "budget")


def test_every_name_of_a_unit_leads_to_it(reference: Reference) -> None:
    names = [(unit, name) for unit in reference.units.values() for name in (unit.name, *unit.names)]
    assert names
    for unit, name in names:
        found = identify(as_lines(FINAL).replace(UNIT, name), reference)
        assert (found.unit_name, found.unit) == (name, unit)


def test_a_unit_not_in_the_code_lists_is_named_all_the_same(reference: Reference) -> None:
    found = identify(as_lines(FINAL), reference)
    assert (found.unit_name, found.unit) == (UNIT, None)


def test_other_years_in_the_text_do_not_count(known: Reference) -> None:
    text = as_lines(FINAL).replace("。", "，2022年和2024年均未安排。", 40)
    assert identify(text, known).year == 2023


@pytest.mark.parametrize("name", ["2019年部门预算.pdf", "某某局2021年度部门决算.txt", "a"])
def test_the_files_name_plays_no_role(known: Reference, name: str) -> None:
    assert identify(as_lines(FINAL), known, name) == identify(as_lines(FINAL), known)


GOVERNMENT = (
    "一、一般公共预算收入情况\n全州一般公共预算收入完成5亿元，增长6%。\n二、一般公共预算支出情况\n支出7亿元。\n"
    "三、政府性基金预算收支情况\n收入8亿元。\n四、国有资本经营预算收支情况\n收入9亿元。\n"
)
OTHERS = {
    "a report to the people's congress": f"望舒市2023年财政预算执行情况和2024年财政预算草案的报告\n{GOVERNMENT}",
    "a whole government's budget": f"望舒市2024年政府预算公开\n{GOVERNMENT}{as_lines(FINAL[5:])}",
    "a whole government's final accounts": f"望舒市2023年财政决算报告\n{GOVERNMENT}{as_lines(FINAL[5:])}",
    "an article": f"望舒市公开2023年部门决算\n本报讯 {UNIT}2023年度部门决算日前公开，收入总计353.13万元，增长4.71%。\n",
    "a law": "望舒市转移支付管理办法\n第一条 为规范2023年度部门预算，制定本办法。\n第二条 本办法自发布之日起施行。\n",
    "a notice without a year": "关于做好部门决算公开工作的通知\n各单位：请于月底前完成。\n",
    "a table of contents": "目录\n" + "\n".join(f"{UNIT}2023年度部门决算……{page}" for page in range(1, 9)),
}


@pytest.mark.parametrize("case", OTHERS)
def test_other_documents_are_refused_with_a_remedy(known: Reference, case: str) -> None:
    with pytest.raises(GenreError) as caught:
        identify(OTHERS[case], known)
    assert caught.value.exit_code == 4
    assert caught.value.file == "source.txt"
    assert caught.value.problem
    assert caught.value.remedy


def test_a_report_that_names_no_unit_is_refused(known: Reference) -> None:
    nameless = as_lines([paragraph.replace(UNIT, "") for paragraph in FINAL])
    with pytest.raises(GenreError, match="names no unit"):
        identify(nameless, known)


SECTIONS = (
    "\n目录\n第一部分 单位概况\n一、收支预算总体情况说明\n收支总预算5万元。\n"
    "二、收入预算情况说明\n三、支出预算情况说明\n七、三公经费支出情况\n"
)


@pytest.mark.parametrize(
    ("head", "name", "year"),
    [
        ("子虚市教育局机关\n2024年预算编制说明", "子虚市教育局机关", 2024),
        ("子虚市第三幼儿园2024年预算公开", "子虚市第三幼儿园", 2024),
        ("2023年度子虚区财政局预算公开情况说明", "子虚区财政局", 2023),
        ("首页>政务公开>2022预算\n子虚市城关幼儿园2022年部门预算情况说明", "子虚市城关幼儿园", 2022),
        ("关于子虚市审计局2023年部门预算公开的说明", "子虚市审计局", 2023),
        ("附件2\n子虚省乌有厅2022年度部门预算", "子虚省乌有厅", 2022),
        ("2025年子虚市直属小学预算公开情况说明\n来源：某处\n子虚市直属小学2025年单位预算公开", "子虚市直属小学", 2025),
        ("子虚市\n乌有镇人民政府\n2026年\n部门预算", "子虚市乌有镇人民政府", 2026),
        ("2021年部门预算\n单位名称：子虚县水务局", "子虚县水务局", 2021),
    ],
)
def test_titles_of_units_of_every_kind(reference: Reference, head: str, name: str, year: int) -> None:
    """Seen on the title pages of Sichuan, Yunnan, Hubei, Chongqing, Guangxi and others, with other names."""
    found = identify(head + SECTIONS, reference)
    assert (found.unit_name, found.year, found.kind) == (name, year, "budget")


@pytest.mark.parametrize("head", ["子虚市乌有区2024年预算公开", "子虚市2024年财政总预算", "子虚县2023年政府预算公开"])
def test_a_place_is_no_unit(reference: Reference, head: str) -> None:
    with pytest.raises(GenreError):
        identify(head + SECTIONS, reference)


def test_a_total_in_the_first_lines_is_no_genre(reference: Reference) -> None:
    found = identify(f"子虚市教育局2024年部门预算\n2024年收支总预算5万元。{SECTIONS}", reference)
    assert found.unit_name == "子虚市教育局"
