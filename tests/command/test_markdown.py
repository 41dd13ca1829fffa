from __future__ import annotations

import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.command.terminal.markdown import escape_markdown

_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=40)


@given(_TEXT)
def test_escaped_text_shows_exactly_itself(text: str) -> None:
    rendered = markdown.markdown(f"# {escape_markdown(text)} {{#top}}", extensions=["attr_list", "tables", "toc"])
    inner = re.fullmatch(r'<h1 id="top">(.*)</h1>', rendered, re.S)
    assert inner is not None
    assert "<" not in inner[1]
    assert html.unescape(inner[1]) == text


@pytest.mark.parametrize("text", ["<script>", "{{ x }}", "[a](javascript:alert(1))", "a\n# b", "*x* _y_ `z`", "&lt;"])
def test_markup_in_text_stays_text(text: str) -> None:
    rendered = markdown.markdown(escape_markdown(text))
    assert re.sub(r"\s+", " ", html.unescape(rendered.removeprefix("<p>").removesuffix("</p>"))) == re.sub(
        r"\s+", " ", text
    )
