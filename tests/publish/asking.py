"""Asking a built site's search what readers type, and a site with the units that the labelled queries are about."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from playwright.sync_api import Page, expect

from disclosure.package.editions.descriptor import write_descriptor
from disclosure.publish import build_site
from disclosure.reference import load_reference

from .conftest import ROOT, make_budget, make_checkout, write_holding

QUERIES = Path(__file__).parent / "queries"
#: The units of the reports that this repository began with.
_REAL = ("changji-city-office", "changji-egov", "changji-services")


def read_queries(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """What readers type with the beginnings of addresses of which one is expected among the first two hits."""
    with (QUERIES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [(row["query"], tuple(row["expected"].split())) for row in csv.DictReader(file)]


def list_hits(page: Page, address: str, query: str) -> list[str]:
    """The addresses of the hits of a query below ``address``, in order."""
    page.goto(f"{address}search/")
    page.locator("#query").fill(query)
    expect(page.locator("#search-status")).to_contain_text(f"“{query}”", timeout=15_000)
    links: list[str] = page.eval_on_selector_all("#search-results h3 a", "all => all.map(each => each.href)")
    return [link.removeprefix(address) for link in links]


def find_missed(page: Page, address: str, queries: list[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    """The queries of which neither of the first two hits is an expected one, with what was found instead."""
    missed = {}
    for query, expected in queries:
        hits = list_hits(page, address, query)
        if not any(hit.startswith(expected) for hit in hits[:2]):
            missed[query] = hits[:3]
    return missed


def build_asked_site(folder: Path) -> None:
    """A site of the first reports and of invented budgets of units with real names of many places."""
    layout = make_checkout(folder / "checkout")
    for unit in _REAL:
        shutil.copytree(ROOT / "data" / "reports" / unit, layout.reports / unit)
    with (QUERIES / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = load_reference(layout.reference).units  # a unit whose real reports were added has its row already
    with (layout.reference / "units.csv").open("a", encoding="utf-8") as units:
        units.writelines(
            f"{row['unit_id']},{row['name']},,{row['region_code']}\n" for row in rows if row["unit_id"] not in known
        )
    for row in rows:
        write_holding(layout, row["unit_id"], 2031, "budget", make_budget(), row["name"])
    write_descriptor(layout)
    build_site(layout, folder / "site", lambda _: None)
