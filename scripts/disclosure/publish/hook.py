"""The thin seam to MkDocs: puts rendered fragments into pages. Nothing else here knows the generator.

``<!-- words: ID -->`` is replaced before the search index is built, ``<!-- fragment: ID -->`` after it:
tables and charts need not pass through Markdown, nor through search. Fragments lie as ``ID.html`` in
the folder named by $DISCLOSURE_FRAGMENTS (build/fragments of the checkout if it is not set).
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

_MARK = re.compile(r"<!-- (words|fragment): ([a-z0-9/_-]+) -->")
_LANGUAGE = re.compile(r'<html lang="[^"]*"')


def _folder(config: Any) -> Path:
    named = os.environ.get("DISCLOSURE_FRAGMENTS")
    return Path(named) if named else Path(config["config_file_path"]).parent / "build" / "fragments"


def _fill(html: str, kind: str, folder: Path, page: str) -> str:
    def put(match: re.Match[str]) -> str:
        if match[1] != kind:
            return match[0]
        try:
            return (folder / f"{match[2]}.html").read_text(encoding="utf-8")
        except FileNotFoundError:
            raise PluginError(f"{page}: no fragment {match[2]}; build the site with `disclosure site`") from None

    return _MARK.sub(put, html)


def on_page_content(html: str, *, page: Any, config: Any, files: Any) -> str:
    """Insert what search shall find."""
    return _fill(html, "words", _folder(config), page.file.src_path)


def on_post_page(output: str, *, page: Any, config: Any) -> str:
    """Insert tables and charts into the finished page."""
    # Material knows Chinese as "zh"; the pages are in simplified characters, a few in English
    language = page.meta.get("lang", "zh-CN")
    output = _LANGUAGE.sub(f'<html lang="{language}"', output, count=1)
    return _fill(output, "fragment", _folder(config), page.file.src_path)
