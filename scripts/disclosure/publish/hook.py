"""The thin seam to MkDocs: puts rendered fragments into pages. Nothing else here knows the generator.

``<!-- words: ID -->`` is replaced before the search index is built, ``<!-- fragment: ID -->`` after it:
tables and charts need not pass through Markdown, nor through search. Fragments lie as ``ID.html`` in
the folder named by $DISCLOSURE_FRAGMENTS (build/fragments of the checkout if it is not set).
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

_MARK = re.compile(r"<!-- (words|fragment): ([a-z0-9/_-]+) -->")
_GLOSSARY = "glossary.md"
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)")
#: In these elements a term stays text: links, headings, drawings, forms, and the words of documents.
_NOT_LINKED = frozenset((
    "a", "h1", "h2", "h3", "svg", "code", "pre", "q", "blockquote", "button", "summary", "label", "figcaption",
    "caption", "textarea", "samp", "bdi", "template", "form", "nav", "details", "script", "thead",
))  # fmt: skip
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


def on_config(config: Any) -> Any:
    """Take over the names of the site."""
    try:
        names = json.loads((_folder(config) / "publisher.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PluginError("the site has no name; build it with `disclosure site`") from None
    config["site_name"], config["site_description"] = names["full"], names["description"]
    config["extra"]["publisher"] = names
    return config


def on_page_content(html: str, *, page: Any, config: Any, files: Any) -> str:
    """Insert what search shall find."""
    return _fill(html, "words", _folder(config), page.file.src_path)


def on_post_page(output: str, *, page: Any, config: Any) -> str:
    """Insert tables and charts into the finished page."""
    # Material knows Chinese as "zh"; the pages are in simplified characters, a few in English
    language = page.meta.get("lang", "zh-CN")
    output = _LANGUAGE.sub(f'<html lang="{language}"', output, count=1)
    output = _fill(output, "fragment", _folder(config), page.file.src_path)
    if language != "zh-CN" or page.file.src_path == _GLOSSARY:
        return output
    return _link_terms(output, _folder(config), page.url)


@cache
def _load_terms(folder: Path) -> tuple[dict[str, str], re.Pattern[str]] | None:
    """The terms of the glossary with their anchors, and what finds them: the longest first."""
    try:
        terms: dict[str, str] = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    found = sorted(terms, key=lambda term: (-len(term), term))
    return (terms, re.compile("|".join(map(re.escape, found)))) if found else None


def _link_terms(output: str, folder: Path, url: str) -> str:
    """Link every term of the glossary where it first stands below a heading of the article."""
    known = _load_terms(folder)
    start, end = output.find("<article"), output.rfind("</article>")
    if known is None or start < 0:
        return output
    terms, pattern = known
    root = "../" * url.count("/") or "./"
    linked: set[str] = set()
    inside = 0

    def put(match: re.Match[str]) -> str:
        if match[0] in linked:
            return match[0]
        linked.add(match[0])
        return f'<a class="term" href="{root}glossary/#{terms[match[0]]}">{match[0]}</a>'

    parts = _TAG.split(output[start:end])
    for number, part in enumerate(parts):
        if number % 2 == 0:
            parts[number] = part if inside else pattern.sub(put, part)
        elif tag := _NAME.match(part):
            if tag[2] == "h2":
                linked.clear()
            inside += tag[2] in _NOT_LINKED and (-1 if tag[1] else 1)
    return output[:start] + "".join(parts) + output[end:]
