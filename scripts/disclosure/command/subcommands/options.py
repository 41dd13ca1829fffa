"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from disclosure.command.executors.job import Executor
    from disclosure.store import Layout


class Engine(StrEnum):
    """Where reports are read."""

    local = "local"
    dask = "dask"


class KindChoice(StrEnum):
    """The kinds of a report."""

    budget = "budget"
    final = "final"


class ScopeChoice(StrEnum):
    """Whose books a report is: a department's with its subordinate units, or one unit's own."""

    department = "department"
    unit = "unit"


YearOption = Annotated[
    int | None, typer.Option("--year", metavar="YEAR", help="The year, instead of the document's.", show_default=False)
]
KindOption = Annotated[
    KindChoice | None, typer.Option("--kind", help="The kind, instead of the document's.", show_default=False)
]
NameOption = Annotated[
    str | None,
    typer.Option("--unit-name", metavar="NAME", help="The unit's name, instead of the document's.", show_default=False),
]
ScopeOption = Annotated[
    ScopeChoice | None,
    typer.Option(
        "--scope",
        help="department: 部门预算, with its subordinate units; unit: 单位预算, the unit by itself.",
        show_default=False,
    ),
]
Reports = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REPORT",
        help="Reports, as [bold]unit/2024-final[/bold], an id or a folder; all by default.",
        show_default=False,
    ),
]

EngineChoice = Annotated[
    Engine,
    typer.Option("--executor", help="Where reports are read: on this machine, or on a Dask cluster (--scheduler)."),
]
Scheduler = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS", help="The cluster's scheduler: tcp://HOST:PORT or tls://HOST:PORT.", show_default=False
    ),
]

ValidateChoice = Annotated[
    bool,
    typer.Option("--validate", help="Validate the package with frictionless first (20 s); a sample of a large one."),
]


def choose_executor(engine: Engine, scheduler: str) -> Executor:
    """The executor that reads the reports.

    Raises BadParameter if only one of the two options is given, ClusterError for an invalid address.
    """
    if (engine is Engine.dask) != bool(scheduler):
        raise typer.BadParameter("give --executor dask and --scheduler together")
    if engine is Engine.dask:
        from disclosure.command.executors.cluster import Cluster

        return Cluster(scheduler)
    from disclosure.command.executors.pool import Processes

    return Processes()


def find_checkout(context: typer.Context, *, writes: bool = False) -> Layout:
    """The checkout that --root names or that contains the working folder; an interrupted write is completed or undone.

    A command that only reads takes a shared lock, so that the data cannot change until it ends. A command that writes
    takes its own lock. Raises DescriptionError if there is no checkout, BusyError while another command writes.
    """
    from disclosure.journal import lock_checkout
    from disclosure.store import find_layout

    layout = find_layout(context.obj)
    if not writes:
        context.with_resource(lock_checkout(layout, shared=True))
    return layout


def find_root(context: typer.Context) -> Path:
    """Where a command that needs no checkout looks for one. Raises DescriptionError if --root names none."""
    from disclosure.store import find_layout

    root: Path | None = context.obj
    return Path.cwd() if root is None else find_layout(root).root


def is_stored_name(context: typer.Context, path: Path) -> bool:
    """Whether a name can only be a report of a checkout: it is not a document, and there is a checkout."""
    from disclosure.errors import DescriptionError
    from disclosure.store import find_layout

    if path.is_file() and path.name != "report.yml":
        return False
    try:
        find_layout(context.obj)
    except DescriptionError:
        return False
    return True
