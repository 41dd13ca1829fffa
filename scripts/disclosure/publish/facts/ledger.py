"""The facts of one page, and the choosing of facts by their dimensions. No arithmetic: facts are shown as stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from disclosure.publish.facts.holdings import Holding, Row
from disclosure.publish.words.amounts import format_figure

_SIGNED = ("change", "change_rate", "variance_rate")


@dataclass(frozen=True)
class Entry:
    """One fact on a page: a row of facts.csv with its columns, ``entry["item"]``, the ``kind`` (with the scope) of its
    report, and its permanent address on the page of its unit and year; ``pages`` knows where it is shown."""

    row: Row
    value: Decimal
    kind: str
    anchor: str
    pages: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, column: str) -> str:
        return self.row[column]

    @property
    def page(self) -> str:
        """The page that shows it with its quote, below the page of its unit and year."""
        return self.pages.get(self.anchor, "")

    @property
    def address(self) -> str:
        """Where it is shown, below the page of its unit and year."""
        return f"{self.page}#{self.anchor}"

    @property
    def signed(self) -> bool:
        """Whether it is shown with a plus where it is above zero."""
        return self.row["measure"] in _SIGNED

    @property
    def shown(self) -> str:
        return self.show()

    def show(self, *, with_unit: bool = True, rounded: bool = False) -> str:
        """The figure as a reader sees it, amounts in 万元, ``rounded`` to two decimals to compare units."""
        return format_figure(
            self.value, self.row["value_unit"], signed=self.signed, with_unit=with_unit, rounded=rounded
        )

    @property
    def size(self) -> str:
        """The figure without its sign, for sentences that say 增加 or 减少."""
        return format_figure(abs(self.value), self.row["value_unit"], rounded=True)

    def cut(self, *columns: str) -> Entry:
        """The same with these columns only, for whoever keeps many."""
        return replace(self, row={column: self.row[column] for column in columns}, pages={self.anchor: self.page})

    def is_about(self, dimensions: dict[str, str]) -> bool:
        """Whether its columns hold exactly these values. Asked millions of times: a loop takes a third of ``all``."""
        row = self.row
        for column, wanted in dimensions.items():  # noqa: SIM110
            if row[column] != wanted:
                return False
        return True


def list_entries(holdings: Iterable[Holding]) -> list[Entry]:
    """All facts of some reports, in document order, reports in the order given."""
    return [
        Entry(row, Decimal(row["value"]), held.report.category, held.addresses[row["fact"]], held.pages)
        for held in holdings
        for row in held.tables["facts"]
    ]


def select(entries: Iterable[Entry], **dimensions: str) -> list[Entry]:
    """The entries whose columns hold exactly these values, in order."""
    return [entry for entry in entries if entry.is_about(dimensions)]


def first(entries: Sequence[Entry], *choices: dict[str, str]) -> Entry | None:
    """The first entry that fits the first of ``choices`` that any entry fits."""
    for dimensions in choices:
        rest = dict(dimensions)
        column, wanted = rest.popitem()  # the last one is an item most often, which few have
        for entry in entries:
            if entry.row[column] == wanted and entry.is_about(rest):
                return entry
    return None


def distinct(entries: Iterable[Entry]) -> list[Entry]:
    """The entries with different values: a figure stated twice alike is one, stated differently two."""
    seen: set[tuple[Decimal, str]] = set()
    kept = []
    for entry in entries:
        if (entry.value, entry["value_unit"]) not in seen:
            seen.add((entry.value, entry["value_unit"]))
            kept.append(entry)
    return kept
