"""Why figures are not read: one value for each cause, with the words that caused it.

A cause is recorded for a table, a column, a row or a cell of a form, for a clause or a whole section of running text.
``explain_figures`` keeps those that leave figures unread, and attributes each unread figure to one cause, the widest:
a table's before a column's before a row's; what is recorded for a whole section comes last.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from disclosure.model import Document, Figure, Refusal
from disclosure.quick import quick, replace

_TERMS = "scripts/disclosure/vocabulary/terms.yml"


@dataclass(frozen=True, slots=True)
class NoTitle:
    """No line above the table has the shape of a form's title, and its header alone does not show what form it is."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class UnknownTitlePart:
    """A title contains a word that is no term: ``words`` is the title, ``part`` the word."""

    words: str
    part: str


@dataclass(frozen=True, slots=True)
class RestrictedTitle:
    """Known words of a title restrict the form to a part (the head office, the year without carryovers), and no total
    stated elsewhere shows that the part is all."""

    words: str


@dataclass(frozen=True, slots=True)
class OtherTitle:
    """All words of the title are known, and together they name no form that holds accounts; ``aside`` where they name
    one that the data does not hold."""

    words: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class NoUnitOfMeasure:
    """Neither the form nor the document says in which unit of measure the amounts are."""

    words: str


@dataclass(frozen=True, slots=True)
class NoHeader:
    """The title is known, and no header was found above the figures."""

    words: str


@dataclass(frozen=True, slots=True)
class UnknownHeader:
    """A word over a column is no term: ``words`` are all words over it, ``part`` the unknown one (empty where the
    column has no words, or where the words are known and what is below them is not)."""

    column: int
    words: str
    part: str


@dataclass(frozen=True, slots=True)
class FlatHeader:
    """The columns of a form in running text are not known from its header: ``detail`` says why, ``words`` are those of
    the header that caused it."""

    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Known words contradict each other: those over a column, or a row's label and its column's header."""

    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """A row's label is neither a term nor a name of a code list."""

    words: str


@quick
@dataclass(frozen=True, slots=True)
class NotConfirmed:
    """Row and column are known, and other figures of the form contradict what the figure would be."""

    words: str


@dataclass(frozen=True, slots=True)
class PerformanceCell:
    """The table is a performance form, and its reader did not assign the figure to a row and a column."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class UnreadClause:
    """A number of running text is not read: ``reason`` says why, ``words`` are those of its clause before it. Without
    words it is about a whole section, in which no clause leads to the number."""

    reason: str
    words: str = ""


Cause = (
    NoTitle
    | UnknownTitlePart
    | RestrictedTitle
    | OtherTitle
    | NoUnitOfMeasure
    | NoHeader
    | UnknownHeader
    | FlatHeader
    | Contradiction
    | UnknownRow
    | NotConfirmed
    | PerformanceCell
    | UnreadClause
)
#: The name of each cause in data, and where a word that is missing in terms.yml would count.
_NAMES: dict[type, tuple[str, str]] = {
    NoTitle: ("no_title", ""),
    UnknownTitlePart: ("unknown_title_part", "title"),
    RestrictedTitle: ("restricted_title", ""),
    OtherTitle: ("other_title", ""),
    NoUnitOfMeasure: ("no_unit_of_measure", ""),
    NoHeader: ("no_header", ""),
    UnknownHeader: ("unknown_header", "header"),
    FlatHeader: ("flat_header", ""),
    Contradiction: ("contradiction", ""),
    UnknownRow: ("unknown_row", "label"),
    NotConfirmed: ("not_confirmed", ""),
    PerformanceCell: ("performance_cell", ""),
}
#: The order in which causes are given a figure that several would explain.
_WIDTH = {cause: at for at, cause in enumerate((UnknownHeader, Contradiction, UnknownRow, NotConfirmed), 1)}
_LAST = len(_WIDTH) + 1
#: Sections that are forms or tables, and the reasons of unread figures of which no cause was recorded: a reader of
#: forms did not assign them to a row and a column, or they are in no part of the document that is read.
_FORMS = ("form:", "table")
_UNASSIGNED, _OUTSIDE = "unassigned", "outside"


@quick
@dataclass(frozen=True, slots=True)
class Trace:
    """A cause and the ranges of the document whose figures it may leave unread; ``title`` is the form's."""

    cause: Cause
    spans: tuple[tuple[int, int], ...]
    title: str = ""


def explain_figures(
    document: Document, traces: Iterable[Trace], figures: Sequence[Figure]
) -> tuple[list[Figure], list[Refusal]]:
    """The figures, those that are unread with the name of their cause as ``reason``; and the causes, in the order of
    the document, with how many figures each leaves unread."""
    starts = sorted(figure.start for figure in figures if figure.outcome == "unread" and figure.text)
    taken: dict[int, str] = {}
    groups: dict[tuple[str, Cause], list[int]] = {}
    for trace in sorted(traces, key=_order):
        own = {at for span in trace.spans for at in _within(starts, span)} - taken.keys()
        if own:
            taken |= dict.fromkeys(own, _name_cause(trace.cause))
            groups.setdefault((trace.title, trace.cause), []).extend(sorted(own))
    ends = {figure.start: figure.end for figure in figures}
    ordered = sorted(groups.items(), key=lambda group: group[1])
    refusals = [
        _describe(document.place(min(own), ends[max(own)]), title, cause, len(own)) for (title, cause), own in ordered
    ]
    return [_explain(figure, taken) for figure in figures], refusals


def _explain(figure: Figure, causes: Mapping[int, str]) -> Figure:
    if figure.outcome != "unread" or not figure.text:
        return figure
    in_form = figure.section.startswith(_FORMS)
    return replace(figure, reason=causes.get(figure.start, _UNASSIGNED if in_form else _OUTSIDE))


def _name_cause(cause: Cause) -> str:
    return cause.reason if isinstance(cause, UnreadClause) else name_cause_type(type(cause))


def name_cause_type(cause: type[Cause]) -> str:
    """The name of a type of cause in data: the ``reason`` of figures and refusals."""
    return _NAMES[cause][0]


def _order(trace: Trace) -> int:
    if isinstance(trace.cause, UnreadClause) and not trace.cause.words:
        return _LAST
    return _WIDTH.get(type(trace.cause), 0)


def _within(starts: Sequence[int], span: tuple[int, int]) -> Sequence[int]:
    return starts[bisect.bisect_left(starts, span[0]) : bisect.bisect_left(starts, span[1])]


def _describe(place: str, title: str, cause: Cause, figures: int) -> Refusal:
    name, where = _name_cause(cause), _NAMES[type(cause)][1] if type(cause) in _NAMES else ""
    part = cause.part if isinstance(cause, UnknownTitlePart | UnknownHeader) else ""
    word = part or (cause.words if isinstance(cause, UnknownRow) else "")
    line = f"- means: {{?}}  in: [{where}]  words: [{word}]" if word and where else ""
    return Refusal(
        place=place,
        title=title or (cause.words if where == "title" or not where else ""),
        reason=name,
        column=cause.column + 1 if isinstance(cause, UnknownHeader) else None,
        words=cause.words,
        detail=cause.detail if isinstance(cause, Contradiction | FlatHeader) else part,
        figures=figures,
        file=_TERMS if line else "",
        line=line,
    )
