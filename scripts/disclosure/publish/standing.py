"""Whether a site is still what its inputs make: then a build has nothing to do, and loads nothing that it would need.

What a site is made of: the data and its descriptor, the hand-written pages, the settings, the program with every
installed package, two variables of the environment, and the fonts. They are compared by content, never by time. The
site itself is compared by names, sizes and times of its files, as parts are (disclosure.shelf): one that was
written into is built again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from disclosure.shelf import PROGRAM, list_packages, list_stats, make_key, read_content, seal_folder
from disclosure.store import Layout, fill_file

#: Folders and files of a checkout that a site is made of.
INPUTS = ("data", "docs", "mkdocs.yml", "datapackage.json", "scripts/disclosure")
#: Variables of the environment that pages depend on.
VARIABLES = ("SITE_URL", "REPO_URL")
#: Where fonts are installed; cards are drawn where Chinese ones are.
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/System/Library/Fonts")


@dataclass(frozen=True)
class SiteSummary:
    """What was built: generated pages, charts drawn, files written, and how many seconds it took."""

    out: Path
    pages: int
    charts: int
    files: int
    seconds: float


def build_site(layout: Layout, out: Path, echo: Callable[[str], None], *, validate: bool = False) -> SiteSummary:
    """Build the whole site into ``out``; the same data gives the same bytes, whatever was kept of older builds.

    Where ``out`` is what an earlier build made of the same inputs it stays as it is. With ``validate`` the package is
    validated by frictionless before it goes out, so that all is built. ``out`` is replaced in one step at the end: if
    anything goes wrong it stays as it was. Raises DisclosureError where the data cannot be read or is not valid, MkDocs
    refuses a page, or ``out`` contains something that is not a site.
    """
    started = time.perf_counter()
    mark = layout.root / "build" / "site.json"
    signed = _sign_inputs(layout)
    before = digest_inputs(layout)
    if not validate and (kept := _find(mark, before, out)):
        echo("the site is that of the same data and program: nothing to build")
        return SiteSummary(out.resolve(), **kept, seconds=time.perf_counter() - started)
    mark.unlink(missing_ok=True)
    from disclosure.publish.site import make_site  # loads what draws and renders

    counts = make_site(layout, out, echo, validate=validate)
    if _sign_inputs(layout) == signed:  # the inputs were the same to the end
        state = {"key": before, "out": str(out.resolve()), "seal": seal_folder(out.resolve()), "counts": counts}
        fill_file(mark, json.dumps(state).encode("utf-8"))
    return SiteSummary(out.resolve(), **counts, seconds=time.perf_counter() - started)


def _find(mark: Path, key: str, out: Path) -> dict[str, int] | None:
    """What was counted when ``out`` was built, if it is what inputs of this key make."""
    try:
        kept = json.loads(mark.read_text(encoding="utf-8"))
        same = kept["key"] == key and kept["out"] == str(out.resolve()) and kept["seal"] == seal_folder(out)
        return {name: int(kept["counts"][name]) for name in ("pages", "charts", "files")} if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def digest_inputs(layout: Layout) -> str:
    """A key of everything that a site depends on."""
    return make_key(_list_inputs(layout))


def _list_inputs(layout: Layout) -> Iterator[bytes | str]:
    for name in VARIABLES:
        yield f"{name}={os.environ.get(name, '')}"
    yield from list_packages()
    yield from _list_fonts()
    before = len(str(layout.root))
    for path, _ in _list_files(layout):
        yield path[before:]
        yield read_content(path)


def _list_files(layout: Layout) -> Iterator[tuple[str, os.stat_result]]:
    """Every file that is an input, with what the file system says of it; the program is in every key."""
    generated = tuple(f"{folder}{os.sep}" for folder in layout.generated)
    for name in INPUTS:
        root = layout.root / name
        if root.is_dir() and PROGRAM.is_dir() and root.samefile(PROGRAM):
            continue
        yield from (found for found in list_stats(root) if not found[0].startswith(generated))


def _sign_inputs(layout: Layout) -> list[tuple[str, int, int, int]]:
    """Every file that is an input by number, size and time: whatever writes into one changes this."""
    return [(path, stat.st_ino, stat.st_size, stat.st_mtime_ns) for path, stat in _list_files(layout)]


def _list_fonts() -> Iterator[str]:
    """Every file of the folders of fonts, by name, size and time."""
    for folder in map(Path, map(os.path.expanduser, _FONTS)):
        for path, stat in list_stats(folder):
            yield f"{path} {stat.st_size} {stat.st_mtime_ns}"
