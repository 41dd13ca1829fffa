"""The sections of a spreadsheet's number format: their conditions, their words and the places of their digits.

Source of the rules: ECMA-376 part 1, 18.8.31 (numFmts); ``!`` before a character is the East Asian form of ``\\``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<space>[_*].?)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>[Ee][+-])|(?P<date>[yYmMdDhHsS]+|AM/PM|am/pm|上午/下午)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color\s*\d+|黑色?|蓝色?|青色?|绿色?|洋红色?|红色?|白色?|黄色?|颜色\s*\d+)",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, ">": operator.gt, "=": operator.eq, "<=": operator.le, ">=": operator.ge, "<>": operator.ne,
}  # fmt: skip
#: What the words of a section show a minus with.
_MINUS = re.compile("[-−－﹣–△▲(（负減减亏]|下降")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a section: a ``word``, a place of a ``digit`` (0 # ?), ``point``, ``comma``, ``percent``,
    ``general`` or ``@``. ``text`` is what is written in the format."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One section. ``unknown``: it has dates, fractions, exponents or brackets whose meaning is not known here."""

    parts: tuple[Part, ...]
    condition: tuple[str, Decimal] | None = None
    unknown: bool = False

    @property
    def has_text(self) -> bool:
        """Whether it has a place for words."""
        return any(part.kind == "@" for part in self.parts)

    @property
    def words(self) -> str:
        """The words that it writes around a number."""
        return "".join(part.text for part in self.parts if part.kind == "word")


@lru_cache(maxsize=1_000)
def read_sections(code: str) -> tuple[Section, ...]:
    """The sections of a format; an empty format is General."""
    sections: list[Section] = []
    parts: list[Part] = []
    condition: tuple[str, Decimal] | None = None
    unknown = False
    for match in _TOKEN.finditer(code or "General"):
        if match["other"] == ";":
            sections.append(Section(tuple(parts), condition, unknown))
            parts, condition, unknown = [], None, False
        elif match["bracket"] is not None:
            found = _CONDITION.fullmatch(match["bracket"].strip())
            currency = _CURRENCY.fullmatch(match["bracket"])
            if found:
                condition = (found[1], _number(found[2]))
            elif currency:
                parts.append(Part("word", currency[1]))
            elif not _COLOUR.fullmatch(match["bracket"].strip()):
                unknown = True
        elif match["exponent"] or match["date"] or match["other"] == "/":
            unknown = True
        else:
            parts.extend(_part(match))
    return (*sections, Section(tuple(parts), condition, unknown))


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # the pattern allows digits of other scripts
        return Decimal(0)


def _part(match: re.Match[str]) -> list[Part]:
    if match["space"] is not None:
        return []
    if match["general"]:
        return [Part("general", "")]
    other = match["other"]
    if other is None:
        return [Part("word", match["quoted"] or match["escaped"] or "")]
    kind = {"0": "digit", "#": "digit", "?": "digit", ".": "point", ",": "comma", "%": "percent", "@": "@"}
    return [Part(kind.get(other, "word"), other)]


def choose_section(value: Decimal, sections: Sequence[Section]) -> int | None:
    """Which section a number is shown with; None where no condition holds. The fourth is for words only."""
    usable = sections[:3]
    if len(usable) > 1 and usable[-1].has_text and usable[-1].parts[0].kind == "@" and len(usable[-1].parts) == 1:
        usable = usable[:-1]
    if not any(section.condition for section in usable):
        if value < 0 and len(usable) > 1:
            return 1
        return 2 if value == 0 and len(usable) > 2 else 0
    for index, section in enumerate(usable):
        if section.condition:
            sign, limit = section.condition
            if _COMPARE[sign](value, limit):
                return index
        elif index == len(usable) - 1 or (index == 0 and value > 0) or (index == 1 and value < 0):
            return index
    return None


def write_number(value: Decimal, section: Section, *, alone: bool, plain: str) -> str:
    """A finite number in its section; ``plain`` is its size as General shows it, ``alone`` if the format has no other.

    A negative one whose section writes no minus keeps its own, right before its digits: on the screen it differs
    by its colour only.
    """
    scaled, places = _scale(abs(value), section.parts)
    written = _write_parts(section, *_split(scaled, places), plain)
    general = any(part.kind in {"general", "@"} for part in section.parts)
    shown = any(char.isdigit() and char != "0" for kind, text in written if kind == "number" for char in text)
    minus = value < 0 and (shown or general) and (alone or not _MINUS.search(section.words))
    text = "".join(text for _, text in written).strip()
    if not minus:
        return text
    if alone:
        return "-" + text
    first = next(index for index, (kind, text) in enumerate(written) if kind == "number" and text)
    return "".join(("-" if index == first else "") + text for index, (_, text) in enumerate(written)).strip()


def _point(parts: Sequence[Part]) -> int:
    return next((index for index, part in enumerate(parts) if part.kind == "point"), len(parts))


def _scale(size: Decimal, parts: Sequence[Part]) -> tuple[Decimal, int]:
    """The size under the format's percent signs and its commas behind the digits, and its number of decimals."""
    point = _point(parts)
    digits = [index for index, part in enumerate(parts) if part.kind == "digit"]
    whole = [index for index in digits if index < point]
    # a comma after the digits divides by a thousand, one among those before the point separates thousands
    last = whole[-1] if whole else -1
    commas = [index for index, part in enumerate(parts) if part.kind == "comma"]
    thousands = sum(1 for index in commas if digits and index > (digits[0] if index > point else last))
    percents = sum(1 for part in parts if part.kind == "percent")
    return size * 100**percents / Decimal(1000) ** thousands, len(digits) - len(whole)


def _split(size: Decimal, places: int) -> tuple[str, str]:
    """The digits before and behind the point, rounded half up as spreadsheets do."""
    rounded = size.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    front, _, back = f"{rounded:f}".partition(".")
    return front.lstrip("0"), back


def _write_parts(section: Section, front: str, back: str, plain: str) -> list[tuple[str, str]]:
    """Every part as written: (``number`` or ``word``, text)."""
    parts, point = section.parts, _point(section.parts)
    whole = [index for index, part in enumerate(parts) if part.kind == "digit" and index < point]
    behind = [index for index, part in enumerate(parts) if part.kind == "digit" and index > point]
    grouped = any(part.kind == "comma" and whole and whole[0] < index < whole[-1] for index, part in enumerate(parts))
    shown = _fill_front(parts, whole, front, grouped=grouped)
    needed = max((number + 1 for number, index in enumerate(behind) if parts[index].text == "0"), default=0)
    kept = back[:needed] + back[needed:].rstrip("0")
    shown |= {index: kept[number : number + 1] for number, index in enumerate(behind)}
    written: list[tuple[str, str]] = []
    for index, part in enumerate(parts):
        if part.kind == "digit":
            written.append(("number", shown[index]))
        elif part.kind in {"general", "@"}:
            written.append(("number", plain))
        elif part.kind == "point":
            written.append(("number", "." if index > point or kept or not (whole or behind) else ""))
        elif part.kind in {"word", "percent"}:
            written.append(("word", part.text))
    return written


def _fill_front(parts: Sequence[Part], whole: Sequence[int], front: str, *, grouped: bool) -> dict[int, str]:
    shown: dict[int, str] = {}
    left, count = front, 0
    for number, index in enumerate(reversed(whole)):
        text = ""
        take = len(left) if number == len(whole) - 1 else min(1, len(left))
        for digit in left[len(left) - take :][::-1] or ("0" if parts[index].text == "0" else ""):
            text = digit + ("," if grouped and count and count % 3 == 0 else "") + text
            count += 1
        left = left[: len(left) - take]
        shown[index] = text
    return shown
