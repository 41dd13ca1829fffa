"""Strict reading of hand-written mappings: typed values by key; unknown keys are rejected."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn, cast
from urllib.parse import urlsplit

from disclosure.errors import DescriptionError

#: The longest text accepted, in characters: a title or a reason is a line, not a document.
MAX_TEXT = 2000
#: The id of a unit, which is the name of folders and pages.
UNIT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Control, format (bidi marks, zero width), surrogate, line and paragraph separator.
_REFUSED_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}
#: Code points that Unicode defines as noncharacters; XML does not allow some of them.
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
#: Invisible characters, and characters that reverse or hide those around them; white space is not included.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    f"\ufff9-\ufffb\U000e0000-\U000e007f{_NO_CHARACTERS}]"
)


def is_plain_text(text: str) -> bool:
    """Whether ``text`` is one line of visible characters: none that controls, hides or reverses others."""
    if text.isprintable():  # so is nearly every text; white space other than the blank is not
        return True
    return not any(unicodedata.category(char) in _REFUSED_CATEGORIES for char in text) and not _HIDDEN.search(text)


def drop_hidden(text: str) -> str:
    """``text`` without the characters that control, hide or reverse others; white space and what is seen stay."""
    return text if text.isprintable() else _HIDDEN.sub("", text)


def is_unit_id(text: str) -> bool:
    """Whether ``text`` may be the id of a unit: lower-case letters and digits, joined by single hyphens."""
    return UNIT_ID.fullmatch(text) is not None


def is_web_address(text: str) -> bool:
    """Whether ``text`` is an http or https address with a host, without credentials, blanks or quotes."""
    if not text.isprintable() or any(char in " \"'<>\\`" for char in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


class Entry:
    """One mapping of a file: returns typed values by key; ``finish`` rejects the keys that were not requested."""

    def __init__(self, file: Path, place: str, value: Any) -> None:
        self.file = file
        self.place = place
        if not isinstance(value, dict):
            self.refuse("", "is not a mapping", "write one `key: value` a line")
        self._left: dict[str, Any] = dict(value)

    def refuse(self, key: str, problem: str, remedy: str) -> NoReturn:
        place = ".".join(part for part in (self.place, key) if part)
        raise DescriptionError(problem, file=str(self.file), place=place, remedy=remedy)

    def take(self, key: str, kind: type, remedy: str, default: Any = None) -> Any:
        if key not in self._left:
            if default is not None:
                return default
            self.refuse(key, "the key is missing", remedy)
        value = self._left.pop(key)
        # bool is an int in Python, never in a report
        if not isinstance(value, kind) or isinstance(value, bool):
            self.refuse(key, f"is {_type_name(value)}, not {_TYPE_NAMES[kind]}", remedy)
        return value

    def text(self, key: str, remedy: str, default: str | None = None) -> str:
        value = cast(str, self.take(key, str, remedy, default))
        if not is_plain_text(value):
            self.refuse(
                key, "contains a control, line break or bidirectional character", "type the text again, on one line"
            )
        if value != value.strip() or len(value) > MAX_TEXT or (not value and default is None):
            self.refuse(key, f"is empty, begins or ends with a space, or exceeds {MAX_TEXT} characters", remedy)
        return value

    def matched(self, key: str, pattern: re.Pattern[str], remedy: str, default: str | None = None) -> str:
        value = self.text(key, remedy, default)
        if value != default and not pattern.fullmatch(value):
            self.refuse(key, f"{value!r} is not allowed here", remedy)
        return value

    def chosen(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        remedy = f"one of: {', '.join(choices)}"
        value = self.text(key, remedy, default)
        if value not in choices and value != default:
            self.refuse(key, f"{value!r} is not one of the allowed values", remedy)
        return value

    def number(self, key: str, low: int, high: int, remedy: str) -> int:
        value = cast(int, self.take(key, int, remedy))
        if not low <= value <= high:
            self.refuse(key, f"{value} is not between {low} and {high}", remedy)
        return value

    def section(self, key: str) -> Entry | None:
        """The mapping below ``key``; None where there is none."""
        if key not in self._left:
            return None
        return Entry(
            self.file, f"{self.place}.{key}".lstrip("."), self.take(key, dict, "write one `key: value` a line")
        )

    def sections(self, key: str, default: list[Any] | None = None) -> Iterator[Entry]:
        for position, value in enumerate(self.take(key, list, "write a list, one `- ` an entry", default), start=1):
            yield Entry(self.file, f"{self.place}.{key}[{position}]".lstrip("."), value)

    def finish(self) -> None:
        for key in self._left:
            self.refuse(key, "unknown key", "delete it, or correct its spelling; CONTRIBUTING.md lists the keys")


_TYPE_NAMES: dict[type, str] = {str: "text", int: "a whole number", list: "a list", dict: "a mapping"}


def _type_name(value: object) -> str:
    return "empty" if value is None else _TYPE_NAMES.get(type(value), type(value).__name__)
