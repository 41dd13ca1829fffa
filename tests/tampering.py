"""Single changes to the tables of a report, made by hand or by malice."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.package.stored.tables import TABLES
from disclosure.store import dump_csv, read_csv

Row = dict[str, str]


@dataclass(frozen=True)
class Tampering:
    """One change: its kind, the table, and the content of the file after it."""

    kind: str
    table: str
    content: bytes


def tamper(folder: Path, rng: random.Random) -> Tampering:
    """One change of a random kind in a random table of a report folder; what it gives is never what was there."""
    while True:
        table = rng.choice([name for name in TABLES if (folder / f"{name}.csv").is_file()])
        rows = read_csv(folder / f"{table}.csv")
        kind = rng.choice(list(_KINDS))
        if not rows or not (changed := _KINDS[kind](rows, rng)):
            continue
        content = dump_csv(TABLES[table], changed)
        if content != (folder / f"{table}.csv").read_bytes():
            return Tampering(kind, table, content)


def _replace(rows: Sequence[Row], number: int, row: Row) -> list[Row]:
    return [row if each == number else dict(old) for each, old in enumerate(rows)]


def _change_digit(rows: Sequence[Row], rng: random.Random) -> list[Row]:
    """One digit of one cell."""
    number = rng.randrange(len(rows))
    cells = [column for column, text in rows[number].items() if re.search("[0-9]", text)]
    if not cells:
        return []
    column = rng.choice(cells)
    text = rows[number][column]
    at = rng.choice([index for index, char in enumerate(text) if char.isascii() and char.isdigit()])
    return _replace(rows, number, {**rows[number], column: text[:at] + rng.choice("0123456789") + text[at + 1 :]})


def _change_figure(rows: Sequence[Row], rng: random.Random) -> list[Row]:
    """A figure wherever its row holds it: value, as printed, and quote."""
    facts = [number for number, row in enumerate(rows) if row.get("reported", "").strip("0.,-")]
    if not facts:
        return []
    number = rng.choice(facts)
    old = rows[number]["reported"]
    digit = next(char for char in old if char in "123456789")
    new = old.replace(digit, str(int(digit) % 9 + 1), 1)
    changed = {column: text.replace(old, new) for column, text in rows[number].items()}
    changed["value"] = rows[number]["value"].replace(digit, str(int(digit) % 9 + 1), 1)
    return _replace(rows, number, changed)


def _swap_cells(rows: Sequence[Row], rng: random.Random) -> list[Row]:
    """Two rows exchange one cell."""
    first, second = rng.randrange(len(rows)), rng.randrange(len(rows))
    column = rng.choice(list(rows[0]))
    changed = _replace(rows, first, {**rows[first], column: rows[second][column]})
    changed[second] = {**rows[second], column: rows[first][column]}
    return changed


def _change_words(rows: Sequence[Row], rng: random.Random) -> list[Row]:
    """One character of one cell is lost: a quote, a code, a name."""
    number = rng.randrange(len(rows))
    column = rng.choice([column for column, text in rows[number].items() if text])
    text = rows[number][column]
    at = rng.randrange(len(text))
    return _replace(rows, number, {**rows[number], column: text[:at] + text[at + 1 :]})


def _remove_row(rows: Sequence[Row], rng: random.Random) -> list[Row]:
    gone = rng.randrange(len(rows))
    return [dict(row) for number, row in enumerate(rows) if number != gone] or [dict(rows[0]), dict(rows[0])]


def _add_row(rows: Sequence[Row], rng: random.Random) -> list[Row]:
    return [*map(dict, rows), dict(rng.choice(rows))]


_KINDS: dict[str, Callable[[Sequence[Row], random.Random], list[Row]]] = {
    "digit": _change_digit,
    "figure": _change_figure,
    "swap": _swap_cells,
    "character": _change_words,
    "removed": _remove_row,
    "added": _add_row,
}
