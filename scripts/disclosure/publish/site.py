"""Building the site: pages from the data, MkDocs over them, downloads beside them, then one swap."""

from __future__ import annotations

import datetime
import gzip
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.sax.saxutils import escape

from disclosure.errors import DisclosureError
from disclosure.journal import replace_folder
from disclosure.package.editions.distribution import (
    Distribution,
    copy_files,
    describe_editions,
    pack_distribution,
    write_stated,
)
from disclosure.package.editions.validation import validate_distribution
from disclosure.package.editions.whole import write_editions
from disclosure.publish.downloads.feeds import list_news, write_feeds, write_unit_feeds
from disclosure.publish.downloads.files import move_downloads
from disclosure.publish.downloads.plain import write_plain
from disclosure.publish.facts.holdings import Setting
from disclosure.publish.fragments.catalogue import compose_fragments, find_all
from disclosure.publish.fragments.changelog import read_changelog, write_change_feeds
from disclosure.publish.fragments.edition import read_descriptor
from disclosure.publish.overviews.audit import compose_audit, summarise_checks
from disclosure.publish.overviews.compare import write_comparison
from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.overviews.regions import compose_regions
from disclosure.publish.overviews.topics import draft_topics
from disclosure.publish.rendering.drawings import draw_all, insert_drawings
from disclosure.publish.rendering.written import WrittenPages
from disclosure.publish.search.index import SHARES, write_search
from disclosure.publish.units.kept import make_drafted
from disclosure.publish.units.part import INDEXED, PACKAGE, SITE, Workshop, load_part, make_parts, write_pages
from disclosure.store import Layout, fill_file

#: The address of a page in a list of pages.
_LOCATION = re.compile("<loc>(.*?)</loc>")
#: What a build makes next to the site, before it is one.
_SCRATCH = ("common", "downloads", "indexed", SHARES, "site", "old")


def make_site(layout: Layout, out: Path, echo: Callable[[str], None], *, validate: bool = False) -> dict[str, int]:
    """Build the site as build_site does (disclosure.publish.standing), whether or not anything has changed; returns how
    many pages were generated, charts drawn and files written."""
    out = out.resolve()
    _refuse_strangers(out, layout)
    workshop = Workshop(layout, os.environ.get("SITE_URL", ""))
    publisher = workshop.setting.publisher
    written = WrittenPages(layout, publisher, workshop.generator.pages)
    with ThreadPoolExecutor(1) as beside:
        rendering = beside.submit(written.render)  # while parts are made
        parts = [load_part(folder) for folder in make_parts(workshop, echo)]
        rendered = rendering.result()
    units = [digest for part in parts for digest in part.digests]
    topics = make_drafted(workshop, draft_topics(units))
    over = [*compose_regions(units), *compose_audit(summarise_checks(layout, find_all(units)))]
    chart = next((chart for page in topics if page.address == "topics/spending/" for chart in page.charts), None)
    out.parent.mkdir(parents=True, exist_ok=True)
    _sweep(out)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as scratch:
        common, fresh = Path(scratch) / "common", Path(scratch) / "site"
        shares = ((part.share, part.folder / PACKAGE) for part in parts)
        stated = write_stated(workshop.bench, Path(scratch) / "downloads", shares)
        write_pages(workshop, over, common)
        addresses = [page.address for page in topics] + [page.address for page in over]
        pages = len(addresses) + sum(unit.pages for unit in units)
        charts = sum(len(page.charts) for page in topics) + sum(unit.charts for unit in units)
        del over  # of many units these pages are large
        fragments = compose_fragments(layout, units, stated, workshop.setting, chart)
        drawn = draw_all([chart] if chart else [], workshop.charts)
        fragments["home/chart"] = insert_drawings(fragments["home/chart"], drawn)
        written.finish(rendered, fresh, fragments, workshop.terms)
        for folder in (common, *(page.folder for page in topics), *(part.folder for part in parts)):
            copy_files(folder / SITE, fresh)
            copy_files(folder / INDEXED, Path(scratch) / "indexed")
        addresses += [address for unit in units for address in unit.summaries]
        _write_sitemap(addresses, workshop.setting.base, layout, fresh)
        write_plain(read_descriptor(stated), fresh, workshop.setting.base, publisher)
        with ThreadPoolExecutor(1) as beside:
            finished = beside.submit(_finish_downloads, layout, stated)  # while Pagefind is at work
            _add_files(layout, units, workshop.setting, fresh, Path(scratch) / "indexed")
            finished.result()
        if validate:
            echo(f"validated by frictionless: {validate_distribution(stated.folder, stated.rows)}")
        move_downloads(stated, fresh)
        files = sum(len(names) for _, _, names in os.walk(fresh))
        replace_folder(fresh, out, Path(scratch) / "old")
    return {"pages": pages, "charts": charts, "files": files}


def _finish_downloads(layout: Layout, stated: Distribution) -> None:
    """Write what is made of the tables, as a site has it."""
    write_editions(stated.folder, stated.shapes, database=False, kept=layout.root / "build" / "editions")
    pack_distribution(stated.folder)
    describe_editions(stated.folder)


def _add_files(layout: Layout, units: Sequence[UnitDigest], setting: Setting, site: Path, indexed: Path) -> None:
    """What stands beside the pages and is of no unit: slices of the comparison, search, feeds."""
    write_comparison(layout, units, site)
    write_search(layout, setting.wording.reference, units, site, indexed)
    created = _name_date(_date_data(layout))
    write_feeds(list_news(units, created), site, setting.base, created, setting.publisher)
    write_unit_feeds(units, site, setting.base, created, setting.publisher)
    write_change_feeds(read_changelog(layout), site, setting.base, setting.publisher)


def _write_sitemap(addresses: Iterable[str], base: str, layout: Layout, site: Path) -> None:
    """Add generated pages to the list of pages that MkDocs has written."""
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    known = set(_LOCATION.findall(text))
    found = sorted(known | {escape(f"{base.rstrip('/')}/{address}") for address in addresses}) if base else []
    listed = "".join(f"  <url><loc>{each}</loc></url>\n" for each in found)
    head = text[: text.index(">", text.index("<urlset")) + 1]
    content = f"{head}\n{listed}</urlset>\n".encode()
    fill_file(site / "sitemap.xml", content)
    fill_file(site / "sitemap.xml.gz", gzip.compress(content, mtime=_date_data(layout)))


def _sweep(out: Path) -> None:
    """Remove what a killed build has left beside ``out``. Nobody else builds in this checkout: there is a lock."""
    for path in out.parent.glob(f".{out.name}.????????"):
        if path.is_dir() and all(each.name in _SCRATCH for each in path.iterdir()):
            shutil.rmtree(path, ignore_errors=True)


def _refuse_strangers(out: Path, layout: Layout) -> None:
    """Refuse to replace what no build has made: a folder of something else, or one that holds the checkout."""
    if layout.root.resolve().is_relative_to(out):
        problem = "the folder holds the checkout itself"
    elif out.exists() and not out.is_dir():
        problem = "is a file, not a folder"
    elif out.is_dir() and any(out.iterdir()) and not (out / "sitemap.xml").is_file():
        problem = "the folder contains something other than a site of this program"
    else:
        return
    raise DisclosureError(problem, file=str(out), remedy="name an empty or new folder, or remove this one")


def _date_data(layout: Layout) -> int:
    """The seconds of the date the data package was created, 1980 if it has none: never the clock."""
    try:
        created = json.loads((layout.root / "datapackage.json").read_text(encoding="utf-8"))["created"]
        moment = datetime.datetime.fromisoformat(created.replace("Z", "+00:00"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        moment = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
    return int(moment.replace(tzinfo=moment.tzinfo or datetime.UTC).timestamp())


def _name_date(seconds: int) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
