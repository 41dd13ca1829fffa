"""The changelog of the data as a page and as feeds: an entry for each version, with the address of its files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.package.versions.publisher import Publisher
from disclosure.publish.downloads.feeds import News, write_feeds
from disclosure.publish.rendering.template import render
from disclosure.store import Layout

#: What the feeds are called below the site's root, without their ending.
FEED = "data-changes"
_SECTION = re.compile(r"^## (?P<version>[0-9]+(?:\.[0-9]+){2}) \((?P<date>[0-9]{4}(?:-[0-9]{2}){2})\)$", re.MULTILINE)
_GROUPS = {
    "Breaking changes": "不兼容的变更", "Reports withdrawn": "撤下的报告", "New reports": "新收录的报告",
    "New tables and columns": "新的表和列", "Corrections": "更正", "Rows": "行数变化",
}  # fmt: skip


@dataclass(frozen=True)
class Version:
    """One version of the data: its day, a summary in words, and what changed as (title, title in Chinese, items)."""

    version: str
    date: str
    summary: str
    groups: tuple[tuple[str, str, tuple[str, ...]], ...]


def read_changelog(layout: Layout) -> list[Version]:
    """The versions in data/CHANGELOG.md, the newest first; none where there is no such file."""
    path = layout.data / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = list(_SECTION.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)][: len(found)]
    return [_read_version(each, text[each.end() : end]) for each, end in zip(found, ends, strict=True)]


def _read_version(found: re.Match[str], body: str) -> Version:
    head, *parts = re.split(r"^### +", body, flags=re.MULTILINE)
    groups = []
    for part in parts:
        title, _, rest = part.partition("\n")
        items = tuple(" ".join(each.split()) for each in re.split(r"^- ", rest, flags=re.MULTILINE)[1:])
        groups.append((title.strip(), _GROUPS.get(title.strip(), title.strip()), items))
    return Version(found["version"], found["date"], " ".join(head.split()), tuple(groups))


def compose_changes(versions: Sequence[Version], repository: str) -> str:
    """The versions as HTML; with the address of the ``repository`` each leads to the files of its release."""
    return render("data_changes.html", versions=versions, repository=repository.rstrip("/"), feed=FEED)


def write_change_feeds(versions: Sequence[Version], site: Path, base: str, publisher: Publisher) -> None:
    """Write the feeds of the versions. ``base`` is the site's address, empty where unknown."""
    news = [
        News(
            f"data-{each.version}", f"数据 {each.version}",
            each.summary or "；".join(f"{zh} {len(items)}" for _, zh, items in each.groups),
            f"changes/#v{each.version}", f"{each.date}T00:00:00Z",
        )
        for each in versions
    ]  # fmt: skip
    created = max((each.date for each in news), default="1980-01-01T00:00:00Z")
    write_feeds(news, site, base, created, publisher, FEED, "数据版本")
