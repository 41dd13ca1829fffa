"""Which of the facts that a form's cells would make are taken up: those that no other cell speaks against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from disclosure.model import DetailKind, Fact
from disclosure.parse.forms.names.records import Owner
from disclosure.parse.forms.selection.claim import (
    Claim,
    GridForm,
    add_up,
    class_of,
    code_of,
    is_by_unit,
    is_classed,
    key_of,
    place_value,
)
from disclosure.parse.forms.selection.contradictions import has_greater_parts, has_other_side, sum_vehicles
from disclosure.parse.forms.selection.details import DetailClaim, DetailMaker
from disclosure.parse.forms.selection.lists import ListRow, find_leaves
from disclosure.parse.projects import ProjectBook
from disclosure.quick import replace

_Key = tuple[str, ...]
_REPEATED = 3  # so many codes with several amounts, and a form is taken to list units without their names
#: The digits of the code of a class, and the types of expenditure that forms have next to each other.
_CLASS_DIGITS = 3
#: Kinds of rows that have no code: totals and the like, units, projects.
_NAMED = frozenset({"label", "own", "unit", "project"})
_COSTS_OF_TYPE = frozenset({"basic_personnel", "basic_operating"})
_COSTS = ("meetings", "training")  # that some forms list next to 三公经费


class Settlement:
    """The claims of one form and what is made of them, by table (``results``). ``units`` are those named in rows."""

    def __init__(
        self,
        claims: list[Claim],
        results: Sequence[GridForm],
        units: Collection[str],
        book: ProjectBook,
        maker: DetailMaker,
    ) -> None:
        self.claims = claims
        self.results = results
        self.units = units
        self.book = book
        self.maker = maker
        #: Details among the claims.
        self.details: list[DetailClaim] = []
        #: The rows that bear the unit's own name and are of its head office.
        self.own_parts: set[int] = set()
        #: What the rows of other units add up to, by column: the department's own row is the total where it is that.
        self.below: dict[int, Decimal] = {}
        #: What the sums of rows that say no more than 合计 are, by row.
        self.sums: dict[int, str] = {}
        #: The projects that rows were found to be, by row.
        self.projects: dict[int, int] = {}

    def settle(self) -> list[DetailClaim]:
        """Take up the claims that nothing in the form contradicts; those that are details are given back."""
        if self._is_misunderstood():
            return []
        self._name_sums()
        self._leave_grand_totals()
        self._weigh_projects()
        self._weigh_own_rows()
        values: dict[tuple[str, ...], set[Decimal]] = defaultdict(set)
        rows: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for claim in self.claims:
            values[key_of(claim.fact)].add(claim.fact.value)
            rows[key_of(claim.fact)].add(claim.row)
        complete = self._find_complete()
        doubtful, parts = self._find_doubtful(values, rows)
        for claim in self.claims:
            result, key = self.results[claim.part], key_of(claim.fact)
            alone = len(rows[key]) == 1 and (claim.column, class_of(claim)) in complete
            if claim.crossed and claim.fact.economic_code and not alone:
                # One code of the department's classification, told apart by the government's: parts of its amount,
                # or what may be one, for a row of the same code may be missing.
                self._detail_class(claim)
            elif (claim.column, key) in parts or (claim.within.row in self.own_parts and claim.kind not in _NAMED):
                self._detail_part(claim)
            elif len(values[key]) == 1 and (claim.column, key) not in doubtful:
                result.facts.append(claim.fact)
        return self.details

    def _detail_class(self, claim: Claim) -> None:
        """An amount of a department's code that is of one of the government's types, where the row names one. A class
        of the department's without a type of the government's is the sum of the rows below it."""
        code, name = claim.government
        if not code and len(claim.fact.economic_code) != _CLASS_DIGITS:
            self.results[claim.part].ignored.append((*claim.fact.spans[0], "crossed"))
            return
        self._detail(claim, self._owner_of(claim), code, name)

    def _detail_part(self, claim: Claim) -> None:
        """An amount of a unit in a form that repeats codes for each; a form may not name its units."""
        self._detail(claim, self._owner_of(claim), kind="subunit")

    def _owner_of(self, claim: Claim) -> Owner:
        """The unit that the margin or the rows above name; none where that is the unit's own name and means all
        units: in a margin that names no other, and in a row that is the total."""
        owner = claim.within
        part = owner.row in self.own_parts if owner.row >= 0 else len(self.units) > 1
        return owner if part or not owner.own else Owner()

    def _detail(
        self, claim: Claim, owner: Owner, code: str = "", name: str = "", kind: DetailKind = "government_class"
    ) -> None:
        detail = self.maker.make(
            claim.fact, "subunit" if owner.name else kind, subunit=owner.name, subunit_code=owner.code,
            government_code=code, government_name=name)  # fmt: skip
        self.details.append(DetailClaim(detail, claim.part, claim.row))

    def _find_doubtful(
        self, values: Mapping[_Key, set[Decimal]], rows: Mapping[_Key, set[int]]
    ) -> tuple[set[tuple[int, _Key]], set[tuple[int, _Key]]]:
        """By column the keys of coded facts that may be a part, and of those that are one, in a form that repeats codes
        with other amounts, as one does that lists units without their names. Where all rows of a column add up to its
        total, those of a repeated code are parts; in any other column all may be, for a second row may be on a page
        that is not read."""
        coded = [claim for claim in self.claims if code_of(claim.fact)]
        repeated = {code_of(claim.fact) for claim in coded if len(values[key_of(claim.fact)]) > 1}
        if len(repeated) < _REPEATED:
            return set(), set()
        complete = self._find_whole(coded)
        keys = {(claim.column, key_of(claim.fact)) for claim in coded}
        parts = {(column, key) for column, key in keys if column in complete and len(rows[key]) > 1}
        return {(column, key) for column, key in keys if column not in complete}, parts

    def _find_whole(self, coded: Sequence[Claim]) -> set[int]:
        """The columns whose lowest codes add up to the form's total."""
        codes = {code_of(claim.fact) for claim in coded}
        columns: dict[int, list[Claim]] = defaultdict(list)
        for claim in coded:
            code = code_of(claim.fact)
            if not any(each != code and each.startswith(code) for each in codes):
                columns[claim.column].append(claim)
        stated = {column: self._totals(column) for column in columns}
        return {
            column
            for column, claims in columns.items()
            if len(stated[column]) == 1 and add_up(claims, next(iter(stated[column])))
        }

    def _find_complete(self) -> set[tuple[int, str]]:
        """By column the classes (none: the classes themselves) whose rows, crossed with the government's
        classification, are all there: they add up to the class's own rows, or to the form's total."""
        groups: dict[tuple[int, str], list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if claim.crossed and claim.fact.economic_code:
                groups[claim.column, class_of(claim)].append(claim)
        found = set()
        for (column, group), claims in groups.items():
            above = [claim.fact.value for claim in groups.get((column, ""), []) if claim.fact.economic_code == group]
            stated = {sum(above, Decimal(0))} if above else self._totals(column)
            if not above and group:
                claims = [claim for (at, _), each in groups.items() if at == column for claim in each]
            if len(stated) == 1 and add_up(claims, *stated):
                found.add((column, group))
        return found

    def _is_misunderstood(self) -> bool:
        """Whether the form's figures speak against its title or the heads of its columns."""
        rows: dict[int, list[Fact]] = defaultdict(list)
        for claim in self.claims:
            rows[claim.row].append(claim.fact)
        return has_other_side([claim.fact for claim in self.claims]) or has_greater_parts(list(rows.values()))

    def _name_sums(self) -> None:
        """收入合计 is the grand total where no other row is, and the year's where a grand total follows."""
        grand = {claim.fact.direction for claim in self.claims if claim.fact.item == "total"}
        for claim in self.claims:
            if claim.fact.item == "sum" and claim.fact.statement == "three_public":
                claim.fact = replace(claim.fact, item=self._name_costs(claim))
                self.sums.setdefault(claim.row, claim.fact.item)
            elif claim.fact.item == "sum":
                claim.fact = replace(claim.fact, item="current_year" if claim.fact.direction in grand else "total")
                self.sums.setdefault(claim.row, claim.fact.item)
        self.claims = [claim for claim in self.claims if claim.fact.item != "sum"]

    def _leave_grand_totals(self) -> None:
        """Leave the totals below a column of personnel or operating costs to which the classes above them do not add
        up, in a form with several records a row: the total of all costs may be below either of them."""
        codes: dict[int, set[str]] = defaultdict(set)
        classes: dict[int, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            codes[claim.row].add(claim.fact.economic_code if claim.kind == "economic" else "")
            if len(claim.fact.economic_code) == _CLASS_DIGITS:
                classes[claim.column].append(claim)
        if any(len(found - {""}) > 1 for found in codes.values()):
            self.claims = [
                claim
                for claim in self.claims
                if claim.fact.item != "total"
                or claim.fact.expenditure_type not in _COSTS_OF_TYPE
                or add_up(classes[claim.column], claim.fact.value)
            ]

    def _name_costs(self, claim: Claim) -> str:
        """What a total among the rows of 三公经费 is: of them alone or, as ``combined``, with meetings and training
        that the form has too; still a sum where neither adds up."""
        values: dict[str, Decimal] = {}
        for each in self.claims:
            if each.column == claim.column and each.fact.measure == claim.fact.measure:
                values.setdefault(each.fact.item, each.fact.value)
        own = sum((values.get(item, Decimal(0)) for item in ("overseas", "reception")), sum_vehicles(values))
        more = sum((values.get(item, Decimal(0)) for item in _COSTS), Decimal(0))
        rounding = place_value(claim.fact) * len(values) / 2
        if abs(claim.fact.value - own) <= rounding or not any(each.fact.item in _COSTS for each in self.claims):
            return "total"
        return "combined" if abs(claim.fact.value - own - more) <= rounding else "sum"

    def _weigh_own_rows(self) -> None:
        """A row that bears the department's own name may be of its head office: all its amounts must agree with
        the total, and it stands for the total only where no other unit has a row; else it is open without a total."""
        totals = {key_of(claim.fact): claim.fact.value for claim in self.claims if claim.kind == "label"}
        totalled = any(claim.fact.item == "total" for claim in self.claims if claim.kind == "label")
        alone = len(self.units) <= 1 and not totalled
        below = {} if totalled else self.below
        rows = {claim.row: True for claim in self.claims if claim.kind == "own"}
        for claim in self.claims:
            if claim.kind == "own":
                stated = totals.get(key_of(claim.fact))
                whole = alone or below.get(claim.column) == claim.fact.value
                rows[claim.row] &= claim.fact.value == stated if stated is not None else whole
        whole_keys = {
            key_of(each.fact) for each in self.claims if each.kind == "own" and rows[each.row]
        } | totals.keys()
        differing = {each.row for each in self.claims if each.kind == "own" and key_of(each.fact) in whole_keys}
        for claim in self.claims:
            if claim.kind == "own" and not rows[claim.row] and claim.row in differing:
                self.own_parts.add(claim.row)
                self._detail(claim, claim.within)
        left = {row for row, agrees in rows.items() if not agrees} - self.own_parts
        left |= {claim.row for claim in self.claims if claim.within.row in left}
        self.claims = [each for each in self.claims if each.row not in left and (each.kind != "own" or rows[each.row])]

    def _weigh_projects(self) -> None:
        """Rows of a form of projects that no list names are projects where exactly one reading of the rows, some of
        them summing up others, adds up to the total; a row beside which an objective stands is one in any case."""
        listed = [claim for claim in self.claims if claim.kind in {"project", "unit", "own"}]
        projects = [claim for claim in listed if claim.kind == "project"]
        self.claims = [claim for claim in self.claims if claim.kind not in {"project", "unit"}]
        for claim in (each for each in listed if each.kind == "unit"):
            self._detail(claim, claim.within)
        if not projects:
            return
        found = self._read_list(listed, min(claim.column for claim in projects))
        self._number_projects([claim for claim in listed if claim.row in found], found)
        for claim in self._whole_columns([claim for claim in projects if found.get(claim.row)]):
            claim.fact = replace(claim.fact, project=self.projects[claim.row])
            self.claims.append(claim)
        for claim in projects:
            if found.get(claim.row) is False:
                self.results[claim.part].ignored.append((*claim.fact.spans[0], "subtotal"))

    def list_totals(self) -> dict[int, set[Decimal]]:
        """What the form states as its total, by column."""
        return {column: self._totals(column) for column in {claim.column for claim in self.claims}}

    def _totals(self, column: int) -> set[Decimal]:
        totals = [claim for claim in self.claims if claim.kind == "label" and claim.fact.item == "total"]
        return {claim.fact.value for claim in totals if claim.column == column}

    def _read_list(self, listed: Sequence[Claim], first: int) -> dict[int, bool]:
        """By row whether it is a project, or sums up others; empty where that is not certain."""
        rows = [claim for claim in listed if claim.column == first]
        totals = self._totals(first)
        if not totals and rows and rows[0].kind == "own":
            totals, rows = {rows[0].fact.value}, rows[1:]
        if not totals:
            return {claim.row: True for claim in rows if claim.has_objective}
        if len(totals) > 1:
            return {}
        total = totals.pop()
        if is_by_unit(rows, total):
            return {claim.row: claim.kind == "project" for claim in rows}
        classed = any(is_classed(claim) for claim in rows)  # then a row without its classes is a sum
        sums = [claim.kind != "project" or (classed and not is_classed(claim)) for claim in rows]
        leaves = find_leaves([ListRow(claim.fact.value, each) for claim, each in zip(rows, sums, strict=True)], total)
        flat = all(claim.kind == "project" for claim in rows) and add_up(rows, total)
        if flat and not all(leaves or ()):
            return {}  # rows that only sum up others, or amounts that are rounded
        leaves = [True] * len(rows) if flat else leaves or []
        found = {claim.row: leaf for claim, leaf in zip(rows, leaves, strict=False)}
        kinds = any(claim.kind == "project" and not found.get(claim.row, True) for claim in rows)
        # among kinds of projects a row of nothing may be a kind
        return {claim.row: found[claim.row] for claim in rows if claim.row in found and (claim.fact.value or not kinds)}

    def _number_projects(self, rows: Sequence[Claim], found: Mapping[int, bool]) -> None:
        """Give each project its number: its name's, or one of its own where several rows bear the name."""
        names: dict[int, str] = {}
        owners: dict[int, str] = {}
        owner = ""
        classed = {claim.row for claim in rows if is_classed(claim)}
        for claim in rows:
            if claim.kind != "project":
                owner = claim.name
            elif found[claim.row]:
                names[claim.row] = claim.name
                owners[claim.row] = claim.owner or owner
        borne = Counter(names.values())
        met: Counter[tuple[str, str]] = Counter()
        for row, name in names.items():
            met[name, owners[row]] += 1
            mark = f"{owners[row]}\n{met[name, owners[row]]}" if borne[name] > 1 and row not in classed else ""
            self.projects[row] = self.book.number(name, mark)
            self.book.update(self.projects[row], implementer=owners[row])

    def _whole_columns(self, claims: Sequence[Claim]) -> Iterator[Claim]:
        """The claims of the columns that add up, as the first does, to what the form states as their total."""
        for column in sorted({claim.column for claim in claims}):
            parts = [claim for claim in claims if claim.column == column]
            totals = self._totals(column)
            if not totals or (len(totals) == 1 and add_up(parts, *totals)):
                yield from parts
