"""Forms in other words and layouts than those of the documents at hand: each gives exactly these facts, and no others.

The forms are in tests/specimens/form_variants.yml and form_provinces.yml: their rows as lines, cells apart by ``|``,
``<`` for a cell that the one to its left spans and ``^`` for one that the one above it spans; a line of ``facts`` is
direction, item or code, fund, type of expenditure, phase unless it is the document's own, measure unless it is an
amount, and the figure. Lines of ``details`` begin with the kind of the detail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.documents import read_here
from tests.parse.forms.test_grid import UNIT, CellWords, make_document
from tests.selection import try_examples
from tests.specimens.budget import make_budget
from tests.specimens.layouts import write_docx, write_html, write_pdf, write_xlsx
from tests.specimens.national import FormSheet
from tests.specimens.printed import PrintedForm

from disclosure.divisions import Divisions
from disclosure.model import Document, Fact, Parsed, Report
from disclosure.parse import parse_report
from disclosure.reference import Reference

ACCOUNTS = make_budget(1)
WRITERS: dict[str, Callable[[FormSheet], bytes]] = {
    "html": lambda form: write_html(ACCOUNTS, [form]),
    "docx": lambda form: write_docx(ACCOUNTS, [form]),
    "xlsx": lambda form: write_xlsx(ACCOUNTS, [form]),
    "pdf": lambda form: write_pdf(ACCOUNTS, [form]),
    "pdf in pages": lambda form: write_pdf(ACCOUNTS, [form], rows_a_page=4),
    "pdf going on": lambda form: write_pdf(ACCOUNTS, [form], rows_a_page=4, repeats=False),
}
SPECIMENS = Path(__file__).parents[2] / "specimens"
PROVINCES = yaml.safe_load((SPECIMENS / "form_provinces.yml").read_text(encoding="utf-8"))
FORMS = [*yaml.safe_load((SPECIMENS / "form_variants.yml").read_text(encoding="utf-8")), *PROVINCES]
OWN = {"budget": "approved", "final": "executed"}


def split_rows(printed: str) -> list[list[CellWords]]:
    """The cells of a form, those of several columns or rows with their spans."""
    grid = [[cell.strip().replace("\\n", "\n") for cell in line.split("|")] for line in printed.splitlines()]
    return [[span(grid, row, column) for column in range(len(grid[row]))] for row in range(len(grid))]


def span(grid: list[list[str]], row: int, column: int) -> CellWords:
    words = grid[row][column]
    if words in {"<", "^"}:
        return None
    width = next((at for at in range(column + 1, len(grid[row])) if grid[row][at] != "<"), len(grid[row])) - column
    height = next((at for at in range(row + 1, len(grid)) if grid[at][column] != "^"), len(grid)) - row
    return (words, width, height) if width > 1 or height > 1 else words


def shorten(fact: Fact, kind: str) -> str:
    """A fact as the specimens write it."""
    what = "/".join(filter(None, (fact.item, fact.functional_code or fact.economic_code)))
    phase = "" if fact.phase == OWN[kind] else fact.phase
    measure = "" if fact.measure == "amount" else fact.measure
    return " ".join(
        filter(None, (fact.direction, what, fact.fund, fact.expenditure_type, phase, measure, fact.reported))
    )


def parse_form(document: Document, form: dict[str, Any], reference: Reference) -> Parsed:
    report = Report("wangshu-archive", form.get("year", 2026), form["kind"], "", UNIT, ())
    return parse_report([document], report, replace(reference, units={}, regions=Divisions([])))


def list_facts(parsed: Parsed, kind: str) -> list[str]:
    return sorted({shorten(fact, kind) for fact in parsed.facts})


def list_details(parsed: Parsed, kind: str) -> list[str]:
    return sorted({f"{detail.kind} {shorten(detail, kind)}" for detail in parsed.details})


@pytest.mark.parametrize("form", FORMS, ids=[form["name"] for form in FORMS])
def test_a_form_in_other_words(reference: Reference, form: dict[str, Any]) -> None:
    document = make_document([(form["lines"], split_rows(form["rows"]))])
    parsed = parse_form(document, form, reference)
    assert list_facts(parsed, form["kind"]) == form.get("facts", "").splitlines()
    details = list_details(parsed, form["kind"])
    assert details == form.get("details", "\n".join(details)).splitlines()
    unread = sorted({figure.text for figure in parsed.figures if figure.outcome == "unread"})
    assert unread == form.get("unread", [])
    for fact in (*parsed.facts, *parsed.details):  # a name without a code is of nothing
        assert bool(fact.functional_name) == bool(fact.functional_code)
        assert bool(fact.economic_name) == bool(fact.economic_code)


@pytest.mark.sampled(24)
@pytest.mark.parametrize("form", PROVINCES, ids=[form["name"] for form in PROVINCES])
@pytest.mark.parametrize("layout", WRITERS)
def test_a_form_in_another_layout(reference: Reference, layout: str, form: dict[str, Any]) -> None:
    """Every figure of a form is read the same from a page, over pages that repeat the title and the header or do not,
    a web page, a Word document and a workbook."""
    content = WRITERS[layout](PrintedForm(form["lines"], split_rows(form["rows"])))
    parsed = parse_form(read_here(content, f"specimen.{layout.split()[0]}"), form, reference)
    assert list_facts(parsed, form["kind"]) == form.get("facts", "").splitlines()
    details = list_details(parsed, form["kind"])
    assert details == form.get("details", "\n".join(details)).splitlines()


@try_examples(120, 30)
@given(form=st.sampled_from(PROVINCES), chosen=st.randoms(use_true_random=False))
def test_an_unknown_word_makes_no_other_fact(reference: Reference, form: dict[str, Any], chosen: Random) -> None:
    """A form with a word in its header, or in a row's name, that is unknown gives some of its facts and no others."""
    grid = split_rows(form["rows"])
    places = [(row, column) for row, cells in enumerate(grid) for column, cell in enumerate(cells) if cell]
    row, column = chosen.choice(places)
    cell = grid[row][column]
    words = cell[0] if isinstance(cell, tuple) else cell or ""
    if not words or words[0].isdigit() or words[0] in "-（":
        return
    new = "某某" + words[1:]
    grid[row][column] = (new, *cell[1:]) if isinstance(cell, tuple) else new
    parsed = parse_form(make_document([(form["lines"], grid)]), form, reference)
    assert set(list_facts(parsed, form["kind"])) <= set(form.get("facts", "").splitlines())
