"""Building the site beside the old one, which goes only when the new one is whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from disclosure.errors import DisclosureError
from disclosure.publish import SiteSummary, build_site
from disclosure.store import Layout


def publish_site(layout: Layout, out: Path, echo: Callable[[str], None]) -> SiteSummary:
    """Build the site of ``layout`` and put it at ``out``; what stood there stays until the new one is whole.

    Raises DisclosureError if ``out`` is not a place for a site, and whatever publishing raises.
    """
    out = out.resolve()
    refuse_place(layout, out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as work:
        new = Path(work) / "new"
        summary = build_site(layout, new, echo)
        new.chmod(0o755)
        swap_folder(new, out, Path(work) / "old")
    return summary


def refuse_place(layout: Layout, out: Path) -> None:
    """Raise DisclosureError if a site at ``out`` would cover what is not a site: sources, or a folder of others."""
    root = layout.root.resolve()
    kept = [root / name for name in ("data", "docs", "scripts", "tests", ".git")]
    covers = root.is_relative_to(out) or any(out == folder or out.is_relative_to(folder) for folder in kept)
    foreign = out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / "index.html").is_file()))
    if covers or foreign:
        raise DisclosureError(
            "the site would replace something that is not a site",
            file=str(out),
            remedy="name an empty or a new folder with --out",
        )


def swap_folder(new: Path, place: Path, old: Path) -> None:
    """Put the folder ``new`` at ``place``; what stood there goes to ``old``, or back if the swap fails."""
    if not place.exists():
        new.rename(place)
        return
    place.rename(old)
    try:
        new.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old)
