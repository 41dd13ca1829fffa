"""Word's automatic numbers: the words 一、 or （1） that stand before a paragraph but not in its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from disclosure.read.building.container import Container
from disclosure.read.building.skips import mark

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Bullets that look like a minus; the last one is of the font Symbol.
_MINUSES = frozenset("-‐‑‒–—−－\uf02d")
_DIGITS = "〇一二三四五六七八九"
#: Styles may be based on each other at most so many times.
_MAX_BASES = 20

#: No number of a list or level is longer; Python itself refuses to read one of thousands of digits.
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    kind: str
    pattern: str
    joint: str


class Numbering:
    """Counts the numbered paragraphs of one document in order."""

    def __init__(self, container: Container) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        if "word/numbering.xml" in container.members:
            self._read_lists(container.parse("word/numbering.xml"))
        if self._lists and "word/styles.xml" in container.members:
            self._read_styles(container.parse("word/styles.xml"))

    def label(self, paragraph: Element) -> str:
        """The number before this paragraph, as shown, and counts it; empty if it has none, or another bullet than one
        that looks like a minus, for which there is a mark."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None or not self._lists:
            return ""
        number, level = _read_number(properties)
        if number is None:
            style = properties.find(f"{_W}pStyle")
            number, level = self._styles.get("" if style is None else style.get(f"{_W}val", ""), (None, 0))
        family = self._lists.get(number or "")
        levels = self._levels.get(family or "", {})
        if family is None or level not in levels:
            return ""
        return self._render(levels, level, self._count(family, levels, level))

    def _count(self, family: str, levels: dict[int, _Level], level: int) -> dict[int, int]:
        counts = self._counts[family]
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        return counts

    def _render(self, levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
        shown = levels[level]
        if shown.kind in {"bullet", "none"}:
            return mark("sign") if shown.kind == "bullet" and shown.pattern in _MINUSES else ""
        text = shown.pattern
        for index in range(9):
            if f"%{index + 1}" in text:
                part = levels.get(index, shown)
                kind = part.kind if index == level or part.kind != "bullet" else "decimal"
                text = text.replace(f"%{index + 1}", _write_number(counts.get(index, part.start), kind))
        return text + shown.joint

    def _read_lists(self, root: Element) -> None:
        for family in root.iter(f"{_W}abstractNum"):
            self._levels[family.get(f"{_W}abstractNumId", "")] = {
                _number(level.get(f"{_W}ilvl")): _read_level(level) for level in family.iter(f"{_W}lvl")
            }
        for entry in root.iter(f"{_W}num"):
            target = entry.find(f"{_W}abstractNumId")
            if target is not None:
                self._lists[entry.get(f"{_W}numId", "")] = target.get(f"{_W}val", "")

    def _read_styles(self, root: Element) -> None:
        own: dict[str, tuple[str | None, int]] = {}
        bases: dict[str, str] = {}
        for style in root.iter(f"{_W}style"):
            key = style.get(f"{_W}styleId", "")
            properties, base = style.find(f"{_W}pPr"), style.find(f"{_W}basedOn")
            own[key] = (None, 0) if properties is None else _read_number(properties)
            bases[key] = "" if base is None else base.get(f"{_W}val", "")
        for key in own:
            at = key
            for _ in range(_MAX_BASES):
                number, level = own.get(at, (None, 0))
                if number is not None:
                    self._styles[key] = (number, level)
                    break
                at = bases.get(at, "")


def _read_number(properties: Element) -> tuple[str | None, int]:
    item = properties.find(f"{_W}numPr/{_W}numId")
    level = properties.find(f"{_W}numPr/{_W}ilvl")
    return None if item is None else item.get(f"{_W}val"), _number(None if level is None else level.get(f"{_W}val"))


def _read_level(level: Element) -> _Level:
    def value(tag: str, default: str) -> str:
        item = level.find(f"{_W}{tag}")
        return default if item is None else item.get(f"{_W}val", default)

    joint = "" if value("suff", "tab") == "nothing" else " "
    return _Level(_number(value("start", "1")), value("numFmt", "decimal"), value("lvlText", ""), joint)


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) <= _MOST_DIGITS else 0


def _write_number(value: int, kind: str) -> str:
    writer = _WRITERS.get(kind)
    return writer(value) if writer and 0 < value < 10_000 else str(value)


def _write_chinese(value: int) -> str:
    """12 as 十二, 105 as 一百零五."""
    text, rest, gap = "", value, False
    for size, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, size)
        if digit:
            text += "零" if gap and text else ""
            text += ("" if size == 10 and value < 20 else _DIGITS[digit]) + word
        gap = not digit
    return text


def _write_roman(value: int) -> str:
    text = ""
    sizes = (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")
    for size, word in (*sizes, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, value = divmod(value, size)
        text += word * count
    return text


def _write_letters(value: int) -> str:
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _write_circled(value: int) -> str:
    return chr(ord("①") + value - 1) if value <= 20 else str(value)


_WRITERS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"), _write_chinese
    ),
    "ideographDigital": lambda value: "".join(_DIGITS[int(digit)] for digit in str(value)),
    "decimalEnclosedCircle": _write_circled,
    "decimalEnclosedCircleChinese": _write_circled,
    "decimalFullWidth": lambda value: "".join(chr(ord("０") + int(digit)) for digit in str(value)),
    "decimalZero": lambda value: f"{value:02}",
    "upperRoman": _write_roman,
    "lowerRoman": lambda value: _write_roman(value).lower(),
    "upperLetter": _write_letters,
    "lowerLetter": lambda value: _write_letters(value).lower(),
}
