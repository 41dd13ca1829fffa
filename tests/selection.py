"""Which tests a run has: all of them, or of the slow round trips a part that is drawn from a seed.

All run with ``CI=true``, as in continuous integration, and with ``FULL=1``. Otherwise of each test function marked
``sampled(n)`` only ``n`` cases run, of all functions of a module marked ``sampled(n, of="kind")`` together ``n``, and
of a property whose inputs take long fewer inputs are tried. The seed is printed at the head of the run;
``TEST_SEED=n`` draws the same again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import seed, settings

Test = TypeVar("Test", bound=Callable[..., None])

#: Reasons to skip that no tool mends: source documents are not in the repository, and a site of one's own has other
#: reports. Two programs of others that read the package have locks of their own, or none.
_NOT_A_TOOL = re.compile(
    r"not at hand|source is at hand|sources at hand|not in the locks|reports that this repository|of one document"
)


def is_ci() -> bool:
    """Whether continuous integration runs this: then nothing is skipped for want of a tool."""
    return os.environ.get("CI") == "true"


def is_full() -> bool:
    """Whether every case runs."""
    return is_ci() or os.environ.get("FULL", "") not in {"", "0"}


def choose_seed() -> int:
    """The seed of this run. It is put into the environment, where the other processes of the run find it.

    Raises pytest.UsageError for a TEST_SEED that is not a whole number.
    """
    text = os.environ.setdefault("TEST_SEED", str(Random().randrange(10**6)))  # noqa: S311 - not for secrets
    if not text.isdecimal():
        raise pytest.UsageError(f"TEST_SEED is {text!r}: give a whole number")
    return int(text)


def draw(about: str) -> Random:
    """Random choices of this run: the same in every process, others for each ``about``."""
    return Random(f"{choose_seed()}:{about}")  # noqa: S311 - not for secrets


def draw_some(about: str, names: Sequence[str], count: int) -> list[str]:
    """``count`` of ``names`` in their order, drawn from the seed; all of them where every case runs."""
    if is_full() or len(names) <= count:
        return list(names)
    chosen = set(draw(about).sample(list(names), count))
    return [name for name in names if name in chosen]


def try_examples(full: int, short: int, **more: Any) -> Callable[[Test], Test]:
    """How many inputs of a property are tried: ``full`` ones where every case runs, the same every time; otherwise
    ``short`` ones that are drawn from the seed of the run, so that in the course of many runs others are tried.

    ``more`` are other settings of hypothesis.
    """

    def decorate(test: Test) -> Test:
        if is_full():
            return settings(deadline=None, max_examples=full, **more)(test)
        return seed(choose_seed())(settings(deadline=None, max_examples=short, **more)(test))

    return decorate


def split_sample(items: list[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """The tests that run and those that a short run leaves out."""
    groups: dict[str, list[pytest.Item]] = {}
    for item in items:
        if marker := item.get_closest_marker("sampled"):
            kind, function = marker.kwargs.get("of"), item.nodeid.partition("[")[0]
            groups.setdefault(f"{item.nodeid.partition('::')[0]}: {kind}" if kind else function, []).append(item)
    left_out: set[pytest.Item] = set()
    for name, group in groups.items():
        marker = group[0].get_closest_marker("sampled")
        assert marker is not None
        left_out |= set(group) - set(draw(name).sample(group, min(marker.args[0], len(group))))
    return [item for item in items if item not in left_out], [item for item in items if item in left_out]


def refuse_skip(report: pytest.TestReport) -> None:
    """Turn a test that was skipped for want of a tool into one that failed."""
    if not report.skipped or hasattr(report, "wasxfail") or not isinstance(report.longrepr, tuple):
        return
    reason = report.longrepr[2]
    if not _NOT_A_TOOL.search(reason):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: with CI=true no test may be skipped for want of a tool; {reason}"
