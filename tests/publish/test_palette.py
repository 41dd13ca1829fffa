"""Pictures of few colours have fewer bytes and the same pixels."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from disclosure.publish.rendering.palette import shrink


def draw_picture(pixels: list[list[tuple[int, int, int, int]]], kind: int = 1) -> bytes:
    """A PNG as the engine writes it: red, green, blue and alpha, each row as differences to the left (or as it is)."""
    rows = []
    for row in pixels:
        flat = [value for pixel in row for value in pixel]
        before = [0] * 4 + flat[:-4] if kind else [0] * len(flat)
        rows.append(bytes([kind, *((value - other) % 256 for value, other in zip(flat, before, strict=True))]))
    head = struct.pack(">IIBBBBB", len(pixels[0]), len(pixels), 8, 6, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def read_pixels(png: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(io.BytesIO(png)) as picture:
        picture.load()
        return picture.size, picture.convert("RGBA").tobytes()


_BYTE = st.integers(0, 255)
_SOLID = st.tuples(_BYTE, _BYTE, _BYTE, st.just(255))


@given(
    st.lists(_SOLID, min_size=1, max_size=20),
    st.integers(1, 9),
    st.integers(1, 9),
    st.integers(),
    st.sampled_from([0, 1]),
)
def test_the_pixels_are_the_same(
    colours: list[tuple[int, int, int, int]], width: int, height: int, seed: int, kind: int
) -> None:
    draw = random.Random(seed)  # noqa: S311 - not for secrets
    png = draw_picture([[draw.choice(colours) for _ in range(width)] for _ in range(height)], kind)
    assert read_pixels(shrink(png)) == read_pixels(png)


@pytest.mark.parametrize("pixel", [lambda at: (at % 256, at // 256, 7, 255), lambda at: (at % 9, 0, 0, at % 256)])
def test_many_colours_and_what_lets_light_through_stay(pixel: object) -> None:
    assert callable(pixel)
    png = draw_picture([[pixel(40 * row + column) for column in range(40)] for row in range(40)])
    assert read_pixels(shrink(png)) == read_pixels(png)


def test_few_colours_have_half_of_the_bytes() -> None:
    draw = random.Random(5)  # noqa: S311 - not for secrets
    colours = [(draw.randrange(256), draw.randrange(256), draw.randrange(256), 255) for _ in range(100)]
    png = draw_picture([[draw.choice(colours) for _ in range(60)] for _ in range(60)])
    assert len(shrink(png)) < len(png) / 2
