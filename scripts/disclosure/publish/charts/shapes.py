"""The shapes of charts as Altair makes them: specifications whose width, height, numbers and rows are filled in later
(disclosure.publish.charts.plots).

Altair takes half a second to load and 60 ms for each of them, and makes the same every time: so they are in shapes.json
next to this module, and a site is built without Altair. After a change here, or of Altair, write that file again with
``python -m disclosure.publish.charts.shapes``; a test compares.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import altair as alt

from disclosure.publish.charts.plots import BAR, BUDGET, FINAL, INK, QUIET, RULE, SHAPES, SIZE


def make_shapes() -> dict[str, Any]:
    """Every shape by its name: bars, bars with the most that they could be, pairs of budget and final, series."""
    return {
        "rows": _shape_rows(), "full": _shape_rows(most=True), "pairs": _shape_rows(paired=True),
        "series": _shape_series(),
    }  # fmt: skip


def _shape_rows(*, paired: bool = False, most: bool = False) -> dict[str, Any]:
    across = _scale("low", "high", "left", "right")
    base = _plot("rows").encode(y=_Y)
    value, budget, full, end = (_across(f"{name}:Q", across) for name in ("value", "budget", "most", "end"))
    if paired:
        layers = [
            _plot("axis").mark_rule(color=RULE, strokeWidth=2).encode(x=_X, x2="end:Q", y=_Y),
            base.mark_rule(color=QUIET, strokeWidth=2).encode(x=budget, x2="value:Q"),
            base.mark_point(shape="square", size=110, filled=True, opacity=1, color=BUDGET).encode(x=budget),
            base.mark_point(shape="circle", size=110, filled=True, opacity=1, color=FINAL).encode(x=value),
        ]
    else:
        zero = _plot("zero").mark_rule(color=QUIET)
        bar: dict[str, Any] = {"orient": "horizontal", "height": BAR}
        layers = [
            *([base.mark_bar(color=RULE, **bar).encode(x=full, x2=alt.datum(0))] if most else []),
            base.mark_bar(color=FINAL, **bar).encode(x=value, x2=alt.datum(0)),
            zero.encode(x=_across("x:Q", across), y=_Y, y2="end:Q"),
            base.mark_text(align=_given("align"), dx=_given("dx"), dy=5, baseline="alphabetic", fontSize=SIZE).encode(
                x=end, text="text:N", color=alt.value(INK)
            ),
        ]  # fmt: skip
    return _finish(alt.layer(*layers, _write("labels")), ("low", "high", "left", "right"))


def _shape_series() -> dict[str, Any]:
    down = _scale("low", "high", "bottom", "top")
    base = _plot("rows").encode(x=_X)
    y = alt.Y("y:Q", axis=None, scale=down)
    layers = [
        _plot("axis").mark_rule(color=RULE).encode(x=_X, x2="end:Q", y=y),
        base.mark_rule(color=RULE, strokeWidth=6).encode(y=y, y2=alt.datum(0)),
        base.mark_point(size=110, strokeWidth=2.5, opacity=1).encode(
            y=y,
            shape=alt.Shape("shape:N", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
        ),
        _write("labels"),
    ]
    return _finish(alt.layer(*layers), ("low", "high", "top", "bottom"))


def _plot(name: str) -> alt.Chart:
    """Marks of the rows that ``_fill`` puts under ``name``."""
    return alt.Chart(alt.NamedData(name=name))


#: Places along the page and down it in the units of the drawing: they need no scale.
_X, _Y = alt.X("x:Q", axis=None, scale=None), alt.Y("y:Q", axis=None, scale=None)


def _scale(low: str, high: str, begin: str, end: str) -> alt.Scale:
    """A linear scale whose ends are parameters."""
    domain, span = ([alt.ExprRef(first), alt.ExprRef(last)] for first, last in ((low, high), (begin, end)))
    return alt.Scale(domain=domain, range=span, nice=False, zero=False)


def _across(field: str, scale: alt.Scale) -> alt.X:
    return alt.X(field, axis=None, scale=scale)


def _given(column: str) -> alt.ExprRef:
    return alt.ExprRef(f"datum.{column}")


def _write(name: str) -> alt.Chart:
    """Words at their places: the rows have x, y, text and align."""
    words = _plot(name).mark_text(align=_given("align"), baseline="alphabetic", fontSize=SIZE, color=INK)
    placed: alt.Chart = words.encode(x=_X, y=_Y, text="text:N")
    return placed


def _finish(chart: alt.LayerChart | alt.FacetChart, params: Sequence[str]) -> dict[str, Any]:
    """The specification of a shape, with numbers to be filled in under the names in ``params``."""
    made = chart.properties(width=1, height=1, autosize=alt.AutoSizeParams(type="none"))
    made = made.properties(padding={"left": 2, "right": 2, "top": 4, "bottom": 4})
    made = made.add_params(*(alt.param(name=name, value=0) for name in params)).resolve_scale(x="independent")
    made = made.configure(font="sans-serif", aria=False, background="transparent")
    shape: dict[str, Any] = made.configure_view(stroke=None, clip=False).to_dict()
    return shape


if __name__ == "__main__":
    SHAPES.write_text(json.dumps(make_shapes(), indent=1, sort_keys=True) + "\n", encoding="utf-8")
