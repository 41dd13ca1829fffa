"""The package of this checkout, written once for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.package.distribution import Distribution, write_distribution
from disclosure.store import find_layout

CHECKOUT = find_layout(Path(__file__).parent)


@pytest.fixture(scope="session")
def distribution(tmp_path_factory: pytest.TempPathFactory) -> Distribution:
    return write_distribution(CHECKOUT, tmp_path_factory.mktemp("distribution"))
