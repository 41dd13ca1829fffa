"""Which report a document is, by what it says: every layout, every name of the unit, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.specimens.books import UNIT, make_books
from tests.specimens.forms import write_budget
from tests.specimens.performance import write_tabs
from tests.specimens.prose import as_broken_lines, as_lines, write_final

from disclosure.errors import GenreError
from disclosure.model import Skipped, Unit
from disclosure.parse.identify import Identity, Stated, identify_report
from disclosure.parse.naming import is_unit_name
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


@pytest.mark.parametrize(
    "name",
    ["子虚县120急救指挥中心", "子虚市G30公路管理站", "子虚县教育局、体育局", "子虚县阿·乌学校", "子虚市第12中学",
     "子虚县财政预算编审中心", "子虚市住房资金管理中心", "子虚市政务公开办公室", "和平县人民法院", "本溪市审计局"],
)  # fmt: skip
@pytest.mark.parametrize("title", ["{}2024年度部门决算", "2024年度{}部门决算", "{}\n2024年度\n部门决算公开"])
def test_names_with_other_characters_and_words_of_forms(reference: Reference, name: str, title: str) -> None:
    sections = SECTIONS.replace("预算", "决算")
    found = identify(title.format(name) + sections, reference)
    assert (found.unit_name, found.year, found.kind) == (name, 2024, "final")


@pytest.mark.parametrize(
    ("title", "name", "scope"),
    [
        ("子虚市水务局2026年部门预算", "子虚市水务局", "department"),
        ("子虚市水务局2026年单位预算", "子虚市水务局", "unit"),
        ("子虚市水务局（本级）2026年部门预算", "子虚市水务局", "unit"),
        ("子虚市水务局本级2026年度部门预算公开", "子虚市水务局", "unit"),
        ("2026年子虚市水务局（局机关）单位预算", "子虚市水务局（局机关）", "unit"),
        ("子虚市水务局（汇总）2026年部门预算公开说明", "子虚市水务局", "department"),
        ("子虚市水务局（含下属单位）2026年预算公开", "子虚市水务局", "department"),
        ("子虚市水务局部门2026年度部门预算", "子虚市水务局", "department"),
        ("子虚市水务局二〇二六年度部门预算", "子虚市水务局", "department"),
        ("子虚市水务局（2026年度）单位预算", "子虚市水务局", "unit"),
        ("子虚市水务局关于2026年度部门预算的说明", "子虚市水务局", "department"),
        ("子虚市2026年市级单位预算\n预算单位：子虚市水务局", "子虚市水务局", "unit"),
        ("子虚市乌有区2026年区级部门预算\n预算主管部门：子虚市某街道办事处", "子虚市某街道办事处", "department"),
        ("2026年部门综合预算公开报表\n部门名称：子虚市水务局\n保密审查情况：已审查", "子虚市水务局", "department"),
    ],
)  # fmt: skip
def test_the_title_says_the_scope(reference: Reference, title: str, name: str, scope: str) -> None:
    found = identify(title + SECTIONS, reference)
    assert (found.unit_name, found.scope, found.year) == (name, scope, 2026)
    assert ("单位预算" in found.title) == ("单位预算" in title)


def test_a_title_that_names_a_place_alone_is_made_of_the_unit(reference: Reference) -> None:
    """上海市普陀区2025年区级单位预算 says no unit; with the unit in it, the title is as printed."""
    of_place = identify("上海市普陀区2025年区级单位预算\n预算单位：上海市普陀区子虚局" + SECTIONS, reference)
    assert of_place.title == "上海市普陀区子虚局2025年单位预算"
    assert identify("上海市普陀区子虚局2025年度部门预算公开" + SECTIONS, reference).title.startswith(
        "上海市普陀区子虚局2025年度部门预算"
    )


CONTENTS = "目录\n第一部分 2024年度部门预算情况说明\n一、收入预算情况说明\n第二部分 2024年度部门预算报表\n"


@pytest.mark.parametrize(
    "place",
    ["附件：子虚省审计厅2024年度部门预算报表", "子虚省审计厅的主要职责是：审计。",
     "2024年子虚省审计厅政府采购预算总额5万元。", "第一部分 子虚省审计厅概况",
     "部门名称\t子虚省审计厅\n总体资金情况\t5.00", "部门：子虚省审计厅 单位：万元"],
)  # fmt: skip
def test_a_title_that_is_a_picture_is_no_obstacle(reference: Reference, place: str) -> None:
    """The contents begin with 第一部分 2024年度部门预算情况说明: a heading, and no unit."""
    found = identify(f"2024\n{CONTENTS}{SECTIONS}\n{place}\n", reference)
    assert (found.unit_name, found.year) == ("子虚省审计厅", 2024)


@pytest.mark.parametrize(
    "words",
    ["第一部分", "第三部分", "目录", "部门名称", "预算专项业务经费绩效目标表",
     "专项资金整体绩效目标表是本单位无专项资金", "收入支出决算总表",
     "部门综合", "一、子虚市水务局", "本单位", "我局机关", "附件2子虚局", "子虚市水务局（"],
)  # fmt: skip
def test_headings_and_titles_of_forms_are_no_names(words: str) -> None:
    assert not is_unit_name(words)


def test_a_subordinate_unit_in_a_form_does_not_name_the_report(known: Reference) -> None:
    forms = f"\n单位名称：{UNIT} 项目名称：某项目\n" * 5
    found = identify(f"子虚市水务局2024年部门预算{SECTIONS}{forms}", known)
    assert (found.unit_name, found.unit) == ("子虚市水务局", None)


@pytest.mark.parametrize(
    ("forms", "kind"),
    [
        ("预算01表 收支总表\n预算02表 收入总表\n预算03表 支出总表\n（2026年度）\n部门名称\t子虚市水务局\n", "budget"),
        ("收支预算总表\n收入预算总表\n支出预算总表\n2026年政府采购预算表\n部门：子虚市水务局 单位：万元\n", "budget"),
        ("收支决算总表\n收入决算表\n支出决算表\n（2026年度）\n单位名称：子虚市水务局\n", "final"),
    ],
)
def test_tables_alone_name_their_year(reference: Reference, forms: str, kind: str) -> None:
    rest = "2025年部门预算绩效服务尾款 2024年度项目\n"
    found = identify(forms + rest, reference)
    assert (found.unit_name, found.year, found.kind) == ("子虚市水务局", 2026, kind)


AMOUNTS = "\n".join(f"第{number}项\t1,2{number}0.05\t900.0{number}" for number in range(10))
FIGURES = (
    "2023年收入1,200.05万元，支出1,150.05万元，其中基本支出900.05万元，项目支出250.00万元，年末结转50.00万元，"
    "“三公”经费支出5.00万元。"
)


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("子虚大学", f"2023年度{{}}部门决算\n高等学校收支决算总表\n高等学校收入决算表\n高等学校支出决算表\n{AMOUNTS}"),
        ("子虚县乌有镇人民政府", f"2023年度{{}}决算说明\n现将我单位2023年度部门决算说明如下：{FIGURES}"),
        ("子虚县人民法院", f"{{}}关于2023年度部门决算的说明\n{FIGURES}"),
        ("子虚县人民检察院", f"{{}}2023年部门决算批复\n2023年财政拨款收入支出决算批复表\n{AMOUNTS}"),
        ("子虚市水务局", f"{{}}2023年部门决算\n收支决算总表\n收入决算表\n公共财政拨款支出决算表\n{AMOUNTS}"),
    ],
)
def test_reports_of_other_bodies_and_shapes(reference: Reference, unit: str, text: str) -> None:
    found = identify(text.format(unit), reference)
    assert (found.unit_name, found.year, found.kind) == (unit, 2023, "final")


STRANGERS = {
    "a press report": f"子虚市公布2023年部门决算\n本报讯 {FIGURES}",
    "a notice": "关于做好2024年部门预算公开工作的通知\n各部门：请公开收支预算总表、收入预算总表、支出预算总表。\n",
    "a letter of approval": "关于批复子虚市水务局2023年部门决算的通知\n子虚市水务局：你单位决算已经批复。\n",
    "a reply of approval": f"子虚市财政局关于子虚市水务局2023年部门决算的批复\n{FIGURES}",
    "a government's draft budget": f"关于子虚市2024年财政预算草案的报告\n{GOVERNMENT}",
    "a township's whole budget": f"子虚县乌有镇人民政府2024年政府预算\n{GOVERNMENT}",
    "a resolution": f"关于批准子虚市2023年财政决算的决议\n{GOVERNMENT}",
    "an audit report": "关于子虚市2023年度本级预算执行和其他财政收支的审计工作报告\n查出问题金额5万元。\n",
    "an evaluation": "子虚市某项目2023年度绩效评价报告\n项目得分90.50分，支出5.00万元。\n",
    "an invitation to tender": "子虚市水务局2024年度采购招标公告\n预算金额：120.00万元。\n",
    "a statistical bulletin": "子虚市2023年国民经济和社会发展统计公报\n全年地区生产总值500.00亿元。\n",
}


@pytest.mark.parametrize("case", STRANGERS)
def test_other_genres_stay_refused(reference: Reference, case: str) -> None:
    with pytest.raises(GenreError) as caught:
        identify(STRANGERS[case], reference)
    assert ("批复" in caught.value.problem) == ("approval" in case)


TARGETS = "部门整体支出绩效目标申报表\n部门名称\t子虚市水务局\n预算资金\t12.00\n总体绩效目标\t保障供水\n"


def test_a_form_of_targets_is_an_annex(reference: Reference) -> None:
    with pytest.raises(GenreError, match="is only the form 部门整体支出绩效目标申报表, an annex of a report"):
        identify(TARGETS, reference)
    document = read_bytes(TARGETS.encode(), "annex.txt")
    found = identify_report(document, reference, stated=Stated(year=2026, kind="budget"))
    assert found.unit_name == "子虚市水务局"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"pages": (0, 5, 9), "unread_pages": (1, 2)}, "nothing could be read on 2 of 3 pages"),
        ({"skipped": (Skipped(0, 0, "no_unicode", 900),)}, "900 characters are in a font"),
        ({"skipped": (Skipped(0, 0, "picture", 3),)}, "mostly of pictures"),
    ],
)
def test_a_document_that_was_hardly_read_is_called_nothing_else(
    reference: Reference, changes: dict[str, Any], says: str
) -> None:
    document = replace(read_bytes("子虚市水务局\n目录\n".encode(), "scan.txt"), **changes)
    with pytest.raises(GenreError, match=says) as caught:
        identify_report(document, reference)
    assert "OCR" in caught.value.remedy


def test_a_collection_of_attached_files_is_called_that(reference: Reference) -> None:
    cover = read_bytes("请用阅读器打开本文件包。\n".encode(), "portfolio.pdf")
    with pytest.raises(GenreError, match=r"attached files \(3\)") as caught:
        identify_report(replace(cover, skipped=(Skipped(0, 0, "embedded", 3),)), reference)
    assert "save the attached documents" in caught.value.remedy


@pytest.mark.parametrize("text", ["“”\n*\n", "‘ ’ * \n“\n"])
def test_a_document_of_quotation_marks_alone_is_no_report(reference: Reference, text: str) -> None:
    with pytest.raises(GenreError):
        identify(text, reference)


@pytest.mark.parametrize("part", ["说明", "封面", "情况说明", "Sheet1", "附件1", "目录"])
def test_the_name_of_a_sheet_is_no_part_of_a_name(known: Reference, part: str) -> None:
    """A sheet's name is the line above its title: 说明 and 望舒市档案馆2023年度部门决算公开说明."""
    found = identify(f"{part}\n{as_lines(FINAL)}", known)
    assert (found.unit_name, found.year, found.kind) == (UNIT, 2023, "final")
    assert found.title == f"{UNIT}2023年度部门决算公开说明"


@pytest.mark.parametrize("part", ["说明", "封面", "编制说明", "Sheet1", "附件1"])
def test_a_name_that_is_printed_once_does_not_begin_with_a_sheet(reference: Reference, part: str) -> None:
    head = f"{part}\n子虚县水文站2024年度部门决算\n一、收入支出决算总体情况说明\n2024年度收入总计12.05万元。\n"
    tail = "二、收入决算情况说明\n本年收入合计12.05万元。\n三、支出决算情况说明\n本年支出合计12.05万元。\n"
    assert identify(head + tail, reference).unit_name == "子虚县水文站"


def test_what_the_head_names_is_not_said_to_be_missing(reference: Reference) -> None:
    text = "子虚县水文站2024年度收支\n一、收入情况\n收入总计12.05万元。\n二、支出情况\n支出总计12.05万元。\n"
    with pytest.raises(GenreError) as caught:
        identify(text, reference)
    assert caught.value.problem.startswith("names no kind (预算 or 决算) of")
    assert caught.value.remedy.endswith("--kind budget or --kind final")
    with pytest.raises(GenreError, match=r"names no single year \(it has 2023, 2024\), no kind"):
        identify(text.replace("一、收入", "2023年一、收入"), reference)


def test_the_one_year_of_the_head_is_the_year_of_a_stated_kind(reference: Reference) -> None:
    text = "子虚县水文站2024年度收支\n一、收入情况\n收入总计12.05万元。\n"
    stated = Stated(kind="final", unit_name="子虚县水文站")
    document = read_bytes(text.encode("utf-8"), "source.txt")
    with pytest.raises(GenreError, match="fewer than three"):
        identify_report(document, reference, stated=stated)
    whole = Stated(kind="final", unit_name="子虚县水文站", year=2024)
    assert identify_report(document, reference, stated=whole).year == 2024
