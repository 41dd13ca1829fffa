"""How objects of an OFD page are painted: colours by their values, visibility, transparency, what is inherited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from disclosure.read.building.colours import Rgb
from disclosure.read.ofd.numbers import local_name, read_numbers
from disclosure.read.page.marks import Matrix

BLACK: Rgb = (0, 0, 0)
#: Parameters of drawing may be based on each other so many times.
_MOST_BASES = 10


@dataclass(frozen=True, slots=True)
class State:
    """What holds for an object by those that it is in: ``rank`` orders layers from the back to the front; ``colour``
    is None where it is not known; ``noted`` is part of an annotation; areas of what ``covers`` are not seen through."""

    matrix: Matrix
    shown: bool = True
    alpha: float = 255.0
    colour: Rgb | None = BLACK
    layered: bool = False
    rank: int = 2
    depth: int = 0
    noted: bool = False
    covers: bool = True


def inherit(item: Element, state: State, resources: Mapping[str, Element]) -> State:
    """What holds within an object or a layer: its own visibility, transparency and colour."""
    alpha = min(state.alpha, *(read_numbers(item.get("Alpha")) or [255.0]))
    colour, shown = state.colour, state.shown
    for source in (*_params(item.get("DrawParam", ""), resources), item):
        shown = shown and source.get("Visible", "true").strip().lower() not in {"false", "0"}
        for each in source:
            if local_name(each) == "FillColor":
                colour = _read_colour(each)
                alpha = min(alpha, *(read_numbers(each.get("Alpha")) or [255.0]))
    unpainted = item.get("Fill", "true").lower() == "false" and item.get("Stroke", "false").lower() != "true"
    if local_name(item) == "TextObject" and unpainted:
        shown = False
    layer = item.get("Type", "") if local_name(item) == "Layer" else ""
    rank = {"Background": 1, "Foreground": 3}.get(layer, 2) if layer and state.rank in {1, 2, 3} else state.rank
    return replace(
        state, shown=shown and alpha > 0, alpha=alpha, colour=colour, rank=rank,
        layered=state.layered or layer in {"Background", "Foreground"},
    )  # fmt: skip


def _params(name: str, resources: Mapping[str, Element]) -> Iterator[Element]:
    """Parameters of drawing and those that they are based on, these first."""
    chain: list[Element] = []
    while name in resources and len(chain) < _MOST_BASES:
        chain.append(resources[name])
        name = resources[name].get("Relative", "")
    yield from reversed(chain)


def _read_colour(item: Element) -> Rgb | None:
    """Red, green and blue of a colour in grey, RGB or CMYK; None for a shading or pattern."""
    if len(item):
        return None
    parts = (item.get("Value") or "0").split()
    try:
        values = [int(part[1:], 16) if part.startswith("#") else float(part) for part in parts]
    except ValueError:
        return None
    tones = [max(0, min(255, round(value))) if abs(value) < 1e6 else 0 for value in values]
    if len(tones) == 1:
        return tones[0], tones[0], tones[0]
    if len(tones) == 4:
        cyan, magenta, yellow, black = tones
        return max(0, 255 - cyan - black), max(0, 255 - magenta - black), max(0, 255 - yellow - black)
    return (tones[0], tones[1], tones[2]) if len(tones) == 3 else None
