"""Raised note marks are not part of the figures that they end."""

from __future__ import annotations

from disclosure.model import Document, Paragraph
from disclosure.parse.numbers import match_quantity
from disclosure.parse.stream import stream_of_document


def test_the_grammar_does_not_see_note_marks_and_quotes_keep_them() -> None:
    text = "支出1,200.05²万元"
    stream = stream_of_document(Document("", "", "", text, (Paragraph(0, len(text)),)))
    quantity = match_quantity(stream.text, 2, stream.gaps, stream.breaks)
    assert quantity is not None
    assert (quantity.number, stream.quote(2, quantity.end)) == ("1,200.05", "1,200.05²万元")


def test_a_mark_between_digits_leaves_the_figure_unread() -> None:
    text = "12¹34"
    stream = stream_of_document(Document("", "", "", text, (Paragraph(0, len(text)),)))
    assert match_quantity(stream.text, 0, stream.gaps, stream.breaks) is None
