"""The commands on the package of all data: export, release, query, explain."""

from __future__ import annotations

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from disclosure.command.subcommands.options import ValidateChoice, find_checkout

commands = typer.Typer()


class ExportFormat(StrEnum):
    """The part of the package that ``export`` writes."""

    all = "all"
    csv = "csv"
    parquet = "parquet"
    sqlite = "sqlite"
    xlsx = "xlsx"
    json = "json"
    zip = "zip"


class AnswerFormat(StrEnum):
    """How ``query`` prints an answer."""

    table = "table"
    csv = "csv"
    json = "json"


@commands.command()
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="A new or empty folder.")],
    form: Annotated[
        ExportFormat, typer.Option("--format", help="The part of the package to write.")
    ] = ExportFormat.all,
    validate: ValidateChoice = False,
) -> None:
    """Export the data: CSV with descriptor, workbook, Parquet, SQLite, JSON, a zip for each unit and report, checksums.

    [bold]Example[/bold]

    disclosure export --out dist

    disclosure export --out dist --format parquet
    """
    from disclosure.command.results.data import export_data

    made, files = export_data(find_checkout(context), out, form.value, validate=validate)
    typer.echo(f"written {out}: {files} files, {made.rows['facts']} facts of {made.rows['reports']} reports")


@commands.command()
def federate(
    context: typer.Context,
    catalogues: Annotated[
        list[str],
        typer.Argument(metavar="CATALOG...", help="Addresses or paths of sites, or of their datapackage.json."),
    ],
    output: Annotated[
        Path,
        typer.Option("--out", "--output", metavar="FOLDER", help="The folder that the merged package is written to."),
    ],
    cache: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="The folder of files downloaded earlier; by default build/federation.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Keep the old package if a site, a unit or a report is left out.")
    ] = False,
) -> None:
    """Merge the published packages of many sites into one: verified, checked, by province and year.

    Every file is compared with the sha256 in its site's catalogue. A site that cannot be merged is reported and left
    out; the old package is replaced only when the new one is complete.

    [bold]Example[/bold]

    disclosure federate https://one.example/ https://two.example/books/ --out national
    """
    from disclosure.command.terminal.federation import federate_sites

    federate_sites(find_checkout(context, writes=True), catalogues, output, cache, strict=strict)


@commands.command()
def release(
    context: typer.Context,
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="The last published package: open-books.zip or its folder.")
    ],
    day: Annotated[
        datetime, typer.Option("--date", metavar="DATE", formats=["%Y-%m-%d"], help="The date, as 2026-01-31.")
    ],
    write: Annotated[bool, typer.Option("--write", help="Write data/release.yml and data/CHANGELOG.md.")] = False,
    version: Annotated[
        str,
        typer.Option("--as", metavar="VERSION", help="A higher version than follows, as 1.0.0.", show_default=False),
    ] = "",
) -> None:
    """Show what changed in the data since the last release, and the version number that follows from it.

    [bold]Example[/bold]

    disclosure release open-books.zip --date 2026-12-01 --write
    """
    from disclosure.command.results.data import release_data
    from disclosure.journal import open_generation
    from disclosure.package.editions.descriptor import write_descriptor
    from disclosure.package.versions.release import Release, load_release, write_release

    layout = find_checkout(context, writes=True)
    change, section = release_data(layout, old, day.date().isoformat(), version)
    if not change.step:
        typer.echo(f"nothing changed since {change.old_version}")
        return
    typer.echo(section)
    if write:
        with open_generation(layout) as generation:
            homepage = load_release(layout).homepage
            write_release(generation.layout, Release(change.version, day.date().isoformat(), homepage), section)
            write_descriptor(generation.layout)
            changed = generation.commit()
        for path in changed:
            typer.echo(f"changed {path.relative_to(layout.root).as_posix()}")


@commands.command()
def query(
    context: typer.Context,
    question: Annotated[
        str,
        typer.Argument(metavar="SQL", help="One statement in DuckDB's SQL; - reads it from the input."),
    ],
    form: Annotated[AnswerFormat, typer.Option("--format", help="The format of the answer.")] = AnswerFormat.table,
) -> None:
    """Query all data in SQL: the tables of the package, and views that count nothing twice.

    [bold]Examples[/bold]

    disclosure query "SHOW TABLES"

    disclosure query "SELECT year, unit_id, sum(amount) FROM spending_by_function GROUP BY ALL ORDER BY ALL"
    """
    from disclosure.command.results.data import query_data

    text = sys.stdin.read() if question == "-" else question
    query_data(find_checkout(context), text, form.value)


@commands.command()
def explain(
    context: typer.Context,
    fact: Annotated[str, typer.Argument(metavar="FACT", help="A figure, as [bold]unit/2024-final/12[/bold].")],
) -> None:
    """Explain one figure: its meaning, its places in the document, the checks that use it.

    [bold]Example[/bold]

    disclosure explain changji-egov-2024-final/12
    """
    from disclosure.command.results.data import print_explanation

    print_explanation(find_checkout(context), fact)
