"""Round trip: final accounts to the nine national forms in each layout, and back to the same facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents import read_here
from tests.selection import try_examples
from tests.specimens.accounts import UNIT, Accounts, make_accounts
from tests.specimens.institution import make_institution
from tests.specimens.layouts import Drawing, write_docx, write_html, write_pdf, write_xlsx
from tests.specimens.national import FormSheet, Read, Style, make_forms, reads_of
from tests.specimens.variants import make_variants

from disclosure.model import Parsed, Report
from disclosure.parse import identify_report, parse_report
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
#: Rules that are drawn in other ways than stroke by stroke around each cell.
RULED = {
    "pdf of thin areas": Drawing(rules="filled"),
    "pdf of double rules": Drawing(rules="double"),
    "pdf of broken rules": Drawing(rules="broken"),
    "pdf turned": Drawing(turned=True),
    "pdf of two fonts": Drawing(figures="Helvetica"),
    "pdf of stacked heads": Drawing(stacked=True, centred=True, row=18),
    "pdf of two tables a page": Drawing(tables_a_page=2, row=10, size=4.4),
}
#: Tables whose columns only the places of their words tell.
UNRULED = {
    "pdf without rules": Drawing(rules="none"),
    "pdf of centred heads": Drawing(rules="none", centred=True),
    "pdf of tight columns": Drawing(rules="none", centred=True, share=0.7),
    "pdf of rules between rows": Drawing(rules="rows", centred=True),
    "pdf of a frame": Drawing(rules="frame", centred=True),
    "pdf turned without rules": Drawing(rules="none", centred=True, turned=True),
    "pdf of two fonts without rules": Drawing(rules="none", centred=True, figures="Helvetica"),
    "pdf of stacked heads without rules": Drawing(rules="none", centred=True, stacked=True, row=18),
    "pdf of two tables a page without rules": Drawing(rules="none", centred=True, tables_a_page=2, row=10),
}
#: How many of a hundred figures are read at least.
READ = {
    "pdf without rules": 73,
    "pdf of centred heads": 69,
    "pdf of tight columns": 74,
    "pdf of rules between rows": 69,
    "pdf of a frame": 69,
    "pdf turned without rules": 69,
    "pdf of two fonts without rules": 69,
    "pdf of stacked heads without rules": 69,
    "pdf of two tables a page without rules": 62,
}
SUFFIX = {"pdf": ".pdf", "docx": ".docx", "xlsx": ".xlsx", "html": ".html"}


def write_drawn(accounts: Accounts, forms: list[FormSheet], layout: str) -> bytes:
    return write_pdf(accounts, forms, drawing={**RULED, **UNRULED}[layout])


def read_back(reference: Reference, seed: int, layout: str, style: Style) -> tuple[Parsed, Counter[Read]]:
    accounts = make_accounts(seed)
    forms = [*make_forms(accounts, style), make_institution(accounts, style)]
    content = WRITERS[layout](accounts, forms) if layout in WRITERS else write_drawn(accounts, forms, layout)
    document = read_here(content, f"specimen{SUFFIX[layout.split()[0]]}")
    parsed = parse_report([document], Report("changgeng-hydrology", 2023, "final", "", UNIT, ()), reference)
    return parsed, Counter(read for form in forms for read in form.reads)


@pytest.mark.sampled(9)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("layout", [*WRITERS, *RULED])
def test_the_nine_forms_give_every_figure(reference: Reference, layout: str, style: str) -> None:
    parsed, expected = read_back(reference, 1, layout, STYLES[style])
    assert reads_of(parsed) == expected
    assert [figure for figure in parsed.figures if figure.outcome == "unread"] == []


@try_examples(20, 4)
@given(seed=st.integers(0, 10**6), style=st.sampled_from(sorted(STYLES)))
def test_no_amounts_make_a_wrong_fact(reference: Reference, seed: int, style: str) -> None:
    parsed, expected = read_back(reference, seed, "html", STYLES[style])
    assert reads_of(parsed) == expected


@pytest.mark.sampled(4)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("layout", UNRULED)
def test_without_rules_nothing_is_guessed(reference: Reference, layout: str, style: str) -> None:
    """Columns without a figure show nowhere but in the head: what is read is right.
    The kind of a basic expenditure stands over three columns, which nothing shows; all of them are basic."""
    parsed, expected = read_back(reference, 1, layout, STYLES[style])

    def broad(read: Read) -> Read:
        return read._replace(kind="basic") if read.statement == "basic" and read.economic else read

    found = Counter(broad(read) for read in reads_of(parsed).elements())
    assert found - Counter(broad(read) for read in expected.elements()) == Counter()


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("layout", "least"), READ.items())
def test_without_rules_most_is_read(reference: Reference, layout: str, least: int) -> None:
    parsed, expected = read_back(reference, 1, layout, STYLES["plain"])
    assert sum((reads_of(parsed) & expected).values()) * 100 >= least * sum(expected.values())


@try_examples(15, 3)
@given(seed=st.integers(0, 10**6), style=st.sampled_from(sorted(STYLES)), layout=st.sampled_from(sorted(UNRULED)))
def test_no_amounts_without_rules_make_a_wrong_fact(reference: Reference, seed: int, style: str, layout: str) -> None:
    parsed, expected = read_back(reference, seed, layout, STYLES[style])
    assert reads_of(parsed) - expected == Counter()


@pytest.mark.parametrize("layout", WRITERS)
def test_the_forms_say_whose_they_are(reference: Reference, layout: str) -> None:
    accounts = make_accounts(2)
    content = WRITERS[layout](accounts, make_forms(accounts, Style()))
    identity = identify_report(read_here(content, f"specimen{SUFFIX[layout.split()[0]]}"), reference)
    assert (identity.unit_name, identity.year, identity.kind) == (UNIT, 2023, "final")


@pytest.mark.parametrize(
    "title", ["财政拨款“三公”经费、行政参公单位机关运行经费情况表", "部门决算相关信息统计表", "机构运行信息表"]
)
def test_money_and_numbers_of_things_in_one_form(reference: Reference, title: str) -> None:
    accounts = make_accounts(3)
    sheet = make_institution(accounts, Style(), title)
    document = read_here(write_xlsx(accounts, [sheet]), "specimen.xlsx")
    parsed = parse_report([document], Report("changgeng-hydrology", 2023, "final", "", UNIT, ()), reference)
    assert reads_of(parsed) == Counter(sheet.reads)
    assert {fact.unit for fact in parsed.facts if fact.measure == "count"} == {"个", "人", "辆", "台"}
    assert {fact.measure for fact in parsed.facts if fact.item == "reception"} == {"amount"}
    assert [figure for figure in parsed.figures if figure.outcome == "unread"] == []


@pytest.mark.sampled(6)
@pytest.mark.parametrize("style", ["plain", "split codes", "zeros"])
@pytest.mark.parametrize("layout", WRITERS)
def test_the_forms_of_provinces_give_every_figure(reference: Reference, layout: str, style: str) -> None:
    accounts = make_accounts(4)
    forms = make_variants(accounts, STYLES[style])
    document = read_here(WRITERS[layout](accounts, forms), f"specimen{SUFFIX[layout.split()[0]]}")
    parsed = parse_report([document], Report("changgeng-hydrology", 2023, "final", "", UNIT, ()), reference)
    assert reads_of(parsed) == Counter(read for form in forms for read in form.reads)
    assert [figure for figure in parsed.figures if figure.outcome == "unread"] == []
