"""What of an OFD page is seen: areas over and under words, colours, clips, directions, annotations, what is drawn."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from tests.read.test_looks import kinds
from tests.read.test_ofd import BODY, lines, text
from tests.specimens.formats.archive import write_zip

from disclosure.model import Document
from disclosure.read.building.container import Container
from disclosure.read.building.skips import PLACEHOLDER
from disclosure.read.ofd.reader import read_ofd

FIGURE = "650.00"


def read(objects: str, resources: str = "", more: str = "", members: dict[str, bytes] | None = None) -> Document:
    content = f"<Page><Content><Layer>{objects}{text(BODY, 20, 90)}</Layer></Content></Page>"
    document = (
        "<Document><CommonData><PublicRes>Res.xml</PublicRes></CommonData>"
        f'<Pages><Page ID="1" BaseLoc="P.xml"/></Pages>{more}</Document>'
    )
    parts = {
        "OFD.xml": "<OFD><DocBody><DocRoot>D/Document.xml</DocRoot></DocBody></OFD>",
        "D/Document.xml": document, "D/P.xml": content, "D/Res.xml": f"<Res>{resources}</Res>",
    }  # fmt: skip
    packed = write_zip({name: part.encode() for name, part in parts.items()} | (members or {}))
    return read_ofd(Container(packed, "a.ofd"), "a.ofd", "")


def area(colour: str = "255 255 255", box: str = "18 50 30 6") -> str:
    _, _, wide, high = box.split()
    path = f"M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C"
    fill = f'<FillColor Value="{colour}"/><AbbreviatedData>{path}</AbbreviatedData>'
    return f'<PathObject Boundary="{box}" Fill="true" Stroke="false">{fill}</PathObject>'


def paint(value: str, more: str = "") -> str:
    return text(FIGURE, more=more, inside=f'<FillColor Value="{value}"/>')


CLIP = '<Path Boundary="0 0 1 1"><AbbreviatedData>M 0 0 L 1 0 L 1 1 L 0 1 C</AbbreviatedData></Path>'


@pytest.mark.parametrize(
    "objects",
    [
        text(FIGURE) + area(), text(FIGURE) + area("0 0 0"), area("0 0 0") + text(FIGURE),
        area("0 0 128") + paint("0 0 128"), text(FIGURE).replace('Size="4"', 'Size="0.1"'),
        text(FIGURE, more='CTM="0.01 0 0 0.01 0 0"'),
    ],
)  # fmt: skip
def test_words_that_are_not_seen_are_counted(objects: str) -> None:
    found = read(objects)
    assert lines(found) == [BODY]
    assert kinds(found) == {"hidden": 1}


@pytest.mark.parametrize(
    "objects",
    [
        paint("252 252 252"), paint("0 0 0 0"), paint("#ff #ff #ff"), paint("255"), text(FIGURE, more='DrawParam="6"'),
        text(FIGURE, inside=f"<Clips><Clip><Area>{CLIP}</Area></Clip></Clips>"), text(FIGURE, more='HScale="0"'),
        text(FIGURE, more='CTM="-1 0 0 1 20 0"'), text(FIGURE, more='CTM="1 0 0 -1 0 8"'),
        text(FIGURE, more='ReadDirection="90"'), text(FIGURE, more='CharDirection="180"'),
        text(FIGURE) + area("255 255 255", "18 50 6 6"),
    ],
)  # fmt: skip
def test_words_that_may_not_be_seen_are_unread(objects: str) -> None:
    params = '<DrawParam ID="5"><FillColor Value="255 255 255"/></DrawParam><DrawParam ID="6" Relative="5"/>'
    found = read(objects, params)
    assert FIGURE not in found.text
    assert kinds(found) == {"visibility": 1}


@pytest.mark.parametrize(
    "objects",
    [
        area("230 230 230") + text(FIGURE), area("0 0 0") + paint("255 255 255"), area() + text(FIGURE),
        text("850.05") + area() + text(FIGURE), text(FIGURE) + area(box="18 70 30 6"),
        text(FIGURE, more='CTM="2 0 0 2 0 0"').replace('Size="4"', 'Size="2"').replace('Y="4"', 'Y="2"'),
    ],
)  # fmt: skip
def test_words_that_are_seen_are_read(objects: str) -> None:
    assert FIGURE in read(objects).text


def test_pictures_cover_words_if_nothing_is_seen_through_them() -> None:
    resources = '<MultiMedia ID="9"><MediaFile>a.png</MediaFile></MultiMedia>'
    objects = text(FIGURE) + '<ImageObject ResourceID="9" Boundary="18 50 30 6" CTM="30 0 0 6 0 0"/>'
    for mode, read_so in (("RGB", False), ("RGBA", True)):
        stream = io.BytesIO()
        Image.new(mode, (4, 4)).save(stream, "PNG")
        assert (FIGURE in read(objects, resources, members={"D/a.png": stream.getvalue()}).text) is read_so


def test_a_page_whose_words_run_up_its_side_is_read_upright() -> None:
    turned = (
        '<TextObject Boundary="100 20 9 90" Size="4" CTM="0 1 -1 0 4 0"><TextCode X="0" Y="0">支出650.00万元以及'
        "其他各项收入与支出情况</TextCode></TextObject>"
    )
    assert lines(read(turned))[0].startswith("支出650.00万元")


def test_an_amount_that_alone_is_turned_is_unread() -> None:
    found = read(text("支出") + text(FIGURE, 60, 50, 'CTM="0 1 -1 0 4 0"'))
    assert kinds(found) == {"visibility": 1}


NOTES = "<Annotations>An.xml</Annotations>"


def note(inside: str, more: str = 'Type="Stamp"', box: str = "18 50 40 8") -> dict[str, bytes]:
    held = f'<PageAnnot><Annot {more}><Appearance Boundary="{box}">{inside}</Appearance></Annot></PageAnnot>'
    return {
        "D/An.xml": b'<Annotations><Page PageID="1"><FileLoc>An1.xml</FileLoc></Page></Annotations>',
        "D/An1.xml": held.encode(),
    }


@pytest.mark.parametrize(
    ("objects", "members", "first", "found"),
    [
        ("", note(text(FIGURE, 2, 0)), FIGURE, {}),
        (text("850.05"), note(area(box="0 0 40 8") + text(FIGURE, 2, 0)), FIGURE, {"hidden": 1}),
        (text(FIGURE), note(text("样稿12", 2, 0), 'Type="Watermark"'), FIGURE, {}),
        (text(FIGURE), note(text("777.77", 2, 0), 'Type="Stamp" Visible="false"'), FIGURE, {"hidden": 1}),
        (text(FIGURE), note(area("255 255 0", "0 0 40 8"), 'Type="Highlight"'), FIGURE, {}),
    ],
)  # fmt: skip
def test_annotations_are_read_as_they_are_seen(
    objects: str, members: dict[str, bytes], first: str, found: dict[str, int]
) -> None:
    document = read(objects, more=NOTES, members=members)
    assert lines(document)[0] == first
    assert kinds(document) == found


def line(*points: float) -> str:
    x, y, to_x, to_y = points
    return (
        '<PathObject Boundary="0 0 210 297" LineWidth="0.3">'
        f"<AbbreviatedData>M {x} {y} L {to_x} {to_y}</AbbreviatedData></PathObject>"
    )


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [
        (line(20, 54, 32, 51), "struck"), (line(20, 52.7, 32, 52.7), "struck"), (line(17.6, 52.6, 19.2, 52.6), "sign"),
        (line(10, 60, 60, 40), ""), (line(17.6, 54.3, 60, 54.3), ""),
    ],
)  # fmt: skip
def test_what_is_drawn_through_and_before_figures(drawn: str, kind: str) -> None:
    found = read(text(FIGURE) + drawn)
    assert kinds(found) == ({kind: 1} if kind else {})
    assert (FIGURE in found.text) is (kind != "struck")
    assert (PLACEHOLDER in found.text) is bool(kind)


def test_a_struck_out_figure_by_an_annotation() -> None:
    drawn = '<PathObject Boundary="0 2.7 12 1"><AbbreviatedData>M 0 0 L 12 0</AbbreviatedData></PathObject>'
    assert kinds(read(text(FIGURE), more=NOTES, members=note(drawn, box="20 50 40 8"))) == {"struck": 1}


def test_words_drawn_as_outlines_are_counted() -> None:
    letter = "M 0 0 Q 1 1 1.8 0 B 0 1 1 2 1 3 L 0 3 C"
    drawn = "".join(
        f'<PathObject Boundary="{60 + 2 * index} 51 1.8 3" Fill="true"><AbbreviatedData>{letter}</AbbreviatedData>'
        "</PathObject>"
        for index in range(6)
    )
    assert kinds(read(text("支出") + drawn)) == {"picture": 1}
    assert kinds(read(drawn)) == {}  # not on a line with words: an ornament


@pytest.mark.parametrize(
    ("item", "first", "kind"),
    [
        ('<TextCode X="0" Y="4" DeltaX="2">650.00</TextCode>', FIGURE, ""),
        ('<TextCode X="0" Y="4" DeltaX="2,2,2,2,2">650.00</TextCode>', FIGURE, ""),
        ('<CGTransform/><TextCode X="0" Y="4">¤¤¤¤¤¤</TextCode>', PLACEHOLDER, "no_unicode"),
        ('<TextCode X="0" Y="4">\ue036\ue035\ue030</TextCode>', PLACEHOLDER, "no_unicode"),
        ('<TextCode X="0" Y="4">\ufffd\ufffd\ufffd</TextCode>', PLACEHOLDER, "no_unicode"),
    ],
)
def test_places_and_names_of_characters(item: str, first: str, kind: str) -> None:
    found = read(f'<TextObject Boundary="20 50 90 6" Size="4">{item}</TextObject>')
    assert lines(found)[0] == first
    assert kinds(found) == ({kind: 1} if kind else {})


def test_attached_files_are_counted() -> None:
    attached = {"D/At.xml": b'<Attachments><Attachment Name="a.xlsx"/></Attachments>'}
    assert kinds(read("", more="<Attachments>At.xml</Attachments>", members=attached)) == {"embedded": 1}
