"""The language of spreadsheets' number formats: sections with conditions, placeholders of digits, literals.

What a format shows follows ECMA-376 part 1, 18.8.31, and the escape character ! of East Asian versions. A format with
a part that is not described there shows nothing certain: its number is not read.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

Kind = Literal["digit", "point", "comma", "percent", "literal", "general", "plain", "unknown"]

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|(?P<blank>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<plain>[eE][+-]|[#0?]+ *[#?]*/[#0?0-9]+)|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)")
_COLOUR = re.compile(
    r"(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?[0-9]{1,2}"
    r"|黑色|蓝色|蓝绿色|青色|绿色|洋红色?|红色|白色|黄色|颜色 ?[0-9]{1,2})",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-[0-9A-Za-z,]+)?")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
#: Signs with which a section marks a number as negative.
_NEGATIVE = re.compile("[-−－(（△▲负减降跌亏]")
_LETTER = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a section: a placeholder of one digit, a sign that means something, or literal text."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format; ``condition`` is None where the sign of a number selects the section."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    def holds(self, value: Decimal) -> bool:
        """Whether the condition is met; without one it is not."""
        return self.condition is not None and _COMPARE[self.condition[0]](value, self.condition[1])

    def is_certain(self) -> bool:
        return all(token.kind != "unknown" for token in self.tokens) and self._count("point") <= 1

    def is_plain(self) -> bool:
        """Whether the number is a fraction or in scientific notation."""
        return self._count("plain") > 0

    def holds_all(self, value: Decimal) -> bool:
        """Whether a fraction or a number in scientific notation shows all digits of a value."""
        at = next(index for index, token in enumerate(self.tokens) if token.kind == "plain")
        text = self.tokens[at].text
        if text[0] not in "eE":
            below = text.rpartition("/")[2]
            parts = [int(below)] if below.isdigit() and below.strip("0") else range(1, 10 ** min(3, len(below)))
            return any(value * part == (value * part).to_integral_value() for part in parts)
        kinds = [token.kind for token in self.tokens[:at]]
        places = kinds[kinds.index("point") :].count("digit") if "point" in kinds else 0
        return len(value.normalize().as_tuple().digits) <= places + 1

    def has_digits(self) -> bool:
        return self._count("digit") > 0

    def marks_negative(self) -> bool:
        return any(token.kind == "literal" and _NEGATIVE.search(token.text) for token in self.tokens)

    def _count(self, kind: Kind) -> int:
        return sum(token.kind == kind for token in self.tokens)


@lru_cache(maxsize=1_000)
def parse_format(code: str) -> tuple[Section, ...]:
    """The sections of a format code; an empty code is General."""
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for found in _TOKEN.finditer(code or "General"):
        if found.group("other") == ";":
            sections.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
            continue
        bracket = found.group("bracket")
        stated = _CONDITION.fullmatch(bracket) if bracket is not None else None
        if stated is not None:
            condition = stated.group(1), Decimal(stated.group(2))
            continue
        tokens.extend(_read_token(found))
    return (*sections, Section(tuple(tokens), condition))


def _read_token(found: re.Match[str]) -> Sequence[Token]:
    literal = found.group("quoted") if found.group("quoted") is not None else found.group("escaped")
    if literal is not None:
        return [Token("literal", literal)]
    if found.group("blank"):
        # a figure that fills the rest of the cell with digits
        return [Token("unknown", "")] if found.group("blank")[0] == "*" and found.group("blank")[1].isdigit() else []
    if found.group("bracket") is not None:
        return _read_bracket(found.group("bracket"))
    if found.group("general"):
        return [Token("general", "")]
    if found.group("plain"):
        return [Token("plain", found.group("plain"))]
    return [_read_sign(found.group("other"))]


def _read_bracket(content: str) -> Sequence[Token]:
    currency = _CURRENCY.fullmatch(content)
    if currency is not None:
        return [Token("literal", currency.group(1))]
    return [] if _COLOUR.fullmatch(content) else [Token("unknown", content)]


def _read_sign(char: str) -> Token:
    kinds: dict[str, Kind] = {
        "@": "general",
        "#": "digit",
        "0": "digit",
        "?": "digit",
        ".": "point",
        ",": "comma",
        "%": "percent",
    }
    if char in kinds:
        return Token(kinds[char], char)
    return Token("unknown" if _LETTER.fullmatch(char) else "literal", char)


def choose_section(sections: Sequence[Section], value: Decimal) -> Section | None:
    """The section that shows a number; None where the format leaves it open, or shows only ####."""
    if not any(section.condition for section in sections[:2]):
        index = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
        return sections[index]
    first = sections[0]
    if first.holds(value):
        return first
    if first.condition is None or len(sections) == 1:
        return None
    second = sections[1]
    if second.condition is None:
        return second if len(sections) == 2 else None
    if second.holds(value):
        return second
    return sections[2] if len(sections) > 2 else None


def write_section(section: Section, value: Decimal) -> str:
    """The digits of a number (its sign aside) in the placeholders of a section, with its literals."""
    tokens, scale = _take_commas(section.tokens)
    percents = sum(token.kind == "percent" for token in tokens)
    point = next((index for index, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    places = sum(token.kind == "digit" for token in tokens[point:])
    amount = abs(value) * 100**percents / Decimal(1000) ** scale
    whole, _, fraction = f"{amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}".partition(".")
    grouped = any(token.kind == "comma" for token in tokens[:point])
    return _write_whole(tokens[:point], whole, grouped=grouped) + _write_fraction(tokens[point + 1 :], fraction)


def _take_commas(tokens: Sequence[Token]) -> tuple[list[Token], int]:
    """The tokens without the commas that divide by a thousand each (those behind the last digit of their part), and
    how many there are; a comma between two digits stays and groups thousands."""
    kept: list[Token] = []
    scale = 0
    for index, token in enumerate(tokens):
        if token.kind != "comma":
            kept.append(token)
            continue
        rest = (each.kind for each in tokens[index + 1 :] if each.kind in {"digit", "point"})
        if next(rest, "point") == "point":
            scale += 1
        else:
            kept.append(token)
    return kept, scale


def _write_whole(tokens: Sequence[Token], digits: str, *, grouped: bool) -> str:
    left = list(digits.lstrip("0"))
    parts: list[str] = []
    written = 0
    first = next((index for index, token in enumerate(tokens) if token.kind == "digit"), -1)

    def put(digit: str) -> None:
        nonlocal written
        parts.append("," if grouped and written and written % 3 == 0 else "")
        parts.append(digit)
        written += 1

    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.kind == "digit":
            if left or token.text == "0":
                put(left.pop() if left else "0")
            while index == first and left:  # the first placeholder takes all digits that remain
                put(left.pop())
        elif token.kind in {"literal", "percent"}:
            parts.append(token.text[::-1])
    return "".join(parts)[::-1]


def _write_fraction(tokens: Sequence[Token], digits: str) -> str:
    needed = max((at for at, token in enumerate(_digits(tokens), 1) if token.text != "#"), default=0)
    kept = digits[:needed] + digits[needed:].rstrip("0")
    parts, used = ["." if kept else ""], 0
    for token in tokens:
        if token.kind == "digit":
            parts.append(kept[used : used + 1])
            used += 1
        elif token.kind in {"literal", "percent"}:
            parts.append(token.text)
    return "".join(parts)


def _digits(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.kind == "digit"]
