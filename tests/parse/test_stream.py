"""The text as the grammar sees it: widths folded, marks dropped, every character's place kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model import Document, Paragraph
from disclosure.parse.stream import Stream, fold, make_stream, stream_of_all, stream_of_document
from disclosure.read.web.text import read_text


def stream(text: str) -> Stream:
    return stream_of_document(read_text(text.encode("utf-8"), "stream.txt", ""))


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("（０１２３４５６７８９）", "（0123456789）"),
        ("(a)[b]【c】", "（a）〔b〕〔c〕"),
        ("a:b;c", "a：b；c"),
        ("５．５％", "5.5%"),
        ("＞＝5 － 3 − 2", ">=5-3-2"),
        ("“三公”'经费'「数」**为**", "三公经费数为"),
        ("收 入 总　计\u200b\ufeff", "收入总计"),
    ],
)
def test_widths_are_folded_and_marks_dropped(printed: str, folded: str) -> None:
    assert stream(printed).text == folded
    assert fold(printed) == folded


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("1,363.45", "1,363.45"),
        ("12,345,678元", "12,345,678元"),
        ("5万元,下降", "5万元，下降"),
        ("1,2,3", "1，2，3"),
        ("2021,2022", "2021，2022"),
        ("第1,363条", "第1,363条"),
        ("甲,123", "甲，123"),
        ("1,\n363", "1,363"),
    ],
)
def test_a_comma_separates_thousands_or_words(printed: str, folded: str) -> None:
    assert stream(printed).text == folded


TEXTS = st.text(alphabet='年收入支出（)0123456789,，.：;“”"* \n　-％＞', min_size=1, max_size=80)


@given(text=TEXTS)
def test_every_character_keeps_its_place(text: str) -> None:
    document = read_text(text.encode("utf-8"), "stream.txt", "")
    found = stream_of_all(document)
    assert len(found.text) == len(found.offsets)
    assert list(found.offsets) == sorted(set(found.offsets))
    for index, offset in enumerate(found.offsets):
        # fold makes a Chinese comma of every comma, which a stream does only behind words
        assert found.text[index].replace(",", "，") == fold(document.text[offset])


@given(text=TEXTS)
def test_nothing_but_blanks_marks_and_furniture_is_left_out(text: str) -> None:
    document = read_text(text.encode("utf-8"), "stream.txt", "")
    kept = set(stream_of_all(document).offsets)
    for block in document.blocks:
        if isinstance(block, Paragraph) and not block.furniture:
            kept.update(offset for offset in range(block.start, block.end) if not fold(document.text[offset]))
        else:
            kept.update(range(block.start, block.end))
    left = [char for offset, char in enumerate(document.text) if offset not in kept]
    assert all(char.isspace() for char in left)


@given(text=TEXTS, blanks=st.lists(st.tuples(st.integers(0, 80), st.sampled_from(" \n　")), max_size=20))
def test_white_space_changes_nothing_but_the_places(text: str, blanks: list[tuple[int, str]]) -> None:
    spread = text
    for at, blank in blanks:
        spread = spread[:at] + blank + spread[at:]
    joined, parted = (make_stream(Document("", "", "", each, ()), [(0, len(each))]) for each in (text, spread))
    assert parted.text == joined.text


def test_a_quotation_keeps_its_marks_and_drops_line_ends() -> None:
    found = stream("2023年“三公”经费\n\n支出 5.\n5万元")
    start, end = found.text.index("年") + 1, len(found.text)
    assert found.quote(found.text.index("年"), end) == "年“三公”经费支出5.5万元"
    assert found.place(start, end) == "l1-4"
    assert found.document.text[slice(*found.span(start, start + 2))] == "三公"
    assert found.quote(3, 3) == ""


def test_a_quotation_has_both_marks_or_none() -> None:
    found = stream("“三公”经费5万元")
    quote = found.quote(0, found.length)
    assert quote.count("“") == quote.count("”")


def test_page_numbers_are_in_no_quotation() -> None:
    found = stream("收入总计\n\n\n- 64 -\n\n\n5万元")
    assert found.text == "收入总计5万元"
    assert found.quote(0, found.length) == "收入总计5万元"


def test_breaks_gaps_and_cuts_tell_how_characters_were_set_apart() -> None:
    found = stream("甲\n乙\n\n丙 丁")
    assert found.text == "甲乙丙丁"
    assert sorted(found.breaks) == [0, 1, 2]
    assert sorted(found.gaps) == [0, 1, 2, 3]
    assert sorted(found.cuts) == [1]


def test_a_part_is_a_stream_of_its_own() -> None:
    whole = stream("甲乙\n丙 丁")
    part = whole.part(2, 4)
    assert (part.text, part.offsets) == (whole.text[2:4], whole.offsets[2:4])
    assert sorted(part.breaks) == [0]
    assert sorted(part.gaps) == [0, 1]


def test_cells_are_in_all_and_not_in_the_running_text() -> None:
    document = read_text("甲\n\n乙\t丙\n".encode(), "stream.txt", "")
    assert stream_of_document(document).text == "甲"
    assert stream_of_all(document).text == "甲乙丙"
