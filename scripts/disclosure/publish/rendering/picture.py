"""The picture of a chart by itself: its drawing with title, measure, legend, source and address around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from disclosure.publish.charts.chart import Chart
from disclosure.publish.charts.plots import WIDE
from disclosure.publish.rendering.template import render
from disclosure.publish.words.lettering import measure, wrap

#: The colours of the light scheme, and those that replace them where the reader's system is dark.
_LIGHT = {
    "--chart-ink": ("#1d2327", "#e6ebed"), "--chart-quiet": ("#58626a", "#a6b1b8"),
    "--chart-rule": ("#dfe4e7", "#39444b"), "--chart-paper": ("#ffffff", "#14191c"),
    "--chart-final": ("#12667c", "#63b8d0"), "--chart-budget": ("#b4561d", "#eb9a62"),
}  # fmt: skip
_VARIABLE = re.compile(r"var\((--chart-[a-z]+)\)")
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_OUTER = re.compile(r"^<svg[^>]*>|</svg>\s*$")
_MARGIN = 24
#: Size and height of a line: of the title, of words under it, of the source.
_TITLE, _WORDS, _SMALL = (20, 28), (14, 22), (12, 18)


@dataclass(frozen=True)
class Line:
    """A line of words in a picture: its place down the page, its size, its CSS colour without ``--chart-``."""

    text: str
    y: float
    size: int
    colour: str
    bold: bool = False


@dataclass
class _Column:
    """Lines under each other, from the top."""

    y: float
    lines: list[Line]

    def write(self, text: str, kind: tuple[int, int], colour: str, *, bold: bool = False) -> None:
        size, height = kind
        for line in wrap(text, WIDE / size):
            self.y += height
            self.lines.append(Line(line, self.y - (height - size) / 2 - 2, size, colour, bold))


def read_box(svg: str) -> tuple[float, float]:
    """Width and height of a drawing in its own units. Raises ValueError where it says none."""
    box = _BOX.search(svg)
    if box is None:
        raise ValueError("a drawing without viewBox")
    return float(box[1]), float(box[2])


def make_picture(chart: Chart, svg: str, site: str, base: str) -> str:
    """The wide drawing ``svg`` as a file of its own, light or dark as the reader's system is; ``site`` is the name of
    the site and ``base`` its address, empty where unknown."""
    width, height = read_box(svg)
    above = _Column(_MARGIN - 8, [])
    if chart.subject:
        above.write(chart.subject, _WORDS, "quiet")
    above.write(chart.title, _TITLE, "ink", bold=True)
    above.write(chart.measure, _WORDS, "quiet")
    signs = _place_signs(chart, above)
    below = _Column(above.y + 12 + height + 6, [])
    below.write(f"来源：{chart.source or chart.subject}，由{site}读出，每个数字可查原文", _SMALL, "quiet")
    below.write(f"{base}{chart.page}", _SMALL, "quiet")
    drawn = render(
        "picture.html", chart=chart, lines=[*above.lines, *below.lines], signs=signs, margin=_MARGIN,
        width=width + 2 * _MARGIN, height=below.y + _MARGIN - 6, top=above.y + 12,
        scheme=Markup("".join(  # noqa: S704 - colours of this module
            f'[fill="{light}"]{{fill:{dark}}}[stroke="{light}"]{{stroke:{dark}}}' for light, dark in _LIGHT.values()
        )),
    ).strip()  # fmt: skip
    drawn = drawn.replace("<!-- drawing -->", _OUTER.sub("", svg))
    return _VARIABLE.sub(lambda match: _LIGHT[match[1]][0], drawn)


def _place_signs(chart: Chart, above: _Column) -> list[tuple[str, float, Line]]:
    """The legend in a row: the sign of each entry, its place along the row, its words."""
    if not chart.legend:
        return []
    above.y += 4
    size, height = _WORDS
    placed: list[tuple[str, float, Line]] = []
    x = 0.0
    for key in chart.legend:
        wide = measure(key.words) * size + 22
        if placed and x + wide > WIDE:
            x = 0.0
        if x == 0.0:
            above.y += height
        placed.append((key.sign, x, Line(key.words, above.y - 6, size, "ink")))
        x += wide + 24
    return placed
