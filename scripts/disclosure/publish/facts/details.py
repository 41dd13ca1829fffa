"""Details as tables of a page: what each is of, its amount, and where it is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.publish.facts.holdings import Row, Wording
from disclosure.publish.words.amounts import format_figure
from disclosure.publish.words.labels import name_place

#: A table shows so many rows; the data has all.
MOST_ROWS = 500
#: What the table of units says of each: statements and types of expenditure.
_COLUMNS = (
    ("收入合计", "revenue", ""), ("支出合计", "expenditure", ""), ("基本支出", "expenditure", "basic"),
    ("项目支出", "expenditure", "project"), ("“三公”经费", "three_public", ""), ("政府采购", "procurement", ""),
)  # fmt: skip
_TOTALS = ("total", "current_year")
_MONEY = "元"


@dataclass(frozen=True)
class Line:
    """A row of a table: what it is called, the page that this leads to (empty: none), what else is to be said of it in
    small, the other cells, the place."""

    name: str
    link: str
    note: str
    cells: list[str]
    place: str


@dataclass(frozen=True)
class Breakdown:
    """A table of a page: its caption, unit of measure if it is one for all, the heads of its columns, its rows, and how
    many more the data has. ``listing``: its rows are words with one figure each."""

    caption: str
    unit: str
    heads: Sequence[str]
    lines: Sequence[Line]
    more: int = 0
    listing: bool = True


def list_units(title: str, rows: Sequence[Row]) -> Breakdown | None:
    """The totals of each unit, as the forms state them first; a column of which no unit has a figure is left out."""
    units: dict[str, dict[str, Row]] = {}
    ids: dict[str, str] = {}
    for row in rows:
        if row["subunit"]:
            ids.setdefault(row["subunit"], row["subunit_id"].rpartition(".")[2])
            _take_total(row, units.setdefault(row["subunit"], {}))
    heads = [head for head, _, _ in _COLUMNS if any(head in cells for cells in units.values())]
    lines = []
    for name, cells in units.items():
        shown = [format_amount(cells[head], with_unit=False) if head in cells else "" for head in heads]
        place = name_place(next(iter(cells.values()))["place"]) if cells else ""
        lines.append(Line(name, f"{ids[name]}/" if ids[name] else "", "", shown, place))
    return _make(title, "万元", ["单位", *heads, "出处"], lines, listing=False)


def _take_total(row: Row, cells: dict[str, Row]) -> None:
    coded = row["functional_code"] or row["economic_code"] or row["government_code"]
    plain = not coded and row["fund"] in {"", "general_public_budget"} and row["measure"] == "amount"
    for head, statement, kind in _COLUMNS:
        about = (row["statement"], row["expenditure_type"]) == (statement, kind) and row["item"] in _TOTALS
        if about and plain and (head not in cells or (cells[head]["fund"] and not row["fund"])):
            cells[head] = row


def format_amount(row: Row, *, with_unit: bool = True) -> str:
    """The figure of a row as pages show it."""
    return format_figure(Decimal(row["value"]), row["value_unit"], with_unit=with_unit)


class Lister:
    """Makes the tables of the details of one ``year``; ``wording`` says what codes are called."""

    def __init__(self, wording: Wording, year: int) -> None:
        self._wording = wording
        self._year = year

    def make(self, title: str, table: str, rows: Sequence[Row], *, of_unit: bool = False) -> Breakdown | None:
        """The rows of a ``table`` of details of the report ``title``; None without any. ``of_unit``: they are all of
        one unit, which need not be named."""
        if table == "purchases":  # each once, with the amount of all funds
            rows = [row for row in rows if not row["fund"]] or rows
        if table == "government_class_facts":  # each once: a form repeats its amounts by type of expenditure
            rows = [row for row in rows if row["expenditure_type"] in {"", "basic", "project"}] or rows
        money = {row["value_unit"] for row in rows} == {_MONEY}
        lines = [self._line(table, row, of_unit=of_unit, with_unit=not money) for row in rows]
        return _make(title, "万元" if money else "", ["内容", "数额", "出处"], lines)

    def _line(self, table: str, row: Row, *, of_unit: bool, with_unit: bool) -> Line:
        named, notes = getattr(self, f"_name_{table}")(row)
        unit = "" if of_unit else row.get("subunit", "")
        note = " · ".join(dict.fromkeys(filter(None, (*notes, unit))))
        return Line(named, "", note, [format_amount(row, with_unit=with_unit)], name_place(row["place"]))

    def _name_subunit_facts(self, row: Row) -> tuple[str, tuple[str, ...]]:
        government = f"政府 {row['government_code']} {row['government_name']}" if row["government_code"] else ""
        return self._name_row(row), (*self._tell(row), government)

    def _name_purchases(self, row: Row) -> tuple[str, tuple[str, ...]]:
        name = row["project_name"] or row["thing"] or row["catalogue"]
        words = (word for word in (row["catalogue"], row["thing"], row["mode"], row["planned"]) if word != name)
        counted = f"数量 {row['quantity']}" if row["quantity"] else ""
        return name, (*words, counted, f"单价 {row['price']}" if row["price"] else "")

    def _name_events(self, row: Row) -> tuple[str, tuple[str, ...]]:
        persons = f"{row['quantity']} 人" if row["quantity"].isdigit() else row["quantity"]
        return row["thing"], (self._wording.name_item(row["statement"], row["item"]), row["planned"], persons)

    def _name_planned_assets(self, row: Row) -> tuple[str, tuple[str, ...]]:
        return self._wording.name_item(row["statement"], row["item"]), ()

    def _name_part_facts(self, row: Row) -> tuple[str, tuple[str, ...]]:
        about = self._name_row(row) if row["item"] or row["functional_code"] or row["economic_code"] else ""
        return row["part"], (about, *self._tell(row))

    def _name_government_class_facts(self, row: Row) -> tuple[str, tuple[str, ...]]:
        own = f"{row['economic_code']} {row['economic_name']}".strip()
        government = f"{row['government_code']} {row['government_name']}".strip()
        named = (own, f"政府预算：{government}" if government else "") if own else (f"政府预算：{government}", "")
        return named[0], (named[1], row["functional_name"] or row["functional_code"], *self._tell(row))

    def _name_prior_year_facts(self, row: Row) -> tuple[str, tuple[str, ...]]:
        return self._name_row(row), self._tell(row)

    def _name_row(self, row: Row) -> str:
        """What a row of a form is called."""
        coded = " ".join(filter(None, (row["functional_code"], row["functional_name"].rpartition("/")[2])))
        coded = coded or " ".join(filter(None, (row["economic_code"], row["economic_name"].rpartition("/")[2])))
        return coded or self._wording.name_item(row["statement"], row["item"]) or "合计"

    def _tell(self, row: Row) -> tuple[str, ...]:
        """Statement, fund, type and measure of a figure, and its year where that is another."""
        names: Mapping[str, str] = {
            "statements": row["statement"], "funds": row["fund"], "expenditure_types": row["expenditure_type"],
            "measures": "" if row["measure"] == "amount" else row["measure"],
        }  # fmt: skip
        year = "" if row["year"] == str(self._year) else f"{row['year']} 年{self._wording.name('phases', row['phase'])}"
        return (year, *(self._wording.name(codes, code) if code else "" for codes, code in names.items()))


def _make(
    caption: str, unit: str, heads: Sequence[str], lines: Sequence[Line], *, listing: bool = True
) -> Breakdown | None:
    if not lines:
        return None
    return Breakdown(caption, unit, heads, lines[:MOST_ROWS], max(0, len(lines) - MOST_ROWS), listing)
