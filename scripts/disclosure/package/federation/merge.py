"""Merging the tables of sites, one site after the other, in a database that keeps what does not fit on the disk.

The tables of one site are loaded as text, held against their schemas, and written out again by province and year under
national ids. At the end the pieces of all sites become one piece for each table, province and year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from disclosure.errors import SiteError
from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.parquet import TYPES, connect, quote
from disclosure.package.editions.partition import Part, write_pieces
from disclosure.package.federation.conformity import check_links, check_stamps, check_table, load_table
from disclosure.package.federation.identity import Problem, Register, SiteUnit
from disclosure.package.federation.site import Site
from disclosure.package.versions.contract import SHARED

#: Code lists that figures refer to, with their keys. Ours come first, so that no site changes what a code means.
CODES = {
    "statements": ("code",), "concepts": ("statement", "item"), "funds": ("code",), "expenditure_types": ("code",),
    "phases": ("code",), "measures": ("code",), "check_definitions": ("check",), "regions": ("region_code",),
}  # fmt: skip
#: What is asked of every site.
WANTED = (*SHARED, "units_wide", *CODES)
#: Memory of the database; more is kept next to the output while it is made.
MEMORY = "1GB"


@dataclass(frozen=True)
class Taken:
    """The result for a site: its units and reports, the number of reports and facts merged, and their problems."""

    units: int
    reports: int
    taken: int
    facts: int
    problems: Sequence[Problem]


class Merger:
    """The database of a federation in the making, with ``work`` as its place on the disk; ``codes`` are our lists."""

    def __init__(
        self, shapes: Mapping[str, Shape], codes: Mapping[str, Sequence[Mapping[str, str]]], work: Path
    ) -> None:
        self._shapes, self._stage = shapes, work / "stage"
        self.register = Register()
        self.connection = connect(work / "spill", MEMORY)
        self._order: list[str] = []
        self.connection.execute(
            "CREATE TABLE taken (report_id VARCHAR, unit_id VARCHAR, province VARCHAR, fiscal_year INTEGER, "
            "kind VARCHAR, source VARCHAR, site INTEGER, facts BIGINT, findings BIGINT)"
        )
        self.connection.execute("CREATE SCHEMA codes")
        for name in CODES:
            columns = ", ".join(f'"{column}" VARCHAR' for column in shapes[name].columns)
            self.connection.execute(f'CREATE TABLE codes."{name}" ({columns})')
            rows = [[row[column] or None for column in shapes[name].columns] for row in codes.get(name, ())]
            if rows:
                row = f"({', '.join('?' for _ in shapes[name].columns)})"
                self.connection.execute(
                    f'INSERT INTO codes."{name}" VALUES {", ".join([row] * len(rows))}',  # noqa: S608 - our names
                    [cell for each in rows for cell in each],
                )

    def close(self) -> None:
        self.connection.close()

    def take(self, site: Site, paths: Mapping[str, Path]) -> Taken:
        """Take in the tables of a site. Raises SiteError, and has taken nothing, where one of them is not as it must
        be."""
        self.connection.execute("DROP SCHEMA IF EXISTS site CASCADE")
        self.connection.execute("CREATE SCHEMA site")
        try:
            self._load(site, paths)
            return self._add(site.address.text)
        finally:
            self.connection.execute("DROP SCHEMA site CASCADE")

    def _load(self, site: Site, paths: Mapping[str, Path]) -> None:
        shapes = {name: self._shapes[name] for name in WANTED}
        for name, shape in shapes.items():
            with _blame(site.files[name].address) as address:
                load_table(self.connection, paths[name], shape, address)
                check_table(self.connection, shape, address)
        for name, shape in shapes.items():
            with _blame(site.files[name].address) as address:
                check_links(self.connection, shape, shapes, address)
                check_stamps(self.connection, shape, address)

    def _add(self, catalogue: str) -> Taken:
        admission = self.register.admit(catalogue, self._read_units())
        self.connection.execute("CREATE TABLE site.national (unit_id VARCHAR, national VARCHAR)")
        if admission.ids:
            self.connection.executemany("INSERT INTO site.national VALUES (?, ?)", list(admission.ids.items()))
        number = len(self._order)
        self.connection.execute(_CHOOSE)
        for name in SHARED:
            self._write_stage(name, number)
        self.connection.execute(_KEEP, [number])
        for name, key in CODES.items():
            same = " AND ".join(f'mine."{each}" IS NOT DISTINCT FROM theirs."{each}"' for each in key)
            self.connection.execute(
                f'INSERT INTO codes."{name}" SELECT * FROM site."{name}" theirs ANTI JOIN codes."{name}" mine ON {same}'  # noqa: S608
            )
        self._order.append(catalogue)
        self.register.commit(admission)
        return self._count(catalogue, number, admission.problems)

    def _read_units(self) -> list[SiteUnit]:
        rows = self.connection.execute("SELECT unit_id, name, name_en, region_code, names FROM site.units_wide")
        return [
            SiteUnit(unit_id, name, name_en or "", region, tuple((names or "").split("|")))
            for unit_id, name, name_en, region, names in rows.fetchall()
        ]

    def _write_stage(self, name: str, number: int) -> None:
        """Write what was chosen of a table below the stage, by province and year, with types and national ids."""
        folder = self._stage / name
        folder.mkdir(parents=True, exist_ok=True)
        ids = {"report_id": "c.report_id", "unit_id": "c.unit_id"}
        kinds = {field["name"]: TYPES[field["type"]] for field in self._shapes[name].schema["fields"]}
        typed = {column: f'CAST(t."{column}" AS {kind})' for column, kind in kinds.items()}
        cells = ", ".join(f'{ids.get(column, cell)} AS "{column}"' for column, cell in typed.items())
        query = (
            f'SELECT {cells}, c.province, c.fiscal_year FROM site."{name}" t '  # noqa: S608 - the names are our own
            "JOIN site.chosen c ON t.report_id = c.old_id WHERE c.outcome = 'taken'"
        )
        self.connection.execute(
            f"COPY ({query}) TO {quote(str(folder))} (FORMAT parquet, COMPRESSION zstd, "
            f"PARTITION_BY (province, fiscal_year), FILENAME_PATTERN 'site-{number}-{{i}}', OVERWRITE_OR_IGNORE)"
        )

    def _count(self, catalogue: str, number: int, problems: Sequence[Problem]) -> Taken:
        said = self.connection.execute(
            "SELECT old_unit, old_id, outcome, other, report_id FROM site.chosen WHERE outcome <> 'taken' ORDER BY ALL"
        ).fetchall()
        told = [
            Problem(catalogue, unit, report, kind, self._order[other], stands)
            for unit, report, kind, other, stands in said
        ]
        counted = self.connection.execute(
            "SELECT (SELECT count(*) FROM site.units_wide), (SELECT count(*) FROM site.reports), count(*), "
            "coalesce(sum(facts), 0) FROM taken WHERE site = ?", [number],
        ).fetchone()  # fmt: skip
        assert counted is not None
        return Taken(int(counted[0]), int(counted[1]), int(counted[2]), int(counted[3]), [*problems, *told])

    def write_parts(self, folder: Path) -> list[Part]:
        """Write every table by province and year below ``folder``."""
        parts: list[Part] = []
        for name in SHARED:
            for path in sorted((self._stage / name).glob("province=*/fiscal_year=*")):
                province, year = (part.partition("=")[2] for part in path.parts[-2:])
                source = f"read_parquet({quote(f'{path}/*.parquet')}, hive_partitioning = false)"
                parts += write_pieces(self.connection, self._shapes[name], source, folder, province, int(year))
        return parts


@contextmanager
def _blame(address: str) -> Iterator[str]:
    """Whatever the database says of a file is that file's fault, and of no other site. Raises SiteError."""
    try:
        yield address
    except duckdb.Error as error:
        raise SiteError(
            f"cannot be loaded: {str(error).splitlines()[0][:200]}", file=address,
            remedy="build the site again with the current program",
        ) from None  # fmt: skip


#: Which reports of a site are taken, as the documents of sites before it leave it: a document once, a unit's budget
#: or final accounts of a year once.
_CHOOSE = """
CREATE TABLE site.chosen AS
SELECT r.report_id AS old_id, r.unit_id AS old_unit, n.national AS unit_id,
       left(r.region_code, 2) || '0000' AS province, CAST(r.year AS INTEGER) AS fiscal_year, r.kind, r.source_sha256,
       CASE WHEN document.source IS NOT NULL THEN 'repeated'
            WHEN same.report_id IS NOT NULL THEN 'contested' ELSE 'taken' END AS outcome,
       coalesce(document.site, same.site) AS other,
       coalesce(document.report_id, n.national || substr(r.report_id, length(r.unit_id) + 1)) AS report_id
FROM site.reports r JOIN site.national n USING (unit_id)
LEFT JOIN taken same ON same.report_id = n.national || substr(r.report_id, length(r.unit_id) + 1)
LEFT JOIN (SELECT source, min(site) AS site, arg_min(report_id, (site, report_id)) AS report_id
           FROM taken WHERE source IS NOT NULL GROUP BY source) document ON document.source = r.source_sha256
"""
_KEEP = """
INSERT INTO taken
SELECT c.report_id, c.unit_id, c.province, c.fiscal_year, c.kind, c.source_sha256, ?,
       coalesce(f.counted, 0), coalesce(d.counted, 0)
FROM site.chosen c
LEFT JOIN (SELECT report_id, count(*) AS counted FROM site.facts GROUP BY ALL) f ON f.report_id = c.old_id
LEFT JOIN (SELECT report_id, count(*) AS counted FROM site.findings GROUP BY ALL) d ON d.report_id = c.old_id
WHERE c.outcome = 'taken'
"""
