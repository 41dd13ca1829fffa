"""Details of a gridded form: amounts of single subordinate units, of the year before, of the government's own types.

They are parts of what the form's facts state, or precede it, and are never facts themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

from disclosure.model import PHASES, Detail, DetailKind, Fact
from disclosure.parse.forms.names.records import Owner, Thread, join_code, split_code
from disclosure.parse.forms.selection.contradictions import has_greater_parts, has_other_side
from disclosure.parse.numbers import MEASURES
from disclosure.parse.terms.term import Terms
from disclosure.parse.trace import NotConfirmed, Trace
from disclosure.quick import replace

_FACT = tuple(each.name for each in fields(Fact))
#: What a figure says of itself; all else says of what it is.
_SAYS = frozenset({"value", "reported", "place", "quote", "spans", "recognized"})
_key = attrgetter(*(each.name for each in fields(Detail) if each.name not in _SAYS))
_read_fact = attrgetter(*_FACT)
#: The first digit of codes of the government's own economic classification.
_GOVERNMENT = "5"


@dataclass(slots=True)
class DetailClaim:
    """A detail that a cell would make (a fact, until it is made one), the table of the form and the row it is in."""

    fact: Fact
    part: int
    row: int


@dataclass(frozen=True, slots=True)
class DetailMaker:
    """Makes the details of one form; ``year`` is the report's."""

    year: int

    def make(self, fact: Fact, kind: DetailKind, prior: bool = False, **more: Any) -> Detail:
        """The detail of ``kind`` that has the dimensions of ``fact`` and ``more``; ``prior`` says that it is of the
        year before."""
        shared: dict[str, Any] = dict(zip(_FACT, _read_fact(fact), strict=True))
        return Detail(**shared, kind=kind, year=self.year - prior, **more)


def name_class(texts: Sequence[str], thread: Thread) -> tuple[str, str]:
    """The code and the name of a type of the government's own economic classification from the cells of its columns;
    both are empty where no such code is in them. ``thread`` has the levels of the row above."""
    divided = [("", text) if text.isdigit() else split_code(text) for text in texts]
    codes = [name if name.isdigit() else code for code, name in divided]
    code = join_code(codes, thread)
    name = "".join(name for _, name in divided if not name.isdigit())
    return (code, name) if code[:1] == _GOVERNMENT and len(code) < 7 else ("", "")


def name_sums(claims: Iterable[DetailClaim], sums: Mapping[int, str]) -> None:
    """Name the item of those ``claims`` whose row says no more than 合计 as the form's other amounts of that row are
    (``sums``, by row). Where there are none, the details are left out by their item, which no statement has."""
    for claim in claims:
        if claim.fact.item == "sum" and sums.get(claim.row, "sum") != "sum":
            claim.fact = replace(claim.fact, item=sums[claim.row])


def name_head_office(claims: Iterable[tuple[DetailClaim, Owner]], parts: Collection[int]) -> None:
    """Name the unit of those ``claims`` whose rows are ``parts``: such a row bears the unit's own name and is of its
    head office."""
    for claim, owner in claims:
        if claim.row in parts and isinstance(claim.fact, Detail):
            kind: DetailKind = "part" if claim.fact.part else "subunit"
            claim.fact = replace(claim.fact, kind=kind, subunit=owner.name, subunit_code=owner.code)


def find_sums(own: Iterable[tuple[int, Fact]], claims: Iterable[DetailClaim]) -> set[int]:
    """The rows of the unit's ``own`` name, of (row, fact), that are the department's: in every column the rows of two
    or more of its units (``claims``) add up to it, within the rounding of what is printed."""
    units: dict[tuple[Any, ...], dict[str, Detail]] = defaultdict(dict)
    for detail in (claim.fact for claim in claims):
        if isinstance(detail, Detail) and detail.kind == "subunit":
            units[_column_of(detail)][detail.subunit] = detail
    rows: dict[int, list[bool]] = defaultdict(list)
    counted: set[int] = set()
    for row, fact in own:
        parts = list(units[_column_of(fact)].values())
        rounding = sum((MEASURES[each.reported_unit].factor / 100 for each in parts), Decimal(0)) / 2
        total = sum((each.value for each in parts), Decimal(0))
        rows[row].append(len(parts) > 1 and abs(total - fact.value) <= rounding)
        counted |= {row} if fact.value else set()
    return {row for row, agree in rows.items() if all(agree)} & counted


def _column_of(fact: Fact) -> tuple[Any, ...]:
    names = ("statement", "measure", "phase", "direction", "fund", "expenditure_type", "basis", "item")
    return tuple(getattr(fact, name) for name in (*names, "functional_code", "economic_code"))


def name_projects(claims: Iterable[DetailClaim], projects: Mapping[int, int]) -> None:
    """Give those of ``claims`` whose rows are ``projects`` the number of their project."""
    for claim in claims:
        if claim.row in projects:
            claim.fact = replace(claim.fact, project=projects[claim.row])


def find_prior_phase(words: Iterable[str], terms: Terms) -> str:
    """The phase of the amounts of the year before, as ``words`` (a column's header, the form's title) name it first;
    empty where they do not: a header that says 上年 alone leaves open whether the budget or what was spent is meant. A
    budget of the year before is the approved one."""
    for word in words:
        for meaning in terms.skim(word, "header")[0]:
            if meaning.phase == "budget":
                return PHASES[0]
            if meaning.phase in PHASES:
                return meaning.phase
    return ""


def settle_details(claims: Sequence[DetailClaim], results: Sequence[Any], title: str) -> None:
    """Take up the details that nothing in the form contradicts, each in the result of its table; of the others the
    figures are unread. None is taken up where the heads of the columns seem to be misunderstood."""
    details = [claim.fact for claim in claims if isinstance(claim.fact, Detail)]
    values: dict[tuple[Any, ...], set[Decimal]] = defaultdict(set)
    rows: dict[int, list[Fact]] = defaultdict(list)
    for claim, detail in zip(claims, details, strict=True):
        values[_key(detail)].add(detail.value)
        rows[claim.row].append(detail)
    misunderstood = has_other_side(details) or has_greater_parts(list(rows.values()))
    for claim, detail in zip(claims, details, strict=True):
        # several units have the same row
        nameless = detail.kind in {"subunit", "part"} and not detail.subunit
        if not misunderstood and detail.item != "sum" and (nameless or len(values[_key(detail)]) == 1):
            results[claim.part].details.append(detail)
        else:
            name = detail.functional_name or detail.economic_name or detail.subunit
            results[claim.part].traces.append(Trace(NotConfirmed(name), detail.spans, title))
