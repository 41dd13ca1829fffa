"""report.yml, the only hand-written file of a report: read strictly, written in one canonical form."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn, cast
from urllib.parse import urlsplit

import yaml

from disclosure.errors import DescriptionError
from disclosure.model import KINDS, PHASES, STATEMENTS, Acknowledgement, ControlTotal, Kind, Report, Source
from disclosure.store import format_value, load_yaml

STATUSES = ("open", "answered", "corrected_upstream", "our_misreading")
FIRST_YEAR, LAST_YEAR = 1990, 2100
#: The first line of a scaffolded report.yml; whoever has confirmed the control totals takes it out.
UNCONFIRMED = "# TO DO: hold each control total below against the document by eye, then delete this line."
#: Longer text is refused, in characters: a title or a reason is a line, not a document.
MAX_TEXT = 2000

_UNIT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
_ITEM = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_FINDING = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*")
#: Control, format (bidi marks, zero width), surrogate, line and paragraph separator.
_REFUSED_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def is_unit_id(text: str) -> bool:
    """Whether ``text`` may be the id of a unit: lower-case letters and digits, joined by single hyphens."""
    return _UNIT_ID.fullmatch(text) is not None


def is_plain_text(text: str) -> bool:
    """Whether ``text`` is one line of visible characters: none that controls, hides or reverses others."""
    return not any(unicodedata.category(char) in _REFUSED_CATEGORIES for char in text)


def is_web_address(text: str) -> bool:
    """Whether ``text`` is an http or https address with a host, without credentials, blanks or quotes."""
    if not text.isprintable() or any(char in " \"'<>\\`" for char in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


class _Section:
    """One mapping of a file: hands out typed values by key and at the end refuses the keys nobody asked for."""

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
                key, "holds a control, line break or bidirectional character", "type the words anew, on one line"
            )
        if value != value.strip() or len(value) > MAX_TEXT or (not value and default is None):
            self.refuse(key, f"is empty, begins or ends with a blank, or exceeds {MAX_TEXT} characters", remedy)
        return value

    def matched(self, key: str, pattern: re.Pattern[str], remedy: str) -> str:
        value = self.text(key, remedy)
        if not pattern.fullmatch(value):
            self.refuse(key, f"{value!r} is not allowed here", remedy)
        return value

    def chosen(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        remedy = f"one of: {', '.join(choices)}"
        value = self.text(key, remedy, default)
        if value not in choices and value != default:
            self.refuse(key, f"{value!r} is not known", remedy)
        return value

    def number(self, key: str, low: int, high: int, remedy: str) -> int:
        value = cast(int, self.take(key, int, remedy))
        if not low <= value <= high:
            self.refuse(key, f"{value} is not between {low} and {high}", remedy)
        return value

    def sections(self, key: str, default: list[Any] | None = None) -> Iterator[_Section]:
        for position, value in enumerate(self.take(key, list, "write a list, one `- ` an entry", default), start=1):
            yield _Section(self.file, f"{self.place}.{key}[{position}]".lstrip("."), value)

    def finish(self) -> None:
        for key in self._left:
            self.refuse(
                key, "the key is not known", "take it out, or correct its spelling; CONTRIBUTING.md lists the keys"
            )


_TYPE_NAMES: dict[type, str] = {str: "text", int: "a whole number", list: "a list", dict: "a mapping"}


def _type_name(value: object) -> str:
    return "empty" if value is None else _TYPE_NAMES.get(type(value), type(value).__name__)


def load_report(path: Path) -> Report:
    """Read one report.yml.

    Raises DescriptionError naming file, key and remedy for a missing or unknown key, a wrong type, an id,
    year, hash, decimal, date or address out of its form, control or bidirectional characters, and a
    folder that is not ``<unit>/<year>-<kind>`` of the content. Decimals are quoted text, in the base unit.
    """
    section = _Section(path, "", load_yaml(path))
    report = Report(
        unit_id=section.matched("unit", _UNIT_ID, "lower-case letters, digits and single hyphens, e.g. changji-egov"),
        unit_name=section.text("unit_name", "the name of the unit as the document prints it"),
        year=section.number("year", FIRST_YEAR, LAST_YEAR, "the fiscal year, unquoted, e.g. 2024"),
        kind=cast(Kind, section.chosen("kind", KINDS)),
        title=section.text("title", "the title of the document"),
        sources=tuple(_load_source(each) for each in section.sections("sources")),
        control_totals=tuple(_load_control(each) for each in section.sections("control_totals", [])),
        acknowledgements=tuple(_load_acknowledgement(each) for each in section.sections("acknowledgements", [])),
    )
    section.finish()
    if not report.sources:
        section.refuse("sources", "is empty", "name at least one source document")
    _refuse_twins(section, "sources", [source.sha256 for source in report.sources])
    _refuse_twins(section, "acknowledgements", [each.finding for each in report.acknowledgements])
    if path.resolve().parent.parts[-2:] != (report.unit_id, f"{report.year}-{report.kind}"):
        section.refuse(
            "", f"the folder does not match the content, {report.folder}", f"move it to data/reports/{report.folder}"
        )
    return report


def _refuse_twins(section: _Section, key: str, values: list[str]) -> None:
    for value in values:
        if values.count(value) > 1:
            section.refuse(key, f"{value} stands twice", "keep one of the two")


def _load_source(section: _Section) -> Source:
    source = Source(
        sha256=section.matched("sha256", _SHA256, "64 lower-case hexadecimal digits, as `sha256sum FILE` prints them"),
        media_type=section.matched("media_type", _MEDIA_TYPE, "e.g. application/pdf"),
        size=section.number("bytes", 1, 10**10, "the size of the file in bytes"),
        title=section.text("title", "the title of the source document"),
        publisher=section.text("publisher", "who published it"),
        url=section.text("url", "a http or https address", ""),
        recognized_pages=tuple(section.take("recognized_pages", list, "a list of page numbers: [3, 4]", [])),
    )
    section.finish()
    pages = source.recognized_pages
    if any(type(page) is not int or page < 1 for page in pages) or list(pages) != sorted(set(pages)):
        section.refuse("recognized_pages", "are no page numbers in order", "a list of page numbers: [3, 4]")
    if source.url and not is_web_address(source.url):
        section.refuse(
            "url", f"{source.url!r} is no web address", "a plain http or https address, or leave the key out"
        )
    return source


def _load_control(section: _Section) -> ControlTotal:
    remedy = "a decimal in the base unit, in quotes: '3531300'"
    control = ControlTotal(
        statement=section.chosen("statement", STATEMENTS),
        item=section.matched("item", _ITEM, "an item of data/reference/concepts.csv"),
        value=Decimal(section.matched("value", _DECIMAL, remedy)),
        direction=section.chosen("direction", ("revenue", "expenditure"), ""),
        phase=section.chosen("phase", PHASES, ""),
    )
    section.finish()
    return control


def _load_acknowledgement(section: _Section) -> Acknowledgement:
    date = section.text("date", "a date: 2026-01-31")
    try:
        valid = datetime.date.fromisoformat(date).isoformat() == date
    except ValueError:
        valid = False
    if not valid:
        section.refuse("date", f"{date!r} is no date", "a date: 2026-01-31")
    acknowledgement = Acknowledgement(
        finding=section.matched("finding", _FINDING, "the id of a finding of findings.csv"),
        reason=section.text("reason", "what is known of the finding"),
        date=date,
        status=section.chosen("status", STATUSES),
    )
    section.finish()
    return acknowledgement


# --- writing --------------------------------------------------------------------------------------


class _Quoted(str):
    """Text that is written in quotes whatever it looks like."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Lists indented below their key, no line broken, no aliases."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    _Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style="'")
)


def dump_report(report: Report) -> bytes:
    """The canonical bytes of report.yml: keys in fixed order, empty ones left out, decimals quoted.

    ``load_report`` of these bytes gives an equal Report.
    """
    content: dict[str, Any] = {
        "unit": report.unit_id,
        "unit_name": report.unit_name,
        "year": report.year,
        "kind": report.kind,
        "title": report.title,
        "sources": [_describe_source(source) for source in report.sources],
    }
    if report.control_totals:
        content["control_totals"] = [_describe_control(control) for control in report.control_totals]
    if report.acknowledgements:
        content["acknowledgements"] = [
            {"finding": each.finding, "reason": each.reason, "date": _Quoted(each.date), "status": each.status}
            for each in report.acknowledgements
        ]
    text: str = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)
    return text.encode("utf-8")


def _describe_source(source: Source) -> Mapping[str, Any]:
    described: dict[str, Any] = {
        "sha256": _Quoted(source.sha256),
        "media_type": source.media_type,
        "bytes": source.size,
        "title": source.title,
        "publisher": source.publisher,
    }
    if source.url:
        described["url"] = source.url
    if source.recognized_pages:
        described["recognized_pages"] = list(source.recognized_pages)
    return described


def _describe_control(control: ControlTotal) -> Mapping[str, Any]:
    described: dict[str, Any] = {"statement": control.statement, "item": control.item}
    if control.direction:
        described["direction"] = control.direction
    if control.phase:
        described["phase"] = control.phase
    return described | {"value": _Quoted(format_value(control.value))}
