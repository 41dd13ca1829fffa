"""Feeds of new and corrected reports. Dates come from the data: the clock would change every build."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from disclosure.model import Report
from disclosure.package.versions.publisher import Publisher
from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.words.labels import KINDS, address_unit

#: Entries in a feed; who follows it has seen the others.
_MOST = 100
_TITLE = "新收录与更正"


@dataclass(frozen=True)
class News:
    """One entry: a report, or what became of a finding of it. ``path`` is below the site's root, ``date`` is ISO."""

    key: str
    title: str
    summary: str
    path: str
    date: str


def list_news(units: Sequence[UnitDigest], created: str) -> list[News]:
    """The newest first; a report counts as new on ``created``, the data package's date, a correction on its own."""
    news = []
    for unit in units:
        shown = {each.anchor: each.address for each in unit.found}
        for held in unit.reports:
            report = held.report
            page = f"units/{address_unit(report)}/{report.year}/"
            title = f"{unit.unit.name} {report.year} 年{KINDS[report.category]}"
            news.append(News(held.report_id, title, unit.summaries.get(page, ""), page, created))
            news += [
                News(f"{held.report_id}:{known.finding}", f"更正与答复：{title}", known.reason,
                     shown.get(f"{held.report_id}-{known.finding}", page), f"{known.date}T00:00:00Z")
                for known in report.acknowledgements
            ]  # fmt: skip
            news += _list_corrections(report, title, page)
            news += _list_withheld(report, title, page)
    years = {held.report_id: held.report.year for unit in units for held in unit.reports}
    return sorted(news, key=lambda each: (each.date, years[each.key.split(":")[0]], each.key), reverse=True)[:_MOST]


def _list_corrections(report: Report, title: str, page: str) -> Iterator[News]:
    """An entry for each figure that was recognized wrongly on a picture."""
    for number, source in enumerate(report.sources, 1):
        for each in source.corrections:
            key = f"{report.report_id}:{number}-p{each.page}-{each.old}-{each.occurrence}"
            summary = f"第 {each.page} 页：识别为 {each.old}，原件印作 {each.new}。{each.reason}"
            yield News(
                key, f"识别更正：{title}，{each.new}", summary, f"{page}sources/#corrections", f"{each.date}T00:00:00Z"
            )


def _list_withheld(report: Report, title: str, page: str) -> Iterator[News]:
    """An entry for each fact that was taken down, and one for each that is read right since."""
    for number, each in enumerate(report.withheld, 1):
        address, key = f"{page}sources/#withheld", f"{report.report_id}:withheld-{number}"
        summary = f"{each.place}：读作 {each.reported}。{each.reason}"
        yield News(key, f"撤下数据：{title}，{each.reported}", summary, address, f"{each.date}T00:00:00Z")
        if each.corrected:
            yield News(
                f"{key}-corrected",
                f"更正数据：{title}，{each.reported}",
                summary,
                address,
                f"{each.corrected}T00:00:00Z",
            )


def write_feeds(
    news: Sequence[News], site: Path, base: str, created: str, publisher: Publisher, stem: str = "feed",
    subject: str = _TITLE,
) -> None:  # fmt: skip
    """Write feed.xml (Atom) and feed.json (JSON Feed 1.1), or those called ``stem``, about ``subject``. ``base`` is the
    site's address, empty where unknown."""
    title = f"{publisher.title}：{subject}"
    name = f"urn:{publisher.name}" if stem == "feed" else f"urn:{publisher.name}:{stem}"
    _write_atom(news, site / f"{stem}.xml", (name, title, f"{base}{stem}.xml"), base, created, publisher)
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": title, "language": "zh-CN",
        "home_page_url": base, "feed_url": f"{base}{stem}.json",
        "items": [
            {"id": f"{name}:{each.key}", "title": each.title, "url": base + each.path,
             "content_text": each.summary, "date_modified": each.date}
            for each in news
        ],
    }  # fmt: skip
    (site / f"{stem}.json").write_bytes(json.dumps(feed, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


def write_unit_feeds(units: Sequence[UnitDigest], site: Path, base: str, created: str, publisher: Publisher) -> None:
    """Write units/ID/feed.xml (Atom) for each unit."""
    for unit in units:
        unit_id = unit.unit.unit_id
        path = f"units/{unit_id}/feed.xml"
        names = (f"urn:{publisher.name}:unit:{unit_id}", f"{publisher.title}：{unit.unit.name}", base + path)
        _write_atom(list_news([unit], created), site / path, names, base, created, publisher, f"units/{unit_id}/")


def _write_atom(
    news: Sequence[News], path: Path, names: tuple[str, str, str], base: str, created: str, publisher: Publisher,
    page: str = "",
) -> None:  # fmt: skip
    """Write an Atom feed; ``names`` are its id, title and address, ``page`` is the page it is of, below ``base``."""
    feed_id, title, address = names
    name = f"urn:{publisher.name}" if page else feed_id
    updated = max([created, *(each.date for each in news)])
    entries = "".join(
        f"<entry><id>{name}:{escape(each.key)}</id><title>{escape(each.title)}</title>"
        f"<link href={quoteattr(base + each.path)}/><updated>{escape(each.date)}</updated>"
        f"<summary>{escape(each.summary)}</summary></entry>\n"
        for each in news
    )
    path.write_bytes(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
            f"<id>{feed_id}</id><title>{escape(title)}</title><updated>{escape(updated)}</updated>\n"
            f"<author><name>{escape(publisher.maker)}</name></author>\n"
            f'<link rel="self" href={quoteattr(address)}/><link href={quoteattr(base + page or "./")}/>\n'
            f"{entries}</feed>\n"
        ).encode()
    )
