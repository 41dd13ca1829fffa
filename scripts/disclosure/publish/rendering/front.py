"""The front matter of a generated page: nothing of the data in it may act as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_SPACE = re.compile(r"\s+")
#: The theme prints titles and descriptions in places that escape nothing: there these become full-width.
_WIDE = str.maketrans({"<": "＜", ">": "＞", "&": "＆", '"': "＂", "{": "｛", "}": "｝", "'": "’"})
#: Characters of a description.
_LONGEST = 300


def widen_markup(text: str) -> str:
    """``text`` for a page's title or description: safe even where nothing is escaped."""
    return _SPACE.sub(" ", text).translate(_WIDE)


def compose_front(title: str, description: str, **more: Any) -> dict[str, Any]:
    """What the theme is told of a page: its title, its description, and ``more`` as far as there is any."""
    told = {"title": widen_markup(title), "description": widen_markup(description)[:_LONGEST]}
    return told | {name: value for name, value in sorted(more.items()) if value}


def dump_front(front: Mapping[str, Any]) -> str:
    """The front matter at the head of a page of Markdown; JSON is YAML."""
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    return f"---\n{lines}---\n"
