"""The terms of the glossary, linked where they stand in an article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)")
#: In these elements a term stays text: links, headings (of tables as well: on a phone they are not shown, and a link
#: that is not shown must not take the focus), drawings, forms, and the words of documents.
_NOT_LINKED = frozenset((
    "a", "h1", "h2", "h3", "svg", "code", "pre", "q", "blockquote", "button", "summary", "label", "figcaption",
    "caption", "textarea", "samp", "bdi", "template", "form", "nav", "details", "script", "thead",
))  # fmt: skip


def link_terms(article: str, terms: Mapping[str, str], root: str) -> str:
    """An article of HTML with every term linked where it first stands below a heading; ``root`` leads to the site's."""
    if not terms:
        return article
    pattern = _compile(tuple(sorted(terms, key=lambda term: (-len(term), term))))
    linked: set[str] = set()
    inside = 0

    def put(match: re.Match[str]) -> str:
        if match[0] in linked:
            return match[0]
        linked.add(match[0])
        return f'<a class="term" href="{root}glossary/#{terms[match[0]]}">{match[0]}</a>'

    plain = all(not term.isascii() for term in terms)  # then figures and blanks, most of the parts, hold none
    parts = _TAG.split(article)
    for number, part in enumerate(parts):
        if number % 2 == 0:
            parts[number] = part if inside or (plain and part.isascii()) else pattern.sub(put, part)
        else:
            begins, step = _read_tag(part)
            if begins:
                linked.clear()
            inside += step
    return "".join(parts)


@lru_cache(maxsize=4096)
def _read_tag(tag: str) -> tuple[bool, int]:
    """Whether a tag is one of a heading below which terms are linked again, and by how many elements more or fewer
    without links what follows is surrounded. Pages repeat few tags."""
    found = _NAME.match(tag)
    if found is None or found[2] not in _NOT_LINKED:
        return False, 0
    return found[2] == "h2", -1 if found[1] else 1


@lru_cache(maxsize=4)
def _compile(terms: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the terms, the longest first."""
    return re.compile("|".join(map(re.escape, terms)))
