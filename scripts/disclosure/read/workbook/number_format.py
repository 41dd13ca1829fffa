"""A spreadsheet's number as its reader sees it: 1234.5 under the format #,##0.00 reads 1,234.50."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from disclosure.read.building.skips import mark
from disclosure.read.workbook.number_sections import Section, choose_section, parse_format, write_section

#: A format longer than this is not looked at; Excel allows 255 characters.
MAX_FORMAT = 500

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|([yYmMdDhHsS]+)|(AM/PM|am/pm|上午/下午)|(.)', re.DOTALL)
_DATE = re.compile(r"[yd]|(?<!\[)[hs]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]')
#: Enough for the largest number a sheet can hold under the longest format, so that nothing is rounded unasked.
_DIGITS_KEPT = 4_000
#: An amount marked as negative by its format alone: in brackets, with a triangle, with 负 or a dash.
_MARKED = re.compile(r"(?:[(（](?=.*[)）]$)|[△▲负–—]|(?=.*-$)) *([0-9][0-9,]*(?:\.[0-9]+)?) *[)）-]?")
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
    return _show_text(str(value), code)


def _show_text(value: str, code: str) -> str:
    """Text under a format: the fourth section is that of text, and a single one with @ is as well."""
    sections = parse_format(code) if code and len(code) <= MAX_FORMAT else ()
    if len(sections) == 1 and "@" in code:
        section = sections[0]
    elif len(sections) > 3:
        section = sections[3]
    else:
        return value
    shown = "".join(value if token.kind == "general" else token.text for token in section.tokens)
    return shown or (mark("hidden") if value else "")


@lru_cache(maxsize=1_000)
def is_date_format(code: str) -> bool:
    """Whether a number under this format is a date or a time."""
    bare = _LITERAL.sub("", code.split(";")[0])
    return "general" not in bare.lower() and _DATE.search(bare) is not None


def _show_number(value: Decimal, code: str) -> str:
    """The number as shown; a mark of what is not read where the format shows nothing of it, or nothing certain."""
    if not value.is_finite():
        return str(value)
    sections = parse_format(code) if len(code) <= MAX_FORMAT else ()
    section = choose_section(sections, value) if sections else None
    if section is None or not section.is_certain():
        return mark("number_format")
    if section.is_plain():
        return _show_plainly(value) if section.holds_all(value) else mark("number_format")
    alone = len(sections) == 1
    if not section.has_digits():
        return _show_words(section, value, alone=alone)
    shown = write_section(section, value).strip()
    if value < 0 and (alone or not section.marks_negative()):
        # a colour alone is lost in plain text: the sign of the value is kept
        return "-" + shown if re.search("[1-9]", shown) else shown
    bare = _MARKED.fullmatch(shown) if value < 0 else None
    return f"-{bare.group(1)}" if bare else shown


def _show_words(section: Section, value: Decimal, *, alone: bool) -> str:
    """A section without placeholders: the number as General shows it, or words alone, or nothing.

    One section ``alone`` shows the sign of its numbers; of several, the one for negative numbers leaves it to words.
    """
    number = _show_plainly(value if alone else abs(value))
    parts = [number if token.kind == "general" else token.text for token in section.tokens]
    words = "".join(parts).strip()
    if value < 0 and not alone and number in parts and not section.marks_negative():
        return f"-{words}"
    return words or (mark("hidden") if value else "")


def _show_plainly(value: Decimal) -> str:
    text = f"{value.quantize(_PRECISION, rounding=ROUND_HALF_UP):f}" if abs(value) < Decimal(10) ** 15 else f"{value:f}"
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text


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
    if code[:3] in {"ddd", "mmm"} and hasattr(value, "strftime"):
        return value.strftime("%A" if code[0] == "d" else "%B")
    if code[0] == "m" and not minutes:
        number = getattr(value, "month", 1)
    else:
        name = {"y": "year", "d": "day", "h": "hour", "m": "minute", "s": "second"}[code[0]]
        number = getattr(value, name, 0)
    if code[0] == "y":
        return f"{number % 100:02}" if len(code) <= 2 else f"{number:04}"
    return f"{number:02}" if len(code) > 1 else str(number)
