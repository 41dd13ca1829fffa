"""A federation from beginning to end: every site that can be taken, then one swap of the old package for the new."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from disclosure.errors import DisclosureError, SiteError
from disclosure.journal import lock_checkout, replace_folder
from disclosure.locks import take_lock
from disclosure.package.editions.assembly import Shape, load_shapes, read_lists
from disclosure.package.editions.packing import unpack_table
from disclosure.package.federation.address import Address, parse_address, tidy_text
from disclosure.package.federation.cache import Cache
from disclosure.package.federation.identity import Problem
from disclosure.package.federation.merge import CODES, WANTED, Merger
from disclosure.package.federation.national import NAME, SiteRow, load_own_shapes, write_national
from disclosure.package.federation.site import MOST_SITE, MOST_TABLE, SiteFile, visit_site
from disclosure.package.federation.transfer import Visit
from disclosure.reference import load_reference
from disclosure.store import Layout

#: Problems that leave a report or a unit out though no other site has the same document.
LOSSES = ("clash", "ambiguous", "contested")


@dataclass(frozen=True)
class Federation:
    """What was made: the sites in order, the problems, the failures, files and rows written, bytes fetched."""

    sites: Sequence[SiteRow]
    problems: Sequence[Problem]
    failures: Sequence[SiteError]
    files: int
    rows: Mapping[str, int]
    fetched: int
    replaced: bool


def federate(
    layout: Layout,
    catalogues: Sequence[str],
    output: Path,
    cache: Path,
    *,
    strict: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> Federation:
    """Merge the packages that ``catalogues`` name into ``output``: a new or empty folder, or an older federation.

    A site that cannot be merged is reported and left out; with ``strict`` it, or a unit or report left out, leaves the
    old package standing, as it does where no site can be taken. Raises DisclosureError where ``output`` is something
    else.
    """
    _refuse_strangers(output)
    with lock_checkout(layout, shared=True):
        known = load_shapes(layout)
        shapes = {**{name: known[name] for name in WANTED}, **load_own_shapes(layout)}
        lists = read_lists(layout, load_reference(layout.reference))
        codes = {name: rows for name, rows in lists.items() if name in CODES and name != "regions"}
    output.parent.mkdir(parents=True, exist_ok=True)
    with _open_work(output) as work, closing(Merger(shapes, codes, work)) as merger:
        files = Cache(cache)
        sites, problems, failures = _take_sites(catalogues, shapes, merger, files, work / "site", say)
        lost = bool(failures) or any(problem.kind in LOSSES for problem in problems)
        if len(failures) == len(sites) or (strict and lost):
            return Federation(sites, problems, failures, 0, {}, files.fetched, replaced=False)
        say("merging")
        parts = write_national(merger, shapes, sites, problems, work / "package")
        count = sum(path.is_file() for path in (work / "package").rglob("*"))
        replace_folder(work / "package", output, work / "old")
    rows: Counter[str] = Counter()
    for part in parts:
        rows[part.table] += part.rows
    return Federation(sites, problems, failures, count, rows, files.fetched, replaced=True)


def _take_sites(
    catalogues: Sequence[str],
    shapes: Mapping[str, Shape],
    merger: Merger,
    files: Cache,
    folder: Path,
    say: Callable[[str], None],
) -> tuple[list[SiteRow], list[Problem], list[SiteError]]:
    """Every site in the order of its address, not of the command line; a failure is a row too."""
    rows: dict[str, SiteRow] = {}
    problems: list[Problem] = []
    failures: list[SiteError] = []
    for text, address in sorted(map(_spell, catalogues), key=lambda pair: pair[0]):
        if text in rows:
            continue
        say(f"site    {text}")
        try:
            if isinstance(address, SiteError):
                raise address
            rows[text], told = _take_site(address, shapes, merger, files, folder)
            problems.extend(told)
        except SiteError as error:
            failures.append(error)
            rows[text] = SiteRow(text, error=tidy_text(str(error)))
    return list(rows.values()), problems, failures


def _spell(text: str) -> tuple[str, Address | SiteError]:
    """An address in its one spelling; one that is none, and may hold a password, as it is shown, with the error."""
    try:
        address = parse_address(text)
    except SiteError as error:
        return error.file, error
    return address.text, address


def _take_site(
    address: Address, shapes: Mapping[str, Shape], merger: Merger, cache: Cache, folder: Path
) -> tuple[SiteRow, Sequence[Problem]]:
    visit = Visit(address)
    site = visit_site(visit, address, {name: shapes[name] for name in WANTED})
    folder.mkdir()
    left = MOST_SITE
    try:
        paths = {}
        for name, file in site.files.items():
            paths[name] = folder / f"{name}.csv"
            fetch = visit.make_fetch(file.address, file.bytes)
            fetched = paths[name].with_suffix(".taken")
            cache.take(fetched, file.sha256, file.bytes, fetch, file.address)
            left -= _open_table(file, fetched, paths[name], min(left, MOST_TABLE))
        taken = merger.take(site, paths)
    finally:
        shutil.rmtree(folder)
    row = SiteRow(
        address.text, site.title, site.publisher, site.license, site.homepage, site.version, site.sha256,
        sum(file.bytes for file in site.files.values()), taken.units, taken.reports, taken.taken, taken.facts,
    )  # fmt: skip
    return row, taken.problems


def _open_table(file: SiteFile, fetched: Path, target: Path, most: int) -> int:
    """Put the table of a site that was fetched at ``target``, unpacked; gives its bytes. Raises SiteError where it has
    more than ``most``, or is damaged."""
    if not file.packed:
        fetched.rename(target)
        return target.stat().st_size
    try:
        with fetched.open("rb") as source, target.open("wb") as sink:
            unpack_table(source, sink, most)
    except ValueError as error:
        raise SiteError(str(error), file=file.address, remedy="publish the whole site again") from None
    fetched.unlink()
    return target.stat().st_size


@contextmanager
def _open_work(output: Path) -> Iterator[Path]:
    """A working folder next to ``output``, locked as long as this runs; those of killed commands are removed."""
    for left in output.parent.glob(f".{output.name}.????????"):
        if (left / "federating").is_dir():
            with _lock(left) as ours:
                if ours:
                    shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    try:
        with _lock(work):
            (work / "federating").mkdir()
            work.chmod(0o755)
            yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _lock(folder: Path) -> Iterator[bool]:
    """Whether the lock of ``folder`` could be taken; it is kept until the end of this, or of the process."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield take_lock(handle)
    finally:
        os.close(handle)


def _refuse_strangers(output: Path) -> None:
    """Refuse to replace what no federation has made."""
    if not output.exists() or (output.is_dir() and not any(output.iterdir())):
        return
    descriptor = output / "datapackage.json"
    ours = descriptor.is_file() and f'"name": "{NAME}"' in descriptor.read_text("utf-8", errors="replace")[:1000]
    if not ours:
        raise DisclosureError(
            "contains something other than a federation", file=str(output), remedy="name an empty or new folder"
        )
