"""Coordinates that a file states: finite, or the document is refused with the page that has them."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.specimens.formats.archive import write_zip
from tests.specimens.formats.paper import write_ofd

from disclosure.errors import SourceError
from disclosure.read.formats import read_format
from disclosure.read.page.marks import Glyph, PageContent, Rule
from disclosure.read.tables.pages import check_places

PAGE = "Doc_0/Pages/Page_0/Content.xml"


def change_page(old: str, new: str) -> bytes:
    """The small report as OFD with ``old`` replaced once on its first page."""
    with zipfile.ZipFile(io.BytesIO(write_ofd())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    text = members[PAGE].decode()
    assert old in text
    return write_zip({**members, PAGE: text.replace(old, new, 1).encode()})


@pytest.mark.parametrize("number", ["inf", "-inf", "nan", "1e999", "1e308"])
@pytest.mark.parametrize("place", ['X="', 'Size="', 'DeltaX="'])
def test_a_coordinate_that_is_not_finite_is_refused(place: str, number: str) -> None:
    with pytest.raises(SourceError, match="not a finite number") as caught:
        read_format(change_page(place, f"{place}{number} "), "a.ofd")
    assert (caught.value.file, caught.value.place) == ("a.ofd", "p1")


floats = st.one_of(st.floats(-1e6, 1e6), st.sampled_from([float("inf"), float("-inf"), float("nan")]))


@given(st.lists(floats, min_size=9, max_size=9))
def test_any_number_of_a_page_counts(numbers: list[float]) -> None:
    """The page's size, a character's box and a rule: one number that is not finite is enough."""
    width, height, x0, x1, baseline, size, at, low, high = numbers
    page = PageContent(width, height, [Glyph("1", x0, x1, baseline, size)], [Rule(True, at, low, high)])
    if all(abs(number) <= 1e6 for number in numbers):
        check_places(page, 1, "a.pdf")
        return
    with pytest.raises(SourceError):
        check_places(page, 1, "a.pdf")
