from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from tests.publish.conftest import LIBRARY, load_digests

from disclosure.model import Acknowledgement
from disclosure.package.versions.publisher import Publisher
from disclosure.publish.downloads.feeds import list_news, write_feeds
from disclosure.store import Layout

ATOM = "{http://www.w3.org/2005/Atom}"
CREATED = "2030-01-01T00:00:00Z"


def test_feeds_name_every_report_with_its_answer(site: Path) -> None:
    root = ElementTree.parse(site / "feed.xml").getroot()  # noqa: S314 - our own file
    entries = {entry.findtext(f"{ATOM}title"): entry for entry in root.iter(f"{ATOM}entry")}
    entry = entries["临河县图书馆 2030 年部门决算"]
    assert "决算支出 795.00 万元" in str(entry.findtext(f"{ATOM}summary"))
    assert entry.findtext(f"{ATOM}updated") == CREATED
    assert '<script>alert("1")</script> 2030 年部门决算' in entries
    feed = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    assert [each["title"] for each in feed["items"]] == list(entries)


def test_a_correction_is_news_on_its_own_day(checkout: Layout, tmp_path: Path) -> None:
    unit = next(each for each in load_digests(checkout) if each.unit.unit_id == LIBRARY)
    known = Acknowledgement("total-parts-1", "单位说明：<合计> 有误", "2031-05-06", "confirmed")
    report = replace(unit.reports[0].report, acknowledgements=(known,))
    changed = replace(unit, reports=(replace(unit.reports[0], report=report),))
    news = list_news([changed], CREATED)
    days = ("2031-05-06", "2030-06-01", "2030-05-09", "2030-05-09", "2030-05-08", "2030-05-07")
    assert [each.date for each in news] == [*(f"{day}T00:00:00Z" for day in days), CREATED]
    assert [each.title.partition("：")[0] for each in news[1:4]] == ["更正数据", "撤下数据", "撤下数据"]
    assert {each.path for each in news[1:4]} == {"units/riverside-library/2030/sources/#withheld"}
    assert news[0].path == "units/riverside-library/2030/findings/#riverside-library-2030-final-total-parts-1"
    recognized = news[5]  # a figure that was recognized wrongly
    assert recognized.title == "识别更正：临河县图书馆 2030 年部门决算，1,200.05"
    assert recognized.summary.startswith("第 4 页：识别为 1,208.05，原件印作 1,200.05。页面上印的是")
    assert recognized.path == "units/riverside-library/2030/sources/#corrections"
    assert len({each.key for each in news}) == len(news)
    write_feeds(
        news, tmp_path, "https://example.org/", CREATED, Publisher(name="river-books", title="河账", maker="<河>")
    )
    text = (tmp_path / "feed.xml").read_text(encoding="utf-8")
    assert "单位说明：&lt;合计&gt; 有误" in text
    assert "<id>urn:river-books:riverside-library-2030-final</id>" in text, "two sites have entries of their own"
    assert "<name>&lt;河&gt;</name>" in text
    assert '<link href="https://example.org/units/riverside-library/2030/' in text
