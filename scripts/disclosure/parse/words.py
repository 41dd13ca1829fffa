"""The vocabulary: words of the documents, read from YAML and checked against a fixed form.

YAML holds words only; what they do is decided here. Unknown keys are errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from disclosure.errors import DescriptionError
from disclosure.parse.stream import fold
from disclosure.reference import normalize_name
from disclosure.store import load_yaml

_FOLDER = Path(__file__).resolve().parent.parent / "vocabulary"


@dataclass(frozen=True, slots=True)
class SectionWords:
    """A section of a report: what its headings contain and what its figures are about."""

    section: str
    headings: tuple[str, ...]
    statement: str = ""
    direction: str = ""
    fund: str = ""
    expenditure_type: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """What a row label or phrase stands for. ``units`` gives another item by the unit that follows."""

    words: tuple[str, ...]
    item: str = ""
    statement: str = ""
    direction: str = ""
    fund: str = ""
    expenditure_type: str = ""
    functional_code: str = ""
    planned: str = ""
    project: int | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """Words that begin an explanation, its role, and where it ends (sentence or section)."""

    words: tuple[str, ...]
    role: str
    until: str


@dataclass(frozen=True, slots=True)
class FormWords:
    """A form (statement or performance table) and the titles it bears."""

    form: str
    titles: tuple[str, ...]
    kind: str
    statement: str = ""
    fund: str = ""


@dataclass(frozen=True, slots=True)
class Ignore:
    """A pattern with slots ({n} a number) that is not a figure of the accounts, and why."""

    reason: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an accounting form: what its amounts are of. ``column`` is its key within the form."""

    column: str
    words: tuple[str, ...]
    fund: str = ""
    expenditure_type: str = ""
    economic_code: str = ""


@dataclass(frozen=True, slots=True)
class StatementWords:
    """The words of the accounting forms: columns and rows by form, and what totals are called."""

    columns: Mapping[str, tuple[Column, ...]]
    rows: Mapping[str, tuple[Label, ...]]
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What a word over a column of a gridded form says of the column."""

    words: tuple[str, ...]
    kind: str = ""
    direction: str = ""
    fund: str = ""
    expenditure_type: str = ""
    item: str = ""
    phase: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class GridWords:
    """The words of gridded forms: what titles consist of by kind, heads by word, row labels by group and name."""

    titles: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, HeadWords]
    rows: Mapping[str, Mapping[str, Label]]


@dataclass(frozen=True, slots=True)
class PerformanceWords:
    """The words of the performance tables (绩效目标表, 绩效自评表)."""

    levels1: tuple[str, ...]
    levels2: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    fund_columns: Mapping[str, tuple[str, ...]]
    fund_rows: Mapping[str, tuple[str, ...]]
    heads: Mapping[str, tuple[str, ...]]
    goals: Mapping[str, tuple[str, ...]]
    total: tuple[str, ...]
    bases: tuple[str, ...]
    rules: tuple[str, ...]
    evidences: tuple[str, ...]
    qualities: tuple[str, ...]
    blanks: tuple[str, ...]
    frames: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All words of the narrative grammar."""

    sections: tuple[SectionWords, ...]
    forms: tuple[FormWords, ...]
    labels: Mapping[str, tuple[Label, ...]]
    phases: Mapping[str, tuple[str, ...]]
    comparisons: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, tuple[str, ...]]
    variances: tuple[str, ...]
    level: tuple[str, ...]
    absences: tuple[str, ...]
    planned: tuple[str, ...]
    fillers: tuple[str, ...]
    regions: tuple[Region, ...]
    enumerations: tuple[str, ...]
    share_bases: tuple[str, ...]
    openings: tuple[str, ...]
    project_fields: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]
    surnames: frozenset[str]
    transliterated: frozenset[str]
    ignores: tuple[Ignore, ...]
    reasons: Mapping[str, str]
    genres: Mapping[str, tuple[str, ...]]
    performance: PerformanceWords
    statements: StatementWords
    grids: GridWords


def _check_keys(value: Any, allowed: set[str], file: Path, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise DescriptionError("is not a mapping", file=file.name, place=place, remedy="see the other entries")
    unknown = sorted(set(value) - allowed)
    if unknown:
        raise DescriptionError(
            f"unknown key {unknown[0]!r}", file=file.name, place=place, remedy=f"use {sorted(allowed)}"
        )
    return value


def _words(value: Any, file: Path, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise DescriptionError("is not a list of words", file=file.name, place=place, remedy="quote each word")
    return tuple(fold(word) for word in value)


def _word_map(value: Any, file: Path, place: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise DescriptionError("is not a mapping", file=file.name, place=place, remedy="see the other entries")
    return {key: _words(words, file, f"{place}.{key}") for key, words in value.items()}


_LABEL_KEYS = {
    "words", "item", "statement", "direction", "fund", "expenditure_type", "functional_code", "planned", "project",
    "units",
}  # fmt: skip


def _label(entry: Any, file: Path, place: str) -> Label:
    checked = dict(_check_keys(entry, _LABEL_KEYS, file, place))
    words = _words(checked.pop("words", None), file, place)
    units = {fold(unit): item for unit, item in checked.pop("units", {}).items()}
    return Label(words=words, units=units, **checked)


def _load_labels(file: Path) -> dict[str, tuple[Label, ...]]:
    content = load_yaml(file)
    if not isinstance(content, dict):
        raise DescriptionError("is not a mapping of statements", file=file.name, remedy="see the file's head")
    return {
        statement: tuple(_label(entry, file, f"{statement}[{index}]") for index, entry in enumerate(entries))
        for statement, entries in content.items()
    }


def _load_sections(file: Path) -> tuple[SectionWords, ...]:
    keys = {"section", "headings", "statement", "direction", "fund", "expenditure_type"}
    found = []
    for index, entry in enumerate(load_yaml(file)):
        checked = dict(_check_keys(entry, keys, file, f"[{index}]"))
        headings = _words(checked.pop("headings", None), file, f"[{index}].headings")
        found.append(SectionWords(headings=headings, **checked))
    return tuple(found)


def _load_forms(file: Path) -> tuple[FormWords, ...]:
    found = []
    for index, entry in enumerate(load_yaml(file)):
        checked = dict(_check_keys(entry, {"form", "titles", "kind", "statement", "fund"}, file, f"[{index}]"))
        titles = _words(checked.pop("titles", None), file, f"[{index}].titles")
        found.append(FormWords(titles=titles, **checked))
    return tuple(found)


_PERFORMANCE_MAPS = {"columns", "fund_columns", "fund_rows", "heads", "goals"}
_PERFORMANCE_LISTS = {"levels1", "levels2", "total", "bases", "rules", "evidences", "qualities", "blanks", "frames"}


def _load_performance(file: Path) -> PerformanceWords:
    content = _check_keys(load_yaml(file), _PERFORMANCE_MAPS | _PERFORMANCE_LISTS, file, "")
    maps = {key: _word_map(content[key], file, key) for key in sorted(_PERFORMANCE_MAPS)}
    lists = {key: _words(content[key], file, key) for key in sorted(_PERFORMANCE_LISTS)}
    return PerformanceWords(**maps, **lists)  # type: ignore[arg-type]


def _load_statements(file: Path) -> StatementWords:
    content = _check_keys(load_yaml(file), {"columns", "rows", "totals"}, file, "")
    columns: dict[str, tuple[Column, ...]] = {}
    for form, entries in content["columns"].items():
        found = []
        for index, entry in enumerate(entries):
            place = f"columns.{form}[{index}]"
            checked = dict(
                _check_keys(entry, {"column", "words", "fund", "expenditure_type", "economic_code"}, file, place)
            )
            found.append(Column(words=_words(checked.pop("words", None), file, place), **checked))
        columns[form] = tuple(found)
    rows = {
        form: tuple(_label(entry, file, f"rows.{form}[{index}]") for index, entry in enumerate(entries))
        for form, entries in content["rows"].items()
    }
    return StatementWords(columns, rows, _words(content["totals"], file, "totals"))


_HEAD_KEYS = {"words", "kind", "direction", "fund", "expenditure_type", "item", "phase", "basis"}


def _load_grids(file: Path) -> GridWords:
    content = _check_keys(load_yaml(file), {"titles", "head", "rows"}, file, "")
    heads: dict[str, HeadWords] = {}
    for index, entry in enumerate(content["head"]):
        checked = dict(_check_keys(entry, _HEAD_KEYS, file, f"head[{index}]"))
        words = _words(checked.pop("words", None), file, f"head[{index}].words")
        heads.update(dict.fromkeys(words, HeadWords(words, **checked)))
    rows: dict[str, dict[str, Label]] = {}
    for group, entries in content["rows"].items():
        rows[group] = {}
        for index, entry in enumerate(entries):
            label = _label(entry, file, f"rows.{group}[{index}]")
            rows[group].update({normalize_name(word): label for word in label.words})
    return GridWords(_word_map(content["titles"], file, "titles"), heads, rows)


_GRAMMAR_KEYS = {
    "phases", "comparisons", "verbs", "variances", "level", "absences", "planned", "fillers", "regions", "enumerations",
    "project_fields", "share_bases", "openings",
}  # fmt: skip


@cache
def load_vocabulary(folder: Path = _FOLDER) -> Vocabulary:
    """Read the YAML of ``folder``. Raises DescriptionError naming file, place and remedy."""
    file = folder / "grammar.yml"
    grammar = _check_keys(load_yaml(file), _GRAMMAR_KEYS, file, "")
    regions = []
    for index, entry in enumerate(grammar["regions"]):
        checked = _check_keys(entry, {"words", "role", "until"}, file, f"regions[{index}]")
        regions.append(Region(_words(checked["words"], file, "regions"), checked["role"], checked["until"]))
    privacy_file = folder / "privacy.yml"
    privacy = _check_keys(load_yaml(privacy_file), {"contexts", "surnames", "transliterated"}, privacy_file, "")
    ignores_file = folder / "ignores.yml"
    ignores = []
    reasons: dict[str, str] = {}
    for index, entry in enumerate(load_yaml(ignores_file)):
        checked = _check_keys(entry, {"reason", "meaning", "patterns"}, ignores_file, f"[{index}]")
        reasons[checked["reason"]] = checked["meaning"]
        ignores.append(Ignore(checked["reason"], _words(checked.get("patterns", []), ignores_file, f"[{index}]")))
    return Vocabulary(
        sections=_load_sections(folder / "sections.yml"),
        forms=_load_forms(folder / "forms.yml"),
        labels=_load_labels(folder / "labels.yml"),
        phases=_word_map(grammar["phases"], file, "phases"),
        comparisons=_word_map(grammar["comparisons"], file, "comparisons"),
        verbs=_word_map(grammar["verbs"], file, "verbs"),
        variances=_words(grammar["variances"], file, "variances"),
        level=_words(grammar["level"], file, "level"),
        absences=_words(grammar["absences"], file, "absences"),
        planned=_words(grammar["planned"], file, "planned"),
        fillers=_words(grammar["fillers"], file, "fillers"),
        regions=tuple(regions),
        enumerations=_words(grammar["enumerations"], file, "enumerations"),
        share_bases=_words(grammar["share_bases"], file, "share_bases"),
        openings=_words(grammar["openings"], file, "openings"),
        project_fields=_word_map(grammar["project_fields"], file, "project_fields"),
        names=_words(privacy["contexts"], folder / "privacy.yml", "contexts"),
        surnames=frozenset(_words(privacy["surnames"], folder / "privacy.yml", "surnames")),
        transliterated=frozenset(_words(privacy["transliterated"], folder / "privacy.yml", "transliterated")),
        ignores=tuple(ignores),
        reasons=reasons,
        genres=_word_map(load_yaml(folder / "genres.yml"), folder / "genres.yml", ""),
        performance=_load_performance(folder / "performance.yml"),
        statements=_load_statements(folder / "statements.yml"),
        grids=_load_grids(folder / "grids.yml"),
    )
