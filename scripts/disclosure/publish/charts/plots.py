"""What is drawn of a chart: Altair specifications, one for a phone and one for everything wider.

The layout must not depend on the fonts of the building machine, so nothing is laid out by measuring text: places along
the page come from here, values are placed by the scales of Vega. Colours are placeholders that become CSS variables,
so that one drawing serves the light and the dark scheme. Altair made the shapes (disclosure.publish.charts.shapes);
what differs between charts of one shape (rows, width, height, ends of the scale) is filled in.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from disclosure.publish.words.amounts import format_number
from disclosure.publish.words.lettering import measure, wrap

#: placeholder in the drawing -> CSS variable of extra.css
COLOURS = {
    "#010101": "var(--chart-ink)", "#020202": "var(--chart-quiet)", "#030303": "var(--chart-budget)",
    "#040404": "var(--chart-final)", "#050505": "var(--chart-rule)", "#060606": "var(--chart-paper)",
}  # fmt: skip
INK, QUIET, BUDGET, FINAL, RULE, PAPER = COLOURS
#: Widths of the two drawings; size of their letters; height of a line of text.
NARROW, WIDE = 360, 760
SIZE, _LINE = 14, 18
#: The widest column of labels in em, and the gap next to it.
_LABELS, _GAP = 19.0, 14
#: Heights: of a bar, of a series in both drawings, of what is above its highest mark; size of the axis' numbers.
BAR, _TALL, _LOW, _HEAD, _SMALL = 14, 250, 190, 26.0, 13
#: What disclosure.publish.charts.shapes has made.
SHAPES = Path(__file__).with_name("shapes.json")


@dataclass(frozen=True)
class Mark:
    """One row of a chart of rows: its label, the text of its figures, one value or two (budget, final), and the most
    that the value could be (0 where nothing limits it)."""

    label: str
    text: str
    values: tuple[Decimal, ...]
    most: Decimal = Decimal(0)


@dataclass(frozen=True)
class Dot:
    """One figure of a series in the unit shown: ``text`` is it as a reader sees it."""

    year: int
    budget: bool
    value: Decimal
    text: str
    derived: bool = False


@dataclass
class _Layout:
    """Where the parts of a chart of rows are: ``left`` and ``right`` are the ends of what is drawn."""

    width: int
    left: float
    right: float
    height: float
    rows: list[dict[str, Any]]
    labels: list[dict[str, Any]]


def plan_rows(marks: Sequence[Mark], width: int) -> str:
    """Bars from zero, or for two values a square and a disc joined by a rule, each with its label and figures; labels
    are in a column at the left, or above the bars where the drawing is narrow, and never cut."""
    paired = len(marks[0].values) > 1
    values = [value for mark in marks for value in (*mark.values, mark.most)]
    low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
    scale = max(high, -low) or Decimal(1)
    layout = _lay_out(marks, width, float(scale), paired, low < 0)
    shape = "pairs" if paired else "full" if any(mark.most for mark in marks) else "rows"
    ends = {"low": float(low / scale), "high": float(high / scale) or 1.0, "left": layout.left, "right": layout.right}
    zero = [{"x": 0, "y": 0, "end": layout.height}] if low < 0 and width > NARROW else []
    axis = [{"x": layout.left, "y": row["y"], "end": layout.right} for row in layout.rows] if paired else []
    size = (width, layout.height)
    return _fill(shape, size, ends, rows=layout.rows, labels=layout.labels, zero=zero, axis=axis)


def _lay_out(marks: Sequence[Mark], width: int, scale: float, paired: bool, below: bool) -> _Layout:
    beside = width > NARROW
    figures = max(measure(mark.text) for mark in marks) * SIZE + 8
    most = _LABELS if beside else (width - figures) / SIZE - 0.5
    wrapped = [wrap(mark.label, most) for mark in marks]
    left = max(measure(line) for lines in wrapped for line in lines) * SIZE + _GAP if beside else 0.0
    right = width - figures if beside else float(width)
    if beside and below and not paired:
        left += figures
    if paired:
        left, right = left + 8, right - 8
    layout = _Layout(width, left, right, 0.0, [], [])
    for mark, lines in zip(marks, wrapped, strict=True):
        _add_row(layout, mark, lines, scale, beside)
    return layout


def _add_row(layout: _Layout, mark: Mark, lines: Sequence[str], scale: float, beside: bool) -> None:
    paired = len(mark.values) > 1
    text = len(lines) * _LINE
    height = max(text + 8, 30) if beside else text + 28
    top = layout.height + (height - text) / 2 if beside else layout.height + 2
    for number, line in enumerate(lines):
        layout.labels.append({"x": 0, "y": top + _LINE * number + 13, "text": line, "align": "left"})
    middle = layout.height + (height / 2 if beside else text + 13)
    values = [float(value) / scale for value in mark.values]
    row: dict[str, Any] = {
        "y": middle,
        "value": values[-1],
        "budget": values[0],
        "most": float(mark.most) / scale,
        "text": "",
    }
    if beside and not paired:  # at the end of the bar, behind the full mark where there is one
        row |= {"text": mark.text, "end": max(values[-1], row["most"]), "dx": 6, "align": "left"}
        if values[-1] < 0:
            row |= {"end": values[-1], "dx": -6, "align": "right"}
    else:
        at = middle + 5 if beside else top + _LINE * (len(lines) - 1) + 13
        layout.labels.append({"x": layout.width, "y": at, "text": mark.text, "align": "right"})
    layout.rows.append(row)
    layout.height += height


def plan_series(dots: Sequence[Dot], width: int) -> str:
    """Figures over years on one scale from zero, with an axis: budget and final by shape and colour, derived ones
    hollow. Figures are written at their marks where they have room, those of final accounts first."""
    years = list(range(min(dot.year for dot in dots), max(dot.year for dot in dots) + 1))
    ticks = list_ticks(min(Decimal(0), *(dot.value for dot in dots)), max(Decimal(0), *(dot.value for dot in dots)))
    left = max(measure(text) for _, text in ticks) * _SMALL + 10
    step = (width - left) / len(years)
    height = float(_TALL if width > NARROW else _LOW)
    low, high = ticks[0][0], ticks[-1][0]

    def place(value: Decimal) -> float:
        return round(_HEAD + (height - _HEAD) * float((high - value) / (high - low)), 2)

    rows = [_place_dot(dot, dots, left + (years.index(dot.year) + 0.5) * step, step) for dot in dots]
    spots = [_Spot(row["x"], place(dot.value), dot) for row, dot in zip(rows, dots, strict=True)]
    labels = _write_figures(spots, place(Decimal(0)), width)
    labels += [{"x": left - 8, "y": place(value) + 4, "text": text, "align": "right"} for value, text in ticks]
    every = next(each for each in range(1, len(years) + 1) if step * each >= 3 * SIZE or each == len(years))
    for at, year in enumerate(years):
        middle = {"x": round(left + (at + 0.5) * step, 2), "align": "center"}
        if at % every == 0:
            labels.append(middle | {"y": height + 22, "text": str(year)})
        if all(dot.year != year for dot in dots):
            labels.append(middle | {"y": place(Decimal(0)) - 8, "text": "未收录" if step >= 3.4 * SIZE else "无"})
    axis = [{"y": float(value), "x": left, "end": width} for value, _ in ticks]
    ends = {"low": float(low), "high": float(high), "top": _HEAD, "bottom": height}
    return _fill("series", (width, height + 28), ends, rows=rows, labels=labels, axis=axis)


def _place_dot(dot: Dot, dots: Sequence[Dot], middle: float, step: float) -> dict[str, Any]:
    twins = any(other.year == dot.year and other.budget != dot.budget for other in dots)
    aside = (-0.22 if dot.budget else 0.22) * step if twins else 0.0
    colour = BUDGET if dot.budget else FINAL
    return {
        "x": round(middle + aside, 2), "y": float(dot.value), "shape": "square" if dot.budget else "circle",
        "fill": PAPER if dot.derived else colour, "stroke": colour,
    }  # fmt: skip


@dataclass(frozen=True)
class _Spot:
    """A mark of a series: its place along the page and down it, and its figure."""

    x: float
    y: float
    dot: Dot


def _write_figures(spots: Sequence[_Spot], zero: float, width: int) -> list[dict[str, Any]]:
    """The figures that fit at their marks: none lies over another one, a mark or a stem."""
    taken = [(spot.x - 8, min(spot.y - 8, zero), spot.x + 8, max(spot.y + 8, zero)) for spot in spots]
    written = []
    for spot in sorted(spots, key=lambda each: (each.dot.budget, -each.dot.value)):
        half = measure(spot.dot.text) * SIZE / 2
        x = round(min(spot.x, width - half), 2)
        y = spot.y + (-13 if spot.dot.value >= 0 else 22)
        box = (x - half, y - SIZE + 2, x + half, y + 1)
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            written.append({"x": x, "y": y, "text": spot.dot.text, "align": "center"})
    return written


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def list_ticks(low: Decimal, high: Decimal) -> list[tuple[Decimal, str]]:
    """Three to six round values from at most ``low`` to at least ``high``, with their text: the marks of an axis."""
    span = high - low or Decimal(1)
    power = Decimal(10) ** (span / 4).adjusted()
    step = next(size * power for size in map(Decimal, ("1", "2", "2.5", "5", "10")) if span / (size * power) <= 5)
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    values = [step * each for each in range(first, max(last, first + 1) + 1)]
    return [(value, format_number(value)) for value in values]


@cache
def _read_shapes() -> dict[str, str]:
    """The specifications of shapes as JSON, by name."""
    return {name: json.dumps(shape) for name, shape in json.loads(SHAPES.read_text(encoding="utf-8")).items()}


def _fill(shape: str, size: tuple[int, float], numbers: dict[str, float], **data: Sequence[dict[str, Any]]) -> str:
    """The specification of a shape with its width and height, numbers and rows."""
    spec: dict[str, Any] = json.loads(_read_shapes()[shape])
    spec["width"], spec["height"] = size[0], round(size[1])
    for param in spec["params"]:
        param["value"] = numbers[param["name"]]
    spec["datasets"] = data
    return json.dumps(spec, ensure_ascii=False)
