"""What the columns of a gridded form are, by the words that stand over them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from disclosure.parse.words import HeadWords

_YEAR = re.compile(r"^(?:(?P<year>(?:19|20)\d{2})年度?)")
_TAIL = re.compile(r"（(?:单位：)?(?:人民币)?(亿元|万元|千元|元)）$")
_DIMENSIONS = ("direction", "fund", "expenditure_type", "item", "phase", "basis", "statement")
#: Items of revenue that name no fund.
_REVENUES = frozenset(
    {"superior_subsidy", "service_income", "business_income", "subsidiary_remittance", "other_income",
     "use_of_nonfiscal_surplus", "opening_carryover", "account_balance"}
)  # fmt: skip
#: Kinds of columns that tell whose amounts a row holds.
_NAMES = frozenset({"name", "economic", "functional", "spender"})


@dataclass(frozen=True, slots=True)
class ColumnSense:
    """What a column is. ``kind`` is code, name, economic or functional (names of one classification), spender
    (economic types and units), government (the government's own economic classification), unit, year, line
    (行次), objective (what a project is for), purchase (of a single purchase), skip, beside (amounts the data does not
    hold), amount, rate (of a change), foreign (words stand below it that are no name we know), or unknown where a word
    over it is. ``basis`` is set where the column holds changes, ``statement`` where it holds amounts of another than
    the form's, ``measure`` where a word over it names a unit of its own."""

    kind: str
    direction: str = ""
    fund: str = ""
    expenditure_type: str = ""
    item: str = ""
    phase: str = ""
    basis: str = ""
    statement: str = ""
    measure: str = ""
    words: tuple[str, ...] = ()


@dataclass(slots=True)
class Segment:
    """Columns of one record of a row: where its code and its name stand, and its amounts by column.

    ``government`` are columns of the government's economic classification: beside the department's they split
    one department's code over several rows, alone they are what the rows are (``kind`` government). ``parts`` are
    columns without a head behind the name, which divide it: 小计 is the name's own amount. What rows hold is ``known``
    unless a column tells them apart by words of which the head says nothing."""

    codes: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    government: list[int] = field(default_factory=list)
    kind: str = "name"
    amounts: dict[int, ColumnSense] = field(default_factory=dict)
    known: bool = True


def read_head(paths: Sequence[Sequence[str]], heads: Mapping[str, HeadWords], year: int) -> list[ColumnSense]:
    """The sense of each column from the words over it, top down. One unknown word makes the column unknown:
    an amount under words we do not know is not read. ``year`` is the report's: a column of the year before
    has the phase ``prior``."""
    return [_sense(path, heads, year) for path in paths]


def _sense(path: Sequence[str], heads: Mapping[str, HeadWords], year: int) -> ColumnSense:
    words = tuple(path)
    known = [found for word in path if (found := _find(word, heads, year)) is not None]
    if not path or len(known) != len(path):
        return ColumnSense("skip" if known and known[-1].kind == "skip" else "unknown", words=words)
    kind = next((word.kind for word in known if word.kind in {"beside", "purchase"}), known[-1].kind or "amount")
    if kind in _NAMES | {"code"} and any(word.kind == "government" for word in known):
        kind = "government"
    measured = [tail.group(1) for word in path if (tail := _TAIL.search(word))]
    sense = ColumnSense(kind, measure=measured[-1] if measured else "", words=words)
    for word in known:
        filled = {key: value for key in _DIMENSIONS if (value := getattr(word, key))}
        sense = replace(sense, **filled)
    return sense


def plain_head(word: str) -> str:
    """A word over a column without its unit of measure, a colon and 其中."""
    return _TAIL.sub("", word.removeprefix("其中：")).rstrip("：") or "其中"


def _find(word: str, heads: Mapping[str, HeadWords], year: int) -> HeadWords | None:
    """What a word over a column says: with its year, its unit of measure and 其中： aside."""
    plain = plain_head(word)
    if plain in heads:
        return heads[plain]
    dated = _YEAR.match(plain)
    if dated is None:
        return None
    rest = plain[dated.end() :]
    if "比" in rest:
        return _find_change(plain, heads, year)
    found = heads.get(rest) if rest else HeadWords(())
    if found is None or found.kind not in {"", "beside"}:
        return None
    distance = year - int(dated.group("year"))
    if distance == 0:
        return found
    return replace(found, phase="prior") if distance == 1 else None


def _find_change(plain: str, heads: Mapping[str, HeadWords], year: int) -> HeadWords | None:
    """A column of changes from one year's known kind of amount to the next's (2025年预算数比2024年执行数)."""
    now, _, before = plain.partition("比")
    found, prior = _find(now, heads, year), _find(before, heads, year)
    if found is None or prior is None or prior.phase != "prior" or found.kind:
        return None
    return replace(found, basis="prior_year")


def split_segments(senses: Sequence[ColumnSense]) -> list[Segment]:
    """The records that stand side by side in a row: a code or name behind amounts begins the next."""
    segments = [Segment()]
    pending: list[int] = []
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
            if segments[-1].amounts:
                segments.append(Segment())
                pending = []
            _place(segments[-1], column, sense.kind, pending)
        elif sense.kind in {"amount", "rate"}:
            if pending and not segments[-1].codes:
                segments[-1].codes = pending
            pending = []
            segments[-1].amounts[column] = sense
    for segment in segments:
        if segment.government and not segment.names:
            segment.names, segment.kind = [*segment.codes, *segment.government], "government"
            segment.codes, segment.government = [], []
    return [segment for segment in segments if segment.amounts and segment.known]


def _place(segment: Segment, column: int, kind: str, pending: list[int]) -> None:
    """Put a code or name column where it belongs; codes behind a name wait for the name they lead to."""
    if kind == "code":
        (pending if segment.names else segment.codes).append(column)
    elif kind == "government":
        segment.government.extend((*pending, column))
        pending.clear()
    else:
        segment.names.append(column)
        segment.kind = kind


def has_own_measure(word: str) -> bool:
    """Whether a word over a column names a unit of measure behind words of its own."""
    found = _TAIL.search(word)
    return found is not None and found.start() > 0


def source_of_funds(sense: ColumnSense) -> ColumnSense:
    """In a form of expenditure a column of revenue says from what the money comes: its item is a fund."""
    if sense.direction != "revenue" and sense.item not in _REVENUES:
        return sense
    if sense.item == "opening_carryover" and not sense.fund:
        return replace(sense, item="", direction="", fund="carryover")
    if sense.item in _REVENUES - {"opening_carryover"}:
        return replace(sense, item="", direction="", fund=sense.item)
    return replace(sense, kind="beside")
