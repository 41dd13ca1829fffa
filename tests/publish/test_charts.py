from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from disclosure.publish import drawings
from disclosure.publish.charts import Bar, Point, chart_bars, chart_pairs, chart_series, draw
from disclosure.publish.drawings import draw_all, make_picture
from disclosure.publish.grids import Grid, Line
from disclosure.publish.ledger import Entry
from disclosure.publish.sections import draw_lines

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [
    Point(2030, "final", Decimal(500000), "元", derived=True),
    Point(2032, "final", Decimal(600000), "元"),
    Point(2032, "budget", Decimal(650000), "元"),
]


def draw_bars(bars: list[Bar]) -> str:
    return draw(chart_bars("name", "title", "summary", bars).spec)


def draw_series(points: list[Point]) -> str:
    return draw(chart_series("name", "title", "summary", points).spec)


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
    svg = draw(chart_pairs("name", "title", "summary", pairs).spec)
    places: dict[tuple[str, bool], list[float]] = {}
    for path in _parse(svg).iter(f"{SVG}path"):
        at, fill, is_round = path.get("transform", ""), path.get("fill", ""), "A" in path.get("d", "")
        if fill.startswith("var") and at:
            places.setdefault((fill, is_round), []).append(float(at.split("(")[1].split(",")[0]))
    places = {key: sorted(found) for key, found in places.items()}
    zero, whole = places["var(--chart-budget)", False]
    assert zero == 8
    assert places["var(--chart-final)", True] == [zero + (whole - zero) / 4, zero + (whole - zero) / 2]


def test_a_chart_is_drawn_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    charts = [
        chart_bars("a", "甲", "s", [Bar("甲", Decimal(1), "元")]),
        chart_bars("b", "乙", "s", [Bar("甲", Decimal(1), "元")]),
    ]
    drawn = draw_all(charts, tmp_path)
    assert len(drawn) == 1
    monkeypatch.setattr(drawings, "draw", lambda _: pytest.fail("drawn twice"))
    assert draw_all(charts, tmp_path) == drawn


def test_the_picture_of_a_chart_stands_by_itself() -> None:
    chart = chart_bars("a", "<甲>", "s", [Bar("甲", Decimal(1), "元")])
    picture = make_picture(chart, draw(chart.spec))
    root = _parse(picture)
    assert "var(" not in picture
    assert [root.findtext(f"{SVG}title"), root.get("width")] == ["<甲>", "728"]
    assert "prefers-color-scheme:dark" in picture


def test_the_live_chart_has_the_same_figures_from_zero() -> None:
    chart = chart_series("a", "甲", "s", POINTS)
    live = json.loads(chart.live)
    values = next(iter(live["datasets"].values())) if "datasets" in live else live["data"]["values"]
    assert [row["万元"] for row in values] == [50, 60, 65]
    assert [row["来历"] for row in values] == ["推出", "写明", "写明"]
    assert live["encoding"]["y"]["scale"]["zero"] is True
    assert "#" not in json.dumps(live["encoding"])


def test_the_data_of_one_chart_do_not_reach_another() -> None:
    one, other = (draw_series([Point(2030 + shift, "final", Decimal(500000 + shift), "元")]) for shift in (0, 5))
    assert "2030" in one
    assert "2030" not in other
    assert "50.0005" in other


def test_a_loss_is_drawn_below_zero() -> None:
    svg = draw_series([Point(2030, "final", Decimal(-100000), "元"), Point(2031, "final", Decimal(200000), "元")])
    marks = [path for path in _parse(svg).iter(f"{SVG}path") if path.get("stroke-width")]
    heights = [float(str(path.get("transform")).split(",")[1].rstrip(")")) for path in marks]
    zero = 170 * 1.18 / (1.18 + 0.59)
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
    chart = draw_lines("spending", "用在什么事上", grid)
    assert chart is not None
    assert [(label, value) for label, value, _ in chart.rows] == drawn
    assert (f"另有 {left_out} 行" in chart.summary) == bool(left_out)
