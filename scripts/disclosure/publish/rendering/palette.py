"""Pictures of few colours as PNG with a list of the colours: half of the bytes of the same pixels with one each."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from struct import Struct

import numpy as np

#: Width, height, bits a channel, kind of colour, compression, filter, interlacing (PNG, W3C 2025, 11.2.1).
_HEAD = Struct(">IIBBBBB")
#: Kinds of colour: red, green, blue and alpha in each pixel; the number of a colour in a list.
_COLOURS, _LISTED = 6, 3
#: The filter that states the difference to the pixel on the left, and that which states the pixel itself.
_LEFT, _NONE = 1, 0
_MOST, _OPAQUE = 256, 255


def shrink(png: bytes) -> bytes:
    """The same picture in fewer bytes: with a list of its colours where these are at most 256 and none lets anything
    through, as it was packed tighter otherwise."""
    chunks = list(_iterate_chunks(png))
    head = next(body for name, body in chunks if name == b"IHDR")
    packed = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    width, height, *form = _HEAD.unpack(head)
    listed = _list_colours(packed, width, height) if form == [8, _COLOURS, 0, 0, 0] else None
    if listed is None:
        return _write([(b"IHDR", head), (b"IDAT", zlib.compress(packed, 6)), (b"IEND", b"")])
    colours, numbers = listed
    return _write([
        (b"IHDR", _HEAD.pack(width, height, 8, _LISTED, 0, 0, 0)), (b"PLTE", colours),
        (b"IDAT", zlib.compress(numbers, 6)), (b"IEND", b""),
    ])  # fmt: skip


def _iterate_chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _write(chunks: Iterable[tuple[bytes, bytes]]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big") for name, body in chunks
    )


def _list_colours(packed: bytes, width: int, height: int) -> tuple[bytes, bytes] | None:
    """The colours, three bytes each, and the rows of their numbers, each after its filter; None where there are too
    many, one is not opaque, or the rows have another filter than the one that the engine uses."""
    rows = np.frombuffer(packed, np.uint8).reshape(height, 1 + 4 * width)
    if (rows[:, 0] != _LEFT).any():
        return None
    steps = np.ascontiguousarray(rows[:, 1:]).view(np.uint32)
    # most pixels are those on their left; the first of a row, if it is opaque, differs from nothing
    at = np.flatnonzero(steps)
    begins = np.searchsorted(at, np.arange(height) * width)
    if (steps[:, 0] == 0).any():
        return None
    pixels = np.cumsum(steps.reshape(-1)[at].view(np.uint8).reshape(-1, 4), axis=0, dtype=np.uint8)
    before = np.vstack((np.zeros((1, 4), np.uint8), pixels))[begins]
    pixels -= np.repeat(before, np.diff(np.append(begins, len(at))), axis=0)
    if (pixels[:, 3] != _OPAQUE).any():
        return None
    colours, listed = np.unique(pixels.view(np.uint32).reshape(-1), return_inverse=True)
    if len(colours) > _MOST:
        return None
    runs = np.diff(np.append(at, height * width))
    numbers = np.full((height, 1 + width), _NONE, np.uint8)
    numbers[:, 1:] = np.repeat(listed.astype(np.uint8), runs).reshape(height, width)
    return colours.view(np.uint8).reshape(-1, 4)[:, :3].tobytes(), numbers.tobytes()
