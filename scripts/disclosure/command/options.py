"""What several commands share: the reports they are asked for and the checkout they work on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from disclosure.store import Layout

Reports = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REPORT",
        help="Reports, as [bold]unit/2024-final[/bold], an id or a folder; all, if none.",
        show_default=False,
    ),
]


def find_checkout(context: typer.Context) -> Layout:
    """The checkout that --root names or the working folder is in. Raises DescriptionError if there is none."""
    from disclosure.store import find_layout

    return find_layout(context.obj)
