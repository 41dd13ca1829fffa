"""What the columns of a form are by what is below their headers: amounts, names of a classification, other words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from itertools import pairwise

from disclosure.model import Cell, Document
from disclosure.parse.forms.names.heads import ColumnSense, is_side, source_of_funds
from disclosure.parse.forms.names.records import split_code, strip_number
from disclosure.parse.forms.names.titles import Title
from disclosure.quick import replace
from disclosure.reference import Reference

AMOUNT = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
#: Thousands with a separator before the last three digits alone (125360,898), as some sheets are formatted. Read in 元
#: only, where an amount has no third decimal that the separator could be of.
THOUSANDS = re.compile(r"-?[0-9]{4,9},[0-9]{3}")
#: A rate is read only where its sign is printed: a workbook may hold 0.05 for five per cent.
RATE = re.compile(AMOUNT.pattern + "%")
_WORDS = re.compile("[一-鿿]{2}")
#: So many names of a classification, and so great a share of a column, say that it is of that classification.
_ENOUGH_NAMES, _MOST_NAMES = 3, 0.6
#: Codes of functions and economic types, those of the government's classification, kinds of columns of their names.
_CLASSIFIED = re.compile(r"[23]\d{2}(?:\d{2}){0,2}")
_GOVERNMENT = re.compile(r"5\d{2}(?:\d{2})?")
_NAMED = frozenset({"name", "economic"})
#: Classifications of single purchases, where a form is one of procurement.
_CLASSES = frozenset({"economic", "government"})
#: A code with signs between its levels. (201.26 may be an amount.)
_SPLIT_CODE = re.compile(r"\d{3}(?:-\d{2}){1,2}|\d{3}\.\d{2}\.\d{2}")
#: The code of a 款 or 项 within the one above it.
_LEVEL = re.compile(r"\d{1,2}")
_DIGITS = re.compile(r"\d+")
LINE_NUMBERS = ("栏次", "行次")
Row = dict[int, Cell]


def numbers_columns(texts: Sequence[str], *, marked: bool = False) -> bool:
    """Whether the cells of a row number the columns of a form: 栏次, or counting from one; ``marked`` is set where
    other cells of the row hold nothing but asterisks."""
    filled = [text for text in dict.fromkeys(texts) if text.strip("*")]
    counted = len(filled) > (0 if marked else 2) and all(
        text.lstrip("0") == str(at) for at, text in enumerate(filled, 1)
    )
    return (bool(filled) and filled[0] in LINE_NUMBERS) or "栏次" in texts or counted


def is_one_number(printed: str, places: int) -> bool:
    """Whether an amount with white space in it, as a narrow column breaks it, is one number and not two: no part of it
    is a number by itself, or all of it has the decimal ``places`` of the form's other amounts and the first part has
    not."""
    parts = printed.replace("，", ",").rstrip().rstrip("%％").split()
    for cut in range(1, len(parts)):
        first, second = "".join(parts[:cut]), "".join(parts[cut:])
        if AMOUNT.fullmatch(first) and AMOUNT.fullmatch(second):
            proved = _count_places(first + second) == places != _count_places(first)
            if not places or not proved:
                return False
    return True


def _count_places(amount: str) -> int:
    return len(amount.partition(".")[2])


class FigureCells:
    """Which of a form's ``cells`` of amounts hold one figure. ``exact`` amounts are in 元."""

    def __init__(self, document: Document, text: Callable[[Cell], str], cells: Sequence[Cell], *, exact: bool) -> None:
        self._document = document
        self._text = text
        self._exact = exact
        counted = Counter(_count_places(amount) for amount in map(text, cells) if AMOUNT.fullmatch(amount))
        self._places = counted.most_common(1)[0][0] if counted else 0

    def is_figure(self, cell: Cell, sense: ColumnSense) -> bool:
        """Whether a cell holds one figure as its column has them."""
        text = self._text(cell)
        if not is_one_number(self._document.text[cell.start : cell.end], self._places):
            return False
        if sense.kind == "rate":
            return RATE.fullmatch(text) is not None
        exact = self._exact and not sense.measure
        return AMOUNT.fullmatch(text) is not None or (exact and THOUSANDS.fullmatch(text) is not None)


def join_levels(text: str) -> str:
    """A code without the signs between its levels (201-26-01); any other text as it is."""
    return "".join(_DIGITS.findall(text)) if _SPLIT_CODE.fullmatch(text) else text


def list_codes_below(rows: Sequence[Row], columns: Sequence[int], text: Callable[[Cell], str]) -> dict[int, str]:
    """By where a cell of a column of codes starts the code in the same column of the next row."""
    return {
        row[column].start: text(below[column])
        for row, below in pairwise(rows)
        for column in columns
        if column in row and column in below
    }


class Bodies:
    """The columns of one form's ``rows``, those below its header. ``government`` are the names of the classes of the
    government's own economic classification, ``is_label`` says of words whether they are the label of a row."""

    def __init__(
        self,
        rows: Sequence[Row],
        text: Callable[[Cell], str],
        reference: Reference,
        government: Collection[str] = (),
        is_label: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._rows = rows
        self._text = text
        self._reference = reference
        self._government = government
        self._is_label = is_label

    def sense(self, title: Title, senses: Sequence[ColumnSense]) -> tuple[ColumnSense, ...]:
        """What the columns are. A column of words among amounts is not one of amounts, and if its header says no more,
        what the words are is not known."""
        found = list(senses)
        if any(not sense.words and self._holds_amounts(column) for column, sense in enumerate(found)):
            return tuple(replace(sense, kind="unknown") for sense in found)  # heads and columns do not go together
        for column, sense in enumerate(found):
            if title.statement == "procurement" and sense.classification in _CLASSES:
                found[column] = replace(sense, kind="purchase")  # the type of a single purchase
            if sense.kind == "amount" and title.direction == "expenditure":
                found[column] = source_of_funds(sense)
            if sense.words and sense.kind in {"amount", "unknown"} and self._holds_words(column):
                found[column] = replace(sense, kind=self._kind_of_words(column, sense))
            elif sense.words and sense.kind == "unknown" and self._holds_codes(found, column):
                found[column] = replace(sense, kind="code")
            elif sense.kind in {"mark", "code"}:
                self._sense_codes(found, column)
            elif sense.kind == "economic" and self._lists_government(column):
                found[column] = replace(sense, kind="government", classification="government")
            elif self._lists_projects(title, senses, column):
                found[column] = replace(sense, kind="name")
            elif self._names_types(found, column):
                found[column] = replace(sense, kind="economic")
        self._sense_levels(found)
        self._leave_broken_codes(found)
        return tuple(found)

    def _leave_broken_codes(self, senses: list[ColumnSense]) -> None:
        """Make a column of 款 or 项 whose header is not known one that divides rows by what is not known: without
        it the codes of its neighbours are not those of their rows."""
        for column, sense in enumerate(senses):
            if sense.kind != "unknown" or not sense.words:
                continue
            codes = {each.kind for each in senses[max(0, column - 1) : column + 2]} & {"code"}
            texts = {self._text(row[column]) for row in self._rows_of(column)} - {"", "合计", "总计"}
            if codes and texts and all(map(_LEVEL.fullmatch, texts)):
                senses[column] = replace(sense, kind="foreign")

    def _sense_levels(self, senses: list[ColumnSense]) -> None:
        """Set columns of 类 and 款 and the column of their names to the government's classification where all classes
        are its own; a column of units may come between them."""
        codes = [column for column, sense in enumerate(senses) if sense.kind == "code"]
        named = next((at for at, sense in enumerate(senses) if sense.kind in _NAMED and codes and at > codes[-1]), None)
        if len(codes) < 2 or named is None or codes != list(range(codes[0], codes[-1] + 1)):
            return
        classes = {text for row in self._rows_of(codes[0]) if (text := self._text(row[codes[0]]))} - {"合计", "总计"}
        names = {self._text(row[named]) for row in self._rows_of(named)}
        if classes and names & set(self._government) and all(_GOVERNMENT.fullmatch(code) for code in classes):
            for at in (*codes, named):
                senses[at] = replace(senses[at], kind="government", classification="government")

    def _rows_of(self, column: int) -> Sequence[Row]:
        return self._rows_by_column.get(column, ())

    @cached_property
    def _rows_by_column(self) -> dict[int, list[Row]]:
        """For each column the rows of which a cell begins in it."""
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self._rows:
            for column, cell in row.items():
                if cell.column == column:
                    found[column].append(row)
        return found

    def _holds_amounts(self, column: int) -> bool:
        """Whether figures with decimals occur in a column: others may be codes or numbers of rows."""
        texts = [self._text(row[column]) for row in self._rows_of(column)]
        return any("." in text and (AMOUNT.fullmatch(text) or RATE.fullmatch(text)) for text in texts)

    def _lists_projects(self, title: Title, senses: Sequence[ColumnSense], column: int) -> bool:
        """Whether a form of projects names them under a header of economic types: its cells are not such types."""
        listed = title.statement == "project" and senses[column].kind in {"economic", "skip"}
        if not listed or any(each.kind in {"code", "name"} for each in senses):
            return False
        return self._holds_words(column) and not self._classify_cells(column)

    def _lists_government(self, column: int) -> bool:
        """Whether the names of a column are those of the government's economic classification, and not the
        department's, which has some of them too: a header that is cut off may not say whose classification it is."""
        texts = {strip_number(self._text(row[column])) for row in self._rows_of(column)} - {"", "合计", "总计"}
        known = {text for text in texts if text in self._government}
        own = {text for text in texts if self._reference.economic.has_name(text)}
        return len(known - own) >= _ENOUGH_NAMES and len(known) > len(own)

    def _sense_codes(self, senses: list[ColumnSense], column: int) -> None:
        """Set what a column of codes and that of its names are, by the codes: 编码 below 项目 may be of a
        classification and not of projects, and all codes may be of the government's."""
        printed = {text for row in self._rows_of(column) if (text := self._text(row[column]))} - {"合计", "总计"}
        if senses[column].kind == "mark":
            nested = any(each != code and each.startswith(code) for code in printed for each in printed)
            if nested and all(_CLASSIFIED.fullmatch(code) for code in printed):
                senses[column] = replace(senses[column], kind="code")
        elif column + 1 < len(senses) and senses[column + 1].kind in _NAMED:
            names = {self._text(row[column + 1]) for row in self._rows_of(column) if column + 1 in row}
            if printed and names & set(self._government) and all(_GOVERNMENT.fullmatch(code) for code in printed):
                for at in (column, column + 1):
                    senses[at] = replace(senses[at], kind="government", classification="government")

    def _holds_codes(self, senses: Sequence[ColumnSense], column: int) -> bool:
        """Whether a column of which the header is not known has whole codes. Of columns of 类, 款 and 项 the first has
        not the code of its row."""
        beside = [column + 1] if column + 1 < len(senses) and senses[column + 1].kind in {"unknown", "code"} else []
        parts = {self._text(row[at]) for at in beside for row in self._rows_of(at)} - {""}
        return not any(_LEVEL.fullmatch(text) for text in parts) and bool(self._classify_cells(column))

    def _names_types(self, senses: Sequence[ColumnSense], column: int) -> bool:
        """Whether a column of words has economic types though its header does not say so."""
        named = senses[column].kind == "name"
        return self._may_name(senses[column], senses) and self._classify_cells(column, named=named) == "economic"

    def _may_name(self, sense: ColumnSense, senses: Sequence[ColumnSense]) -> bool:
        """Whether a column of words may be of economic types though its header does not say so."""
        named = {each.kind for each in senses if each is not sense} & {"code", "name", "functional", "economic"}
        return (sense.kind == "name" and "code" not in named) or (sense.kind == "skip" and not named)

    def _kind_of_words(self, column: int, sense: ColumnSense) -> str:
        """What a column of words is whose header does not say so: 收入 over words is the header of the names of
        revenue, and names of a classification are names under any header."""
        if is_side(sense):
            return "name"
        return "government" if self._lists_government(column) else self._classify_cells(column) or "foreign"

    def _classify_cells(self, column: int, *, named: bool = False) -> str:
        """The classification that nearly all cells of a column are codes or names of: functional or economic. Where the
        header is that of names (``named``), all others may be labels such as 基本支出, above the classes."""
        printed = (self._text(row[column]) for row in self._rows_of(column))
        texts = {strip_number(text) for text in printed if text} - {"合计", "总计"}
        reference = self._reference
        for kind, codes in (("functional", reference.functional), ("economic", reference.economic)):
            known = sum(
                split_code(text)[0] in codes.by_code or text in codes.by_code or codes.has_name(text) for text in texts
            )
            if known >= _ENOUGH_NAMES and known >= _MOST_NAMES * len(texts):
                return kind
            if named and known > 1 and known + sum(self._is_label(text) for text in texts) == len(texts):
                return kind
        return ""

    @cached_property
    def _amounts(self) -> list[set[int]]:
        """The columns of each row that hold amounts."""
        return [{at for at, cell in row.items() if AMOUNT.fullmatch(self._text(cell))} for row in self._rows]

    def _holds_words(self, column: int) -> bool:
        texts = []
        for row, amounts in zip(self._rows, self._amounts, strict=True):
            if column in row and row[column].column == column and amounts - {column}:
                texts.append(self._text(row[column]))
        return any(_WORDS.search(text) for text in texts) and not any(AMOUNT.fullmatch(text) for text in texts)
