"""What a Chinese reader types, and what must be found."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from disclosure.publish.search import index
from disclosure.publish.search.index import count_shares, number_share
from disclosure.publish.search.titles import load_words
from disclosure.publish.site import make_site
from disclosure.store import Layout

from .conftest import LIBRARY, copy_checkout, serve

YEAR = f"units/{LIBRARY}/2030/"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all searches, as of a reader who searches again: nothing of one is left for the next but caches."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.sampled(6)
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("三公经费", YEAR),
        ("“三公”经费", YEAR),
        ("三公", YEAR),
        ("公车", YEAR),
        ("用车", YEAR),
        ("工资", "glossary/#basic-"),
        ("图书馆", f"units/{LIBRARY}/"),
        ("河县图", f"units/{LIBRARY}/"),
        ("图书馆 2030", YEAR),
        ("少儿阅览", f"units/{LIBRARY}/"),
        ("流动书车", YEAR),
        ("古籍", YEAR),
        ("政府采购", "glossary/#procurement"),
        ("因公出国（境）费", "glossary/#three_public-"),
    ],
)
def test_search_finds_chinese(page: Page, address: str, typed: str, found: str) -> None:
    page.goto(address)
    page.locator("#home-search").fill(typed)
    page.locator("#home-search").press("Enter")
    expect(page.locator("#search-status")).to_contain_text("：找到", timeout=15_000)
    links = page.eval_on_selector_all("#search-results a", "all => all.map(each => each.href)")
    shown = page.locator("#search-results").inner_text()
    assert any(link.removeprefix(address).startswith(found) for link in links), (links, shown)


@pytest.mark.browser
def test_results_say_unit_and_year_and_survive_a_reload(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=流动书车")
    page.wait_for_selector("#search-results h3")
    assert "临河县图书馆 2030 年" in page.locator("#search-results").inner_text()
    page.reload()
    page.wait_for_selector("#search-results h3")
    assert page.locator("#query").input_value() == "流动书车"


@pytest.mark.browser
def test_parts_of_a_page_that_do_not_hold_the_words_are_not_shown(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=公务用车保有量")
    expect(page.locator("#search-status")).to_contain_text("：找到", timeout=15_000)
    parts = page.locator("#search-results .part")
    assert parts.count() > 0
    assert all("保有量" in text for text in parts.all_inner_texts())


@pytest.mark.browser
def test_nothing_found_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=量子纠缠")
    expect(page.locator("#search-status")).to_contain_text("没有找到", timeout=15_000)


def test_the_list_of_names_holds_every_name(site: Path) -> None:
    titles = json.loads((site / "search" / "titles.json").read_text(encoding="utf-8"))
    rows = {row[0]: [place, *row[1:]] for _, place, units in titles["places"] for row in units}
    place, name, at, names, years, figure = rows[LIBRARY]
    assert (place, name, at) == ("新疆维吾尔自治区", "临河县图书馆", -1)
    assert names == ["临河县少儿阅览中心"]
    assert years == [2030, 2031]
    assert figure == "2031 年预算支出 900.00 万元"


def test_every_synonym_leads_to_words_that_the_site_has(site: Path, repository: Layout) -> None:
    lists = "".join(path.read_text(encoding="utf-8") for path in repository.reference.glob("*.csv"))
    headings = "".join(path.read_text(encoding="utf-8") for path in site.glob("units/*/*/**/index.html"))
    for typed, meant in load_words("synonyms").items():
        assert any(each in lists or each in headings for each in meant), typed


def test_pages_are_marked_with_one_value_of_one_filter(site: Path) -> None:
    """Pagefind writes the filters and their values in an order of chance, so that with two the same pages would give
    other bytes."""
    pages = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    marks = {
        name: re.findall(r'data-pagefind-filter="([^"]*)" data-kind="([^"]*)"', text) for name, text in pages.items()
    }
    assert {mark for found in marks.values() for mark in found} == {("kind[data-kind]", "units")}
    assert sum(text.count("data-pagefind-filter") for text in pages.values()) == sum(map(len, marks.values()))
    assert marks[f"{YEAR}index.html"]
    assert not marks["method/index.html"]


@pytest.mark.browser
def test_pages_of_no_unit_are_found_too(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=舍入误差")
    others = page.locator("#search-results section", has=page.get_by_role("heading", name="核对发现、方法和说明"))
    expect(others).to_be_visible(timeout=15_000)
    assert others.locator('h3 a[href*="/units/"]').count() == 0


def test_units_are_shared_out_among_few_indexes_of_bounded_size() -> None:
    assert [count_shares(pages) for pages in (0, 1500, 1501, 3000, 3001, 7009)] == [0, 0, 2, 2, 4, 8]
    shares = Counter(number_share(f"{region}-{body}", 8) for region in range(30) for body in ("audit", "water", "law"))
    assert len(shares) == 8
    assert max(shares.values()) <= 90 / 8 * 1.5


@pytest.fixture(scope="module")
def shared(checkout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with the pages of its units in indexes of their own."""
    layout = copy_checkout(checkout, tmp_path_factory.mktemp("shared"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "_SHARE_PAGES", 20)
        make_site(layout, layout.root / "site", lambda _: None)
    return layout.root / "site"


def test_every_page_is_in_one_index(site: Path, shared: Path) -> None:
    indexes = [path.parent for path in (shared / "pagefind").rglob("pagefind-entry.json")]
    titles = json.loads((shared / "search" / "titles.json").read_text(encoding="utf-8"))
    assert titles["shares"] == len(indexes) - 1 >= 2
    found = [fragment["url"] for folder in indexes for fragment in list_fragments(folder)]
    assert sorted(found) == sorted(each["url"] for each in list_fragments(site / "pagefind"))
    shares = [folder for folder in indexes if folder.name != "pagefind"]
    own = [{each["url"].split("/")[2] for each in list_fragments(folder)} for folder in shares]
    assert {LIBRARY} in own
    assert not [path for folder in shares for path in folder.glob("*.js")]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("流动书车", YEAR),
        ("图书馆 2030", YEAR),
        ("公务用车保有量", YEAR),
        ("alert", "units/hostile/"),
        ("舍入误差", "method/"),
    ],
)
def test_indexes_are_searched_until_there_is_enough(page: Page, shared: Path, typed: str, found: str) -> None:
    with serve(shared) as address:
        page.goto(f"{address}search/?q={typed}")
        expect(page.locator("#search-status")).to_contain_text("：找到", timeout=15_000)
        links = page.eval_on_selector_all("#search-results a", "all => all.map(each => each.href)")
    assert any(link.removeprefix(address).startswith(found) for link in links), links


def list_fragments(folder: Path) -> list[dict[str, Any]]:
    """What an index has of its pages."""
    contents = (gzip.decompress(path.read_bytes()) for path in (folder / "fragment").iterdir())
    return [json.loads(content[content.index(b"{") :]) for content in contents]


def test_nothing_of_pagefind_is_published_that_no_page_uses(site: Path) -> None:
    assert not [path.name for path in (site / "pagefind").iterdir() if "-ui" in path.name]
