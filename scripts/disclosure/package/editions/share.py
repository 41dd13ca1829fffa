"""What one unit adds to the published package: its rows, the packages of its reports, its JSON.

It depends on nothing but the unit's own data and the code lists: units can be worked on side by side and their shares
kept from one build to the next.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from disclosure.model import Report
from disclosure.package.editions.about import list_companions
from disclosure.package.editions.archive import pack_files
from disclosure.package.editions.assembly import Batch, Shape, load_shapes, make_batch, name_in_english, read_lists
from disclosure.package.editions.descriptor import describe_package
from disclosure.package.editions.needed import keep_needed
from disclosure.package.editions.static_api import write_unit_json
from disclosure.package.editions.tablefile import (
    Tally,
    describe_content,
    publish_schema,
    render_lines,
    render_table,
    write_header,
)
from disclosure.package.stored.collection import Row, list_units, read_members
from disclosure.package.stored.integrity import SUMS
from disclosure.package.versions.contract import list_links
from disclosure.package.versions.release import Release, load_release
from disclosure.reference import Reference, load_reference
from disclosure.shelf import list_tree, read_content
from disclosure.store import Layout, dump_compact, fill_file, hash_bytes

#: Below a share's folder: the rows of every table without header, and the files that the package has as they are.
ROWS, FILES = "rows", "files"
#: The lists of which a part has only its own rows, by the column that says whose; of the others it has what is needed.
_CUT = {"units": "unit_id", "unit_names": "unit_id", "reports": "report_id"}
#: Rows of a table with each as a line of CSV.
_Lines = list[tuple[Row, str]]
#: A placeholder for the schema of a table in JSON; it occurs in none of the texts.
_MARK = re.compile(r'"\\u0000([a-z_]+)"')


@dataclass(frozen=True)
class Share:
    """A unit's share but for its files: the reports, what the rows of each table hold, its entry of the JSON index."""

    unit_id: str
    reports: tuple[Report, ...]
    tallies: Mapping[str, Tally]
    indexed: Mapping[str, Any]


@dataclass(frozen=True)
class Bench:
    """What every share is made with: the shapes of all tables, the lists, the release."""

    layout: Layout
    reference: Reference
    shapes: Mapping[str, Shape]
    lists: Mapping[str, Sequence[Row]]
    release: Release
    english: Mapping[str, str]

    @classmethod
    def open(cls, layout: Layout, address: str = "") -> Bench:
        """Read what the checkout says; ``address`` is that of the site, see load_release. Raises DescriptionError where
        it is incomplete."""
        reference = load_reference(layout.reference)
        lists = read_lists(layout, reference)
        release = load_release(layout, address)
        return cls(layout, reference, load_shapes(layout, reference), lists, release, name_in_english(reference))

    @cached_property
    def _list_hashes(self) -> Mapping[str, str]:
        """A hash of each list of which every part may need any row."""
        return {
            name: hash_bytes(render_table(self.shapes[name], rows))
            for name, rows in self.lists.items()
            if name not in _CUT
        }

    def list_dependencies(self, unit_id: str) -> Iterator[bytes | str]:
        """Everything but the program that the share of a unit depends on, for a key: the lists, as far as they are
        of this unit, the schemas, the release, and every file of its reports."""
        yield repr(self.release)
        for name, digest in self._list_hashes.items():
            yield name
            yield digest
        yield self._schemas
        yield repr([row for row in self.lists["units"] if row["unit_id"] == unit_id])
        yield repr([row for row in self.lists["unit_names"] if row["unit_id"] == unit_id])
        yield repr([row for row in self.lists["reports"] if row["unit_id"] == unit_id])
        before = len(str(self.layout.reports))
        for path in list_tree(self.layout.reports / unit_id):
            yield path[before:]
            yield read_content(path)

    def dump_descriptor(self, descriptor: dict[str, object]) -> bytes:
        """A descriptor as JSON; its schemas, which are most of it, are put into words once."""
        resources: Any = descriptor["resources"]
        marked = [resource | {"schema": f"\0{resource['name']}"} for resource in resources]
        text = dump_compact(descriptor | {"resources": marked}).decode("utf-8")
        return _MARK.sub(lambda match: self._schema_texts[match[1]], text).encode("utf-8")

    def render_list(self, name: str, rows: Iterable[Row]) -> bytes:
        """Some rows of the list ``name`` as the bytes of a published CSV file; each is made a line of text once."""
        lines = self._list_lines[name]
        return (write_header(self.shapes[name]) + "".join([lines[id(row)] for row in rows])).encode("utf-8")

    @cached_property
    def _list_lines(self) -> dict[str, dict[int, str]]:
        """The line of each row of the lists, by the identity of the row: the lists live as long as this does."""
        return {
            name: dict(zip(map(id, rows), render_lines(self.shapes[name], rows)[0], strict=True))
            for name, rows in self.lists.items()
        }

    @cached_property
    def schemas(self) -> Mapping[str, Mapping[str, Any]]:
        """The schema of each table as a published descriptor has it."""
        return {name: publish_schema(shape.schema) for name, shape in self.shapes.items()}

    @cached_property
    def _schema_texts(self) -> dict[str, str]:
        return {name: dump_compact(schema).decode("utf-8").rstrip("\n") for name, schema in self.schemas.items()}

    @cached_property
    def _schemas(self) -> str:
        return hash_bytes(dump_compact({name: shape.schema for name, shape in self.shapes.items()}))


def make_share(bench: Bench, batch: Batch, folder: Path) -> Share:
    """Put the files of a unit's share into ``folder``. The same data gives the same bytes."""
    lines: dict[str, _Lines] = {}
    tallies = {}
    for name, rows in batch.tables.items():
        rendered, tallies[name] = render_lines(bench.shapes[name], rows)
        lines[name] = list(zip(rows, rendered, strict=True))
        fill_file(folder / ROWS / f"{name}.csv", "".join(rendered).encode("utf-8"))
    reports = [member.report for member in batch.members]
    files = folder / FILES
    divided = _divide(bench, lines, reports)
    for report in reports:
        own = divided[report.report_id]
        _write_part(bench, files / "reports" / f"{report.report_id}.zip", own, [report], report.report_id)
    indexed = write_unit_json(batch, bench.shapes, files / "api")
    return Share(batch.unit_id, tuple(reports), tallies, indexed)


def _divide(bench: Bench, lines: Mapping[str, _Lines], reports: Sequence[Report]) -> dict[str, dict[str, _Lines]]:
    """The lines of each report, of the tables whose rows belong to a report each."""
    names = [name for name in lines if "report_id" in bench.shapes[name].columns]
    divided: dict[str, dict[str, _Lines]] = {report.report_id: {name: [] for name in names} for report in reports}
    for name in names:
        for pair in lines[name]:
            divided[str(pair[0]["report_id"])][name].append(pair)
    return divided


def _write_part(bench: Bench, path: Path, lines: Mapping[str, _Lines], reports: Sequence[Report], name: str) -> None:
    """A package of its own with the rows of a unit or a report, and those of the lists they refer to; tables without
    rows are left out."""
    kept = {"unit_id": {reports[0].unit_id}, "report_id": {report.report_id for report in reports}}
    own = {table: [row for row in bench.lists[table] if row[column] in kept[column]] for table, column in _CUT.items()}
    rows = {table: [row for row, _ in pairs] for table, pairs in lines.items()}
    lists = {table: listed for table, listed in bench.lists.items() if table not in _CUT}
    own |= keep_needed(bench.shapes, {**rows, **own}, lists)
    used = _list_used(bench.shapes, {**rows, **own})
    contents = {
        table: (write_header(bench.shapes[table]) + "".join(line for _, line in pairs)).encode("utf-8")
        for table, pairs in lines.items()
        if table in used
    }
    contents |= {table: bench.render_list(table, own[table]) for table in bench.lists if table in used}
    described = {
        table: describe_content(bench.shapes[table], content, bench.schemas[table])
        for table, content in contents.items()
    }
    package = describe_package(bench.release, list(described.values()), reports, name)
    pack_package(path, package, bench.dump_descriptor(package), contents)


def _list_used(shapes: Mapping[str, Shape], tables: Mapping[str, Sequence[Row]]) -> set[str]:
    """The tables that have rows, and those that links of these name: the descriptor of a package without them would
    not be valid. Of 47 tables a report has rows in some 35, and the descriptor is the largest file of its package."""
    used: set[str] = set()
    found = {name for name, rows in tables.items() if rows}
    while found:
        used |= found
        named = {link["reference"]["resource"] for name in found for link in list_links(shapes[name].schema)}
        found = (named & set(tables)) - used
    return used


def pack_package(path: Path, package: Mapping[str, Any], descriptor: bytes, tables: Mapping[str, bytes]) -> None:
    """Write a zip with a package that is complete without its page: descriptor, tables, a page about it, the licence,
    how to cite it, and the sums of all that."""
    files = {"datapackage.json": descriptor, **list_companions(package)}
    files |= {f"{name}.csv": content for name, content in tables.items()}
    sums = "".join(f"{hash_bytes(files[name])}  {name}\n" for name in sorted(files))
    pack_files(path, {**files, SUMS: sums.encode("utf-8")}.items())


def make_shares(bench: Bench) -> Iterator[tuple[Share, Path]]:
    """The shares of all units, one after the other, each with its folder, which goes when the next one is asked for."""
    layout = bench.layout
    for unit_id in list_units(layout):
        with tempfile.TemporaryDirectory(prefix="share-") as scratch:
            batch = make_batch(bench.reference, bench.english, unit_id, read_members(layout, unit_id))
            yield make_share(bench, batch, Path(scratch)), Path(scratch)
