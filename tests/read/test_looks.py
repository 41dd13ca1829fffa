"""How Word shows text decides what is read: note marks, struck-out and unseen text, and what is left out."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.read.test_docx import W, cell, line, read, run, table
from tests.specimens.formats.archive import write_zip
from tests.specimens.formats.content import lines_of

from disclosure.model import Document
from disclosure.read.building.container import Container
from disclosure.read.building.looks import Look, compose
from disclosure.read.building.skips import PLACEHOLDER, take_marks
from disclosure.read.word.docx import read_docx


def kinds(document: Document) -> Counter[str]:
    """How often what was not read, by kind."""
    return Counter(each.kind for each in document.skipped for _ in range(each.count))


def paragraph(*runs: str) -> Document:
    return read(f"<w:p>{''.join(runs)}</w:p>")


STYLES = f"""<w:styles {W}>
<w:style w:type="character" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="gone2"><w:basedOn w:val="gone"/></w:style>
<w:style w:type="character" w:styleId="back"><w:basedOn w:val="gone"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="low"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="table" w:styleId="dark"><w:tblStylePr><w:tcPr><w:shd w:fill="1F3864"/></w:tcPr></w:tblStylePr>
</w:style>
</w:styles>"""


@pytest.mark.parametrize(
    "raised",
    ['<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>', '<w:position w:val="6"/>',
     '<w:position w:val="-6"/>'],
)  # fmt: skip
@pytest.mark.parametrize("note", ["2", "[2]", "（2）", "注2", "②"])
def test_a_note_mark_ends_a_figure(raised: str, note: str) -> None:
    (words,) = lines_of(paragraph(run("支出900.05"), run(note, raised), run("万元")))
    assert words.replace("⁽", "").replace("⁾", "") == "支出900.05²万元"


def test_a_line_that_is_raised_as_a_whole_is_usual() -> None:
    assert lines_of(paragraph(run("12.50", '<w:position w:val="6"/>'))) == ["12.50"]


def test_raised_amounts_are_not_joined_to_a_figure() -> None:
    document = paragraph(run("900"), run("1234.50", '<w:vertAlign w:val="superscript"/>'))
    assert document.text == "900 1234.50\n"


@pytest.mark.parametrize("struck", ["<w:strike/>", "<w:dstrike/>", '<w:strike w:val="1"/>'])
def test_struck_out_figures_are_counted_and_not_joined(struck: str) -> None:
    document = paragraph(run("支出"), run("850.05", struck), run("900.05万元"))
    assert "".join(lines_of(document)[0].split()) == "支出900.05万元"
    assert kinds(document) == {"struck": 1}


def test_a_figure_struck_out_in_part_is_not_read() -> None:
    document = paragraph(run("1,2"), run("3", "<w:strike/>"), run("4.50"))
    assert PLACEHOLDER in document.text
    assert kinds(document) == {"struck": 1}


@pytest.mark.parametrize(
    ("properties", "seen"),
    [
        ("<w:vanish/>", False), ('<w:vanish w:val="0"/>', True), ('<w:rStyle w:val="gone"/>', False),
        ('<w:rStyle w:val="gone2"/>', False), ('<w:rStyle w:val="back"/>', True),
        ('<w:rStyle w:val="gone"/><w:vanish w:val="false"/>', True), ('<w:color w:val="FFFFFF"/>', False),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>', True),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', True), ('<w:color w:val="000000"/>', True),
        ('<w:color w:val="FF0000"/><w:shd w:val="clear" w:fill="FF0000"/>', False),
    ],
)  # fmt: skip
def test_hidden_text_is_counted_and_not_read(properties: str, seen: bool) -> None:
    document = read(f"<w:p>{run('基本900.05')}{run('111', properties)}</w:p>", styles=STYLES)
    assert lines_of(document) == ["基本900.05111" if seen else "基本900.05"]
    assert kinds(document) == ({} if seen else {"hidden": 1})


def test_paragraph_styles_and_defaults_hide() -> None:
    hidden = line("收入1.00", '<w:pStyle w:val="low"/>')
    twice = run("支出2.00", '<w:rStyle w:val="gone"/>')
    both = f'<w:p><w:pPr><w:pStyle w:val="low"/></w:pPr>{twice}</w:p>'
    # vanish in both styles shows: these properties switch between styles
    document = read(hidden + both, styles=STYLES)
    assert lines_of(document) == ["支出2.00"]
    usual = "<w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault>"
    defaults = f"<w:styles {W}><w:docDefaults>{usual}</w:docDefaults></w:styles>"
    assert kinds(read(line("收入1.00"), styles=defaults)) == {"hidden": 1}


def white(text: str) -> str:
    letters = run(text, '<w:color w:val="FFFFFF"/>')
    return f"<w:p>{letters}</w:p>"


def test_white_letters_depend_on_their_ground() -> None:
    dark = '<w:shd w:val="clear" w:fill="1F3864"/>'
    document = read(table(cell(white("合计1.00"), dark) + cell(white("2.00")), cell(line("a")) + cell(line("b"))))
    assert document.text == "合计1.00\t\na\tb\n"
    assert kinds(document) == {"hidden": 1}


def test_white_letters_where_a_style_paints_cells_are_unread() -> None:
    row = cell(white("合计")) + cell(white("2.00"))
    made = f'<w:tbl><w:tblPr><w:tblStyle w:val="dark"/></w:tblPr><w:tr>{row}</w:tr></w:tbl>'
    document = read(made, styles=STYLES)
    assert document.text == f"合计\t{PLACEHOLDER}\n"
    assert kinds(document) == {"visibility": 1}


@pytest.mark.parametrize("row", ["<w:hidden/>", '<w:trHeight w:val="1" w:hRule="exact"/>'])
def test_rows_marked_as_hidden_are_unread(row: str) -> None:
    marked = f"<w:trPr>{row}</w:trPr>{cell(line('乙'))}{cell(line('650.00'))}"
    document = read(table(cell(line("甲")) + cell(line("1.00")), marked))
    assert "650" not in document.text
    assert kinds(document) == {"visibility": 1}


def drawing(inside: str, wide: int = 200, high: int = 100) -> str:
    size = f'<extent cx="{wide * 12_700}" cy="{high * 12_700}"/>'
    return f"<w:p><w:r><w:drawing><inline>{size}{inside}</inline></w:drawing></w:r></w:p>"


CHART = '<graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (drawing("<blip/>"), "picture"),
        (drawing("<blip/>", 8, 8), ""),
        (
            '<w:p><w:r><w:pict><shape style="width:200pt;height:80pt"><imagedata/></shape></w:pict></w:r></w:p>',
            "picture",
        ),
        ("<w:p><w:r><w:object><imagedata/><OLEObject/></w:object></w:r></w:p>", "embedded"),
        ("<w:p><w:r><w:object><w:control/></w:object></w:r></w:p>", "form_field"),
        (drawing(CHART), "embedded"),
        ('<w:altChunk r:id="r1" xmlns:r="x"/>', "inserted"),
        ('<w:p><oMath xmlns="m"><t>900.05</t></oMath></w:p>', "equation"),
    ],
)
def test_what_is_no_text_is_counted(body: str, kind: str) -> None:
    assert kinds(read(line("正文") + body)) == ({kind: 1} if kind else {})
    boxed = read(table(cell(line("甲")) + cell(line("1.00") + body)))
    assert kinds(boxed) == ({kind: 1} if kind else {})


def test_an_inserted_web_page_is_read() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    chunk = f'<w:altChunk r:id="r1" xmlns:r="{office}"/>'
    members = {
        "word/document.xml": f"<w:document {W}><w:body>{line('前')}{chunk}{line('后')}</w:body></w:document>",
        "word/_rels/document.xml.rels": '<R><Relationship Id="r1" Target="/word/part.html"/></R>',
        "word/part.html": "<table><tr><td>合计<td>1,200.05</table>",
    }
    content = write_zip({name: text.encode() for name, text in members.items()})
    document = read_docx(Container(content, "a.docx"), "a.docx", "")
    assert document.text.split() == ["前", "合计", "1,200.05", "后"]


def test_an_old_drop_down_field_shows_its_choice() -> None:
    field = (
        '<w:fldChar><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="1.00"/>'
        '<w:listEntry w:val="2.00"/></w:ddList></w:ffData></w:fldChar>'
    )
    assert lines_of(paragraph(run("支出"), f"<w:r>{field}</w:r>")) == ["支出2.00"]


@pytest.mark.parametrize("sign", ["-", "−", "－", "△", "负"])
def test_a_sign_that_may_not_be_seen_goes_with_its_figure(sign: str) -> None:
    words, marks = take_marks(compose([(f"{sign}5.00", Look.UNSURE)]))
    assert [kind for *_, kind in marks] == ["visibility"]
    assert "5" not in words


THEME = '<w:color w:val="auto" w:themeColor="background1"/>'
FILL = '<w14:textFill xmlns:w14="w14">{}</w14:textFill>'


@pytest.mark.parametrize(
    ("properties", "read_as"),
    [
        (THEME, "9"), (FILL.format("<w14:noFill/>"), "9"), ('<w:color w:val="FEFEFE"/>', "9"),
        (FILL.format('<w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>'), "9"),
        (FILL.format('<w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>'), "9"),
        (FILL.format('<w14:solidFill><w14:alpha w14:val="100000"/></w14:solidFill>'), "9"),
        ('<w:highlight w:val="black"/>', "9"), ('<w:color w:val="000080"/><w:highlight w:val="darkBlue"/>', "9"),
        ('<w:w w:val="1"/>', f"9{PLACEHOLDER}"), ('<w:spacing w:val="-200"/>', f"9{PLACEHOLDER}"),
        ('<w:rFonts w:ascii="Wingdings"/>', f"9{PLACEHOLDER}"), ('<w:sz w:val="2"/>', f"9{PLACEHOLDER}"),
        ('<w:shd w:val="clear" w:fill="000000"/>', "99"), ('<w:highlight w:val="yellow"/>', "99"),
    ],
)  # fmt: skip
def test_a_digit_that_is_not_seen_is_not_in_the_figure(properties: str, read_as: str) -> None:
    assert lines_of(paragraph(run("支出9"), run("9", properties), run("00.05万元"))) == [f"支出{read_as}00.05万元"]


@pytest.mark.parametrize("small", ['<w:sz w:val="10"/>', '<w:eastAsianLayout w:combine="1"/>'])
def test_small_digits_next_to_usual_ones_leave_both_unread(small: str) -> None:
    document = paragraph(run("支出900.05"), run("1", small), run("万元"))
    assert document.text == f"支出900.05{PLACEHOLDER}1万元\n"
    assert kinds(document) == {"overlaid": 1}
    assert lines_of(paragraph(run("支出"), run("900.05", small), run("万元"))) == ["支出900.05万元"]


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ('<w:spacing w:line="20" w:lineRule="exact"/>', "visibility"), ('<w:ind w:left="-20000"/>', "visibility"),
        ('<w:framePr w:x="30000" w:y="30000"/>', "visibility"), ('<w:ind w:left="720"/>', ""),
    ],
)  # fmt: skip
def test_a_paragraph_that_may_be_off_the_page_is_unread(properties: str, kind: str) -> None:
    found = read(f"<w:p><w:pPr>{properties}</w:pPr>{run('支出900.05')}</w:p>")
    assert kinds(found) == ({kind: 1} if kind else {})


@pytest.mark.parametrize("row", [("<w:trPr><w:del/></w:trPr>", ""), ("", "<w:tcPr><w:cellDel/></w:tcPr>")])
def test_a_row_or_cell_deleted_under_tracking_is_not_read(row: tuple[str, str]) -> None:
    deleted = f"{row[0]}<w:tc>{row[1]}{line('650.00')}</w:tc>"
    document = read(table(cell(line("甲")) + cell(line("1.00")), deleted))
    assert "650" not in document.text
    assert kinds(document) == {"hidden": 1}


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ('<w:sym w:font="Symbol" w:char="F02D"/><w:t>5.20</w:t>', "\u22125.20"),
        ('<w:t>9</w:t><w:sym w:font="Wingdings" w:char="F08C"/><w:t>00.05</w:t>', "9\uf08c00.05"),
        ("<w:instrText>EQ \\o(5.20,-)</w:instrText>", PLACEHOLDER),
        ("<w:instrText>PAGEREF 5</w:instrText><w:t>9</w:t>", "9"),
        ("<w:t>\uf039\uf030\uf030</w:t>", PLACEHOLDER),
    ],
)
def test_characters_of_other_fonts_and_fields(inside: str, text: str) -> None:
    assert lines_of(paragraph(f"<w:r>{inside}</w:r>")) == [text]


def test_an_override_of_the_direction_leaves_figures_unread() -> None:
    document = paragraph(f'<w:bdo w:val="rtl">{run("50.009")}</w:bdo>')
    assert kinds(document) == {"visibility": 1}


def test_of_several_renderings_the_first_known_one_is_read() -> None:
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = f'<mc:AlternateContent {space}><mc:Choice Requires="zz9"/><mc:Fallback><w:t>5.20</w:t></mc:Fallback>'
    assert lines_of(paragraph(f"<w:r>{choice}</mc:AlternateContent></w:r>")) == ["5.20"]
