"""What a document or a description may say, through to everything that is published: it comes out as the very words it
is, and nothing of it acts. tests/command/test_untrusted.py tells what is refused before."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import pytest
from jinja2 import DictLoader, Environment

from disclosure.package.editions.cells import unguard_cell
from disclosure.publish.rendering.template import keep_compiled

from .conftest import HOSTILE, HOSTILE_NAME, HOSTILE_NAMES

WORDS = (HOSTILE_NAME, *HOSTILE_NAMES)
#: A spreadsheet program runs a cell that begins with one of these; without a bracket, | or ! it reaches nothing.
RUN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
YEAR = f"units/{HOSTILE}/2030"


class Acts(HTMLParser):
    """What of a page a browser would run, and the words it shows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.shown = ""
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.linked: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = "data" if ("type", "application/ld+json") in attrs else tag
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "data", "srcdoc")]

    def handle_data(self, data: str) -> None:
        if self._inside == "data":
            self.linked.append(data)
        elif self._inside not in ("script", "style"):
            self.shown += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def read_page(site: Path, path: str) -> Acts:
    return Acts((site / path / "index.html").read_text("utf-8"))


@pytest.mark.parametrize("pages", [[f"{YEAR}/tables"], [f"{YEAR}/projects"], [f"units/{HOSTILE}"], [YEAR]])
def test_pages_show_the_very_words_and_run_none(site: Path, pages: list[str]) -> None:
    for page in pages:
        acts = read_page(site, page)
        shown = "".join(acts.shown.split())
        # the page of the answer has room for some of the words only
        expected = [words for words in WORDS if page != YEAR or words in (HOSTILE_NAME, *HOSTILE_NAMES[:2])]
        for words in expected:
            assert "".join(words.split()) in shown, words
        assert acts.handlers == []
        assert not [each for each in acts.addresses if each.strip().lower().startswith(("javascript:", "data:text"))]
        assert not [each for each in acts.addresses if "h.example" in each]


def test_pages_of_projects_show_the_very_words_and_run_none(site: Path) -> None:
    pages = sorted((site / "units" / HOSTILE / "projects").glob("*/index.html"))
    assert len(pages) == len(HOSTILE_NAMES)
    for path in pages:
        acts = read_page(site, path.parent.relative_to(site).as_posix())
        shown = "".join(acts.shown.split())
        assert any(shown.count("".join(words.split())) >= 4 for words in HOSTILE_NAMES), path
        assert acts.handlers == []
        assert not [each for each in acts.addresses if "h.example" in each]


def test_no_page_anywhere_runs_them(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        for piece in ("<script>alert", "<img src=x", "]]>-->", "onerror=alert(1)>"):
            assert piece not in text, path


def test_linked_data_holds_them_as_words(site: Path) -> None:
    (block,) = read_page(site, YEAR).linked
    content = json.loads(block)
    assert content["name"].startswith(HOSTILE_NAME)
    assert content["isBasedOn"][0]["publisher"] == HOSTILE_NAMES[3]
    assert not set("<>&") & set(block)


def test_feeds_are_whole_and_hold_them(site: Path) -> None:
    root = ElementTree.parse(site / "feed.xml").getroot()  # noqa: S314 - our own file
    told = [element.text or "" for element in root.iter()]
    assert "".join(HOSTILE_NAMES) in told
    feed = json.loads((site / "feed.json").read_text("utf-8"))
    assert "".join(HOSTILE_NAMES) in [item["content_text"] for item in feed["items"]]


def list_tables(site: Path) -> Iterator[tuple[str, str]]:
    """Every CSV file that is published, packed ones too."""
    for path in sorted(site.rglob("*.csv")):
        yield path.as_posix(), path.read_text("utf-8-sig")
    for path in sorted(site.rglob("*.csv.gz")):
        yield path.as_posix(), gzip.decompress(path.read_bytes()).decode("utf-8-sig")
    for path in sorted(site.rglob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".csv"):
                    yield f"{path}:{name}", archive.read(name).decode("utf-8-sig")


def test_no_cell_of_any_table_could_do_harm_as_a_formula(site: Path) -> None:
    found = set()
    for name, text in list_tables(site):
        for row in csv.reader(io.StringIO(text)):
            for cell in row:
                assert not cell.startswith(RUN) or not set(cell) & set("(（|｜!！"), (name, cell)
                found |= {unguard_cell(cell)} & set(WORDS)
    assert found == set(WORDS)


def test_parquet_and_the_answers_hold_the_words_as_printed(site: Path) -> None:
    folder = site / "downloads" / "parquet"
    with duckdb.connect() as database:
        told = database.execute("select distinct content from read_parquet(?)", [str(folder / "texts.parquet")])
        words = {word for (word,) in told.fetchall()}
        named = database.execute("select distinct name from read_parquet(?)", [str(folder / "projects.parquet")])
        names = {name for (name,) in named.fetchall()}
    assert set(HOSTILE_NAMES) <= words & names
    answer = (site / "downloads" / "api" / "reports" / f"{HOSTILE}-2030-final.json.gz").read_bytes()
    held = json.dumps(json.loads(gzip.decompress(answer)), ensure_ascii=False)
    assert all(json.dumps(words, ensure_ascii=False)[1:-1] in held for words in WORDS)


def test_the_index_of_the_search_holds_words_only(site: Path) -> None:
    """The index is of the words a page shows; the page that shows results lets one element through, and no other."""
    found = ""
    for path in (site / "pagefind" / "fragment").iterdir():
        content = gzip.decompress(path.read_bytes())
        fragment = json.loads(content[content.index(b"{") :])
        if fragment["url"].startswith(f"/units/{HOSTILE}/"):
            found += html.unescape(fragment["content"])
    assert found
    plain = "".join(found.replace("\u200b", "").split())
    assert all("".join(words.split()) in plain for words in HOSTILE_NAMES[:3])
    script = (site / "javascripts" / "search.js").read_text("utf-8")
    assert "innerHTML" not in script
    assert "insertAdjacentHTML" not in script


def test_compiled_templates_are_kept_for_each_environment(tmp_path: Path) -> None:
    """Jinja's own key has no option of the environment: one that escapes nothing would lend its code to the others."""
    made = []
    for name, escaping in (("frame", False), ("html", True)):
        environment = Environment(loader=DictLoader({"t": "{{ x }}"}), autoescape=escaping)  # noqa: S701 - on purpose
        keep_compiled(environment, tmp_path, name)
        made.append(environment.get_template("t").render(x="<"))
    assert made == ["<", "&lt;"]
