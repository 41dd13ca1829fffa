"""Fixtures for all rooms: the repository itself and, where they are at hand, the sources of its reports."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings
from tests.closing import Closing
from tests.first import FIRST_REPORTS
from tests.scheduling import Scheduling
from tests.selection import choose_seed, is_ci, is_full, refuse_skip, split_sample
from xdist.remote import Producer

from disclosure.command.report.source import SourceIndex
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout

# No test is about time: a machine with other work may take any. The short profile tries the same inputs every time, the
# first of them where not every case runs; HYPOTHESIS_PROFILE=long tries others, and many more.
settings.register_profile("short", deadline=None, derandomize=True, max_examples=100 if is_full() else 40)
settings.register_profile("long", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

REPOSITORY = Path(__file__).parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """The seed is chosen before other processes are started."""
    choose_seed()
    config.pluginmanager.register(Closing())


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Tests that share what takes long to make run in one process."""
    return Scheduling(config, log)


def pytest_report_header() -> str:
    """Says which of the slow round trips run."""
    how = "every case runs" if is_full() else "slow round trips are sampled; FULL=1 runs all of them"
    return f"selection: {how}; TEST_SEED={choose_seed()}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In continuous integration nothing is skipped for want of a tool."""
    report = yield
    if is_ci():
        refuse_skip(report)
    return report


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A short run leaves cases out; figures of the first reports are tested only where those reports are."""
    if not is_full():
        items[:], left_out = split_sample(items)
        config.hook.pytest_deselected(items=left_out)
    if all((REPOSITORY / "data" / "reports" / folder).is_dir() for folder in FIRST_REPORTS):
        return
    for item in items:
        if item.get_closest_marker("first_reports"):
            item.add_marker(pytest.mark.skip(reason="without the reports that this repository began with"))


@pytest.fixture(scope="session")
def repository() -> Layout:
    """This checkout."""
    return Layout(REPOSITORY)


@pytest.fixture(scope="session")
def reference(repository: Layout) -> Reference:
    """The code lists of this checkout."""
    return load_reference(repository.reference)


@pytest.fixture(scope="session")
def sources(repository: Layout) -> SourceIndex:
    """The source documents at hand: beside the reports, in DISCLOSURE_SOURCES, in sources/."""
    return SourceIndex(repository)
