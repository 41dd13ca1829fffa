"""schema.org/Dataset for machines that look for data: a block of JSON-LD in the head of a page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from disclosure.package.editions.packing import name_file
from disclosure.package.versions.publisher import Publisher
from disclosure.publish.facts.holdings import Holding, Setting, UnitHolding
from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.words.labels import KINDS

_LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


def describe_year(unit: UnitHolding, year: int, held: Sequence[Holding], summary: str, setting: Setting) -> str:
    """The dataset of one unit and year. Without the site's address nothing has an absolute one."""
    page = f"{setting.base}units/{unit.unit.unit_id}/{year}/"
    kinds = "、".join(KINDS[each.report.category] for each in held)
    root = setting.base or "../../../"
    files = [(f"{root}downloads/reports/{each.report_id}.zip", "application/zip") for each in held]
    files += [(f"{root}downloads/api/reports/{each.report_id}.json.gz", "application/gzip") for each in held]
    content = _describe(f"{unit.unit.name} {year} 年{kinds}", summary, page, files, setting.publisher) | {
        "identifier": [each.report_id for each in held],
        "temporalCoverage": str(year),
        "isBasedOn": [
            {"@type": "CreativeWork", "name": each.report.title, "publisher": each.report.sources[0].publisher}
            | ({"url": each.report.sources[0].url} if each.report.sources[0].url else {})
            for each in held
        ],
    }
    if unit.region.name:
        content["spatialCoverage"] = {"@type": "Place", "name": unit.region.name, "identifier": unit.unit.region_code}
    return wrap(content)


def describe_all(units: Sequence[UnitDigest], summary: str, base: str, publisher: Publisher) -> str:
    """The dataset of everything."""
    years = sorted({year for unit in units for year in unit.years})
    files = [
        (f"{base}downloads/open-books.zip", "application/zip"),
        (f"{base}downloads/{name_file('facts')}", "application/gzip"),
    ]
    content = _describe(publisher.full, summary, base, files, publisher)
    if years:
        content["temporalCoverage"] = f"{years[0]}/{years[-1]}"
    return wrap(content)


def _describe(
    name: str, summary: str, page: str, files: Sequence[tuple[str, str]], publisher: Publisher
) -> dict[str, Any]:
    return {
        "@context": "https://schema.org", "@type": "Dataset", "name": name, "description": summary, "url": page,
        "inLanguage": "zh-CN", "license": _LICENCE, "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": publisher.maker},
        "distribution": [
            {"@type": "DataDownload", "contentUrl": address, "encodingFormat": media} for address, media in files
        ],
    }  # fmt: skip


def wrap(content: dict[str, Any]) -> str:
    """JSON-LD that cannot end its own element: no character of HTML is left in it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json">{text}</script>\n'
