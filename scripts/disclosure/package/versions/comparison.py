"""What a change of the data means: figures that came, went or changed, findings new and resolved, coverage.

Figures are numbered by their order, so one new figure renumbers all behind it. Here they are held together by what
they say: first the same figure, then the same line with another value, then the same words read as another line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.description import load_report
from disclosure.package.versions.changes import TableChange, compare_rows
from disclosure.store import Layout, read_csv

Row = Mapping[str, str]
#: What a figure is about. Projects are identified by name: their numbers follow the order of the document.
DIMENSIONS = (
    "statement", "direction", "item", "functional_code", "functional_name", "economic_code", "economic_name",
    "fund", "expenditure_type", "project", "phase", "measure", "basis",
)  # fmt: skip
VALUES = ("value", "value_unit", "reported", "reported_unit")
EVIDENCE = ("form", "place", "quote")
OUTCOMES = ("fact", "ignored", "unread")


@dataclass(frozen=True)
class FactChange:
    """One figure before and after; ``columns`` are those that differ. Only ``after`` is new, only ``before`` gone."""

    before: Row | None
    after: Row | None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportChange:
    """What changed of one report. ``moved`` counts figures of which only the place or the quote is another."""

    report: str
    is_new: bool
    is_gone: bool
    facts_before: int
    facts_after: int
    added: tuple[FactChange, ...]
    gone: tuple[FactChange, ...]
    changed: tuple[FactChange, ...]
    moved: int
    findings_new: tuple[Row, ...]
    findings_resolved: tuple[Row, ...]
    coverage_before: Mapping[str, int]
    coverage_after: Mapping[str, int]
    sections: tuple[tuple[str, int, int], ...]
    corrections_new: tuple[Row, ...]
    corrections_gone: tuple[Row, ...]
    tables: tuple[TableChange, ...]
    description: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the report changed."""
        lists = (self.added, self.gone, self.changed, self.findings_new, self.findings_resolved, self.tables)
        same = self.coverage_before == self.coverage_after and not self.sections
        return not any(lists) and not self.moved and not self.description and same


@dataclass(frozen=True)
class DataChange:
    """What changed of all data: by report, of the units and their names, of the other code lists."""

    reports: tuple[ReportChange, ...]
    units: tuple[Row, ...]
    unit_names: tuple[Row, ...]
    code_lists: tuple[TableChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.reports or self.units or self.unit_names or self.code_lists)


def compare_data(old: Layout, new: Layout) -> DataChange:
    """What changed from the data of one checkout to that of another. Raises DescriptionError for a broken table.

    Columns that only one of the two has are left aside: an old checkout may know fewer.
    """
    names = {folder.relative_to(side.reports).as_posix() for side in (old, new) for folder in side.report_folders()}
    reports = (_compare_report(old.reports / name, new.reports / name, name) for name in sorted(names))
    lists = {path.name for side in (old, new) for path in side.reference.glob("*.csv")}
    compared = {name: _compare_list(old.reference / name, new.reference / name) for name in sorted(lists)}
    return DataChange(
        tuple(report for report in reports if not report.is_empty),
        _list_new(old, new, "units.csv", ("unit_id",)),
        _list_new(old, new, "unit_names.csv", ("unit_id", "name")),
        tuple(change for change in compared.values() if change.added or change.removed or change.changed),
    )


def _list_new(old: Layout, new: Layout, name: str, key: Sequence[str]) -> tuple[Row, ...]:
    known = {tuple(row[column] for column in key) for row in _read(old.reference / name)}
    return tuple(row for row in _read(new.reference / name) if tuple(row[column] for column in key) not in known)


def _compare_list(old: Path, new: Path) -> TableChange:
    before, after = _read(old), _read(new)
    columns = _shared(before, after)
    key = {"unit_names.csv": ("unit_id", "name"), "concepts.csv": ("statement", "item")}.get(old.name, columns[:1])
    return compare_rows(old.stem, key, before, after)


def _read(path: Path) -> list[dict[str, str]]:
    """The rows of a table, none where there is no such file."""
    return read_csv(path) if path.is_file() else []


def _shared(before: Sequence[Row], after: Sequence[Row]) -> tuple[str, ...]:
    first, second = (list(rows[0]) if rows else [] for rows in (before, after))
    return tuple(column for column in first or second if column in (second or first))


def _compare_report(old: Path, new: Path, name: str) -> ReportChange:
    before, after = (_name_projects(folder) for folder in (old, new))
    added, gone, changed, moved = match_facts(before, after)
    findings = [{row["finding"]: row for row in _read(folder / "findings.csv")} for folder in (old, new)]
    coverage = [_read(folder / "coverage.csv") for folder in (old, new)]
    unread = [_count(rows, "section", lambda row: row["outcome"] == "unread") for rows in coverage]
    sections = sorted(set(unread[0]) | set(unread[1]))
    present = [(folder / "report.yml").is_file() for folder in (old, new)]
    described = [
        (folder / "report.yml").read_bytes() if is_there else b""
        for folder, is_there in zip((old, new), present, strict=True)
    ]
    corrections = [_list_corrections(folder) for folder in (old, new)]
    tables = (_compare_words(table, old, new) for table in ("texts", "projects", "indicators"))
    return ReportChange(
        report=name, is_new=not present[0], is_gone=not present[1],
        facts_before=len(before), facts_after=len(after),
        added=added, gone=gone, changed=changed, moved=moved,
        findings_new=tuple(row for key, row in findings[1].items() if key not in findings[0]),
        findings_resolved=tuple(row for key, row in findings[0].items() if key not in findings[1]),
        coverage_before=_count(coverage[0], "outcome"), coverage_after=_count(coverage[1], "outcome"),
        sections=tuple((s, unread[0][s], unread[1][s]) for s in sections if unread[0][s] != unread[1][s]),
        corrections_new=tuple(row for row in corrections[1] if row not in corrections[0]),
        corrections_gone=tuple(row for row in corrections[0] if row not in corrections[1]),
        tables=tuple(table for table in tables if table.added or table.removed or table.changed),
        description=described[0] != described[1],
    )  # fmt: skip


def _list_corrections(folder: Path) -> list[Row]:
    """The corrections of OCR in report.yml, by file."""
    path = folder / "report.yml"
    sources = load_report(path).sources if path.is_file() else ()
    return [
        {
            "source": source.sha256, "page": str(each.page), "old": each.old, "new": each.new,
            "which": f"{each.occurrence} of {each.occurrences}", "reason": each.reason, "date": each.date,
        }
        for source in sources
        for each in source.corrections
    ]  # fmt: skip


def _count(rows: Sequence[Row], column: str, wanted: Callable[[Row], bool] = lambda row: True) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in rows:
        if wanted(row):
            counts[row[column]] += int(row["figures"])
    return counts


def _compare_words(table: str, old: Path, new: Path) -> TableChange:
    """Rows of words held together by all that they say: their numbers follow the order of the document."""
    before, after = _read(old / f"{table}.csv"), _read(new / f"{table}.csv")
    numbers = ("report_id", "text", "indicator", "project", "place")
    key = [column for column in _shared(before, after) if column not in numbers]
    return compare_rows(table, key, before, after, ignored=numbers)


def _name_projects(folder: Path) -> list[Row]:
    """The facts of a report with the name of the project in the place of its number."""
    names = {row["project"]: row["name"] for row in _read(folder / "projects.csv")}
    return [row | {"project": names.get(row["project"], row["project"])} for row in _read(folder / "facts.csv")]


Split = tuple[tuple[FactChange, ...], tuple[FactChange, ...], tuple[FactChange, ...], int]


def match_facts(before: Sequence[Row], after: Sequence[Row]) -> Split:
    """Facts added, gone and changed, and how many only moved.

    Facts are paired in steps, each over what the step before left: equal in all; equal but for place and quote; the
    same line in the same words, place or form with another value; the same words and value as another line.
    """
    old, new = list(before), list(after)
    columns = _shared(before, after)
    dimensions = tuple(column for column in DIMENSIONS if column in columns)
    for _ in _pair(old, new, tuple(column for column in columns if column not in ("report_id", "fact"))):
        pass
    moved = sum(1 for _ in _pair(old, new, (*dimensions, *VALUES, "form")))
    changed = []
    steps = (
        (*dimensions, "quote"), (*dimensions, "form", "place"), (*dimensions, "form"), ("quote", *VALUES),
        ("place", "form", *VALUES),
    )  # fmt: skip
    for step in steps:
        for first, second in _pair(old, new, step):
            told = tuple(column for column in (*dimensions, *VALUES, *EVIDENCE) if first[column] != second[column])
            changed.append(FactChange(first, second, told))
    changed.sort(key=lambda change: int(change.after["fact"]) if change.after else 0)
    return (
        tuple(FactChange(None, row) for row in new),
        tuple(FactChange(row, None) for row in old),
        tuple(changed),
        moved,
    )


def _pair(old: list[Row], new: list[Row], columns: Sequence[str]) -> Iterator[tuple[Row, Row]]:
    """Take out of both lists the rows that are alike in ``columns``, in order, and give them as pairs."""
    waiting: dict[Hashable, list[Row]] = defaultdict(list)
    for row in old:
        waiting[tuple(row[column] for column in columns)].append(row)
    pairs = []
    left = []
    for row in new:
        found = waiting[tuple(row[column] for column in columns)]
        if found:
            pairs.append((found.pop(0), row))
        else:
            left.append(row)
    taken = {id(first) for first, _ in pairs}
    old[:] = [row for row in old if id(row) not in taken]
    new[:] = left
    yield from pairs
