"""The contract under fuzzing: whatever a document holds, only typed errors escape the reading of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.selection import is_full

from disclosure.command.building.add import Wish, prepare_addition
from disclosure.errors import DisclosureError
from disclosure.store import Layout

from .conftest import REPORT_TEXT, REPOSITORY

FRAGMENTS = [
    "0.00",
    "%",
    "万元",
    "，",
    "\n",
    "（",
    "-",
    "１２",
    "9" * 40,
    "增长",
    "其中：",
    "\u202e",
    "\x00",
    "\t",
    "表1",
    "201",
    "",
]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A checkout without reports, on the code lists of this one."""
    layout = Layout(tmp_path_factory.mktemp("checkout"))
    layout.reference = REPOSITORY / "data" / "reference"
    return layout


def prepare(layout: Layout, content: bytes) -> None:
    path = layout.root / "document.txt"
    Path(path).write_bytes(content)
    refusal = None
    try:
        prepare_addition(layout, [path], Wish(unit_id="qinghe-library", region="652300"))
    except DisclosureError as error:
        refusal = error
    if refusal is not None:
        assert refusal.remedy
        assert refusal.exit_code in (3, 4, 5, 6, 8)


@settings(
    max_examples=60 if is_full() else 20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=400))
def test_any_bytes(empty: Layout, content: bytes) -> None:
    prepare(empty, content)


@settings(
    max_examples=100 if is_full() else 30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(REPORT_TEXT)), st.integers(0, 30), st.sampled_from(FRAGMENTS)),
        min_size=1,
        max_size=6,
    )
)
def test_a_damaged_report(empty: Layout, edits: list[tuple[int, int, str]]) -> None:
    text = REPORT_TEXT
    for at, cut, fragment in edits:
        text = text[:at] + fragment + text[at + cut :]
    prepare(empty, text.encode("utf-8"))
