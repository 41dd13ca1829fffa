"""The command that looks for new documents: watch."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

commands = typer.Typer()


@commands.command()
def watch(
    context: typer.Context,
    pages: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PAGE",
            help="List pages of data/reference/sources.csv; by default all of them.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR", help="The first year wanted; by default three before this one.", show_default=False
        ),
    ] = None,
    recheck: Annotated[
        bool,
        typer.Option("--recheck", help="Ask for every known document again; by default once in four weeks."),
    ] = False,
    issues: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Write the text of an issue for each report that waits there.", show_default=False
        ),
    ] = None,
    requests: Annotated[
        int, typer.Option(min=1, help="The most requests for one list page; the rest comes next time.")
    ] = 300,
    documents: Annotated[int, typer.Option(min=1, help="The most new documents; the rest comes next time.")] = 10_000,
    minutes: Annotated[
        int | None, typer.Option(min=1, help="End after so many minutes; the rest comes next time.", show_default=False)
    ] = None,
    pause: Annotated[
        float,
        typer.Option(metavar="SECONDS", min=0, help="Between two requests to a host; robots.txt may ask for more."),
    ] = 3.0,
    private: Annotated[
        bool, typer.Option("--private", help="Allow list pages on this machine or in a private network.")
    ] = False,
) -> None:
    """Look for new budgets and final accounts on the list pages of publishers, and put them into sources/.

    robots.txt is obeyed, no host gets two requests at a time, and nothing outside a list page's own domain is
    requested. What the data or an earlier run has is known by its sha256. Next to each file a small YAML says where it
    is from; [bold]disclosure add[/bold] reads it. Nothing is added to the data.

    [bold]Examples[/bold]

    disclosure watch

    disclosure watch --since 2024 --issues issues
    """
    from disclosure.command.review.watch import watch_sources, write_issues
    from disclosure.store import find_layout
    from disclosure.watch.walk import Bounds

    if pause < 1 and not private:
        raise typer.BadParameter(
            "a public server is given at least one second between two requests", param_hint="--pause"
        )
    layout = find_layout(context.obj)
    bounds = Bounds(requests, documents, time.time() + 60 * minutes if minutes else float("inf"))
    watch_sources(layout, pages or [], since=since, recheck=recheck, private=private, pause=pause, bounds=bounds)
    if issues is not None:
        write_issues(layout, issues)
