"""Hand-written YAML of the program: read as it is, and refused with a typed error wherever something is wrong."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from inspect import unwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.check.amounts.calculations import CALCULATIONS_FILE, load_calculations
from disclosure.check.cases.registry import CHECKS_FILE, load_checks, load_shared
from disclosure.check.projects.project_money import WHOLE_COSTS_FILE, load_whole_costs
from disclosure.check.words.misprints import MISPRINTS_FILE, load_misprints
from disclosure.entry import Entry, load_entries, load_entry
from disclosure.errors import DescriptionError
from disclosure.package.derived.schemas import FOLDER, load_derived
from disclosure.publish.words import glossary
from disclosure.store import load_yaml

#: Every such file with its reader, which keeps nothing.
READERS: dict[Path, Callable[[Path], object]] = {
    CHECKS_FILE: lambda path: (unwrap(load_checks)(path), unwrap(load_shared)(path)),
    CALCULATIONS_FILE: unwrap(load_calculations),
    MISPRINTS_FILE: unwrap(load_misprints),
    WHOLE_COSTS_FILE: unwrap(load_whole_costs),
    FOLDER / "derived.yml": unwrap(load_derived),
    Path(glossary.__file__).with_name("glossary.yml"): glossary.load_glossary,
}
#: So many entries of each are changed: they have all kinds of keys.
_FIRST = 3
#: What may be written by mistake in the place of anything.
_WRONG: tuple[Any, ...] = ([], {}, "", 1, True, None, "a\u202eb", " a", [[1]], {"a": [None]}, "a" * 2001)


def shorten(content: Any) -> Any:
    return dict(list(content.items())[:_FIRST]) if isinstance(content, dict) else content[:_FIRST]


CONTENTS = {path: shorten(load_yaml(path)) for path in READERS}


def list_places(content: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value below the whole."""
    pairs = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in pairs:
        yield (*place, key)
        yield from list_places(value, (*place, key))


PLACES = [(path, place) for path, content in CONTENTS.items() for place in list_places(content)]


def change(path: Path, place: tuple[Any, ...], act: Callable[[Any, Any], None]) -> Any:
    """The content of a file, changed where ``place`` is."""
    content = copy.deepcopy(CONTENTS[path])
    parent = content
    for key in place[:-1]:
        parent = parent[key]
    act(parent, place[-1])
    return content


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_the_file_is_read(path: Path) -> None:
    assert READERS[path](path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("changed")


def read(folder: Path, path: Path, content: Any) -> DescriptionError | None:
    """Why a file with that content is refused, or None."""
    changed = folder / path.name
    changed.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    try:
        READERS[path](changed)
    except DescriptionError as error:
        return error
    return None


@given(st.sampled_from(PLACES), st.sampled_from(_WRONG))
def test_a_wrong_value_is_read_or_a_typed_error(folder: Path, at: tuple[Path, tuple[Any, ...]], wrong: Any) -> None:
    content = change(*at, lambda parent, key: parent.__setitem__(key, wrong))
    error = read(folder, at[0], content)
    assert error is None or (at[0].name in str(error) and error.remedy)


@given(st.sampled_from([at for at in PLACES if isinstance(at[1][-1], str)]))
def test_a_missing_key_is_read_or_a_typed_error(folder: Path, at: tuple[Path, tuple[Any, ...]]) -> None:
    error = read(folder, at[0], change(*at, lambda parent, key: parent.pop(key)))
    assert error is None or (at[0].name in str(error) and error.remedy)


@given(st.sampled_from([at for at in PLACES if isinstance(at[1][-1], str)]))
def test_an_unknown_key_is_refused(folder: Path, at: tuple[Path, tuple[Any, ...]]) -> None:
    assert read(folder, at[0], change(*at, lambda parent, _: parent.__setitem__("colour", "red")))


def write(folder: Path, text: str) -> Path:
    path = folder / "file.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_place_is_named_as_it_is_written(tmp_path: Path) -> None:
    (entry,) = load_entries(write(tmp_path, "- {words: [a, 2], parts: [[{a: b}], 1]}\n"))
    with pytest.raises(DescriptionError) as caught:
        entry.texts("words", "write words")
    assert (caught.value.place, caught.value.problem) == ("[1].words[2]", "is a whole number, not text")
    with pytest.raises(DescriptionError) as caught:
        [list(each) for each in entry.lists("parts")]
    assert caught.value.place == "[1].parts[2]"


def test_one_text_or_several_of_which_one_may_be_empty(tmp_path: Path) -> None:
    entry = load_entry(write(tmp_path, "one: a\nseveral: [a, '']\nnone: ''\n"))
    assert (entry.any_of("one", "?"), entry.any_of("several", "?")) == ("a", ("a", ""))
    with pytest.raises(DescriptionError, match="is empty"):
        entry.any_of("none", "?")


@pytest.mark.parametrize("text", ["1\n", "", "a: 1\n"])
def test_a_file_that_is_not_a_list_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(DescriptionError, match="is not a list"):
        list(load_entries(write(tmp_path, text)))


def test_every_key_is_read_once() -> None:
    entry = Entry(Path("file.yml"), "", {"a": {}, "b": {}})
    assert [key for key, _ in entry.each()] == ["a", "b"]
    assert entry.keys == ()
