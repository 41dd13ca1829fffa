"""Cards for links that are shared: one picture of 1200 by 630 with the headline of a page."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import vl_convert

from disclosure.publish.answer import Answer
from disclosure.publish.drawings import make_missing
from disclosure.publish.template import render
from disclosure.store import fill_file

_FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
#: Characters of a unit's name on a line, and lines of it.
_ACROSS, _DOWN = 17, 2


@dataclass(frozen=True)
class Card:
    """What a card says: a name, what it is of, a figure with what it is, a remark, and the site it is from."""

    name: str
    subject: str
    label: str
    figure: str
    remark: str = ""
    site: str = ""

    @property
    def svg(self) -> str:
        """The drawing of the card."""
        across = -(-len(self.name) // -(-len(self.name) // _ACROSS)) if self.name else 1  # lines of even length
        lines = [self.name[start : start + across] for start in range(0, len(self.name), across)]
        if len(lines) > _DOWN:
            lines = [*lines[: _DOWN - 1], lines[_DOWN - 1][:-1] + "…"]
        return render("card.html", card=self, lines=lines)


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
    keys = {path: hashlib.sha256(svg.encode()).hexdigest()[:20] for path, svg in wanted.items()}
    drawn = make_missing({keys[path]: svg for path, svg in wanted.items()}, cache, ".png", _draw)
    for path, key in keys.items():
        fill_file(site / path, drawn[key])


def _draw(svg: str) -> bytes:
    return _shrink(bytes(vl_convert.svg_to_png(svg)))


def _shrink(png: bytes) -> bytes:
    """The same picture with its pixels packed tighter: a third of the bytes."""
    chunks = []
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        chunks.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += 12 + length
    packed = zlib.compress(zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT")), 6)
    kept = [(name, body) for name, body in chunks if name == b"IHDR"] + [(b"IDAT", packed), (b"IEND", b"")]
    return png[:8] + b"".join(
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big") for name, body in kept
    )
