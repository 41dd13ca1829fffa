"""The package of this checkout, written once for all tests of this room."""

from __future__ import annotations

import pytest
from tests.first import first_checkout

from disclosure.package.editions.distribution import Distribution, write_distribution

CHECKOUT = first_checkout()


@pytest.fixture(scope="session")
def distribution(tmp_path_factory: pytest.TempPathFactory) -> Distribution:
    return write_distribution(CHECKOUT, tmp_path_factory.mktemp("distribution"))
