"""What the margin of a form's row says: the unit and the year whose amounts it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from disclosure.model import Cell
from disclosure.parse.forms.names.heads import ColumnSense
from disclosure.parse.forms.names.records import Owner, Record
from disclosure.parse.forms.tables.sheets import FormFinder, Row
from disclosure.parse.terms.header import read_word
from disclosure.parse.terms.meaning import Meaning
from disclosure.parse.terms.term import Terms
from disclosure.reference import normalize_name

TOTALS = frozenset({"合计", "总计"})
_UNIT = re.compile(r"(\d{3,})[-—_]?(\D.*)")


@dataclass(slots=True)
class Standing:
    """What the margin of a row says: the unit it is of (name, printed code), and phase and basis of its amounts.
    ``alone`` is set where the name of the row says nothing but a phase (``stage``: 预算数, 决算数) or a change,
    ``dated`` where a column of years says the year or a change; a year that is not ``known`` may be any.
    ``government`` is the type of the government's own economic
    classification, code and name, in a row of the department's, ``within`` the unit by all that names one."""

    unit: str = ""
    unit_code: str = ""
    stage: str = ""
    total: bool = False
    phase: str = ""
    basis: str = ""
    alone: bool = False
    dated: bool = False
    known: bool = True
    government: tuple[str, str] = ("", "")
    within: Owner = field(default_factory=Owner)


def split_unit(printed: str) -> tuple[str, str]:
    """The code in front of a unit's name and the name: ``101002市实验学校``; the code is empty if there is none."""
    found = _UNIT.fullmatch(printed)
    return (found.group(1), found.group(2)) if found is not None else ("", printed)


def is_own_unit(unit: str, own: frozenset[str]) -> bool:
    """Whether a printed unit is the document's own, with its code in front or without."""
    return bool({normalize_name(unit), normalize_name(split_unit(unit)[1])} & own)


def read_alone(words: str, terms: Terms, year: int) -> Meaning:
    """A phase or a change in money that ``words`` say and nothing else; no meaning where they say something else."""
    found = read_word(words, terms, year) if words else None
    if isinstance(found, Meaning):
        for alone in (Meaning(found.kind, phase=found.phase), Meaning("amount", basis=found.basis)):
            if found == alone:
                return found
    return Meaning()


class Margin:
    """The columns of units and years of one form; a unit named once is that of the rows below too. ``own`` are the
    names of the document's own unit."""

    def __init__(self, finder: FormFinder, senses: Sequence[ColumnSense], own: frozenset[str]) -> None:
        self.finder = finder
        self.year = finder.setting.year
        self.terms = finder.words.terms
        self.senses = senses
        self.own = own
        self.unit = self.unit_code = ""

    def read(self, row: Row, name: str) -> Standing:
        """What the margin of the next row says; ``name`` is its name where that may say nothing but a phase."""
        texts = list(dict.fromkeys(self._texts(row, "unit")))
        unit = "".join(text for text in texts if not text.isdigit())
        if unit:
            self.unit, self.unit_code = unit, next((text for text in texts if text.isdigit()), "")
        found = read_alone(name, self.terms, self.year)
        standing = Standing(
            unit=self.unit, unit_code=self.unit_code, total=unit in TOTALS, stage=found.phase, basis=found.basis,
            alone=bool(found.phase or found.basis),
        )  # fmt: skip
        years = "".join(dict.fromkeys(self._texts(row, "year")))
        if years:
            self._read_year(standing, years.removesuffix("度") if years.endswith("年度") else years)
        return standing

    def _read_year(self, standing: Standing, words: str) -> None:
        """What a column of years says: the report's, the one before, or a change from it."""
        own, prior = f"{self.year}年", f"{self.year - 1}年"
        standing.phase = "prior" if words == prior else ""
        standing.basis = read_alone(words, self.terms, self.year).basis
        standing.known = standing.dated = bool(standing.basis) or words in {own, prior}

    def find_units(self, rows: Iterable[Row]) -> set[str]:
        """The units whose amounts ``rows`` hold, by the column that names them."""
        found = {
            "".join(text for text in dict.fromkeys(self._texts(row, "unit")) if not text.isdigit()) for row in rows
        }
        return found - TOTALS - {""}

    def is_own(self, unit: str) -> bool:
        return is_own_unit(unit, self.own)

    def is_other(self, standing: Standing) -> bool:
        """Whether a row is of a unit other than the document's own, or of one among several."""
        return bool(standing.unit) and standing.unit not in TOTALS and not self.is_own(standing.unit)

    def find_owner(
        self, codes: Sequence[Cell], record: Record | None, standing: Standing, above: Owner, index: int
    ) -> Owner:
        """The unit whose amounts the row ``index`` holds: that of its margin, its own name's, or that of the last row
        ``above`` that names one. Behind a total, or a row of words that are not known, it is open. ``codes`` are the
        cells of the row's code, which may be the unit's."""
        if standing.unit and standing.unit not in TOTALS:
            code, name = split_unit(standing.unit)
            return Owner(name, code or standing.unit_code, self.is_own(standing.unit))
        if record is None or (record.kind == "label" and not record.subunit):
            return Owner()
        if record.kind not in {"own", "unit"} and (not record.subunit or record.code):
            return above
        code, name = split_unit(record.name)
        printed = (text for cell in codes if (text := self.finder.text(cell)).isdigit())
        return Owner(name, code or next(printed, ""), record.kind == "own", index)

    def _texts(self, row: Row, kind: str) -> list[str]:
        cells: list[Cell] = [row[at] for at, sense in enumerate(self.senses) if sense.kind == kind and at in row]
        return [self.finder.text(cell) for cell in cells]
