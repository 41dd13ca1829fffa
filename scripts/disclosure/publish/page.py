"""One page of the site before MkDocs: Markdown with the fragments that are put into it."""

from __future__ import annotations

from dataclasses import dataclass, field

from disclosure.publish.cards import Card, has_chinese_font
from disclosure.publish.charts import Chart


@dataclass
class Page:
    """``path`` is below docs/; fragments are HTML by id, which Markdown names as the hook expects; ``summary`` says
    what the page says in a sentence."""

    path: str
    markdown: str = ""
    fragments: dict[str, str] = field(default_factory=dict)
    charts: list[Chart] = field(default_factory=list)
    summary: str = ""
    card: Card | None = None

    @property
    def address(self) -> str:
        """Where the page is below the site's root."""
        return self.path.removesuffix("index.md").removesuffix(".md")

    @property
    def card_path(self) -> str:
        """Where the page's card is below the site's root, if it has one and it can be drawn."""
        return f"cards/{self.address.rstrip('/')}.png" if self.card and has_chinese_font() else ""

    def place(self, chart: Chart) -> Chart:
        """Keep a chart of this page; returns it with its address."""
        placed = chart.on(self.address)
        self.charts.append(placed)
        return placed

    def add(self, name: str, html: str, *, searched: bool = False) -> str:
        """Keep a fragment and return its mark; ``searched`` ones are indexed by the site's search."""
        self.fragments[name] = html
        return f"<!-- {'words' if searched else 'fragment'}: {name} -->"
