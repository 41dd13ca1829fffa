"""Performance tables: what their money, goals and indicators become, however a source lays them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from disclosure.model import Document, Fact, Indicator, Text
from disclosure.parse.numbers import MEASURES, parse_decimal
from disclosure.parse.projects import ProjectBook
from disclosure.parse.stream import fold
from disclosure.parse.words import PerformanceWords
from disclosure.quick import quick

_TARGET = re.compile(r"(?P<operator>>=|<=|≥|≤|=|>|<)?(?P<number>-?\d+(?:,\d{3})*(?:\.\d+)?)(?P<unit>[^\d>=<≥≤]{1,8})?")
#: A remark behind a value: ≥2项（咨询研究）.
_REMARK = re.compile(r"(?<=[^（）])（[^（）]*）$")
_DATE = re.compile(r"\d{1,2}月|\d{4}年")
_WORDS = re.compile(r"(?!以|左右|上下|及)[㐀-鿿]+")
_OPERATORS = {"≥": ">=", "≤": "<="}
_SCORE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?分?")
_RATE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?%|0(?:\.0+)?")
_MONEY = re.compile(r"-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:亿元|万元|元)?")
_CODE = re.compile(r"^(?:\[\d+\]|［\d+］|\d+[-_—])")
_SEPARATOR = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_PHASES = ("approved", "adjusted", "executed")


@quick
@dataclass(frozen=True, slots=True)
class Piece:
    """The content of a cell: its text as printed without white space, and where its parts are."""

    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def folded(self) -> str:
        """The text as the vocabulary writes it; a number keeps its separators."""
        return _fold_number(self.text)

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@lru_cache(maxsize=10_000)
def _fold_number(text: str) -> str:
    return _SEPARATOR.sub(",", fold(text))


def join_pieces(pieces: Iterable[Piece]) -> Piece:
    """Several pieces as one, in order."""
    listed = list(pieces)
    return Piece("".join(piece.text for piece in listed), tuple(span for piece in listed for span in piece.spans))


@dataclass(slots=True)
class Performance:
    """What one performance table gave; ``ignored`` are ranges of words that hold numbers."""

    facts: list[Fact] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    ignored: list[tuple[int, int, str]] = field(default_factory=list)


def split_target(text: str) -> tuple[str, Decimal | None, str]:
    """A target or result as operator, value and unit of measure: ``>=1500台`` gives (">=", 1500, "台").

    Words (长期) and dates (12月底前, 2023年) have not part of the three.
    """
    found = _TARGET.fullmatch(_SEPARATOR.sub(",", fold(text)))
    if found is None or _DATE.match(fold(text)):
        return "", None, ""
    operator = found.group("operator") or ""
    unit = found.group("unit") or ""
    # 100%完成: words behind a per cent sign are not part of the unit
    unit = "%" if unit.startswith("%") and _WORDS.fullmatch(unit, 1) else unit
    return _OPERATORS.get(operator, operator), parse_decimal(found.group("number")), unit


def read_target(text: str, words: PerformanceWords) -> tuple[str, Decimal | None, str]:
    """The same, where words or other signs may be the operator (不少于20次, ≧99%, 98%以上)."""
    plain = split_target(text)
    folded = fold(text).rstrip("。；.，")
    if _is_approximate(folded, plain[2], words):
        return "", None, ""
    if plain[0]:
        return _cut_repeated(plain, words)
    if plain[1] is None and _REMARK.search(folded):
        return read_target(_REMARK.sub("", folded), words)
    for operator, name in _by_length(words.operators):
        if folded.startswith(name) and (found := _split_bare(folded.removeprefix(name)))[1] is not None:
            return operator, *found[1:]
    for operator, name in _by_length(words.operators_behind):
        if folded.endswith(name) and (found := _split_bare(folded.removesuffix(name)))[1] is not None:
            return operator, *found[1:]
    return plain


def _is_approximate(text: str, unit: str, words: PerformanceWords) -> bool:
    """Whether a target gives no exact number: 约200人, 5天左右, 200余人."""
    before = (text.removeprefix(word) for word in words.approximate["before"] if text.startswith(word))
    return (
        any(split_target(rest)[1] is not None for rest in before)
        or unit.endswith(words.approximate["behind"])
        or unit.startswith(words.approximate["between"])
    )


def _cut_repeated(target: tuple[str, Decimal | None, str], words: PerformanceWords) -> tuple[str, Decimal | None, str]:
    """A target whose operator is repeated in words behind the value (≤5%以内), without them; one that words contradict
    has no value."""
    for operator, name in _by_length(words.operators_behind):
        if target[2].endswith(name):
            same = operator == target[0]
            return (*target[:2], target[2].removesuffix(name)) if same else ("", None, "")
    return target


def _by_length(words: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """The words of a map with their keys, the longest first."""
    return sorted(((key, name) for key, names in words.items() for name in names), key=lambda pair: -len(pair[1]))


def _split_bare(text: str) -> tuple[str, Decimal | None, str]:
    """A value without an operator; empty for anything else."""
    found = split_target(text)
    return ("", None, "") if found[0] else found


def is_score(text: str) -> bool:
    """Whether a cell holds a weight or a score: a number, with 分 at most."""
    return _SCORE.fullmatch(text) is not None


def is_rate(text: str) -> bool:
    """Whether a cell holds a rate: a number with a per cent sign, or zero."""
    return _RATE.fullmatch(text) is not None


def score_value(text: str) -> Decimal | None:
    """The number of a weight or score cell; None where it is empty or anything else."""
    return parse_decimal(text.removesuffix("分")) if is_score(text) else None


def _fits_columns(cells: Mapping[str, Piece], words: PerformanceWords, placed: bool) -> bool:
    """Whether each cell of a row of money holds what its column can: amounts, a weight, a rate, a score; and,
    unless the source tells the cells' places, whether weight, rate and score are all there or none is."""
    text = {key: "" if piece.folded in words.blanks else piece.folded for key, piece in cells.items()}
    execution = [text[key] for key in ("weight", "rate", "score") if key in text]
    return (
        all(not text.get(key) or _MONEY.fullmatch(text[key]) for key in _PHASES)
        and (not text.get("weight") or (is_score(text["weight"]) if placed else text["weight"].isdigit()))
        and (not text.get("rate") or is_rate(text["rate"]))
        and (not text.get("score") or is_score(text["score"]))
        and (placed or all(execution) or not any(execution))
        and (placed or all(text.get(key) or not any(execution) for key in _PHASES if key in text))
    )


def _is_money(key: str, piece: Piece) -> bool:
    return key in _PHASES and _MONEY.fullmatch(piece.folded) is not None


def _looks_swapped(money: Mapping[str, Decimal], rate: Piece | None) -> bool:
    """Whether the stated rate is not executed / adjusted as the cells stand, but would be in another order."""
    if rate is None or not is_rate(rate.folded) or len(money) != len(_PHASES):
        return False
    stated = parse_decimal(rate.folded.rstrip("%"))

    def fits(executed: Decimal, adjusted: Decimal) -> bool:
        return adjusted != 0 and abs(executed / adjusted * 100 - stated) <= Decimal("0.01")

    as_printed = fits(money["executed"], money["adjusted"])
    return not as_printed and any(fits(a, b) for a, b in permutations(money.values(), 2))


class PerformanceBuilder:
    """Collects one table. Levels carry down from row to row until the next is named."""

    def __init__(
        self, document: Document, words: PerformanceWords, book: ProjectBook, whole_unit: bool,
        result: Performance | None = None, placed: bool = False,
    ) -> None:  # fmt: skip
        """``placed`` tells that the source gives the place of every cell."""
        self.document = document
        self.words = words
        self.book = book
        self.whole_unit = whole_unit
        self.placed = placed
        self.project: int | None = None
        self.result = Performance() if result is None else result
        self.level1 = ""
        self.level2 = ""
        self.unit = "万元"
        self.whole: Mapping[str, Decimal] = {}
        self.label: Piece | None = None

    def set_project(self, name: Piece, implementer: str = "", supervisor: str = "") -> None:
        """Begin with the project (or whole unit) called ``name``."""
        table = self.book.begin_table()
        if self.whole_unit:
            self.project = self.book.number_whole(table, name.text)
        else:
            self.project = self.book.number_in(table, name.text)
        self._ignore(name, "label")
        self.whole = {}
        self.book.update(self.project, implementer=implementer, supervisor=supervisor)

    def name_body(self, key: str, piece: Piece) -> None:
        """The supervisor or implementer of the project; a code before the name is left out."""
        if any(char.isdigit() for char in piece.text):
            self._ignore(piece, "code")
        if self.project is not None:
            self.book.update(self.project, **{key: _CODE.sub("", piece.text)})

    def set_code(self, piece: Piece) -> None:
        """The code of the project in a cell of its own; its digits do not count as figures."""
        self._ignore(piece, "code")
        if self.project is not None:
            self.book.update(self.project, code=piece.text)

    def set_parent(self, piece: Piece) -> None:
        """The name of the project that this one is a part of."""
        self._ignore(piece, "label")
        if self.project is not None:
            self.book.update(self.project, parent=self.book.number(piece.text))

    def add_weight(self, label: Piece, weight: Piece) -> None:
        """The weight of the execution of the budget, next to its label."""
        self.label = label
        if self.project is not None and is_score(weight.folded):
            self._fact("total", "weight", "executed", weight, "分")

    def add_fund(
        self, fund: str, label: Piece, cells: Mapping[str, Piece], item: str = "total", expenditure_type: str = ""
    ) -> None:
        """A row of the money: amounts by phase, and of the whole also weight, rate and score of execution."""
        self.label = label
        if self.project is None or not _fits_columns(cells, self.words, self.placed):
            return
        money = {
            key: parse_decimal(piece.folded.rstrip("亿万元")) for key, piece in cells.items() if _is_money(key, piece)
        }
        if not fund and _looks_swapped(money, cells.get("rate")):
            return
        if fund and any(amount > self.whole[key] for key, amount in money.items() if key in self.whole):
            return  # a part larger than the whole: a cell of the row stands elsewhere
        if not (fund or expenditure_type):
            self.whole = money
        for column in _PHASES:
            piece = cells.get(column)
            if piece is not None and _MONEY.fullmatch(piece.folded):
                self._amount(fund, column, piece, item, expenditure_type)
        marks = (("weight", "weight", "分"), ("rate", "execution_rate", "%"), ("score", "score", "分"))
        for column, measure, unit in marks:
            piece = cells.get(column)
            pattern = _RATE if column == "rate" else _SCORE
            if piece is not None and pattern.fullmatch(piece.folded):
                basis = "adjusted" if column == "rate" else ""
                # without places, the execution of the whole may stand beside any fund
                told = fund if self.placed else ""
                self._fact(item, measure, "executed", piece, unit, fund=told, basis=basis)

    def _amount(self, fund: str, phase: str, piece: Piece, item: str, expenditure_type: str) -> None:
        text = piece.folded
        number = re.match(r"[-\d.,]+", text)
        unit = text[number.end() :] if number else ""
        if number is None or not (unit or self.unit):
            return
        measure = MEASURES[unit or self.unit]
        value = parse_decimal(number.group()) * measure.factor
        self._fact(
            item, "amount", phase, piece, measure.base, fund=fund, value=value, reported_unit=measure.printed,
            expenditure_type=expenditure_type,
        )  # fmt: skip

    def _fact(
        self, item: str, measure: str, phase: str, piece: Piece, unit: str, *, fund: str = "", basis: str = "",
        value: Decimal | None = None, reported_unit: str = "", expenditure_type: str = "",
    ) -> None:  # fmt: skip
        number = re.match(r"[-\d.,]+", piece.folded)
        if number is None:
            return
        printed = number.group()
        # A bare number proves nothing: the quote begins with the name of its row.
        proof = (min(self.label.start, piece.start) if self.label else piece.start, piece.end)
        self.result.facts.append(
            Fact(
                "performance", measure, phase, parse_decimal(printed) if value is None else value, unit, printed,
                reported_unit or piece.text[len(printed) :] or unit,
                "unit-table" if self.whole_unit else "project-table",
                self.document.place(*proof), self.document.evidence(*proof), item=item, fund=fund,
                project=self.project, basis=basis, expenditure_type=expenditure_type, spans=piece.spans,
            )
        )  # fmt: skip

    def add_total(self, label: Piece, weight: Piece, score: Piece) -> None:
        """The last row: the weights' sum and the total score."""
        self.label = label
        if self.project is None:
            return
        self._fact("score", "weight", "executed", weight, "分")
        self._fact("score", "score", "executed", score, "分")
        self.book.update(self.project, total_score=score_value(score.folded))

    def add_goal(self, role: str, piece: Piece) -> None:
        """The objective or what became of it, in the unit's words."""
        if not piece.text or self.project is None:
            return
        self._ignore(piece, "explanation")
        place = self.document.place(piece.start, piece.end)
        self.result.texts.append(Text("performance", role, piece.text, place, project=self.project, start=piece.start))

    def set_levels(self, level1: str, level2: str) -> None:
        """Name the levels a row stands under; an empty one carries on, a new first level ends the second."""
        if level1:
            self.level1, self.level2 = level1, ""
        if level2:
            self.level2 = level2

    def add_indicator(self, cells: Mapping[str, Piece]) -> None:
        """One row with its third level; all its numbers are claimed by it."""
        if self.project is None:
            return
        text = {key: self._clean(piece.text) for key, piece in cells.items()}
        spans = tuple(span for piece in cells.values() for span in piece.spans)
        operator, target_value, target_unit = read_target(text.get("target", ""), self.words)
        _, actual_value, actual_unit = read_target(text.get("actual", ""), self.words)
        self.result.indicators.append(
            Indicator(
                self.project, self.level1, self.level2, text.get("level3", ""),
                self.document.place(min(s for s, _ in spans), max(e for _, e in spans)),
                target=text.get("target", ""), target_operator=operator, target_value=target_value,
                target_unit=target_unit,
                actual=text.get("actual", ""), actual_value=actual_value, actual_unit=actual_unit,
                completion=text.get("completion", ""), prior=text.get("prior", ""),
                weight=score_value(fold(text.get("weight", ""))), score=score_value(fold(text.get("score", ""))),
                basis=text.get("basis", ""), rule=text.get("rule", ""), evidence=text.get("evidence", ""),
                deviation=text.get("deviation", ""), spans=spans,
            )
        )  # fmt: skip

    def _clean(self, text: str) -> str:
        return "" if fold(text) in self.words.blanks else text

    def ignore(self, piece: Piece, reason: str) -> None:
        """Numbers in ``piece`` are no figures, for ``reason``."""
        self._ignore(piece, reason)

    def _ignore(self, piece: Piece, reason: str) -> None:
        self.result.ignored.extend((start, end, reason) for start, end in piece.spans)
