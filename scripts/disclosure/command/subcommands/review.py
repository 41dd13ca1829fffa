"""The commands for a review: diff, verify, withhold, suggest, scan."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from disclosure.command.subcommands.options import Reports, find_checkout

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
    from disclosure.command.review.diff import diff_data, print_change

    print_change(diff_data(find_checkout(context), base), form.value)


@commands.command()
def verify(
    context: typer.Context,
    reports: Reports = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FOLDER",
            help="The folder that holds the sources.",
            show_default=False,
            exists=True,
            file_okay=False,
        ),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch the sources from their addresses; otherwise nothing is fetched.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Compare; write nothing into report.yml.")] = False,
    download: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Compare an unpacked package with its SHA256SUMS instead.",
            show_default=False,
            exists=True,
            file_okay=False,
        ),
    ] = None,
) -> None:
    """Make the data of reports again from their sources and compare it with the stored data, byte by byte.

    Nothing of the data is changed. Reports that are equal are marked so in report.yml, with the day and the version of
    the reader. Sources are those that build finds, unless --from or --fetch says otherwise. Exit code 8 if anything
    differs.

    [bold]Examples[/bold]

    disclosure verify changji-egov/2024-final --from ~/documents

    disclosure verify --fetch --dry-run

    disclosure verify --download open-books-0.1.0
    """  # fmt: skip
    if folder is not None and fetch:
        raise typer.BadParameter("give --from or --fetch, not both")
    if download is not None:
        _verify_download(download)
        return
    from disclosure.command.building.build import find_folders
    from disclosure.command.review.verdict import finish_verdict, print_verdict
    from disclosure.command.review.verify import record_verified, verify_reports

    layout = find_checkout(context, writes=True)
    verified = verify_reports(layout, find_folders(layout, reports or []), folder, fetch=fetch)
    print_verdict(verified)
    if not dry_run:
        record_verified(layout, verified)
    finish_verdict(verified)


@commands.command()
def withhold(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The report, as unit/2024-final or an id.")],
    fact: Annotated[str, typer.Argument(metavar="FACT", help="Its number in facts.csv, or its address on the site.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="What the document says instead; it is published.")],
) -> None:
    """Take down a fact that was read wrongly: it is published as unread, with the reason, until it is read right.

    [bold]Example[/bold]

    disclosure withhold changji-egov/2024-final '#final-staff-1a2b3c4' --reason '原文第11页为17人'
    """
    from disclosure.command.building.build import find_folders
    from disclosure.command.report.withhold import add_withheld

    layout = find_checkout(context, writes=True)
    (folder,) = find_folders(layout, [report])
    for path in sorted(add_withheld(layout, folder, fact, reason)):
        typer.echo(f"changed {path.relative_to(layout.root).as_posix()}")


def _verify_download(folder: Path) -> None:
    from disclosure.command.review.verdict import finish_download
    from disclosure.package.stored.integrity import verify_download

    finish_download(folder, verify_download(folder))


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
    from disclosure.command.report.summary import print_refusals
    from disclosure.command.review.suggest import print_suggestions, suggest_words

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
    from disclosure.command.review.scan import scan_paths
    from disclosure.command.terminal.screen import print_table
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
