"""Text and pages of Markdown that hold data: nothing of it may act as markup."""

from __future__ import annotations

import json
import re
from typing import Any

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_SPACE = re.compile(r"\s+")
#: The theme prints titles and descriptions in places that escape nothing: there these become full-width.
_WIDE = str.maketrans({"<": "＜", ">": "＞", "&": "＆", '"': "＂", "{": "｛", "}": "｝", "'": "’"})


def escape_markdown(text: str) -> str:
    """``text`` as one line of Markdown and HTML that shows exactly these characters."""
    return _PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", _SPACE.sub(" ", text))


def widen_markup(text: str) -> str:
    """``text`` for a page's title or description: safe even where nothing is escaped."""
    return _SPACE.sub(" ", text).translate(_WIDE)


def compose_page(
    title: str, description: str, body: str, *, hide: tuple[str, ...] = ("navigation",), **more: Any
) -> str:
    """A Markdown page with front matter; JSON is YAML. ``more`` is for the theme: scripts, card, linked_data."""
    front = [
        f"title: {json.dumps(widen_markup(title), ensure_ascii=False)}",
        f"description: {json.dumps(widen_markup(description)[:300], ensure_ascii=False)}",
    ]
    front += [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in sorted(more.items()) if value]
    if hide:
        front.append(f"hide: [{', '.join(hide)}]")
    return "---\n" + "\n".join(front) + f"\n---\n\n{body.strip()}\n"
