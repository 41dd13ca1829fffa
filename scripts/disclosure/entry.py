"""Strict reading of hand-written mappings: typed values by key; unknown keys are rejected."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn, cast
from urllib.parse import urlsplit

from disclosure.errors import DescriptionError
from disclosure.store import load_yaml

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

    def __contains__(self, key: str) -> bool:
        """Whether the key is there and was not requested yet."""
        return key in self._left

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that were not requested yet, in the order of the file."""
        return tuple(self._left)

    def refuse(self, key: str, problem: str, remedy: str) -> NoReturn:
        raise DescriptionError(problem, file=str(self.file), place=self._join(key), remedy=remedy)

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
        return self.mapping(key)

    def mapping(self, key: str) -> Entry:
        """The mapping below ``key``, which must be there."""
        return Entry(self.file, self._join(key), self.take(key, dict, "write one `key: value` a line"))

    def each(self) -> Iterator[tuple[str, Entry]]:
        """Every key that was not requested yet, with the mapping below it."""
        for key in self.keys:
            yield key, self.mapping(key)

    def texts(self, key: str, remedy: str, default: list[str] | None = None, *, empty: bool = False) -> tuple[str, ...]:
        """The texts of the list below ``key``, each on one line; with ``empty`` one of them may be empty."""
        entry = self._number(key, remedy, default)
        return tuple(entry.text(position, remedy, "" if empty else None) for position in entry.keys)

    def any_of(self, key: str, remedy: str) -> str | tuple[str, ...]:
        """One text, or a list of texts of which any is meant, the empty one as well."""
        several = isinstance(self._left.get(key), list)
        return self.texts(key, remedy, empty=True) if several else self.text(key, remedy)

    def lists(self, key: str, default: list[Any] | None = None) -> Iterator[Iterator[Entry]]:
        """The mappings of each list of the list below ``key``."""
        entry = self._number(key, "write a list of lists", default)
        return (entry.sections(position) for position in entry.keys)

    def _number(self, key: str, remedy: str, default: list[Any] | None) -> Entry:
        """The values of the list below ``key`` by their numbers: [1], [2] and so on."""
        values = enumerate(self.take(key, list, remedy, default), start=1)
        return Entry(self.file, self._join(key), {f"[{position}]": value for position, value in values})

    def sections(self, key: str, default: list[Any] | None = None) -> Iterator[Entry]:
        for position, value in enumerate(self.take(key, list, "write a list, one `- ` an entry", default), start=1):
            yield Entry(self.file, self._join(f"{key}[{position}]"), value)

    def finish(self, keys: str = "CONTRIBUTING.md lists the keys") -> None:
        """Refuse what is left; ``keys`` says where the keys are listed."""
        for key in self._left:
            self.refuse(key, "unknown key", f"delete it, or correct its spelling; {keys}")

    def _join(self, key: str) -> str:
        """The place of ``key`` in the file: sources[2].url."""
        return f"{self.place}.{key}".strip(".").replace(".[", "[")


def load_entry(path: Path) -> Entry:
    """The mapping that a file of hand-written YAML is. Raises DescriptionError as load_yaml does, and for another."""
    return Entry(path, "", load_yaml(path))


def load_entries(path: Path) -> Iterator[Entry]:
    """The mappings of the list that a file of hand-written YAML is. Raises as load_entry does."""
    content = load_yaml(path)
    if not isinstance(content, list):
        raise DescriptionError("is not a list", file=str(path), remedy="write a list, one `- ` an entry")
    for position, value in enumerate(content, start=1):
        yield Entry(path, f"[{position}]", value)


_TYPE_NAMES: dict[type, str] = {str: "text", int: "a whole number", list: "a list", dict: "a mapping"}


def _type_name(value: object) -> str:
    return "empty" if value is None else _TYPE_NAMES.get(type(value), type(value).__name__)
