"""Drawing every chart once, from a cache keyed by content; and the files of each chart."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from disclosure.crew import run_beside
from disclosure.publish.charts.chart import Chart
from disclosure.publish.charts.engine import draw_many
from disclosure.publish.rendering.picture import make_picture
from disclosure.publish.rendering.template import render
from disclosure.store import fill_file, write_bytes

#: Fewer drawings than this are made in the process that needs them.
_WORTH_A_PROCESS = 4
_MARK = re.compile(r"<!-- drawing: ([0-9a-f]{20}) -->")


def draw_all(charts: Iterable[Chart], folder: Path) -> dict[str, str]:
    """The SVG of both drawings of every chart by its key. ``folder`` keeps them from build to build and may be
    deleted."""
    wanted = {key: spec for chart in charts for key, spec in zip(chart.keys, chart.specs, strict=True)}
    made = make_missing(wanted, folder, ".svg", _draw_bytes)
    return {key: svg.decode("utf-8") for key, svg in made.items()}


def draw_beside(charts: Iterable[Chart], folder: Path) -> None:
    """Draw those of ``charts`` that ``folder`` does not keep, if they are several, in a process of its own: the program
    that draws keeps 130 MB."""
    wanted = {key: spec for chart in charts for key, spec in zip(chart.keys, chart.specs, strict=True)}
    missing = {key: spec for key, spec in wanted.items() if not (folder / f"{key}.svg").is_file()}
    if len(missing) >= _WORTH_A_PROCESS:
        run_beside(_draw_missing, missing, folder)


def _draw_missing(wanted: dict[str, str], folder: Path) -> None:
    make_missing(wanted, folder, ".svg", _draw_bytes)


def _draw_bytes(specs: Sequence[str]) -> list[bytes]:
    return [svg.encode("utf-8") for svg in draw_many(specs)]


def make_missing(
    wanted: dict[str, str], folder: Path, suffix: str, work: Callable[[Sequence[str]], Iterable[bytes]]
) -> dict[str, bytes]:
    """What ``work`` makes of every value, by key, from ``folder`` where it lies already; it gets all values that are
    missing at once.

    A key must stand for its value and for the program that works on it. ``work`` is a function of a module.
    """
    made = {key: path.read_bytes() for key in wanted if (path := folder / f"{key}{suffix}").is_file()}
    missing = [key for key in wanted if key not in made]
    if missing:
        for key, content in zip(missing, work([wanted[key] for key in missing]), strict=True):
            made[key] = content
            write_bytes(folder / f"{key}{suffix}", content)
    return made


def insert_drawings(html: str, drawn: dict[str, str]) -> str:
    """A fragment with its drawings in their places."""
    return _MARK.sub(lambda match: drawn[match[1]], html)


def write_charts(charts: Iterable[Chart], drawn: dict[str, str], site: Path, name: str, base: str) -> None:
    """Put the two files of every chart below ``site``: its picture, and a page to embed with both drawings and the
    figures. ``name`` is that of the site, ``base`` its address, empty where unknown."""
    for chart in charts:
        folder = site / chart.path
        fill_file(folder / "chart.svg", make_picture(chart, drawn[chart.keys[1]], name, base).encode("utf-8"))
        html = render(
            "embed.html", chart=chart, root="../" * (chart.path.count("/") + 1), name=name, base=base,
            table=base64.b64encode(_write_rows(chart)).decode("ascii"),
        )  # fmt: skip
        fill_file(folder / "index.html", insert_drawings(html, drawn).encode("utf-8"))


def _write_rows(chart: Chart) -> bytes:
    """The figures as CSV with a mark of its encoding: spreadsheets take Chinese for something else without it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(chart.columns)
    writer.writerows(chart.rows)
    return stream.getvalue().encode("utf-8-sig")
