"""Taking down facts that were read wrongly: what report.yml withholds is published as unread."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

from disclosure.description import load_report, write_withheld
from disclosure.errors import DescriptionError, UnaccountedError
from disclosure.journal import open_generation
from disclosure.model import Fact, Figure, Parsed, Report
from disclosure.provenance import WITHHELD, Withheld
from disclosure.store import Layout


def withhold_facts(report: Report, parsed: Parsed) -> Parsed:
    """``parsed`` without the facts that ``report`` withholds; their figures are unread.

    Raises UnaccountedError for an entry that fits no fact and is not marked as corrected, since the reader may read the
    figure right by now, and for one that is marked so and still fits.
    """
    taken: set[int] = set()
    for number, entry in enumerate(report.withheld, 1):
        found = [index for index, fact in enumerate(parsed.facts) if _is_of(fact, entry)]
        if bool(found) == bool(entry.corrected):
            raise UnaccountedError(
                "is marked as corrected, but is still read so"
                if found
                else f"no fact is read as {entry.reported} there any more",
                file=f"data/reports/{report.folder}/report.yml",
                place=f"withheld[{number}]",
                remedy="delete the key corrected"
                if found
                else "compare the fact that is read now with the document; if it is right, add the key corrected with "
                "the day; if not, withhold that one",
            )
        taken.update(found)
    if not taken:
        return parsed
    facts = tuple(fact for index, fact in enumerate(parsed.facts) if index not in taken)
    left = {span for fact in facts for span in fact.spans}
    figures = tuple(
        replace(figure, outcome="unread", reason=WITHHELD)
        if figure.outcome == "fact" and any(_holds(parsed.facts[index], figure, left) for index in taken)
        else figure
        for figure in parsed.figures
    )
    return replace(parsed, facts=facts, figures=figures)


def keep_withheld(entries: Collection[Withheld], facts: Collection[Fact]) -> tuple[Withheld, ...]:
    """The entries that still fit: a document that replaces another one may repeat what was read wrongly there."""
    return tuple(entry for entry in entries if not entry.corrected and any(_is_of(fact, entry) for fact in facts))


def _holds(fact: Fact, figure: Figure, left: Collection[tuple[int, int]]) -> bool:
    """Whether ``figure`` is part of the number of ``fact``, and of no fact that is ``left``. A report may have several
    documents, whose offsets are the same: the digits decide."""
    return figure.text in fact.reported and any(
        start < figure.end and figure.start < end and (start, end) not in left for start, end in fact.spans
    )


def withhold_stored(folder: Path) -> bool:
    """Take the facts that the report.yml in ``folder`` withholds out of its stored tables; returns whether any was.

    Raises DescriptionError where a table is missing or broken.
    """
    from disclosure.package.stored.records import read_parsed
    from disclosure.package.stored.withholding import withhold_rows

    report = load_report(folder / "report.yml")
    entries = [entry for entry in report.withheld if not entry.corrected]
    if not entries:
        return False
    facts = enumerate(read_parsed(folder).facts, 1)
    numbers = [number for number, fact in facts if any(_is_of(fact, entry) for entry in entries)]
    return bool(numbers) and withhold_rows(folder, numbers)


def add_withheld(layout: Layout, folder: Path, fact: str, reason: str) -> list[Path]:
    """Withhold a fact of the report in ``folder``: its number in facts.csv, or its address on the site (#final-…).

    ``reason`` is published. The tables are without the fact at once; returns the files that changed. Raises
    DescriptionError where the report has no such fact, or report.yml would not be valid.
    """
    from disclosure.command.report.chain import refresh_units
    from disclosure.package.editions.descriptor import write_descriptor
    from disclosure.package.stored.records import read_tables
    from disclosure.publish.facts.holdings import Holding

    with open_generation(layout) as generation:
        fresh = generation.layout.reports / folder.relative_to(layout.reports)
        report, tables = load_report(fresh / "report.yml"), read_tables(fresh)
        addresses = Holding(report, fresh, tables).addresses
        wanted = fact.rpartition("#")[2]
        rows = (row for row in tables["facts"] if wanted in (row["fact"], addresses[row["fact"]]))
        row = next(rows, None)
        if row is None:
            raise DescriptionError(
                f"has no fact {fact}", file=f"data/reports/{report.folder}/facts.csv",
                remedy="give the number in the column fact, or the address of the figure on the site: #final-…",
            )  # fmt: skip
        today = date.today().isoformat()  # noqa: DTZ011 - the day where the command is run
        entry = Withheld(row["place"], row["quote"], row["reported"], reason, today)
        write_withheld(fresh / "report.yml", replace(report, withheld=(*report.withheld, entry)))
        withhold_stored(fresh)
        refresh_units(generation.layout, [report.unit_id])
        write_descriptor(generation.layout)
        return generation.commit()


def _is_of(fact: Fact, entry: Withheld) -> bool:
    return (fact.place, fact.quote, fact.reported) == (entry.place, entry.quote, entry.reported)
