"""Tables of a page: facts arranged in rows and columns, with the unit's own reasons beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from disclosure.publish.facts.holdings import Holding, Wording
from disclosure.publish.facts.ledger import Entry, distinct
from disclosure.publish.words.labels import name_form

#: expenditure type -> the item that means the same
_PARTS = {"basic": "basic", "basic_personnel": "personnel", "basic_operating": "operating", "project": "project"}
#: What tells two rows of the same name apart: (code list, column).
_QUALIFIERS = (("funds", "fund"), ("expenditure_types", "expenditure_type"))


@dataclass(frozen=True)
class Column:
    """One column: its heading and the dimensions a fact must have to stand in it."""

    label: str
    dimensions: dict[str, str]


@dataclass(eq=False)
class Line:
    """One row: what it is called, how deep it hangs, one list of differing figures per column, the reasons."""

    label: str
    depth: int
    cells: list[list[Entry]]
    code: str = ""
    reasons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def total(self) -> bool:
        return self.depth == 0


@dataclass(frozen=True)
class Grid:
    """One table. ``unit`` is the unit of measure all plain amounts share, for the caption; ``zeros`` are the rows in
    which nothing but zero is stated: they are named under the table."""

    caption: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str = ""
    zeros: tuple[Line, ...] = ()

    @property
    def reasoned(self) -> bool:
        return any(line.reasons for line in self.lines)


def amount_columns(**dimensions: str) -> list[Column]:
    """The columns of a table of amounts: budget, adjusted budget, final, shares, changes and rates."""
    return [
        Column("年初预算", {"measure": "amount", "phase": "approved"} | dimensions),
        Column("全年预算", {"measure": "amount", "phase": "adjusted"} | dimensions),
        Column("决算", {"measure": "amount", "phase": "executed"} | dimensions),
        Column("占比", {"measure": "share"} | dimensions),
        Column("预算比上年", {"measure": "change", "phase": "approved"} | dimensions),
        Column("比上年", {"measure": "change", "phase": "executed"} | dimensions),
        Column("预算增减率", {"measure": "change_rate", "phase": "approved"} | dimensions),
        Column("增减率", {"measure": "change_rate", "phase": "executed"} | dimensions),
        Column("预决算差异率", {"measure": "variance_rate"} | dimensions),
        Column("完成年初预算", {"measure": "completion_rate", "basis": "approved"} | dimensions),
        Column("完成全年预算", {"measure": "completion_rate", "basis": "adjusted"} | dimensions),
    ]


def count_columns() -> list[Column]:
    """The columns of a table of things: how many, how large, and since last year."""
    return [
        Column("数量", {"measure": "count"}),
        Column("面积", {"measure": "area"}),
        Column("价值", {"measure": "amount"}),
        Column("比上年", {"measure": "change"}),
        Column("增减率", {"measure": "change_rate"}),
    ]


class Arranger:
    """Arranges facts in grids; knows the labels and the reasons the reports of one page give."""

    def __init__(self, wording: Wording, holdings: Sequence[Holding]) -> None:
        self.wording = wording
        self._reasons: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
        self._titles: dict[tuple[str, str], str] = {}
        for held in holdings:
            for row in held.tables.get("forms", ()):
                self._titles[held.report.category, row["form"]] = row["title"]
            for row in held.tables["texts"]:
                if row["role"] in ("change_reason", "variance_reason") and not row["project"]:
                    key = (row["statement"], row["item"], row["functional_code"])
                    said = (row["role"], row["content"])
                    if said not in self._reasons.setdefault(key, []):
                        self._reasons[key].append(said)

    def name_form(self, entry: Entry) -> str:
        """What the form of a figure is called: the title printed over it, else its number or kind."""
        return self._titles.get((entry.kind, entry["form"])) or name_form(entry["form"])

    def reasons(self, statement: str, item: str, functional_code: str = "") -> list[tuple[str, str]]:
        """The (role, words) with which the unit explains a line."""
        return self._reasons.get((statement, item, functional_code), [])

    def arrange(
        self, caption: str, entries: Iterable[Entry], columns: Sequence[Column], *, classified: str = ""
    ) -> Grid | None:
        """One table of ``entries``; columns without figures are left out. None if nothing is to be shown.

        ``classified`` rows are rows of that classification, ``functional`` or ``economic``: expenditure types stand in
        columns, not in rows. A row of both is named by that of the table first.
        """
        rows: dict[tuple[str, ...], list[Entry]] = {}
        for entry in entries:
            rows.setdefault(self._key_row(entry, bool(classified)), []).append(entry)
        name = self._name_type if classified == "economic" else self.name_entry
        names = Counter(name(row[0]) for row in rows.values())
        lines = []
        for row in rows.values():
            cells = [distinct(entry for entry in row if entry.is_about(column.dimensions)) for column in columns]
            if any(cells):
                line = self._make_line(row[0], cells, name(row[0]), names[name(row[0])] > 1)
                if classified == "economic":
                    line.code, line.depth = row[0]["economic_code"], _find_depth(row[0], "economic")
                lines.append(line)
        if classified:
            lines.sort(key=lambda line: (line.code == "", line.code))
        return _trim(caption, columns, lines)

    def name_entry(self, entry: Entry) -> str:
        """What the row of a fact is called: its item, or the last name of its classification."""
        for column in ("functional_name", "economic_name"):
            if entry[column]:
                return entry[column].rsplit("/", 1)[-1]
        code = entry["functional_code"] or entry["economic_code"]
        if entry["item"] == "allocation":
            # What a part of a project's money is for stands before the amount in the document's own words.
            return entry["quote"].removesuffix(entry["reported"] + entry["reported_unit"]) or "资金分配"
        if entry["project"] and entry["item"] == "total" and entry["measure"] == "amount":
            return "资金总额"
        return code or self.wording.name_item(entry["statement"], self._name_part(entry))

    def _name_part(self, entry: Entry) -> str:
        """The item of a plain row: the total of one type of expenditure is that type, where the statement knows it."""
        part = _PARTS.get(entry["expenditure_type"], "")
        total = entry["item"] in ("total", "current_year")
        known = part != "" and (entry["statement"], part) in self.wording.reference.concepts
        return part if total and known else entry["item"]

    def _key_row(self, entry: Entry, classified: bool) -> tuple[str, ...]:
        code = entry["functional_code"] or entry["functional_name"]
        economic = entry["economic_code"] or entry["economic_name"]
        kind = "" if classified else entry["expenditure_type"]
        if entry["item"] == "allocation":
            return ("allocation", self.name_entry(entry), entry["project"])
        return (self._name_part(entry), code, economic, entry["fund"], kind, entry["project"])

    def _name_type(self, entry: Entry) -> str:
        """What a row by economic class is called; the function, where it is a part of one, comes behind."""
        name, function = (
            entry[f"{kind}_name"].rsplit("/", 1)[-1] or entry[f"{kind}_code"] for kind in ("economic", "functional")
        )
        return f"{name}（{function}）" if function else name

    def _make_line(self, entry: Entry, cells: list[list[Entry]], label: str, twin: bool) -> Line:
        apart = [self.wording.name(codes, entry[column]) for codes, column in _QUALIFIERS if entry[column]]
        if twin and apart:
            label += f"（{'，'.join(apart)}）"
        said = self.reasons(entry["statement"], entry["item"], entry["functional_code"])
        reasons = [] if entry["economic_code"] else said
        return Line(label, _depth(entry), cells, entry["functional_code"] or entry["economic_code"], reasons)


def _depth(entry: Entry) -> int:
    for kind in ("functional", "economic"):
        if entry[f"{kind}_code"] or entry[f"{kind}_name"]:
            return _find_depth(entry, kind)
    return 0 if entry["item"] in ("total", "current_year") and not entry["expenditure_type"] else 1


def _find_depth(entry: Entry, kind: str) -> int:
    """How deep a row is in one classification: by its code, else by its name with those above it."""
    code = entry[f"{kind}_code"]
    return len(code) // 2 - 1 if code else entry[f"{kind}_name"].count("/")


def _trim(caption: str, columns: Sequence[Column], lines: list[Line]) -> Grid | None:
    if not lines:
        return None
    zeros = tuple(line for line in lines if _is_zero(line))
    full = [line for line in lines if line not in zeros]
    kept = [index for index in range(len(columns)) if any(line.cells[index] for line in full)]
    for line in full:
        line.cells = [line.cells[index] for index in kept]
    figures = [entry for line in full for cell in line.cells for entry in cell if entry["measure"] != "share"]
    money = bool(figures) and all(entry["value_unit"] in ("元", "%") for entry in figures)
    return Grid(caption, tuple(columns[index].label for index in kept), tuple(full), "万元" if money else "", zeros)


def _is_zero(line: Line) -> bool:
    """Whether a row states zero everywhere and the unit says nothing of it."""
    return not line.reasons and all(entry.value == 0 for cell in line.cells for entry in cell)
