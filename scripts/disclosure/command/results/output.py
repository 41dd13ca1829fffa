"""Readings printed or written: JSON, CSV or a summary for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import typer

from disclosure.command.report.reading import PARTS, Reading
from disclosure.command.results.display import display_reading
from disclosure.command.terminal.screen import print_lines
from disclosure.package.editions.cells import guard_cell
from disclosure.reference import Reference
from disclosure.store import dump_csv, dump_json, write_bytes

#: Prints what has been read so far; called with each reading in turn, then once with None.
Printer = Callable[[Reading | None], None]


def make_printer(form: str, reference: Reference, *, figures: bool, several: bool) -> Printer:
    """What prints readings on the standard output as ``form``: ``json``, ``csv`` (their facts) or ``table``."""
    if form == "json":
        return _print_json(several=several)
    if form == "csv":
        return _print_csv()

    def print_summary(reading: Reading | None) -> None:
        if reading is not None:
            display_reading(reading.outcome, reference, figures=figures)

    return print_summary


def _print_json(*, several: bool) -> Printer:
    """One object; for several files a list of objects, of which none is kept in memory."""
    printed = 0

    def print_one(reading: Reading | None) -> None:
        nonlocal printed
        if reading is not None:
            lead = "" if not several else "[\n" if printed == 0 else ",\n"
            text = json.dumps(reading.to_dict(), ensure_ascii=False, indent=None if several else 2)
            typer.echo(lead + text, nl=not several)
            printed += 1
        elif several:
            typer.echo("\n]" if printed else "[]")

    return print_one


def _print_csv() -> Printer:
    printed = 0

    def print_one(reading: Reading | None) -> None:
        nonlocal printed
        if reading is not None:
            text = dump_csv(PARTS["facts"], _guard_rows(reading.tables["facts"])).decode("utf-8")
            typer.echo(text if not printed else text.partition("\n")[2], nl=False)
            printed += 1

    return print_one


def _guard_rows(rows: Iterable[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    """Rows in which no text is a formula to a spreadsheet program, as in the published CSV files."""
    for row in rows:
        yield {name: guard_cell(value) if isinstance(value, str) else value for name, value in row.items()}


def make_writer(form: str, folder: Path, paths: Sequence[Sequence[Path]]) -> Printer:
    """What writes readings into ``folder``: NAME.json, or the tables as NAME/facts.csv and so on.

    ``paths`` are the files of all readings that are expected: NAME is a file's name without its ending, or with it
    where that would name two.
    """
    stems = [files[0].stem for files in paths]
    taken: set[str] = set()

    def write_one(reading: Reading | None) -> None:
        if reading is None:
            return
        file = Path(reading.names[0])
        name = file.stem if stems.count(file.stem) == 1 else file.name
        unique, number = name, 2
        while unique in taken:
            unique, number = f"{name}-{number}", number + 1
        taken.add(unique)
        if form == "json":
            write_bytes(folder / f"{unique}.json", dump_json(reading.to_dict()))
            print_lines(f"{folder / unique}.json")
            return
        for part, columns in PARTS.items():
            write_bytes(folder / unique / f"{part}.csv", dump_csv(columns, _guard_rows(reading.tables[part])))
        print_lines(f"{folder / unique}")

    return write_one
