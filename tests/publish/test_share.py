"""What others see of a page: cards, linked data, the glossary's links."""

from __future__ import annotations

import json
import re
import struct
from html.parser import HTMLParser
from pathlib import Path

import pytest

from disclosure.publish import build_site
from disclosure.publish.cards import Card, has_chinese_font, write_cards
from disclosure.publish.hook import _link_terms
from disclosure.publish.linked import wrap

from .conftest import HOSTILE, HOSTILE_NAME, LIBRARY, make_checkout


class _Blocks(HTMLParser):
    """The JSON-LD of a page as a browser would find it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inside = False
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append(data)
            self.inside = False


def _read(path: Path) -> dict[str, object]:
    (block,) = _Blocks(path.read_text(encoding="utf-8")).found
    content: dict[str, object] = json.loads(block)
    return content


def test_a_year_is_a_dataset(site: Path) -> None:
    content = _read(site / "units" / LIBRARY / "2030" / "index.html")
    assert content["@type"] == "Dataset"
    assert content["temporalCoverage"] == "2030"
    assert "795.00 万元" in str(content["description"])
    assert content["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"


def test_linked_data_cannot_end_its_element(site: Path) -> None:
    assert HOSTILE_NAME in str(_read(site / "units" / HOSTILE / "2030" / "index.html")["name"])
    assert "<" not in wrap({"name": "</script><img src=x>"}).removeprefix("<script").removesuffix("</script>\n")


def test_the_whole_is_a_dataset(site: Path) -> None:
    assert _read(site / "index.html")["temporalCoverage"] == "2030/2031"


def test_titles_hold_the_figure(site: Path) -> None:
    page = (site / "units" / LIBRARY / "2030" / "index.html").read_text(encoding="utf-8")
    assert "<title>临河县图书馆 2030 年部门决算：支出 795.00 万元 · " in page


def test_a_unit_is_described_with_its_newest_figures(site: Path) -> None:
    page = (site / "units" / LIBRARY / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<meta name="description" content="[^"]*2031 年：[^"]*支出 900\.00 万元', page)


def test_pages_name_their_card_where_the_address_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not has_chinese_font():
        pytest.skip("no Chinese font on this machine (Debian: apt-get install fonts-noto-cjk)")
    monkeypatch.setenv("SITE_URL", "https://example.org/books/")
    build_site(make_checkout(tmp_path / "checkout"), tmp_path / "site", lambda _: None)
    path = f"units/{LIBRARY}/2030"
    page = (tmp_path / "site" / path / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="https://example.org/books/{path}/">' in page
    assert f'<meta property="og:image" content="https://example.org/books/cards/{path}.png">' in page
    assert (tmp_path / "site" / "cards" / f"{path}.png").is_file()
    assert f"https://example.org/books/{path}/data.json" in page
    assert f"<loc>https://example.org/books/{path}/</loc>" in (tmp_path / "site" / "sitemap.xml").read_text(
        encoding="utf-8"
    )


def test_a_card_is_a_picture_of_the_size_that_is_promised(tmp_path: Path) -> None:
    if not has_chinese_font():
        pytest.skip("no Chinese font on this machine (Debian: apt-get install fonts-noto-cjk)")
    card = Card("<临河县>图书馆临河县图书馆临河县图书馆", "2030 年部门决算", "支出", "795.00 万元", "比上年减少")
    assert "&lt;临河县&gt;" in card.svg
    write_cards([("cards/a.png", card)], tmp_path, tmp_path / "cache")
    png = (tmp_path / "cards" / "a.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert len(png) < 80_000


def test_terms_are_linked_once_below_each_heading(site: Path) -> None:
    page = (site / "units" / LIBRARY / "2030" / "index.html").read_text(encoding="utf-8")
    income = page.split('id="income"')[1].split("<h2")[0]
    assert income.count('<a class="term" href="../../../glossary/#overall-fiscal_appropriation">财政拨款收入</a>') == 1
    glossary = (site / "glossary" / "index.html").read_text(encoding="utf-8")
    for target in set(re.findall(r'class="term" href="[./]*glossary/#([^"]+)"', page)):
        assert f'id="{target}"' in glossary
    assert 'class="term"' not in glossary


def test_terms_in_links_quotes_and_attributes_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "terms.json").write_text('{"财政拨款收入": "a", "财政拨款": "b"}', encoding="utf-8")
    text = (
        '<p>财政拨款</p><article title="财政拨款"><a href="#">财政拨款</a><q>财政拨款</q>'
        "<p>财政拨款收入、财政拨款、财政拨款</p><h2>财政拨款</h2>财政拨款</article>财政拨款"
    )
    link = '<a class="term" href="../glossary/#{}">{}</a>'
    assert _link_terms(text, tmp_path, "about/") == (
        '<p>财政拨款</p><article title="财政拨款"><a href="#">财政拨款</a><q>财政拨款</q>'
        f"<p>{link.format('a', '财政拨款收入')}、{link.format('b', '财政拨款')}、财政拨款</p><h2>财政拨款</h2>"
        f"{link.format('b', '财政拨款')}</article>财政拨款"
    )
