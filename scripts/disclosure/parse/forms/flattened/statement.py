"""Accounting forms flattened to text: which form, its columns in use, its rows, and their facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from disclosure.model import Fact, Text
from disclosure.parse.forms.flattened.columns import Row, assign_columns
from disclosure.parse.forms.flattened.flow import TOTAL, Header, HeaderRefusal, read_header
from disclosure.parse.forms.flattened.rows import CodedRow, find_rows
from disclosure.parse.forms.flattened.tokens import Token, Value, column_numbers, join_values, split_tokens
from disclosure.parse.forms.flattened.trust import SLACK, doubtful_rows
from disclosure.parse.forms.names.numbering import name_form, read_number
from disclosure.parse.narrative.claims import Setting
from disclosure.parse.numbers import MEASURES, UNIT_LABEL, Measure
from disclosure.parse.outline import Section
from disclosure.parse.projects import ProjectBook
from disclosure.parse.stream import Stream
from disclosure.parse.words import Column, FormWords, Label
from disclosure.reference import CodeList, normalize_name

_NOTE = re.compile(r"(?:备注：)?(?P<note>[^。：]{0,300}(?:未安排|没有使用|没有)[^。]{0,300})。")
#: The digits of a 类 and of a 项, the highest and the lowest level of the functional classification.
_CLASS, _ITEM_LENGTH = 3, 7


@dataclass(slots=True)
class Statement:
    """What one form gave; ``form`` is its own name, ``title`` what it prints, ``ignored`` are index ranges of the
    stream, ``refusal``: why its columns are not known."""

    form: str = ""
    title: str = ""
    facts: list[Fact] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    ignored: list[tuple[int, int, str]] = field(default_factory=list)
    refusal: HeaderRefusal | None = None


class StatementReader:
    """Reads the forms of one document in order. The first, of all revenue and expenditure, tells which
    funds the unit has; a fund it has not is in no column of the others."""

    def __init__(
        self, stream: Stream, setting: Setting, book: ProjectBook, ignored: Mapping[int, tuple[int, str]]
    ) -> None:
        self.stream = stream
        self.ignored = ignored
        self.setting = setting
        self.book = book
        self.words = setting.vocabulary.statements
        self.funds: set[str] | None = None
        #: How many forms have no printed number.
        self.unnumbered = 0
        self.unit_names = sorted(setting.names)

    def read(self, section: Section) -> Statement:
        """The facts of one form. A form whose unit of measure is not stated gives none."""
        form = section.form
        result = Statement()
        if form is None:
            return result
        for start, end in column_numbers(self.stream, section.start, section.end):
            result.ignored.append((start, end, "column"))
        self._read_note(section, form, result)
        unit = UNIT_LABEL.search(self.stream.text, section.start, section.end)
        columns = self.words.columns.get(form.form)
        if unit is None or columns is None:
            return result
        start = unit.end() + self.stream.text.startswith("）", unit.end())
        header = read_header(self.stream, start, section.end, form.form, self.words, self._row_starts(form.form))
        if isinstance(header, HeaderRefusal):
            result.refusal = header
            return result
        reader = _FormReader(self, section, form, MEASURES[unit.group(1)], result)
        reader.read(header)
        return result

    def _row_starts(self, form: str) -> set[str]:
        """What a row of the form may begin with: a label, a code of the highest level, a total or the unit's name."""
        codes = self.setting.reference.economic if form == "basic" else self.setting.reference.functional
        labels = {word for label in self.words.rows.get(form, ()) for word in label.words}
        return {*labels, *self.words.totals, *self.unit_names, *(code for code in codes.by_code if len(code) == _CLASS)}

    def _read_note(self, section: Section, form: FormWords, result: Statement) -> None:
        found = _NOTE.search(self.stream.text, section.start, section.end)
        if found is None or any(char == "※" for char in found.group("note")):
            start = self.stream.text.rfind("※", section.start, section.end)
            found = _NOTE.search(self.stream.text, max(start, section.start), section.end)
        if found is None:
            return
        start, end = found.span("note")
        start = _behind_numbers(self.stream, start)
        result.ignored.append((start, end, "explanation"))
        result.texts.append(
            Text(
                form.statement, "note", self.stream.quote(start, end), self.stream.place(start, end),
                start=self.stream.span(start, end)[0],
            )
        )  # fmt: skip


def _behind_numbers(stream: Stream, start: int) -> int:
    found = re.compile(r"※[※\d]*").match(stream.text, start)
    return found.end() if found else start


@dataclass(frozen=True, slots=True)
class _Cell:
    """A number of a row with its column, where the row begins, and where its numbers do."""

    value: Value
    column: Column
    row_start: int
    starts: tuple[int, ...]


def _list_starts(values: Iterable[Value]) -> tuple[int, ...]:
    return tuple(value.start for value in values)


class _FormReader:
    def __init__(
        self, parent: StatementReader, section: Section, form: FormWords, measure: Measure, result: Statement
    ) -> None:
        self.parent = parent
        self.stream = parent.stream
        self.section = section
        self.form = form
        self.measure = measure
        self.result = result
        self.setting = parent.setting
        number = read_number(section.number)
        if not number:
            parent.unnumbered += 1
        self.form_name = name_form(number, parent.unnumbered)
        result.form, result.title = self.form_name, self.stream.quote(section.start, section.body)

    def read(self, header: Header) -> None:
        columns = header.columns
        tokens = split_tokens(self.stream, header.end, self.section.end, self.parent.ignored)
        if self.form.form in {"overall", "appropriation"}:
            self._read_two_sided(tokens, self._in_use(columns))
        elif self.form.form == "three_public":
            self._read_labelled(tokens, self._in_use(columns))
        else:
            self._read_coded(tokens, self._in_use(columns))

    def _in_use(self, columns: Sequence[Column]) -> list[Column]:
        """The columns that may hold numbers: those of the funds the unit has, where that is known."""
        funds = self.parent.funds
        if funds is None:
            return list(columns)
        return [column for column in columns if not column.fund or column.fund in funds]

    # --- forms with codes ---

    def _read_coded(self, tokens: Sequence[Token], columns: Sequence[Column]) -> None:
        codes = self.setting.reference.economic if self.form.form == "basic" else self.setting.reference.functional
        totals = (*self.parent.words.totals, *self.parent.unit_names)
        rows = find_rows(tokens, codes, totals)
        if columns[0].column != TOTAL:  # the total is the last column: from there the form reads like any other
            columns = columns[::-1]
            for row in rows:
                row.readings = [reading[::-1] for reading in row.readings]
        chosen = [_choose(row, len(columns)) for row in rows]
        solved = [
            Row([value.value for value in values], parent, total=row.total)
            for row, values, parent in zip(rows, chosen, _find_parents(rows), strict=True)
        ]
        nested = self.form.form == "revenue"
        for index in doubtful_rows(rows, solved, len(columns), nested=nested):
            solved[index].values, chosen[index] = [], []
        assign_columns(solved, len(columns))
        named: dict[str, dict[str, int]] = {}
        for index, row in enumerate(rows):
            named.setdefault(row.code, {}).setdefault(row.name, index)
        for row, values, placed in zip(rows, chosen, solved, strict=True):
            if (
                self.form.form == "project"
                and len(row.code) == _ITEM_LENGTH
                and self._project_of(row, codes)[1] is None
            ):
                continue  # in this form an item's row is a project's: without a name it is not read
            self.result.ignored.extend((token.start, token.end, "code") for token in row.code_tokens)
            for column, value in zip(placed.columns or (), values, strict=False):
                self._add_coded(row, named, _Cell(value, columns[column], row.start, _list_starts(values)), codes)

    def _add_coded(self, row: CodedRow, named: Mapping[str, Mapping[str, int]], cell: _Cell, codes: CodeList) -> None:
        """``named`` are the names of the form's rows by code, each with the index at which it stands first."""
        economic = self.form.form == "basic"
        # other rows of the same code are other projects: their names are none of this row's
        above = [each for end in range(1, len(row.code)) for each in named.get(row.code[:end], {}).items()]
        path = [*(name for name, _ in sorted(above, key=lambda each: each[1])), row.name]
        name, project = row.name, None
        if self.form.form == "project" and row.code:
            name, project = self._project_of(row, codes)
            path[-1] = name
        names = "/".join(dict.fromkeys(path)) if row.code else ""
        self._add(
            cell,
            item="total" if row.total or project is not None else "",
            functional=("", "") if economic else (row.code, names),
            economic=(row.code, row.name if row.code else "") if economic else self._economic(cell.column),
            project=project,
        )

    def _economic(self, column: Column) -> tuple[str, str]:
        code = self.setting.reference.economic.by_code.get(column.economic_code)
        return (code.code, code.name) if code else ("", "")

    def _project_of(self, row: CodedRow, codes: CodeList) -> tuple[str, int | None]:
        """In the form of projects a 项's name and a project's stand in one run: the code list tells them apart."""
        known = codes.by_code.get(row.code)
        if known is None:
            return row.name, None
        length = len(normalize_name(known.name))
        if len(row.name) <= length:
            return row.name, None
        return row.name[:length], self.parent.book.number(self._printed(row, length))

    def _printed(self, row: CodedRow, skip: int) -> str:
        first = row.name_tokens[0].start + skip
        return self.stream.quote(first, row.name_tokens[-1].end)

    # --- two-sided forms: revenue by label, expenditure by 类 ---

    def _read_two_sided(self, tokens: Sequence[Token], columns: Sequence[Column]) -> None:
        found: list[tuple[Label, list[Value], int]] = []
        for label, values, start, code_tokens in self._sides(tokens):
            self.result.ignored.extend((token.start, token.end, "code") for token in code_tokens)
            if values:
                found.append((label, values, start))
        revenue = [each for each in found if not each[0].functional_code and each[0].direction != "expenditure"]
        self._learn_funds(revenue)
        columns = self._in_use(columns)
        for label, values, start in found:
            wide = bool(label.functional_code) or label.direction == "expenditure"
            if len(values) > (len(columns) if wide else 1):
                continue
            if wide and len(values) < len(columns):
                values = values[:1] if columns[0].column == TOTAL else []
            for column, value in zip(columns, values, strict=False):
                self._add_labelled(label, _Cell(value, column, start, _list_starts(values)))

    def _learn_funds(self, revenue: Iterable[tuple[Label, list[Value], int]]) -> None:
        if self.parent.funds is None and self.form.form == "overall":
            funds = {label.fund for label, _, _ in revenue if label.fund}
            if "general_public_budget" in funds:
                funds.add("fiscal_appropriation")
            self.parent.funds = funds

    def _sides(self, tokens: Sequence[Token]) -> Iterable[tuple[Label, list[Value], int, list[Token]]]:
        """Label by label: a row told by words, or a 类 with its code; then the numbers behind it."""
        labels = self.parent.words.rows[self.form.form]
        codes = self.setting.reference.functional
        index = last = 0
        while index < len(tokens):
            match = _match_row(tokens, index, labels, codes) if tokens[index].word or index == last else None
            if match is None:
                index += 1
                continue
            label, stop, code_tokens = match
            numbers: list[Token] = []
            while stop < len(tokens) and tokens[stop].number and not _is_code(tokens, stop, codes):
                numbers.append(tokens[stop])
                stop += 1
            readings = join_values(numbers)
            yield label, readings[0] if len(readings) == 1 else [], tokens[index].start, code_tokens
            index = last = stop

    # --- forms told by words ---

    def _read_labelled(self, tokens: Sequence[Token], columns: Sequence[Column]) -> None:
        for label, values, start, _ in self._sides(tokens):
            if len(values) == len(columns):
                for column, value in zip(columns, values, strict=True):
                    self._add_labelled(label, _Cell(value, column, start, _list_starts(values)))

    def _add_labelled(self, label: Label, cell: _Cell) -> None:
        self._add(
            cell, item=label.item, functional=(label.functional_code, "/".join(label.path)), fund=label.fund,
            direction=label.direction or ("expenditure" if label.functional_code else "revenue"),
        )  # fmt: skip

    # --- facts ---

    def _add(
        self, cell: _Cell, *, item: str, functional: tuple[str, str] = ("", ""), economic: tuple[str, str] = ("", ""),
        fund: str = "", project: int | None = None, direction: str = "",
    ) -> None:  # fmt: skip
        stream, value = self.stream, cell.value
        directions: Mapping[str, str] = {"overall": direction, "appropriation": direction, "revenue": "revenue"}
        types = {"project": "project", "basic": "basic"}
        self.result.facts.append(
            Fact(
                self.form.statement, "amount", self.setting.phase, value.value * self.measure.factor, self.measure.base,
                value.printed, self.measure.printed, self.form_name, stream.place(cell.row_start, value.end),
                stream.evidence(cell.row_start, value.end, cell.starts),
                direction=directions.get(self.form.form, "expenditure"),
                item=item, functional_code=functional[0], functional_name=functional[1], economic_code=economic[0],
                economic_name=economic[1], fund=fund or cell.column.fund or self.form.fund,
                expenditure_type=cell.column.expenditure_type or types.get(self.form.form, ""), project=project,
                spans=tuple(stream.span(token.start, token.end) for token in value.tokens),
            )
        )  # fmt: skip


def _choose(row: CodedRow, width: int) -> list[Value]:
    """The one reading of a row's numbers; where a number may be broken or not, the one whose numbers are
    printed with as many decimals each."""
    fitting = [reading for reading in row.readings if 0 < len(reading) <= width and _coherent(reading)]
    if len(fitting) > 1:
        fitting = [reading for reading in fitting if len({_decimals(value) for value in reading}) == 1]
    return fitting[0] if len(fitting) == 1 else []


def _coherent(reading: Sequence[Value]) -> bool:
    """Whether numbers may stand in one row: no part exceeds the total, none is a piece of a code (03) or of a
    number (1125.9 beside 1125.97), and those joined over a line's end have decimals like others or two."""
    decimals = {_decimals(value) for value in reading}
    slack = SLACK * Decimal(1).scaleb(-max(decimals))
    usual = {_decimals(value) for value in reading if len(value.tokens) == 1} | {2}
    return (
        all(abs(value.value) <= abs(reading[0].value) + slack for value in reading)
        and all(_decimals(value) in usual for value in reading if len(value.tokens) > 1)
        and not any(value.printed[0] == "0" and value.printed.isdigit() and len(value.printed) > 1 for value in reading)
        and not {1, 2} <= decimals
    )


def _decimals(value: Value) -> int:
    return len(value.printed.partition(".")[2])


def _find_parents(rows: Sequence[CodedRow]) -> list[int | None]:
    """For each row the last one before it of the code right above its own; None where there is none."""
    last: dict[str, int] = {}
    parents = []
    for index, row in enumerate(rows):
        above = (last.get(row.code[:length]) for length in (5, 3) if len(row.code) > length)
        parents.append(next((each for each in above if each is not None), None))
        last[row.code] = index
    return parents


def _match_row(
    tokens: Sequence[Token], index: int, labels: Sequence[Label], codes: CodeList
) -> tuple[Label, int, list[Token]] | None:
    """A row's label or 类 at ``index``, if it ends with a word or where the next row begins."""
    found = _match_class(tokens, index, codes) or _match_label(tokens, index, labels)
    if found is None:
        return None
    stop = found[1]
    ends = stop >= len(tokens) or tokens[stop].word or tokens[stop].number
    follows = stop < len(tokens) and (_match_class(tokens, stop, codes) or _match_label(tokens, stop, labels))
    return found if ends or follows else None


def _is_code(tokens: Sequence[Token], index: int, codes: CodeList) -> bool:
    """A known 类 with words behind it is taken for a code, never for an amount, even if the words are others."""
    behind = index + 1 < len(tokens) and not tokens[index + 1].number
    return behind and len(tokens[index].text) == 3 and tokens[index].text in codes.by_code


def _match_class(tokens: Sequence[Token], index: int, codes: CodeList) -> tuple[Label, int, list[Token]] | None:
    """A 类: its three digits and its name behind them."""
    if not _is_code(tokens, index, codes):
        return None
    known = codes.by_code[tokens[index].text]
    stop = _match_words(tokens, index + 1, {normalize_name(name) for name in (known.name, *known.aliases)})
    if stop is None:
        return None
    name = "".join(token.text for token in tokens[index + 1 : stop])
    return Label((), functional_code=known.code, path=(name,), direction="expenditure"), stop, [tokens[index]]


def _match_label(tokens: Sequence[Token], index: int, labels: Sequence[Label]) -> tuple[Label, int, list[Token]] | None:
    best: tuple[Label, int, list[Token]] | None = None
    for label in labels:
        stop = _match_words(tokens, index, {normalize_name(word) for word in label.words})
        if stop is not None and (best is None or stop > best[1]):
            best = (label, stop, [])
    return best


def _match_words(tokens: Sequence[Token], index: int, names: set[str]) -> int | None:
    text = ""
    best = None
    longest = max(len(name) for name in names)
    for at in range(index, len(tokens)):
        text += normalize_name(tokens[at].text)
        if len(text) > longest:
            break
        if text in names:
            best = at + 1
    return best
