"""Figures read wrongly off pictures: put right where they stand, with everything else in its place, or refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.errors import DescriptionError
from disclosure.model import Correction, Document, Paragraph, Table
from disclosure.parse.stream import stream_of_document
from disclosure.read.building.builder import DocumentBuilder, GridCell
from disclosure.read.page.correction import correct_document

WORDS = (("合计", "1,208.05", "900.05", "-5.00"), ("基本支出", "900.05", "12.05", "2024"))


def make_document(words: tuple[tuple[str, ...], ...] = WORDS) -> Document:
    """Page 1 has a text layer, 2 and 3 were read off pictures, of 4 nothing was read."""
    builder = DocumentBuilder("scan.pdf")
    builder.begin_page()
    builder.add_line("本年支出合计1,208.05万元")
    builder.begin_page(recognized=True)
    builder.add_line("支出1,208.05万元，其中：“三公”12.05万元")
    builder.begin_page(recognized=True)
    builder.add_table(GridCell(word, row, column) for row, line in enumerate(words) for column, word in enumerate(line))
    builder.add_line("- 3 -", furniture=True)
    builder.begin_page(legible=False)
    return builder.finish("ab" * 32, "application/pdf")


def correct(document: Document, *corrections: Correction) -> Document:
    return correct_document(document, corrections, "report.yml", "sources[1].corrections")


def fix(page: int, old: str, new: str, which: tuple[int, int] = (1, 1)) -> Correction:
    return Correction(page, old, new, "页面上印的是这个数", "2026-01-31", *which)


def words_of(document: Document) -> list[list[str]]:
    """The words of every block: a line, or its cells."""
    return [
        [document.text[cell.start : cell.end] for cell in block.cells]
        if isinstance(block, Table)
        else [document.text[block.start : block.end]]
        for block in document.blocks
    ]


def test_figures_are_put_right_and_all_else_keeps_its_place() -> None:
    document = make_document()
    longer = correct(document, fix(2, "1,208.05", "21,208.05"), fix(3, "-5.00", "5.00"), fix(3, "1,208.05", "1200.05"))
    before, after = words_of(document), words_of(longer)
    assert after[0] == before[0]
    assert after[1] == ["支出21,208.05万元，其中：“三公”12.05万元"]
    assert after[2] == ["合计", "1200.05", "900.05", "5.00", "基本支出", "900.05", "12.05", "2024"]
    assert after[3] == before[3]
    assert [longer.text[start:end] for start, end, _ in longer.corrected] == ["21,208.05", "1200.05", "5.00"]
    assert [old for _, _, old in longer.corrected] == ["1,208.05", "1,208.05", "-5.00"]
    table = next(longer.tables())
    assert longer.place(table.start, table.end) == "p3"
    assert longer.place(longer.text.index("21,208"), longer.text.index("21,208") + 3) == "p2"
    assert longer.recognized_pages == document.recognized_pages
    assert (longer.sha256, longer.name) == (document.sha256, document.name)


def test_evidence_tells_what_had_been_recognized() -> None:
    document = correct(make_document(), fix(2, "12.05", "12.85"), fix(3, "1,208.05", "1,200.05"))
    table = next(document.tables())
    last = table.cells[3]
    assert document.evidence(table.start, last.end) == "合计｜1,200.05〔识别为1,208.05〕｜900.05｜-5.00"
    assert document.evidence(last.start, last.end) == "-5.00"
    stream = stream_of_document(document)
    at = stream.text.index("三公")
    assert stream.quote(at, at + 9) == "“三公”12.85万元"
    assert stream.evidence(at, at + 9) == "“三公”12.85〔识别为12.05〕万元"
    plain = stream_of_document(make_document())
    assert plain.evidence(0, plain.length) == plain.quote(0, plain.length)


def test_without_corrections_nothing_changes() -> None:
    assert correct(make_document()) == make_document()


def test_one_of_several_is_named_by_its_order() -> None:
    words = words_of(correct(make_document(), fix(3, "900.05", "906.05", (2, 2))))
    assert words[2][2] == "900.05"
    assert words[2][5] == "906.05"
    both = correct(make_document(), fix(3, "900.05", "1.00", (2, 2)), fix(3, "900.05", "2.00", (1, 2)))
    assert [words_of(both)[2][index] for index in (2, 5)] == ["2.00", "1.00"]


@pytest.mark.parametrize(
    ("correction", "problem", "remedy"),
    [
        (fix(1, "1,208.05", "1,200.05"), "its text layer cannot be corrected", "a finding"),
        (fix(4, "1,208.05", "1,200.05"), "nothing was read on page 4", "OCR engine"),
        (fix(5, "1,208.05", "1,200.05"), "page 5 does not exist: the document has 4", "delete the correction"),
        (fix(2, "900.05", "900.06"), "does not occur on page 2", "if the figure is now read correctly"),
        (fix(2, "208.05", "200.05"), "does not occur on page 2", "--figures"),  # a part of a figure is none
        (fix(2, "1,208", "1,200"), "does not occur on page 2", "--figures"),
        (fix(3, "900.05", "906.05"), "occurs 2 times on page 3, not 1", "which: 1 of 2"),
        (fix(3, "900.05", "906.05", (2, 3)), "occurs 2 times on page 3, not 3", "which: 1 of 2"),
        (fix(3, "5.00", "6.00"), "is corrected twice", "keep one of the two"),
    ],
)
def test_what_cannot_be_corrected_is_refused(correction: Correction, problem: str, remedy: str) -> None:
    with pytest.raises(DescriptionError) as caught:
        correct(make_document(), fix(3, "-5.00", "-6.00"), correction)
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy
    assert (caught.value.file, caught.value.place) == ("report.yml", "sources[1].corrections[2]")


def test_a_document_without_pages_has_nothing_to_correct() -> None:
    builder = DocumentBuilder("a.docx")
    builder.add_line("支出1,208.05万元")
    document = builder.finish("ab" * 32, "text/plain")
    with pytest.raises(DescriptionError, match="text/plain has no pages"):
        correct(document, fix(1, "1,208.05", "1,200.05"))


def test_corrections_do_not_rest_on_each_other() -> None:
    """12.05 becomes 900.05 and the other 900.05 something else: both are meant as they were recognized."""
    document = make_document((("12.05", "900.05"),))
    swapped = correct(document, fix(3, "12.05", "900.05"), fix(3, "900.05", "12.05"))
    assert words_of(swapped)[2] == ["900.05", "12.05"]


figures = st.from_regex(r"[1-9][0-9]{0,2}(,[0-9]{3})?\.[0-9]{2}", fullmatch=True)


@given(st.data(), st.lists(st.lists(figures, min_size=3, max_size=3), min_size=1, max_size=6))
def test_all_blocks_hold_their_words_and_correcting_back_gives_the_document(
    data: st.DataObject, rows: list[list[str]]
) -> None:
    document = make_document(tuple(map(tuple, rows)))
    known = [word for row in rows for word in row]
    chosen = data.draw(st.sets(st.integers(0, len(known) - 1)))
    new = {index: data.draw(figures) for index in sorted(chosen)}

    def point(words: list[str], index: int) -> tuple[int, int]:
        return words[: index + 1].count(words[index]), words.count(words[index])

    changed = correct(document, *(fix(3, known[at], word, point(known, at)) for at, word in new.items()))
    told = [new.get(index, word) for index, word in enumerate(known)]
    assert words_of(changed)[2] == told
    assert words_of(changed)[:2] == words_of(document)[:2]
    assert words_of(changed)[3:] == words_of(document)[3:]
    assert {end - start for start, end, _ in changed.corrected} <= {len(word) for word in new.values()}
    back = correct(changed, *(fix(3, told[at], known[at], point(told, at)) for at in new))
    assert replace(back, corrected=()) == document


def test_furniture_moves_along() -> None:
    changed = correct(make_document(), fix(2, "1,208.05", "1.05"))
    furniture = [block for block in changed.blocks if isinstance(block, Paragraph) and block.furniture]
    assert [changed.text[block.start : block.end] for block in furniture] == ["- 3 -"]
