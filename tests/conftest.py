"""Fixtures for all rooms: the repository itself and, where they are at hand, the sources of its reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from disclosure.command.source import SourceIndex
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout

# No test is about time: a machine with other work may take any. The short profile tries the same inputs every time;
# HYPOTHESIS_PROFILE=long tries others, and many more.
settings.register_profile("short", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

REPOSITORY = Path(__file__).parents[1]
#: The reports this repository began with. A site of one's own, made from it, may have taken them out.
FIRST_REPORTS = (
    "changji-city-office/2023-budget", "changji-egov/2022-final", "changji-egov/2024-final", "changji-egov/2025-budget",
    "changji-services/2022-final",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of figures of the first reports are left out where those reports are."""
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
