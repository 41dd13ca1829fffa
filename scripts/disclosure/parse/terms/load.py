"""Reads terms.yml and checks it: keys, places, and that no word stands in it twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from disclosure.errors import DescriptionError
from disclosure.model import STATEMENTS
from disclosure.parse.stream import fold
from disclosure.parse.terms.meaning import NAMES, Meaning
from disclosure.parse.terms.term import PLACES, Term, Terms, make_terms
from disclosure.plain_yaml import compose_plain
from disclosure.store import load_yaml

#: The key of a dimension in the file, where it is another.
_KEYS = {"class": "classification", "economic_code": "economic", "government_code": "government"}
_CHOICES: dict[str, frozenset[str]] = {
    "direction": frozenset({"revenue", "expenditure"}),
    "phase": frozenset({"budget", "approved", "adjusted", "executed", "prior"}),
    "basis": frozenset({"prior_year"}),
    "statement": frozenset(STATEMENTS),
    "classification": frozenset({"functional", "economic", "government"}),
    "period": frozenset({"current", "prior", "opening", "closing", "full"}),
    "sum": frozenset({"total", "sum", "subtotal"}),
    "balance": frozenset({"carryover"}),
    "form": frozenset({"both", "three_public", "institution", "costs", "operating", "procurement", "scope", "year_only",
                       "services", "other", "aside"}),
    "kind": frozenset(
        {"account", "account_code", "code", "name", "project", "unit", "amount", "rate", "year", "line", "mark", "skip",
         "objective", "purchase", "spender", "part", "ratio", "economic"}
    ),
}  # fmt: skip
#: The first digit of the codes of a classification.
_CODES = {"economic": "3", "government": "5"}


@cache
def load_terms(path: Path) -> Terms:
    """The terms of ``path``. Raises DescriptionError naming the file, the line, what is wrong and what to do."""
    content = load_yaml(path)
    if not isinstance(content, list):
        raise DescriptionError("is not a list of terms", file=path.name, remedy="begin each with '- means:'")
    terms: list[Term] = []
    for number, entry in enumerate(content):
        try:
            terms.extend(_read_entry(entry))
        except _EntryError as fault:
            problem, remedy = fault.args
            place = f"line {_find_line(path, number)}"
            raise DescriptionError(problem, file=path.name, place=place, remedy=remedy) from None
    _verify_once(terms, path.name)
    return make_terms(terms)


class _EntryError(Exception):
    """What is wrong with an entry, and what to do about it."""


def _find_line(path: Path, number: int) -> int:
    """The line, from 1, on which an entry (from 0) of the file begins."""
    node = compose_plain(path.read_text(encoding="utf-8"))
    assert isinstance(node, yaml.SequenceNode)
    return int(node.value[number].start_mark.line) + 1


def _read_entry(entry: Any) -> Iterator[Term]:
    if not isinstance(entry, dict) or not {"means", "words"} <= set(entry) <= {"means", "words", "in"}:
        raise _EntryError("has other keys than means, words and in", "see the other entries")
    means, words, places = entry["means"], entry["words"], entry.get("in", list(PLACES))
    if not isinstance(means, dict) or not all(isinstance(value, str) for value in means.values()):
        raise _EntryError("means is not a mapping of words", "write for example means: {fund: other}")
    if not isinstance(places, list) or not places or any(place not in PLACES for place in places):
        raise _EntryError("in is not a list of places", f"use some of {list(PLACES)}")
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and fold(word) for word in words):
        raise _EntryError("words is not a list of words", "write one word a line")
    meaning: dict[str, str] = {_KEYS.get(str(key), str(key)): str(value) for key, value in means.items()}
    for key, value in meaning.items():
        if key not in NAMES:
            raise _EntryError(f"unknown key {key!r} in means", f"use {sorted(NAMES)}")
        if key in _CODES and not (value.isdigit() and value[0] == _CODES[key]):
            raise _EntryError(f"{key} cannot be {value!r}", f"use a code that begins with {_CODES[key]}")
        if key in _CHOICES and value not in _CHOICES[key]:
            raise _EntryError(f"{key} cannot be {value!r}", f"use one of {sorted(_CHOICES[key])}")
    for word in words:
        yield Term(fold(word), Meaning(**meaning), frozenset(places))


def _verify_once(terms: list[Term], name: str) -> None:
    """A word has one meaning in each place."""
    for place in PLACES:
        met: set[str] = set()
        for term in terms:
            if place in term.places:
                if term.word in met:
                    raise DescriptionError(
                        f"{term.word!r} has two entries for {place}", file=name, remedy="keep one of them"
                    )
                met.add(term.word)
