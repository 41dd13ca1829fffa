"""How a web page shows the words of an element, by its tag, its attributes and its own style."""

from __future__ import annotations

import re
from collections.abc import Mapping

from disclosure.read.shown_runs import Look

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|sub)\b", re.IGNORECASE)
_WHITE = re.compile(
    r"(?:^|;|\s)color\s*:\s*(?:white\b|transparent\b|#fff(?:fff)?\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;|\s)color\s*:", re.IGNORECASE)


def read_look(tag: str, said: Mapping[str, str], around: Look) -> Look:
    """The look of an element within one that looks ``around``."""
    style = said.get("style", "")
    white = bool(_WHITE.search(style)) or said.get("color", "").lower() in {"white", "#ffffff"}
    coloured = bool(_COLOUR.search(style)) or "color" in said
    return Look(
        hidden=around.hidden or ("hidden" in said and tag != "input") or bool(_HIDDEN.search(style)),
        struck=around.struck or tag in {"s", "del", "strike"} or bool(_STRUCK.search(style)),
        raised=around.raised or tag in {"sup", "sub"} or bool(_RAISED.search(style)),
        doubtful=white or (around.doubtful and not coloured),
    )
