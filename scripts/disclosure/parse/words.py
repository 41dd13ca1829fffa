"""The vocabulary: words of the documents, as types. parse/vocabulary.py reads them from YAML.

YAML holds words only; what they do is decided in code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from disclosure.parse.terms.term import Terms
from disclosure.quick import quick


@dataclass(frozen=True, slots=True)
class SectionWords:
    """A section of a report: what its headings contain and what its figures are about. ``subjects`` are words that
    name the topic by themselves, where a sentence begins or in a heading; ``lines`` are headings without a number."""

    section: str
    headings: tuple[str, ...]
    statement: str = ""
    direction: str = ""
    fund: str = ""
    expenditure_type: str = ""
    subjects: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


#: The item of what is a part that no dimension of facts names: its figures are details.
NOT_HELD = "not_held"


@quick
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
    economic_code: str = ""
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
    """A column of an accounting form: what its amounts are of. ``column`` is its key within the form, ``group`` the
    header above it and others."""

    column: str
    words: tuple[str, ...]
    fund: str = ""
    expenditure_type: str = ""
    economic_code: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class StatementWords:
    """The words of the accounting forms: columns and rows by form, which forms have two sides, the headers of row
    labels, headers over several columns, and what totals are called."""

    columns: Mapping[str, tuple[Column, ...]]
    rows: Mapping[str, tuple[Label, ...]]
    two_sided: tuple[str, ...]
    row_labels: tuple[str, ...]
    over: tuple[str, ...]
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridWords:
    """The words of gridded forms: the terms that titles, headers and row labels consist of, row labels by group and
    name, the words over lists that hold no amounts, by reason, the government's economic classes by code, and the
    words over what a row says of a purchase, or of a meeting or training (``events``)."""

    terms: Terms
    rows: Mapping[str, Mapping[str, Label]]
    lists: Mapping[str, tuple[str, ...]]
    government: Mapping[str, tuple[str, ...]]
    purchases: Mapping[str, tuple[str, ...]]
    events: Mapping[str, tuple[str, ...]]


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
    list_columns: Mapping[str, tuple[str, ...]]
    expenditure_types: Mapping[str, tuple[str, ...]]
    whole_money: tuple[str, ...]
    placed_levels2: tuple[str, ...]
    longer: tuple[str, ...]
    longer_goals: tuple[str, ...]
    execution: tuple[str, ...]
    joined: tuple[str, ...]
    title_words: tuple[str, ...]
    operators: Mapping[str, tuple[str, ...]]
    operators_behind: Mapping[str, tuple[str, ...]]
    approximate: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All words of the narrative grammar; one is equal to itself alone, so that what is made of it is found again at
    once. ``levels`` are phrases for a figure that did not change, by what it is
    compared with (empty where the phrase does not say); ``zeros`` are those for a 0, by the item that it is of, or
    ``subject`` for the subject of the clause."""

    sections: tuple[SectionWords, ...]
    forms: tuple[FormWords, ...]
    labels: Mapping[str, tuple[Label, ...]]
    phases: Mapping[str, tuple[str, ...]]
    comparisons: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, tuple[str, ...]]
    variances: tuple[str, ...]
    levels: Mapping[str, tuple[str, ...]]
    absences: tuple[str, ...]
    respective: Mapping[str, tuple[str, ...]]
    counted: Mapping[str, tuple[str, ...]]
    zeros: Mapping[str, tuple[str, ...]]
    planned: tuple[str, ...]
    fillers: tuple[str, ...]
    regions: tuple[Region, ...]
    enumerations: tuple[str, ...]
    share_bases: Mapping[str, tuple[str, ...]]
    openings: tuple[str, ...]
    project_fields: Mapping[str, tuple[str, ...]]
    evaluations: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]
    surnames: frozenset[str]
    ordinary: frozenset[str]
    transliterated: frozenset[str]
    ignores: tuple[Ignore, ...]
    reasons: Mapping[str, str]
    genres: Mapping[str, tuple[str, ...]]
    performance: PerformanceWords
    statements: StatementWords
    grids: GridWords
