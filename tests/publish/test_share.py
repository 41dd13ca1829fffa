"""What others see of a page: cards, linked data, the glossary's links."""

from __future__ import annotations

import json
import re
import struct
from html.parser import HTMLParser
from pathlib import Path

import pytest

from disclosure.publish import build_site
from disclosure.publish.downloads.linked import wrap
from disclosure.publish.fragments.catalogue import describe_ways
from disclosure.publish.rendering.cards import Card, has_chinese_font, write_cards
from disclosure.publish.words.glossary import load_glossary
from disclosure.publish.words.lettering import measure
from disclosure.publish.words.terms import link_terms
from disclosure.store import Layout, read_csv

from .conftest import HOSTILE, HOSTILE_NAME, LIBRARY, copy_checkout


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
    assert re.search(r'<meta name="description" content="[^"]*2031 年，预算支出 900\.00 万元', page)


@pytest.fixture(scope="module")
def own_site(checkout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of somebody else, below an address of their own and under a name of their own."""
    folder = tmp_path_factory.mktemp("own")
    layout = copy_checkout(checkout, folder / "checkout")
    names = "name: river-books\ntitle: 河账 <b>\ntitle_en: ''\nmaker: 临河县财政局\nnotice: 由财政局发布。\n"
    (layout.data / "publisher.yml").write_text(names, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://example.org/books/")
        patch.setenv("REPO_URL", "https://example.org/source")
        build_site(layout, folder / "site", lambda _: None)
    return folder / "site"


def test_a_site_of_ones_own_bears_its_own_names_everywhere(own_site: Path) -> None:
    files = [path for path in own_site.rglob("*") if path.suffix in (".html", ".json", ".jsonld", ".xml", ".txt")]
    texts = {path.relative_to(own_site).as_posix(): path.read_text(encoding="utf-8") for path in files}
    assert [path for path, text in texts.items() if "明账" in text or "Open Books" in text] == ["about/index.html"], (
        "the one page that a site of one's own writes anew"
    )
    page = (own_site / "units" / LIBRARY / "2030" / "index.html").read_text(encoding="utf-8")
    assert " · 河账 &lt;b&gt;</title>" in page
    assert "<b>" not in page.split("</header>")[0]
    assert "由财政局发布。" in page
    assert "不是政府网站" not in page
    descriptor = json.loads((own_site / "downloads" / "datapackage.json").read_text(encoding="utf-8"))
    assert (descriptor["name"], descriptor["contributors"][0]["title"]) == ("river-books", "临河县财政局")


def list_files_of(page: Path) -> list[str]:
    """The addresses of files in the linked data of a page."""
    (linked,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.DOTALL)
    return [each["contentUrl"] for each in json.loads(linked)["distribution"]]


def test_the_linked_data_of_the_data_page_names_files_that_are_there(own_site: Path, site: Path) -> None:
    files = list_files_of(own_site / "data" / "index.html")
    assert len(files) > 40
    home = "https://example.org/books/"
    assert [each for each in files if not (own_site / each.removeprefix(home)).is_file() or home not in each] == []
    files = list_files_of(site / "data" / "index.html")
    assert [each for each in files if not (site / "data" / each).is_file()] == []


def test_every_address_of_a_site_below_a_folder_leads_somewhere(own_site: Path) -> None:
    """As a host serves it that puts a site below the name of its repository."""
    for page in own_site.rglob("*.html"):
        for target in re.findall(r'(?:href|src|action)="([^"#?]+)', page.read_text(encoding="utf-8")):
            if target.startswith(("https://example.org/source", "data:", "mailto:")) or not page.stat().st_size:
                continue
            if target.startswith("https://example.org/books/"):
                path = own_site / target.removeprefix("https://example.org/books/")
            elif target.startswith(("http://", "https://")):
                continue
            else:
                assert not target.startswith("/") or page.name == "404.html", (page, target)
                path = page.parent / target if target[0] != "/" else own_site / target.removeprefix("/books/")
            path = path / "index.html" if path.is_dir() else path
            assert path.exists(), (page.relative_to(own_site), target)


def test_pages_name_their_card_where_the_address_is_known(own_site: Path) -> None:
    if not has_chinese_font():
        pytest.skip("needs a Chinese font; on Debian: apt-get install fonts-noto-cjk")
    path = f"units/{LIBRARY}/2030"
    page = (own_site / path / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="https://example.org/books/{path}/">' in page
    assert f'<meta property="og:image" content="https://example.org/books/cards/{path}.png">' in page
    assert (own_site / "cards" / f"{path}.png").is_file()
    assert f"https://example.org/books/downloads/api/reports/{LIBRARY}-2030-final.json.gz" in page
    assert f"<loc>https://example.org/books/{path}/</loc>" in (own_site / "sitemap.xml").read_text(encoding="utf-8")


def test_a_card_is_a_picture_of_the_size_that_is_promised(tmp_path: Path) -> None:
    if not has_chinese_font():
        pytest.skip("needs a Chinese font; on Debian: apt-get install fonts-noto-cjk")
    card = Card("<临河县>图书馆临河县图书馆临河县图书馆", "2030 年部门决算", "支出", "795.00 万元", "比上年减少")
    assert "&lt;临河县&gt;" in card.svg
    write_cards([("cards/a.png", card)], tmp_path, tmp_path / "cache")
    png = (tmp_path / "cards" / "a.png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert len(png) < 40_000


@pytest.mark.parametrize("length", [1, 17, 35, 36, 72, 120])
def test_a_card_has_the_whole_name_inside_it(length: int) -> None:
    name = ("临河县文化和旅游图书馆少儿阅览中心" * 10)[:length]
    card = Card(name, "2030 年", "支出", "1 万元", "", "河账", f"https://a.example/{'b' * 60}/")
    texts = re.findall(r'<text x="(\d+)" y="(\d+)"(?: text-anchor="end")? font-size="([\d.]+)"[^>]*>([^<]*)<', card.svg)
    assert "".join(text for x, _, _, text in texts if x == "64" and text in name) == name
    for x, y, size, text in texts:
        wide = measure(text) * float(size)
        assert (0 if x == "1136" else float(x)) + wide <= 1136
        assert float(y) <= 630
    heights = [float(y) for x, y, *_ in texts if x == "64"]
    assert heights == sorted(heights)


def test_terms_are_linked_once_below_each_heading(site: Path) -> None:
    page = (site / "units" / LIBRARY / "2030" / "tables" / "index.html").read_text(encoding="utf-8")
    income = page.split('id="income"')[1].split("<h2")[0]
    assert (
        income.count('<a class="term" href="../../../../glossary/#revenue-fiscal_appropriation">财政拨款收入</a>') == 1
    )
    glossary = (site / "glossary" / "index.html").read_text(encoding="utf-8")
    for target in set(re.findall(r'class="term" href="[./]*glossary/#([^"]+)"', page)):
        assert f'id="{target}"' in glossary
    assert 'class="term"' not in glossary
    assert 'id="measure-completion_rate"' in glossary


def test_the_glossary_has_one_entry_a_word_and_keeps_its_addresses(site: Path, repository: Layout) -> None:
    words = load_glossary()
    labels = [label for word in words for label in word.also]
    assert len({word.word for word in words}) == len(words)
    assert 40 <= len(words) <= 50
    assert len(set(labels)) == len(labels)
    assert all(len(word.text) <= 70 and word.text.endswith("。") for word in words)
    page = (site / "glossary" / "index.html").read_text(encoding="utf-8")
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(set(anchors)) == len(anchors)
    concepts = [f"{row['statement']}-{row['item']}" for row in read_csv(repository.reference / "concepts.csv")]
    statements = [row["code"] for row in read_csv(repository.reference / "statements.csv")]
    assert {*concepts, *statements, *(word.anchor for word in words)} <= set(anchors)


def test_terms_in_links_quotes_and_attributes_stay_as_they_are() -> None:
    terms = {"财政拨款收入": "a", "财政拨款": "b"}
    text = (
        '<article title="财政拨款"><a href="#">财政拨款</a><q>财政拨款</q>'
        "<p>财政拨款收入、财政拨款、财政拨款</p><h2>财政拨款</h2>财政拨款</article>"
    )
    link = '<a class="term" href="../glossary/#{}">{}</a>'
    assert link_terms(text, terms, "../") == (
        '<article title="财政拨款"><a href="#">财政拨款</a><q>财政拨款</q>'
        f"<p>{link.format('a', '财政拨款收入')}、{link.format('b', '财政拨款')}、财政拨款</p><h2>财政拨款</h2>"
        f"{link.format('b', '财政拨款')}</article>"
    )
    assert link_terms(text, {}, "../") == text


@pytest.mark.parametrize(
    ("contact", "repository", "links"),
    [
        ("office@open.example", "", ["mailto:office@open.example"]),
        ("https://open.example/form", "https://code.example/a/",
         ["https://open.example/form", *(f"https://code.example/a/issues/new?template={name}.yml"
                                         for name in ("report", "figure", "address"))]),
        ("", "", []),
    ],
)  # fmt: skip
def test_readers_are_shown_how_to_reach_us(contact: str, repository: str, links: list[str]) -> None:
    shown = describe_ways(contact, repository)
    assert re.findall(r'href="([^"]+)"', shown) == links
    assert ("还没有写明联系地址" in shown) == (not links)
    for name in re.findall(r"template=([a-z]+\.yml)", shown):
        assert (Path(__file__).parents[2] / ".github" / "ISSUE_TEMPLATE" / name).is_file()


def test_the_ways_are_on_every_page_that_sends_readers_to_us(site: Path) -> None:
    for page in ("contribute", "about", "search"):
        assert 'class="plain ways"' in (site / page / "index.html").read_text(encoding="utf-8"), page
    assert 'href="/contribute/#reach"' in (site / "404.html").read_text(encoding="utf-8")
    contribute = (site / "contribute" / "index.html").read_text(encoding="utf-8")
    assert contribute.index('id="reach"') < contribute.index('id="add"')


def test_numbered_steps_are_lists(site: Path) -> None:
    for path in (site / "contribute").rglob("index.html"):
        assert not re.search(r"<p>(?:(?!</p>).)*\n\s*\d\. <strong>", path.read_text(encoding="utf-8"), re.S), path
