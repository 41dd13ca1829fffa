"""Each target of the fuzzer for a short while, the same inputs every time; benchmarks/fuzz.py goes on for hours."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .targets import TARGETS


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=settings().max_examples // 5, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_only_typed_errors(target: str, data: st.DataObject) -> None:
    TARGETS[target](data.draw)
