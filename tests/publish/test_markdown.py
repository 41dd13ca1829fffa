"""Words of the data in Markdown: whatever they are, MkDocs shows exactly them, and nothing of them acts."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclosure.publish.rendering.markdown import escape_address, escape_markdown, strip_markdown

from .conftest import HOSTILE_NAME, HOSTILE_NAMES, LIBRARY

ROOT = Path(__file__).parents[2]
#: where words are in our pages: in a heading, a sentence, a list, a link, a quotation
FRAMES = (
    "# {} 2030 年",
    "支出 **{}**。",
    "1. [{}](tables/#x)　1.00 万元",
    "- {}",
    "> 说明：{}",
    "甲{}乙\n{{: .answer}}",
)
#: beginnings that Markdown takes for lists, headings, rules, tables
BLOCKS = (
    "1. 一",
    "- 一",
    "+ 一",
    "* 一",
    "# 一",
    "> 一",
    "---",
    "***",
    "===",
    "|甲|乙|",
    "~~~",
    "```sh",
    "    四格",
    ": 一",
    "1) 一",
    "{: #x }",
)


class Shown(HTMLParser):
    """The words and the tags of rendered Markdown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


class _Loader(yaml.SafeLoader):
    """mkdocs.yml with its tags of MkDocs left alone."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


#: Without types, which MkDocs does not need either.
_markdown: Any = import_module("markdown")


@cache
def load_extensions() -> tuple[list[str], dict[str, Any]]:
    """The extensions that mkdocs.yml names, and their options."""
    named = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), _Loader)["markdown_extensions"]  # noqa: S506 - a safe one
    extensions = [each if isinstance(each, str) else next(iter(each)) for each in named]
    options: dict[str, Any] = {name: value for each in named if isinstance(each, dict) for name, value in each.items()}
    return extensions, options


def render(text: str) -> Shown:
    """As MkDocs renders it."""
    extensions, options = load_extensions()
    return Shown(_markdown.markdown(text, extensions=extensions, extension_configs=options))


def check(words: str) -> None:
    for frame in FRAMES:
        plain = render(frame.format("词"))
        shown = render(frame.format(escape_markdown(words)))
        expected = "".join(plain.words.split()).replace("词", "".join(words.split()), 1)
        assert "".join(shown.words.split()) == expected, frame
        assert shown.tags == plain.tags, frame


@pytest.mark.parametrize("words", [HOSTILE_NAME, *HOSTILE_NAMES, *BLOCKS, "<!-- fragment: home/totals -->", "page:x"])
def test_words_are_shown_as_they_are(words: str) -> None:
    check(words)


@given(
    st.text(st.sampled_from("甲a1 .-+*_`#>|[](){}<&;\\!~:=\"'$^\n"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
def test_no_words_are_markup(words: str) -> None:
    check(words)


def test_an_address_ends_where_it_ends() -> None:
    assert escape_address('x) "y" [z](w)') == "x%29%20%22y%22%20%5Bz%5D%28w%29"


def test_a_summary_has_the_words_only() -> None:
    assert strip_markdown("支出 **[5.00 万元](tables/#final-a)**（&#42;）。\n{: .answer}") == "支出 5.00 万元（*）。"


def test_the_answer_is_published_as_markdown(site: Path) -> None:
    text = (site / "units" / LIBRARY / "2030" / "index.md").read_text("utf-8")
    assert text.startswith("# 临河县图书馆 2030 年")
    assert "决算支出 **[795.00 万元](tables/#final-expenditure-" in text
    assert "1. [流动书车](../projects/p18f4a06/)" in text
    assert not re.search(r"<(?!!)|---\n|fragment", text)
