"""Word documents: numbers that Word makes, merged and nested tables, text boxes, text that is not said."""

from __future__ import annotations

import pytest
from tests.specimens.formats.archive import write_zip
from tests.specimens.formats.content import lines_of, tables_of

from disclosure.model import Document
from disclosure.read.building.container import Container
from disclosure.read.word.docx import read_docx
from disclosure.read.word.numbering import _write_number

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def read(body: str, **parts: str) -> Document:
    """Read a Word document of this body and these other parts."""
    members = {"word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"}
    members |= {f"word/{name}.xml": text for name, text in parts.items()}
    content = write_zip({name: text.encode() for name, text in members.items()})
    return read_docx(Container(content, "made.docx"), "made.docx", "")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def line(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_what_is_said_and_what_is_not() -> None:
    body = (
        f"<w:p>{run('收入')}<w:ins>{run('12')}</w:ins><w:del><w:r><w:delText>99</w:delText></w:r></w:del>"
        f"<w:hyperlink>{run('.5万元')}</w:hyperlink>{run('秘密', '<w:vanish/>')}"
        "<w:r><w:instrText>PAGE 7</w:instrText></w:r><w:r><w:noBreakHyphen/></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{line('控件内')}</w:sdtContent></w:sdt>"
    )
    assert lines_of(read(body)) == ["收入12.5万元-", "控件内"]


def test_a_line_break_makes_a_line() -> None:
    assert lines_of(read(f"<w:p>{run('一')}<w:r><w:br/></w:r>{run('二')}</w:p>")) == ["一", "二"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{line('框内123')}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    body = f"<w:p>{run('框外')}<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"
    assert lines_of(read(body)) == ["框外", "框内123"]


def test_notes_and_heads() -> None:
    notes = f"<w:footnotes {W}><w:footnote>{line('脚注一')}</w:footnote></w:footnotes>"
    document = read(line("正文"), footnotes=notes, header1=f"<w:hdr {W}>{line('页眉')}</w:hdr>")
    assert lines_of(document) == ["正文", "脚注一"]
    assert document.text.split() == ["正文", "脚注一", "页眉"]


def test_merged_cells() -> None:
    made = table(
        cell(line("甲"), '<w:vMerge w:val="restart"/>') + cell(line("乙"), '<w:gridSpan w:val="2"/>'),
        cell(line(""), "<w:vMerge/>") + cell(line("1.00")) + cell(line("2.00")),
        cell(line(""), '<w:vMerge w:val="continue"/>') + cell(line("3.00") + line("续")) + cell(line("")),
    )
    (boxes,) = tables_of(read(made))
    assert {(box.text, box.row, box.column, box.row_span, box.column_span) for box in boxes} == {
        ("甲", 0, 0, 3, 1), ("乙", 0, 1, 1, 2), ("1.00", 1, 1, 1, 1), ("2.00", 1, 2, 1, 1), ("3.00续", 2, 1, 1, 1),
    }  # fmt: skip


def test_a_row_that_begins_further_right() -> None:
    later = f"<w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell(line('c'))}"
    made = table(cell(line("a")) + cell(line("b")), later)
    (boxes,) = tables_of(read(made))
    assert {(box.text, box.row, box.column) for box in boxes} == {("a", 0, 0), ("b", 0, 1), ("c", 1, 1)}


def test_nested_tables_and_frames() -> None:
    inner = table(cell(line("内1")) + cell(line("内2")))
    document = read(table(cell(line("外1") + inner) + cell(line("外2"))) + table(cell(line("框") + inner)))
    assert lines_of(document) == ["框"]
    assert [sorted(box.text for box in boxes) for boxes in tables_of(document)] == [
        ["外1", "外2"],
        ["内1", "内2"],
        ["内1", "内2"],
    ]


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="*"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num></w:numbering>"""
STYLES = f"""<w:styles {W}><w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="head"><w:basedOn w:val="base"/></w:style></w:styles>"""


def numbered(text: str, level: int = 0, number: int = 5) -> str:
    return line(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers() -> None:
    body = (
        numbered("收入") + numbered("本年", 1) + numbered("上年", 1) + line("支出", '<w:pStyle w:val="head"/>')
        + numbered("再", 1) + numbered("点", 0, 6) + line("无")
    )  # fmt: skip
    document = read(body, numbering=NUMBERING, styles=STYLES)
    assert document.text.splitlines() == ["一、收入", "一.3 本年", "一.4 上年", "二、支出", "二.3 再", "点", "无"]


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (10, "chineseCounting", "十"), (12, "chineseCounting", "十二"), (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"), (110, "chineseCountingThousand", "一百一十"),
        (3, "decimalEnclosedCircle", "③"), (4, "upperRoman", "IV"), (27, "lowerLetter", "aa"), (7, "decimalZero", "07"),
        (7, "unknownKind", "7"),
    ],
)  # fmt: skip
def test_kinds_of_numbers(value: int, kind: str, shown: str) -> None:
    assert _write_number(value, kind) == shown


HIDING = f"""<w:styles {W}><w:style w:type="character" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"""


@pytest.mark.parametrize(
    ("properties", "text", "kinds"),
    [
        ('<w:rStyle w:val="b"/>', "收入", ["hidden"]),
        ('<w:rStyle w:val="b"/><w:vanish w:val="0"/>', "收入111", []),
        ("<w:vanish/>", "收入", ["hidden"]),
        ('<w:vertAlign w:val="superscript"/>', "收入¹¹¹", []),
        ("<w:strike/>", "收入", ["struck"]),
        ("<w:dstrike/>", "收入", ["struck"]),
        ('<w:color w:val="FFFFFF"/>', "收入", ["hidden"]),
    ],
)
def test_how_words_are_shown(properties: str, text: str, kinds: list[str]) -> None:
    document = read(f"<w:p>{run('收入')}{run('111', properties)}</w:p>", styles=HIDING)
    assert document.text.strip() == text
    assert [each.kind for each in document.skipped] == kinds


def test_what_is_not_words_is_counted() -> None:
    picture = '<w:drawing><p:pic xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/picture"/></w:drawing>'
    equation = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:t>9</m:t></m:oMath>'
    body = f"<w:p>{run('甲')}<w:r>{picture}</w:r><w:r><w:object/></w:r>{equation}</w:p><w:altChunk/>"
    document = read(body + line("藏9", '<w:pStyle w:val="p"/>'), styles=HIDING)
    assert document.text.strip() == "甲\ufffd"
    assert [each.kind for each in document.skipped] == ["picture", "embedded", "equation", "inserted", "hidden"]


@pytest.mark.parametrize(
    ("content", "text", "kinds"),
    [
        ("<w:r><w:commentReference w:id='1'/></w:r>", "甲", ["annotation"]),
        ("<w:subDoc/>", "甲", ["inserted"]),
        (
            f"<w:r><w:ruby><w:rt>{run('1')}</w:rt><w:rubyBase>{run('900.05')}</w:rubyBase></w:ruby></w:r>",
            "甲¹900.05",
            [],
        ),
    ],
)
def test_comments_parts_and_ruby(content: str, text: str, kinds: list[str]) -> None:
    document = read(f"<w:p>{run('甲')}{content}</w:p>")
    assert document.text.strip() == text
    assert [each.kind for each in document.skipped] == kinds
