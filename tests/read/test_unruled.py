"""Tables without rules: what the places of words tell, and what they leave open."""

from __future__ import annotations

from collections import defaultdict

from disclosure.read.page.lines import Line
from disclosure.read.page.marks import Glyph, PageContent
from disclosure.read.tables.layout import PageLayout, lay_out

#: Words as (left end, baseline, text), ten points high; a Chinese character is as wide, others half.
Words = tuple[float, float, str]
ROWS = (("201", "教育支出", "1,300.00", "1,200.00", "100.00"), ("202", "卫生支出", "50.00", "", "50.00"))
ENDS = (40.0, 80.0, 250.0, 330.0, 490.0)


def lay(*words: Words, before: PageLayout | None = None) -> PageLayout:
    glyphs = []
    for x, y, text in words:
        for char in text:
            wide = 10.0 if char > "\u2e7f" else 5.0
            glyphs.append(Glyph(char, x, x + wide, y, 10.0))
            x += wide
    return lay_out(PageContent(595.0, 842.0, glyphs, []), before)


def cells_of(page: PageLayout) -> list[list[tuple[int, int, str]]]:
    """Column, columns and words of each cell, by row, of all tables."""
    found: defaultdict[tuple[int, int], list[tuple[int, int, str]]] = defaultdict(list)
    for number, item in enumerate(page.items):
        if not isinstance(item, Line):
            for cell in item.cells:
                found[number, cell.row].append((cell.column, cell.column_span, cell.text))
    return [found[key] for key in sorted(found)]


def row_at(y: float, row: tuple[str, ...]) -> list[Words]:
    """A row: codes and names begin where their columns begin, amounts end where theirs end."""
    return [
        (end if column < 2 else end - 5 * len(text), y, text)
        for column, (end, text) in enumerate(zip(ENDS, row, strict=True))
        if text
    ]  # fmt: skip


def middle(x: float, y: float, text: str) -> Words:
    return x - 5 * len(text), y, text


#: A head of two levels: 基本支出 over three columns, of whose heads it reaches over the middle one only.
HEAD = [
    middle(50, 210, "编码"), middle(110, 210, "名称"), middle(225, 210, "合计"),
    middle(385, 200, "基本支出"), middle(305, 220, "小计"), middle(385, 220, "人员"), middle(465, 220, "公用"),
]  # fmt: skip
BODY = [word for index, row in enumerate((*ROWS, *ROWS)) for word in row_at(240 + 20 * index, row)]


def test_a_column_that_no_row_fills_stays_where_its_head_is() -> None:
    assert cells_of(lay(*HEAD, *BODY))[2] == [
        (0, 1, "201"), (1, 1, "教育支出"), (2, 1, "1,300.00"), (3, 1, "1,200.00"), (4, 1, ""), (5, 1, "100.00")
    ]  # fmt: skip


def test_a_group_is_over_all_its_columns() -> None:
    top = cells_of(lay(*HEAD, *BODY))[0]
    assert (3, 3, "基本支出") in top


def test_without_the_group_no_column_is_named() -> None:
    """小计 stands lower than 合计: a group must be over it, and none is."""
    head = [word for word in HEAD if word[2] != "基本支出"]
    words = {text for _, _, text in cells_of(lay(*head, *BODY))[0]}
    assert "小计" not in words
    assert "人员" not in words


def test_lines_of_a_name_are_of_the_row_at_their_middle() -> None:
    rows = [*row_at(240, ROWS[0]), *row_at(260, ROWS[1]), *row_at(280, ("208", "", "7.00", "7.00", ""))]
    name = [(80.0, 274.0, "机关事业单位基本"), (80.0, 286.0, "养老保险缴费")]
    found = cells_of(lay(*HEAD, *rows, *name, *row_at(300, ROWS[1])))
    assert (1, 1, "机关事业单位基本\n养老保险缴费") in found[4]
    assert len(found) == 6


def test_a_line_between_two_rows_that_may_be_of_either_leaves_both_unread() -> None:
    rows = [*row_at(240, ROWS[0]), *row_at(260, ROWS[1]), *row_at(280, ROWS[0]), *row_at(304, ROWS[1])]
    found = cells_of(lay(*HEAD, *rows, (80.0, 292.0, "其他")))
    assert [len(row) for row in found[2:]] == [6, 6, 1, 1, 1]


def test_a_page_goes_on_with_the_columns_of_the_page_before() -> None:
    first = lay(*HEAD, *BODY)
    assert [len(row) for row in cells_of(lay(*BODY, before=first))] == [6] * 4
    assert cells_of(lay(*BODY)) == []


def test_a_page_goes_on_with_one_row_that_fills_two_of_the_columns() -> None:
    first = lay(*HEAD, *BODY)
    row = row_at(60, ("", "合计", "1,350.00", "", ""))
    assert cells_of(lay(*row, before=first)) == [
        [(0, 1, ""), (1, 1, "合计"), (2, 1, "1,350.00"), (3, 1, ""), (4, 1, ""), (5, 1, "")]
    ]
    assert cells_of(lay(*row)) == []
    assert cells_of(lay(*row_at(60, ("", "合计", "", "", "")), (225.0, 60, "1,350.00元"), before=first)) == []


def test_rows_without_a_head_in_other_columns_do_not_go_on() -> None:
    moved = [(x + 45, y, text) for x, y, text in BODY]
    assert cells_of(lay(*moved, before=lay(*HEAD, *BODY))) == []
