"""What a browser draws when a reader asks for tooltips: Altair specifications coloured by CSS variables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import altair as alt

_INK, _RULE, _BUDGET, _FINAL = (f"var(--chart-{name})" for name in ("ink", "rule", "budget", "final"))
_KINDS = ["预算", "决算"]


def plan_bars(bars: Sequence[tuple[str, Decimal, str]]) -> str:
    """Bars of (label, value, unit)."""
    unit = _name_unit(bars[0][2])
    rows = [{"项目": label, unit: _scale(value, own)} for label, value, own in bars]
    return _fill(_shape_bars(unit, len(rows)), rows)


@cache
def _shape_bars(unit: str, count: int) -> str:
    chart = _plot().mark_bar(color=_FINAL).encode(
        y=_list_labels(), x=alt.X(f"{unit}:Q"),
        tooltip=[alt.Tooltip("项目:N"), alt.Tooltip(f"{unit}:Q", format=",.2f")],
    )  # fmt: skip
    return _finish(chart, 26 * count)


def plan_pairs(pairs: Sequence[tuple[str, Decimal, Decimal]]) -> str:
    """Budget and final of each label, in 元."""
    rows = [
        {"项目": label, "口径": kind, "万元": _scale(value, "元")}
        for label, budget, final in pairs
        for kind, value in zip(_KINDS, (budget, final), strict=True)
    ]
    return _fill(_shape_pairs(len(pairs)), rows)


@cache
def _shape_pairs(count: int) -> str:
    chart = _plot().mark_point(size=110, filled=True, opacity=1).encode(
        y=_list_labels(), x=alt.X("万元:Q", scale=alt.Scale(zero=True)), color=_colour(), shape=_shape(),
        tooltip=[alt.Tooltip("项目:N"), alt.Tooltip("口径:N"), alt.Tooltip("万元:Q", format=",.2f")],
    )  # fmt: skip
    return _finish(chart, 30 * count)


def plan_series(points: Sequence[tuple[int, str, bool, Decimal, str]]) -> str:
    """Points of (year, kind, whether derived, value, unit)."""
    unit = _name_unit(points[0][4])
    rows = [
        {
            "年": str(year),
            "口径": _KINDS[kind == "final"],
            "来历": "推出" if derived else "写明",
            unit: _scale(value, own),
        }
        for year, kind, derived, value, own in points
    ]
    return _fill(_shape_series(unit), rows)


@cache
def _shape_series(unit: str) -> str:
    chart = _plot().mark_point(size=120, opacity=1, strokeWidth=2.5).encode(
        x=alt.X("年:O", axis=alt.Axis(labelAngle=0)), xOffset=alt.XOffset("口径:N", sort=_KINDS),
        y=alt.Y(f"{unit}:Q", scale=alt.Scale(zero=True)), color=_colour(), shape=_shape(),
        fill=alt.Fill("口径:N", scale=alt.Scale(domain=_KINDS, range=[_BUDGET, _FINAL])),
        fillOpacity=alt.condition("datum['来历'] === '推出'", alt.value(0), alt.value(1)),
        tooltip=["年:O", "口径:N", "来历:N", alt.Tooltip(f"{unit}:Q", format=",.2f")],
    )  # fmt: skip
    return _finish(chart, 240)


def _plot() -> alt.Chart:
    return alt.Chart(alt.InlineData(values=[{"rows": 0}]))


def _fill(spec: str, rows: Sequence[dict[str, Any]]) -> str:
    return spec.replace('[{"rows": 0}]', json.dumps(rows, ensure_ascii=False, separators=(",", ":")))


def _name_unit(unit: str) -> str:
    return "万元" if unit == "元" else unit


def _scale(value: Decimal, unit: str) -> float:
    return float(value / 10000 if unit == "元" else value)


def _list_labels() -> alt.Y:
    return alt.Y("项目:N", sort=None, title=None, axis=alt.Axis(labelLimit=150))


def _colour() -> alt.Color:
    return alt.Color("口径:N", scale=alt.Scale(domain=_KINDS, range=[_BUDGET, _FINAL]))


def _shape() -> alt.Shape:
    return alt.Shape("口径:N", scale=alt.Scale(domain=_KINDS, range=["square", "circle"]))


def _finish(chart: alt.Chart, height: int) -> str:
    made = chart.properties(width="container", height=height).configure(background="transparent")
    made = made.configure_axis(
        labelColor=_INK, titleColor=_INK, domainColor=_RULE, tickColor=_RULE, gridColor=_RULE, labelFontSize=13,
        titleFontSize=13, titleFontWeight="normal",
    ).configure_legend(labelColor=_INK, titleColor=_INK, orient="top", title=None, labelFontSize=13)  # fmt: skip
    return str(made.configure_view(stroke=None).to_json(indent=None))
