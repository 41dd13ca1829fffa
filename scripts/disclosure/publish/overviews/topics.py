"""The pages of the topics: one thing over all units and years."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from disclosure.publish.charts.captions import say_largest, say_lowest_score
from disclosure.publish.charts.chart import Bar, Chart, chart_bars, name_unit
from disclosure.publish.facts.ledger import Entry
from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.rendering.page import Draft, Page
from disclosure.publish.rendering.template import render
from disclosure.publish.tables.measures import PROCUREMENT, SPENDING, STAFF, THREE_PUBLIC, Measure
from disclosure.publish.words.amounts import format_figure
from disclosure.publish.words.labels import KINDS

#: More rows than this are parted by year, a page each.
_MOST_ROWS = 200
#: With fewer there is nothing to compare.
_FEWEST_BARS = 2
_MOST_BARS = 15


@dataclass(frozen=True)
class Topic:
    """A topic: its address, its title, what it is in plain words, its columns."""

    name: str
    title: str
    words: str
    measures: tuple[Measure, ...]
    #: the group of measures in a report's figures, if it has another name
    group: str = ""


TOPICS = (
    Topic(
        "spending", "收入和支出", "各单位一年的收入、支出，支出里多少是日常运转（基本支出），多少是专门的项目。",
        SPENDING, "compare",
    ),
    Topic(
        "three-public", "“三公”经费", "因公出国（境）、公务用车购置及运行、公务接待三项花的钱，一般只算财政拨款。",
        THREE_PUBLIC,
    ),
    Topic(
        "procurement", "政府采购", "用财政资金买货物、工程和服务，其中多少授予或预留给中小企业。", PROCUREMENT,
    ),
    Topic("staff", "机构和人员", "编制是核定的岗位数，在职是实际在岗的人。", STAFF),
    Topic(
        "performance", "项目绩效", "单位给自己的项目打的分，满分 100。是单位自评；指标和偏差原因见各单位的页面。",
        (),
    ),
)  # fmt: skip


class Figure(NamedTuple):
    """A figure of a line; ``address`` is where it is shown, below the page of its unit and year."""

    value: Decimal
    value_unit: str
    signed: bool
    address: str

    @property
    def shown(self) -> str:
        """As a reader sees it; the table names the unit of money, so that it is left out."""
        return format_figure(self.value, self.value_unit, signed=self.signed, with_unit=self.value_unit != "元")


class Row(NamedTuple):
    """One line: a report, or a project of it, and its figures by the name of their measure.

    These are plain values and all that the page has of its data: they are the key it is kept under.
    """

    unit_id: str
    unit: str
    year: int
    kind: str
    figures: Mapping[str, Figure]
    project: str = ""
    address: str = ""
    score: str = ""
    indicators: int = 0


def draft_topics(units: Sequence[UnitDigest]) -> Iterator[Draft]:
    """The list of topics, a page for each, and one a year where there is much."""
    yield Draft("topics", _compose_list)
    for topic in TOPICS:
        rows = _list_rows(topic, units)
        years = sorted({row.year for row in rows}, reverse=True)
        if len(rows) <= _MOST_ROWS:
            yield _draft(topic, rows, years, None)
            continue
        for position, year in enumerate(years):
            of_year = [row for row in rows if row.year == year]
            yield _draft(topic, of_year, years, year)
            if position == 0:
                yield _draft(topic, of_year, years, None)


def _draft(topic: Topic, rows: Sequence[Row], years: Sequence[int], year: int | None) -> Draft:
    model = json.dumps([topic.name, rows, years, year], ensure_ascii=False, default=str)
    return Draft(model, partial(_compose, topic, rows, years, year))


def _list_rows(topic: Topic, units: Sequence[UnitDigest]) -> list[Row]:
    rows = []
    for unit in units:
        for held in reversed(unit.reports):  # the newest first
            report = (unit.unit.unit_id, unit.unit.name, held.report.year, held.report.kind)
            if not topic.measures:
                rows += [Row(*report, {}, each.name, each.address, each.score, each.indicators) for each in held.scores]
            elif figures := held.figures[topic.group or topic.name]:
                rows.append(Row(*report, {name: _keep(entry) for name, entry in figures.items()}))
    return rows


def _keep(entry: Entry) -> Figure:
    return Figure(entry.value, entry["value_unit"], entry.signed, entry.address)


def _compose(topic: Topic, rows: Sequence[Row], years: Sequence[int], year: int | None) -> Page:
    base = f"topics/{topic.name}" + (f"/{year}" if year else "")
    page = Page(f"{base}/index.md")
    chart = _draw(topic, rows)
    chart = page.place(chart, f"{topic.title}，各单位", "各单位公开的预算、决算") if chart else None
    used = [each for each in topic.measures if any(each.name in row.figures for row in rows)]
    parted = bool(years) and len({row.year for row in rows}) < len(years)
    shown: dict[str, Any] = {
        "topic": topic, "rows": rows, "measures": used, "chart": chart, "years": years if parted else [], "year": year,
        "money": any(entry.value_unit == "元" for row in rows for entry in row.figures.values()),
        "root": page.root, "base": f"topics/{topic.name}",
    }  # fmt: skip
    title = f"{topic.title}：{year} 年各单位" if year else f"{topic.title}：各单位、各年份"
    page.head(title)
    page.add("words", f"<p>{topic.words}</p>\n")
    page.add("table", render("topic.html", **shown))
    page.close(title, topic.words, hide=("navigation", "toc"), scripts=["charts.js"])
    return page


def _draw(topic: Topic, rows: Sequence[Row]) -> Chart | None:
    """The year, and the kind of report, of most units (of projects, for scores), the newest of several.

    Budgets and final accounts are never in one chart.
    """
    drawn: list[tuple[int, int, bool, list[Bar]]] = []
    for year, kind in {(row.year, row.kind) for row in rows}:
        of_year = [row for row in rows if (row.year, row.kind) == (year, kind)]
        bars = _make_bars(topic, of_year)
        drawn.append((len(bars), year, kind == "final", bars))
    count, year, final, bars = max(drawn, default=(0, 0, False, []), key=lambda each: each[:3])
    if count < _FEWEST_BARS:
        return None
    bars.sort(key=lambda bar: -bar.value if topic.measures else bar.value)
    report = f"{year} 年{KINDS['final' if final else 'budget']}"
    items = "个单位" if topic.measures else "个项目"
    first = f"里最{'多' if topic.measures else '低'}的 {_MOST_BARS} 个" if count > _MOST_BARS else ""
    many = f"{count} {items}{first}"
    pairs = [(bar.label, bar.value) for bar in bars]
    if topic.measures:
        what = _choose_measure(topic).title
        what = topic.title if what == "合计" else what
        title = say_largest(f"{report}{what}", pairs, bars[0].unit)
        measure = f"{what}，{report}，{many}，{name_unit(bars[0].unit)}"
    else:
        title, measure = say_lowest_score(pairs, Decimal(100)), f"{report}，项目支出绩效自评得分，{many}，满分 100 分"
    return chart_bars(topic.name, title, "数字见下表。", bars[:_MOST_BARS], measure)


def _choose_measure(topic: Topic) -> Measure:
    """What the bars of a topic show."""
    return topic.measures[2 if topic.name == "staff" else 0]


def _make_bars(topic: Topic, rows: Sequence[Row]) -> list[Bar]:
    if not topic.measures:
        return [Bar(f"{row.project}（{row.unit}）", Decimal(row.score), "分", Decimal(100)) for row in rows]
    main = _choose_measure(topic).name
    found = [(row.unit, row.figures[main]) for row in rows if main in row.figures]
    return [Bar(name, figure.value, figure.value_unit) for name, figure in found]


def _compose_list() -> Page:
    page = Page("topics/index.md")
    page.head("专题")
    page.add("list", render("topics.html", topics=TOPICS))
    words = "、".join(topic.title for topic in TOPICS)
    page.close("专题", f"{words}：同一件事，所有单位、所有年份放在一起看。", hide=("navigation", "toc"))
    return page
