"""Cards for links that are shared: one picture of 1200 by 630 with the headline of a page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import vl_convert

from disclosure.publish.rendering.drawings import make_missing
from disclosure.publish.rendering.template import render
from disclosure.publish.tables.answer import Answer
from disclosure.publish.words.lettering import measure, wrap
from disclosure.store import fill_file

#: What a kept card depends on besides its drawing: the engine, and how we pack what it makes.
_DRAWN_BY = f"{version('vl-convert-python')} 2"
_FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
#: Letters, lines and most lines of a name, the largest first; pixels across for it, and for the address next to the
#: site's name; the largest letters of the address.
_NAMES = ((60, 74, 2), (46, 58, 3), (36, 46, 4), (27, 36, 5))
_WIDE, _BESIDE_SITE, _SMALL = 1072, 700, 26


@dataclass(frozen=True)
class Card:
    """What a card says: a name, what it is of, a figure with what it is, a remark, and the site it is from."""

    name: str
    subject: str
    label: str
    figure: str
    remark: str = ""
    site: str = ""
    address: str = ""

    @property
    def svg(self) -> str:
        """The drawing of the card: the name in letters that have room for all of it."""
        size, height, lines = self._set_name()
        small = min(_SMALL, round(_BESIDE_SITE / (measure(self.address) or 1), 1))
        return render("card.html", card=self, lines=lines, size=size, height=height, small=small)

    def _set_name(self) -> tuple[int, int, list[str]]:
        """Size and height of its lines, and the lines, about equally long."""
        tried = [(size, height, wrap(self.name, _WIDE / size), most) for size, height, most in _NAMES]
        size, height, lines, most = next((each for each in tried if len(each[2]) <= each[3]), tried[-1])
        even = wrap(self.name, min(_WIDE / size, measure(self.name) / len(lines) + 1))
        return size, height, even if len(even) == len(lines) else lines[:most]


def compose_card(name: str, subject: str, answer: Answer, site: str) -> Card:
    """The card of a page that begins with this answer."""
    if answer.spent is None:
        return Card(name, subject, "", "", site=site)
    remark = ""
    if answer.change and answer.change.value:
        direction = "增加" if answer.change.value > 0 else "减少"
        remark = f"{answer.change_label}比上年{direction} {answer.change.size}"
    return Card(name, subject, "支出", answer.spent.shown, remark, site)


@cache
def has_chinese_font() -> bool:
    """Whether this machine can draw Chinese: two characters that look alike are boxes."""
    one, other = (_draw(f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
                        f'<text y="30" font-size="30" font-family="{_FONT}">{text}</text></svg>')
                  for text in ("明", "账"))  # fmt: skip
    return one != other


def write_cards(cards: Iterable[tuple[str, Card]], site: Path, cache: Path) -> None:
    """Write every (path, card) below ``site``; nothing where Chinese cannot be drawn."""
    wanted = {path: card.svg for path, card in cards}
    keys = {path: hashlib.sha256(f"{_DRAWN_BY} {svg}".encode()).hexdigest()[:20] for path, svg in wanted.items()}
    drawn = make_missing({keys[path]: svg for path, svg in wanted.items()}, cache, ".png", _draw_all)
    for path, key in keys.items():
        fill_file(site / path, drawn[key])


def _draw_all(svgs: Sequence[str]) -> Iterator[bytes]:
    return map(_draw, svgs)


def _draw(svg: str) -> bytes:
    from disclosure.publish.rendering.palette import shrink  # loads numpy

    return shrink(bytes(vl_convert.svg_to_png(svg)))
