"""What the site says of its data in text: llms.txt, the changelog of the data as a page and as feeds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from disclosure.package.versions.publisher import Publisher
from disclosure.publish.fragments.changelog import compose_changes, read_changelog, write_change_feeds
from disclosure.store import Layout

CHANGELOG = """\
# Changelog of the data

How versions are numbered.

## 1.0.0 (2030-02-28)

Tables that add up.

### Breaking changes

- facts: column x is gone
- a change that is described
  over two lines

## 0.1.0 (2030-01-31)

First version.
"""


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    return Layout(tmp_path)


def test_the_changelog_is_read_version_by_version(layout: Layout) -> None:
    first, second = read_changelog(layout)
    assert (first.version, first.date, first.summary) == ("1.0.0", "2030-02-28", "Tables that add up.")
    assert first.groups == (
        ("Breaking changes", "不兼容的变更", ("facts: column x is gone", "a change that is described over two lines")),
    )
    assert (second.version, second.summary, second.groups) == ("0.1.0", "First version.", ())


def test_a_version_leads_to_its_files_and_its_words_are_no_markup(layout: Layout) -> None:
    path = layout.data / "CHANGELOG.md"
    path.write_text(CHANGELOG.replace("column x", "column <b>x</b>"), "utf-8")
    html = compose_changes(read_changelog(layout), "https://code.example.org/books")
    assert 'href="https://code.example.org/books/releases/tag/v1.0.0"' in html
    assert "column &lt;b&gt;x&lt;/b&gt; is gone" in html
    assert "releases/tag" not in compose_changes(read_changelog(layout), "")


def test_the_feeds_have_an_entry_for_each_version(layout: Layout, tmp_path: Path) -> None:
    write_change_feeds(read_changelog(layout), tmp_path, "https://open.example.org/", Publisher())
    feed = json.loads((tmp_path / "data-changes.json").read_text("utf-8"))
    assert [item["url"] for item in feed["items"]] == [
        "https://open.example.org/changes/#v1.0.0", "https://open.example.org/changes/#v0.1.0",
    ]  # fmt: skip
    root = ElementTree.parse(tmp_path / "data-changes.xml").getroot()  # noqa: S314 - our own file
    names = [element.text for element in root.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(names) == len(set(names)) == 3
    assert names[0] == "urn:open-books:data-changes"


def test_llms_txt_leads_to_files_that_are_there(site: Path) -> None:
    text = (site / "llms.txt").read_text("utf-8")
    addresses = re.findall(r"\]\(([^)]+)\)", text)
    assert len(addresses) > 12
    for address in addresses:
        path = site / address
        assert (path / "index.html" if address.endswith("/") else path).is_file(), address
    package = json.loads((site / "datapackage.json").read_text("utf-8"))
    full = (site / "llms-full.txt").read_text("utf-8")
    for resource in package["resources"]:
        assert f"### {resource['name']}:" in full
        for field in resource["schema"]["fields"]:
            assert f"- `{field['name']}` ({field['type']}): " in full
    assert not re.search(r"\): *$", full, re.MULTILINE), "every column has a meaning in English"


def test_the_data_page_has_version_citation_and_linked_data(site: Path) -> None:
    package = json.loads((site / "datapackage.json").read_text("utf-8"))
    page = (site / "data" / "index.html").read_text("utf-8")
    assert f"数据版本 <b>{package['version']}</b>" in page
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    dataset = json.loads(block)
    assert dataset["version"] == package["version"]
    assert dataset["variableMeasured"]
    assert (site / "changes" / "index.html").is_file()
    assert (site / "questions" / "index.html").is_file()
