"""The command that reads documents without a checkout: read."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from disclosure.command.subcommands.options import (
    KindOption,
    NameOption,
    ScopeOption,
    YearOption,
    find_checkout,
    find_root,
    is_stored_name,
)
from disclosure.command.terminal.failure import finish
from disclosure.errors import DisclosureError

commands = typer.Typer()


class ReadingFormat(StrEnum):
    """How ``read`` prints what documents say."""

    json = "json"
    csv = "csv"
    table = "table"


@commands.command()
def read(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Documents; or, inside a checkout, a report of its data.")
    ],
    form: Annotated[
        ReadingFormat | None,
        typer.Option(
            "--format", help="By default a table for one file on a terminal, otherwise JSON.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write NAME.json (or NAME/facts.csv ...) there.", show_default=False),
    ] = None,
    year: YearOption = None,
    kind: KindOption = None,
    unit_name: NameOption = None,
    scope: ScopeOption = None,
    together: Annotated[
        bool, typer.Option("--together", help="The files are one report: its text, its tables, its annexes.")
    ] = False,
    figures: Annotated[
        bool, typer.Option("--figures", help="In a table, list every number of the source and its outcome.")
    ] = False,
) -> None:
    """Read documents: facts, projects, texts, indicators, findings, and what became of every number.

    Needs no checkout and writes nothing, except below --out. Several files are several reports; one that cannot be
    read does not stop the others, and the exit code is that of the first error. CSV prints the facts.

    [bold]Examples[/bold]

    disclosure read 2026预算.pdf

    disclosure read *.pdf --format json --out readings

    disclosure read tables.pdf --year 2026 --kind budget --unit-name 望舒市档案馆 --format csv
    """
    from disclosure.command.report.reading import load_lists, make_stated, read_files
    from disclosure.command.results.output import make_printer, make_writer

    if form in (None, ReadingFormat.table) and len(files) == 1 and is_stored_name(context, files[0]):
        from disclosure.command.results.display import display_stored

        display_stored(find_checkout(context), str(files[0]), figures=figures)
        return
    if form is None:
        form = ReadingFormat.table if out is None and len(files) == 1 and sys.stdout.isatty() else ReadingFormat.json
    if out is not None and form is ReadingFormat.table:
        raise typer.BadParameter("--out writes json or csv, not a table")
    stated, reference = make_stated(year, kind, unit_name, scope), load_lists(find_root(context))
    groups = [files] if together else [[file] for file in files]
    several = len(groups) > 1
    accept = (
        make_printer(form.value, reference, figures=figures, several=several)
        if out is None
        else make_writer(form.value, out, groups)
    )
    failures = []
    for group in groups:
        try:
            accept(read_files(group, stated, reference))
        except DisclosureError as error:
            failures.append(error)
    accept(None)
    finish(failures)
