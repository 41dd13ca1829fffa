from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from frictionless import Package
from tests.editions import expand_table, read_json

from disclosure.model import Parsed
from disclosure.publish.facts.holdings import Holding
from disclosure.publish.units.year import compose_year
from disclosure.publish.units.yearbook import compose_yearbook, plan_years
from disclosure.store import Layout

from .conftest import LIBRARY, load_unit, make_checkout, make_fact, write_holding

#: The most a page of a unit and year may weigh, in bytes of gzip.
MOST = 100_000


def _read(site: Path, path: str) -> str:
    return (site / "units" / LIBRARY / "2030" / path / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(site: Path) -> str:
    """The page of the answer."""
    return _read(site, "")


@pytest.fixture(scope="module")
def tables(site: Path) -> str:
    return _read(site, "tables")


@pytest.fixture(scope="module")
def projects(site: Path) -> str:
    return _read(site, "projects")


@pytest.fixture(scope="module")
def project(site: Path) -> str:
    """The page of 流动书车."""
    pages = [path.read_text(encoding="utf-8") for path in (site / "units" / LIBRARY / "projects").glob("*/index.html")]
    return next(html for html in pages if "流动书车</h1>" in html)


@pytest.fixture(scope="module")
def findings(site: Path) -> str:
    return _section(_read(site, "findings"), "findings")


@pytest.fixture(scope="module")
def sources(site: Path) -> str:
    return _read(site, "sources")


def _strip(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def _section(page: str, name: str) -> str:
    return re.split(r'<h2 id="', page.split(f'<h2 id="{name}"', 1)[1])[0]


def test_the_answer_is_one_sentence_of_stated_figures(page: str) -> None:
    answer = _strip(re.search(r'<p class="answer">.*?</p>', page, re.S)[0])  # type: ignore[index]
    assert "决算支出 795.00 万元" in answer
    assert "文化旅游体育与传媒支出 600.00 万元" in answer
    assert "支出总计比上年减少 40.00 万元（−4.71%）" in answer
    assert "屋顶维修已经完工" in page


def test_every_figure_leads_to_its_quote(page: str, tables: str, projects: str) -> None:
    shown = {"tables/": tables, "projects/": projects}
    inside = {
        (path, target)
        for path, html in shown.items()
        for target in re.findall(r'<a class="figure" href="#([^"]+)"', html)
    }
    answered = set(re.findall(r'href="((?:tables|projects)/)#((?:final|budget)-[^"]+)"', page))
    assert len(inside) > 15
    assert len(answered) > 8
    for path, target in inside | answered:
        assert re.search(rf'<span id="{target}"[^>]*>.+?</span>', shown[path]), target
    assert re.search(r"<q><span [^>]*>本年支出795.00万元</span></q>", tables), (
        "a figure that the quote lacks is not marked"
    )
    assert re.search(r"<q><span [^>]*>basic<mark>5000000</mark></span></q>", tables)


def test_every_fact_is_on_the_pages_below_as_evidence(tables: str, projects: str) -> None:
    assert len(re.findall(r'<span id="final-[a-z_]+-[0-9a-f]{7}(-\d+)?"', tables + projects)) == 23


def test_figures_that_do_not_agree_lead_to_the_finding(tables: str) -> None:
    marks = re.findall(r'([0-9.]+)</a> <a class="doubt" href="../findings/#([^"]+)" title="([^"]+)">对不上</a>', tables)
    assert {figure for figure, *_ in marks} == {"810.00", "800.00"}
    assert {anchor for _, anchor, _ in marks} == {f"{LIBRARY}-2030-final-total-parts-1"}
    assert all("不一致" in words for *_, words in marks)


def test_zero_and_absent_are_different(tables: str) -> None:
    income = _section(tables, "income")
    assert re.search(r'<p class="zeros">写明是 0：<a class="figure"[^>]*>经营收入</a>。', income)
    spending = _section(tables, "spending")
    assert re.search(r'2080505</code></th>\s*<td [^>]*><a[^>]*>190.00</a></td>\s*<td class="absent">', spending)


def test_reasons_stand_with_their_line_as_text(tables: str) -> None:
    spending = _section(tables, "spending")
    row = spending.split("2070104", 1)[1].split("</tr>", 2)[1]
    assert "新购少儿图书 &lt;b&gt;三千&lt;/b&gt; 册" in row


def test_a_figure_stated_twice_differently_shows_both(tables: str) -> None:
    section = _section(tables, "three-public")
    assert ">3.52 万元</a>" in section
    assert "另处写作" in section
    assert ">3.53 万元</a>" in section


def test_the_total_of_the_year_is_not_the_grand_total_written_again(tables: str) -> None:
    income = _section(tables, "income")
    assert ">810.00</a>" in income
    assert ">800.00</a>" in income
    assert "另处写作" not in income


def test_parts_of_a_projects_money_are_lines_of_their_own(project: str) -> None:
    words = _strip(project)
    assert "车辆修理：决算 12.00 万元" in words
    assert "图书添置：决算 7.00 万元" in words


def test_a_project_shows_its_money_score_targets_and_deviations(project: str) -> None:
    words = _strip(project)
    assert "2030 年花了 19.00 万元（全年预算 20.00 万元）。单位自评 96.5 分（满分 100）。" in words
    assert "书车出车次数：目标至少 50次，实际 40次（完成 80%），得分 8 / 10。单位说：两个月在修车" in words
    assert project.count("<h2") == 1, "one document, one section"


def test_figures_of_a_project_lead_to_their_quotes_in_the_list_of_its_year(project: str, projects: str) -> None:
    links = re.findall(r'href="../../2030/projects/#(final-[^"]+)"', project)
    assert len(set(links)) == 4
    for name in links:
        assert re.search(rf'<span id="{name}"[^>]*>.+?</span>', projects), name
    assert re.search(r'<h3><a href="../../projects/p[0-9a-f]{7}/">流动书车</a>', projects)
    assert "<h3>古籍修复" in projects, "a project without indicators in one document is a row"


def test_every_chart_is_drawn_described_and_has_its_table(site: Path) -> None:
    drawn = 0
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        for figure in re.finditer(r'<figure class="chart" [^>]*>(.*?)</figure>(.{0,300})', html, re.S):
            drawn += 1
            assert re.search(
                r'<figcaption>.+</figcaption>.*<div role="img" aria-label="[^"]{5,}">'
                r'<div class="narrow"><svg .*?</svg></div><div class="broad"><svg .*?</svg></div></div>.*chart\.svg"',
                figure[1],
                re.S,
            )
            own = (path.parent / figure[0].split('data-chart="', 1)[1].split('"', 1)[0] / "index.html").resolve()
            assert len(re.findall(r"<tr>.*?</tr>", own.read_text(encoding="utf-8"), re.S)) > 2, path
    assert drawn >= 4


def test_tables_have_captions_and_scopes(site: Path) -> None:
    for path in site.rglob("*.html"):
        for table in re.findall(r'<table class="ledger.*?</table>', path.read_text(encoding="utf-8"), re.S):
            assert "<caption>" in table
            assert not re.search(r"<th(?![^>]*scope=)[ >]", table)


def test_an_answer_stands_beside_its_finding(findings: str) -> None:
    assert "已答复" in findings
    assert "2030-05-06" in findings
    assert "单位说明：&lt;b&gt;四舍五入&lt;/b&gt;所致。" in findings


def test_corrections_of_what_was_recognized_are_listed(sources: str, site: Path) -> None:
    listed = _section(sources, "corrections")
    assert [_strip(row).strip() for row in re.findall(r"<li>.*?</li>", listed, re.S)] == [
        "第 4 页：识别为 1,208.05，原件印作 1,200.05。页面上印的是&lt;b&gt;1,200.05&lt;/b&gt; 2030-05-07",
        "第 4 页（同样 3 处中的第 2 处）：识别为 -5.68，原件印作 5.68。=没有负号 2030-05-08",
    ]
    assert 'id="corrections"' not in (site / "units" / LIBRARY / "2031" / "sources" / "index.html").read_text(
        encoding="utf-8"
    )


def test_facts_that_were_taken_down_are_listed(sources: str, site: Path) -> None:
    listed = _section(sources, "withheld")
    assert [_strip(row).strip() for row in re.findall(r"<li>.*?</li>", listed, re.S)] == [
        "p7：“藏书&lt;b&gt;12&lt;/b&gt;册”读作 12。原文为21册 2030-05-09 撤下，2030-06-01 更正",
        "p7：“藏书&lt;b&gt;12&lt;/b&gt;册”读作 13。原文为21册 2030-05-09 撤下",
    ]
    assert 'id="withheld"' not in (site / "units" / LIBRARY / "2031" / "sources" / "index.html").read_text(
        encoding="utf-8"
    )
    log = (site / "findings" / "index.html").read_text(encoding="utf-8")
    assert f'href="../units/{LIBRARY}/2030/sources/#withheld"' in log


def test_pages_say_what_was_not_held_against_its_source(site: Path) -> None:
    mark = "未对照原文件重读</a>"
    pages = {year: (site / "units" / LIBRARY / str(year) / "index.html").read_text("utf-8") for year in (2030, 2031)}
    assert pages[2030].count(mark) == 1
    assert mark not in pages[2031]
    method = (site / "method" / "index.html").read_text(encoding="utf-8")
    assert [_strip(cell) for cell in re.findall(r"<td[^>]*>.*?</td>", method.partition('id="verified"')[2])][:4]


def test_corrections_are_part_of_the_data(site: Path) -> None:
    """The published table has what the page shows, as it is written."""
    (path,) = site.rglob("corrections.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    known = [(row["report_id"], row["source"], row["page"], row["old"], row["occurrence"], row["new"]) for row in rows]
    assert known == [
        (f"{LIBRARY}-2030-final", "1", "4", "-5.68", "2", "5.68"),
        (f"{LIBRARY}-2030-final", "1", "4", "1,208.05", "1", "1,200.05"),
    ]
    assert [row["reason"] for row in rows] == ["=没有负号", "页面上印的是<b>1,200.05</b>"]
    assert {row["date"] for row in rows} == {"2030-05-07", "2030-05-08"}


def test_findings_name_both_sides_and_places_in_words(findings: str) -> None:
    assert "合计与分项（第 7 行）不一致" in findings
    assert "810.00 万元" in findings
    assert "800.00 万元" in findings


def test_coverage_counts_what_was_not_read(sources: str) -> None:
    cells = re.findall(r"<td[^>]*>(\d+)</td>", _section(sources, "coverage").split("<tfoot>")[1])
    assert cells == ["4", "2", "1", "1"]


def test_pages_are_light(site: Path) -> None:
    for path in site.glob("units/*/*/**/index.html"):
        assert len(gzip.compress(path.read_bytes(), mtime=0)) < MOST


def test_derived_years_are_marked(site: Path) -> None:
    unit = (site / "units" / LIBRARY / "index.html").read_text(encoding="utf-8")
    trend = unit.split('id="trend-spending"')[1].split("</section>")[0]
    assert re.search(r"2029</th><td[^>]*>决算</td><td>850.00 万元</td><td[^>]*>.*推出", trend)
    assert re.search(r"2030</th><td[^>]*>决算</td><td>810.00 万元</td><td[^>]*>.*写明", trend)
    assert re.search(r"2031</th><td[^>]*>预算</td><td>900.00 万元</td>", trend)


def test_a_figure_keeps_its_address_when_its_value_is_corrected_and_others_come_before_it(checkout: Layout) -> None:
    held = load_unit(checkout, LIBRARY)[0].of_year(2030)[0]
    facts = [dict(row) for row in held.tables["facts"]]
    new = facts[2] | {"statement": "assets", "item": "vehicles"}
    changed = [new, *facts]
    for number, row in enumerate(changed, 1):
        changed[number - 1] = row | {"fact": str(number), "value": "1"}
    later = Holding(held.report, held.folder, dict(held.tables) | {"facts": changed})
    assert [later.addresses[str(number + 1)] for number in range(1, len(facts) + 1)] == list(held.addresses.values())
    assert len(set(held.addresses.values())) == len(facts)


def test_the_page_offers_its_own_data(site: Path, tables: str, projects: str, sources: str) -> None:
    downloads = site / "downloads"
    name = f"{LIBRARY}-2030-final"
    content = read_json(downloads / "api" / "reports" / f"{name}.json.gz")
    facts = expand_table(content["facts"])
    assert [content["report"]["year"], len(facts)] == [2030, 23]
    assert facts[0]["value"] == 8100000
    assert facts[4]["value"] == -4.71
    for fact in facts:
        assert f'<span id="{fact["address"][1:]}"' in tables + projects
    report = Package(str(downloads / "reports" / f"{name}.zip")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    with zipfile.ZipFile(downloads / "reports" / f"{name}.zip") as archive:
        assert archive.testzip() is None
        rows = list(csv.DictReader(io.StringIO(archive.read("facts.csv").decode("utf-8"))))
        package = json.loads(archive.read("datapackage.json"))
    assert [row["fact"] for row in rows] == [str(number) for number in range(1, 24)]
    assert package["name"].endswith(name)
    assert f'href="../../../../downloads/reports/{name}.zip"' in sources
    assert f'href="../../../../downloads/api/reports/{name}.json.gz"' in sources


def test_the_page_leads_to_the_years_beside_it(page: str) -> None:
    assert re.search(r'<a href="\.\./2031/" rel="next">2031 年 →</a>', page)
    assert "这一年的部门预算还没有收录" in page


def test_the_description_holds_the_answer(page: str) -> None:
    description = re.search(r'<meta name="description" content="([^"]*)"', page)
    assert description
    assert "决算支出 795.00 万元" in description[1]


def test_a_finding_leads_to_its_check_and_shows_its_answer(findings: str, site: Path) -> None:
    assert 'href="../../../../findings/overall-parts/"' in findings
    assert "单位说明：&lt;b&gt;四舍五入&lt;/b&gt;所致。" in findings
    check = (site / "findings" / "overall-parts" / "index.html").read_text(encoding="utf-8")
    assert "收入总计应等于" in check
    assert "临河县图书馆 2030 年部门决算" in check
    log = (site / "findings" / "index.html").read_text(encoding="utf-8").split('id="log"')[1]
    assert "2030-05-06" in log


def test_both_reports_of_a_year_stand_side_by_side(tmp_path: Path) -> None:
    layout = make_checkout(tmp_path / "checkout")
    line = {
        "functional_code": "2070104", "functional_name": "文化旅游体育与传媒支出/文化和旅游/图书馆",
        "fund": "general_public_budget", "phase": "approved",
    }  # fmt: skip
    other = line | {
        "functional_code": "2080505",
        "functional_name": "社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出",
    }
    facts = (make_fact("general_public", "5500000", **line), make_fact("general_public", "2000000", **other))
    write_holding(layout, LIBRARY, 2030, "budget", Parsed(facts, (), (), (), ()), "临河县图书馆")
    unit, workshop = load_unit(layout, LIBRARY)
    plan = plan_years(unit, workshop.setting.wording)[0][0]
    answer = compose_year(plan, workshop.setting)
    page = compose_yearbook(plan, workshop.setting)[0]
    spending = page.fragments[f"units/{LIBRARY}/2030/tables/spending"]
    assert re.search(
        r"2070104</code></th>\s*<td [^>]*><a[^>]*>550.00</a></td>\s*<td [^>]*><a[^>]*>600.00</a>", spending
    )
    assert "还没有收录" not in answer.fragments[f"units/{LIBRARY}/2030/frame"]
    pairs = next(chart for chart in page.charts if chart.name == "budget")
    assert [row[1:3] for row in pairs.rows] == [("550.00", "600.00"), ("200.00", "190.00")]
    assert "部门预算" in spending.split("原文依据")[1]
