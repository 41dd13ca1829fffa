"""What the cells of a form claim: facts with their rows, and what of them decides whether they are taken up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter

from disclosure.model import Detail, Fact, Text
from disclosure.parse.forms.names.records import Owner
from disclosure.parse.numbers import MEASURES
from disclosure.parse.trace import Trace

#: The cells that make a row's context, but for the names that codes have.
_read_context = attrgetter("statement", "measure", "phase", "direction", "item", "functional_code", "economic_code",
                           "fund", "expenditure_type", "basis", "form", "project")  # fmt: skip


@dataclass(slots=True)
class GridForm:
    """What one table of a form gave; ``form`` is the form's own name, ``title`` what it prints, ``ignored`` are offsets
    with reasons, ``traces`` why figures were not read."""

    statement: str
    form: str = ""
    title: str = ""
    facts: list[Fact] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    ignored: list[tuple[int, int, str]] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)


@dataclass(slots=True)
class Claim:
    """A fact that a cell would make, the row it is in, and what may yet speak against it. In a list of projects
    ``name`` is the row's, ``owner`` the unit its margin names, and ``has_objective`` says that the row has one as well.
    ``government`` is the type of the government's own economic classification (code, name) that a row is ``crossed``
    with, ``within`` the unit that its own name or a row above it names."""

    fact: Fact
    part: int
    row: int
    kind: str
    column: int
    crossed: str
    name: str = ""
    owner: str = ""
    has_objective: bool = False
    government: tuple[str, str] = ("", "")
    within: Owner = field(default_factory=Owner)


def is_classed(claim: Claim) -> bool:
    """Whether the row of a project gives its function or its economic type: several rows may be of one project then."""
    return bool(claim.fact.functional_code or claim.fact.economic_code)


def code_of(fact: Fact) -> str:
    """The code of a row; a total under an economic type has no code."""
    return fact.functional_code or ("" if fact.item == "total" else fact.economic_code)


def class_of(claim: Claim) -> str:
    """The class a type of a classification belongs to; of a class none, nor of one that a function is crossed with."""
    code = "" if claim.fact.functional_code else claim.fact.economic_code
    return code[:3] if len(code) > 3 else ""


def add_up(claims: Sequence[Claim], total: Decimal) -> bool:
    """Whether rounded amounts add up to a total."""
    rounding = sum((place_value(claim.fact) for claim in claims), Decimal(0)) / 2
    return abs(total - sum((claim.fact.value for claim in claims), Decimal(0))) <= rounding


def is_by_unit(rows: Sequence[Claim], total: Decimal) -> bool:
    """Whether a list names a unit before its projects throughout: the projects add up to their unit, the units to the
    ``total``, within the rounding of what is printed."""
    groups: list[list[Claim]] = []
    for claim in rows:
        if claim.kind != "project":
            groups.append([claim])
        elif groups:
            groups[-1].append(claim)
        else:
            return False
    units = [group[0] for group in groups]
    return bool(units) and add_up(units, total) and all(add_up(group[1:], group[0].fact.value) for group in groups)


def place_value(fact: Fact) -> Decimal:
    """What one in the last printed place of an amount is worth, in the base unit."""
    places = len(fact.reported.partition(".")[2])
    return MEASURES[fact.reported_unit].factor.scaleb(-places)


def key_of(fact: Fact) -> tuple[str, ...]:
    """The context of a row, with the names of a row that has no code: what two figures of one matter have in common."""
    coded = fact.functional_code or fact.economic_code
    names = ("", "") if coded else (fact.functional_name, fact.economic_name)
    return (*map(str, _read_context(fact)), *names)
