"""A spreadsheet's number as its reader sees it: 1234.5 under the format #,##0.00 reads 1,234.50."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

#: A format longer than this is not looked at; Excel allows 255 characters.
MAX_FORMAT = 500

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|([yYmMdDhHsS]+)|(AM/PM|am/pm|上午/下午)|(.)', re.DOTALL)
_DATE = re.compile(r"[yd]|(?<!\[)[hs]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,.]*|\.[#0?]+")
#: Enough for the largest number a sheet can hold under the longest format, so that nothing is rounded unasked.
_DIGITS_KEPT = 4_000
_PRECISION = Decimal(10) ** -9


def show_value(value: object, code: str) -> str:
    """A cell's value under a number format. Text is shown as it is; what no format explains, plainly.

    ``value`` is None, a string, a bool, a number, or a date or time.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _show_date(value, code)
    if isinstance(value, int | float | Decimal):
        with localcontext() as context:
            context.prec = _DIGITS_KEPT
            return _show_number(Decimal(repr(value)) if isinstance(value, float) else Decimal(value), code)
    return str(value)


@lru_cache(maxsize=1_000)
def is_date_format(code: str) -> bool:
    """Whether a number under this format is a date or a time."""
    bare = _LITERAL.sub("", code.split(";")[0])
    return "general" not in bare.lower() and _DATE.search(bare) is not None


def _show_number(value: Decimal, code: str) -> str:
    if not value.is_finite():
        return str(value)
    section, shown = _choose_section(value, code)
    plain = _LITERAL.sub("", section)
    if len(code) > MAX_FORMAT or "/" in plain or "E" in plain.upper().replace("GENERAL", ""):
        return _show_plainly(value)
    found = _DIGITS.search(plain)
    if found is None:
        words = _words_of(section, "")
        return words.replace("General", _show_plainly(shown)) if "General" in words else words or _show_plainly(shown)
    return _words_of(section, _write_digits(shown, found.group(), plain.count("%")))


def _choose_section(value: Decimal, code: str) -> tuple[str, Decimal]:
    """The part of a format for this value's sign; a part made for negative numbers writes the sign itself."""
    sections = code.split(";") if code else ["General"]
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _show_plainly(value: Decimal) -> str:
    text = f"{value.quantize(_PRECISION, rounding=ROUND_HALF_UP):f}" if abs(value) < Decimal(10) ** 15 else f"{value:f}"
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text


def _write_digits(value: Decimal, digits: str, percents: int) -> str:
    whole, _, places = digits.partition(".")
    stripped = whole.rstrip(",")
    # a comma after the digits divides by a thousand, one within them parts thousands
    thousands = len(whole) - len(stripped) + places.count(",")
    value = value * 100**percents / Decimal(1000) ** thousands
    decimals = sum(places.count(mark) for mark in "0#?")
    rounded = abs(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    front, _, back = f"{rounded:f}".partition(".")
    needed = places.replace(",", "").rstrip("#")
    back = back[: len(needed)] + back[len(needed) :].rstrip("0")
    front = front.lstrip("0").rjust(stripped.count("0"), "0")
    if "," in stripped:
        front = f"{int(front or '0'):,}" if front else ""
    text = front + ("." + back if back else "")
    return ("-" if value < 0 and rounded else "") + text


def _words_of(section: str, number: str) -> str:
    """The literal words of a format with the number in its place."""
    parts: list[str] = []
    written = False
    for quoted, escaped, _, dates, _, other in _TOKEN.findall(section):
        if quoted or escaped:
            parts.append(quoted or escaped)
        elif other and other in "#0?,.":
            parts.append("" if written else number)
            written = True
        elif dates or other:
            parts.append("" if other == "@" else dates + other)
    return "".join(parts).strip()


def _show_date(value: datetime.datetime | datetime.date | datetime.time, code: str) -> str:
    if not is_date_format(code) or len(code) > MAX_FORMAT:
        return value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat()
    parts: list[str] = []
    after_hours = False
    for quoted, escaped, _, dates, noon, other in _TOKEN.findall(code.split(";")[0]):
        if dates:
            minutes = dates[0] in "mM" and after_hours
            parts.append(_date_part(value, dates.lower(), minutes=minutes))
            after_hours = dates[0] in "hH"
        elif noon:
            parts.append("下午" if getattr(value, "hour", 0) >= 12 else "上午")
        elif other not in {"@", ";"}:
            parts.append(quoted or escaped or other)
    return "".join(parts).strip()


def _date_part(value: datetime.datetime | datetime.date | datetime.time, code: str, *, minutes: bool) -> str:
    if code[0] == "m" and not minutes:
        number = getattr(value, "month", 1)
    else:
        name = {"y": "year", "d": "day", "h": "hour", "m": "minute", "s": "second"}[code[0]]
        number = getattr(value, name, 0)
    if code[0] == "y":
        return f"{number % 100:02}" if len(code) <= 2 else f"{number:04}"
    return f"{number:02}" if len(code) > 1 else str(number)
