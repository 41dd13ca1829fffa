"""Headings of both kinds and forms, wherever they stand and however their lines are broken."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.specimens.books import UNIT

from disclosure.parse.outline import Section, find_sections
from disclosure.parse.stream import Stream, stream_of_document
from disclosure.parse.vocabulary import load_vocabulary
from disclosure.read.web.text import read_text

VOCABULARY = load_vocabulary()
#: Every ninth heading: most are made of parts (一般公共预算{财政拨款|拨款|}{支出|收支|}…) and there are thousands.
HEADINGS = [(words.section, heading) for words in VOCABULARY.sections for heading in words.headings[::9]]
TITLES = [(form.form, title) for form in VOCABULARY.forms for title in form.titles]


def outline(text: str) -> tuple[Stream, list[Section]]:
    stream = stream_of_document(read_text(text.encode("utf-8"), "outline.txt", ""))
    return stream, find_sections(stream, VOCABULARY)


def keys(text: str) -> list[str]:
    return [section.key for section in outline(text)[1]]


def section_of(text: str, word: str) -> str:
    """The key of the section in which ``word`` stands last."""
    stream, sections = outline(text)
    at = stream.text.rindex(word)
    return next(section.key for section in sections if section.start <= at < section.end)


def broken(text: str, width: int) -> str:
    return "\n\n".join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize("number", ["三、", "十一、 ", "（二）", "(二) ", "第三部分 "])
@pytest.mark.parametrize("names", ["", f"关于{UNIT}2023年"])
def test_every_heading_is_known_with_and_without_names(number: str, names: str) -> None:
    for section, heading in HEADINGS:
        assert keys(f"{number}{names}{heading}说明\n正文5万元。") == [section], heading


@pytest.mark.parametrize("width", [9, 13, 20, 27])
def test_a_heading_may_be_broken_over_lines(width: int) -> None:
    for section, heading in HEADINGS:
        text = f"{broken(f'五、关于{UNIT}2023年{heading}的说明', width)}\n\n正文5万元。"
        assert section_of(text, "正文") == section, heading


@given(st.lists(st.tuples(st.sampled_from(HEADINGS), st.sampled_from(["四、", "（三）"])), min_size=1, max_size=20))
@example([(("general_public", "一般公共预算情况"), "四、"), (("appropriation", "财政拨款收支预算总体情况"), "（三）")])
@example([(("general_public", "一般公共预算情况"), "四、"), (("appropriation", "财政拨款支出预算情况"), "（三）")])
def test_sections_may_stand_in_any_order(order: list[tuple[tuple[str, str], str]]) -> None:
    text = "\n".join(f"{mark}{heading}情况\n正文。" for (_, heading), mark in order)
    expected: list[str] = []
    above = ""
    for (section, heading), mark in order:
        above = section if mark == "四、" else above
        # （一）财政拨款支出情况 goes on with 四、一般公共预算财政拨款支出情况 above it
        if not (mark == "（三）" and above == "general_public" and heading.startswith("财政拨款支出")):
            expected.append(section)
    assert keys(text) == expected


def test_a_table_of_contents_holds_no_text() -> None:
    contents = "\n".join(f"- 一、{heading}说明" for _, heading in HEADINGS)
    text = f"目录\n{contents}\n\n第二部分 部门决算情况说明\n\n一、收入支出决算总体情况说明\n\n收入总计5万元。"
    assert section_of(text, "收入总计") == "overall"


def test_headings_of_two_levels() -> None:
    text = (
        "十、其他重要事项的情况说明\n（一）机关运行经费支出情况\n甲。\n（二）政府采购情况\n乙。\n"
        "十一、预算绩效的情况说明\n丙。"
    )
    assert keys(text) == ["other_matters", "operating", "procurement", "performance"]


@pytest.mark.parametrize(
    "line",
    [
        "（一）人员经费增加5万元。",
        "一、加强管理，做好政府采购情况的公开。",
        "1.政府采购情况",
        "二、强化绩效。预算绩效的情况",
        "政府采购情况",
    ],
)
def test_a_paragraph_is_no_heading(line: str) -> None:
    assert keys(f"三、支出决算情况说明\n{line}") == ["expenditure"]


def test_the_text_behind_a_title_begins_on_the_next_line_or_at_once() -> None:
    for text in ("（二）政府采购情况的说明\n采购5万元", "（二）政府采购情况：采购5万元"):
        stream, (section,) = outline(text)
        assert stream.text[section.body :].lstrip("：") == "采购5万元"


@pytest.mark.parametrize("number", ["表 4\n\n", "表4 ", "附表4\n", "表四\n"])
def test_every_form_is_known_by_its_number_and_title(number: str) -> None:
    for form, title in TITLES:
        _, (section,) = outline(f"{number}{title}\n编制部门：{UNIT} 单位：万元\n合计 5")
        assert (section.key, section.number) == (form, "".join(number.split())), title


def test_a_forms_number_ends_before_the_year_of_its_title() -> None:
    _, (section,) = outline("表 4\n2023 年一般公共预算支出情况表\n合计 5")
    assert (section.key, section.number) == ("general_public", "表4")


def test_a_form_needs_no_number() -> None:
    for form, title in TITLES:
        _, (section,) = outline(f"{' '.join(title)}\n（2023年）\n合计 5")
        assert (section.key, section.number) == (form, ""), title


def test_names_may_stand_before_a_numbered_title_and_brackets_behind_it() -> None:
    for form, title in TITLES:
        assert keys(f"表 4 {UNIT}{title}（元）\n合计 5") == [form], title


def test_a_form_in_a_sentence_begins_none() -> None:
    for _, title in TITLES:
        text = f"三、支出预算情况说明\n本单位没有这样的支出，\n{title}为空表。\n详见\n{title}，其中："
        assert keys(text) == ["expenditure"], title


@pytest.mark.parametrize("title", ["项目支出明细表", ""])
def test_a_form_unknown_to_us_ends_the_one_before(title: str) -> None:
    text = f"表 5\n\n一般公共预算支出情况表\n\n合计 5\n\n表 12\n\n{title}\n\n合计 7"
    assert keys(text) == ["general_public", "unknown_form"]
    assert section_of(text, "7") == "unknown_form"


def test_a_part_unknown_to_us_ends_the_section_before() -> None:
    assert keys("（二）政府采购情况\n甲5。\n第五部分 附件\n乙7。") == ["procurement", "other"]


def test_a_part_ends_a_form() -> None:
    assert section_of("表 5\n一般公共预算支出情况表\n合计 5\n第三部分 2023年部门预算情况说明\n正文", "正文") == "other"


def test_what_stands_before_all_headings_is_the_title() -> None:
    assert keys(f"{UNIT}2023年度部门决算\n（二）政府采购情况\n甲。") == ["title", "procurement"]
    assert keys("没有标题的文字") == ["title"]
