"""Charts as static SVG: Altair specifications drawn at build time, coloured by the page's own CSS.

Composing a chart is quick and gives a specification; drawing it is slow and is done by ``draw``, once for each
(disclosure.publish.drawings). The layout must not depend on the fonts of the building machine, so nothing is laid out
by measuring text: sizes and paddings are fixed, no legends, labels cut by count. Colours are placeholders that become
CSS variables, so one drawing serves the light and the dark scheme. Every chart has a second specification for the
reader who asks for tooltips (disclosure.publish.live); the browser draws that one.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from typing import Any

import altair as alt
import vl_convert

from disclosure.publish import live
from disclosure.publish.amounts import format_figure

#: placeholder in the drawing -> CSS variable of extra.css
_COLOURS = {
    "#010101": "var(--chart-ink)", "#020202": "var(--chart-quiet)", "#030303": "var(--chart-budget)",
    "#040404": "var(--chart-final)", "#050505": "var(--chart-rule)", "#060606": "var(--chart-paper)",
}  # fmt: skip
_INK, _QUIET, _BUDGET, _FINAL, _RULE, _PAPER = _COLOURS
_WIDTH = 360
#: A new version may draw differently: it must not find the drawings of the old one.
_DRAWN_BY = version("vl-convert-python")
#: What stands above the highest point, for its figure.
_ROOM = 1.18
#: With more years than this the figures stand in the table only: they would run into each other, sooner where a year
#: has two of them.
_MOST_LABELS, _MOST_PAIRED = 6, 4
_COLOUR = re.compile("|".join(_COLOURS))
_FONT = re.compile(r'font-family="[^"]*"')
_ROLES = re.compile(r' (?:role|aria-roledescription|aria-hidden|class|xmlns:xlink|version)="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
#: The columns of rows that are shown as text, and what stands for them while drawing.
_TEXTS = ("label", "text", "year")
_TOKEN = re.compile(r">t([0-9]+)</text>")
_PART = re.compile(r"/(?:tables|projects)/(?:[0-9]+/)?$")
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


@dataclass(frozen=True)
class Chart:
    """A chart with the words that stand for it: ``title`` above, ``summary`` for those who do not see it.

    ``spec`` is what is drawn, ``live`` what a browser draws on request, ``rows`` the data under ``columns``.
    ``path`` and ``page`` are its address and that of the page that holds it, below the site's root.
    """

    name: str
    title: str
    summary: str
    spec: str
    live: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    path: str = ""
    page: str = ""

    @property
    def key(self) -> str:
        """What the drawing depends on, in short: the specification and the program that draws it."""
        return hashlib.sha256(f"{_DRAWN_BY} {self.spec}".encode()).hexdigest()[:20]

    def on(self, page: str) -> Chart:
        """The chart of a page, with its address: ``charts/`` and the page's own, without what all have in common, and
        without the part of the year it is on, so that it outlives another division into pages."""
        return replace(self, path=f"charts/{_PART.sub('/', page.removeprefix('units/'))}{self.name}", page=page)


def chart_bars(name: str, title: str, summary: str, bars: Sequence[Bar]) -> Chart:
    """Horizontal bars from zero, each under its label and value."""
    rows = tuple((bar.label, format(bar.value, "f"), bar.unit) for bar in bars)
    lively = live.plan_bars([(bar.label, bar.value, bar.unit) for bar in bars])
    return Chart(name, title, summary, _plan_bars(bars), lively, ("label", "value", "unit"), rows)


def chart_series(name: str, title: str, summary: str, points: Sequence[Point]) -> Chart:
    """Figures of one concept over years: budget and final by shape and colour, derived ones hollow."""
    rows = tuple(
        (str(each.year), each.kind, "derived" if each.derived else "stated", format(each.value, "f"), each.unit)
        for each in points
    )
    lively = live.plan_series([(each.year, each.kind, each.derived, each.value, each.unit) for each in points])
    columns = ("year", "kind", "basis", "value", "unit")
    return Chart(name, title, summary, _plan_series(points), lively, columns, rows)


def chart_pairs(name: str, title: str, summary: str, pairs: Sequence[tuple[Bar, Bar]]) -> Chart:
    """Budget against final: for each line a square and a disc on one scale from zero, joined by a rule."""
    rows = tuple(
        (final.label, format(budget.value, "f"), format(final.value, "f"), final.unit) for budget, final in pairs
    )
    lively = live.plan_pairs([(final.label, budget.value, final.value) for budget, final in pairs])
    return Chart(name, title, summary, _plan_pairs(pairs), lively, ("label", "budget", "final", "unit"), rows)


def _plan_bars(bars: Sequence[Bar]) -> str:
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
    low = min(0.0, *(float(bar.value / scale) for bar in bars))
    return _fill(_shape_bars(len(rows), any(bar.most for bar in bars), low), rows=rows)


@cache
def _shape_bars(count: int, most: bool, low: float) -> str:
    base = _plot("rows").encode(y=alt.Y("row:O", axis=None, scale=alt.Scale(padding=0)))
    across = alt.Scale(domain=[low, 1.0], nice=False)
    full = [base.mark_bar(height=12, color=_RULE, yOffset=9).encode(x=alt.X("most:Q", axis=None, scale=across))]
    layers = [
        *(full if most else ()),
        base.mark_bar(height=12, color=_FINAL, yOffset=9).encode(x=alt.X("value:Q", axis=None, scale=across)),
        base.mark_text(align="left", dy=-8, fontSize=14, color=_INK).encode(x=alt.value(0), text="label:N"),
        base.mark_text(align="right", dy=-8, fontSize=14, color=_INK).encode(x=alt.value(_WIDTH), text="text:N"),
    ]
    return _finish(alt.layer(*layers).properties(width=_WIDTH, height=44 * count), 4, 4)


def _plan_pairs(pairs: Sequence[tuple[Bar, Bar]]) -> str:
    scale = max((abs(bar.value) for pair in pairs for bar in pair), default=Decimal(1)) or Decimal(1)
    rows = [
        {
            "row": index,
            "label": shorten(final.label, 15),
            "budget": float(budget.value / scale),
            "final": float(final.value / scale),
            "text": f"{format_figure(budget.value, budget.unit, with_unit=False)} → "
            f"{format_figure(final.value, final.unit, with_unit=False)}",
        }
        for index, (budget, final) in enumerate(pairs)
    ]
    low = min(0.0, *(float(bar.value / scale) for pair in pairs for bar in pair))
    return _fill(_shape_pairs(len(rows), low), rows=rows)


@cache
def _shape_pairs(count: int, low: float) -> str:
    across = alt.Scale(domain=[low, 1.0], range=[8, _WIDTH - 8], nice=False)
    base = _plot("rows").encode(y=alt.Y("row:O", axis=None, scale=alt.Scale(padding=0)))
    budget, final = (alt.X(f"{field}:Q", axis=None, scale=across) for field in ("budget", "final"))
    layers = [
        base.mark_rule(color=_RULE, strokeWidth=2, yOffset=10).encode(x=alt.value(0), x2=alt.value(_WIDTH)),
        base.mark_rule(color=_QUIET, strokeWidth=2, yOffset=10).encode(x=budget, x2="final:Q"),
        base.mark_point(shape="square", size=110, filled=True, opacity=1, color=_BUDGET, yOffset=10).encode(x=budget),
        base.mark_point(shape="circle", size=110, filled=True, opacity=1, color=_FINAL, yOffset=10).encode(x=final),
        base.mark_text(align="left", dy=-8, fontSize=14, color=_INK).encode(x=alt.value(0), text="label:N"),
        base.mark_text(align="right", dy=-8, fontSize=14, color=_INK).encode(x=alt.value(_WIDTH), text="text:N"),
    ]
    return _finish(alt.layer(*layers).properties(width=_WIDTH, height=46 * count), 4, 4)


def _plan_series(points: Sequence[Point]) -> str:
    years = list(range(min(p.year for p in points), max(p.year for p in points) + 1))
    step = _WIDTH / len(years)
    paired = [_is_paired(point, points) for point in points]
    labelled = len(years) <= (_MOST_PAIRED if any(paired) else _MOST_LABELS)
    rows = [_place_point(point, years, step, two, labelled) for point, two in zip(points, paired, strict=True)]
    gaps = [
        {"x": (index + 0.5) * step, "year": str(year), "text": "" if any(p.year == year for p in points) else "未收录"}
        for index, year in enumerate(years)
    ]
    peak = max(row["value"] for row in rows)
    peak = peak if peak > 0 else 1.0
    for row in rows:
        row["value"] /= peak  # so that one specification serves every series
    low = min(0.0, *(row["value"] for row in rows)) * _ROOM
    return _fill(_shape_series(low), rows=rows, gaps=gaps, once=[{}])


@cache
def _shape_series(low: float) -> str:
    top = _ROOM
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, _WIDTH], nice=False))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[low, top], nice=False))
    base = _plot("rows").encode(x=x)
    under = _plot("gaps").encode(x=x)
    height = 170
    zero = height * top / (top - low)
    layers = [
        _plot("once").mark_rule(color=_QUIET).encode(y=alt.value(zero)),
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
    return _finish(alt.layer(*layers).properties(width=_WIDTH, height=height), 6, 26)


def _is_paired(point: Point, points: Sequence[Point]) -> bool:
    return any(other.year == point.year and other.kind != point.kind for other in points)


def _place_point(point: Point, years: list[int], step: float, paired: bool, labelled: bool) -> dict[str, Any]:
    colour = _BUDGET if point.kind == "budget" else _FINAL
    aside = 0.0 if not paired else (-0.26 if point.kind == "budget" else 0.26)
    return {
        "x": (years.index(point.year) + 0.5 + aside) * step,
        "label": (years.index(point.year) + 0.5 + 1.3 * aside) * step,
        "value": float(point.value / 10000 if point.unit == "元" else point.value),
        "shape": "square" if point.kind == "budget" else "circle",
        "fill": _PAPER if point.derived else colour,
        "stroke": colour,
        "text": format_figure(point.value, point.unit, with_unit=False) if labelled else "",
    }


def shorten(text: str, most: int) -> str:
    """``text`` cut to ``most`` characters, the last of them an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _plot(name: str) -> alt.Chart:
    """Marks of the rows that ``_fill`` will put in the place of ``name``."""
    return alt.Chart(alt.InlineData(values=[{name: 0}]))


def _fill(spec: str, **data: Sequence[dict[str, Any]]) -> str:
    """A specification with its data. Altair takes 30 to 50 ms to make one, so each shape is made once."""
    for name, rows in data.items():
        spec = spec.replace(f'[{{"{name}": 0}}]', json.dumps(rows, ensure_ascii=False))
    return spec


def _finish(chart: alt.LayerChart | alt.FacetChart, above: int, below: int) -> str:
    spec = chart.properties(
        padding={"left": 2, "right": 2, "top": above, "bottom": below}, autosize=alt.AutoSizeParams(type="none")
    )
    spec = spec.configure(font="sans-serif", aria=False, background="transparent").configure_view(
        stroke=None, clip=False
    )
    return str(spec.to_json(indent=None))


def draw(spec: str) -> str:
    """The SVG of a specification, without width and height: the page gives them.

    The program that draws measures every text, which takes ten times as long as all else, longest for Chinese; where
    nothing is laid out by it, a few plain characters can stand for each, and the text is put in their place after.
    """
    texts: list[str] = []
    svg = vl_convert.vegalite_to_svg(_replace_texts(spec, texts))
    svg = _TOKEN.sub(lambda match: f">{html.escape(texts[int(match[1])], quote=False)}</text>", svg)
    svg = _COLOUR.sub(lambda match: _COLOURS[match[0]], svg)
    svg = _ROLES.sub("", _FONT.sub("", svg))
    svg = _TAG.sub(lambda tag: _LONG_NUMBER.sub(lambda match: f"{float(match[0]):.2f}", tag[0]), svg)
    # the viewBox alone gives the shape: the page gives the width
    return re.sub(
        r'^<svg([^>]*?) width="[^"]*" height="[^"]*"', r'<svg\1 aria-hidden="true" focusable="false"', svg, count=1
    )


def _replace_texts(spec: str, texts: list[str]) -> dict[str, Any]:
    """The specification with tokens for the texts of its rows, which are put into ``texts``."""
    loaded: dict[str, Any] = json.loads(spec)
    for rows in loaded["datasets"].values():
        for row in rows:
            for name in _TEXTS:
                if row.get(name) and isinstance(row[name], str):
                    texts.append(row[name])
                    row[name] = f"t{len(texts) - 1}"
    return loaded
