"""``disclosure federate``: what is said of the sites, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from disclosure.command.terminal.screen import make_console, print_error, print_lines
from disclosure.errors import SiteError
from disclosure.package.federation.federation import Federation, federate
from disclosure.store import Layout


def federate_sites(
    layout: Layout, catalogues: Sequence[str], output: Path, cache: Path | None, *, strict: bool
) -> None:
    """Merge the sites and print the result of each; exits with the code of SiteError if a site was left out."""
    console = make_console(stderr=True)
    say = (lambda text: console.print(text, soft_wrap=True)) if console.is_terminal else (lambda _: None)
    made = federate(layout, catalogues, output, cache or layout.root / "build" / "federation", strict=strict, say=say)
    for site in made.sites:
        if not site.error:
            print_lines(f"merged  {site.catalogue}: {site.taken} of {site.reports} reports, {site.fact_rows} facts")
    for problem in made.problems:
        what = problem.report or problem.unit
        print_lines(
            f"{problem.kind:<10} {what} of {problem.catalogue}: {problem.stands} is used, {problem.other} left out"
        )
    for failure in made.failures:
        print_error(failure)
    _print_end(made, output)
    if made.failures or not made.replaced:
        raise typer.Exit(SiteError.exit_code)


def _print_end(made: Federation, output: Path) -> None:
    if not made.replaced:
        print_lines(f"nothing was written; {output} is unchanged")
        return
    taken = sum(not site.error for site in made.sites)
    counted = f"{made.rows.get('reports', 0)} reports, {made.rows.get('facts', 0)} facts of {taken} sites"
    print_lines(f"written {output}: {counted}, {made.files} files; {made.fetched} bytes fetched")
