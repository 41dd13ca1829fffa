"""Tokens of a flattened accounting form: names and numbers, with the numbers a line end has broken joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.parse.numbers import is_certain, parse_decimal
from disclosure.parse.stream import Stream

_VALUE = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_COLUMN_MARK = "※"
#: More numbers than this are no row of a form: the widest has some twenty columns.
_MOST_NUMBERS = 100


@dataclass(frozen=True, slots=True)
class Token:
    """A run of digits, or one other character. ``word`` tells that white space stands before it, ``line``
    that it begins a line, ``number`` that it is made of digits that may be a figure or a code."""

    text: str
    start: int
    end: int
    word: bool
    line: bool
    number: bool


@dataclass(frozen=True, slots=True)
class Value:
    """A number as the form prints it: its value in the form's unit of measure and its tokens."""

    printed: str
    value: Decimal
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def split_tokens(stream: Stream, start: int, end: int, ignored: Mapping[int, tuple[int, str]]) -> list[Token]:
    """The tokens of ``text[start:end]``. A number does not cross white space; dates and the like (``ignored``)
    are no numbers, and column numbers (1, 2, 3 … behind ※) are left out."""
    columns = set(column_numbers(stream, start, end))
    return [token for token in _tokens(stream, start, end, ignored) if (token.start, token.end) not in columns]


def column_numbers(stream: Stream, start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of a form's column numbers: 1, 2, 3 … behind ※."""
    found: list[tuple[int, int]] = []
    expected = 0
    for token in _tokens(stream, start, end, {}):
        if token.text == _COLUMN_MARK:
            expected = 1
        elif expected and token.text == str(expected):
            found.append((token.start, token.end))
            expected += 1
        else:
            expected = 0
    return found


def _tokens(stream: Stream, start: int, end: int, ignored: Mapping[int, tuple[int, str]]) -> Iterator[Token]:
    text, at = stream.text, start
    while at < end:
        stop, number = at + 1, False
        if at in ignored:
            stop = min(ignored[at][0], end)
        elif text[at].isdigit() or (text[at] in ".-" and text[at + 1 : at + 2].isdigit()):
            while stop < end and stop not in stream.gaps and _continues(text, stop, end, stream):
                stop += 1
            number = is_certain(text, at, stop, stream.gaps)
        yield Token(text[at:stop], at, stop, at in stream.gaps, at in stream.breaks, number)
        at = stop


def _continues(text: str, at: int, end: int, stream: Stream) -> bool:
    """Whether a number goes on at ``at``: a digit, or a point that a digit or the end of the word follows."""
    if text[at].isdigit():
        return True
    return text[at] in ".," and (at + 1 >= end or at + 1 in stream.gaps or text[at + 1].isdigit())


def join_values(tokens: Sequence[Token]) -> list[list[Value]]:
    """Every way to read number tokens as values: a token with a loose point joins its neighbour; one
    decimal before a lone digit on the next line may (1125.9 / 7). Empty if no way reads, or there are too many."""
    if len(tokens) > _MOST_NUMBERS:
        return []
    readings: list[list[list[Token]]] = [[]]
    for token in tokens:
        grown: list[list[list[Token]]] = []
        for reading in readings:
            grown.extend(_grow(reading, token))
        readings = grown[:64]
    values = [[_value(group) for group in reading] for reading in readings]
    return [[value for value in reading if value is not None] for reading in values if all(reading)] if tokens else [[]]


def _grow(reading: list[list[Token]], token: Token) -> Iterator[list[list[Token]]]:
    last = "".join(part.text for part in reading[-1]) if reading else ""
    loose = last.endswith((".", ",")) or token.text.startswith(".")
    may_join = bool(last) and token.line and re.fullmatch(r"-?[\d,]+\.\d", last) and re.fullmatch(r"\d", token.text)
    if reading and (loose or may_join):
        yield [*reading[:-1], [*reading[-1], token]]
    if not loose:
        yield [*reading, [token]]


def _value(tokens: Sequence[Token]) -> Value | None:
    printed = "".join(token.text for token in tokens)
    if not _VALUE.fullmatch(printed):
        return None
    return Value(printed, parse_decimal(printed), tuple(tokens))
