"""What a short run leaves out: so many cases of a test or of a kind of tests stay, drawn from the seed of the run."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from tests.selection import split_sample


def make_item(nodeid: str, marker: pytest.Mark | None) -> pytest.Item:
    return cast(pytest.Item, Item(nodeid=nodeid, get_closest_marker=lambda name: marker))


class Item(SimpleNamespace):
    """An item by its id and its marker, to be put into sets as items are."""

    __hash__ = object.__hash__  # type: ignore[assignment]


def mark(*arguments: Any, **names: Any) -> pytest.Mark:
    made: pytest.Mark = pytest.mark.sampled(*arguments, **names).mark
    return made


def test_of_a_test_and_of_a_kind_of_tests_so_many_stay() -> None:
    items = [make_item(f"a.py::test_x[{n}]", mark(2)) for n in range(5)]
    items += [make_item(f"a.py::test_{n}", mark(1, of="kind")) for n in range(4)]
    items += [make_item(f"b.py::test_{n}", mark(1, of="kind")) for n in range(4)]
    items += [make_item(f"a.py::test_plain[{n}]", None) for n in range(3)]
    kept, left_out = split_sample(items)
    names = [item.nodeid for item in kept]
    assert [sum(name.startswith(part) for name in names) for part in ("a.py::test_x", "b.py")] == [2, 1]
    assert len([name for name in names if name.startswith("a.py")]) == 2 + 1 + 3
    assert sorted(names + [item.nodeid for item in left_out]) == sorted(item.nodeid for item in items)
    assert split_sample(items)[0] == kept


def test_another_seed_draws_others(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [make_item(f"a.py::test_x[{n}]", mark(1)) for n in range(20)]
    drawn = set()
    for seed in range(20):
        monkeypatch.setenv("TEST_SEED", str(seed))
        drawn |= {item.nodeid for item in split_sample(items)[0]}
    assert len(drawn) > 5
