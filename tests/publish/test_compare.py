"""Units side by side, and the topics."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from disclosure.publish import build_site
from disclosure.publish.fragments import catalogue, resources
from disclosure.publish.overviews import topics
from disclosure.publish.overviews.compare import name_level
from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.rendering import page as pages_of
from disclosure.store import Layout

from .conftest import HOSTILE_NAME, LIBRARY, load_digests


def compose_topics(units: Sequence[UnitDigest]) -> list[pages_of.Page]:
    """The pages of all topics."""
    return [draft.compose() for draft in topics.draft_topics(units)]


def _names(page: Page) -> list[str]:
    return page.locator("#comparison tbody th[scope=row]").all_inner_texts()


@pytest.mark.browser
def test_the_state_is_the_address_and_survives_a_reload(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}compare/")
    status, groups = page.locator("#compare-status"), page.locator("#comparison tr.group")
    newest = "没有选年份，是每个单位最新的一份"
    expect(status).to_contain_text(newest)
    assert groups.all_inner_texts() == ["2031 年预算：1 份", "2030 年决算：1 份"]
    page.locator("#compare-form summary").click()
    page.get_by_label("2030 年").check()
    expect(status).to_contain_text("2 份报告，2 个单位。")
    page.get_by_label("2031 年").check()
    expect(status).to_contain_text("3 份报告，2 个单位；不同年份、预算和决算分开列")
    page.get_by_label("2031 年").uncheck()
    expect(status).to_contain_text("2 份报告")
    assert _names(page) == [HOSTILE_NAME, "临河县图书馆"]
    page.locator("[data-sort=spending]").click()
    assert _names(page) == ["临河县图书馆", HOSTILE_NAME]
    page.get_by_label("按在职人员人均").check()
    cell = "#comparison tbody tr:has-text('图书馆') td >> nth=1"
    expect(page.locator(cell)).to_have_text("25.65")  # 795 万元 for 31 people
    page.reload()
    expect(page.locator(cell)).to_have_text("25.65")
    assert "years=2030&per=head&sort=-spending" in page.url
    assert page.get_by_label("按在职人员人均").is_checked()
    page.get_by_label("每支出 100 元").check()
    expect(page.locator("#comparison tbody tr:has-text('图书馆') td >> nth=5")).to_have_text("0.44")  # 3.52 of 795
    page.get_by_label("金额", exact=True).check()
    expect(page.locator(cell)).to_have_text("795.00")
    with page.expect_download() as waiting:
        page.locator("#compare-csv").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert f"{LIBRARY},临河县图书馆,2030,决算,7950000," in text
    assert '"<script>alert(""1"")</script>"' in text
    page.get_by_label("每支出 100 元").check()
    with page.expect_download() as waiting:
        page.locator("#compare-csv").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert f"{LIBRARY},临河县图书馆,2030,决算,100," in text
    assert not re.search(r"\.\d{3}", text), "figures are rounded"
    page.locator("#compare-form summary").click()
    page.get_by_label("2030 年").uncheck()
    expect(status).to_contain_text(newest)
    context.close()


@pytest.mark.browser
def test_the_chart_is_of_one_year_and_kind_with_its_median(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    rows = [
        {"unit": LIBRARY, "kind": kind, "year": year, "figures": {"spending": [amount, "tables/#x"]}}
        for kind, year, amount in [
            ("final", 2030, 10), ("final", 2030, 30), ("final", 2030, 20), ("budget", 2031, 900), ("budget", 2031, 80),
        ]
    ]  # fmt: skip
    page.route("**/compare/newest.json", lambda route: route.fulfill(body=json.dumps(rows)))
    page.goto(f"{address}compare/")
    expect(page.locator("#compare-chart h2")).to_contain_text("2030 年决算，支出：3 个单位")
    shown = page.locator("#compare-chart li span").all_inner_texts()
    assert shown == ["0.003万元", "0.002万元", "0.002万元", "0.001万元"], "the second of two equal ones is the median"
    assert page.locator("#compare-chart li.median").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


@pytest.mark.browser
def test_similar_units_are_at_the_same_level_and_spend_on_the_same(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}compare/?near={LIBRARY}")
    expect(page.locator("#compare-status")).to_contain_text("同为省级、用钱最多的都是“文化旅游体育与传媒支出”的单位")
    assert _names(page) == ["临河县图书馆", HOSTILE_NAME]
    page.goto(f"{address}units/{LIBRARY}/")
    page.get_by_role("link", name="与同类单位比较").click()
    expect(page.locator("#compare-status")).to_contain_text("同为省级")
    context.close()


@pytest.mark.parametrize(
    ("code", "level"),
    [("100000", "中央"), ("110000", "省级"), ("320500", "市级"), ("310107", "区县级"), ("652301", "区县级"), ("", "")],
)
def test_the_level_of_a_unit_is_in_the_code_of_its_division(code: str, level: str) -> None:
    assert name_level(code) == level


@pytest.mark.browser
def test_units_can_be_chosen_and_a_wrong_address_does_no_harm(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    alarms: list[str] = []
    page.on("pageerror", lambda error: alarms.append(str(error)))
    page.goto(f"{address}compare/?years=2030,1066,x&units={LIBRARY},nobody&kind=constructor&sort=-nothing")
    expect(page.locator("#compare-status")).to_contain_text("1 份报告")
    assert _names(page) == ["临河县图书馆"]
    assert alarms == []
    context.close()


def test_slices_hold_the_stated_figures_with_their_addresses(site: Path) -> None:
    rows = json.loads((site / "compare" / "2030.json").read_text(encoding="utf-8"))
    figures = next(row for row in rows if row["unit"] == LIBRARY)["figures"]
    assert figures["spending"][0] == 7950000
    assert figures["staff"][0] == 31
    assert "procurement" not in figures
    for _, address in figures.values():
        path, _, anchor = address.partition("#")
        page = (site / "units" / LIBRARY / "2030" / path / "index.html").read_text(encoding="utf-8")
        assert f'<span id="{anchor}"' in page


def test_the_page_has_a_table_without_script(site: Path) -> None:
    page = (site / "compare" / "index.html").read_text(encoding="utf-8")
    assert re.search(r"临河县图书馆</a></th>.*?900\.00</a>", page, re.S)


def test_topics_show_every_report_that_speaks_of_them(site: Path) -> None:
    page = (site / "topics" / "three-public" / "index.html").read_text(encoding="utf-8")
    assert re.search(
        r'临河县图书馆</a></th>.*?2030 决算</a></td>\s*<td [^>]*><a class="figure"[^>]*>3\.52</a>', page, re.S
    )
    scores = (site / "topics" / "performance" / "index.html").read_text(encoding="utf-8")
    assert re.search(
        r'projects/p18f4a06/">流动书车</a><small>临河县图书馆</small></th>'
        r'<td data-label="得分">96\.5</td><td data-label="指标">1</td>',
        scores,
    )


def test_much_is_parted_by_year(checkout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "_MOST_ROWS", 1)
    pages = {page.address: page for page in compose_topics(load_digests(checkout))}
    assert "topics/performance/2030/" in pages
    table = pages["topics/performance/2030/"].fragments["topics/performance/2030/table"]
    assert 'href="../../../units/riverside-library/2030/../projects/p18f4a06/">流动书车' in table


def test_many_reports_are_told_by_unit(
    site: Path, checkout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where each report had a table of its own, the pages over all of them would grow with their number."""
    method, data = ((site / name / "index.html").read_text(encoding="utf-8") for name in ("method", "data"))
    assert "临河县图书馆 2030 年部门决算：文件中每个数字的去向" in method
    assert "每份报告的数据质量" in data
    monkeypatch.setattr(catalogue, "_MOST_COVERED", 0)
    monkeypatch.setattr(resources, "_MOST_REPORTS", 1)
    build_site(checkout, tmp_path / "many", lambda _: None)
    many = tmp_path / "many"
    method, data = ((many / name / "index.html").read_text(encoding="utf-8") for name in ("method", "data"))
    assert "各单位的全部报告：文件中每个数字的去向" in method
    cells = [rf"<td[^>]*>{number}</td>" for number in ("4", "2", "1", "1", "4", "75.00%", "1")]
    assert re.search('<th scope="row">临河县图书馆</th>' + "".join(cells[:4]), method)
    assert "每个单位的数据质量" in data
    name = '<a href="../units/riverside-library/">临河县图书馆</a>'
    assert re.search(f"{name}</th>" + "".join(cells[4:]), data)
    listed = data.split('id="reports"')[1].split("<h2")[0]
    assert f'<li>{name}：<a href="../units/riverside-library/2030/sources/">2030</a> ' in listed
    assert (many / "units" / LIBRARY / "2030" / "sources" / "index.html").is_file()
    assert "downloads/reports/" not in listed


def test_a_topic_draws_the_year_that_most_units_share(checkout: Layout) -> None:
    """Final accounts of two units, budgets of three of another year: the budgets, and never both in one chart."""
    (library,) = [each for each in load_digests(checkout) if each.unit.unit_id == LIBRARY]
    final, budget = (next(each for each in library.reports if each.report.kind == kind) for kind in ("final", "budget"))
    figures = {**budget.figures, "three-public": final.figures["three-public"]}
    compared = replace(budget, figures=figures)
    units = [replace(library, reports=(final, compared) if number < 2 else (compared,)) for number in range(3)]
    (page,) = [each for each in compose_topics(units) if each.address == "topics/three-public/"]
    assert [chart.measure for chart in page.charts] == ["“三公”经费，2031 年部门预算，3 个单位，万元"]
    assert [chart.title for chart in page.charts] == ["2031 年部门预算“三公”经费最多的是“临河县图书馆”，3.52 万元"]
