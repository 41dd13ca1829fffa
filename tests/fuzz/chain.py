"""One document through the rooms: identified, parsed, checked; and what must hold of whatever came of it."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args

from disclosure.check import check_report, confirm_recognized, load_checks
from disclosure.errors import DisclosureError
from disclosure.model import (
    DETAIL_KINDS,
    UNREAD_PAGE,
    Block,
    Document,
    Kind,
    Paragraph,
    Parsed,
    Report,
    SkipKind,
    Table,
)
from disclosure.parse import identify_report, parse_report
from disclosure.parse.numbers import TOKEN
from disclosure.parse.stream import fold
from disclosure.reference import Reference, load_reference
from disclosure.store import hash_bytes

UNIT = "望舒县图书馆"
REPOSITORY = Path(__file__).parents[2]


@cache
def load_lists() -> Reference:
    """The code lists of this checkout."""
    return load_reference(REPOSITORY / "data" / "reference")


def check_blocks(document: Document) -> None:
    """Whatever a reader makes, its ranges lie in the text, in order, and its cells in their tables."""
    size, last = len(document.text), 0
    for block in document.blocks:
        assert last <= block.start <= block.end <= size
        last = block.end
        if isinstance(block, Table):
            assert block.cells
            for cell in block.cells:
                assert block.start <= cell.start <= cell.end <= block.end
                assert min(cell.row, cell.column) >= 0 < min(cell.row_span, cell.column_span)
    assert list(document.pages) == sorted(document.pages)
    assert all(1 <= page <= len(document.pages) for page in (*document.unread_pages, *document.recognized_pages))


def run_rooms(document: Document, kind: Kind = "final", year: int = 2023) -> Parsed:
    """What parsing makes of a document once checking has gone over it; only typed errors may end it."""
    lists = load_lists()
    with suppress(DisclosureError):
        identity = identify_report(document, lists)
        kind, year = identity.kind, identity.year
    report = Report("wangshu-library", year, kind, "", UNIT, ())
    parsed = parse_report([document], report, lists)
    check_accounting(document, parsed)
    check_evidence(document, parsed)
    kept = confirm_recognized(parsed, kind)
    findings, results = check_report(
        report, kept.facts, kept.texts, kept.projects, kept.indicators,
        figures=kept.figures, redactions=kept.redactions, source=document.text,
    )  # fmt: skip
    assert [result.check for result in results] == list(load_checks())
    assert all(1 <= number <= len(kept.facts) for finding in findings for number in finding.facts)
    return parsed


def check_accounting(document: Document, parsed: Parsed) -> None:
    """Every numeric token of the document is one figure, and each is a fact's, ignored for a reason, or unread."""
    tokens = [match.span() for match in TOKEN.finditer(document.text)]
    skipped = [figure for figure in parsed.figures if figure.reason in get_args(SkipKind)]
    figures = [each for each in parsed.figures if each not in skipped and (each.section != UNREAD_PAGE or each.text)]
    assert [(figure.start, figure.end) for figure in figures] == tokens
    for figure in figures:  # of figures that are data the reason is the kind of their detail
        assert (figure.reason in {"", *DETAIL_KINDS}) == (figure.outcome == "fact"), figure
    assert len(skipped) == sum(each.count for each in document.skipped)
    claimed = bytearray(len(document.text))
    spans = [span for fact in parsed.facts for span in fact.spans]
    others = [span for each in parsed.indicators for span in each.spans]
    others += [span for each in parsed.details for span in each.spans]
    for start, end in (*spans, *others):
        claimed[start:end] = b"\x01" * (end - start)
    for figure in figures:
        assert (figure.outcome == "fact") == any(claimed[figure.start : figure.end]), figure
    taken = bytearray(len(document.text))
    for start, end in tokens:
        taken[start:end] = b"\x01" * (end - start)
    assert all(any(any(taken[start:end]) for start, end in fact.spans) for fact in parsed.facts)
    counted = Counter(at for start, end in spans for at in range(start, end))
    assert not [at for at, times in counted.items() if times > 1]


def check_evidence(document: Document, parsed: Parsed) -> None:
    """Nothing is invented: what a fact reports stands where it says, and makes its value."""
    for fact in parsed.facts:
        assert fact.spans, fact
        assert all(0 <= start < end <= len(document.text) for start, end in fact.spans), fact
        printed = fold("".join(document.text[start:end] for start, end in fact.spans))
        printed, reported = printed.replace("，", ","), fold(fact.reported).replace("，", ",")
        rest = printed.removeprefix(reported)
        assert printed.startswith(reported), (fact, printed)
        assert not any(char.isdigit() for char in rest), (fact, printed)
        number = Decimal(reported.replace(",", ""))
        assert number.is_finite()
        assert not number or _is_power_of_ten(abs(fact.value / number)), fact
        first, last = _read_place(fact.place)
        for start, end in fact.spans:
            here = _read_place(document.place(start, end))
            assert first <= here[0] <= here[1] <= last, (fact, here)
    for indicator in parsed.indicators:
        assert all(0 <= start <= end <= len(document.text) for start, end in indicator.spans), indicator


def _read_place(place: str) -> tuple[int, int]:
    """The first and the last page or line of a place: p3-4."""
    first, _, last = place[1:].partition("-")
    return int(first), int(last or first)


def _is_power_of_ten(factor: Decimal) -> bool:
    return factor.normalize().as_tuple().digits == (1,)


def make_document(text: str, blocks: tuple[Block, ...], pages: tuple[int, ...] = (), media: str = "") -> Document:
    """A document as a reader would hand it over."""
    return Document("fuzz", hash_bytes(text.encode("utf-8", "replace")), media or "text/html", text, blocks, pages)


def lines_of(text: str) -> tuple[Block, ...]:
    """The lines of a text as paragraphs."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    return tuple(blocks)
