"""Taking facts out of the stored tables of a report whose source is not available."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from disclosure.package.stored.records import read_tables
from disclosure.package.stored.tables import TABLES
from disclosure.provenance import WITHHELD
from disclosure.store import dump_csv, write_bytes

Row = dict[str, str]


def withhold_rows(folder: Path, numbers: Collection[int]) -> bool:
    """Take the facts with these ``numbers`` out of the tables in ``folder``; their figures are counted as unread.

    The facts after them get new numbers. Findings over them go: the checks are run again by the caller. A figure
    is counted in the section of its statement, or else in the one with the most facts: the tables do not say more.
    Returns whether a file changed.
    """
    tables = read_tables(folder)
    taken = [row for row in tables["facts"] if int(row["fact"]) in numbers]
    kept = [row for row in tables["facts"] if int(row["fact"]) not in numbers]
    renamed = {row["fact"]: str(number) for number, row in enumerate(kept, 1)}
    fresh = {
        "facts": [{**row, "fact": renamed[row["fact"]]} for row in kept],
        "findings": list(_rename(tables["findings"], renamed)),
        "coverage": _count(tables["coverage"], taken),
    }
    rendered = {folder / f"{name}.csv": dump_csv(TABLES[name], rows) for name, rows in fresh.items()}
    changed = [write_bytes(path, content) for path, content in rendered.items()]
    return any(changed)


def _rename(findings: Iterable[Row], renamed: dict[str, str]) -> Iterator[Row]:
    for row in findings:
        numbers = row["fact_numbers"].split()
        if all(number in renamed for number in numbers):
            yield {**row, "fact_numbers": " ".join(renamed[number] for number in numbers)}


def _count(coverage: list[Row], taken: Iterable[Row]) -> list[Row]:
    report_id = coverage[0]["report_id"] if coverage else ""
    counts = {(row["section"], row["outcome"], row["reason"]): int(row["figures"]) for row in coverage}
    for fact in taken:
        form = f"form:{fact['statement']}"
        wanted = (f"{form}:{fact['form']}", form, fact["statement"])
        sections = wanted if fact["form"].startswith("table-") else wanted[::-1]
        known = {each: number for (each, outcome, _), number in counts.items() if outcome == "fact" and number}
        section = next(
            (each for each in sections if each in known), max(known, key=lambda each: known[each], default="")
        )
        if section in known:
            counts[section, "fact", ""] -= 1
        counts[section, "unread", WITHHELD] = counts.get((section, "unread", WITHHELD), 0) + 1
    return [
        {"report_id": report_id, "section": section, "outcome": outcome, "reason": reason, "figures": str(figures)}
        for (section, outcome, reason), figures in sorted(counts.items())
        if figures
    ]
