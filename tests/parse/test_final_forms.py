"""Round trip: final accounts to the nine national forms in each layout, and back to the same facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.specimens.accounts import UNIT, Accounts, make_accounts
from tests.specimens.institution import make_institution
from tests.specimens.layouts import write_docx, write_html, write_pdf, write_xlsx
from tests.specimens.national import FormSheet, Read, Style, make_forms, reads_of
from tests.specimens.variants import make_variants

from disclosure.model import Parsed, Report
from disclosure.parse import identify_report, parse_report
from disclosure.read.source import read_bytes
from disclosure.reference import Reference

STYLES = {
    "plain": Style(),
    "yuan": Style(unit="元"),
    "six decimals": Style(decimals=6),
    "zeros": Style(nothing="0.00"),
    "merged codes": Style(codes="merged"),
    "split codes": Style(codes="split"),
    "unnumbered": Style(numbered=False),
}
WRITERS: dict[str, Callable[[Accounts, list[FormSheet]], bytes]] = {
    "pdf": write_pdf,
    "pdf in pages": lambda accounts, forms: write_pdf(accounts, forms, rows_a_page=9),
    "pdf going on": lambda accounts, forms: write_pdf(accounts, forms, rows_a_page=9, repeats=False),
    "docx": write_docx,
    "xlsx": write_xlsx,
    "html": write_html,
}
SUFFIX = {"pdf": ".pdf", "docx": ".docx", "xlsx": ".xlsx", "html": ".html"}


def without_rules(accounts: Accounts, forms: list[FormSheet]) -> bytes:
    return write_pdf(accounts, forms, ruled=False)


def read_back(reference: Reference, seed: int, layout: str, style: Style) -> tuple[Parsed, Counter[Read]]:
    accounts = make_accounts(seed)
    forms = [*make_forms(accounts, style), make_institution(accounts, style)]
    write = WRITERS.get(layout, without_rules)
    document = read_bytes(write(accounts, forms), f"specimen{SUFFIX[layout.split()[0]]}")
    parsed = parse_report([document], Report("changgeng-hydrology", 2023, "final", "", UNIT, ()), reference)
    return parsed, Counter(read for form in forms for read in form.reads)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("layout", WRITERS)
def test_the_nine_forms_give_every_figure(reference: Reference, layout: str, style: str) -> None:
    parsed, expected = read_back(reference, 1, layout, STYLES[style])
    assert reads_of(parsed) == expected
    assert [figure for figure in parsed.figures if figure.outcome == "unread"] == []


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 10**6), style=st.sampled_from(sorted(STYLES)))
def test_no_amounts_make_a_wrong_fact(reference: Reference, seed: int, style: str) -> None:
    parsed, expected = read_back(reference, seed, "html", STYLES[style])
    assert reads_of(parsed) == expected


@pytest.mark.parametrize("style", STYLES)
def test_without_rules_and_with_blank_columns_nothing_is_guessed(reference: Reference, style: str) -> None:
    """Columns without a figure leave no trace but their heads: what is read is right, and most is not read.
    The kind of a basic expenditure stands over three columns, which nothing shows; all of them are basic."""
    parsed, expected = read_back(reference, 1, "pdf without rules", STYLES[style])

    def broad(read: Read) -> Read:
        return read._replace(kind="basic") if read.statement == "basic" and read.economic else read

    found = Counter(broad(read) for read in reads_of(parsed).elements())
    assert found - Counter(broad(read) for read in expected.elements()) == Counter()


@pytest.mark.parametrize("layout", WRITERS)
def test_the_forms_say_whose_they_are(reference: Reference, layout: str) -> None:
    accounts = make_accounts(2)
    content = WRITERS[layout](accounts, make_forms(accounts, Style()))
    identity = identify_report(read_bytes(content, f"specimen{SUFFIX[layout.split()[0]]}"), reference)
    assert (identity.unit_name, identity.year, identity.kind) == (UNIT, 2023, "final")


@pytest.mark.parametrize(
    "title", ["财政拨款“三公”经费、行政参公单位机关运行经费情况表", "部门决算相关信息统计表", "机构运行信息表"]
)
def test_money_and_numbers_of_things_in_one_form(reference: Reference, title: str) -> None:
    accounts = make_accounts(3)
    sheet = make_institution(accounts, Style(), title)
    document = read_bytes(write_xlsx(accounts, [sheet]), "specimen.xlsx")
    parsed = parse_report([document], Report("changgeng-hydrology", 2023, "final", "", UNIT, ()), reference)
    assert reads_of(parsed) == Counter(sheet.reads)
    assert {fact.unit for fact in parsed.facts if fact.measure == "count"} == {"个", "人", "辆", "台"}
    assert {fact.measure for fact in parsed.facts if fact.item == "reception"} == {"amount"}
    assert [figure for figure in parsed.figures if figure.outcome == "unread"] == []


@pytest.mark.parametrize("style", ["plain", "split codes", "zeros"])
@pytest.mark.parametrize("layout", WRITERS)
def test_the_forms_of_provinces_give_every_figure(reference: Reference, layout: str, style: str) -> None:
    accounts = make_accounts(4)
    forms = make_variants(accounts, STYLES[style])
    document = read_bytes(WRITERS[layout](accounts, forms), f"specimen{SUFFIX[layout.split()[0]]}")
    parsed = parse_report([document], Report("changgeng-hydrology", 2023, "final", "", UNIT, ()), reference)
    assert reads_of(parsed) == Counter(read for form in forms for read in form.reads)
    assert [figure for figure in parsed.figures if figure.outcome == "unread"] == []
