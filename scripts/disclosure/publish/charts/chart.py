"""A chart with everything it needs to be read by itself: what is seen, the measure, the unit, the years, the source.

Composing a chart is quick and gives two specifications (disclosure.publish.charts.plots), one for a phone and one for
everything wider; drawing them takes longer and is done by ``draw``, once for each (disclosure.publish.charts.engine,
disclosure.publish.rendering.drawings).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from disclosure.publish.charts.engine import DRAWN_BY
from disclosure.publish.charts.plots import NARROW, WIDE, Dot, Mark, plan_rows, plan_series
from disclosure.publish.words.amounts import TEN_THOUSAND, format_figure
from disclosure.publish.words.lettering import wrap

_PART = re.compile(r"/(?:tables|projects)/(?:[0-9]+/)?$")
#: Of a page to embed (stylesheets/embed.css), in pixels: the width of its text in the narrowest frame, its letters and
#: lines, what is above and below; how much the narrow drawing grows before the wide one takes its place.
_FRAME, _LETTER, _LINE, _EDGES, _GROWN = 316, 15, 26, 60, 1.5
#: Lines of such a page that are the same for all.
_SURROUND = ("由本站读出，每个数字可查原文", "数字和下载")
_KINDS = {"budget": "预算", "final": "决算"}


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
class Key:
    """One entry of a legend: its ``sign`` (budget, final, hollow) and what it stands for."""

    sign: str
    words: str


@dataclass(frozen=True)
class Chart:
    """A chart with the words that stand for it: ``title`` says what is seen, ``measure`` what is measured, in which
    unit and of when, ``summary`` is for those who do not see it, ``subject`` the organisation and ``source`` its
    documents. ``specs`` are the drawing for a phone and the wide one, ``rows`` its figures under Chinese ``columns``.
    ``path`` and ``page`` are its address and that of the page that holds it, below the site's root.
    """

    name: str
    title: str
    summary: str
    specs: tuple[str, str]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    measure: str = ""
    legend: tuple[Key, ...] = ()
    subject: str = ""
    source: str = ""
    path: str = ""
    page: str = ""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What each drawing depends on, in short: the specification and the program that draws it."""
        return tuple(hashlib.sha256(f"{DRAWN_BY} {spec}".encode()).hexdigest()[:20] for spec in self.specs)

    @property
    def frame_height(self) -> int:
        """The height in pixels of a frame that shows its page to embed whole, from 340 to 760 pixels wide: its words in
        the most lines they take, and the higher drawing."""
        words = (self.subject, self.title, self.measure, f"来源：{self.source or self.subject}", *_SURROUND)
        lines = sum(len(wrap(text, _FRAME / _LETTER)) for text in words if text) + len(self.legend)
        narrow, wide = (json.loads(spec)["height"] for spec in self.specs)
        return int(lines * _LINE + max(narrow * _GROWN, wide) + _EDGES)

    def on(self, page: str, subject: str = "", source: str = "") -> Chart:
        """The chart of a page, with its address: ``charts/`` and the page's own, without what all have in common, and
        without the part of the year it is on, so that it outlives another division into pages; and whose it is."""
        path = f"charts/{_PART.sub('/', page.removeprefix('units/'))}{self.name}"
        return replace(self, path=path, page=page, subject=subject or self.subject, source=source or self.source)


def chart_bars(name: str, title: str, summary: str, bars: Sequence[Bar], measure: str = "") -> Chart:
    """Horizontal bars from zero, each with its label and value."""
    unit = name_unit(bars[0].unit)
    marks = [
        Mark(bar.label, _write(bar.value, bar.unit, bar.unit != "元"), (bar.value,), bar.most or Decimal(0))
        for bar in bars
    ]
    rows = tuple((bar.label, _write(bar.value, bar.unit)) for bar in bars)
    return Chart(name, title, summary, _plan(marks), ("名目", unit), rows, measure)


def chart_series(name: str, title: str, summary: str, points: Sequence[Point], measure: str = "") -> Chart:
    """Figures of one concept over years: budget and final by shape and colour, derived ones hollow."""
    unit = name_unit(points[0].unit)
    dots = [
        Dot(
            each.year, each.kind == "budget", _scale(each.value, each.unit), _write(each.value, each.unit), each.derived
        )
        for each in points
    ]
    rows = tuple(
        (str(each.year), _KINDS[each.kind], "推出" if each.derived else "写明", _write(each.value, each.unit))
        for each in points
    )
    kinds = {each.kind for each in points if not each.derived}
    legend = [Key(kind, words) for kind, words in (("final", "决算"), ("budget", "预算")) if kind in kinds]
    if any(each.derived for each in points):
        legend.append(Key("hollow", "空心：没有直接公布，由后一年的“比上年增减”推出"))
    specs = (plan_series(dots, NARROW), plan_series(dots, WIDE))
    return Chart(name, title, summary, specs, ("年份", "口径", "来历", unit), rows, measure, tuple(legend))


def chart_pairs(name: str, title: str, summary: str, pairs: Sequence[tuple[Bar, Bar]], measure: str = "") -> Chart:
    """Budget against final: for each line a square and a disc on one scale from zero, joined by a rule."""
    unit = name_unit(pairs[0][1].unit)
    written = [(_write(budget.value, budget.unit), _write(final.value, final.unit)) for budget, final in pairs]
    marks = [
        Mark(final.label, " → ".join(words), (budget.value, final.value))
        for (budget, final), words in zip(pairs, written, strict=True)
    ]
    rows = tuple((final.label, *words) for (_, final), words in zip(pairs, written, strict=True))
    columns = ("名目", f"年初预算（{unit}）", f"决算（{unit}）")
    legend = (Key("budget", "年初预算"), Key("final", "决算"))
    return Chart(name, title, summary, _plan(marks), columns, rows, measure, legend)


def name_unit(unit: str) -> str:
    """The unit of measure in which figures of a base ``unit`` are shown."""
    return "万元" if unit == "元" else unit


def _plan(marks: Sequence[Mark]) -> tuple[str, str]:
    return plan_rows(marks, NARROW), plan_rows(marks, WIDE)


def _scale(value: Decimal, unit: str) -> Decimal:
    return value / TEN_THOUSAND if unit == "元" else value


def _write(value: Decimal, unit: str, with_unit: bool = False) -> str:
    return format_figure(value, unit, with_unit=with_unit, rounded=True)
