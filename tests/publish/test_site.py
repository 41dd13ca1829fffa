from __future__ import annotations

import csv
import gzip
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from disclosure.errors import DescriptionError, DisclosureError
from disclosure.package.editions.cells import unguard_cell
from disclosure.package.editions.descriptor import write_descriptor
from disclosure.publish import SiteSummary, build_site
from disclosure.publish.facts.holdings import find_region
from disclosure.publish.fragments.home import ask, compose_home
from disclosure.publish.overviews.digest import UnitDigest, YearChange
from disclosure.publish.overviews.regions import MOST_LISTED, compose_regions
from disclosure.publish.search.index import NOT_INDEXED
from disclosure.reference import load_reference
from disclosure.store import Layout, read_csv

from .conftest import HOSTILE, HOSTILE_NAME, LIBRARY, copy_checkout, list_digests, load_digests, make_checkout

#: attributes from which a browser loads something by itself
_LOADING = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"), ("use", "href")}


class Page(HTMLParser):
    """The tags, ids and text of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def ids(self) -> set[str]:
        return {attributes["id"] for _, attributes in self.tags if "id" in attributes}


def _pages(site: Path) -> Iterator[tuple[Path, Page]]:
    for path in sorted(site.rglob("*.html")):
        yield path, Page(path)


def test_every_unit_and_year_has_a_page(built: tuple[Path, SiteSummary]) -> None:
    site, summary = built
    for address in ("", "data/", "findings/", "glossary/", "method/", "about/", "contribute/", "units/"):
        assert (site / address / "index.html").is_file()
    for address in (LIBRARY, f"{LIBRARY}/2030", f"{LIBRARY}/2031", HOSTILE, f"{HOSTILE}/2030"):
        assert (site / "units" / address / "index.html").is_file()
    assert (site / "404.html").is_file()
    assert summary.pages == 31
    assert summary.charts >= 4


@pytest.mark.sampled(2, of="builds")
def test_the_same_data_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    build_site(make_checkout(tmp_path / "elsewhere"), again, lambda _: None)
    assert list_digests(again) == list_digests(site)


@pytest.mark.sampled(2, of="builds")
def test_a_site_of_ones_own_begins_without_a_report(checkout: Layout, tmp_path: Path) -> None:
    layout = copy_checkout(checkout, tmp_path / "checkout")
    shutil.rmtree(layout.reports)
    write_descriptor(layout)
    assert build_site(layout, tmp_path / "site", lambda _: None).charts == 0
    assert "还没有收录报告" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_data_is_text_wherever_it_stands(site: Path) -> None:
    for path, page in _pages(site):
        assert 'alert("1")' not in [attributes.get("onerror") for _, attributes in page.tags], path
        assert not [tag for tag, attributes in page.tags if "onerror" in attributes], path
        assert not [a for _, a in page.tags if a.get("href", "").startswith("javascript:")], path
        assert "<script>alert" not in path.read_text(encoding="utf-8"), path
    shown = Page(site / "units" / HOSTILE / "index.html").text
    assert HOSTILE_NAME in shown
    assert "{{ config.site_url }}" in shown
    assert "[a](javascript:alert(1))" in shown


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path, page in _pages(site):
        for tag, attributes in page.tags:
            for name, value in attributes.items():
                canonical = tag == "link" and attributes.get("rel") == "canonical"
                if (tag, name) in _LOADING and not canonical:
                    assert not urlsplit(value).netloc, f"{path}: {tag} {name}={value}"
    for path in site.rglob("*.css"):
        for address in re.findall(r"url\(([^)]*)\)|@import\s+[\"']([^\"']*)", path.read_text(encoding="utf-8")):
            assert not re.match(r"[\"']?(https?:)?//", "".join(address)), path


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = dict(_pages(site))
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        for tag, attributes in page.tags:
            address = urlsplit(attributes.get("href", ""))
            if tag != "a" or address.scheme or address.netloc or not attributes.get("href"):
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{path}: {attributes['href']}"
            if address.fragment == "top":  # the top of a document needs no element (HTML, scroll to the fragment)
                continue
            if address.fragment and target in pages and not address.fragment.startswith("__"):
                assert unquote(address.fragment) in pages[target].ids, f"{path}: {attributes['href']}"


def test_no_id_stands_twice(site: Path) -> None:
    for path, page in _pages(site):
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), path


def test_downloads_are_the_data_with_harmless_cells(site: Path, checkout: Layout) -> None:
    for table in ("facts", "texts", "projects", "indicators", "findings"):
        with gzip.open(site / "downloads" / f"{table}.csv.gz", "rt", encoding="utf-8", newline="") as stream:
            published = [{name: unguard_cell(cell) for name, cell in row.items()} for row in csv.DictReader(stream)]
        held = [row for folder in checkout.report_folders() for row in read_csv(folder / f"{table}.csv")]
        assert sorted(published, key=repr) == sorted(held, key=repr)
    descriptor = json.loads((site / "datapackage.json").read_text(encoding="utf-8"))
    assert all((site / resource["path"]).is_file() for resource in descriptor["resources"])
    with gzip.open(site / "downloads" / "facts.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == sum(
            len(read_csv(folder / "facts.csv")) for folder in checkout.report_folders()
        )
    with zipfile.ZipFile(site / "downloads" / "open-books.zip") as archive:
        assert archive.testzip() is None


@pytest.mark.sampled(2, of="builds")
def test_a_source_beside_its_report_is_not_published(checkout: Layout, tmp_path: Path) -> None:
    layout = copy_checkout(checkout, tmp_path / "checkout")
    (layout.report_folders()[0] / "source.pdf").write_bytes(b"%PDF-1.4 private")
    build_site(layout, tmp_path / "site", lambda _: None)
    assert not list((tmp_path / "site").rglob("*.pdf"))


@pytest.mark.sampled(2, of="builds")
def test_a_failure_leaves_the_old_site(checkout: Layout, tmp_path: Path) -> None:
    layout = copy_checkout(checkout, tmp_path / "checkout")
    out = tmp_path / "site"
    out.mkdir()
    (out / "sitemap.xml").write_text("old", encoding="utf-8")
    (layout.docs / "about.md").write_text("# x\n\n[broken](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(DisclosureError, match=r"nowhere\.md"):
        build_site(layout, out, lambda _: None)
    assert [path.name for path in tmp_path.iterdir() if path.name != "checkout"] == ["site"]
    assert (out / "sitemap.xml").read_text(encoding="utf-8") == "old"


def test_a_broken_table_is_named(checkout: Layout, tmp_path: Path) -> None:
    layout = copy_checkout(checkout, tmp_path / "checkout")
    (layout.report_folders()[0] / "facts.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(DescriptionError, match=r"facts\.csv"):
        build_site(layout, tmp_path / "site", lambda _: None)


@pytest.mark.parametrize("place", ["data", ".", "file"])
def test_what_is_no_site_is_not_replaced(checkout: Layout, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    out = tmp_path / "file" if place == "file" else checkout.root / place
    with pytest.raises(DisclosureError, match="folder"):
        build_site(checkout, out, lambda _: None)
    assert (checkout.root / "data" / "reference").is_dir()


def test_units_stand_by_region(site: Path) -> None:
    page = (site / "units" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'id="region-650000"><a href="../regions/650000/">新疆维吾尔自治区</a> <small>2 个单位', page)


def test_the_home_page_shows_two_findings_of_a_unit_at_most(checkout: Layout) -> None:
    """And one of each check: a unit with eleven rates of 1000% is one among others."""
    units = load_digests(checkout)
    (library,) = [each for each in units if each.unit.unit_id == LIBRARY]
    one = library.found[0]
    found = [replace(one, row={**one.row, "check": check}) for check in ("shares", "shares", "counts", "change-rate")]
    other = replace(one, report=replace(one.report, unit_id="another"))
    home = compose_home(units, [*found, other])["home/findings"]
    assert home.count("<li") == 3


def test_many_units_are_listed_by_province_and_place(site: Path, checkout: Layout) -> None:
    """The home page names provinces once there are many units; a district is named with the city it lies in."""
    (digest,) = [each for each in load_digests(checkout) if each.unit.unit_id == LIBRARY]
    places = {"310107": "上海市普陀区", "320500": "苏州市", "652301": "昌吉回族自治州昌吉市", "": ""}
    divisions = load_reference(checkout.reference).regions
    units = [
        replace(digest, unit=replace(digest.unit, region_code=code), region=find_region(code, divisions))
        for code in places for _ in range(4)
    ]  # fmt: skip
    assert [each.region.name for each in units[::4]] == list(places.values())
    fragments = compose_home(units, [])
    assert re.findall(r'"regions/(\d*|other)/">(.*?)</a> <small>(\d+)', fragments["home/units"]) == [
        ("310000", "上海市", "4"), ("320000", "江苏省", "4"), ("650000", "新疆维吾尔自治区", "4"),
        ("other", "其他", "4"),
    ]  # fmt: skip
    headings = re.findall(r'<h[23] id="region-([^"]*)">(?:<a [^>]*>)?(.*?)(?:</a>)? <small>', fragments["units/all"])
    assert ("310107", "上海市普陀区") in headings
    assert [code for code, _ in headings if code.endswith("0000")] == ["310000", "320000", "650000"]


def test_thousands_of_units_are_on_pages_of_their_places(checkout: Layout) -> None:
    """Every unit is on one page of a place, no page has more than one list; the list of all names provinces."""
    (digest,) = [each for each in load_digests(checkout) if each.unit.unit_id == LIBRARY]
    divisions = load_reference(checkout.reference).regions
    codes = [*["110000"] * 130, *["320500"] * 70, *["320500", "652301", ""] * 5, *["310107"] * 3]
    units = []
    for at, code in enumerate(codes):
        unit = replace(digest.unit, unit_id=f"u{at}", region_code=code)
        units.append(replace(digest, unit=unit, region=find_region(code, divisions)))
    pages = {page.address: page.fragments[f"{page.base}/units"] for page in compose_regions(units)}
    shown = {address: re.findall(r'href="[./]*units/(u\d+)/"', html) for address, html in pages.items()}
    listed = [unit for units in shown.values() for unit in units]
    assert sorted(listed) == sorted(f"u{at}" for at in range(len(codes)))
    assert max(map(len, shown.values())) == MOST_LISTED
    assert [address for address in shown if address.startswith("regions/110000")] == [
        "regions/110000/", "regions/110000/110000/", "regions/110000/110000/2/", "regions/110000/110000/3/",
    ]  # fmt: skip
    for address, html in pages.items():
        for target in re.findall(r'href="((?:\.\./)?\d+/|other/)"', html):
            assert urljoin(address, target) in pages, (address, target)
    everything = compose_home(units, [])["units/all"]
    assert "units/u0/" not in everything
    assert re.findall(r'regions/([^"]*)/', everything) == ["110000", "310000", "320000", "650000", "other"]


def test_many_units_of_one_region_are_listed_or_parted_by_place(checkout: Layout) -> None:
    """Where all units are in one region, its name alone would be no choice."""
    (digest,) = [each for each in load_digests(checkout) if each.unit.unit_id == LIBRARY]
    divisions = load_reference(checkout.reference).regions

    def place(*codes: str) -> list[UnitDigest]:
        made = [replace(digest.unit, unit_id=f"u{at}", region_code=code) for at, code in enumerate(codes)]
        return [replace(digest, unit=each, region=find_region(each.region_code, divisions)) for each in made]

    one = place(*["320500"] * (MOST_LISTED + 1))
    shown = compose_home(one, [])["units/all"]
    assert len(set(re.findall(r"units/(u\d+)/\"", shown))) == MOST_LISTED
    pages = {page.address for page in compose_regions(one)}
    assert set(re.findall(r'href="../(regions/[^"]*)"', shown)) == {"regions/320000/320500/2/"} & pages
    several = place(*["320500"] * MOST_LISTED, "320200")
    shown = compose_home(several, [])["units/all"]
    pages = {page.address for page in compose_regions(several)}
    linked = re.findall(r'href="../(regions/[^"]*)"', shown)
    assert linked == ["regions/320000/320200/", "regions/320000/320500/"]
    assert set(linked) <= pages


def test_the_questions_of_the_home_page_are_answered_from_reports_of_one_year_and_kind(checkout: Layout) -> None:
    units = load_digests(checkout)
    asked = list(ask(units))
    assert [each.asked for each in asked] == [
        "哪个单位花钱最多？", "最大的项目是什么？", "出国、公车、接待，谁花得最多？",
    ], "no reason for a change in the newest report, no question"  # fmt: skip
    assert asked[0].answer == "2030 年部门决算，2 个单位里临河县图书馆最多：支出 795.00 万元"
    assert asked[1].answer == "2030 年部门决算：临河县图书馆的“流动书车”，19.00 万元"
    assert re.fullmatch(rf"units/{LIBRARY}/projects/p[0-9a-f]{{7}}/", asked[1].address)
    (library,) = [each for each in units if each.unit.unit_id == LIBRARY]
    assert list(ask([replace(library, reports=())])) == []
    final = library.reports[0]
    less = replace(final.figures["compare"]["spending"], value=Decimal(-400000))
    changed = replace(library, reports=(final,), change=YearChange("支出总计", less, None, "屋顶维修已经完工"))
    (question,) = [each for each in ask([changed]) if "为什么" in each.asked]
    assert question.answer == "临河县图书馆 2030 年支出总计比上年少 40.00 万元。单位说：屋顶维修已经完工"
    assert question.address == f"units/{LIBRARY}/2030/#changes"
    silent = replace(changed, change=YearChange("支出总计", less, None, ""))
    assert not [each for each in ask([silent]) if "为什么" in each.asked]


def test_the_index_of_the_search_is_that_of_the_whole_pages(site: Path, tmp_path: Path) -> None:
    """Pages are indexed without what is left out of the index anyway; the names of its files are sums of them."""
    pages = "about/index.html,contribute/index.html,data/index.html,method/index.html"
    command = [
        sys.executable, "-m", "pagefind_bin_extended", "--site", str(site), "--output-path", str(tmp_path),
        "--root-selector", "article", "--exclude-selectors", NOT_INDEXED, "--force-language", "zh-cn", "--quiet",
        "--glob", f"{{{pages},findings/**/index.html,topics/**/index.html,units/**/index.html}}",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    for folder in ("fragment", "index"):
        names = {path.name for path in (tmp_path / folder).iterdir()}
        assert names == {path.name for path in (site / "pagefind" / folder).iterdir()}
