from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

from disclosure.publish.charts import Bar, Point, draw_bars, draw_series

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [
    Point(2030, "final", Decimal(500000), "元", derived=True),
    Point(2032, "final", Decimal(600000), "元"),
    Point(2032, "budget", Decimal(650000), "元"),
]


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
