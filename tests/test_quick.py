"""A quick dataclass is the frozen dataclass it was; only making one takes less time."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass
from dataclasses import replace as replace_any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.quick import quick, replace


@dataclass(frozen=True, slots=True)
class Usual:
    name: str
    count: int = 3
    parts: list[int] = field(default_factory=list)
    marks: frozenset[str] = frozenset()
    kind: str = "plain"
    made: int = 0


@quick
@dataclass(frozen=True, slots=True)
class Quick:
    name: str
    count: int = 3
    parts: list[int] = field(default_factory=list)
    marks: frozenset[str] = frozenset()
    kind: str = "plain"
    made: int = 0

    @property
    def double(self) -> int:
        return 2 * self.count


values = {
    "name": st.text(max_size=3), "count": st.integers(), "parts": st.lists(st.integers(), max_size=2),
    "marks": st.frozensets(st.text(max_size=1), max_size=2), "kind": st.text(max_size=1), "made": st.integers(),
}  # fmt: skip


def list_values(record: object) -> list[object]:
    return [getattr(record, each.name) for each in fields(record)]  # type: ignore[arg-type]


@given(st.fixed_dictionaries({"name": values["name"]}, optional={key: values[key] for key in values if key != "name"}))
def test_what_is_made_has_the_same_values(given_values: dict[str, object]) -> None:
    usual, made = Usual(**given_values), Quick(**given_values)  # type: ignore[arg-type]
    assert type(made) is Quick
    assert list_values(made) == list_values(usual)
    assert repr(made) == repr(usual).replace("Usual", "Quick")
    assert made == Quick(**given_values)  # type: ignore[arg-type]


@given(st.fixed_dictionaries({}, optional=values))
def test_what_is_replaced_has_the_same_values(changes: dict[str, object]) -> None:
    made = Quick("a", 1, [2], frozenset("b"))
    changed = replace(made, **changes)  # type: ignore[arg-type]
    assert changed == replace_any(made, **changes)  # type: ignore[arg-type]
    assert type(changed) is Quick
    assert made == Quick("a", 1, [2], frozenset("b"))


def test_it_stays_frozen_and_whole() -> None:
    made = Quick("a")
    with pytest.raises(FrozenInstanceError):
        made.count = 4  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        replace(made, count=5).count = 6  # type: ignore[misc]
    assert is_dataclass(made)
    assert made.double == 6
    assert not hasattr(made, "__dict__")
    assert Quick("a").parts is not Quick("a").parts
    assert hash(Quick("a", 1, (), frozenset())) == hash(Quick("a", 1, (), frozenset()))  # type: ignore[arg-type]


def test_it_can_be_sent_to_another_process_and_copied() -> None:
    made = Quick("a", 1, [2], frozenset("b"))
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - made here
    assert copy.deepcopy(made) == made


def test_another_dataclass_is_replaced_as_usual() -> None:
    assert replace(Usual("a"), count=4) == Usual("a", 4)


def test_a_name_that_is_no_field_and_a_value_too_few_are_refused() -> None:
    with pytest.raises(TypeError, match="size"):
        replace(Quick("a"), size=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="name"):
        Quick()  # type: ignore[call-arg]


def test_a_class_may_have_more_fields_than_the_one_it_is_based_on() -> None:
    @quick
    @dataclass(frozen=True, slots=True)
    class More(Quick):
        size: int = 0

    made = More("a", size=2)
    assert list_values(made) == ["a", 3, [], frozenset(), "plain", 0, 2]
    assert list_values(replace(made, size=4, name="b")) == ["b", 3, [], frozenset(), "plain", 0, 4]
    assert type(replace(made, size=4)) is More
    with pytest.raises(FrozenInstanceError):
        made.size = 4  # type: ignore[misc]
    assert type(Quick("a")) is Quick


def test_a_class_that_does_more_when_made_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Checked:
        name: str

        def __post_init__(self) -> None:
            raise ValueError

    with pytest.raises(TypeError, match="__post_init__"):
        quick(Checked)

    @dataclass(frozen=True)
    class Wide:
        name: str

    with pytest.raises(TypeError, match="slots"):
        quick(Wide)
