"""The same report in every format gives the same facts; one in two files gives those of both."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from tests.read.test_media import NARRATIVE, SHEETS
from tests.specimens.formats.content import LINES, UNIT, YEAR
from tests.specimens.formats.office import write_html, write_text, write_xlsx

from disclosure.model import Fact, Parsed, Report
from disclosure.parse import parse_report
from disclosure.read.source import read_bytes
from disclosure.reference import Reference, load_reference
from disclosure.store import find_layout

REPORT = Report("qinghe-archive", YEAR, "final", LINES[0], UNIT, ())
#: statement, direction, item, code, type, amount in 元 of every amount of the two forms
FORMS = {
    ("expenditure", "expenditure", "current_year", "", "", "12000500.00"),
    ("expenditure", "expenditure", "total", "", "basic", "9000500.00"),
    ("expenditure", "expenditure", "total", "", "project", "3000000.00"),
    ("expenditure", "expenditure", "", "208", "", "2000500.00"),
    ("expenditure", "expenditure", "", "208", "basic", "2000500.00"),
    ("expenditure", "expenditure", "", "2200150", "", "7000000.00"),
    ("expenditure", "expenditure", "", "2200150", "basic", "7000000.00"),
    ("expenditure", "expenditure", "", "2200199", "", "3000000.00"),
    ("expenditure", "expenditure", "", "2200199", "project", "3000000.00"),
    ("three_public", "expenditure", "total", "", "", "64300.00"),
    ("three_public", "expenditure", "vehicle_operation", "", "", "56300.00"),
    ("three_public", "expenditure", "reception", "", "", "8000.00"),
}
MORE: dict[str, Callable[[], bytes]] = {"html-navigation": lambda: write_html(navigation=True)}
MORE_SHEETS: dict[str, Callable[[], bytes]] = {
    "xlsx-text": lambda: write_xlsx(as_text=True),
    "xlsx-hidden": lambda: write_xlsx(hidden=True),
}
TEXTS: dict[str, Callable[[], bytes]] = {
    "txt": write_text,
    "txt-gbk": lambda: write_text("gb18030"),
    "txt-utf-16": lambda: write_text("utf-16"),
    "md": lambda: write_text(markdown=True),
}


@cache
def parse(*contents: bytes) -> Parsed:
    documents = [read_bytes(content, "report") for content in contents]
    return parse_report(documents, REPORT, find_lists())


@cache
def find_lists() -> Reference:
    return load_reference(find_layout().reference)


def amounts(facts: tuple[Fact, ...]) -> set[tuple[str, ...]]:
    return {
        (f.statement, f.direction, f.item, f.functional_code, f.expenditure_type, str(f.value))
        for f in facts
        if f.form.startswith("table-")
    }


def prose(facts: tuple[Fact, ...]) -> list[tuple[str, ...]]:
    return [
        (f.statement, f.measure, f.item, f.expenditure_type, f.basis, f.reported)
        for f in facts
        if f.form == "narrative"
    ]


@pytest.mark.sampled(5)
@pytest.mark.parametrize("form", [*NARRATIVE, *MORE])
def test_a_whole_report(form: str) -> None:
    parsed = parse({**NARRATIVE, **MORE}[form]())
    assert amounts(parsed.facts) == FORMS
    assert prose(parsed.facts) == prose(parse(write_text()).facts)
    assert len(prose(parsed.facts)) == 8


@pytest.mark.parametrize("form", [*SHEETS, *MORE_SHEETS])
def test_the_statements_alone(form: str) -> None:
    parsed = parse({**SHEETS, **MORE_SHEETS}[form]())
    assert amounts(parsed.facts) == FORMS
    assert prose(parsed.facts) == []
    assert [figure.text for figure in parsed.figures if figure.outcome == "unread"] == []


@pytest.mark.parametrize("form", TEXTS)
def test_a_text(form: str) -> None:
    """Plain text in any encoding, and Markdown."""
    parsed = parse(TEXTS[form]())
    assert [each[-1] for each in prose(parsed.facts)] == [
        "1,234.50", "34.50", "2.88", "1,200.05", "900.05", "75.00", "300.00", "25.00"
    ]  # fmt: skip
    assert amounts(parsed.facts) == FORMS


def test_prose_in_one_file_and_statements_in_another() -> None:
    words = "\n".join(LINES).encode()
    together = parse(words, write_xlsx())
    assert amounts(together.facts) == FORMS
    assert prose(together.facts) == prose(parse(words).facts)
    assert together.facts == (*parse(words).facts, *parse(write_xlsx()).facts)
