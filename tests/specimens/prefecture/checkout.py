"""A checkout of its own for an invented prefecture: the repository's code lists and pages, invented units and reports."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from disclosure.command.report.chain import Outcome, check_beside, check_parsed
from disclosure.description import dump_report
from disclosure.package.editions.descriptor import write_descriptor
from disclosure.package.stored.records import write_report
from disclosure.store import Layout, hash_bytes

from .budget import write_budget
from .final import write_final
from .paper import write_docx, write_pdf, write_text
from .series import Year
from .writer import Written

OFFICE = "openxmlformats-officedocument"
#: A region of no place on earth; it is registered nowhere but in the checkouts written here.
REGION = ("999900", "望舒地区", "Wangshu Prefecture")


def write_unit(years: list[Year]) -> list[Written]:
    """A budget and final accounts for each year but the first, in the order in which they come out."""
    return [write(now, before) for before, now in pairwise(years) for write in (write_budget, write_final)]


def audit_unit(documents: Iterable[Written]) -> list[Outcome]:
    """What the audit says of the documents of one unit, each by itself and beside the others; the words of the source
    are given to it as well."""
    return check_beside([check_parsed(each.report, each.parsed, each.text) for each in documents])


def make_checkout(
    root: Path,
    repository: Path,
    units: Iterable[list[Written]],
    *,
    pages: bool = True,
    region: tuple[str, str, str] = REGION,
) -> Layout:
    """Write a checkout with the audited data of ``units`` of a region below ``root``, which must not be there yet."""
    layout = open_checkout(root, repository, pages=pages, region=region)
    for documents in units:
        _register(layout, documents, region)
        for outcome in audit_unit(documents):
            write_outcome(layout, outcome)
    write_descriptor(layout)
    return layout


def make_unread(root: Path, inbox: Path, repository: Path, units: Iterable[list[Written]]) -> Layout:
    """Write a checkout below ``root`` whose reports are yet to be read from the documents in ``inbox``: every third
    a PDF, if it has no tables, every third a Word document, the others text."""
    layout = open_checkout(root, repository, pages=False, region=REGION)
    inbox.mkdir(parents=True)
    for documents in units:
        _register(layout, documents, REGION)
        for number, written in enumerate(documents):
            content = (write_pdf if number % 3 == 1 and not written.tables else _TURNS[number % 3])(written)
            (source,) = written.report.sources
            source = replace(source, sha256=hash_bytes(content), size=len(content), media_type=_name_type(content))
            report = replace(written.report, sources=(source,))
            (inbox / f"{report.report_id}.bin").write_bytes(content)
            (layout.reports / report.folder).mkdir(parents=True)
            (layout.reports / report.folder / "report.yml").write_bytes(dump_report(report))
    return layout


_TURNS = (write_text, write_text, write_docx)


def _name_type(content: bytes) -> str:
    known = {b"%PDF": "application/pdf", b"PK\x03\x04": f"application/vnd.{OFFICE}.wordprocessingml.document"}
    return known.get(content[:4], "text/plain")


def open_checkout(root: Path, repository: Path, *, pages: bool = True, region: tuple[str, str, str] = REGION) -> Layout:
    """A checkout without reports below ``root``: code lists, schemas, and with ``pages`` what a site is made with."""
    layout = Layout(root)
    shutil.copytree(repository / "data" / "reference", layout.reference)
    shutil.copytree(repository / "data" / "schemas", layout.schemas)
    if pages:
        generated = shutil.ignore_patterns("units", "topics", "findings", "regions", "decisions")
        shutil.copytree(repository / "docs", layout.docs, ignore=generated)
        publish = Path("scripts", "disclosure", "publish")
        shutil.copytree(repository / publish, root / publish)
        shutil.copy(repository / "mkdocs.yml", root)
    with (layout.reference / "regions.csv").open("a", encoding="utf-8") as regions:
        regions.write(",".join((*region, "")) + "\n")
    (layout.data / "release.yml").write_text("version: '1.0.0'\ndate: '2030-01-01'\nhomepage: ''\n", encoding="utf-8")
    return layout


def _register(layout: Layout, documents: list[Written], region: tuple[str, str, str]) -> None:
    report = documents[0].report
    with (layout.reference / "units.csv").open("a", encoding="utf-8") as register:
        register.write(f"{report.unit_id},{report.unit_name},Invented unit,{region[0]}\n")


def write_outcome(layout: Layout, outcome: Outcome) -> None:
    """Write a report's folder."""
    folder = layout.reports / outcome.report.folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.yml").write_bytes(dump_report(outcome.report))
    write_report(layout, outcome.report, outcome.parsed, outcome.findings, outcome.results)
