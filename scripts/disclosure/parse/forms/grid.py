"""Accounting forms whose cells the source gives: title, head, rows of one or more records, and their facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from disclosure.model import Cell, Document, Fact, Paragraph, Table
from disclosure.parse.forms.heads import ColumnSense, Segment, read_head, split_segments
from disclosure.parse.narrative.claims import Setting
from disclosure.parse.numbers import MEASURES, Measure, parse_decimal
from disclosure.parse.stream import fold
from disclosure.parse.words import Label
from disclosure.reference import Code, normalize_name

#: So many lines before a table may hold its title, number and unit of measure.
_CONTEXT_LINES = 6
#: A title's line has little besides the title.
_TITLE_SLACK = 24
_UNIT = re.compile(r"单位：?(?:人民币)?(亿元|万元|千元|元)")
_NUMBER = re.compile(r"(?:附?表|公开|预算)0?(\d{1,2})(?:表)?")
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_DIGITS = re.compile(r"\d+")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、]|（\d+）)")
_BRACKETED = re.compile(r"^〔(\d{3,7})〕(.+)$")
_LINE_NUMBERS = ("栏次", "行次")
#: What a statement's amounts are of, where its columns do not say otherwise: fund, expenditure type.
_OF_STATEMENT = {
    "appropriation": ("fiscal_appropriation", ""),
    "general_public": ("general_public_budget", ""),
    "basic": ("general_public_budget", "basic"),
    "three_public": ("fiscal_appropriation", ""),
    "government_fund": ("government_fund", ""),
    "state_capital": ("state_capital", ""),
}
_DIRECTIONS = {"revenue": "revenue", "overall": "", "appropriation": ""}


@dataclass(slots=True)
class GridForm:
    """What one gridded form gave; ``ignored`` are offsets with reasons."""

    statement: str
    facts: list[Fact] = field(default_factory=list)
    ignored: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Head:
    """A form as its title and head describe it; a table without both may go on with the one before."""

    statement: str
    name: str
    measure: Measure
    senses: tuple[ColumnSense, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """One record of a row: its code and names as printed, and the row it stands in."""

    code: str
    name: str
    label: Label | None
    start: int


class GridReader:
    """Reads the gridded forms of one document in order."""

    def __init__(self, document: Document, setting: Setting) -> None:
        self.document = document
        self.setting = setting
        self.words = setting.vocabulary.grids
        self.last: _Head | None = None
        self.count = 0
        self.path: list[str] = []

    def read(self, table: Table) -> GridForm | None:
        """The facts of a table, or None where it is no accounting form we know."""
        rows = [self._spread(cells) for cells in table.rows()]
        body = next((index for index, row in enumerate(rows) if self._is_body(row)), len(rows))
        head = self._head(table, rows[:body])
        if head is None:
            return None
        if head.name != (self.last.name if self.last else ""):
            self.path = []
        self.last = head
        form = GridForm(head.statement)
        segments = split_segments(head.senses)
        for row in rows[body:]:
            self._read_row(row, head, segments, form)
        return form

    def _spread(self, cells: Sequence[Cell]) -> dict[int, Cell]:
        return {cell.column + offset: cell for cell in cells for offset in range(cell.column_span)}

    def _text(self, cell: Cell) -> str:
        return fold(self.document.text[cell.start : cell.end])

    def _is_body(self, row: dict[int, Cell]) -> bool:
        """A row of figures or codes, or of a total: not one of the head."""
        texts = [self._text(cell) for cell in row.values()]
        return (
            any(_AMOUNT.fullmatch(text) for text in texts)
            or any(_BRACKETED.match(text) for text in texts)
            or (texts[0] in ("合计", "总计") and any(not text for text in texts))
        )

    # --- title and head ---

    def _head(self, table: Table, rows: Sequence[dict[int, Cell]]) -> _Head | None:
        lines = self._context(table)
        titled = [cells for cells in rows if len({cell.start for cell in cells.values()}) == 1]
        lines += [self._text(next(iter(cells.values()))) for cells in titled]
        width = max(
            (column for row in table.rows() for cell in row for column in [cell.column + cell.column_span]), default=0
        )
        paths = self._paths([row for row in rows if row not in titled], width)
        senses = tuple(read_head(paths, self.words.heads)) if any(paths) else ()
        statement, unit = self._title(lines), self._unit(lines)
        if statement is None:
            return self._continued(senses, width)
        self.count += 1
        number = next((found.group(1) for line in lines if (found := _NUMBER.search(line))), None)
        measure = unit or (self.last.measure if self.last else None)
        if measure is None or not senses:
            return None
        return _Head(statement, f"table-{int(number) if number else self.count}", measure, senses)

    def _continued(self, senses: tuple[ColumnSense, ...], width: int) -> _Head | None:
        """A table without a title goes on with the last one where its head is the same, or it has none."""
        last = self.last
        if last is None or len(last.senses) != width:
            return None
        return last if not senses or senses == last.senses else None

    def _context(self, table: Table) -> list[str]:
        lines: list[str] = []
        for block in self.document.blocks:
            if block.start >= table.start:
                break
            if isinstance(block, Paragraph):
                if not block.furniture:
                    lines.append(fold(self.document.text[block.start : block.end]))
            else:
                lines = []
        return lines[-_CONTEXT_LINES:]

    def _title(self, lines: Sequence[str]) -> str | None:
        best: tuple[int, str] | None = None
        for line in lines:
            for statement, titles in self.words.titles.items():
                for title in titles:
                    if (
                        title in line
                        and len(line) <= len(title) + _TITLE_SLACK
                        and (best is None or len(title) > best[0])
                    ):
                        best = (len(title), statement)
        return best[1] if best else None

    def _unit(self, lines: Sequence[str]) -> Measure | None:
        found = [match.group(1) for line in lines if (match := _UNIT.search(line))]
        return MEASURES[found[-1]] if found else None

    def _paths(self, rows: Sequence[dict[int, Cell]], width: int) -> list[list[str]]:
        """The words over each column, top down, each cell once. A cell that spans rows stands once."""
        paths: list[list[str]] = [[] for _ in range(width)]
        for row in rows:
            if self._text(row[min(row)]) in _LINE_NUMBERS:
                continue
            for column, cell in row.items():
                text = self._text(cell)
                if text and text not in paths[column]:
                    paths[column].append(text)
        return paths

    # --- rows ---

    def _read_row(self, row: dict[int, Cell], head: _Head, segments: Sequence[Segment], form: GridForm) -> None:
        texts = [self._text(cell) for _, cell in sorted(row.items())]
        numbers = [int(text) for text in dict.fromkeys(texts) if text.isdigit()]
        if texts[0] in _LINE_NUMBERS or (
            len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1)) and len(numbers) == len(set(texts) - {""})
        ):
            self._ignore(row.values(), "column", form)
            return
        self._ignore(
            [cell for column, cell in row.items() if column < len(head.senses) and head.senses[column].kind == "line"],
            "column",
            form,
        )
        for segment in segments:
            record = self._record(row, segment, form)
            if record is None:
                continue
            for column, sense in segment.amounts.items():
                if column in row and row[column].column == column:
                    self._add(row[column], sense, record, head, form)

    def _ignore(self, cells: object, reason: str, form: GridForm) -> None:
        for cell in cells:  # type: ignore[attr-defined]
            form.ignored.append((cell.start, cell.end, reason))

    def _record(self, row: dict[int, Cell], segment: Segment, form: GridForm) -> _Record | None:
        """Whose amounts a segment of a row holds; None where its words are not known."""
        cells = [row[column] for column in (*segment.codes, *segment.names) if column in row]
        if not segment.codes and not segment.names:
            return _Record("", "", Label((), item="total"), min(cell.start for cell in row.values()))
        code = self._code([self._text(row[column]) if column in row else "" for column in segment.codes])
        name = "".join(dict.fromkeys(self._text(row[column]) for column in segment.names if column in row))
        if segment.codes and not name:
            name = "".join(self._text(cell) for cell in dict.fromkeys(cells) if not self._text(cell).isdigit())
        bracketed = _BRACKETED.match(name)
        if bracketed:
            code, name = bracketed.groups()
        start = min((cell.start for cell in cells if self._text(cell)), default=0)
        if code:
            self._ignore([row[column] for column in segment.codes if column in row], "code", form)
            return _Record(code, name, None, start)
        plain = normalize_name(_NUMBERING.sub("", name).removeprefix("其中："))
        label = self.words.rows.get(plain)
        if label is None:
            known = self._class(plain)
            label = Label((), functional_code=known.code, path=(name,), direction="expenditure") if known else None
        return _Record("", name, label, start) if label else None

    def _class(self, name: str) -> Code | None:
        found = self.setting.reference.functional.find(name, "")
        return found

    def _code(self, parts: Sequence[str]) -> str:
        """A code from its cells: joined, or its last level alone with those above carried down."""
        filled = [part for part in parts if part]
        if not filled or not all(part.isdigit() for part in filled):
            return ""
        if len(parts) == 1 or parts[0]:
            code = "".join(filled)
            self.path = [part for part in parts if part]
            return code if len(code) in {3, 5, 7} else ""
        depth = next(index for index, part in enumerate(parts) if part)
        if len(self.path) < depth:
            return ""
        self.path = [*self.path[:depth], *filled]
        return "".join(self.path)

    def _add(self, cell: Cell, sense: ColumnSense, record: _Record, head: _Head, form: GridForm) -> None:
        printed = self._text(cell)
        if not _AMOUNT.fullmatch(printed):
            return
        fund, kind = _OF_STATEMENT.get(head.statement, ("", ""))
        label = record.label or Label(())
        code = record.code or label.functional_code
        economic = code[:1] == "3"
        item = sense.item or ("" if code else label.item)
        direction = label.direction or sense.direction or _DIRECTIONS.get(head.statement, "expenditure")
        budget = "adjusted" if self.setting.phase == "executed" else "approved"
        phase = {"budget": budget, "executed": "executed"}.get(sense.phase, self.setting.phase)
        start, end = min(record.start, cell.start), cell.end
        form.facts.append(
            Fact(
                head.statement, "amount", phase, parse_decimal(printed) * head.measure.factor, head.measure.base, printed,
                head.measure.printed, head.name, self.document.place(start, end), self._quote(record, cell),
                direction=direction, item=item, functional_code="" if economic else code,
                functional_name="" if economic or not code else record.name, economic_code=code if economic else "",
                economic_name=record.name if economic else "", fund=label.fund or sense.fund or fund,
                expenditure_type=sense.expenditure_type or kind, spans=(self._number_span(cell),),
            )
        )  # fmt: skip

    def _number_span(self, cell: Cell) -> tuple[int, int]:
        raw = self.document.text[cell.start : cell.end]
        return cell.start + len(raw) - len(raw.lstrip()), cell.start + len(raw.rstrip())

    def _quote(self, record: _Record, cell: Cell) -> str:
        """The source from the row's name to the figure, where they stand near each other, else the figure."""
        text = "".join(self.document.text[min(record.start, cell.start) : cell.end].split())
        return text if len(text) <= 200 else "".join(self.document.text[cell.start : cell.end].split())


def read_forms(document: Document, tables: Sequence[Table], setting: Setting) -> Iterator[tuple[Table, GridForm]]:
    """The gridded accounting forms among ``tables``, in order."""
    reader = GridReader(document, setting)
    for table in tables:
        form = reader.read(table)
        if form is not None:
            yield table, form
