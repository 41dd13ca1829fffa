"""Round trip: a budget to the forms of several provinces in each layout, and back to the same facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents import read_here
from tests.selection import try_examples
from tests.specimens.accounts import UNIT
from tests.specimens.budget import Budget, make_budget
from tests.specimens.budget_forms import BudgetStyle, Maker
from tests.specimens.budget_older import OLDER
from tests.specimens.budget_regional import REGIONAL
from tests.specimens.budget_unified import UNIFIED
from tests.specimens.layouts import write_docx, write_html, write_pdf, write_xlsx
from tests.specimens.national import FormSheet, Read, reads_of

from disclosure.model import Parsed, Report
from disclosure.parse import parse_report
from disclosure.reference import Reference

FAMILIES: dict[str, tuple[Maker, ...]] = {"unified": UNIFIED, "older": OLDER, "regional": REGIONAL}
STYLES = {
    "plain": BudgetStyle(),
    "yuan": BudgetStyle(unit="元", numbering="预算公开{:02}表"),
    "six decimals": BudgetStyle(decimals=6, numbering="公开表{}"),
    "zeros": BudgetStyle(nothing="0.00"),
    "merged codes": BudgetStyle(codes="merged", numbering="附表1-{}"),
    "split codes": BudgetStyle(codes="split"),
    "inside": BudgetStyle(inside=True, numbering="附表{}"),
    "total last": BudgetStyle(total_last=True, indented=True, numbered=False, numbering="表{}"),
}
WRITERS: dict[str, Callable[[Budget, list[FormSheet]], bytes]] = {
    "html": write_html,
    "docx": write_docx,
    "xlsx": write_xlsx,
    "pdf": write_pdf,
    "pdf in pages": lambda budget, forms: write_pdf(budget, forms, rows_a_page=9),
    "pdf going on": lambda budget, forms: write_pdf(budget, forms, rows_a_page=9, repeats=False),
}
#: Every layout in one style, every style in one layout, and of the others those that strain a reader most.
CASES = [
    *((layout, "plain") for layout in WRITERS),
    *(("html", style) for style in STYLES if style != "plain"),
    ("xlsx", "zeros"), ("xlsx", "inside"), ("docx", "merged codes"), ("pdf going on", "merged codes"),
    ("pdf going on", "total last"), ("pdf", "split codes"),
]  # fmt: skip


def read_back(
    reference: Reference, budget: Budget, family: str, layout: str, style: str
) -> tuple[Parsed, Counter[Read]]:
    forms: list[FormSheet] = [make(budget, STYLES[style]) for make in FAMILIES[family]]
    document = read_here(WRITERS[layout](budget, forms), f"specimen.{layout.split()[0]}")
    parsed = parse_report([document], Report("changgeng-hydrology", budget.year, "budget", "", UNIT, ()), reference)
    return parsed, Counter(read for form in forms for read in form.reads)


@pytest.mark.sampled(12)
@pytest.mark.parametrize(("layout", "style"), CASES)
@pytest.mark.parametrize("family", FAMILIES)
def test_a_budgets_forms_give_every_figure(reference: Reference, family: str, layout: str, style: str) -> None:
    parsed, expected = read_back(reference, make_budget(1), family, layout, style)
    assert reads_of(parsed) == expected
    assert [figure for figure in parsed.figures if figure.outcome == "unread"] == []


@try_examples(20, 6)
@given(seed=st.integers(0, 10**6), family=st.sampled_from(sorted(FAMILIES)), style=st.sampled_from(sorted(STYLES)))
def test_no_amounts_make_a_wrong_fact(reference: Reference, seed: int, family: str, style: str) -> None:
    parsed, expected = read_back(reference, make_budget(seed), family, "html", style)
    assert reads_of(parsed) == expected


@try_examples(40, 12)
@given(
    family=st.sampled_from(sorted(FAMILIES)), number=st.integers(0, 9), damage=st.sampled_from(("row", "cell", "head")),
    chosen=st.randoms(use_true_random=False),
)  # fmt: skip
def test_what_is_lost_or_unknown_makes_no_wrong_fact(
    reference: Reference, family: str, number: int, damage: str, chosen: Random
) -> None:
    """A form less a row or a cell, or with a word over its columns that nobody knows: what is still read is right."""
    makers, budget = FAMILIES[family], make_budget(3)
    form = makers[number % len(makers)](budget, STYLES["plain"])
    if damage == "row":
        form.rows.pop(chosen.randrange(len(form.rows)))
    elif damage == "cell":
        row = chosen.choice(form.rows)
        row[chosen.choice([at for at, text in enumerate(row) if text])] = ""
    else:
        row_of_head = chosen.choice(form.head[:2])
        at = chosen.randrange(len(row_of_head))
        row_of_head[at] = ("某某" + row_of_head[at][0][1:], *row_of_head[at][1:])
    document = read_here(write_html(budget, [form]), "specimen.html")
    parsed = parse_report([document], Report("changgeng-hydrology", budget.year, "budget", "", UNIT, ()), reference)
    assert set(reads_of(parsed)) <= set(form.reads)
