"""Building the site: pages from the data, MkDocs over them, downloads beside them, then one swap."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.errors import DisclosureError
from disclosure.journal import exchange_folders
from disclosure.package.distribution import write_distribution
from disclosure.package.publisher import Publisher
from disclosure.publish.audit import compose_audit, summarise_checks
from disclosure.publish.cards import write_cards
from disclosure.publish.catalogue import compose_fragments, find_all, list_terms
from disclosure.publish.compare import write_comparison
from disclosure.publish.downloads import write_downloads
from disclosure.publish.drawings import draw_all, insert_drawings, write_charts
from disclosure.publish.extract import write_extracts
from disclosure.publish.feeds import list_news, write_feeds
from disclosure.publish.history import compose_trends
from disclosure.publish.holdings import Holdings, load_holdings
from disclosure.publish.page import Page
from disclosure.publish.search import write_search
from disclosure.publish.topics import compose_topics
from disclosure.publish.unit import compose_unit
from disclosure.publish.year import compose_year
from disclosure.store import Layout, write_bytes

#: How much of MkDocs' complaint an error shows, in lines.
_MOST_LINES = 20
#: Folders of docs that hold generated pages and nothing else.
_GENERATED = ("units", "topics", "findings")


@dataclass(frozen=True)
class SiteSummary:
    """What was built: generated pages, charts drawn, files written, and how long it took."""

    out: Path
    pages: int
    charts: int
    files: int
    seconds: float


def build_site(layout: Layout, out: Path, echo: Callable[[str], None]) -> SiteSummary:
    """Build the whole site into ``out``; the same data gives the same bytes.

    ``out`` is replaced in one step at the end: if anything goes wrong it stays as it was. Raises
    DisclosureError where the data cannot be read, MkDocs refuses a page, or ``out`` holds something
    that is no site.
    """
    started = time.perf_counter()
    out = out.resolve()
    _refuse_strangers(out, layout)
    holdings = load_holdings(layout)
    echo(f"pages of {len(holdings.units)} units, {len(holdings.reports)} reports")
    pages = compose_pages(layout, holdings)
    charts = [chart for page in pages for chart in page.charts]
    cache = layout.root / "build" / "charts"
    drawn = draw_all(charts, cache)
    out.parent.mkdir(parents=True, exist_ok=True)
    _sweep(out)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as scratch:
        distribution = write_distribution(layout, Path(scratch) / "downloads")
        base = os.environ.get("SITE_URL", "")
        _write_pages(layout, pages, compose_fragments(layout, holdings, distribution, base), drawn)
        _write_names(layout, holdings.publisher)
        fresh = Path(scratch) / "site"
        echo("mkdocs build --strict")
        _run_mkdocs(layout, fresh)
        write_charts(charts, drawn, fresh, cache, holdings.publisher.title)
        _add_files(layout, holdings, pages, base, fresh)
        write_downloads(layout, holdings, distribution, fresh)
        write_extracts(layout, holdings, distribution, fresh)
        files = sum(path.is_file() for path in fresh.rglob("*"))
        _swap(fresh, out, Path(scratch) / "old")
    return SiteSummary(out, len(pages), len(charts), files, time.perf_counter() - started)


def _add_files(layout: Layout, holdings: Holdings, pages: Sequence[Page], base: str, site: Path) -> None:
    """What stands beside the pages and is no download: cards, slices of the comparison, search, feeds."""
    cards = [(page.card_path, page.card) for page in pages if page.card and page.card_path]
    write_cards(cards, site, layout.root / "build" / "cards")
    write_comparison(holdings, site)
    write_search(layout, holdings, site)
    created = _name_date(_date_data(layout))
    news = list_news(holdings, created, {page.address: page.summary for page in pages})
    write_feeds(news, site, base, created, holdings.publisher)


def _sweep(out: Path) -> None:
    """Remove what a killed build has left beside ``out``. Nobody else builds in this checkout: there is a lock."""
    for path in out.parent.glob(f".{out.name}.????????"):
        if path.is_dir() and all(each.name in ("downloads", "site", "old") for each in path.iterdir()):
            shutil.rmtree(path, ignore_errors=True)


def compose_pages(layout: Layout, holdings: Holdings) -> list[Page]:
    """The generated pages: one a unit, one a unit and year, those of the topics and of the checks."""
    pages = [*compose_topics(holdings), *compose_audit(summarise_checks(layout, find_all(holdings)))]
    for unit in holdings.units:
        pages.append(compose_unit(unit, holdings, compose_trends(unit)))
        pages.extend(compose_year(unit, year, holdings) for year in unit.years)
    return pages


def _refuse_strangers(out: Path, layout: Layout) -> None:
    """Refuse to replace what no build has made: a folder of something else, or one that holds the checkout."""
    if layout.root.resolve().is_relative_to(out):
        problem = "the folder holds the checkout itself"
    elif out.exists() and not out.is_dir():
        problem = "is a file, not a folder"
    elif out.is_dir() and any(out.iterdir()) and not (out / "sitemap.xml").is_file():
        problem = "the folder holds something that is no site of ours"
    else:
        return
    raise DisclosureError(problem, file=str(out), remedy="name an empty or new folder, or remove this one")


def _write_pages(layout: Layout, pages: Iterable[Page], common: dict[str, str], drawn: dict[str, str]) -> None:
    """Write Markdown below docs, fragments below build/fragments; nothing old stays there."""
    fragments = layout.root / "build" / "fragments"
    for folder in (*(layout.docs / name for name in _GENERATED), fragments):
        shutil.rmtree(folder, ignore_errors=True)
    named = dict(common)
    for page in pages:
        write_bytes(layout.docs / page.path, page.markdown.encode("utf-8"))
        named.update(page.fragments)
    terms = json.dumps(list_terms(layout), ensure_ascii=False)
    write_bytes(fragments / "terms.json", terms.encode("utf-8"))
    for name, html in named.items():
        write_bytes(fragments / f"{name}.html", insert_drawings(html, drawn).encode("utf-8"))


def _write_names(layout: Layout, publisher: Publisher) -> None:
    """What the frame of every page says of the site; the hook takes it over."""
    names = json.dumps(publisher.list_names(), ensure_ascii=False)
    write_bytes(layout.root / "build" / "fragments" / "publisher.json", names.encode("utf-8"))


def _run_mkdocs(layout: Layout, site: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": str(_date_data(layout)),
        "DISCLOSURE_FRAGMENTS": str(layout.root / "build" / "fragments"),
        "PYTHONIOENCODING": "utf-8",
        "TZ": "UTC",
    }
    done = subprocess.run(command, cwd=layout.root, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        said = (done.stderr + done.stdout).strip().splitlines()[-_MOST_LINES:]
        raise DisclosureError(
            "MkDocs refused the pages:\n  " + "\n  ".join(said),
            file=str(layout.root / "mkdocs.yml"),
            remedy="correct the page it names; nothing was replaced",
        )
    # the theme's scripts are not used (theme/main.html)
    shutil.rmtree(site / "assets" / "javascripts", ignore_errors=True)
    for path in (site / "assets").rglob("*.map"):
        path.unlink()


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


def _swap(fresh: Path, out: Path, old: Path) -> None:
    """Put ``fresh`` in the place of ``out``, or leave ``out`` as it was."""
    if out.exists():
        if exchange_folders(fresh, out):
            return
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
