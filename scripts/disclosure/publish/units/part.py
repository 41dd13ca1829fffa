"""One unit's part of the site: its pages, drawings and downloads, made by itself and kept until something changes.

A part is a folder: ``package`` is the unit's share of the published package, ``site`` the files that stand in the site
as they are: its pages, their cards, the files of their charts, ``indexed`` the pages for the search. What the pages
over all units need of it is a pickle next to them: only this program writes there, and it knows its own files by their
key.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from disclosure.crew import spread
from disclosure.package.editions.assembly import Batch, make_batch
from disclosure.package.editions.share import Bench, Share, make_share
from disclosure.package.stored.collection import list_departments, list_units, read_members
from disclosure.package.stored.records import read_details
from disclosure.publish.charts.history import compose_trends
from disclosure.publish.facts.holdings import Setting, UnitHolding, Wording, find_region, hold_unit
from disclosure.publish.facts.succession import Succession, list_successions
from disclosure.publish.overviews.digest import UnitDigest, digest_unit
from disclosure.publish.rendering.cards import has_chinese_font, write_cards
from disclosure.publish.rendering.drawings import draw_all, insert_drawings, write_charts
from disclosure.publish.rendering.generator import Generator
from disclosure.publish.rendering.page import Page
from disclosure.publish.search.index import strip_page
from disclosure.publish.tables.answer import compose_answer
from disclosure.publish.units.breakdown import compose_breakdown
from disclosure.publish.units.project_page import compose_project
from disclosure.publish.units.unit import compose_unit, list_names
from disclosure.publish.units.year import compose_year
from disclosure.publish.units.yearbook import compose_yearbook, plan_years
from disclosure.publish.words.glossary import list_terms
from disclosure.shelf import Shelf, make_key
from disclosure.store import Layout, fill_file

PACKAGE, SITE, INDEXED = "package", "site", "indexed"
_DIGEST = "digest.pickle"
#: Fewer units than this are done sooner than another process is started.
_WORTH_A_POOL = 4


@dataclass(frozen=True)
class Part:
    """One unit's part: its folder, what the package and what the pages over all units need of it."""

    folder: Path
    share: Share
    digests: tuple[UnitDigest, ...]


class Workshop:
    """Where the parts of one checkout are made and kept, with what all of them are made with, as it is now.

    ``base`` is the site's address, empty where unknown. Raises DescriptionError where the data is incomplete.
    """

    def __init__(self, layout: Layout, base: str) -> None:
        self.layout = layout
        self.bench = Bench.open(layout, base)
        wording = Wording(self.bench.reference)
        self.setting = Setting(wording, self.bench.release.publisher, base)
        self.generator = Generator(layout.root, self.setting.publisher, base)
        build = layout.root / "build"
        self.shelf = Shelf(build / "parts")
        rows = self.bench.reference.lists["unit_names"]
        self._successions = list_successions(rows, self.bench.reference.units, list_departments(layout))
        self.terms = list_terms(self.bench.lists)
        # what is drawn outlives a change of the unit it is of
        self.charts, self.cards = build / "charts", build / "cards"

    @property
    def shared(self) -> list[str]:
        """What all pages depend on, apart from the program, the code lists and what is in them."""
        return [self.setting.base, str(has_chinese_font()), self.generator.key]

    def name_parts(self) -> dict[str, str]:
        """Every unit that has a report with the key of its part: it changes with whatever the part depends on."""
        return {
            unit_id: make_key(
                [
                    *self.shared,
                    repr(self.find_succession(unit_id)),
                    repr(self.find_linked(unit_id)),
                    *self.bench.list_dependencies(unit_id),
                ]
            )
            for unit_id in list_units(self.layout)
        }

    def find_succession(self, unit_id: str) -> Succession:
        """What became of a unit, and what it took over."""
        return self._successions.get(unit_id, Succession())

    def find_linked(self, unit_id: str) -> dict[str, str]:
        """The subordinate units in a unit's reports that have pages: their addresses below units/, by name."""
        folders = (self.layout.reports / unit_id).glob("*/subunit_facts.csv")
        names = {row["subunit"] for path in folders for row in read_details(path.parent)["subunit_facts"]}
        return {name: self._addresses[name] for name in sorted(names & self._addresses.keys())}

    @cached_property
    def _addresses(self) -> dict[str, str]:
        units = (self.bench.reference.units[unit_id] for unit_id in list_departments(self.layout))
        return {name: unit.unit_id for unit in units for name in (unit.name, *unit.names)}

    def make_part(self, unit_id: str, key: str) -> Path:
        """The folder of a unit's part; made if it is not there."""
        return self.shelf.make(key, lambda folder: _fill_part(self, unit_id, folder))


def make_parts(workshop: Workshop, echo: Callable[[str], None]) -> list[Path]:
    """The folders of all parts, by unit; those that are missing are made, several at once. Others are removed.

    Raises DescriptionError where data is incomplete.
    """
    named = workshop.name_parts()
    shelf = workshop.shelf
    kept = {unit_id: shelf.find(key) for unit_id, key in named.items()}
    missing = [(unit_id, named[unit_id]) for unit_id, folder in kept.items() if folder is None]
    if missing:
        echo(f"pages of {len(missing)} of {len(named)} units")
    if len(missing) < _WORTH_A_POOL:
        kept |= {unit_id: workshop.make_part(unit_id, key) for unit_id, key in missing}
    else:
        # the largest first: none is left to one process while others are done
        missing.sort(key=lambda named: (-_weigh(workshop.layout.reports / named[0]), named))
        setting = (workshop.layout.root, workshop.setting.base)
        made = spread(_make_one, missing, worth=_WORTH_A_POOL, enter=_enter, arguments=setting)
        kept |= dict(zip((unit_id for unit_id, _ in missing), made, strict=True))
    shelf.sweep(set(named.values()))
    return [folder for folder in kept.values() if folder]


def _weigh(folder: Path) -> int:
    """The bytes of the data of a unit."""
    return sum(path.stat().st_size for path in folder.glob("*/*.csv"))


def load_part(folder: Path) -> Part:
    """A part of this program's own making."""
    share, digests = pickle.loads((folder / _DIGEST).read_bytes())  # noqa: S301 - written by _make_part, sealed by the shelf
    return Part(folder, share, digests)


#: The workshop of a process that makes parts.
_entered: list[Workshop] = []


def _enter(root: Path, base: str) -> None:
    _entered[:] = [Workshop(Layout(root), base)]


def _make_one(named: tuple[str, str]) -> Path:
    return _entered[0].make_part(*named)


def _fill_part(workshop: Workshop, unit_id: str, folder: Path) -> None:
    bench = workshop.bench
    batch = make_batch(bench.reference, bench.english, unit_id, read_members(workshop.layout, unit_id))
    unit = bench.reference.units[unit_id]
    holdings = hold_unit(unit, find_region(unit.region_code, bench.reference.regions), batch.members)
    share = make_share(bench, batch, folder / PACKAGE)
    digests = tuple(_fill_pages(workshop, held, batch, workshop.find_succession(unit_id), folder) for held in holdings)
    fill_file(folder / _DIGEST, pickle.dumps((share, digests)))


def _fill_pages(
    workshop: Workshop, held: UnitHolding, batch: Batch, succession: Succession, folder: Path
) -> UnitDigest:
    """The pages and files of the reports of one scope of a unit."""
    own = {each.report_id for each in held.reports}
    points = [point for point in batch.points if point.report_id in own]
    plans, families = plan_years(held, workshop.setting.wording, batch.tables["project_links"])
    pages = [compose_unit(held, workshop.setting, compose_trends(held, points), succession, plans)]
    for plan in plans:
        pages += [compose_year(plan, workshop.setting), *compose_yearbook(plan, workshop.setting)]
    pages += [compose_project(held, family) for family in families]
    linked = workshop.find_linked(held.reports[0].report.unit_id)
    for year in held.years:
        pages += compose_breakdown(held, year, workshop.setting, linked)
    write_pages(workshop, pages, folder)
    answers = [compose_answer(plan.entries, plan.arranger) for plan in plans]
    return digest_unit(held, workshop.setting.wording, list_names(held), pages, answers)


def write_pages(workshop: Workshop, pages: Sequence[Page], folder: Path) -> None:
    """Put pages into a folder like that of a part: rendered with their drawings, files of their charts, their cards."""
    charts = [chart for page in pages for chart in page.charts]
    drawn = draw_all(charts, workshop.charts)
    for page in pages:
        if page.markdown:
            fill_file(folder / SITE / page.path, page.plain_markdown.encode("utf-8"))
        html = insert_drawings(workshop.generator.render(page, workshop.terms), drawn)
        fill_file(folder / SITE / page.address / "index.html", html.encode("utf-8"))
        fill_file(folder / INDEXED / page.address / "index.html", strip_page(html).encode("utf-8"))
    write_charts(charts, drawn, folder / SITE, workshop.setting.publisher.title, workshop.setting.base)
    base = workshop.setting.base
    cards = [
        (page.card_path, replace(page.card, address=f"{base}{page.address}"))
        for page in pages
        if page.card and page.card_path
    ]
    write_cards(cards, folder / SITE, workshop.cards)
