"""Work spread over processes comes back in order, whichever ends first."""

from __future__ import annotations

import os

import pytest

from disclosure import crew

_entered: list[str] = []


def enter(word: str) -> None:
    _entered[:] = [word]


def work(number: int) -> tuple[int, str, int]:
    return number * number, "".join(_entered), os.getpid()


def refuse(number: int) -> int:
    raise ValueError(f"not {number}")


@pytest.mark.parametrize("worth", [1, 100])
def test_results_come_in_order_wherever_they_are_made(monkeypatch: pytest.MonkeyPatch, worth: int) -> None:
    monkeypatch.setattr(crew, "count_processors", lambda: 2)
    made = list(crew.spread(work, range(20), worth=worth, enter=enter, arguments=("ready",)))
    assert [square for square, _, _ in made] == [number * number for number in range(20)]
    assert {word for _, word, _ in made} == {"ready"}
    here = {process == os.getpid() for _, _, process in made}
    assert here == {worth > 1}


@pytest.mark.parametrize("worth", [1, 100])
def test_an_error_is_raised_where_the_result_is_asked_for(monkeypatch: pytest.MonkeyPatch, worth: int) -> None:
    monkeypatch.setattr(crew, "count_processors", lambda: 2)
    with pytest.raises(ValueError, match="not 3"):
        list(crew.spread(refuse, [3, 4], worth=worth))


def test_nothing_to_do_starts_nothing() -> None:
    assert list(crew.spread(work, [], worth=0)) == []
