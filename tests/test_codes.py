"""The lists of codes: every code of the data is in them, and what a report adds to them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.codes import CODE_COLUMNS, PRINTED, STANDARD, UNNAMED, add_printed
from disclosure.reference import load_reference
from disclosure.store import Layout

LAYOUT = Layout(Path(__file__).parents[1])
REFERENCE = load_reference(LAYOUT.reference)
LINKED = {"functional_code": "functional", "economic_code": "economic", "government_code": "economic"}
_code = st.from_regex(r"\A2[0-9]{2}([0-9]{2}){0,2}\Z")


def iterate_rows() -> Iterator[tuple[Path, dict[str, str]]]:
    for path in sorted(LAYOUT.reports.glob("*/*/*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            yield from ((path, row) for row in csv.DictReader(stream))


def test_every_code_of_the_data_is_in_its_list() -> None:
    codes = {name: {row["code"] for row in REFERENCE.lists[name]} for name in ("functional", "economic")}
    lost = {
        (path.parent.parent.name, row[column])
        for path, row in iterate_rows()
        for column, name in LINKED.items()
        if row.get(column) and row[column] not in codes[name]
    }
    assert not lost


@pytest.mark.parametrize("name", ["functional", "economic"])
def test_a_code_has_the_level_of_its_digits_and_a_parent(name: str) -> None:
    rows = {row["code"]: row for row in REFERENCE.lists[name]}
    assert list(rows) == sorted(rows)
    for code, row in rows.items():
        assert int(row["level"]) == (len(code) - 1) // 2, code
        assert row["parent"] == (code[:-2] if len(code) > 3 else ""), code
        assert row["successor"] in rows or not row["successor"], code
        dates = [date.fromisoformat(row[column]) for column in ("valid_from", "valid_to") if row[column]]
        assert dates == sorted(dates), code
        assert bool(row["note"]) or not dates, f"{code} has dates and does not state where they are from"
        assert row["source"] in (STANDARD, PRINTED), code
        assert row["name_en"] or (name == "functional" and len(code) == 7), code


def test_no_code_is_printed_in_a_year_in_which_it_was_not_valid() -> None:
    """The dates are not from the original lists; this holds them against 43 documents of 2017 to 2026."""
    periods = {row["code"]: (row["valid_from"][:4], row["valid_to"][:4]) for row in REFERENCE.lists["functional"]}
    for path, row in iterate_rows():
        if code := row.get("functional_code"):
            begin, end = periods[code]
            year = path.parent.name[:4]
            assert (begin or year) <= year <= (end or year), (path, code)


def test_reading_knows_only_standard_codes() -> None:
    printed = {row["code"] for row in REFERENCE.lists["functional"] if row["source"] == PRINTED}
    assert printed
    assert not printed & set(REFERENCE.functional.by_code)
    assert printed < REFERENCE.codes.functional
    known = REFERENCE.functional.by_code["2010303"]
    assert known.name == "机关服务"  # a document prints 信访事务 for it


def test_a_new_code_brings_those_above_it() -> None:
    rows = add_printed([], [("2980199", "虚构支出/虚构事务/其他虚构事务支出"), ("2980199", "其他事务")], "a-2030-final")
    assert [(row["code"], row["name"], row["parent"]) for row in rows] == [
        ("298", "虚构支出", ""), ("29801", "虚构事务", "298"), ("2980199", "其他虚构事务支出", "29801"),
    ]  # fmt: skip
    assert {row["first_seen"] for row in rows} == {"a-2030-final"}
    assert tuple(rows[0]) == CODE_COLUMNS


def test_a_code_without_a_name_or_out_of_form() -> None:
    rows = add_printed([], [("2980199", ""), ("29801990", "八位"), ("", "空")], "a-2030-final")
    assert [(row["code"], row["name"], row["parent"]) for row in rows] == [("2980199", UNNAMED, "")]


@given(st.lists(st.tuples(_code, st.sampled_from(["", "甲", "甲/乙", "甲/乙/丙"]))))
def test_added_rows_stay_as_they_are(printed: list[tuple[str, str]]) -> None:
    once = add_printed([], printed, "a-2030-final")
    assert add_printed(once, printed, "b-2031-final") == once
    assert {code for code, _ in printed} <= {row["code"] for row in once}
