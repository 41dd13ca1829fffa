"""Forms in other words and layouts than those of the documents at hand: each gives exactly these facts, and no others.

The forms are in tests/specimens/form_variants.yml and form_provinces.yml: their rows as lines, cells apart by ``|``,
``<`` for a cell that the one to its left spans and ``^`` for one that the one above it spans; a line of ``facts`` is
direction, item or code, fund, type of expenditure, phase unless it is the document's own, measure unless it is an
amount, and the figure. Lines of ``details`` begin with the kind of the detail.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.parse.test_grid import UNIT, CellWords, make_document

from disclosure.divisions import Divisions
from disclosure.model import Fact, Report
from disclosure.parse import parse_report
from disclosure.reference import Reference

SPECIMENS = Path(__file__).parents[1] / "specimens"
FORMS = [
    form
    for name in ("form_variants.yml", "form_provinces.yml")
    for form in yaml.safe_load((SPECIMENS / name).read_text(encoding="utf-8"))
]
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


@pytest.mark.parametrize("form", FORMS, ids=[form["name"] for form in FORMS])
def test_a_form_in_other_words(reference: Reference, form: dict[str, Any]) -> None:
    kind = form["kind"]
    report = Report("wangshu-archive", form.get("year", 2026), kind, "", UNIT, ())
    known = replace(reference, units={}, regions=Divisions([]))
    parsed = parse_report([make_document([(form["lines"], split_rows(form["rows"]))])], report, known)
    assert sorted({shorten(fact, kind) for fact in parsed.facts}) == form.get("facts", "").splitlines()
    details = sorted({f"{detail.kind} {shorten(detail, kind)}" for detail in parsed.details})
    assert details == form.get("details", "\n".join(details)).splitlines()
    unread = sorted({figure.text for figure in parsed.figures if figure.outcome == "unread"})
    assert unread == form.get("unread", [])
