"""Text in Markdown that others render: nothing of it may act as markup."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_SPACE = re.compile(r"\s+")


def escape_markdown(text: str) -> str:
    """``text`` as one line of Markdown and HTML that shows exactly these characters."""
    return _PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", _SPACE.sub(" ", text))
