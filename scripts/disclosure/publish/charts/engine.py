"""Drawing: many specifications at once become SVG, in one run of the engine.

A run for each drawing took 9 ms: it compiled Vega-Lite to Vega, measured each text, started a view. So each shape is
compiled once, the drawings of a batch are groups of one Vega specification, and no text is laid out: a text comes to
the engine as the name of its font, which is not measured, and is put in its place afterwards.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import vl_convert

from disclosure.publish.charts.plots import COLOURS

#: A new version may draw differently, and so may we: neither must find the drawings of the other.
DRAWN_BY = f"{version('vl-convert-python')} 3"
#: Drawings of one run: with 64 a process that makes parts grew to 346 MB, with 16 to 236, in the same time.
_MOST = 16
_COLOUR = re.compile("|".join(COLOURS))
_TEXT = re.compile(r'(<text[^>]*?) font-family="t([0-9]+)"([^>]*?)/>')
_FONT = re.compile(r' font-family="[^"]*"')
_ROLES = re.compile(r' (?:role|aria-roledescription|aria-hidden|class|xmlns:xlink|version)="[^"]*"')
#: What the engine writes and what is so anyway (SVG 2): full opacity, an end of a line at 0, paths without paint.
_IDLE = re.compile(
    r' opacity="1"| [xy]2="0"|(?<=") (?= )|<path d="" display="none"/>'
    r'|(?<=<g transform="translate\(0,0\)">)<path d="M0,0h\d+v\d+h-\d+Z"/>'
)
_TAG = re.compile(r"<[^>]*>")
_LONG_NUMBER = re.compile(r"\d+\.\d{3,}")
#: What each drawing of a run begins with in its SVG, and what is around all of them.
_GROUP = '<g class="mark-group role-scope drawing_'
_ROOT = '<g class="mark-group role-frame root"'
#: The size in pixels is left out: the viewBox alone gives the shape, the page gives the width.
_SIZE = re.compile(r' width="[^"]*" height="[^"]*" viewBox="[^"]*"')


def draw(spec: str) -> str:
    """The SVG of one specification, see draw_many."""
    return draw_many([spec])[0]


def draw_many(specs: Sequence[str]) -> list[str]:
    """The SVG of each specification of disclosure.publish.charts.plots, without width and height."""
    return [svg for at in range(0, len(specs), _MOST) for svg in _draw_batch(specs[at : at + _MOST])]


def _draw_batch(specs: Sequence[str]) -> Iterator[str]:
    loaded = [json.loads(spec) for spec in specs]
    texts: list[str] = []
    groups = [_make_group(number, spec, texts) for number, spec in enumerate(loaded)]
    # the empty group at the end closes the last drawing
    frame = _compile(_find_shape(loaded[0])) | {"width": 1, "height": 1, "data": [], "signals": [], "scales": []}
    svg = vl_convert.vega_to_svg(frame | {"marks": [*groups, {"type": "group", "name": f"drawing_{len(groups)}"}]})
    head, *drawn, _ = svg.split(_GROUP)
    begin = head[: head.index(_ROOT)]
    for spec, marks in zip(loaded, drawn, strict=True):
        yield _clean(begin, f'<g class="{marks}', spec, texts)


def _clean(begin: str, marks: str, spec: dict[str, Any], texts: Sequence[str]) -> str:
    """One drawing: what comes first in the SVG of all, its own group, without what is idle, with texts and colours."""
    space = spec["padding"]
    width, height = spec["width"] + space["left"] + space["right"], spec["height"] + space["top"] + space["bottom"]
    begin = _SIZE.sub(f' aria-hidden="true" viewBox="0 0 {width} {height}"', _ROLES.sub("", begin))
    svg = _TEXT.sub(lambda match: f"{match[1]}{match[3]}>{_escape(texts[int(match[2])])}</text>", marks)
    svg = _IDLE.sub("", _ROLES.sub("", _FONT.sub(" ", svg)))
    svg = _COLOUR.sub(lambda match: COLOURS[match[0]], svg)
    svg = _TAG.sub(lambda tag: _LONG_NUMBER.sub(lambda match: f"{float(match[0]):.2f}", tag[0]), svg)
    return f"{begin}{svg}</g></svg>"


def _escape(text: str) -> str:
    return html.escape(text, quote=False)


def _make_group(number: int, spec: dict[str, Any], texts: list[str]) -> dict[str, Any]:
    """A drawing as a group of marks in Vega; its texts are put into ``texts``."""
    compiled = _compile(_find_shape(spec))
    given = {param["name"]: param["value"] for param in spec["params"]}
    rows = {name: [_replace_text(row, texts) for row in each] for name, each in spec["datasets"].items()}
    return {
        "type": "group",
        "name": f"drawing_{number}",
        "encode": {"update": {"width": {"value": spec["width"]}, "height": {"value": spec["height"]}}},
        "signals": [signal | {"value": given[signal["name"]]} for signal in compiled["signals"]],
        "data": [each | {"values": rows[each["name"]]} if each["name"] in rows else each for each in compiled["data"]],
        "scales": compiled["scales"],
        "marks": compiled["marks"],
    }


def _replace_text(row: dict[str, Any], texts: list[str]) -> dict[str, Any]:
    if not row.get("text"):
        return row
    texts.append(row["text"])
    return row | {"text": f"t{len(texts) - 1}"}


def _find_shape(spec: dict[str, Any]) -> str:
    """What a specification has in common with all others of its shape, as JSON."""
    params = [param | {"value": 0} for param in spec["params"]]
    datasets: dict[str, list[object]] = {name: [] for name in spec["datasets"]}
    return json.dumps(spec | {"width": 1, "height": 1, "params": params, "datasets": datasets})


@lru_cache(maxsize=16)
def _compile(shape: str) -> dict[str, Any]:
    """A shape in Vega, the texts of its marks as their fonts."""
    compiled: dict[str, Any] = vl_convert.vegalite_to_vega(shape)
    for mark in compiled["marks"]:
        if mark["type"] == "text":
            update = mark["encode"]["update"]
            update["font"] = {"field": "text"}
            del update["text"]
    return compiled
