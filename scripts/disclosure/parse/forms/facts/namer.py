"""Whose amounts the rows of one gridded form hold: its codes and its words, read with what the columns are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from disclosure.model import Cell
from disclosure.parse.forms.facts.margin import TOTALS, Standing, is_own_unit
from disclosure.parse.forms.facts.of_which import join_parts
from disclosure.parse.forms.names.heads import Segment
from disclosure.parse.forms.names.listed import name_classed, name_project
from disclosure.parse.forms.names.records import (
    Labels,
    Names,
    Record,
    Thread,
    join_code,
    join_group,
    kind_of_code,
    name_buyer,
    name_crossed,
    name_government,
    name_listed,
    name_record,
    name_unit,
    split_code,
    strip_number,
)
from disclosure.parse.forms.tables.bodies import AMOUNT, list_codes_below, numbers_columns
from disclosure.parse.forms.tables.sheets import FormFinder, Head, Row
from disclosure.parse.terms.label import CostLabels, RowLabels
from disclosure.parse.words import Label
from disclosure.quick import replace
from disclosure.reference import normalize_name

_CROSSED = ("functional", "economic")
SUBTOTALS = frozenset({"小计"})
#: The fewest characters of the name of a unit in a row of functions, and of its code.
_SHORTEST_UNIT, _SHORTEST_CODE = 6, 3
#: The rest of a code at the begin of a name.
_CODE_LEFT = re.compile(r"\d{2}(?!\d)")


class RowNamer:
    """Names the rows of one form: ``body`` are those below its header, ``segments`` the records of a row."""

    def __init__(
        self, finder: FormFinder, head: Head, segments: Sequence[Segment], names: Names, body: Sequence[Row]
    ) -> None:
        self._finder = finder
        self._title = head.title
        self._senses = head.senses
        self._segments = segments
        self._names = names
        self._body = body

    def _text(self, cell: Cell) -> str:
        return self._finder.text(cell)

    def _is_own(self, unit: str) -> bool:
        return is_own_unit(unit, self._names.own)

    def read(self, row: Row, segment: Segment, thread: Thread, standing: Standing) -> Record | None:
        """Whose amounts a segment of a row holds; None where its words are not known."""
        code = self._code(row, segment, thread)
        name = self.name(row, segment)
        part = join_parts(row, segment, self._text)
        direction = next(iter(segment.amounts.values())).direction or self._title.direction
        if (segment.crossed or (segment.listed and name)) and name not in TOTALS:
            return self._name_crossed(row, segment, name)
        if sum(bool(split_code(self._text(row[column]))[0]) for column in segment.names if column in row) > 1:
            return None  # codes of several classifications, of which the header does not say which
        if segment.kind == "government":
            texts = [self._text(row[column]) if column in row else "" for column in segment.names]
            return name_government(texts, name, direction, thread, replace(self._names, rows=self._labels(direction)))
        if not code and not segment.codes:
            found = split_code(name)
            # the name of a project may begin with a number: 12345热线
            code, name = found if self._title.statement != "project" or kind_of_code(found[0]) else ("", name)
        if code:
            return self._name_coded(row, segment, code, name)
        if standing.alone or not (name or part):
            return self._nameless(segment, standing)
        if segment.kind == "name" and not segment.names and name not in TOTALS:
            return None
        if self._title.statement == "project" and segment.kind in {"name", "spender"} and not segment.codes:
            return name_listed(name, replace(self._names, rows=self._labels(direction)))
        return self._name_labelled(row, segment, (name, part), direction, thread)

    def _name_labelled(
        self, row: Row, segment: Segment, words: tuple[str, str], direction: str, thread: Thread
    ) -> Record | None:
        """Whose amounts a row without a code holds, by its name and the part of it in its own column (``words``)."""
        name, part = words
        if segment.codes and self._names_unit(row, segment, name):
            return name_unit(name, self._names)
        nested = self._title.statement not in {"three_public", "procurement"}
        names = replace(self._names, rows=self._labels(direction), nested=nested)
        record = name_record(name, segment.kind, direction, thread, names) if name else None
        if part and part not in SUBTOTALS:
            record = name_record(f"其中：{part}", segment.kind, direction, thread, names)
        if self._title.statement == "procurement" and name and not part:
            return name_buyer(name, record, thread, names)
        if record is None and self._title.statement == "project":
            return Record("project", name=strip_number(name), label=Label((), item="total"))
        return record

    def _name_coded(self, row: Row, segment: Segment, code: str, name: str) -> Record | None:
        """Whose amounts a row with a code holds: those of the code, or of a project that the name behind it names."""
        known = kind_of_code(code) if name and not self._goes_on_beside(row, segment, name) else ""
        if not known and self._names_unit(row, segment, name):
            return name_unit(name, self._names)
        if known and self._is_misplaced(row, segment, known, code, name):
            return None
        listed = self._title.statement == "project" and known == "functional"
        project = name_project(code, name, self._names.functional) if listed else None
        return project or (Record(known, code, name) if known else None)

    def _is_misplaced(self, row: Row, segment: Segment, kind: str, code: str, name: str) -> bool:
        """Whether a code that is put together from levels in several rows has the name of another: a row between them
        may be missing."""
        whole = any(split_code(self._text(row[at]))[0] == code or self._text(row[at]) == code for at in row)
        listed = self._finder.setting.reference
        codes = listed.functional if kind == "functional" else listed.economic
        return not whole and code in codes.by_code and not codes.is_called(code, name) and codes.has_name(name)

    def _names_unit(self, row: Row, segment: Segment, name: str) -> bool:
        """Whether a row of a form of functions or types names a unit, whose amounts the rows below it hold: its own
        code is whole or there is none, for the function of a 款 or 项 may be called as units are (档案馆)."""
        plain = normalize_name(name)
        if self._title.statement in {"project", "procurement", "three_public"} or plain in self._names.own:
            return plain in self._names.own
        codes = [text for column in segment.codes if column in row and (text := self._text(row[column]))]
        listed = self._finder.known.has(name) or self._names.functional.has_name(name)
        whole = len(name) >= _SHORTEST_UNIT and all(len(code) >= _SHORTEST_CODE for code in codes)
        return whole and not listed and self._names.is_unit(name)

    def _name_crossed(self, row: Row, segment: Segment, name: str) -> Record | None:
        if segment.crossed:
            at = segment.crossed
            return name_crossed(*(self._text(row[at[kind]]) if at[kind] in row else "" for kind in _CROSSED))
        listed = segment.listed.items()
        cells = {kind: [self._text(row[at]) for at in columns if at in row] for kind, columns in listed}
        return name_classed(name, cells, replace(self._names, rows=self._labels("expenditure")))

    def _code(self, row: Row, segment: Segment, thread: Thread) -> str:
        parts = self._finder.code_parts(row, segment.codes)
        below = self._codes_below.get(row[segment.codes[0]].start, "") if len(parts) == 1 and parts[0] else ""
        return join_code(parts, thread) or join_group("".join(parts), below, thread)

    @cached_property
    def _codes_below(self) -> dict[int, str]:
        columns = [column for segment in self._segments for column in segment.codes]
        return list_codes_below(self._body, columns, self._text)

    def name(self, row: Row, segment: Segment) -> str:
        cells = dict.fromkeys(row[column] for column in (*segment.names, *segment.codes) if column in row)
        name = "".join(text for cell in cells if (text := self._text(cell)) and not text.isdigit())
        return name or self._total_beside(row, segment)

    def _total_beside(self, row: Row, segment: Segment) -> str:
        """合计 where it is under the header of another column than the names': the government's classification, or, in
        a form of one record a row, any that holds neither amounts nor units."""
        others = [at for at in row if at not in segment.amounts and self._senses[at].kind != "unit"]
        columns = segment.government if len(self._segments) > 1 else others
        texts = (self._text(row[column]) for column in columns if column in row)
        return next((text for text in texts if text in TOTALS), "")

    def _goes_on_beside(self, row: Row, segment: Segment, name: str) -> bool:
        """Whether more of a row's code is in its name, or between code and name in a column without a head."""
        bare = (at for at, sense in enumerate(self._senses) if sense.kind == "unknown" and not sense.words)
        between = [at for at in bare if max(segment.codes, default=0) < at < min(segment.names, default=0)]
        return bool(_CODE_LEFT.match(name)) or any(self._text(row[at]).isdigit() for at in between if at in row)

    def _labels(self, direction: str) -> Labels:
        rows = self._finder.setting.vocabulary.grids.rows
        if self._title.statement == "three_public":
            return CostLabels(self._finder.setting.vocabulary.grids.terms, rows["three_public"])
        if self._title.statement == "procurement":
            return rows["procurement"]
        return RowLabels(self._finder.setting.vocabulary.grids.terms, direction)

    def _nameless(self, segment: Segment, standing: Standing) -> Record | None:
        """A row without a name: of a form without names, or named by the phase or the unit in its margin."""
        total = Record("label", label=Label((), item="total"))
        if standing.alone or (standing.dated and not (standing.unit or segment.codes or segment.names)):
            return total
        if standing.unit:
            own = "own" if self._is_own(standing.unit) else "unit"
            return (
                total
                if standing.total or any(sense.kind == "year" for sense in self._senses)
                else Record(own, "", standing.unit, total.label)
            )
        if segment.codes or segment.names or len(self._segments) > 1:
            return None
        return total if self._figures == 1 else None

    @cached_property
    def _figures(self) -> int:
        """How many rows hold figures, the numbers of the columns and the words below the form aside."""
        texts = ([self._text(cell) for _, cell in sorted(row.items())] for row in self._body)
        return sum(any(AMOUNT.fullmatch(text) for text in row) and not numbers_columns(row) for row in texts)
