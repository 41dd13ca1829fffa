"""A checkout of its own for an invented prefecture: the repository's code lists and pages, invented units and reports."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from disclosure.command.chain import Outcome, check_beside, check_parsed
from disclosure.description import dump_report
from disclosure.package.descriptor import write_descriptor
from disclosure.package.records import write_report
from disclosure.store import Layout

from .budget import write_budget
from .final import write_final
from .series import Year
from .writer import Written

#: A region of no place on earth; it is registered nowhere but in the checkouts written here.
REGION = ("999900", "望舒地区", "Wangshu Prefecture")


def write_unit(years: list[Year]) -> list[Written]:
    """A budget and final accounts for each year but the first, in the order in which they come out."""
    return [write(now, before) for before, now in pairwise(years) for write in (write_budget, write_final)]


def audit_unit(documents: Iterable[Written]) -> list[Outcome]:
    """What the audit says of the documents of one unit, each by itself and beside the others; the words of the source
    are given to it as well."""
    return check_beside([check_parsed(each.report, each.parsed, each.text) for each in documents])


def make_checkout(root: Path, repository: Path, units: Iterable[list[Written]], *, pages: bool = True) -> Layout:
    """Write a checkout with the audited data of ``units`` below ``root``, which must not be there yet."""
    layout = Layout(root)
    shutil.copytree(repository / "data" / "reference", layout.reference)
    shutil.copytree(repository / "data" / "schemas", layout.schemas)
    if pages:
        generated = shutil.ignore_patterns("units", "topics", "findings", "decisions")
        shutil.copytree(repository / "docs", layout.docs, ignore=generated)
        publish = Path("scripts", "disclosure", "publish")
        shutil.copytree(repository / publish, root / publish)
        shutil.copy(repository / "mkdocs.yml", root)
    with (layout.reference / "regions.csv").open("a", encoding="utf-8") as regions:
        regions.write(",".join((*REGION, "")) + "\n")
    (layout.data / "release.yml").write_text("version: '1.0.0'\ndate: '2030-01-01'\nhomepage: ''\n", encoding="utf-8")
    with (layout.reference / "units.csv").open("a", encoding="utf-8") as register:
        for documents in units:
            report = documents[0].report
            register.write(f"{report.unit_id},{report.unit_name},Invented unit,{REGION[0]},,\n")
            for outcome in audit_unit(documents):
                write_outcome(layout, outcome)
    write_descriptor(layout)
    return layout


def write_outcome(layout: Layout, outcome: Outcome) -> None:
    """Write a report's folder."""
    folder = layout.reports / outcome.report.folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.yml").write_bytes(dump_report(outcome.report))
    write_report(layout, outcome.report, outcome.parsed, outcome.findings, outcome.results)
