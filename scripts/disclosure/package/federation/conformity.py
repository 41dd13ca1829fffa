"""Tables of a site held against our Table Schemas, in the database: types, required cells, patterns, keys, links.

A referee in Python takes minutes where this takes seconds, and it sees the whole of a table without holding it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from disclosure.errors import SiteError
from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.parquet import SCALE, as_list, list_columns, quote, unguard
from disclosure.package.versions.contract import OPTIONAL, list_links

#: How a cell of each type is written; longer numbers than these have no place in accounts.
_FORMS = {
    "integer": "-?[0-9]{1,18}", "number": rf"-?[0-9]{{1,24}}(\.[0-9]{{1,{SCALE}}})?", "year": "(19|20)[0-9]{2}",
    "boolean": "true|false", "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
}  # fmt: skip
#: The table of units that a federation takes holds those with reports alone.
STANDS_FOR = {"units": "units_wide"}
_REMEDY = "build the site again with the current program; a federation never changes tables"


def load_table(connection: duckdb.DuckDBPyConnection, path: Path, shape: Shape, address: str) -> None:
    """Load a CSV file of a site as text into the table site.<name>, with what guard_cell did undone.

    Raises SiteError if it is not such a CSV file.
    """
    head = (",".join(shape.columns) + "\n").encode("utf-8")
    with path.open("rb") as stream:
        if stream.read(len(head)) != head:
            raise SiteError("its first line does not name the expected columns", file=address, remedy=_REMEDY)
    strings = {field["name"] for field in shape.schema["fields"] if field["type"] == "string"}
    cells = ", ".join(unguard(name) if name in strings else f'"{name}"' for name in shape.columns)
    types = ", ".join(f"{quote(name)}: 'VARCHAR'" for name in shape.columns)
    options = (
        "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', "
        "strict_mode = true, parallel = false, max_line_size = 16777216"
    )
    table = f"read_csv({quote(str(path))}, columns = {{{types}}}, {options})"
    try:
        connection.execute(f'CREATE TABLE site."{shape.name}" AS SELECT {cells} FROM {table}')  # noqa: S608 - our own
    except duckdb.InvalidInputException as error:
        said = str(error).splitlines()[0].removeprefix("Invalid Input Error: ")
        raise SiteError(f"is not in the expected CSV format: {said}", file=address, remedy=_REMEDY) from None


def check_table(connection: duckdb.DuckDBPyConnection, shape: Shape, address: str) -> None:
    """Hold a loaded table against its schema. Raises SiteError for the first rule that a row breaks."""
    rules = list(_list_rules(shape))
    counts = ", ".join(f"min(rowid) FILTER (WHERE {broken})" for _, broken in rules)
    first = connection.execute(f'SELECT {counts} FROM site."{shape.name}"').fetchone()  # noqa: S608 - our own schemas
    assert first is not None
    for (words, _), row in zip(rules, first, strict=True):
        if row is not None:
            raise SiteError(words, file=address, place=f"row {row + 1}", remedy=_REMEDY)
    _check_key(connection, shape, address)


def _list_rules(shape: Shape) -> Iterator[tuple[str, str]]:
    """Every rule on single cells: in words, and as the condition under which a row breaks it."""
    for field in shape.schema["fields"]:
        name, kind, limits = f'"{field["name"]}"', field["type"], field.get("constraints", {})
        if kind in _FORMS:
            broken = f"NOT regexp_full_match({name}, {quote(_FORMS[kind])})"
            yield f"{field['name']} is not a valid {kind}", broken
        if kind == "date":
            yield f"{field['name']} is not a date", f"{name} IS NOT NULL AND try_cast({name} AS DATE) IS NULL"
        yield from ((f"{field['name']} {words}", broken) for words, broken in _list_limits(name, limits))


def _list_limits(name: str, limits: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if limits.get("required"):
        yield "is empty", f"{name} IS NULL"
    if "pattern" in limits:
        yield "does not match its pattern", f"NOT regexp_full_match({name}, {quote(limits['pattern'])})"
    if "enum" in limits:
        yield (
            "is not one of its allowed values",
            f"{name} NOT IN ({', '.join(quote(str(each)) for each in limits['enum'])})",
        )
    for bound, sign, words in (("minimum", "<", "is too small"), ("maximum", ">", "is too large")):
        if bound in limits:
            yield words, f"try_cast({name} AS DECIMAL(38, {SCALE})) {sign} {limits[bound]}"


def _check_key(connection: duckdb.DuckDBPyConnection, shape: Shape, address: str) -> None:
    key = list_columns(shape.schema.get("primaryKey", ()))
    if not key:
        return
    twice = f'SELECT {key} FROM site."{shape.name}" GROUP BY ALL HAVING count(*) > 1 LIMIT 1'  # noqa: S608 - see above
    if connection.execute(twice).fetchone():
        raise SiteError("two rows have the same key", file=address, remedy=_REMEDY)


def check_links(connection: duckdb.DuckDBPyConnection, shape: Shape, loaded: Mapping[str, Shape], address: str) -> None:
    """Compare every link of a loaded table with the tables that are loaded too. Raises SiteError."""
    for link in list_links(shape.schema):
        wanted = link["reference"]["resource"] or shape.name
        target = STANDS_FOR.get(wanted, wanted)
        if target not in loaded:
            continue
        pairs = list(zip(as_list(link["fields"]), as_list(link["reference"]["fields"]), strict=True))
        joined = " AND " if link in shape.schema.get(OPTIONAL, ()) else " OR "
        said = joined.join(f'mine."{name}" IS NOT NULL' for name, _ in pairs)
        same = " AND ".join(f'mine."{name}" IS NOT DISTINCT FROM theirs."{other}"' for name, other in pairs)
        lost = connection.execute(
            f'SELECT 1 FROM site."{shape.name}" mine ANTI JOIN site."{target}" theirs ON {same} WHERE {said} LIMIT 1'  # noqa: S608
        ).fetchone()
        if lost:
            named = ", ".join(name for name, _ in pairs)
            raise SiteError(f"{named} refers to a row that {target} does not have", file=address, remedy=_REMEDY)


def check_stamps(connection: duckdb.DuckDBPyConnection, shape: Shape, address: str) -> None:
    """Hold what a row says of its report against the register. Raises SiteError where the two differ."""
    stamps = [name for name in ("unit_id", "region_code", "year", "kind", "scope") if name in shape.columns]
    other = " OR ".join(f't."{name}" IS DISTINCT FROM r."{name}"' for name in stamps)
    if "report_id" not in shape.columns or not stamps:
        return
    if shape.name == "reports":
        made = "t.unit_id || '-' || t.year || '-' || t.kind"
        other = f"t.report_id NOT IN ({made}, {made} || '-unit')"
    found = connection.execute(
        f'SELECT 1 FROM site."{shape.name}" t JOIN site.reports r USING (report_id) WHERE {other} LIMIT 1'  # noqa: S608
    ).fetchone()
    if found:
        raise SiteError("unit, region, year or kind are not those of the report", file=address, remedy=_REMEDY)
