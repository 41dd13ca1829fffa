"""What several commands share: the reports they are asked for and the checkout they work on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from disclosure.command.job import Executor
    from disclosure.store import Layout


class Engine(StrEnum):
    """What reads the reports."""

    local = "local"
    dask = "dask"


Reports = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REPORT",
        help="Reports, as [bold]unit/2024-final[/bold], an id or a folder; all, if none.",
        show_default=False,
    ),
]

EngineChoice = Annotated[
    Engine, typer.Option("--executor", help="What reads the reports: this machine, or a Dask cluster (--scheduler).")
]
Scheduler = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS", help="The cluster's scheduler: tcp://HOST:PORT or tls://HOST:PORT.", show_default=False
    ),
]


def choose_executor(engine: Engine, scheduler: str) -> Executor:
    """Whoever reads the reports. Raises BadParameter for half a choice, ClusterError for an address that is none."""
    if (engine is Engine.dask) != bool(scheduler):
        raise typer.BadParameter("--executor dask and --scheduler ADDRESS belong together")
    if engine is Engine.dask:
        from disclosure.command.cluster import Cluster

        return Cluster(scheduler)
    from disclosure.command.pool import Processes

    return Processes()


def find_checkout(context: typer.Context, *, writes: bool = False) -> Layout:
    """The checkout that --root names or the working folder is in; what a killed command left is put in order.

    A command that only reads sees the data of one moment: until it ends nobody writes. One that writes takes its
    own lock. Raises DescriptionError if there is no checkout, BusyError while another command writes.
    """
    from disclosure.journal import lock_checkout
    from disclosure.store import find_layout

    layout = find_layout(context.obj)
    if not writes:
        context.with_resource(lock_checkout(layout, shared=True))
    return layout
