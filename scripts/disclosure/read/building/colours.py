"""Colours by their channels, whatever format they are written in, and whether the eye can part two of them."""

from __future__ import annotations

#: Two colours whose channels differ by at most this much are the same, or perhaps the same, to the eye.
SAME_COLOUR, NEAR_COLOUR = 8, 40

#: Red, green and blue, 0 to 255.
Rgb = tuple[int, int, int]


def channels(colour: str) -> Rgb | None:
    """Red, green and blue of six hexadecimal digits; None for anything else."""
    try:
        number = int(colour, 16) if len(colour) == 6 else -1
    except ValueError:
        return None
    return (number >> 16, number >> 8 & 255, number & 255) if number >= 0 else None


def apart(one: Rgb, other: Rgb) -> int:
    """The greatest difference between the channels of two colours."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))
