"""The built site in a real browser: phones, keyboards, readers without scripts, and no request to anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect
from tests.selection import draw, is_full

from .conftest import HOSTILE, LIBRARY

pytestmark = pytest.mark.browser
YEAR = f"units/{LIBRARY}/2030/"
TABLES = f"{YEAR}tables/"
#: the page of 流动书车
PROJECT = f"units/{LIBRARY}/projects/p18f4a06/"
#: one page of every type
PAGES = (
    "", "units/", "findings/", "data/", "glossary/", "method/", "contribute/", "about/", "search/", "404.html",
    "compare/", "topics/", "topics/three-public/", "topics/performance/",
    "findings/overall-parts/",
    "en/", "en/data/", "en/method/", "en/contribute/",
    f"units/{LIBRARY}/", YEAR, TABLES, f"{YEAR}projects/", PROJECT, f"{YEAR}findings/", f"{YEAR}sources/",
    f"units/{HOSTILE}/2030/", f"charts/{LIBRARY}/2030/spending/",
)  # fmt: skip
#: Pages whose scripts ask for something by themselves.
ASKING = ("compare/", "search/", YEAR)
#: So many pages a short run has axe look at.
SAMPLE = 6
#: So many pages are open at a time while late requests are waited for.
TABS = 8


@contextmanager
def _open(browser: Browser, **options: Any) -> Iterator[Page]:
    context = browser.new_context(**options)
    try:
        yield context.new_page()
    finally:
        context.close()


def wait_until(page: Page, condition: str) -> None:
    """Ask the page until ``condition`` holds, five seconds at most; the function of Playwright for it evaluates text in
    the page, which the page's Content-Security-Policy forbids from the second time on."""
    for _ in range(50):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"five seconds, and not yet: {condition}")


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.className + ' ' + (document.activeElement.id || '')"))


@pytest.mark.sampled(1)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, width: int) -> None:
    """Every rule in the light scheme; in the dark one those which it can break: colours are all that changes there.

    A short run looks at a part of the pages, and there at the first rows of long tables: rows are written alike.
    """
    rules: dict[str, dict[str, object]] = {
        "light": {"rules": {"target-size": {"enabled": True}}},
        "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
    }
    found = []
    with _open(browser, viewport={"width": width, "height": 800}, bypass_csp=True, reduced_motion="reduce") as page:
        for path in PAGES if is_full() else draw("axe").sample(PAGES, SAMPLE):
            page.goto(address + path)
            page.evaluate(AXE_SCRIPT)
            if not is_full():
                page.evaluate("document.querySelectorAll('tr:nth-child(n+21)').forEach(row => row.remove())")
            for scheme, options in rules.items():
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                # of what is in order nothing but the rule is asked for: each element of it would get a selector
                options |= {"resultTypes": ["violations"]}
                violations = page.evaluate("async options => (await axe.run(options)).violations", options)
                found += [(path, scheme, each["id"], each["nodes"][0]["html"][:200]) for each in violations]
    assert found == []


@dataclass(frozen=True)
class Visit:
    """What a visit of pages brought: requests, alarms of the browser, and how wide pages are on a phone."""

    paths: tuple[str, ...]
    asked: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    widths: dict[tuple[str, str], int] = field(default_factory=dict)


def _choose_visited() -> tuple[str, ...]:
    """Every page; in a short run those whose scripts ask for something by themselves, and a part of the others."""
    quiet = [path for path in PAGES if path not in ASKING]
    return (*(quiet if is_full() else draw("visit").sample(quiet, SAMPLE)), *ASKING, "search/?q=图书馆")


@pytest.fixture(scope="module")
def visit(browser: Browser, address: str) -> Visit:
    """Pages, opened on a phone, and what they ask for until they have been quiet for half a second."""
    made = Visit(_choose_visited())
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.on("request", lambda request: made.asked.append(request.url))
    context.on("weberror", lambda error: made.alarms.append(str(error.error)))
    context.on("dialog", lambda dialog: made.alarms.append(dialog.message))
    context.on("console", lambda said: made.alarms.append(said.text) if said.type in ("error", "warning") else None)
    for begin in range(0, len(made.paths), TABS):
        tabs = {path: context.new_page() for path in made.paths[begin : begin + TABS]}
        for path, page in tabs.items():
            page.goto(address + path)
        for path, page in tabs.items():
            page.wait_for_load_state("networkidle")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                made.widths[path, scheme] = page.evaluate("document.documentElement.scrollWidth")
            page.close()
    context.close()
    return made


def test_phones_need_not_scroll_sideways(visit: Visit) -> None:
    assert len(visit.widths) == 2 * len(visit.paths)
    assert {where: width for where, width in visit.widths.items() if width > 360} == {}


def test_no_request_leaves_the_site_and_nothing_breaks_the_policy(visit: Visit, address: str) -> None:
    assert len(visit.asked) > len(visit.paths)
    assert [url for url in visit.asked if not url.startswith((address, "data:", "blob:"))] == []
    assert visit.alarms == []


@pytest.mark.sampled(4, of="reader")
def test_without_javascript_all_is_there(browser: Browser, address: str) -> None:
    with _open(browser, java_script_enabled=False) as page:
        page.goto(address + YEAR)
        assert page.locator(".answer").is_visible()
        assert page.locator("svg.hundred").is_visible()
        page.locator("#all ~ ul a").first.click()
        expect(page.locator("figure.chart .broad svg").first).to_be_visible()  # once the page is there
        page.locator("#spending ~ .wide a.figure").first.click()
        expect(page.locator(".evidence :target")).to_be_visible()


@pytest.mark.sampled(4, of="reader")
def test_a_chart_can_be_taken_away_in_every_form(browser: Browser, address: str) -> None:
    with _open(browser, color_scheme="dark") as page:
        page.goto(address + TABLES)
        tools = page.locator("figure.chart .tools").first
        for name, magic in (("存为 SVG", b"<svg "), ("存为 PNG", b"\x89PNG")):
            with page.expect_download() as waiting:
                tools.get_by_text(name, exact=True).click()
            assert Path(waiting.value.path()).read_bytes().startswith(magic), name
        tools.get_by_role("link", name="单独一页").click()
        assert page.locator("h1").text_content()
        assert page.locator(".subject").text_content() == "临河县图书馆 2030 年"
        assert page.locator("main a").first.evaluate("link => link.href") == address + TABLES
        page.locator("summary").click()
        assert page.locator("thead").inner_text().split() == ["名目", "万元"]
        with page.expect_download() as waiting:
            page.get_by_text("数字（CSV）").click()
        rows = Path(waiting.value.path()).read_text("utf-8-sig").splitlines()
        assert rows[0] == "名目,万元"
        assert len(rows) == page.locator("tr").count()


@pytest.mark.sampled(4, of="reader")
@pytest.mark.parametrize("width", [340, 480, 600, 760])
def test_a_frame_of_the_height_offered_shows_a_chart_whole(browser: Browser, address: str, width: int) -> None:
    with _open(browser, viewport={"width": 1280, "height": 800}) as page:
        page.goto(address + TABLES)
        figure = page.locator("figure.chart").first
        path, height = figure.get_attribute("data-chart") or "", int(figure.get_attribute("data-height") or 0)
        assert figure.locator(".broad").is_visible()
        page.set_viewport_size({"width": 360, "height": 740})
        assert figure.locator(".narrow").is_visible()
        assert not figure.locator(".broad").is_visible()
        page.set_viewport_size({"width": width, "height": 100})
        page.goto(path)
        needed = page.evaluate("document.documentElement.scrollHeight")
        assert needed <= height <= needed + 330


@pytest.mark.sampled(4, of="reader")
def test_the_system_and_the_reader_choose_the_scheme(browser: Browser, address: str) -> None:
    with _open(browser, color_scheme="dark") as page:
        page.goto(address)
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator(".scheme-switch").click()
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.reload()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light != dark


@pytest.mark.sampled(4, of="reader")
def test_a_figure_opens_its_evidence_and_has_an_address(browser: Browser, address: str) -> None:
    with _open(browser) as page:
        page.goto(address + YEAR)
        page.locator(".answer strong a").click()
        dialog = page.locator("dialog[open]")
        assert dialog.locator("q").text_content() == "本年支出795.00万元"
        assert "第 7 行" in dialog.inner_text()
        assert "临河县图书馆2030年度报告" in dialog.inner_text()
        report = dialog.locator("a.report").get_attribute("href") or ""
        assert "riverside-library-2030-final" in report
        assert "795.00" in report
        link = page.url
        assert "本年支出" in dialog.locator("h2").inner_text()
        assert "795.00 万元" in dialog.locator("h2").inner_text()
        page.keyboard.press("Escape")
        assert not page.locator("dialog[open]").count()
        page.wait_for_url(address + YEAR)
    assert f"/{YEAR}#final-expenditure-" in link
    with _open(browser) as page:
        page.goto(link)
        assert page.locator("dialog[open] q").text_content() == "本年支出795.00万元"
        assert f"/{TABLES}#final-expenditure-" in page.url
        page.keyboard.press("Escape")
        page.wait_for_url(address + TABLES)


@pytest.mark.sampled(4, of="reader")
def test_going_back_closes_the_evidence_and_not_the_page(browser: Browser, address: str) -> None:
    with _open(browser, viewport={"width": 360, "height": 740}, has_touch=True) as page:
        page.goto(address + TABLES)
        figure = page.locator("#spending ~ .wide a.figure").first
        figure.tap()
        dialog = page.locator("dialog[open]")
        assert dialog.locator(".here").inner_text()
        assert not dialog.locator("[id]:not(h2)").count()
        page.go_back()
        dialog.wait_for(state="detached")
        assert page.url == address + TABLES
        figure.tap()
        dialog.get_by_role("button", name="关闭").tap()
        page.wait_for_url(address + TABLES)
        assert not dialog.count()


@pytest.mark.sampled(4, of="reader")
def test_a_figure_of_a_project_shows_its_quote_and_its_address_on_the_page_of_its_year(
    browser: Browser, address: str
) -> None:
    with _open(browser) as page:
        page.goto(address + PROJECT)
        page.locator(".answer strong a").click()
        page.locator("dialog[open] q").wait_for()
        link = page.locator("dialog[open] .actions a").first.get_attribute("href")
        report = page.locator("dialog[open] a.report").get_attribute("href")
        assert page.url.split("#")[0] == address + PROJECT
    assert str(link).startswith(f"{address}{YEAR}#final-performance-")
    assert f"{LIBRARY}-2030-final" in str(report)


@pytest.mark.sampled(4, of="reader")
@pytest.mark.parametrize(
    ("old", "new"),
    [("#project-final-1", "projects/"), (f"#{LIBRARY}-2030-final-total-parts-1", "findings/"),
     ("#three-public", "tables/"), ("#withheld", "sources/"), ("#hundred", ""), ("#nowhere", "")],
)  # fmt: skip
def test_addresses_of_former_pages_lead_to_what_they_name(browser: Browser, address: str, old: str, new: str) -> None:
    with _open(browser) as page:
        page.goto(address + YEAR + old)
        page.wait_for_load_state("networkidle")
        assert page.url == address + YEAR + new + old


@pytest.mark.sampled(4, of="reader")
def test_the_error_report_is_filled_in(browser: Browser, address: str) -> None:
    with _open(browser) as page:
        page.goto(address + YEAR)
        page.locator(".answer strong a").click()
        page.locator("dialog[open] a.report").click()
        page.wait_for_url("**/contribute/**")
        words = page.locator("#correction").input_value()
    for part in ("riverside-library-2030-final", "795.00", "#final-expenditure-"):
        assert part in words


@pytest.mark.sampled(4, of="reader")
def test_the_keyboard_reaches_everything(browser: Browser, address: str) -> None:
    with _open(browser) as page:
        page.goto(address + TABLES)
        page.keyboard.press("Tab")
        assert "md-skip" in _focused(page)
        page.keyboard.press("Enter")
        reached = set()
        for _ in range(400):
            page.keyboard.press("Tab")
            reached.add(_focused(page).strip())
            if "figure" in reached and "wide" in reached:
                break
        assert {"figure", "wide"} <= reached
        page.locator("a.figure").first.focus()
        page.keyboard.press("Enter")
        assert page.locator("dialog[open]").is_visible()
        assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
        page.keyboard.press("Escape")
        wait_until(page, "document.activeElement.className === 'figure'")


@pytest.mark.sampled(4, of="reader")
def test_paper_shows_the_tables_and_no_menus(browser: Browser, address: str) -> None:
    with _open(browser) as page:
        page.goto(address + TABLES)
        page.emulate_media(media="print")
        assert not page.locator(".site-nav").is_visible()
        assert not page.locator(".site-bar .search-form").is_visible()
        assert page.locator("#spending ~ .wide table").first.is_visible()
        assert page.locator("figure.chart .broad svg").first.is_visible()


@pytest.mark.sampled(4, of="reader")
def test_on_a_phone_no_column_is_out_of_sight_and_contents_stay(browser: Browser, address: str) -> None:
    with _open(browser, viewport={"width": 360, "height": 740}) as page:
        page.goto(address + TABLES)
        hidden = "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth).map(box => box.ariaLabel)"
        assert page.locator(".wide").evaluate_all(hidden) == []
        page.locator("#spending").scroll_into_view_if_needed()
        page.evaluate("window.scrollTo(0, document.getElementById('spending').offsetTop - 60)")
        page.locator(".contents [aria-current]").wait_for()
        assert page.locator(".contents").evaluate("strip => strip.getBoundingClientRect().top") == 0
        assert page.locator(".contents [aria-current]").inner_text() == "钱花到哪里去"
        up = page.locator(".contents .up a")
        box = up.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 360
        assert box["height"] >= 44
        up.click()
        wait_until(page, "scrollY < 150")


@pytest.mark.sampled(4, of="reader")
def test_on_a_phone_a_row_is_a_card_that_names_its_figures(browser: Browser, address: str) -> None:
    with _open(browser, viewport={"width": 360, "height": 740}) as page:
        page.goto(address + "topics/three-public/")
        cell = page.locator(".many td[data-label='合计']").first
        assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"合计 "'
        assert cell.inner_text() == "3.52"
        assert page.locator(".many").evaluate("table => table.scrollWidth") <= 330
        page.set_viewport_size({"width": 1280, "height": 800})
        assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == "none"


@pytest.mark.sampled(4, of="reader")
def test_what_is_tapped_is_as_large_as_a_thumb(browser: Browser, address: str) -> None:
    with _open(browser, viewport={"width": 360, "height": 740}) as page:
        page.goto(address + TABLES)
        small = page.locator(
            ".site-nav a, .site-bar button, .site-bar input, .contents a, .tools :is(a, button), summary, "
            ".neighbours a, .many a.figure, .site-footer a"
        ).evaluate_all(
            "all => all.filter(one => one.checkVisibility()).map(one => [one.textContent.trim(), one.offsetHeight])"
            ".filter(([, height]) => height < 44)"
        )
        assert small == []


@pytest.mark.sampled(4, of="reader")
def test_a_word_is_explained_where_it_is(browser: Browser, address: str) -> None:
    with _open(browser, viewport={"width": 360, "height": 740}) as page:
        page.goto(address + TABLES)
        page.locator("a.term", has_text="财政拨款收入").first.click()
        dialog = page.locator("dialog[open]")
        assert dialog.locator("h2").inner_text().split() == ["政府拨的钱", "财政拨款"]
        assert "税收" in dialog.inner_text()
        page.go_back()
        dialog.wait_for(state="detached")
        assert page.url == address + TABLES


@pytest.mark.sampled(4, of="reader")
def test_the_glossary_is_filtered_and_opens_what_is_addressed(browser: Browser, address: str) -> None:
    with _open(browser) as page:
        page.goto(address + "glossary/")
        page.get_by_label("找一个词").fill("三公")
        assert page.locator(".words dt:visible").all_inner_texts()[0].startswith("三公经费")
        assert not page.locator("#assets").is_visible()
        page.get_by_label("找一个词").fill("没有这种词")
        assert page.get_by_text("没有这个词").is_visible()
        page.goto(address + "glossary/#overall-general_financial_resources")
        assert page.locator("#overall-general_financial_resources").is_visible()
