"""The command line: commands, options and exit codes.

Only what the help needs is imported at the top; each command imports its rooms when it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure import __version__
from disclosure.command.subcommands import discovery, inquiry, reading, review
from disclosure.command.subcommands.options import (
    Engine,
    EngineChoice,
    KindOption,
    NameOption,
    Reports,
    Scheduler,
    ScopeOption,
    ValidateChoice,
    YearOption,
    choose_executor,
    find_checkout,
)
from disclosure.command.terminal.failure import finish, typed_errors
from disclosure.errors import DisclosureError
from disclosure.locks import require_locks

if TYPE_CHECKING:
    from disclosure.command.building.build import BuildSummary
    from disclosure.command.building.standing import Standing
    from disclosure.command.executors.job import Executor
    from disclosure.store import Layout


class FindingsFormat(StrEnum):
    """How ``check`` prints findings."""

    text = "text"
    json = "json"
    sarif = "sarif"


EXIT_CODES = "[bold]Exit codes[/bold]\n\n" + "\n".join(
    (
        "0  success; findings in a report are not failures",
        "1  environment error: path, permissions, disk space, another command running",
        "2  invalid option or argument",
        "3  the source document cannot be read",
        "4  the document is not one department's budget or final accounts",
        "5  the report is already in the data",
        "6  a hand-written file is invalid",
        "7  a source file differs from the one that report.yml describes",
        "8  the result violates a control total or an internal rule",
        "9  at least one site of a federation was left out; the others were merged",
        "70 internal error of the program",
    )
)

app = typer.Typer(
    name="disclosure",
    help="明账 Open Books: turns a department's published budget or final accounts into checked open data and a site.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"disclosure {__version__}")
        raise typer.Exit


@app.callback()
def prepare(
    context: typer.Context,
    root: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="The checkout to work on; by default the one that contains the working folder.",
            show_default=False,
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """明账 Open Books: turns a department's published budget or final accounts into checked open data and a site."""
    context.obj = root


@app.command()
def add(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="The document; further files are its annexes.")],
    unit: Annotated[
        str,
        typer.Option(
            metavar="ID", help="The unit's id; required if the unit is not in the data yet.", show_default=False
        ),
    ] = "",
    region: Annotated[
        str,
        typer.Option(
            metavar="CODE", help="The GB/T 2260 code of a new unit, if its name does not show it.", show_default=False
        ),
    ] = "",
    year: YearOption = None,
    kind: KindOption = None,
    unit_name: NameOption = None,
    scope: ScopeOption = None,
    url: Annotated[str, typer.Option(metavar="URL", help="Where the document was published.", show_default=False)] = "",
    list_page: Annotated[
        str,
        typer.Option(metavar="URL", help="The page of the publisher that lists such documents.", show_default=False),
    ] = "",
    publisher: Annotated[
        str, typer.Option(metavar="NAME", help="Who published it; by default the unit.", show_default=False)
    ] = "",
    control: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LINE=VALUE", help="A total that you read in the document, in 元; repeatable.", show_default=False
        ),
    ] = None,
    replaces: Annotated[
        bool,
        typer.Option("--replace", help="The publisher replaced the document of a report in the data by this one."),
    ] = False,
    keep: Annotated[
        bool,
        typer.Option("--keep", help="Copy the document into sources/ (ignored by git), so that it can be read again."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the result; write nothing.")] = False,
) -> None:
    """Add a report: read a document, write its data, list the figures that were not understood.

    The unit, the year, the kind and the scope are detected in the document; options replace what it says. On a
    terminal the command asks for the control totals, which you read in the document yourself. If anything fails,
    nothing is written. Text and tables in two files are one report: name both.

    [bold]Examples[/bold]

    disclosure add 2024决算.txt --url https://example.gov.cn/2024.html

    disclosure add report.txt --unit place-office --control overall/total=3531300 --dry-run
    """
    from disclosure.command.building.add import Wish, prepare_addition, write_addition
    from disclosure.command.building.intake import ask_controls, keep_sources, print_next_steps, show_addition
    from disclosure.command.report.control import parse_control
    from disclosure.command.report.reading import make_stated
    from disclosure.command.terminal.screen import show_activity

    layout = find_checkout(context, writes=True)
    stated = make_stated(year, kind, unit_name, scope)
    controls = tuple(parse_control(text) for text in control or [])
    with show_activity(f"reading and checking {', '.join(file.name for file in files)}"):
        addition = prepare_addition(
            layout, files, Wish(unit, region, url, list_page, publisher, controls, stated, replaces)
        )
    show_addition(layout, addition)
    if dry_run:
        typer.echo("\nNothing was written (--dry-run).")
        return
    if not controls:
        addition = ask_controls(layout, addition)
    write_addition(layout, addition)
    kept = keep_sources(layout, addition, files) if keep else []
    print_next_steps(layout, addition, kept, files)


@app.command()
def build(
    context: typer.Context,
    reports: Reports = None,
    executor: EngineChoice = Engine.local,
    scheduler: Scheduler = "",
) -> None:
    """Read the reports again from their sources, check them and write their data.

    A report whose source file is not available keeps its data.

    Source files are found by their content (sha256): next to report.yml, in $DISCLOSURE_SOURCES, or in sources/.

    [bold]Examples[/bold]

    disclosure build

    DISCLOSURE_SOURCES=~/documents disclosure build changji-egov/2024-final

    disclosure build --executor dask --scheduler tcp://10.0.0.5:8786
    """
    from disclosure.command.building.build import build_reports, find_folders

    reader = choose_executor(executor, scheduler)
    layout = find_checkout(context, writes=True)
    summary = build_reports(layout, find_folders(layout, reports or []), reader)
    _print_built(layout, summary)
    finish(summary.failures)


def _print_built(layout: Layout, summary: BuildSummary) -> None:
    for name, built in summary.built.items():
        counted = f"{built.facts} facts, {built.findings} findings, {built.unread} figures not understood"
        typer.echo(f"built   {name}: {counted}")
        if built.pages:
            typer.echo(f"unread  {name}: nothing could be read on {', '.join(built.pages)}")
    for name in summary.kept:
        made = f"; its data was read with {summary.outdated[name]}" if name in summary.outdated else ""
        typer.echo(f"kept    {name}: its source file is not available{made}")
    for path in sorted(summary.changed):
        typer.echo(f"changed {path.relative_to(layout.root).as_posix()}")
    if not summary.changed:
        typer.echo("no file changed")


@app.command()
def site(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="The folder that the site is written to.")] = Path("site"),
    strict: Annotated[bool, typer.Option("--strict", help="Do not build the site if a report fails.")] = False,
    executor: EngineChoice = Engine.local,
    scheduler: Scheduler = "",
    validate: ValidateChoice = False,
) -> None:
    """Build the data, then every page, chart, download and the search of the site.

    Reports whose sources and data have not changed are not read again; pages of unchanged units come from the cache
    in build/, which may be deleted. The old site is replaced only when the new one is complete.

    [bold]Example[/bold]

    disclosure site --out site
    """
    from disclosure.command.building.standing import Standing
    from disclosure.journal import lock_checkout
    from disclosure.publish import build_site

    reader = choose_executor(executor, scheduler)
    layout = find_checkout(context, writes=True)
    standing = Standing(layout)
    folders = layout.report_folders()
    failures: list[DisclosureError] = []
    if standing.is_whole():
        typer.echo(f"unchanged: {len(folders)} of {len(folders)} reports")
    else:
        failures = _build_changed(layout, standing, folders, reader)
        if strict:
            finish(failures)
    context.with_resource(lock_checkout(layout))
    built = build_site(layout, out, typer.echo, validate=validate)
    made = f"{built.pages} generated pages, {built.charts} charts, {built.files} files"
    typer.echo(f"site    {out}: {made} in {built.seconds:.0f} s")
    finish(failures)


def _build_changed(
    layout: Layout, standing: Standing, folders: Sequence[Path], reader: Executor
) -> list[DisclosureError]:
    """Read the reports again that are not as a build left them; returns what failed."""
    from disclosure.command.building.build import build_reports

    changed = standing.find_changed(folders)
    summary = build_reports(layout, changed, reader)
    if len(changed) < len(folders):
        typer.echo(f"unchanged: {len(folders) - len(changed)} of {len(folders)} reports")
    _print_built(layout, summary)
    if not summary.failures:
        standing.mark({folder.parent.name for folder in folders})
    return summary.failures


@app.command()
def check(
    context: typer.Context,
    reports: Reports = None,
    form: Annotated[FindingsFormat, typer.Option("--format", help="The format of the findings.")] = FindingsFormat.text,
) -> None:
    """Run every check again on the data and print what does not agree.

    A finding is a contradiction within a document, printed with both sides; findings never make this command fail.

    [bold]Example[/bold]

    disclosure check changji-egov/2024-final

    disclosure check --format sarif > findings.sarif
    """
    from disclosure.command.building.build import find_folders
    from disclosure.command.review.check import check_reports

    layout = find_checkout(context)
    finish(check_reports(layout, find_folders(layout, reports or []), form.value))


app.add_typer(reading.commands)
app.add_typer(discovery.commands)
app.add_typer(review.commands)
app.add_typer(inquiry.commands)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # the terminal's encoding may lack Chinese: replace such characters instead of failing
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        with typed_errors():
            require_locks()
            app(args=None if arguments is None else list(arguments))
    except DisclosureError as error:
        from disclosure.command.terminal.screen import print_error

        print_error(error)
        sys.exit(error.exit_code)
