"""Rows of a flattened form by classification: code, name, numbers; the numbers between two names divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from disclosure.parse.forms.flattened.tokens import Token, Value, join_values
from disclosure.parse.stream import fold
from disclosure.reference import CodeList, normalize_name

#: A code is printed in so many pieces at the most (20 / 1 / 03 / 99).
_MAX_PIECES = 5
_LEVELS = {3: 0, 5: 1, 7: 2}


@dataclass(slots=True)
class CodedRow:
    """A row of a classified form. ``readings`` are the ways to read its numbers; a total has no code."""

    code: str
    name: str
    code_tokens: list[Token]
    name_tokens: list[Token]
    number_tokens: list[Token] = field(default_factory=list)
    readings: list[list[Value]] = field(default_factory=list)
    total: bool = False
    misnamed: bool = False

    @property
    def start(self) -> int:
        first = self.code_tokens or self.name_tokens
        return first[0].start


def find_rows(tokens: Sequence[Token], codes: CodeList, totals: Sequence[str]) -> list[CodedRow]:
    """Divide tokens into rows. A code is one that the code list gives the name behind it, or that stands
    below a code already met; a row called one of ``totals`` has none. Numbers behind any other name are
    left unread."""
    rows: list[CodedRow] = []
    met = {""}
    for numbers, names in _runs(tokens):
        name = "".join(token.text for token in names)
        total = next((word for word in totals if name.endswith(word)), None)
        pieces, misnamed = (0, False) if total else _code_pieces(numbers, name, codes, met)
        split = len(numbers) - pieces
        if rows:
            rows[-1].number_tokens.extend(numbers[:split])
        code = "".join(token.text for token in numbers[split:])
        if code or total:
            named = _ending(names, total) if total else names
            rows.append(
                CodedRow(code, total or name, list(numbers[split:]), named, total=bool(total), misnamed=misnamed)
            )
        elif rows:
            rows.append(CodedRow("", name, [], names))
        met.add(code)
    kept = [row for row in rows if row.code or row.total]
    for row in kept:
        row.readings = join_values(row.number_tokens)
    return kept


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], list[Token]]]:
    """Numbers and the name behind them, one after another; a last run may have no name."""
    numbers: list[Token] = []
    names: list[Token] = []
    for token in tokens:
        if token.number:
            if names:
                yield numbers, names
                numbers, names = [], []
            numbers.append(token)
        else:
            names.append(token)
    yield numbers, names


def _ending(names: list[Token], word: str) -> list[Token]:
    """The last tokens that hold ``word``: what stands before a total's name is the form's head."""
    length, kept = 0, 0
    while length < len(word):
        kept += 1
        length += len(names[-kept].text)
    return names[-kept:]


def _code_pieces(numbers: Sequence[Token], name: str, codes: CodeList, met: set[str]) -> tuple[int, bool]:
    """How many of the last number tokens are the code of ``name`` (0 if none can be), and whether the code list
    has another name for it.

    A code of the list that begins a line and was not met before is one even under another name: documents
    shorten and change names, and an amount does not stand there.
    """
    possible: list[int] = []
    misnamed: list[int] = []
    for count in range(1, min(_MAX_PIECES, len(numbers)) + 1):
        text = "".join(token.text for token in numbers[-count:])
        if not text.isdigit() or len(text) not in _LEVELS:
            continue
        known = codes.by_code.get(text)
        if known is not None and _same_name(name, (known.name, *known.aliases)):
            return count, False
        if known is not None and numbers[-count].line and text not in met:
            misnamed.append(count)
        elif len(text) > 3 and text[:-2] in met and known is None:
            possible.append(count)
    if misnamed:
        return misnamed[-1], True
    return (possible[0], False) if len(possible) == 1 else (0, False)


def _same_name(printed: str, names: Sequence[str]) -> bool:
    wanted = normalize_name(printed)
    return any(wanted.startswith(normalize_name(fold(each))) or normalize_name(fold(each)) == wanted for each in names)
