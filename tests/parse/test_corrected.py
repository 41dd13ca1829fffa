"""What the quotes of a corrected form tell: in every fact of the row, and in the code that a row was told by."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.specimens.formats.paper import write_pdf

from disclosure.model import Correction, Fact, Report, Source
from disclosure.parse import parse_report
from disclosure.read.page.correction import correct_document
from disclosure.read.pdf.reader import read_pdf
from disclosure.reference import Reference


def read_row(reference: Reference, *corrections: Correction) -> list[Fact]:
    """The facts of 事业运行 in the form on page 2, as if that page had been read off a picture."""
    document = replace(read_pdf(write_pdf(), "a.pdf", "ab" * 32), recognized_pages=(2,))
    document = correct_document(document, corrections, "report.yml", "sources[1].corrections")
    source = Source("ab" * 32, "application/pdf", 1, "决算", "青禾县测绘档案馆")
    report = Report("qinghe-archive", 2024, "final", "决算", "青禾县测绘档案馆", (source,))
    facts = parse_report([document], report, reference).facts
    return [fact for fact in facts if fact.functional_name.endswith("事业运行")]


def test_every_quote_that_holds_a_corrected_figure_says_so(reference: Reference) -> None:
    """700.00 in the column of all and 700.00 in that of basic expenditure: the first stands in the second's quote."""
    assert [fact.quote for fact in read_row(reference)] == [
        "2200150｜事业运行｜700.00", "2200150｜事业运行｜700.00｜700.00",
    ]  # fmt: skip
    total, basic = read_row(reference, Correction(2, "700.00", "1,700.00", "看图", "2026-01-31", 1, 2))
    assert (total.reported, total.value, total.quote) == (
        "1,700.00",
        Decimal(17_000_000),
        "2200150｜事业运行｜1,700.00〔识别为700.00〕",
    )
    assert (basic.reported, basic.value) == ("700.00", Decimal(7_000_000))
    assert basic.quote == "2200150｜事业运行｜1,700.00〔识别为700.00〕｜700.00"


def test_a_corrected_code_is_told_in_the_quote_and_not_in_the_code(reference: Reference) -> None:
    facts = read_row(reference, Correction(2, "2200150", "2200650", "看图", "2026-01-31"))
    assert {(fact.functional_code, fact.functional_name) for fact in facts} == {("2200650", "事业运行")}
    assert facts[0].quote == "2200650〔识别为2200150〕｜事业运行｜700.00"
