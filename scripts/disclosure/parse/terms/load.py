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
    lines = _entry_lines(path)
    if not isinstance(content, list) or len(lines) != len(content):
        raise DescriptionError("is not a list of terms", file=path.name, remedy="begin each with '- means:'")
    terms: list[Term] = []
    for entry, line in zip(content, lines, strict=True):
        terms.extend(_read_entry(entry, path.name, line))
    _verify_once(terms, path.name)
    return make_terms(terms)


def _entry_lines(path: Path) -> list[int]:
    """The line on which each entry of the file begins, from 1."""
    node = compose_plain(path.read_text(encoding="utf-8"))
    return [each.start_mark.line + 1 for each in node.value] if isinstance(node, yaml.SequenceNode) else []


def _refuse(name: str, line: int, problem: str, remedy: str) -> DescriptionError:
    return DescriptionError(problem, file=name, place=f"line {line}", remedy=remedy)


def _read_entry(entry: Any, name: str, line: int) -> Iterator[Term]:
    if not isinstance(entry, dict) or not {"means", "words"} <= set(entry) <= {"means", "words", "in"}:
        raise _refuse(name, line, "has other keys than means, words and in", "see the other entries")
    means, words, places = entry["means"], entry["words"], entry.get("in", list(PLACES))
    if not isinstance(means, dict) or not all(isinstance(value, str) for value in means.values()):
        raise _refuse(name, line, "means is not a mapping of words", "write for example means: {fund: other}")
    if not isinstance(places, list) or not places or any(place not in PLACES for place in places):
        raise _refuse(name, line, "in is not a list of places", f"use some of {list(PLACES)}")
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and fold(word) for word in words):
        raise _refuse(name, line, "words is not a list of words", "write one word a line")
    meaning: dict[str, str] = {_KEYS.get(str(key), str(key)): str(value) for key, value in means.items()}
    for key, value in meaning.items():
        if key not in NAMES:
            raise _refuse(name, line, f"unknown key {key!r} in means", f"use {sorted(NAMES)}")
        if key in _CODES and not (value.isdigit() and value[0] == _CODES[key]):
            raise _refuse(name, line, f"{key} cannot be {value!r}", f"use a code that begins with {_CODES[key]}")
        if key in _CHOICES and value not in _CHOICES[key]:
            raise _refuse(name, line, f"{key} cannot be {value!r}", f"use one of {sorted(_CHOICES[key])}")
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
