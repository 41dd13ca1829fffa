"""Characters drawn several times at one place are seen once; characters that follow each other are all kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from disclosure.read.page.marks import Glyph
from disclosure.read.page.runs import find_repeated


def drop_overprints(glyphs: list[Glyph]) -> list[Glyph]:
    repeated = find_repeated(glyphs)
    return [glyph for place, glyph in enumerate(glyphs) if place not in repeated]


def write(text: str, x: float, baseline: float = 50.0, height: float = 10.0) -> list[Glyph]:
    glyphs = []
    for char in text:
        wide = height if char > "\u2e7f" else height / (4 if char == "." else 2)
        glyphs.append(Glyph(char, x, x + wide, baseline, height))
        x += wide
    return glyphs


@given(
    st.text("预算总表0123,.", min_size=1, max_size=12),
    st.lists(st.tuples(st.floats(0, 0.7), st.floats(0, 0.7)), max_size=4),
)
def test_a_word_drawn_again_nearly_at_its_place_is_one_word(text: str, shifts: list[tuple[float, float]]) -> None:
    again = [glyph for x, y in shifts for glyph in write(text, 100.0 + x, 50.0 + y)]
    assert "".join(glyph.char for glyph in drop_overprints([*write(text, 100.0), *again])) == text


@given(st.text("00112,.二", min_size=1, max_size=12))
def test_characters_next_to_each_other_and_in_other_lines_are_kept(text: str) -> None:
    glyphs = [*write(text, 100.0), *write(text, 100.0, 62.0)]
    assert drop_overprints(glyphs) == glyphs
