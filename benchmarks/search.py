"""Opens a built site in Chromium and searches it as readers do; prints what each query costs and finds.

Run with ``python benchmarks/search.py site``. Bytes are those a host that compresses would send; what the browser has
from the home page is not counted again.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, Response, expect, sync_playwright

FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
#: What is typed -> the beginnings of addresses, one of which must be among the results.
TERMS = {
    "三公经费": ("glossary/", "topics/"), "“三公”经费": ("glossary/", "topics/"), "公车": ("glossary/", "units/"),
    "用车": ("glossary/", "units/"), "工资": ("glossary/",), "政府采购": ("glossary/#procurement",),
    "因公出国（境）费": ("glossary/",), "保险": ("glossary/", "units/"), "办公费": ("glossary/", "units/"),
}  # fmt: skip
#: The most that a first query may cost a reader, in bytes.
MOST = 300_000


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """The address at which a site is served while this holds."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def list_queries(site: Path) -> dict[str, tuple[str, ...]]:
    """The terms, and some units by their name, by a part of it, and with a year."""
    places = json.loads((site / "search" / "titles.json").read_text(encoding="utf-8"))["places"]
    units = [
        (number, short if at < 0 else short[:at] + place + short[at:], years)
        for _, place, rows in places
        for number, short, at, _, years, _ in rows
    ]
    queries = dict(TERMS)
    for number, name, years in units[:: max(1, len(units) // 4)]:
        own = f"units/{number}/"
        same = tuple(f"units/{other}/" for other, its_name, _ in units if name[1:] in its_name)
        queries |= {name: (own,), name[1:]: same, f"{name} {years[0]}": (f"{own}{years[0]}/",)}
    return queries


def ask(page: Page, address: str, query: str) -> tuple[list[str], int, int, float]:
    """The addresses that a first query finds, and what it costs beyond the home page: bytes, files, seconds."""
    got: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if response.status == 200:
            body = response.body()
            packed = response.url.rpartition(".")[2].startswith("pf_") or response.url.endswith(".pagefind")
            got[response.url] = len(body) if packed else len(gzip.compress(body))

    page.on("response", weigh)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    before, begun = set(got), time.perf_counter()
    page.locator("#home-search").fill(query)
    page.locator("#home-search").press("Enter")
    expect(page.locator("#search-status")).to_contain_text("找到", timeout=30_000)
    seconds = time.perf_counter() - begun
    page.wait_for_load_state("networkidle")
    links = page.eval_on_selector_all("#search-results a", "all => all.map(each => each.href)")
    fetched = [got[url] for url in got.keys() - before]
    return [link.removeprefix(address) for link in links], sum(fetched), len(fetched), seconds


def main() -> None:
    """Print a line for each query; fail if one finds nothing right or costs too much."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("site", type=Path)
    chosen = options.parse_args()
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    missed = 0
    with serve(chosen.site) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        for query, wanted in list_queries(chosen.site).items():
            context = browser.new_context()
            links, cost, files, seconds = ask(context.new_page(), address, query)
            context.close()
            right = next((place for place, link in enumerate(links, 1) if link.startswith(wanted)), None)
            missed += right is None or cost > MOST
            spent = f"{cost / 1000:.0f} KB in {files} files, {seconds:.2f} s"
            print(f"{query}: {len(links)} addresses, the right one is number {right}, {spent}", flush=True)
        browser.close()
    if missed:
        sys.exit(f"{missed} queries find nothing right, or cost more than {MOST / 1000:.0f} KB")


if __name__ == "__main__":
    main()
