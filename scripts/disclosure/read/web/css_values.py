"""Values of style rules: colours, lengths, words that a rule adds to a page, and the properties that decide whether
text is seen."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

from disclosure.read.building.colours import Rgb
from disclosure.read.building.skips import mark

_RELEVANT = frozenset({
    "display", "visibility", "opacity", "font-size", "font", "position", "left", "top", "right", "bottom", "inset",
    "margin-left", "margin-top", "text-indent", "clip", "clip-path", "width", "height", "max-height", "max-width",
    "overflow", "color", "background", "background-color", "background-image", "vertical-align", "text-decoration",
    "text-decoration-line", "transform", "scale", "translate", "filter", "content", "content-visibility",
    "unicode-bidi", "font-variant-position",
})  # fmt: skip
_COLOUR = re.compile(
    r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{4}|[0-9a-f]{3})\b|(rgba?|hsla?)\(([^)]{1,60})\)"
    r"|\b(transparent|[a-z]{3,20})\b"
)
_NAMED = {
    "white": 0xFFFFFF, "black": 0, "red": 0xFF0000, "blue": 0xFF, "navy": 0x80, "green": 0x8000, "gray": 0x808080,
    "grey": 0x808080, "silver": 0xC0C0C0, "maroon": 0x800000, "yellow": 0xFFFF00, "orange": 0xFFA500,
    "purple": 0x800080, "teal": 0x8080, "lime": 0xFF00, "aqua": 0xFFFF, "cyan": 0xFFFF, "fuchsia": 0xFF00FF,
    "magenta": 0xFF00FF, "olive": 0x808000, "brown": 0xA52A2A, "pink": 0xFFC0CB, "gold": 0xFFD700,
    "darkblue": 0x8B, "darkred": 0x8B0000, "darkgreen": 0x6400, "darkgray": 0xA9A9A9, "darkgrey": 0xA9A9A9,
    "lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3, "dimgray": 0x696969, "dimgrey": 0x696969, "lightblue": 0xADD8E6,
    "lightgreen": 0x90EE90, "skyblue": 0x87CEEB, "royalblue": 0x4169E1, "steelblue": 0x4682B4, "crimson": 0xDC143C,
    "tomato": 0xFF6347, "coral": 0xFF7F50, "khaki": 0xF0E68C, "tan": 0xD2B48C, "indigo": 0x4B0082,
    "firebrick": 0xB22222, "midnightblue": 0x191970, "darkorange": 0xFF8C00, "wheat": 0xF5DEB3,
    # those next to white
    "snow": 0xFFFAFA, "ivory": 0xFFFFF0, "ghostwhite": 0xF8F8FF, "floralwhite": 0xFFFAF0, "azure": 0xF0FFFF,
    "mintcream": 0xF5FFFA, "honeydew": 0xF0FFF0, "aliceblue": 0xF0F8FF, "whitesmoke": 0xF5F5F5, "seashell": 0xFFF5EE,
    "lavenderblush": 0xFFF0F5, "lightyellow": 0xFFFFE0, "lightcyan": 0xE0FFFF, "beige": 0xF5F5DC, "linen": 0xFAF0E6,
    "cornsilk": 0xFFF8DC, "oldlace": 0xFDF5E6, "lavender": 0xE6E6FA, "gainsboro": 0xDCDCDC,
}  # fmt: skip
_LENGTH = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+))(px|pt|em|rem|ex|%|vw|vh|cm|mm|in)?")
#: Lengths in pixels; the usual letter has 16.
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ex": 8.0, "cm": 37.8, "mm": 3.78, "in": 96.0,
           "%": 0.16, "vw": 12.8, "vh": 7.2, "": 1.0}  # fmt: skip
_SIZE_IN_FONT = re.compile(r"(?:^|\s)((?:\d+\.?\d*|\.\d+)(?:px|pt|em|rem|ex|%|vw|vh|cm|mm|in)?)(?:/\S+)?\s+\S")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_CONTENT = re.compile(
    r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|attr\(\s*([\w-]+)[^)]*\)|(counters?\([^)]*\))", re.DOTALL
)
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6}) ?|\\(.)", re.DOTALL)
#: Words that a rule adds count where they may change a figure.
_OF_FIGURES = re.compile(r"[\d\-‐‑‒–—−－﹣△▲负()（）.,，．%％元万亿千]")
#: Of a style rule so many characters of a value are looked at.
_LONGEST = 2_000


def parse_declarations(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The relevant properties of ``name: value; …``, usual and important ones, in small letters but for content; and
    the variables (``--name``) that are set."""
    usual: dict[str, str] = {}
    urgent: dict[str, str] = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), value.strip()[:_LONGEST]
        if not colon or not value or (name not in _RELEVANT and not name.startswith("--")):
            continue
        if name == "content":
            usual[name] = value
            continue
        head, urged, _ = value.lower().partition("!")
        held = urgent if urged else usual
        held[name] = head.strip()
        if name == "font" and (size := _SIZE_IN_FONT.search(held.pop(name))):
            held["font-size"] = size.group(1)
    return usual, urgent


def resolve(declared: Mapping[str, str], variables: Mapping[str, set[str]]) -> dict[str, str]:
    """Declarations with variables replaced, where all rules set a variable to one value."""

    def replace(found: re.Match[str]) -> str:
        known = variables.get(found.group(1), set())
        return next(iter(known)) if len(known) == 1 else (found.group(2) or "").strip() if not known else ""

    return {name: _VARIABLE.sub(replace, value) if "var(" in value else value for name, value in declared.items()}


def parse_colour(value: str, ground: Rgb = (255, 255, 255)) -> Rgb | None:
    """The first colour in a value, over ``ground`` where it is transparent in part; None for none that is known, or
    one that paints nothing."""
    for digits, kind, parts, name in _COLOUR.findall(value):
        found = (
            _of_digits(digits) if digits
            else _of_parts(kind, parts) if parts
            else (*_split(_NAMED[name]), 1.0) if name in _NAMED
            else None
        )  # fmt: skip
        if found is not None:
            alpha = found[3]
            red, green, blue = (
                round(one * alpha + other * (1 - alpha)) for one, other in zip(found[:3], ground, strict=True)
            )
            return (red, green, blue) if alpha > 0 else None
    return None


def _split(number: int) -> tuple[int, int, int]:
    return number >> 16, number >> 8 & 255, number & 255


def _of_digits(digits: str) -> tuple[int, int, int, float]:
    long = digits if len(digits) > 4 else "".join(char * 2 for char in digits)
    return (*_split(int(long[:6], 16)), int(long[6:] or "ff", 16) / 255)


def _of_parts(kind: str, text: str) -> tuple[int, int, int, float] | None:
    parts = [each for each in re.split(r"[,\s/]+", text.strip()) if each]
    try:
        shares = [float(each.removesuffix("%").removesuffix("deg")) for each in parts]
    except ValueError:
        return None
    if len(shares) not in {3, 4}:
        return None
    alpha = shares[3] / (100 if parts[3].endswith("%") else 1) if len(shares) > 3 else 1.0
    if kind.startswith("hsl"):
        tones = colorsys.hls_to_rgb(shares[0] % 360 / 360, shares[2] / 100, shares[1] / 100)
        red, green, blue = (each * 255 for each in tones)
    else:
        red, green, blue = (
            share * 2.55 if part.endswith("%") else share for share, part in zip(shares[:3], parts, strict=False)
        )
    low, middle, high = (round(max(0.0, min(255.0, each))) for each in (red, green, blue))
    return low, middle, high, max(0.0, min(1.0, alpha))


def pixels(value: str | None) -> float | None:
    """A length in pixels; None for what is none."""
    match = _LENGTH.fullmatch((value or "").strip())
    return float(match.group(1)[:12]) * _PIXELS[match.group(2) or ""] if match else None


def read_content(style: Mapping[str, str], said: Mapping[str, str]) -> str:
    """What a rule adds before or behind an element with these attributes: words of which a part may be of a figure,
    with a mark for a count; empty for ornaments and for what is not shown."""
    if style.get("display", "").startswith("none") or style.get("visibility") == "hidden":
        return ""
    words = ""
    for one, other, name, count in _CONTENT.findall(style.get("content", "")):
        words += mark("number_format") if count else said.get(name, "") if name else _unescape(one or other)
    return words if _OF_FIGURES.search(words) or mark("number_format") in words else ""


def _unescape(text: str) -> str:
    def put(found: re.Match[str]) -> str:
        code = int(found.group(1), 16) if found.group(1) else 0
        return chr(code) if 0 < code <= 0x10FFFF else found.group(2) or ""

    return _ESCAPED.sub(put, text)
