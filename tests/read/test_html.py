"""Saved web pages: lines, tables with spans, layout tables, what is hidden, encodings."""

from __future__ import annotations

import pytest
from tests.read.test_looks import kinds
from tests.specimens.formats.content import lines_of, tables_of

from disclosure.errors import SourceError
from disclosure.model import Document
from disclosure.read.building.skips import PLACEHOLDER
from disclosure.read.web.html import read_html


def read(page: str) -> Document:
    return read_html(page.encode(), "page.html", "")


def places(document: Document) -> set[tuple[str, int, int]]:
    (boxes,) = tables_of(document)
    return {(box.text, box.row, box.column) for box in boxes}


def test_cells_count_for_the_places_they_cover() -> None:
    """Two thousand cells, each merged over a thousand rows, are two million places for whoever reads the table."""
    rows = "".join(f"<tr><td rowspan=1000>{number}<td>1.0" for number in range(2_000))
    with pytest.raises(SourceError, match="more than 1,000,000 cells"):
        read(f"<html><table>{rows}</table>")


def test_digits_split_over_elements_are_one_figure() -> None:
    document = read("<div>收入<b>1</b><span>2<i>34</i></span>.5<font>6</font>万元</div><div>下&nbsp;一行</div>")
    assert document.text.splitlines() == ["收入1234.56万元", "下 一行"]


def test_what_is_not_shown() -> None:
    page = "<style>a{}</style><p>有<script>var n = 99;</script>字</p><div style='display: none'>藏<div>9</div></div>"
    page += "<p hidden>藏8<p>段<p style='visibility:hidden'>7</p><b hidden>6</b>末"
    document = read(page)
    assert lines_of(document) == ["有字", "段", "末"]
    assert [each.kind for each in document.skipped] == ["hidden"] * 4


def test_a_hidden_row_is_not_read() -> None:
    page = "<table><tr><td>甲<td>1.00<tr style='display:none'><td>乙<td>650.00<tr><td>丙<td hidden>9<td>2.00</table>"
    document = read(page)
    assert places(document) == {("甲", 0, 0), ("1.00", 0, 1), ("丙", 1, 0), ("2.00", 1, 1)}
    assert [each.kind for each in document.skipped] == ["hidden", "hidden"]


@pytest.mark.parametrize(
    ("page", "text", "kinds"),
    [
        ("收入900.05<sup>1</sup>万元", "收入900.05¹万元", []),
        ("900.05<span style='vertical-align:super'>12</span>", "900.05¹²", []),
        ("<s>5.00</s>6.00", "6.00", ["struck"]),
        ("旧<span style='text-decoration: line-through'>5.00</span>新", "旧 新", ["struck"]),
        ("甲<b style='color:white'>9</b>", "甲", ["hidden"]),
        ("甲<img src='form.png'>乙", "甲乙", ["picture"]),
        ("甲<img src='dot.png' width=10>乙", "甲乙", []),
        ("甲<input type=image src='form.png'>乙", "甲乙", ["picture"]),
        ("甲<dialog>9</dialog>", "甲", ["hidden"]),
        ("<b style='color:rgb(0,0,0)'>9</b><b style='color:rgba(0,0,0,0.9)'>8</b>", "98", []),
        ("甲<iframe src='form.html'>9</iframe>乙", "甲乙", ["frame"]),
        ("甲<object data='x'>9</object>乙", "甲乙", ["embedded"]),
        ("甲<math><mn>9</mn></math>乙", "甲\ufffd乙", ["equation"]),
        ("甲<input value='12.50'><input type=hidden value=9>", "甲12.50", []),
        ("<textarea>12.50</textarea>", "12.50", []),
        ("<select><option>1.00<option selected>2.00</select>万元", "2.00万元", []),
    ],
)
def test_how_words_are_shown(page: str, text: str, kinds: list[str]) -> None:
    document = read(f"<p>{page}</p>")
    assert document.text.strip() == text
    assert [each.kind for each in document.skipped] == kinds


@pytest.mark.parametrize(
    "mark",
    ["<sup>1</sup>", "<sub>1</sub>", "<sup>[1]</sup>", "<sup><a href=#n>①</a></sup>",
     "<i style='vertical-align:super'>1</i>", "<span style='vertical-align: 6px'>1</span>", "<span class=n>1</span>",
     "<sup>注1</sup>", "<span style='position:relative;top:-5px'>1</span>", "<em class='x up'>1</em>"],
)  # fmt: skip
def test_a_note_mark_ends_a_figure(mark: str) -> None:
    page = "<style>.n { vertical-align: sub } p em.up, td em.up {vertical-align:super}</style>"
    page += f"<p>支出900.05{mark}万元<table><tr><td>合计<td style='vertical-align:super'>900.05{mark}</table>"
    bare = read(page).text.replace("⁽", "").replace("⁾", "")
    assert bare == "支出900.05¹万元\n合计\t900.05¹\n"


@pytest.mark.parametrize(
    "element", ["s", "del", "strike", "span style='text-decoration: line-through'", "b class=off", "u id=o"]
)
def test_struck_out_figures_are_not_joined(element: str) -> None:
    page = "<style>.off,#o{text-decoration-line:line-through}</style>"
    page += f"<table><tr><td>合计<td><{element}>850.05</{element.split()[0]}>900.05</table>"
    document = read(page)
    assert document.text == "合计\t900.05\n"
    assert kinds(document) == {"struck": 1}


HIDING = [
    "style='display:none'", "hidden", "class=g", "id=gone", "style='DISPLAY : none !important'", "class='a b'",
    "style='visibility:hidden'", "style='visibility: collapse'", "style='opacity:0'", "style='font-size:0px'",
    "style='position:absolute;left:-9999px'", "style='color:#fff;background-color:white'", "style='color:white'",
    "style='text-indent:-9999em'", "style='height:0;overflow:hidden'", "style='color:transparent'",
    "style='color:rgba(0,0,0,0)'", "style='color:rgb(0 0 0 / 0.0%)'",
]  # fmt: skip
RULES = (
    "<style>/* c */ .g { display: none } #gone{display:none;} .a.b {visibility:hidden}"
    "@media print { td{display:none} }</style>"
)


@pytest.mark.parametrize("how", HIDING)
@pytest.mark.parametrize("tag", ["tr", "td", "span", "p", "div"])
def test_nothing_hidden_is_read(how: str, tag: str) -> None:
    rows = {"tr": f"<tr {how}><td>乙<td>650.00</tr>", "td": f"<tr><td>乙<td {how}>650.00</tr>"}
    row = rows.get(tag, f"<tr><td>乙<td><{tag} {how}>650.00</{tag}></tr>")
    document = read(f"{RULES}<table><tr><td>甲<td>1.00</tr>{row}<tr><td>丙<td>2.00</tr></table>")
    assert "650" not in document.text
    assert all(figure in document.text for figure in ("1.00", "2.00", "甲", "丙"))
    assert kinds(document) == {"hidden": 1}


@pytest.mark.parametrize(
    "how",
    ["aria-hidden=true", "style='visibility:visible'", "style='color:#fff;background:#00f'", "class=p",
     "style='opacity:0.9'", "hidden style='display:block'"],
)  # fmt: skip
def test_what_is_shown_is_read(how: str) -> None:
    document = read(f"<style>@media print {{.p{{display:none}}}} .p:hover{{display:none}}</style><p {how}>支出650.00")
    assert document.text == "支出650.00\n"
    assert not document.skipped


@pytest.mark.parametrize(
    "page",
    ["<div style='background:url(a.png)'><p style='color:#fff'>支出650.00",
     "<link rel=stylesheet href=a.css><p><font color=white>支出650.00",
     "<table><col><col style='visibility:collapse'><tr><td>支出<td>650.00</table>",
     "<p style='color:#eee'>支出650.00"],
)  # fmt: skip
def test_figures_that_may_not_be_seen_are_unread(page: str) -> None:
    document = read(page)
    assert "650" not in document.text
    assert PLACEHOLDER in document.text
    assert kinds(document) == {"visibility": 1}


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ("<img src=a.png>", "picture"), ("<img src=icon_pdf.gif>", ""), ("<img src=a.png width=16 height=16>", ""),
        ("<a href=x.pdf><img src=a.png></a>", ""), ("<a href=x.jpg><img src=a.png></a>", "picture"),
        ("<nav><img src=a.png></nav>", ""), ("<iframe width=0></iframe>", ""),
        ("<iframe style='display:none'></iframe>", ""), ("<embed src=a.pdf>", "embedded"),
        ("<svg><text>900.05</text></svg>", "picture"), ("<svg><path d='M1 2'/></svg>", ""),
        ("<input type=checkbox value=9>", ""),
    ],
)  # fmt: skip
def test_what_is_no_text_is_counted(element: str, kind: str) -> None:
    for page in (f"<p>正文{element}</p>", f"<table><tr><td>甲<td>乙{element}</table>"):
        document = read(page)
        assert kinds(document) == ({kind: 1} if kind else {})
        assert "9" not in document.text


@pytest.mark.parametrize("sign", ["-", "−", "－", "△", "负"])
def test_signs_stay_with_their_figures(sign: str) -> None:
    assert read(f"<table><tr><td>支出<td>{sign}<b>5.00</b></table>").text == f"支出\t{sign}5.00\n"


def test_spans_and_missing_end_tags() -> None:
    page = "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2<tr><td>3<td>4<td>5</table>"
    assert places(read(page)) == {
        ("甲", 0, 0), ("乙", 0, 1), ("1", 1, 1), ("2", 1, 2), ("3", 2, 0), ("4", 2, 1), ("5", 2, 2),
    }  # fmt: skip


def test_a_layout_table_is_not_a_table() -> None:
    page = "<table><tr><td>导航<td>正文<table><tr><td>科目<td>金额<tr><td>合计<td>1.00</table>尾</table>"
    document = read(page)
    assert lines_of(document) == ["导航", "正文", "尾"]
    assert places(document) == {("科目", 0, 0), ("金额", 0, 1), ("合计", 1, 0), ("1.00", 1, 1)}
    assert document.text.index("正文") < document.text.index("科目") < document.text.index("尾")


def test_absurd_spans_are_bounded() -> None:
    document = read("<table><tr><td rowspan=99999999999 colspan=99999999999>甲<td>乙<tr><td>丙</table>")
    assert sorted(box.text for box in tables_of(document)[0]) == ["丙", "乙", "甲"]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-16", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    said = "gb2312" if encoding == "gbk" else encoding.removesuffix("-sig")
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={said}"><p>预算１２３万元</p></html>'
    assert lines_of(read_html(page.encode(encoding), "page.html", "")) == ["预算１２３万元"]


def test_an_encoding_that_is_not_said_or_is_wrong() -> None:
    page = "<html><p>预算</p></html>"
    assert lines_of(read_html(page.encode("gbk"), "page.html", "")) == ["预算"]
    wrong = f'<html><meta charset="utf-8">{page}'.encode("gbk")
    assert lines_of(read_html(wrong, "page.html", "")) == ["预算"]
    for word in ("no-such", "rot13", "zlib"):
        assert lines_of(read(f'<html><meta charset="{word}"><p>预算</p>')) == ["预算"]
