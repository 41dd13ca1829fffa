"""The search for cycles is off while one document is read, and as it was before and afterwards."""

from __future__ import annotations

import gc

import pytest

from disclosure.garbage import collect_afterwards


@collect_afterwards
def ask(*, fails: bool = False) -> bool:
    """Whether the search is on in a function that is collected afterwards."""
    if fails:
        raise OverflowError
    return gc.isenabled()


@pytest.fixture(autouse=True)
def _as_before() -> object:
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


@pytest.mark.parametrize("on", [True, False])
def test_the_search_is_off_in_the_function_and_as_it_was_behind_it(*, on: bool) -> None:
    (gc.enable if on else gc.disable)()
    assert not ask()
    assert gc.isenabled() is on


@pytest.mark.parametrize("on", [True, False])
def test_it_is_as_it_was_behind_an_error_too(*, on: bool) -> None:
    (gc.enable if on else gc.disable)()
    with pytest.raises(OverflowError):
        ask(fails=True)
    assert gc.isenabled() is on
