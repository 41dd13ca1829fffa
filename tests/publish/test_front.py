from __future__ import annotations

import html
import re

import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclosure.publish.rendering.front import compose_front, dump_front, widen_markup
from disclosure.publish.rendering.page import Page

_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=40)


@given(_TEXT)
def test_a_heading_shows_exactly_its_text(text: str) -> None:
    page = Page("a/index.md")
    page.head(text)
    page.section("part", text)
    for level, block in zip((1, 2), page.blocks, strict=True):
        inner = re.fullmatch(rf'<h{level} id="[a-z]+">(.*)</h{level}>', block, re.S)
        assert inner is not None
        assert "<" not in inner[1]
        assert html.unescape(inner[1]) == text


@given(_TEXT)
def test_titles_hold_no_markup(text: str) -> None:
    assert not set("<>&\"'{}") & set(widen_markup(text))


def test_front_matter_is_one_line_each() -> None:
    page = dump_front(compose_front("a\n---\nb: [", 'say "x"', scripts=["a.js"], card=""))
    assert page.split("\n---\n")[0].count("\n") == 3
    assert yaml.safe_load(page.strip("-\n")) == {"title": "a --- b: [", "description": "say ＂x＂", "scripts": ["a.js"]}


def test_an_article_is_its_blocks_with_their_fragments() -> None:
    page = Page("units/a/2030/index.md")
    page.head("甲 <乙>")
    page.add("one", "<p>1</p>\n")
    page.section("two", "第二")
    page.add("two", "<p>2</p>\n")
    linked = page.keep("linked", "<script></script>")
    page.close("t", "d", linked_data=linked)
    assert page.article == '<h1 id="top">甲 &lt;乙&gt;</h1>\n<p>1</p>\n\n<h2 id="two">第二</h2>\n<p>2</p>\n'
    assert (page.base, page.root, linked) == ("units/a/2030", "../../../", "units/a/2030/linked")
    assert page.front["contents"] == [{"url": "#two", "title": "第二"}]
