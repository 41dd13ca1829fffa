"""Reads the vocabulary from YAML and checks it against its fixed form: keys, types, and what words may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from disclosure.errors import DescriptionError
from disclosure.model import STATEMENTS
from disclosure.parse.stream import fold
from disclosure.parse.terms.load import load_terms
from disclosure.parse.terms.term import Terms
from disclosure.parse.words import (
    Column,
    FormWords,
    GridWords,
    Ignore,
    Label,
    PerformanceWords,
    Region,
    SectionWords,
    StatementWords,
    Vocabulary,
)
from disclosure.reference import normalize_name
from disclosure.store import load_yaml

_HAN = re.compile(r"[\u4e00-\u9fff]{1,4}")
#: One of several parts of a word: {单位|部门|}预算.
_PARTS = re.compile(r"\{([^{}]*\|[^{}]*)\}")
#: The YAML files of words.
FOLDER = Path(__file__).resolve().parent.parent / "vocabulary"

#: What the values of these keys may be; "" stands for none.
_CHOICES: dict[str, frozenset[str]] = {
    "statement": frozenset(STATEMENTS),
    "direction": frozenset({"revenue", "expenditure"}),
    "until": frozenset({"clause", "sentence", "section"}),
    "role": frozenset({"reason", "gist", "allocation", "achievement", "note"}),
}
#: What the words of each map stand for: what the grammar asks for, and nothing else.
_MEANINGS: dict[str, tuple[str, ...]] = {
    "genres": (
        "budget", "final", "unit_name", "other", "government", "audit", "evaluation", "procurement", "rule", "notice",
        "resolution", "statistics", "press", "plan", "accounts",
    ),
    "phases": ("approved", "adjusted", "executed", "budget", "prior"),
    "comparisons": ("prior_year", "approved", "budget", "adjusted"),
    "verbs": ("rise", "fall"),
    "respective": ("amount", "share", "rise", "fall"),
    "counted": ("offices", "projects", "monitoring", "self_evaluation"),
    "zeros": ("subordinate_units", "subject"),
    "project_fields": ("name", "policy_basis", "amount", "implementer", "allocation", "period"),
    "evaluations": ("summary", "score", "adjusted", "executed", "completed"),
    "columns": (
        "level1", "level2", "level3", "target", "actual", "completion", "prior", "weight", "score", "basis", "rule",
        "evidence", "deviation",
    ),
    "fund_columns": ("approved", "adjusted", "executed", "weight", "rate", "score"),
    "heads": ("name", "parent", "code", "supervisor", "implementer", "unit", "leader", "phone"),
    "approximate": ("before", "behind", "between"),
    "goals": ("objective", "achievement"),
    "lists": ("contents", "numbering", "page", "units"),
}  # fmt: skip
#: The groups of rows that forms of each kind look their rows up in.
_STATEMENT_ROWS = ("overall", "appropriation", "three_public")
_GRID_ROWS = ("procurement", "three_public")
_LABEL_KEYS = (
    "item", "statement", "direction", "fund", "expenditure_type", "functional_code", "economic_code", "planned",
    "project", "units",
)  # fmt: skip


def expand(pattern: str) -> Iterator[str]:
    """The words of a pattern: {单位|部门|}预算 is 单位预算, 部门预算 and 预算."""
    pieces = _PARTS.split(pattern)
    parts = [piece.split("|") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    return ("".join(each) for each in product(*parts))


class _File:
    """One YAML file of the vocabulary; every fault is a DescriptionError that names it and the place."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.content = load_yaml(path)

    def fail(self, problem: str, place: str, remedy: str = "see the other entries") -> DescriptionError:
        return DescriptionError(problem, file=self.name, place=place, remedy=remedy)

    def mapping(self, value: Any, place: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail("is not a mapping", place)
        return value

    def entries(self, value: Any, place: str) -> Iterator[tuple[str, Any]]:
        """The entries of a list, each with its place."""
        if not isinstance(value, list):
            raise self.fail("is not a list", place)
        for index, entry in enumerate(value):
            yield f"{place}[{index}]", entry

    def keys(self, value: Any, place: str, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Any]:
        """A mapping that has all ``required`` keys, and no key but those and the ``optional`` ones."""
        found = self.mapping(value, place)
        unknown = sorted(set(found) - {*required, *optional})
        if unknown:
            raise self.fail(f"unknown key {unknown[0]!r}", place, f"use {sorted({*required, *optional})}")
        missing = [key for key in required if key not in found]
        if missing:
            raise self.fail(f"the key {missing[0]!r} is missing", f"{place}.{missing[0]}".strip("."))
        return dict(found)

    def words(self, value: Any, place: str) -> tuple[str, ...]:
        """The words of a list that has some, none of them nothing but signs the grammar is blind to."""
        if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
            raise self.fail("is not a list of words", place, "quote each word; leave the key out where there is none")
        folded = tuple(fold(word) for pattern in value for word in expand(pattern))
        if not all(folded):
            raise self.fail("holds a word without a character", place, "take it out")
        return folded

    def word_map(self, value: Any, place: str, key: str = "") -> dict[str, tuple[str, ...]]:
        """Lists of words by what they stand for; what the words of ``key`` stand for is known to the grammar."""
        wanted = _MEANINGS.get(key, ())
        found = self.keys(value, place, wanted) if wanted else self.mapping(value, place)
        return {each: self.words(words, f"{place}.{each}".strip(".")) for each, words in found.items()}

    def texts(self, entry: Mapping[str, Any], place: str, choices: Mapping[str, frozenset[str]] = _CHOICES) -> None:
        """Every value of ``entry`` is text, and one of those its key allows."""
        for key, value in entry.items():
            if not isinstance(value, str):
                raise self.fail(f"{key} is not text", place, "quote it")
            if key in choices and value not in choices[key]:
                raise self.fail(f"{key} cannot be {value!r}", place, f"use one of {sorted(choices[key])}")


def _label(file: _File, entry: Any, place: str) -> Label:
    found = file.keys(entry, place, ("words",), _LABEL_KEYS)
    words = file.words(found.pop("words"), place)
    units = {fold(unit): item for unit, item in file.mapping(found.pop("units", {}), place).items()}
    file.texts(units, place)
    project = found.pop("project", None)
    if project not in (None, 0):
        raise file.fail("project is neither absent nor 0, the whole unit", place)
    file.texts(found, place)
    return Label(words=words, units=units, project=project, **found)


def _labels(file: _File, value: Any, place: str) -> tuple[Label, ...]:
    return tuple(_label(file, entry, where) for where, entry in file.entries(value, place))


def _load_labels(file: _File) -> dict[str, tuple[Label, ...]]:
    found = {}
    for statement, entries in file.mapping(file.content, "").items():
        file.texts({"statement": statement}, statement)
        found[statement] = _labels(file, entries, statement)
    return found


def _load_sections(file: _File) -> tuple[SectionWords, ...]:
    found = []
    for place, entry in file.entries(file.content, ""):
        checked = file.keys(
            entry, place, ("section", "headings"),
            ("statement", "direction", "fund", "expenditure_type", "subjects", "lines"),
        )  # fmt: skip
        headings, subjects, lines = (
            file.words(checked.pop(name), f"{place}.{name}") if name in checked else ()
            for name in ("headings", "subjects", "lines")
        )
        file.texts(checked, place)
        found.append(SectionWords(headings=headings, subjects=subjects, lines=lines, **checked))
    return tuple(found)


def _load_forms(file: _File) -> tuple[FormWords, ...]:
    found = []
    kinds = {**_CHOICES, "kind": frozenset({"statement", "performance"})}
    for place, entry in file.entries(file.content, ""):
        checked = file.keys(entry, place, ("form", "titles", "kind"), ("statement", "fund"))
        titles = file.words(checked.pop("titles"), f"{place}.titles")
        file.texts(checked, place, kinds)
        found.append(FormWords(titles=titles, **checked))
    return tuple(found)


_PERFORMANCE_MAPS = (
    "approximate", "columns", "expenditure_types", "fund_columns", "fund_rows", "goals", "heads", "list_columns",
    "operators", "operators_behind",
)  # fmt: skip
_PERFORMANCE_LISTS = (
    "bases", "blanks", "evidences", "execution", "frames", "joined", "levels1", "levels2", "longer", "longer_goals",
    "placed_levels2", "qualities", "rules", "title_words", "total", "whole_money",
)  # fmt: skip


def _load_performance(file: _File) -> PerformanceWords:
    content = file.keys(file.content, "", (*_PERFORMANCE_MAPS, *_PERFORMANCE_LISTS))
    maps = {key: file.word_map(content[key], key, key) for key in _PERFORMANCE_MAPS}
    lists = {key: file.words(content[key], key) for key in _PERFORMANCE_LISTS}
    return PerformanceWords(**maps, **lists)  # type: ignore[arg-type]


def _load_statements(file: _File) -> StatementWords:
    lists = ("two_sided", "row_labels", "over", "totals")
    content = file.keys(file.content, "", ("columns", "rows", *lists))
    columns: dict[str, tuple[Column, ...]] = {}
    for form, entries in file.mapping(content["columns"], "columns").items():
        found = []
        for place, entry in file.entries(entries, f"columns.{form}"):
            checked = file.keys(
                entry, place, ("column", "words"), ("fund", "expenditure_type", "economic_code", "group")
            )
            words = file.words(checked.pop("words"), place)
            file.texts(checked, place)
            checked["group"] = fold(checked.get("group", ""))
            found.append(Column(words=words, **checked))
        columns[form] = tuple(found)
    rows = {
        form: _labels(file, entries, f"rows.{form}")
        for form, entries in file.keys(content["rows"], "rows", _STATEMENT_ROWS).items()
    }
    return StatementWords(columns, rows, **{key: file.words(content[key], key) for key in lists})


def _load_grids(file: _File, terms: Terms) -> GridWords:
    content = file.keys(file.content, "", ("rows", "lists", "government", "purchases", "events"))
    rows: dict[str, dict[str, Label]] = {}
    for group, entries in file.keys(content["rows"], "rows", _GRID_ROWS).items():
        labels = _labels(file, entries, f"rows.{group}")
        rows[group] = {normalize_name(word): label for label in labels for word in label.words}
    lists, government, purchases, events = (
        file.word_map(content[key], key, key) for key in ("lists", "government", "purchases", "events")
    )
    return GridWords(terms, rows, lists, government, purchases, events)


_GRAMMAR_MAPS = (
    "phases", "comparisons", "verbs", "zeros", "respective", "counted", "project_fields", "share_bases", "evaluations",
)  # fmt: skip
_GRAMMAR_LISTS = (
    "variances", "level", "absences", "planned", "fillers", "enumerations", "openings",
)  # fmt: skip


def _combine_comparisons(parts: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every comparison with the year before that can be made of the parts."""
    for year, figure in product(parts["years"], ("", *parts["figures"])):
        for before in parts["alone"]:
            yield f"{before}{year}{figure}"
        for before, behind in product(parts["paired"], parts["behind"]):
            yield f"{before}{year}{figure}{behind}"


def _combine_levels(parts: Mapping[str, tuple[str, ...]], levels: Iterable[str]) -> Iterator[str]:
    """Every phrase that says that a figure is the same as the year before: 与|上年|预算数|持平."""
    figures = ("", *parts["figures"])
    for before, year, figure, level in product(parts["paired"], parts["years"], figures, levels):
        yield f"{before}{year}{figure}{level}"


def _load_grammar(file: _File) -> dict[str, Any]:
    content = file.keys(file.content, "", (*_GRAMMAR_MAPS, *_GRAMMAR_LISTS, "prior_year", "regions"))
    regions = []
    for place, entry in file.entries(content["regions"], "regions"):
        checked = file.keys(entry, place, ("words", "role", "until"))
        words = file.words(checked.pop("words"), place)
        file.texts(checked, place)
        regions.append(Region(words, **checked))
    maps = {key: file.word_map(content[key], key, key) for key in _GRAMMAR_MAPS}
    parts = file.keys(content["prior_year"], "prior_year", ("alone", "paired", "behind", "years", "figures"))
    prior = {key: file.words(part, f"prior_year.{key}") for key, part in parts.items()}
    combined, plain = _combine_comparisons(prior), file.words(content["level"], "level")
    maps["comparisons"]["prior_year"] = (*maps["comparisons"]["prior_year"], *combined)
    maps["levels"] = {"": plain, "prior_year": tuple(_combine_levels(prior, plain))}
    lists = {key: file.words(content[key], key) for key in _GRAMMAR_LISTS if key != "level"}
    return {**maps, **lists, "regions": tuple(regions)}


def _load_ignores(file: _File) -> dict[str, Any]:
    ignores = []
    reasons: dict[str, str] = {}
    for place, entry in file.entries(file.content, ""):
        checked = file.keys(entry, place, ("reason", "meaning"), ("patterns",))
        patterns = file.words(checked.pop("patterns"), place) if "patterns" in checked else ()
        file.texts(checked, place)
        reasons[checked["reason"]] = checked["meaning"]
        ignores.append(Ignore(checked["reason"], patterns))
    return {"ignores": tuple(ignores), "reasons": reasons}


def _load_privacy(file: _File) -> dict[str, Any]:
    content = file.keys(file.content, "", ("contexts", "surnames", "ordinary", "transliterated"))
    contexts = file.words(content["contexts"], "contexts")
    for context in contexts:
        if context.count("{name}") != 1:
            raise file.fail(f"{context!r} has not one {{name}}", "contexts")
    names = {key: frozenset(file.words(content[key], key)) for key in ("surnames", "ordinary", "transliterated")}
    for key, each in ((key, each) for key, held in names.items() for each in sorted(held)):
        if not _HAN.fullmatch(each) or (key == "transliterated" and len(each) > 1):
            raise file.fail(f"{each!r} is no Chinese character, or more than one", key)
    return {"names": contexts, **names}


@cache
def load_vocabulary(folder: Path = FOLDER) -> Vocabulary:
    """Read the YAML of ``folder``. Raises DescriptionError naming file, place and remedy."""
    files = {path.stem: path for path in (folder / f"{name}.yml" for name in _NAMES)}
    opened = {name: _File(path) for name, path in files.items()}
    return Vocabulary(
        sections=_load_sections(opened["sections"]),
        forms=_load_forms(opened["forms"]),
        labels=_load_labels(opened["labels"]),
        genres=opened["genres"].word_map(opened["genres"].content, "", "genres"),
        performance=_load_performance(opened["performance"]),
        statements=_load_statements(opened["statements"]),
        grids=_load_grids(opened["grids"], load_terms(folder / "terms.yml")),
        **_load_grammar(opened["grammar"]),
        **_load_ignores(opened["ignores"]),
        **_load_privacy(opened["privacy"]),
    )


_NAMES = (
    "sections", "forms", "labels", "genres", "performance", "statements", "grids", "grammar", "ignores", "privacy",
)  # fmt: skip
