"""What the columns of a gridded form are, by the words that stand over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from disclosure.parse.terms.header import measure_of, read_path, read_word
from disclosure.parse.terms.meaning import Meaning
from disclosure.parse.terms.term import Terms, Unknown
from disclosure.parse.trace import Cause, Contradiction, UnknownHeader
from disclosure.quick import quick, replace

_DIMENSIONS = (
    "direction", "fund", "expenditure_type", "item", "phase", "basis", "statement", "classification", "form",
    "economic", "government",
)  # fmt: skip
#: Items of revenue that name no fund.
_REVENUES = frozenset(
    {"superior_subsidy", "service_income", "business_income", "subsidiary_remittance", "other_income",
     "use_of_nonfiscal_surplus", "opening_carryover", "account_balance"}
)  # fmt: skip
_CROSSED = {"functional", "economic"}
#: A budget of this year.
_BUDGET = re.compile(r"^\D*预算数")
#: Kinds of columns that tell whose amounts a row holds.
_NAMES = frozenset({"name", "economic", "functional", "spender"})


@quick
@dataclass(frozen=True, slots=True)
class ColumnSense:
    """What a column is. ``kind`` is code, name, economic or functional (names of one classification), spender
    (economic types and units), government (the government's own economic classification), unit, year, line
    (行次), objective (what a project is for), purchase (of a single purchase), skip, part (of the amounts, a part that
    no dimension names), ratio (computed from other amounts), amount, rate (of a change), foreign (words stand below it
    that are no name we know), or unknown where a word
    over it is. ``basis`` is set where the column holds changes, ``statement`` where it holds amounts of another than
    the form's, ``part`` the word that says of which part its amounts are, if they are of one,
    ``measure`` where a word over it names a unit of its own, and ``economic`` (a code) where its amounts
    are of one economic type."""

    kind: str
    direction: str = ""
    fund: str = ""
    expenditure_type: str = ""
    item: str = ""
    phase: str = ""
    basis: str = ""
    statement: str = ""
    measure: str = ""
    classification: str = ""
    form: str = ""
    economic: str = ""
    government: str = ""
    words: tuple[str, ...] = ()
    part: str = ""


@dataclass(slots=True)
class Segment:
    """Columns of one record of a row: where its code and its name stand, and its amounts by column. ``parents`` have
    the first-level project (一级项目) of a row's project.

    ``government`` are columns of the government's economic classification: beside the department's they split
    one department's code over several rows, alone they are what the rows are (``kind`` government). ``parts`` are
    columns without a head behind the name, which divide it: 小计 is the name's own amount. ``listed`` are, where each
    row names a project, the columns of the function and of the economic type it is of, codes and names, by
    classification. ``crossed`` are the columns
    of a function and of an economic type, where each row holds one of both. What rows hold is ``known``
    unless a column tells them apart by words of which the head says nothing."""

    codes: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    government: list[int] = field(default_factory=list)
    kind: str = "name"
    listed: dict[str, list[int]] = field(default_factory=dict)
    crossed: dict[str, int] = field(default_factory=dict)
    amounts: dict[int, ColumnSense] = field(default_factory=dict)
    known: bool = True


def read_head(paths: Sequence[Sequence[str]], terms: Terms, year: int) -> list[ColumnSense]:
    """The sense of each column from the words over it, top down. One unknown word makes the column unknown:
    an amount under words we do not know is not read. ``year`` is the report's: a column of the year before
    has the phase ``prior``."""
    return _settle_types(_settle_phases([_sense(path, terms, year) for path in paths]))


def _settle_phases(senses: Sequence[ColumnSense]) -> list[ColumnSense]:
    """The senses with 预算数 as the approved budget where another column is the adjusted one (全年预算数). Next to a
    budget of which the words are not known it may be either."""
    adjusted = any(sense.phase == "adjusted" for sense in senses)
    unknown = any(each.kind == "unknown" and _BUDGET.search("".join(each.words[-1:])) for each in senses)
    if unknown and not adjusted:
        return [replace(each, kind="unknown") if each.phase == "budget" else each for each in senses]
    return [replace(each, phase="approved") if adjusted and each.phase == "budget" else each for each in senses]


def _settle_types(senses: Sequence[ColumnSense]) -> list[ColumnSense]:
    """The senses with the code of each economic type: both classifications have types of one name (其他支出), and the
    other types of the header say which it is. Where they do not, the column is unknown."""
    classes = {bool(sense.government) for sense in senses if bool(sense.economic) != bool(sense.government)}
    classes |= {sense.classification == "government" for sense in senses if sense.economic and sense.classification}
    own = classes.pop() if len(classes) == 1 else None
    return [_settle_type(sense, own) if sense.economic or sense.government else sense for sense in senses]


def _settle_type(sense: ColumnSense, own: bool | None) -> ColumnSense:
    if sense.kind not in {"amount", "rate"}:
        return replace(sense, economic="", government="")
    code = "" if own is None else sense.government if own else sense.economic
    return replace(sense, economic=code, government="", kind=sense.kind if code else "unknown")


def _sense(path: Sequence[str], terms: Terms, year: int) -> ColumnSense:
    words = tuple(path)
    found = read_path(path, terms, year) if path else None
    if not isinstance(found, Meaning):
        last = read_word(path[-1], terms, year) if path else None
        return ColumnSense("skip" if isinstance(last, Meaning) and last.kind == "skip" else "unknown", words=words)
    return ColumnSense(
        found.kind, measure=measure_of(path), words=words, part=_find_part(path, terms, year) if path else "",
        **{name: getattr(found, name) for name in _DIMENSIONS},
    )  # fmt: skip


def _find_part(path: Sequence[str], terms: Terms, year: int) -> str:
    """The word over a column that says of which part its amounts are; all of them where none does by itself."""
    found = ((word, read_word(word, terms, year)) for word in reversed(path))
    return next((word for word, each in found if isinstance(each, Meaning) and each.kind == "part"), "/".join(path))


def explain_column(column: int, sense: ColumnSense, terms: Terms, year: int) -> Cause:
    """Why the amounts of a column are not read, by the words over it."""
    words = "/".join(sense.words)
    found = read_path(sense.words, terms, year) if sense.words else None
    if isinstance(found, Unknown):
        return UnknownHeader(column, words, found.words)
    if found is not None and not isinstance(found, Meaning):
        return Contradiction(words, str(found))
    return UnknownHeader(column, words, "")


def split_segments(senses: Sequence[ColumnSense]) -> list[Segment]:
    """The records that stand side by side in a row: a code or name behind amounts begins the next."""
    segments = [Segment()]
    pending: list[int] = []
    lost = False  # whether behind the names comes a column of which the header is not known
    for column, sense in enumerate(senses):
        if sense.kind == "foreign":
            # what rows are called, or what tells them apart, is not known: nor are the amounts behind it
            if segments[-1].amounts:
                segments.append(Segment())
            segments[-1].known = False
            pending = []
        elif sense.kind == "unknown" and not sense.words and column - 1 in segments[-1].names:
            segments[-1].parts.append(column)
        elif sense.kind in _NAMES or sense.kind in {"code", "government"}:
            if segments[-1].amounts or lost:
                segments.append(Segment())
                pending = []
                lost = False
            _place(segments[-1], column, sense.kind, pending)
        elif sense.kind == "unknown" and sense.words:
            lost = lost or bool(segments[-1].names)
        elif sense.kind in {"amount", "rate"}:
            if pending and not segments[-1].codes:
                segments[-1].codes = pending
            pending = []
            segments[-1].amounts[column] = sense
    for segment in segments:
        _pass_side(segment, senses)
        _leave_parents(segment, senses)
        _list_projects(segment, senses)
        if segment.government and not segment.names:
            segment.names, segment.kind = [*segment.codes, *segment.government], "government"
            segment.codes, segment.government = [], []
    return [segment for segment in segments if segment.amounts and segment.known]


def _list_projects(segment: Segment, senses: Sequence[ColumnSense]) -> None:
    """Part the name of a row's project from the function and the economic type that the row gives of it."""
    projects = [at for at in segment.names if senses[at].kind == "name" and "项目" in "".join(senses[at].words[-1:])]
    classes = {at: senses[at].kind for at in segment.names if senses[at].kind in _CROSSED}
    if len(projects) != 1 or not classes:
        return
    for at in (*segment.codes, *classes):
        kind = classes.get(at) or senses[at].classification or "functional"
        segment.listed.setdefault(kind, []).append(at)
    segment.names, segment.codes, segment.kind, segment.crossed = projects, [], "name", {}


def _leave_parents(segment: Segment, senses: Sequence[ColumnSense]) -> None:
    """The name of a project's part (二级项目) is not joined with that of the project (一级项目) before it."""
    words = {column: "".join(senses[column].words) for column in segment.names}
    if any("二级项目" in text for text in words.values()):
        segment.parents = [column for column, text in words.items() if "一级项目" in text]
        segment.names = [column for column in words if column not in segment.parents]


def _pass_side(segment: Segment, senses: Sequence[ColumnSense]) -> None:
    """The side that the header of the names states is that of amounts whose own header states none."""
    sides = {senses[column].direction for column in segment.names} - {""}
    if len(sides) == 1 and any(not sense.direction for sense in segment.amounts.values()):
        side = sides.pop()
        for column, sense in segment.amounts.items():
            segment.amounts[column] = replace(sense, direction=sense.direction or side)


def is_side(sense: ColumnSense) -> bool:
    """Whether a header says of its column nothing but the side, revenue or expenditure."""
    return bool(sense.direction) and not any(getattr(sense, name) for name in _DIMENSIONS if name != "direction")


def _place(segment: Segment, column: int, kind: str, pending: list[int]) -> None:
    """Put a code or name column where it belongs; codes behind a name wait for the name they lead to."""
    if kind == "code":
        (pending if segment.names else segment.codes).append(column)
    elif kind == "government":
        segment.government.extend((*pending, column))
        pending.clear()
    else:
        segment.names.append(column)
        if {segment.kind, kind} == _CROSSED and not segment.codes:
            segment.crossed = {segment.kind: segment.names[0], kind: column}
        segment.kind = kind


def source_of_funds(sense: ColumnSense) -> ColumnSense:
    """In a form of expenditure a column of revenue says from what the money comes: its item is a fund."""
    if sense.direction != "revenue" and sense.item not in _REVENUES:
        return sense
    if sense.fund and not sense.item:
        return replace(sense, direction="")
    if sense.item == "opening_carryover" and not sense.fund:
        return replace(sense, item="", direction="", fund="carryover")
    if sense.item in _REVENUES - {"opening_carryover"}:
        return replace(sense, item="", direction="", fund=sense.item)
    return replace(sense, kind="part")
