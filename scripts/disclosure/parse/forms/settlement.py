"""Which of the facts that a form's cells would make are taken up: those that no other cell speaks against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from disclosure.model import Fact
from disclosure.parse.narrative.projects import ProjectBook
from disclosure.parse.numbers import MEASURES

#: The cells that make a row's context, in the order of a fact's key.
_KEY = ("statement", "measure", "phase", "direction", "item", "functional_code", "functional_name", "economic_code",
        "economic_name", "fund", "expenditure_type", "basis", "form", "project")  # fmt: skip


@dataclass(slots=True)
class GridForm:
    """What one table of a form gave; ``ignored`` are offsets with reasons."""

    statement: str
    facts: list[Fact] = field(default_factory=list)
    ignored: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Claim:
    """A fact that a cell would make, the row it stands in, and what may yet speak against it."""

    fact: Fact
    part: int
    row: int
    kind: str
    column: int
    crossed: str


class Settlement:
    """The claims of one form and what is made of them, by table (``results``). ``units`` are those named in rows."""

    def __init__(
        self, claims: list[Claim], results: Sequence[GridForm], units: Collection[str], book: ProjectBook
    ) -> None:
        self.claims = claims
        self.results = results
        self.units = units
        self.book = book

    def settle(self) -> None:
        """Take up the claims that nothing in the form contradicts."""
        self._name_sums()
        self._weigh_own_rows()
        self._weigh_projects()
        values: dict[tuple[str, ...], set[Decimal]] = defaultdict(set)
        crossings: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for claim in self.claims:
            values[_key(claim.fact)].add(claim.fact.value)
            crossings[_key(claim.fact)].add(claim.crossed)
        for claim in self.claims:
            result, key = self.results[claim.part], _key(claim.fact)
            if claim.crossed and len(crossings[key]) > 1:
                # One code of the department's classification, told apart by the government's: parts of its amount.
                result.ignored.append((*claim.fact.spans[0], "not_held"))
            elif len(values[key]) == 1:
                result.facts.append(claim.fact)

    def _name_sums(self) -> None:
        """收入合计 is the grand total where no other row is, and the year's where a grand total follows."""
        grand = {claim.fact.direction for claim in self.claims if claim.fact.item == "total"}
        for claim in self.claims:
            if claim.fact.item == "sum":
                item = "current_year" if claim.fact.direction in grand else "total"
                claim.fact = replace(claim.fact, item=item)

    def _weigh_own_rows(self) -> None:
        """A row that bears the department's own name may be of its head office: all its amounts must agree with
        the total, and it stands for the total only where no other unit has a row."""
        totals = {_key(claim.fact): claim.fact.value for claim in self.claims if claim.kind == "label"}
        totalled = any(claim.fact.item == "total" for claim in self.claims if claim.kind == "label")
        alone = len(self.units) <= 1 and not totalled
        rows = {claim.row: True for claim in self.claims if claim.kind == "own"}
        for claim in self.claims:
            if claim.kind == "own":
                stated = totals.get(_key(claim.fact))
                rows[claim.row] &= claim.fact.value == stated if stated is not None else alone
        for claim in self.claims:
            if claim.kind == "own" and not rows[claim.row]:
                self.results[claim.part].ignored.append((*claim.fact.spans[0], "part_of_unit"))
        self.claims = [claim for claim in self.claims if claim.kind != "own" or rows[claim.row]]

    def _weigh_projects(self) -> None:
        """Rows of a form of projects that are named by no list are projects where they add up to the total:
        with subtotals or units among them they do not."""
        rows = [claim for claim in self.claims if claim.kind == "project"]
        if not rows:
            return
        first = min(claim.column for claim in rows)
        totals = {claim.fact.value for claim in self.claims if claim.kind != "project" and claim.column == first}
        parts = [claim.fact for claim in rows if claim.column == first]
        rounding = sum((_place_value(fact) for fact in parts), Decimal(0)) / 2
        stated, added = totals.pop() if len(totals) == 1 else None, sum((fact.value for fact in parts), Decimal(0))
        whole = stated is not None and abs(stated - added) <= rounding
        self.claims = [claim for claim in self.claims if claim.kind != "project"]
        if whole:
            for claim in rows:
                number = self.book.number(claim.fact.functional_name)
                claim.fact = replace(claim.fact, functional_name="", project=number)
                self.claims.append(claim)


def _place_value(fact: Fact) -> Decimal:
    """What one in the last printed place of an amount is worth, in the base unit."""
    places = len(fact.reported.partition(".")[2])
    return MEASURES[fact.reported_unit].factor.scaleb(-places)


def _key(fact: Fact) -> tuple[str, ...]:
    coded = fact.functional_code or fact.economic_code
    named = replace(fact, functional_name="", economic_name="") if coded else fact
    return tuple(str(getattr(named, name)) for name in _KEY)
