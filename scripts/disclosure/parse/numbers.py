"""Numbers and units of measure as documents print them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from disclosure.quick import quick

#: A printed number in a folded stream: sign, thousands, decimals.
NUMBER = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[-+]?[0-9]+(?:\.[0-9]+)?")

#: A numeric token of a source, for the accounting of figures: every run of digits with its decimals, of any script.
TOKEN = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?"
    r"|(?:(?![0-9])\d)+(?:[.．٫](?:(?![0-9])\d)+)?"
)

#: The unit of money a table is in, as its only group: 单位：万元, 单位：人民币万元, 单位万元, 金额单位：元. 编制单位：
#: introduces an organisation, also where its name begins with 元.
UNIT_LABEL = re.compile(
    r"(?<!编制)(?<!填报)(?<!预算)(?<!部门)(?<!主管)单位(?:：(?:人民币)?(?=[亿万千]?元)|(?:人民币)?(?=[亿万千]元))(亿元|万元|千元|元)"
)
#: The same where a label or header ends with it in parentheses: 金额（万元）, 预算数（单位：元）.
UNIT_TAIL = re.compile(r"（(?:(?:金额)?单位：?)?(?:人民币)?(亿元|万元|千元|元)）$")
#: The same within the text of a label: （万元，至少两位小数）.
UNIT_NOTE = re.compile(r"(?:（(?:(?:金额)?单位：?)?|单位：?)(?:人民币)?(亿元|万元|千元|元)(?=[）；，]|$)")

#: What makes a number negative or leaves its sign open where it comes before the number, over white space too: the
#: minus that NUMBER did not take up, the triangle of accounting forms, and 负.
_SIGNS = frozenset("-±△▲负")
#: Dashes, which are a minus only right before a number: over white space they separate words, or mean nothing.
_DASHES = frozenset("‐‑‒–—―")
#: The categories of Unicode whose characters may be a misread digit, or a mark, of the number that they touch: digits
#: of other scripts, raised and circled ones, letters with case.
_FOREIGN = frozenset({"Nd", "Nl", "No", "Lu", "Ll", "Lt", "Lm"})
_THOUSANDS = re.compile(r"[0-9]{3}(?![0-9])")
_BEFORE_THOUSANDS = re.compile(r"(?<![0-9])[0-9]{1,3}$")

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure as printed: the base unit it counts in, how many of it, and what it measures."""

    printed: str
    base: str
    factor: Decimal
    dimension: str


#: Units of measure: the base units of facts are 元, %, 平方米, 分 and those that count.
MEASURES: dict[str, Measure] = {
    unit.printed: unit
    for unit in (
        Measure("亿元", "元", Decimal(100_000_000), "money"),
        Measure("万元", "元", Decimal(10_000), "money"),
        Measure("千元", "元", Decimal(1_000), "money"),
        Measure("元", "元", _ONE, "money"),
        Measure("%", "%", _ONE, "rate"),
        Measure("个百分点", "百分点", _ONE, "points"),
        Measure("平方米", "平方米", _ONE, "area"),
        Measure("分", "分", _ONE, "score"),
        Measure("人次", "人次", _ONE, "count"),
        Measure("次", "个", _ONE, "count"),
        Measure("人", "人", _ONE, "count"),
        Measure("名", "人", _ONE, "count"),
        Measure("辆", "辆", _ONE, "count"),
        Measure("台（套）", "台", _ONE, "count"),
        Measure("台/套", "台", _ONE, "count"),
        Measure("台，套", "台", _ONE, "count"),
        Measure("台", "台", _ONE, "count"),
        Measure("套", "套", _ONE, "count"),
        Measure("批次", "批次", _ONE, "count"),
        Measure("批", "批次", _ONE, "count"),
        Measure("家行政单位", "个", _ONE, "count"),
        Measure("家事业单位", "个", _ONE, "count"),
        Measure("家", "个", _ONE, "count"),
        Measure("个", "个", _ONE, "count"),
        Measure("项", "个", _ONE, "count"),
    )
}

_UNITS = sorted(MEASURES, key=len, reverse=True)


@quick
@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit of measure in a stream: ``text[start:end]``, the number ending at ``number_end``."""

    start: int
    number_end: int
    end: int
    number: str
    measure: Measure | None

    @property
    def value(self) -> Decimal:
        """The value in the base unit."""
        plain = Decimal(self.number.replace(",", ""))
        return plain * self.measure.factor if self.measure else plain


def match_quantity(text: str, start: int, gaps: Collection[int] = (), breaks: Collection[int] = ()) -> Quantity | None:
    """The quantity that begins at ``start`` of a folded text, with or without a unit; None if none does, or
    if its sign or its digits are not certain (``is_certain``).

    ``gaps`` are the indexes with white space before them, ``breaks`` those that begin a line. A number goes
    on over white space at its point or separator (``1,363.`` / ``45``), and over a line's end from digit to
    digit only where all of it together is a number with a unit behind it (``1,3`` / ``63.45万元``).
    """
    found = NUMBER.match(text, start)
    if found is None:
        return None
    end, broken = found.end(), _first_break(text, start, found.end(), gaps)
    if broken is not None:
        once = _first_break(text, broken, end, gaps) is None
        whole = once and broken in breaks and _may_go_on(text[start:broken]) and not text[end : end + 1].isdigit()
        if not whole or match_unit(text, end) is None or text[end : end + 1] in ".,":
            shorter = NUMBER.fullmatch(text, start, broken)
            if shorter is None:
                return None
            end = shorter.end()
    if not is_certain(text, start, end, gaps):
        return None
    unit = match_unit(text, end)
    stop = end + len(unit.printed) if unit else end
    return Quantity(start, end, stop, text[start:end], unit)


def is_certain(text: str, start: int, end: int, gaps: Collection[int] = ()) -> bool:
    """Whether ``text[start:end]`` of a folded text is a number of a certain sign, without a foreign character in it.

    Not certain are numbers with another sign before them than NUMBER reads (△5.00, 负5.00, —5.00), with a minus
    behind them, in brackets of their own (（5.00）: a negative amount, or a note), and those that touch a letter or a
    digit of another script (12O0.05, 5.00①) or are parts of one with
    another separator (1，200.05). ``gaps`` are the indexes
    with white space before them.
    """
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if before in _SIGNS or (before in _DASHES and start not in gaps):
        return False
    if before == "（" and behind == "）":
        return False
    if start not in gaps and (
        _is_foreign(before) or before in {".", ","} or (text[start] in "+-" and _is_digit(before))
    ):
        return False
    if behind and end not in gaps and (_is_foreign(behind) or _goes_on(text, end)):
        return False
    return start in gaps or before != "，" or not _is_rest(text, start)


def _goes_on(text: str, end: int) -> bool:
    """Whether a number that ends at ``end`` has a minus behind it, or another point or separator and digits."""
    return text[end] == "-" or (text[end] in ".," and _is_digit(text[end + 1 : end + 2]))


def _is_rest(text: str, start: int) -> bool:
    """Whether three digits at ``start`` behind a comma may be the rest of a number: 1，200.05, 1O，200.05."""
    high = _BEFORE_THOUSANDS.search(text[max(0, start - 5) : start - 1])
    return (high is not None or _is_foreign(text[start - 2 : start - 1])) and _THOUSANDS.match(text, start) is not None


def _is_digit(char: str) -> bool:
    return char.isascii() and char.isdigit()


def _is_foreign(char: str) -> bool:
    """Whether a character next to a number may be part of it: a letter, or a digit of another script."""
    return bool(char) and not _is_digit(char) and (char == "\ufffd" or unicodedata.category(char) in _FOREIGN)


def match_unit(text: str, at: int) -> Measure | None:
    """The unit of measure printed at ``at``, the longest that fits; None if there is none."""
    return next((MEASURES[printed] for printed in _UNITS if text.startswith(printed, at)), None)


def _first_break(text: str, start: int, end: int, gaps: Collection[int]) -> int | None:
    return next((at for at in range(start + 1, end) if at in gaps and text[at - 1 : at + 1].isdigit()), None)


def _may_go_on(part: str) -> bool:
    """Whether a number may go on behind ``part``: not where two decimals make it whole already."""
    return len(part.partition(".")[2]) < 2


def parse_decimal(printed: str) -> Decimal:
    """A printed number as a Decimal, thousands separators removed."""
    return Decimal(printed.replace(",", "").replace("，", ""))


#: Amounts in 万元 and in 元; and how many more of one kind there are where the other is an exception.
_TENS_OF_THOUSANDS, _SINGLE = re.compile(r"\d\s*万\s*元"), re.compile(r"\d\s*元")
_EXCEPTION = 10


def find_money(text: str) -> str:
    """The unit of measure of nearly all amounts of a text, 万元; empty where others are in 元."""
    tens_of_thousands, single = len(_TENS_OF_THOUSANDS.findall(text)), len(_SINGLE.findall(text))
    return "万元" if tens_of_thousands >= _EXCEPTION * max(single, 1) else ""
