"""report.yml, the only hand-written file of a report: read strictly, written in one canonical form."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import yaml

from disclosure.entry import UNIT_ID, Entry, is_web_address, load_entry
from disclosure.model import (
    KINDS,
    PHASES,
    SCOPES,
    STATEMENTS,
    Acknowledgement,
    ControlTotal,
    Correction,
    Kind,
    Report,
    Scope,
    Source,
)
from disclosure.provenance import ORIGINS, Origin, Verification, Withheld
from disclosure.store import format_value, write_bytes

STATUSES = ("open", "answered", "corrected_upstream", "our_misreading")
FIRST_YEAR, LAST_YEAR = 1990, 2100
#: The first line of a new report.yml; it is deleted once the control totals have been confirmed.
UNCONFIRMED = "# TO DO: compare each control total below with the document, then delete this line."
#: Longer figures are refused, in characters.
MAX_FIGURE = 24

_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")
_ITEM = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
#: A figure as an engine may give it, of digits and separators in either width; at most MAX_FIGURE characters.
_RECOGNIZED = re.compile(r"[-+－−＋]?[0-9０-９]([0-9０-９.,．，]*[0-9０-９])?")
_PRINTED = re.compile(r"-?([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,6})?")
_WHICH = re.compile(r"([1-9][0-9]?) of ([1-9][0-9]?)")
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)*[a-z0-9.+-]*")
_REBUILD = "delete the line; disclosure build writes it"
_VERIFY = "delete the section; disclosure verify writes it"
_PLACE = re.compile(r"[pl][0-9]+(-[0-9]+)?")
_FINDING = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*")


def load_report(path: Path) -> Report:
    """Read one report.yml.

    Raises DescriptionError naming file, key and remedy for a missing or unknown key, a wrong type, an id,
    year, hash, decimal, date or address out of its form, control or bidirectional characters, and a
    folder that is not Report.folder of the content. Decimals are quoted text, in the base unit.
    """
    entry = load_entry(path)
    report = Report(
        unit_id=entry.matched("unit", UNIT_ID, "lower-case letters, digits and single hyphens, e.g. changji-egov"),
        unit_name=entry.text("unit_name", "the name of the unit as the document prints it"),
        year=entry.number("year", FIRST_YEAR, LAST_YEAR, "the fiscal year, unquoted, e.g. 2024"),
        kind=cast(Kind, entry.chosen("kind", KINDS)),
        scope=cast(Scope, entry.chosen("scope", SCOPES, "department")),
        title=entry.text("title", "the title of the document"),
        sources=tuple(_load_source(each) for each in entry.sections("sources")),
        control_totals=tuple(_load_control(each) for each in entry.sections("control_totals", [])),
        acknowledgements=tuple(_load_acknowledgement(each) for each in entry.sections("acknowledgements", [])),
        withheld=tuple(_load_withheld(each) for each in entry.sections("withheld", [])),
        read_with=entry.matched("read_with", _VERSION, _REBUILD, ""),
        verification=_load_verification(entry),
    )
    entry.finish()
    if not report.sources:
        entry.refuse("sources", "is empty", "name at least one source document")
    _refuse_twins(entry, "sources", [source.sha256 for source in report.sources])
    _refuse_twins(entry, "acknowledgements", [each.finding for each in report.acknowledgements])
    if path.resolve().parent.parts[-2:] != tuple(report.folder.split("/")):
        entry.refuse(
            "", f"the folder does not match the content, {report.folder}", f"move it to data/reports/{report.folder}"
        )
    return report


def _refuse_twins(entry: Entry, key: str, values: list[str]) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            entry.refuse(key, f"{value} occurs twice", "keep one of the two")


def _load_source(entry: Entry) -> Source:
    source = Source(
        sha256=entry.matched("sha256", _SHA256, "64 lower-case hexadecimal digits, as `sha256sum FILE` prints them"),
        media_type=entry.matched("media_type", _MEDIA_TYPE, "e.g. application/pdf"),
        size=entry.number("bytes", 1, 10**10, "the size of the file in bytes"),
        title=entry.text("title", "the title of the source document"),
        publisher=entry.text("publisher", "who published it"),
        url=entry.text("url", "a http or https address", ""),
        list_page=entry.text("list_page", "a http or https address", ""),
        published=_load_date(entry, "published", ""),
        retrieved=_load_date(entry, "retrieved", ""),
        replaces=tuple(entry.take("replaces", list, "a list of sums: ['…']", [])),
        recognized_pages=tuple(entry.take("recognized_pages", list, "a list of page numbers: [3, 4]", [])),
        corrections=tuple(_load_correction(each) for each in entry.sections("corrections", [])),
    )
    entry.finish()
    pages = source.recognized_pages
    if any(type(page) is not int or page < 1 for page in pages) or list(pages) != sorted(set(pages)):
        entry.refuse(
            "recognized_pages", "must be page numbers in ascending order, each once", "a list of page numbers: [3, 4]"
        )
    for number, each in enumerate(source.corrections, 1):
        if each.page not in pages:
            entry.refuse(
                f"corrections[{number}].page", f"{each.page} is not among the recognized_pages",
                "delete the correction: only pages read by OCR can be corrected; an error in the document itself is "
                "published as a finding, and an acknowledgement explains it",
            )  # fmt: skip
    if not all(isinstance(each, str) and _SHA256.fullmatch(each) for each in source.replaces):
        entry.refuse("replaces", "must be sums of 64 hexadecimal digits", "delete the key; disclosure add writes it")
    _refuse_twins(entry, "replaces", [*source.replaces, source.sha256])
    _refuse_twins(entry, "corrections", [_name_correction(each) for each in source.corrections])
    for key, address in (("url", source.url), ("list_page", source.list_page)):
        if address and not is_web_address(address):
            entry.refuse(
                key, f"{address!r} is not a web address", "a plain http or https address, or leave the key out"
            )
    return source


def _load_correction(entry: Entry) -> Correction:
    """Both values must be figures, so that a correction cannot put words or a formula into the data."""
    printed = "the figure as printed, in quotes: digits, `,` between thousands, `.`, `-`"
    which = entry.text("which", "which occurrence of how many, counted from the top of the page: 2 of 3", "")
    count = _WHICH.fullmatch(which or "1 of 1")
    if count is None or int(count[1]) > int(count[2]):
        entry.refuse(
            "which",
            f"{which!r} is not allowed here",
            "which occurrence of how many, counted from the top of the page: 2 of 3",
        )
    correction = Correction(
        page=entry.number("page", 1, 10**4, "the page, counted from 1"),
        old=entry.matched("old", _RECOGNIZED, "the whole figure as it was recognized, in quotes"),
        new=entry.matched("new", _PRINTED, printed),
        reason=entry.text("reason", "how the correct figure is known: what the page shows"),
        date=_load_date(entry),
        occurrence=int(count[1]),
        occurrences=int(count[2]),
    )
    entry.finish()
    if max(len(correction.old), len(correction.new)) > MAX_FIGURE:
        entry.refuse("", f"contains a figure of more than {MAX_FIGURE} characters", printed)
    if correction.old == correction.new:
        entry.refuse("new", f"{correction.new} equals the recognized figure", "delete the correction")
    return correction


def _name_correction(correction: Correction) -> str:
    which = f", {_describe_which(correction)}" if correction.occurrences > 1 else ""
    return f"{correction.old} on page {correction.page}{which}"


def _describe_which(correction: Correction) -> str:
    return f"{correction.occurrence} of {correction.occurrences}"


def _load_date(entry: Entry, key: str = "date", default: str | None = None) -> str:
    date = entry.text(key, "a date: 2026-01-31", default)
    if date == default:
        return date
    try:
        valid = datetime.date.fromisoformat(date).isoformat() == date
    except ValueError:
        valid = False
    if not valid:
        entry.refuse(key, f"{date!r} is not a date", "a date: 2026-01-31")
    return date


def _load_control(entry: Entry) -> ControlTotal:
    remedy = "a decimal in the base unit, in quotes: '3531300'"
    control = ControlTotal(
        statement=entry.chosen("statement", STATEMENTS),
        item=entry.matched("item", _ITEM, "an item of data/reference/concepts.csv"),
        value=Decimal(entry.matched("value", _DECIMAL, remedy)),
        direction=entry.chosen("direction", ("revenue", "expenditure"), ""),
        phase=entry.chosen("phase", PHASES, ""),
    )
    entry.finish()
    return control


def _load_withheld(entry: Entry) -> Withheld:
    withheld = Withheld(
        place=entry.matched("place", _PLACE, "the place of the fact as in facts.csv: p12, l340-342"),
        quote=entry.text("quote", "the quote of the fact as in facts.csv"),
        reported=entry.text("reported", "the figure as in the column reported of facts.csv, in quotes"),
        reason=entry.text("reason", "what the document says instead, and how that is known"),
        date=_load_date(entry),
        corrected=_load_date(entry, "corrected", ""),
    )
    entry.finish()
    return withheld


def _load_verification(report: Entry) -> Verification | None:
    entry = report.section("verification")
    if entry is None:
        return None
    verification = Verification(
        date=_load_date(entry),
        reader=entry.matched("reader", _VERSION, _VERIFY),
        origin=cast(Origin, entry.chosen("origin", ORIGINS)),
        data=entry.matched("data", _SHA256, _VERIFY),
    )
    entry.finish()
    return verification


def _load_acknowledgement(entry: Entry) -> Acknowledgement:
    acknowledgement = Acknowledgement(
        finding=entry.matched("finding", _FINDING, "the id of a finding of findings.csv"),
        reason=entry.text("reason", "what is known about the finding"),
        date=_load_date(entry),
        status=entry.chosen("status", STATUSES),
    )
    entry.finish()
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
        **({} if report.scope == "department" else {"scope": report.scope}),
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
    if report.withheld:
        content["withheld"] = [_describe_withheld(each) for each in report.withheld]
    return _dump(content) + dump_marks(report.read_with, report.verification)


def dump_marks(read_with: str, verification: Verification | None) -> bytes:
    """The lines of report.yml that the program writes at its end; they are not written by hand."""
    content: dict[str, Any] = {"read_with": _Quoted(read_with)} if read_with else {}
    if verification:
        content["verification"] = {
            "date": _Quoted(verification.date),
            "reader": _Quoted(verification.reader),
            "origin": verification.origin,
            "data": _Quoted(verification.data),
        }
    return _dump(content) if content else b""


def write_marks(path: Path, read_with: str, verification: Verification | None) -> bool:
    """Replace these lines in the report.yml at ``path``; all others, comments too, stay. Returns whether it changed."""
    return write_bytes(path, _leave_out(path, b"read_with:", b"verification:") + dump_marks(read_with, verification))


def write_withheld(path: Path, report: Report) -> bool:
    """Replace what the report.yml at ``path`` withholds by what ``report`` does; all else in it stays as it is."""
    kept = _leave_out(path, b"withheld:", b"read_with:", b"verification:")
    withheld = _dump({"withheld": [_describe_withheld(each) for each in report.withheld]})
    return write_bytes(path, kept + withheld + dump_marks(report.read_with, report.verification))


def _leave_out(path: Path, *keys: bytes) -> bytes:
    """The lines of a file without the sections of some keys."""
    kept = []
    ours = False
    for line in path.read_bytes().splitlines(keepends=True):
        if not line[:1].isspace():
            ours = line.startswith(keys)
        if not ours:
            kept.append(line if line.endswith(b"\n") else line + b"\n")
    return b"".join(kept)


def _dump(content: Mapping[str, Any]) -> bytes:
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
    if source.list_page:
        described["list_page"] = source.list_page
    if source.published:
        described["published"] = _Quoted(source.published)
    if source.retrieved:
        described["retrieved"] = _Quoted(source.retrieved)
    if source.replaces:
        described["replaces"] = [_Quoted(each) for each in source.replaces]
    if source.recognized_pages:
        described["recognized_pages"] = list(source.recognized_pages)
    if source.corrections:
        described["corrections"] = [_describe_correction(correction) for correction in source.corrections]
    return described


def _describe_withheld(withheld: Withheld) -> Mapping[str, Any]:
    described: dict[str, Any] = {
        "place": withheld.place,
        "quote": _Quoted(withheld.quote),
        "reported": _Quoted(withheld.reported),
        "reason": withheld.reason,
        "date": _Quoted(withheld.date),
    }
    return described | ({"corrected": _Quoted(withheld.corrected)} if withheld.corrected else {})


def _describe_correction(correction: Correction) -> Mapping[str, Any]:
    described: dict[str, Any] = {
        "page": correction.page,
        "old": _Quoted(correction.old),
        "new": _Quoted(correction.new),
    }
    if correction.occurrences > 1:
        described["which"] = _describe_which(correction)
    return described | {"reason": correction.reason, "date": _Quoted(correction.date)}


def _describe_control(control: ControlTotal) -> Mapping[str, Any]:
    described: dict[str, Any] = {"statement": control.statement, "item": control.item}
    if control.direction:
        described["direction"] = control.direction
    if control.phase:
        described["phase"] = control.phase
    return described | {"value": _Quoted(format_value(control.value))}
