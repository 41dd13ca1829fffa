from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from disclosure.publish.charts.captions import say_course, say_largest, say_lowest_score, say_widest_gap
from disclosure.publish.charts.chart import Bar, Point, chart_bars, chart_pairs, chart_series
from disclosure.publish.charts.engine import draw, draw_many
from disclosure.publish.charts.plots import NARROW, SHAPES, WIDE, list_ticks
from disclosure.publish.charts.shapes import make_shapes
from disclosure.publish.facts.holdings import Wording
from disclosure.publish.facts.ledger import Entry
from disclosure.publish.rendering import drawings
from disclosure.publish.rendering.drawings import draw_all
from disclosure.publish.rendering.picture import make_picture
from disclosure.publish.tables.grids import Grid, Line
from disclosure.publish.tables.sections import draw_lines
from disclosure.publish.words.lettering import measure, wrap
from disclosure.reference import load_reference

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
WORDING = Wording(load_reference(REFERENCE))
SVG = "{http://www.w3.org/2000/svg}"
POINTS = [
    Point(2030, "final", Decimal(500000), "元", derived=True),
    Point(2032, "final", Decimal(600000), "元"),
    Point(2032, "budget", Decimal(650000), "元"),
]


def draw_bars(bars: list[Bar]) -> str:
    return draw(chart_bars("name", "title", "summary", bars).specs[0])


def draw_series(points: list[Point], *, wide: bool = False) -> str:
    return draw(chart_series("name", "title", "summary", points).specs[wide])


def _parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def test_drawings_take_colours_from_the_page_and_nothing_from_elsewhere() -> None:
    svg = draw_series(POINTS) + draw_bars([Bar("甲", Decimal(1), "元")])
    assert not re.search(r"#[0-9a-f]{6}", svg)
    assert "href" not in svg
    assert "<script" not in svg
    assert set(re.findall(r"var\(--([a-z-]+)\)", svg)) >= {"chart-ink", "chart-final", "chart-budget", "chart-paper"}


def test_derived_points_are_hollow_and_budgets_have_another_shape() -> None:
    marks = [path for path in _parse(draw_series(POINTS)).iter(f"{SVG}path") if path.get("stroke-width")]
    fills = {(path.get("fill"), path.get("stroke"), "A" in str(path.get("d"))) for path in marks}
    assert fills == {
        ("var(--chart-paper)", "var(--chart-final)", True),
        ("var(--chart-final)", "var(--chart-final)", True),
        ("var(--chart-budget)", "var(--chart-budget)", False),
    }


def test_a_year_without_figure_says_so() -> None:
    texts = [text.text for text in _parse(draw_series(POINTS)).iter(f"{SVG}text")]
    assert texts.count("未收录") == 1
    assert {"2030", "2031", "2032", "50.00", "60.00", "65.00"} <= set(texts)


def test_bars_start_at_zero_and_keep_proportions() -> None:
    svg = draw_bars([Bar("甲", Decimal(400), "元"), Bar("乙", Decimal(100), "元"), Bar("零", Decimal(0), "元")])
    bars = re.findall(r'<path d="M([\d.]+),[\d.]+h([\d.]+)v[^"]*" fill="var\(--chart-final\)"', svg)
    assert [float(x) for x, _ in bars] == [0, 0, 0]
    widths = [float(width) for _, width in bars]
    assert widths[0] == 4 * widths[1] > 0 == widths[2]


def test_labels_of_the_data_are_escaped() -> None:
    svg = draw_bars([Bar("<script>&", Decimal(1), "元")])
    assert [text.text for text in _parse(svg).iter(f"{SVG}text")] == ["<script>&", "0.0001"]


def test_same_input_same_bytes() -> None:
    assert draw_series(POINTS) == draw_series(POINTS)


def test_budget_and_final_differ_in_shape_and_stand_on_one_scale_from_zero() -> None:
    pairs = [
        (Bar("", Decimal(400), "元"), Bar("甲", Decimal(200), "元")),
        (Bar("", Decimal(0), "元"), Bar("乙", Decimal(100), "元")),
    ]
    svg = draw(chart_pairs("name", "title", "summary", pairs).specs[0])
    places: dict[tuple[str, bool], list[float]] = {}
    for path in _parse(svg).iter(f"{SVG}path"):
        at, fill, is_round = path.get("transform", ""), path.get("fill", ""), "A" in path.get("d", "")
        if fill.startswith("var") and at:
            places.setdefault((fill, is_round), []).append(float(at.split("(")[1].split(",")[0]))
    places = {key: sorted(found) for key, found in places.items()}
    zero, whole = places["var(--chart-budget)", False]
    assert zero == 8
    assert places["var(--chart-final)", True] == [zero + (whole - zero) / 4, zero + (whole - zero) / 2]


def test_drawings_of_one_run_are_those_of_a_run_each() -> None:
    bars = [Bar("甲 <一> & “二” t0", Decimal(300), "元"), Bar("乙", Decimal(-100), "元")]
    scores = [Bar("项目", Decimal(98), "分", Decimal(100)), Bar("另一个项目", Decimal("88.5"), "分", Decimal(100))]
    charts = [
        chart_bars("a", "t", "s", bars), chart_bars("b", "t", "s", scores), chart_series("c", "t", "s", POINTS),
        chart_pairs("d", "t", "s", [(bars[0], scores[0]), (bars[0], bars[0])]),
    ]  # fmt: skip
    specs = [spec for chart in charts * 9 for spec in chart.specs]
    drawn = draw_many(specs)
    assert drawn == [draw(spec) for spec in specs]
    for spec, svg in zip(specs, drawn, strict=True):
        root = _parse(svg)
        # the engine's own way, from Vega-Lite with all texts laid out
        engine = _parse(vl_convert.vegalite_to_svg(spec))
        assert root.get("viewBox") == engine.get("viewBox")
        assert [each.text for each in root.iter(f"{SVG}text")] == [each.text for each in engine.iter(f"{SVG}text")]
        places = [[each.get("transform") for each in tree.iter(f"{SVG}text")] for tree in (root, engine)]
        assert places[0] == [
            re.sub(r"\d+\.\d{3,}", lambda match: f"{float(match[0]):.2f}", each or "") for each in places[1]
        ]


def test_a_chart_is_drawn_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    charts = [
        chart_bars("a", "甲", "s", [Bar("甲", Decimal(1), "元")]),
        chart_bars("b", "乙", "s", [Bar("甲", Decimal(1), "元")]),
    ]
    drawn = draw_all(charts, tmp_path)
    assert len(drawn) == 2  # for a phone and wide
    monkeypatch.setattr(drawings, "draw_many", lambda _: pytest.fail("drawn twice"))
    assert draw_all(charts, tmp_path) == drawn


def test_the_picture_of_a_chart_needs_no_page() -> None:
    chart = chart_series("a", "<甲>", "s", POINTS, "乙，万元，2030–2032 年").on("units/x/", "某馆", "《某馆年度报告》")
    picture = make_picture(chart, draw(chart.specs[1]), "明账", "https://site.example/")
    root = _parse(picture)
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert "var(" not in picture
    assert root.findtext(f"{SVG}title") == "某馆：<甲>"
    assert {"某馆", "<甲>", "乙，万元，2030–2032 年", "决算", "预算"} <= set(words)
    assert {"来源：《某馆年度报告》，由明账读出，每个数字可查原文", "https://site.example/units/x/"} <= set(words)
    assert "prefers-color-scheme:dark" in picture


def test_words_of_a_picture_are_inside_it() -> None:
    chart = chart_bars("a", "很长的标题" * 20, "s", [Bar("甲", Decimal(1), "元")], "万元").on(
        "x/", "名称很长的单位" * 12, "《文》"
    )
    root = _parse(make_picture(chart, draw(chart.specs[1]), "明账", ""))
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    for text in root.findall(f"{SVG}text"):
        assert float(text.get("x", 0)) + measure(text.text or "") * float(text.get("font-size", 0)) <= wide
        assert float(text.get("y", 0)) < high


@given(st.text(alphabet="公共预算abc12.，。（）“” ", max_size=60), st.integers(2, 20))
def test_wrapping_loses_nothing_but_spaces(text: str, most: int) -> None:
    lines = wrap(text, most)
    assert "".join("".join(lines).split()) == "".join(text.split())
    # a mark may hang over the end, as many as follow each other
    assert all(measure(line.rstrip("，。）” ")) <= most for line in lines)


@given(st.decimals(-(10**9), 10**9, places=2), st.decimals(-(10**9), 10**9, places=2))
def test_an_axis_holds_its_figures(one: Decimal, other: Decimal) -> None:
    low, high = min(one, other, Decimal(0)), max(one, other, Decimal(0))
    values = [value for value, _ in list_ticks(low, high)]
    assert values[0] <= low <= high <= values[-1]
    assert 2 <= len(values) <= 8
    assert Decimal(0) in values


@pytest.mark.parametrize(("wide", "width"), [(False, NARROW), (True, WIDE)])
def test_a_long_label_is_wrapped_and_whole(wide: bool, width: int) -> None:
    label = "其他政府办公厅（室）及相关机构事务支出和机关事业单位基本养老保险缴费支出"
    svg = draw(chart_bars("a", "t", "s", [Bar(label, Decimal(10**12), "元")]).specs[wide])
    texts = list(_parse(svg).iter(f"{SVG}text"))
    figure = next(text for text in texts if text.text == "100,000,000.00")
    assert "".join(text.text or "" for text in texts if text is not figure) == label
    for text in texts:
        at = float(str(text.get("transform")).split("(")[1].split(",")[0])
        size = measure(text.text or "") * 14
        begin = at - size if text.get("text-anchor") == "end" else at
        assert -1 <= begin <= begin + size <= width + 1


@pytest.mark.parametrize("wide", [False, True])
def test_a_series_has_figures_or_an_axis_and_no_word_over_another(wide: bool) -> None:
    points = [
        Point(year, kind, Decimal(value * 10000), "元")
        for year, value in enumerate((1200, 1100, 1150, 9900, 1100, 1000, 1300, 1200), 2024)
        for kind in ("budget", "final")
    ]
    boxes = []
    for text in _parse(draw_series(points, wide=wide)).iter(f"{SVG}text"):
        x, y = (float(each) for each in str(text.get("transform"))[10:-1].split(","))
        size = measure(text.text or "") * 14
        left = {"start": x, "middle": x - size / 2, "end": x - size}[str(text.get("text-anchor"))]
        boxes.append((left, y - 11, left + size, y, text.text))
    assert {"0", "9,900.00", "10,000"} <= {box[4] for box in boxes}
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1], (one, other)


def test_the_figure_of_a_negative_bar_is_outside_the_bar() -> None:
    svg = draw(chart_bars("a", "t", "s", [Bar("甲", Decimal(300), "元"), Bar("乙", Decimal(-100), "元")]).specs[1])
    bars = re.findall(r'<path d="M([\d.]+),[\d.]+h([\d.]+)v[^"]*" fill="var\(--chart-final\)"', svg)
    (up, long), (down, short) = ((float(x), float(width)) for x, width in bars)
    assert down + short == pytest.approx(up)
    assert long == pytest.approx(3 * short, rel=0.01)
    minus = next(text for text in _parse(svg).iter(f"{SVG}text") if text.text == "\u22120.01")
    assert minus.get("text-anchor") == "end"
    assert float(str(minus.get("transform"))[10:].split(",")[0]) < down


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([(2030, 500)], "甲：2030 年 500.00 万元"),
        ([(2030, 500), (2031, 600)], "甲：2030 年 500.00 万元，2031 年增加到 600.00 万元"),
        ([(2030, 500), (2031, 500)], "甲：2031 年与 2030 年一样，500.00 万元"),
        ([(2030, 500), (2031, 2000), (2032, 400)], "甲：2031 年 2,000.00 万元，是其他各年的 4.0–5.0 倍"),
        ([(2030, 500), (2031, 700), (2032, 400)], "甲：2031 年最多，700.00 万元；2032 年 400.00 万元"),
        ([(2030, -500), (2031, 0), (2032, -400)], "甲：2031 年最多，0.00 万元；2032 年 \u2212400.00 万元"),
    ],
)
def test_the_title_of_a_series_says_what_is_seen(steps: list[tuple[int, int]], said: str) -> None:
    assert say_course("甲", [(year, Decimal(value) * 10000) for year, value in steps], "元") == said


def test_titles_of_bars_and_pairs() -> None:
    assert (
        say_largest("花得", [("“三公”", Decimal(10000)), ("乙", Decimal(9))], "元") == "花得最多的是“‘三公’”，1.00 万元"
    )
    assert say_widest_gap([("甲", Decimal(0), Decimal(0))], "元") == "1 项都花得与年初预算一样多"
    gap = say_widest_gap([("甲", Decimal(50000), Decimal(40000)), ("乙", Decimal(9), Decimal(8))], "元")
    assert gap == "与年初预算差得最多的是“甲”：少花 1.00 万元"
    assert say_lowest_score([("甲", Decimal(90)), ("乙", Decimal(100))], Decimal(100)).endswith("最低 90 分，“甲”")
    assert say_lowest_score([("甲", Decimal(100))], Decimal(100)) == "1 个项目都给自己打了 100 分"


def test_the_data_of_one_chart_do_not_reach_another() -> None:
    one, other = (draw_series([Point(2030 + shift, "final", Decimal(500000 + shift), "元")]) for shift in (0, 5))
    assert "2030" in one
    assert "2030" not in other
    assert "50.0005" not in other
    assert "50.00" in other


def test_a_loss_is_drawn_below_zero() -> None:
    svg = draw_series([Point(2030, "final", Decimal(-100000), "元"), Point(2031, "final", Decimal(200000), "元")])
    marks = [path for path in _parse(svg).iter(f"{SVG}path") if path.get("stroke-width")]
    heights = [float(str(path.get("transform")).split(",")[1].rstrip(")")) for path in marks]
    zero = next(float(str(text.get("transform"))[10:-1].split(",")[1]) - 4
                for text in _parse(svg).iter(f"{SVG}text") if text.text == "0")  # fmt: skip
    assert heights[0] > zero > heights[1]
    assert abs((heights[0] - zero) * 2 - (zero - heights[1])) < 0.1


def _make_line(label: str, **amounts: str) -> Line:
    """A line with an amount for each ``statement_type`` it is named by."""
    cells = []
    for name, value in amounts.items():
        statement, _, kind = name.partition("__")
        row = {"measure": "amount", "phase": "approved", "statement": statement, "fund": "", "expenditure_type": kind}
        cells.append([Entry(row, Decimal(value), "budget", "")])
    return Line(label, 0, cells)


@pytest.mark.parametrize(
    ("lines", "drawn", "left_out"),
    [
        # the second line's total is unread: its project spending is a part of it
        ([{"a": "5", "a__project": "1"}, {"a__project": "9"}, {"a": "3"}], [("甲", "5"), ("丙", "3")], 1),
        # the same money in two tables
        ([{"a__basic": "5"}, {"a__basic": "4"}, {"b__basic": "5"}, {"b__basic": "4"}], [("甲", "5"), ("乙", "4")], 2),
        # the only amount of all spending is of one line of four
        ([{"a__basic": "5"}, {"a__basic": "4"}, {"a__basic_personnel": "2"}, {"b": "9"}],
         [("甲", "5"), ("乙", "4"), ("丙", "2")], 1),
        ([{"a": "5"}, {"a": "4"}], [("甲", "5"), ("乙", "4")], 0),
    ],
)  # fmt: skip
def test_bars_of_one_chart_are_of_one_whole(
    lines: list[dict[str, str]], drawn: list[tuple[str, str]], left_out: int
) -> None:
    grid = Grid("", (), tuple(_make_line(label, **amounts) for label, amounts in zip("甲乙丙丁", lines, strict=False)))
    chart = draw_lines("spending", "花得", "按用途", grid, WORDING)
    assert chart is not None
    assert [(label, f"{Decimal(value) * 10000:f}".rstrip("0").rstrip(".")) for label, value in chart.rows] == drawn
    assert (f"另有 {left_out} 行" in chart.summary) == bool(left_out)


def test_the_shapes_at_hand_are_those_that_altair_makes() -> None:
    assert json.loads(SHAPES.read_text(encoding="utf-8")) == make_shapes()
