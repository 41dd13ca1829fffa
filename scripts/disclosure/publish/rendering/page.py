"""One page of the site before MkDocs: what it is made of, in order, and what its frame says of it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from disclosure.publish.charts.chart import Chart
from disclosure.publish.rendering.cards import Card, has_chinese_font
from disclosure.publish.rendering.front import compose_front

_MARK = re.compile(r"<!-- fragment: ([a-z0-9/_-]+) -->")


@dataclass
class Page:
    """``path`` is below docs/; ``blocks`` are headings and marks of ``fragments``, which are HTML by id; ``contents``
    are its sections; ``summary`` says what the page says in a sentence. A page with ``markdown`` is that text, which
    names its fragments; MkDocs renders it, and it is published next to the page."""

    path: str
    blocks: list[str] = field(default_factory=list)
    contents: list[tuple[str, str]] = field(default_factory=list)
    fragments: dict[str, str] = field(default_factory=dict)
    charts: list[Chart] = field(default_factory=list)
    front: Mapping[str, Any] = field(default_factory=dict)
    summary: str = ""
    card: Card | None = None
    markdown: str = ""

    @property
    def address(self) -> str:
        """Where the page is below the site's root."""
        return self.path.removesuffix("index.md").removesuffix(".md")

    @property
    def base(self) -> str:
        """What the ids of its fragments begin with."""
        return self.address.rstrip("/")

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return "../" * self.address.count("/")

    @property
    def card_path(self) -> str:
        """Where the page's card is below the site's root, if it has one and it can be drawn."""
        return f"cards/{self.base}.png" if self.card and has_chinese_font() else ""

    def head(self, title: str) -> None:
        """Begin with the title as it stands in the page."""
        self.blocks.append(f'<h1 id="top">{html.escape(title)}</h1>')

    def section(self, name: str, title: str) -> None:
        """Begin a section; ``name`` is its address on the page."""
        self.contents.append((name, title))
        self.blocks.append(f'<h2 id="{name}">{html.escape(title)}</h2>')

    def add(self, name: str, markup: str) -> None:
        """Go on with a fragment, under its name on this page."""
        self.keep(name, markup)
        self.blocks.append(f"<!-- fragment: {self.base}/{name} -->")

    def keep(self, name: str, markup: str) -> str:
        """Keep a fragment that stands elsewhere than in the article; returns its id."""
        self.fragments[f"{self.base}/{name}"] = markup
        return f"{self.base}/{name}"

    def place(self, chart: Chart, subject: str, source: str = "") -> Chart:
        """Keep a chart of this page, which is of ``subject``, an organisation or several, and drawn from the documents
        ``source`` names; returns it with its address."""
        placed = chart.on(self.address, subject, source)
        self.charts.append(placed)
        return placed

    def close(self, title: str, description: str, *, hide: Sequence[str] = ("navigation",), **more: Any) -> None:
        """What the frame says of the page; ``more`` is for the theme: scripts, linked_data."""
        shown = [] if "toc" in hide else self.contents
        contents = [{"url": f"#{name}", "title": html.escape(told)} for name, told in shown]
        self.front = compose_front(
            title, description, card=self.card_path, contents=contents, hide=list(hide), **more
        )  # fmt: skip

    @property
    def plain_markdown(self) -> str:
        """The text as it is published: without the marks of fragments."""
        return _MARK.sub("", self.markdown)

    @property
    def article(self) -> str:
        """The article as HTML, the drawings still marks."""
        return "\n".join(_MARK.sub(lambda match: self.fragments[match[1]], block) for block in self.blocks)


@dataclass(frozen=True)
class Draft:
    """A page that is not composed yet: ``model`` is all that it is composed of apart from the program, as text;
    ``compose`` makes it of nothing else. So equal models are equal pages."""

    model: str
    compose: Callable[[], Page]
