"""The commands of a reviewer: what changed, what could be taught, what must not be published."""

from __future__ import annotations

from enum import StrEnum
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
            metavar="BASE", help="A git revision or a checkout; the merge base with main, if none.", show_default=False
        ),
    ] = "",
    form: Annotated[ChangeFormat, typer.Option("--format", help="How the change is printed.")] = ChangeFormat.text,
) -> None:
    """Tell what changed in the data: figures with both quotes, findings, coverage, names of units.

    [bold]Examples[/bold]

    disclosure diff

    disclosure diff HEAD~1 --format markdown
    """
    from disclosure.command.diff import diff_data, print_change

    print_change(diff_data(find_checkout(context), base), form.value)
