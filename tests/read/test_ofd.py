"""OFD objects: composite ones, what is not shown or laid over a page, places of words, numbers out of range."""

from __future__ import annotations

import pytest
from tests.read.test_looks import kinds
from tests.specimens.formats.archive import write_zip

from disclosure.errors import SourceError
from disclosure.model import Document
from disclosure.read.building.container import Container
from disclosure.read.building.skips import PLACEHOLDER
from disclosure.read.ofd.reader import read_ofd

BODY = "本单位二〇二四年度决算说明"


def text(words: str, x: float = 20, y: float = 50, more: str = "", inside: str = "") -> str:
    return (
        f'<TextObject Boundary="{x} {y} 90 6" Size="4" {more}>{inside}'
        f'<TextCode X="0" Y="4">{words}</TextCode></TextObject>'
    )


def read(objects: str, resources: str = "") -> Document:
    content = f"<Page><Content><Layer>{objects}{text(BODY, 20, 90)}</Layer></Content></Page>"
    document = (
        "<Document><CommonData><PublicRes>Res.xml</PublicRes></CommonData>"
        '<Pages><Page ID="1" BaseLoc="P.xml"/></Pages></Document>'
    )
    members = {
        "OFD.xml": "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>",
        "D/Document.xml": document, "D/P.xml": content, "D/Res.xml": f"<Res>{resources}</Res>",
    }  # fmt: skip
    packed = write_zip({name: part.encode() for name, part in members.items()})
    return read_ofd(Container(packed, "a.ofd"), "a.ofd", "")


def lines(document: Document) -> list[str]:
    return document.text.splitlines()


def test_composite_objects_are_read_where_they_are_placed() -> None:
    inner = f'<CompositeGraphicUnit ID="7"><Content>{text("支出1,234.50", 0, 0)}</Content></CompositeGraphicUnit>'
    outer = (
        '<CompositeGraphicUnit ID="8"><Content><CompositeObject ResourceID="7" Boundary="5 0 9 9"/></Content>'
        "</CompositeGraphicUnit>"
    )
    for identity in (7, 8):
        found = read(f'<CompositeObject ResourceID="{identity}" Boundary="20 50 90 9"/>', inner + outer)
        assert lines(found) == ["支出1,234.50", BODY]


def test_a_composite_object_within_itself_ends() -> None:
    unit = (
        '<CompositeGraphicUnit ID="7"><Content><CompositeObject ResourceID="7" Boundary="0 0 9 9"/></Content>'
        "</CompositeGraphicUnit>"
    )
    assert kinds(read('<CompositeObject ResourceID="7" Boundary="0 0 9 9"/>', unit)) == {"embedded": 1}


@pytest.mark.parametrize("more", ['Visible="false"', 'Alpha="0"', 'Fill="false"', 'DrawParam="3"'])
def test_what_is_not_shown_is_counted(more: str) -> None:
    found = read(text("支出650.00", more=more), '<DrawParam ID="3" Visible="false"/>')
    assert lines(found) == [BODY]
    assert kinds(found) == {"hidden": 1}
    layer = read(f'</Layer><Layer Visible="false">{text("支出650.00")}</Layer><Layer>')
    assert kinds(layer) == {"hidden": 1}


@pytest.mark.parametrize(("x", "y"), [(215, 50), (-40, 50), (20, 300), (20, -20)])
def test_what_is_off_the_page_is_counted_and_not_read(x: float, y: float) -> None:
    rules = (
        f'<PathObject Boundary="{x} {y} 9 9"><AbbreviatedData>M 0 0 L 9 0 L 9 9 L 0 9 C</AbbreviatedData></PathObject>'
    )
    found = read(text("支出650.00", x, y) + rules)
    assert lines(found) == [BODY]
    assert kinds(found) == {"hidden": 1}


def test_white_figures_are_unread() -> None:
    found = read(text("支出650.00", inside='<FillColor Value="255 255 255"/>'))
    assert lines(found) == [f"支出{PLACEHOLDER}", BODY]
    assert kinds(found) == {"visibility": 1}


@pytest.mark.parametrize("more", ['CTM="0.7 0.7 -0.7 0.7 0 0"', 'CTM="0.97 -0.26 0.26 0.97 0 0"', 'Alpha="60"'])
def test_words_laid_over_the_page_are_not_joined(more: str) -> None:
    found = read(text("支出650.00") + text("2024", 38, 50, more))
    assert lines(found) == ["支出650.00", BODY, "2024"]


@pytest.mark.parametrize(("size", "count"), [("90 40", 1), ("5 5", 0)])
def test_pictures_are_counted(size: str, count: int) -> None:
    assert kinds(read(f'<ImageObject Boundary="20 20 {size}" ResourceID="9"/>')) == ({"picture": 1} if count else {})


def test_words_without_a_place_have_that_of_those_before() -> None:
    item = '<TextObject Boundary="20 50 90 20" Size="4"><TextCode X="3" Y="4">甲</TextCode>'
    found = read(f'{item}<TextCode Y="12">乙1.00</TextCode><TextCode X="40">2.00</TextCode></TextObject>')
    assert [line.split() for line in lines(found)] == [["甲"], ["乙1.00", "2.00"], [BODY]]


@pytest.mark.parametrize("number", ["inf", "-inf", "nan", "1e999", "1e300"])
@pytest.mark.parametrize(
    "item",
    ['<TextObject Boundary="{n} 5 9 9" Size="4"><TextCode X="0" Y="4">字</TextCode></TextObject>',
     '<TextObject Boundary="5 5 9 9" Size="4"><TextCode X="0" Y="{n}">字</TextCode></TextObject>',
     '<TextObject Boundary="5 5 9 9" Size="4"><TextCode X="0" Y="4" DeltaX="g 2 {n}">字字</TextCode></TextObject>',
     '<TextObject Boundary="5 5 9 9" Size="4" CTM="1 0 0 {n} 0 0"><TextCode>字</TextCode></TextObject>'],
)  # fmt: skip
def test_numbers_out_of_range_are_refused(item: str, number: str) -> None:
    with pytest.raises(SourceError, match="not a finite"):
        read(item.format(n=number))


@pytest.mark.parametrize("sign", ["-", "−", "－", "△", "负"])
def test_signs_stay_with_their_figures(sign: str) -> None:
    assert lines(read(text(f"支出{sign}5.00"))) == [f"支出{sign}5.00", BODY]
