"""Fixtures for all rooms: the repository itself and, where they are at hand, the sources of its reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from disclosure.command.source import SourceIndex
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout

# No test is about time: a machine with other work may take any.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

REPOSITORY = Path(__file__).parents[1]


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
