"""The editions of the whole package: its tables in a zip, as Parquet, as a workbook, as a database of SQLite.

What is made of a table that has not changed is taken from an earlier build, by the sum of the table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure.crew import run_beside
from disclosure.package.editions.about import describe_release, list_companions
from disclosure.package.editions.archive import pack_kept, write_archive
from disclosure.package.editions.assembly import LISTS, Shape
from disclosure.package.editions.catalogues import make_csvw
from disclosure.package.editions.database import write_database
from disclosure.package.editions.distribution import ARCHIVE, CSVW, DATABASE, WORKBOOK
from disclosure.package.editions.parquet import connect, quote, write_parquet
from disclosure.package.editions.partition import INDEX, KeptPieces, Part, dump_parts, stamp_source, write_parts
from disclosure.package.editions.workbook import write_workbook
from disclosure.package.stored.integrity import SUMS
from disclosure.package.versions.contract import SHARED
from disclosure.shelf import KeptFiles
from disclosure.store import dump_compact, fill_file, hash_bytes, hash_file

if TYPE_CHECKING:
    import duckdb

#: Where tables are kept as Parquet, below the folder of what is kept.
_TABLES = "parquet"
#: Bytes of tables from which on Parquet is made in a process of its own: the database takes three times as many, 210 MB
#: for 100,000 facts, and starting a process takes 0.4 seconds.
_LARGE = 30_000_000


def write_editions(
    folder: Path, shapes: Mapping[str, Shape], *, database: bool = True, kept: Path | None = None
) -> None:
    """Write the editions of the tables in ``folder`` as a zip, Parquet, a workbook and with ``database`` as SQLite.

    In the folder ``kept`` pieces of Parquet are kept from build to build; the bytes are the same without it.
    """
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    sources = {name: folder / f"{name}.csv" for name in shapes}
    companions = {**list_companions(descriptor), CSVW: dump_compact(make_csvw(descriptor))}
    for name, content in companions.items():
        fill_file(folder / name, content)
    members = sorted([folder / name for name in ("datapackage.json", *companions)] + list(sources.values()))
    sums = {path: hash_file(path) for path in members}
    files = KeptFiles(kept / "files" if kept else None)
    _write_archive(folder / ARCHIVE, sums, files)
    about = describe_release(descriptor)
    digests = {name: sums[source] for name, source in sources.items()}
    work = (folder, shapes, digests, about, kept)
    if sum(source.stat().st_size for source in sources.values()) < _LARGE or _has_parquet(*work):
        _write_parquet(*work)
    else:
        run_beside(_write_parquet, *work)
    if database:
        _write_database(folder, sources, shapes, about)
    write_workbook(folder / WORKBOOK, folder, shapes, about, files)
    files.sweep()


def _write_archive(path: Path, sums: Mapping[Path, str], kept: KeptFiles) -> None:
    """Write a zip with files, given with their sums, behind the list of these."""
    listed = "".join(f"{digest}  {member.name}\n" for member, digest in sums.items()).encode("utf-8")
    first = (SUMS, [hash_bytes(listed)], lambda: [listed])
    rest = [(member.name, [digest], partial(_read_pieces, member)) for member, digest in sums.items()]
    pack_kept(path, [first, *rest], kept)


def _read_pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        yield from iter(lambda: stream.read(1 << 20), b"")


def _write_parquet(
    folder: Path, shapes: Mapping[str, Shape], digests: Mapping[str, str], about: Mapping[str, str], kept: Path | None
) -> None:
    """Parquet, whole and in pieces; ``digests`` are the sums of the tables as CSV. The database that makes it is loaded
    for a table that is not kept."""
    whole = {name: folder / "parquet" / f"{name}.parquet" for name in shapes}
    files = KeptFiles(kept / _TABLES if kept else None)
    pieces = KeptPieces(kept / "pieces") if kept else None

    def make(name: str, target: Path) -> None:
        with connect() as connection:  # one for each table: an open one keeps what the table before took
            write_parquet(connection, folder / f"{name}.csv", target, shapes[name], about)

    for name, shape in shapes.items():
        files.take(_name_table(shape, about, digests[name]), whole[name], partial(make, name))
    with ExitStack() as stack:
        opened: list[duckdb.DuckDBPyConnection] = []

        def reach() -> duckdb.DuckDBPyConnection:
            if not opened:
                opened.append(stack.enter_context(connect()))
            return opened[0]

        parts: list[Part] = []
        for name in SHARED:
            relations = [f"read_parquet({quote(str(whole[each]))})" for each in (name, "reports")]
            key = ["pieces", repr(shapes[name]), repr(about), digests[name], digests["reports"]]

            def cut(name: str = name, stamped: str = stamp_source(*relations)) -> list[Part]:
                return write_parts(reach(), shapes[name], stamped, folder, about, pieces)

            parts += pieces.take_table(key, folder, cut) if pieces else cut()
    files.sweep()
    if pieces:
        pieces.sweep()
    fill_file(folder / INDEX, dump_parts(parts))


def _has_parquet(
    folder: Path, shapes: Mapping[str, Shape], digests: Mapping[str, str], about: Mapping[str, str], kept: Path | None
) -> bool:
    """Whether all tables are kept as Parquet, so that no database is loaded for them."""
    files = KeptFiles(kept / _TABLES if kept else None)
    return all(files.has(_name_table(shape, about, digests[name])) for name, shape in shapes.items())


def _name_table(shape: Shape, about: Mapping[str, str], digest: str) -> list[str]:
    """What a table as Parquet depends on."""
    return ["parquet", repr(shape), repr(about), digest]


def _write_database(
    folder: Path, sources: Mapping[str, Path], shapes: Mapping[str, Shape], about: Mapping[str, str]
) -> None:
    """SQLite in a zip, with the tables first that others refer to."""
    ordered = {name: sources[name] for name in (*LISTS, *(name for name in shapes if name not in LISTS))}
    database = folder / Path(DATABASE).stem
    write_database(database, ordered, shapes, about)
    write_archive(folder / DATABASE, folder, [database])
    database.unlink()
