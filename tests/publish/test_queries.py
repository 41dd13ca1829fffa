"""Search as people write: labelled queries, short names of places and bodies, suggestions, amounts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect
from tests.selection import draw
from tests.sharing import make_once

from disclosure.divisions import list_names
from disclosure.publish.search.index import number_share
from disclosure.publish.search.titles import find_part, list_readings, list_runs, list_simplified
from disclosure.reference import load_reference
from disclosure.store import Layout

from .asking import build_asked_site, find_missed, list_hits, read_queries
from .conftest import serve

pytestmark = [pytest.mark.browser, pytest.mark.first_reports]

#: Queries of which an expected page is among the first two hits, of sixty.
_AIM = 57
#: A body's name and what people call it.
_BODIES = {
    "发展和改革委员会": "发改委", "卫生健康委员会": "卫健委", "人力资源和社会保障局": "人社局",
    "市场监督管理局": "市监局",    "住房和城乡建设局": "住建局", "工业和信息化局": "工信局",
    "文化和旅游局": "文旅局", "人民政府办公室": "政府办",
    "农业农村局": "农业局", "医疗保障局": "医保局", "生态环境局": "环保局", "自然资源局": "国土局", "审计局": "审计局",
    "人民政府国有资产监督管理委员会": "国资委", "中级人民法院": "中院", "人民检察院": "检察院",
}  # fmt: skip
_MANY = 3000
#: Such a list, compressed, in bytes: less than the style sheet and a chart of one page.
_MOST_BYTES = 60_000
#: Asks the matching for many queries at once: the ids of the units that each finds, in order.
_ASK = """async (queries) => {
  const names = await import("/javascripts/names.js");
  const found = [];
  for (const query of queries) {
    const { units } = await names.findAll(await names.prepareQuery(query));
    found.push(units.map((unit) => unit.id));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def asked_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that the labelled queries ask."""
    return make_once(tmp_path_factory, "asked", build_asked_site) / "site"


@pytest.fixture(scope="module")
def asked(asked_site: Path) -> Iterator[str]:
    """Where it is served."""
    with serve(asked_site) as served:
        yield served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    yield context.new_page()
    context.close()


def test_labelled_queries_find_what_they_mean(page: Page, asked: str) -> None:
    """57 of 60 at least, and each name of a unit."""
    queries = [*read_queries("first"), *read_queries("aside")]
    assert len(queries) == 60
    missed = find_missed(page, asked, queries)
    named = {query for query, expected in queries if all(len(each.split("/")) == 3 for each in expected)}
    units = named - {query for query, expected in queries if not expected[0].startswith("units/")}
    assert len(missed) <= len(queries) - _AIM, missed
    assert not units & missed.keys(), missed


def make_many(layout: Layout) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """A list of 3,000 units of all places, and some queries by short names, each with the id of the unit it means."""
    regions = load_reference(layout.reference).regions
    drawn = draw("names")
    divisions = list(regions.by_code.values())[1:]
    pairs = drawn.sample([(division, body) for division in divisions for body in _BODIES], _MANY)
    full = {each.code: regions.name_fully(each.code) for each in divisions}
    places: dict[tuple[str, str], list[list[Any]]] = {}
    for each, body in pairs:
        rows = places.setdefault((regions.find_name(regions.find_top(each.code)), full[each.code]), [])
        rows.append([f"{each.code}-{body}", body, 0, [], [2030, 2031], f"2031 年支出 {drawn.uniform(1, 999):.2f} 万元"])
    asked = [
        (place + _BODIES[body], f"{each.code}-{body}")
        for each, body in drawn.sample(pairs, 60)
        for place in {list_names(each)[-1], full[each.code]}
    ]
    return {
        "places": [[*place, rows] for place, rows in places.items()],
        "terms": [],
        "synonyms": [],
        "parts": 1,
    }, asked


def test_short_names_find_one_of_three_thousand_units(
    page: Page, asked: str, asked_site: Path, repository: Layout
) -> None:
    """The short names of places are those of the code lists; where places share one, the units of all are found."""
    made, queries = make_many(repository)
    titles = json.loads((asked_site / "search" / "titles.json").read_text(encoding="utf-8")) | made
    text = json.dumps(titles, ensure_ascii=False, separators=(",", ":"))
    assert len(gzip.compress(text.encode("utf-8"), 6)) < _MOST_BYTES
    page.route("**/search/titles.json", lambda route: route.fulfill(body=text, content_type="application/json"))
    page.route("**/search/projects/*.json", lambda route: route.fulfill(body="[]", content_type="application/json"))
    page.goto(f"{asked}about/")
    found = page.evaluate(_ASK, [query for query, _ in queries])
    missed = [(query, wanted) for (query, wanted), ids in zip(queries, found, strict=True) if wanted not in ids]
    assert missed == []


def test_an_amount_on_no_page_finds_nothing(page: Page, asked: str) -> None:
    """Pagefind offers pages with other amounts, and 12.34 is not 1,234."""
    assert list_hits(page, asked, "9,517,246.83") == []
    assert list_hits(page, asked, "50.574") == [], "505.74 is on a page"
    assert "units/changji-egov/2025/" in list_hits(page, asked, "505.74")
    assert list_hits(page, asked, "505.74 万元") == list_hits(page, asked, "505.74")


def test_nothing_found_offers_the_nearest_units(page: Page, asked: str) -> None:
    hits = list_hits(page, asked, "西安市粮食和卫生监督局")
    assert "units/xian-health/" in hits
    assert "名称最接近的单位" in page.locator("#search-results").inner_text()


def test_pinyin_may_have_a_wrong_letter(page: Page, asked: str) -> None:
    assert list_hits(page, asked, "dianzizengwu")[:1] == ["units/changji-egov/"]
    assert list_hits(page, asked, "qwertyuiop") == []


def test_words_that_nothing_holds_are_left_out_and_said_so(page: Page, asked: str) -> None:
    assert list_hits(page, asked, "12345热线")[0].startswith("units/changji-services/projects/")
    assert "按“12345”" in page.locator("#search-status").inner_text()


def test_a_unit_and_a_matter_in_one_query_are_both_found(page: Page, asked: str) -> None:
    hits = list_hits(page, asked, "昌吉州电子政务办公室三公经费")
    assert hits[:2] == ["units/changji-egov/", "topics/three-public/"]


def test_a_hit_shows_the_newest_spending(page: Page, asked: str) -> None:
    list_hits(page, asked, "昌吉州电子政务办公室")
    assert "2025 年预算支出 505.74 万元" in page.locator("#search-results li").first.inner_text()


def test_suggestions_are_a_combobox_for_the_keyboard(page: Page, asked: str) -> None:
    page.goto(asked)
    field = page.locator("#home-search")
    field.focus()
    page.keyboard.type("审计局")
    options = page.locator("[role=listbox]:visible [role=option]")
    expect(options.first).to_be_visible(timeout=15_000)
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = str(field.get_attribute("aria-activedescendant"))
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    assert options.nth(1).get_attribute("id") == active
    page.evaluate(AXE_SCRIPT)
    violations = page.evaluate("axe.run({rules: {'target-size': {enabled: true}}}).then(found => found.violations)")
    assert violations == []
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    assert field.input_value() == "审计局"
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/*-audit/")


def test_enter_without_a_choice_searches(page: Page, asked: str) -> None:
    page.goto(asked)
    page.locator("#home-search").fill("审计局")
    expect(page.locator("[role=option]:visible").first).to_be_visible(timeout=15_000)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")


def test_a_part_of_the_list_of_projects_is_found_alike_in_both_languages(page: Page, asked: str) -> None:
    page.goto(f"{asked}search/")
    script = (
        "import('/javascripts/names.js').then(names => [names.findPart('电', '政', 97), names.findPart('1', '2', 97)])"
    )
    assert page.evaluate(script) == [find_part("电政", 97), find_part("12", 97)]


def test_units_are_shared_out_alike_in_both_languages(page: Page, asked: str) -> None:
    page.goto(f"{asked}search/")
    ids = ["riverside-library", "beijing-water", "甲", ""]
    script = "ids => import('/javascripts/names.js').then(names => ids.map(id => names.numberShare(id, 8)))"
    assert page.evaluate(script, ids) == [number_share(each, 8) for each in ids]


def test_readings_follow_their_context() -> None:
    titles = {"places": [["重庆市", "重庆市", [["a", "审计局", 0, ["重点办"], [2030], ""]]]], "terms": []}
    readings = list_readings(list_runs(titles))
    assert readings["重"] == ["chong", "zhong"]
    assert readings["庆"] == ["qing"]


def test_traditional_characters_have_simplified_ones() -> None:
    table = dict(zip(*list_simplified(), strict=True))
    assert "".join(table.get(each, each) for each in "電子政務辦公室預算") == "电子政务办公室预算"
