"""Charts as static SVG: Altair specifications drawn at build time, coloured by the page's own CSS.

The layout must not depend on the fonts of the building machine, so nothing is laid out by measuring
text: sizes and paddings are fixed, no legends, labels cut by count. Colours are placeholders that
become CSS variables, so one drawing serves the light and the dark scheme.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import altair as alt
import vl_convert

from disclosure.publish.amounts import format_figure

#: placeholder in the drawing -> CSS variable of extra.css
_COLOURS = {
    "#010101": "var(--chart-ink)", "#020202": "var(--chart-quiet)", "#030303": "var(--chart-budget)",
    "#040404": "var(--chart-final)", "#050505": "var(--chart-rule)", "#060606": "var(--chart-paper)",
}  # fmt: skip
_INK, _QUIET, _BUDGET, _FINAL, _RULE, _PAPER = _COLOURS
_WIDTH = 360
#: With more years than this the figures stand in the table only: they would run into each other.
_MOST_LABELS = 6
_COLOUR = re.compile("|".join(_COLOURS))
_FONT = re.compile(r'font-family="[^"]*"')
_ROLES = re.compile(r' (?:role|aria-roledescription|aria-hidden|class|xmlns:xlink|version)="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
_LONG_NUMBER = re.compile(r"\d+\.\d{3,}")


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its value in ``unit`` and, for a score, what is the most it could be."""

    label: str
    value: Decimal
    unit: str
    most: Decimal | None = None


@dataclass(frozen=True)
class Point:
    """One figure of a series: ``derived`` ones are implied by a later report and drawn hollow."""

    year: int
    kind: str
    value: Decimal
    unit: str
    derived: bool = False


def draw_bars(bars: Sequence[Bar]) -> str:
    """Horizontal bars from zero, each under its label and value; an SVG without width and height."""
    scale = max((abs(bar.most or bar.value) for bar in bars), default=Decimal(1)) or Decimal(1)
    rows = [
        {
            "row": index,
            "label": shorten(bar.label, 18),
            "value": float(bar.value / scale),
            "most": float((bar.most or 0) / scale),
            "text": format_figure(bar.value, bar.unit, with_unit=bar.unit != "元"),
        }
        for index, bar in enumerate(bars)
    ]
    base = _plot(rows).encode(y=alt.Y("row:O", axis=None, scale=alt.Scale(padding=0)))
    across = alt.Scale(domain=[min(0.0, *(float(bar.value / scale) for bar in bars)), 1.0], nice=False)
    layers = [
        base.mark_bar(height=12, color=_RULE, yOffset=9).encode(x=alt.X("most:Q", axis=None, scale=across)),
        base.mark_bar(height=12, color=_FINAL, yOffset=9).encode(x=alt.X("value:Q", axis=None, scale=across)),
        base.mark_text(align="left", dy=-8, fontSize=14, color=_INK).encode(x=alt.value(0), text="label:N"),
        base.mark_text(align="right", dy=-8, fontSize=14, color=_INK).encode(x=alt.value(_WIDTH), text="text:N"),
    ]
    return _draw(alt.layer(*layers).properties(width=_WIDTH, height=44 * len(rows)), 4, 4)


def draw_series(points: Sequence[Point]) -> str:
    """Figures of one concept over years, each on a stem from zero; years without a figure say so."""
    years = list(range(min(p.year for p in points), max(p.year for p in points) + 1))
    step = _WIDTH / len(years)
    rows = [_place_point(point, years, step, _is_paired(point, points)) for point in points]
    gaps = [
        {"x": (index + 0.5) * step, "year": str(year), "text": "" if any(p.year == year for p in points) else "未收录"}
        for index, year in enumerate(years)
    ]
    top = max(0.0, *(row["value"] for row in rows)) * 1.18 or 1.0
    low = min(0.0, *(row["value"] for row in rows)) * 1.18
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[low, top], nice=False))
    base = _plot(rows).encode(x=x)
    under = _plot(gaps).encode(x=x)
    height = 170
    zero = height * top / (top - low)
    layers = [
        _plot([{}]).mark_rule(color=_QUIET).encode(y=alt.value(zero)),
        base.mark_rule(color=_RULE, strokeWidth=6).encode(y=y, y2=alt.datum(0)),
        base.mark_point(size=130, strokeWidth=2.5, opacity=1).encode(
            y=y,
            shape=alt.Shape("shape:N", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
        ),
        base.mark_text(dy=-16, fontSize=13, color=_INK).encode(
            x=alt.X("label:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False)), y=y, text="text:N"
        ),
        under.mark_text(fontSize=14, color=_INK).encode(y=alt.value(height + 16), text="year:N"),
        under.mark_text(fontSize=12, color=_QUIET).encode(y=alt.value(zero - 10), text="text:N"),
    ]
    return _draw(alt.layer(*layers).properties(width=_WIDTH, height=height), 6, 26)


def _is_paired(point: Point, points: Sequence[Point]) -> bool:
    return any(other.year == point.year and other.kind != point.kind for other in points)


def _place_point(point: Point, years: list[int], step: float, paired: bool) -> dict[str, Any]:
    colour = _BUDGET if point.kind == "budget" else _FINAL
    aside = 0.0 if not paired else (-0.26 if point.kind == "budget" else 0.26)
    return {
        "x": (years.index(point.year) + 0.5 + aside) * step,
        "label": (years.index(point.year) + 0.5 + 1.3 * aside) * step,
        "value": float(point.value / 10000 if point.unit == "元" else point.value),
        "shape": "square" if point.kind == "budget" else "circle",
        "fill": _PAPER if point.derived else colour,
        "stroke": colour,
        "text": format_figure(point.value, point.unit, with_unit=False) if len(years) <= _MOST_LABELS else "",
    }


def shorten(text: str, most: int) -> str:
    """``text`` cut to ``most`` characters, the last of them an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _plot(rows: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _draw(chart: alt.LayerChart | alt.FacetChart, above: int, below: int) -> str:
    spec = chart.properties(
        padding={"left": 2, "right": 2, "top": above, "bottom": below}, autosize=alt.AutoSizeParams(type="none")
    )
    spec = spec.configure(font="sans-serif", aria=False, background="transparent").configure_view(
        stroke=None, clip=False
    )
    svg = vl_convert.vegalite_to_svg(spec.to_json(indent=None))
    svg = _COLOUR.sub(lambda match: _COLOURS[match[0]], svg)
    svg = _ROLES.sub("", _FONT.sub('font-family="inherit"', svg))
    svg = _TAG.sub(lambda tag: _LONG_NUMBER.sub(lambda match: f"{float(match[0]):.2f}", tag[0]), svg)
    # the viewBox alone gives the shape: the page gives the width
    return re.sub(
        r'^<svg([^>]*?) width="[^"]*" height="[^"]*"', r'<svg\1 aria-hidden="true" focusable="false"', svg, count=1
    )
