"""The commands for a review: diff, suggest, scan."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from disclosure.command.options import find_checkout

commands = typer.Typer()


class ChangeFormat(StrEnum):
    """How ``diff`` prints a change."""

    text = "text"
    markdown = "markdown"
    json = "json"


@commands.command()
def diff(
    context: typer.Context,
    base: Annotated[
        str,
        typer.Argument(
            metavar="BASE",
            help="A git revision or a checkout; by default the merge base with main.",
            show_default=False,
        ),
    ] = "",
    form: Annotated[ChangeFormat, typer.Option("--format", help="The format of the change.")] = ChangeFormat.text,
) -> None:
    """Show what changed in the data: figures with both quotes, findings, coverage, names of units.

    [bold]Examples[/bold]

    disclosure diff

    disclosure diff HEAD~1 --format markdown
    """
    from disclosure.command.diff import diff_data, print_change

    print_change(diff_data(find_checkout(context), base), form.value)


@commands.command()
def suggest(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT|FILE", help="A report in the data, or any document.")],
) -> None:
    """List the figures that were not understood, grouped by wording, with a proposed vocabulary line for each.

    [bold]Examples[/bold]

    disclosure suggest changji-egov/2025-budget

    disclosure suggest document.pdf
    """
    from disclosure.command.suggest import print_suggestions, suggest_words
    from disclosure.command.summary import print_refusals

    suggestions, refusals = suggest_words(find_checkout(context), report)
    print_suggestions(suggestions)
    print_refusals(refusals, lines=True)


@commands.command()
def scan(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", help="Files or folders; by default everything that is published.", show_default=False
        ),
    ] = None,
) -> None:
    """Search everything that is published for personal data: pages, data, databases, packages, pictures.

    Prints the kind and the place, never the data itself. Exit code 8 if there is any.

    [bold]Examples[/bold]

    disclosure scan

    disclosure scan site dist/open-books.zip
    """
    from disclosure.command.scan import scan_paths
    from disclosure.command.screen import print_table
    from disclosure.errors import UnaccountedError

    found = scan_paths(find_checkout(context), paths or [])
    if found.hits:
        print_table(("file", "place", "kind"), [(hit.file, hit.place, hit.kind) for hit in found.hits])
        raise UnaccountedError(
            f"personal data in {len(found.hits)} places",
            file=found.hits[0].file,
            place=found.hits[0].place,
            remedy="do not publish; remove it, or correct scripts/disclosure/parse/privacy.py if it is not personal",
        )
    typer.echo(f"no personal data in {found.files} files ({found.opaque} of them searched as bytes only)")
