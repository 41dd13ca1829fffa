"""The built site in a real browser: search in Chinese, phones, no request to anybody else."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from .conftest import HOSTILE, LIBRARY

pytestmark = pytest.mark.browser
FLAGS = [
    "--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PAGES = (
    "",
    "units/",
    "findings/",
    "data/",
    "glossary/",
    "method/",
    f"units/{LIBRARY}/",
    f"units/{LIBRARY}/2030/",
    f"units/{HOSTILE}/2030/",
)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        message = "no Chromium on the path: the site was not tried in a browser"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("三公经费", f"units/{LIBRARY}/2030/"),
        ("“三公”经费", f"units/{LIBRARY}/2030/"),
        ("三公", f"units/{LIBRARY}/2030/"),
        ("公务用车", f"units/{LIBRARY}/2030/"),
        ("用车", f"units/{LIBRARY}/2030/"),
        ("图书馆", f"units/{LIBRARY}/"),
        ("少儿阅览", f"units/{LIBRARY}/"),
        ("流动书车", f"units/{LIBRARY}/2030/"),
        ("政府采购", "glossary/"),
    ],
)
def test_search_finds_chinese(browser: Browser, address: str, typed: str, found: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(typed, delay=20)
    page.wait_for_selector(".md-search-result__link", timeout=10_000)
    links = page.eval_on_selector_all(".md-search-result__link", "all => all.map(each => each.href)")
    page.close()
    assert any(link.removeprefix(address).startswith(found) for link in links), links


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phones_need_not_scroll_sideways(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    context.close()


def test_no_request_leaves_the_site_and_nothing_runs(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    alarms: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: alarms.append(str(error)))
    page.on("dialog", lambda dialog: alarms.append(dialog.message))
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    page.close()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert alarms == []


def test_charts_and_answer_need_no_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}units/{LIBRARY}/2030/")
    assert page.locator("figure.chart svg").first.is_visible()
    assert page.locator(".answer").is_visible()
    context.close()


def test_following_a_figure_opens_its_evidence(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}units/{LIBRARY}/2030/")
    page.locator("#spending ~ .wide .figure").first.click()
    target = page.evaluate("location.hash.slice(1)")
    assert page.locator(f"[id='{target}'] q").is_visible()
    page.close()
