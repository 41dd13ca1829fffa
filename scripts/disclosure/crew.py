"""Independent pieces of slow work, done in several processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

#: More processes than this are never started.
MOST_WORKERS = 8


def count_processors() -> int:
    """The processors this process may use, which may be fewer than there are."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def run_beside(work: Callable[..., None], *arguments: Any) -> None:
    """Call ``work``, a module-level function, in a process of its own, with which the memory that it took goes."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        pool.submit(work, *arguments).result()


def spread(
    work: Callable[[Item], Made],
    items: Sequence[Item],
    *,
    worth: int,
    enter: Callable[..., None] | None = None,
    arguments: tuple[Any, ...] = (),
) -> Iterator[Made]:
    """The results of ``work``, a module-level function, for ``items``, in their order.

    Fewer than ``worth`` items are done in this process, which is faster than starting others. ``enter`` is called with
    ``arguments`` once in each process, in this one if no other is started.
    """
    workers = min(count_processors(), MOST_WORKERS, len(items))
    if len(items) < worth or workers < 2:
        if enter and items:
            enter(*arguments)
        yield from map(work, items)
        return
    import multiprocessing  # both load what work in one process needs not
    from concurrent.futures import ProcessPoolExecutor

    # spawned, not forked: a fork of a process that has drawn charts never ends
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), enter, arguments) as pool:
        yield from pool.map(work, items)
