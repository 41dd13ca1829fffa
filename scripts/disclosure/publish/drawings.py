"""Drawing every chart once, from a cache keyed by content; and the files of each chart."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

import vl_convert

from disclosure.publish.charts import Chart, draw
from disclosure.publish.template import render
from disclosure.store import fill_file, write_bytes

#: The one thing charts.js needs of the bundle.
_EXPORTED = "window.vegaEmbed = vegaEmbed;"
_MARK = re.compile(r"<!-- drawing: ([0-9a-f]{20}) -->")
#: The colours of the light scheme, and those that replace them where the reader's system is dark.
_LIGHT = {
    "--chart-ink": ("#1d2327", "#e6ebed"), "--chart-quiet": ("#58626a", "#a6b1b8"),
    "--chart-rule": ("#dfe4e7", "#39444b"), "--chart-paper": ("#ffffff", "#14191c"),
    "--chart-final": ("#12667c", "#63b8d0"), "--chart-budget": ("#b4561d", "#eb9a62"),
}  # fmt: skip
_FONTS = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
_VARIABLE = re.compile(r"var\((--chart-[a-z]+)\)")
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def draw_all(charts: Iterable[Chart], folder: Path) -> dict[str, str]:
    """The SVG of every chart by its key. ``folder`` keeps them from build to build and may be deleted."""
    made = make_missing({chart.key: chart.spec for chart in charts}, folder, ".svg", _draw_bytes)
    return {key: svg.decode("utf-8") for key, svg in made.items()}


def _draw_bytes(spec: str) -> bytes:
    return draw(spec).encode("utf-8")


def make_missing(wanted: dict[str, str], folder: Path, suffix: str, work: Callable[[str], bytes]) -> dict[str, bytes]:
    """What ``work`` makes of every value, by key, from ``folder`` where it lies already.

    A key must stand for its value and for the program that works on it. ``work`` is a function of a module.
    """
    made = {key: path.read_bytes() for key in wanted if (path := folder / f"{key}{suffix}").is_file()}
    missing = [key for key in wanted if key not in made]
    for key in missing:
        made[key] = work(wanted[key])
        write_bytes(folder / f"{key}{suffix}", made[key])
    return made


def insert_drawings(html: str, drawn: dict[str, str]) -> str:
    """A fragment with its drawings in their places."""
    return _MARK.sub(lambda match: drawn[match[1]], html)


def write_charts(charts: Iterable[Chart], drawn: dict[str, str], site: Path, name: str) -> None:
    """Put the files of every chart below ``site``: SVG, CSV, the live specification, a page to embed, which tells the
    ``name`` of the site."""
    for chart in charts:
        folder = site / chart.path
        svg = make_picture(chart, drawn[chart.key])
        fill_file(folder / "chart.svg", svg.encode("utf-8"))
        fill_file(folder / "chart.csv", _write_rows(chart))
        fill_file(folder / "chart.json", chart.live.encode("utf-8") + b"\n")
        root = "../" * (chart.path.count("/") + 1)
        box = _BOX.search(svg)
        size = (box[1], box[2]) if box else ("364", "200")
        html = render("embed.html", chart=chart, root=root, size=size, name=name)
        fill_file(folder / "index.html", html.encode("utf-8"))


def make_picture(chart: Chart, svg: str) -> str:
    """The drawing as a file of its own: with size, title and background, light or dark as the reader's system is."""
    svg = _VARIABLE.sub(lambda match: _LIGHT[match[1]][0], svg)
    dark = "".join(
        f'[fill="{light}"]{{fill:{dark}}}[stroke="{light}"]{{stroke:{dark}}}' for light, dark in _LIGHT.values()
    )
    box = _BOX.search(svg)
    width, height = (float(box[1]), float(box[2])) if box else (364.0, 200.0)
    title = render("picture_title.html", chart=chart).strip()
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width * 2:g}" height="{height * 2:g}"'
        f' viewBox="0 0 {width:g} {height:g}" font-family="{_FONTS}">{title}'
        f"<style>@media (prefers-color-scheme:dark){{{dark}}}</style>"
        f'<rect width="{width:g}" height="{height:g}" fill="{_LIGHT["--chart-paper"][0]}"/>'
    )
    return re.sub(r"^<svg[^>]*>", lambda _: head, svg, count=1)


def _write_rows(chart: Chart) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(chart.columns)
    writer.writerows(chart.rows)
    return stream.getvalue().encode("utf-8")


def write_vega(site: Path, cache: Path) -> None:
    """Put Vega, Vega-Lite and Vega-Embed into the site, one script; putting it together takes seconds: it is kept."""
    kept = cache / f"vega-{version('vl-convert-python')}.js"
    if not kept.is_file():
        write_bytes(kept, vl_convert.javascript_bundle(_EXPORTED).encode("utf-8"))
    fill_file(site / "javascripts" / "vega.js", kept.read_bytes())
