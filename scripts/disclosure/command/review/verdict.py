"""What ``verify`` prints, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from disclosure.command.review.verify import Verified
from disclosure.command.terminal.screen import clean_text, print_error
from disclosure.errors import UnaccountedError


def print_verdict(verified: Sequence[Verified]) -> None:
    """One line a report, and below it what differs; what differs in files of all reports is printed once."""
    printed: set[str] = set()
    for each in verified:
        if each.error is not None:
            typer.echo(f"not verified  {each.name}: {clean_text(each.error.problem)}")
        else:
            typer.echo(f"{'equal  ' if each.is_equal else 'differs'}       {each.name}")
        for line in (*each.differences, *each.inconsistencies):
            if line not in printed:
                typer.echo(f"              {clean_text(line)}")
            printed.add(line)


def finish_verdict(verified: Sequence[Verified]) -> None:
    """Print the errors, then end with exit code 8 if anything differs or contradicts itself, otherwise with that of the
    first error if a report could not be compared."""
    for each in verified:
        if each.error is not None:
            print_error(each.error)
    wrong = [each.name for each in verified if each.differences or each.inconsistencies]
    if wrong:
        raise UnaccountedError(
            f"the data of {len(wrong)} of {len(verified)} reports is not what their sources say, or contradicts itself",
            file=f"data/reports/{wrong[0]}",
            remedy="disclosure build makes the data again from the sources; do not merge data that differs",
        )
    failed = next((each.error for each in verified if each.error is not None), None)
    if failed is not None:
        raise typer.Exit(failed.exit_code)


def finish_download(folder: Path, wrong: Sequence[str]) -> None:
    """Print what is not as the list says; exit code 8 if there is anything."""
    for line in wrong:
        typer.echo(clean_text(line))
    if wrong:
        raise UnaccountedError(
            f"{len(wrong)} files are not as SHA256SUMS says", file=str(folder), remedy="download the package again"
        )
    typer.echo(f"equal         {folder.name}: every file is as SHA256SUMS says")
