"""Covers and titles of many kinds of bodies, and documents of other genres: the specimens of two lists.

In ``covers.csv`` and ``strangers.csv`` `` / `` ends a line and `` | `` a cell. （金额） is a table of amounts, （数字）
is a sentence with totals, （章节） are the headings of a report; they follow a cover without tables and headings.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.command.report.chain import identify_documents
from disclosure.errors import GenreError
from disclosure.parse.identify import Stated, identify_report
from disclosure.parse.naming import shorten_name
from disclosure.read.source import read_bytes
from disclosure.reference import Reference
from disclosure.store import read_csv

SPECIMENS = Path(__file__).parents[1] / "specimens"
COVERS = read_csv(SPECIMENS / "covers.csv")
STRANGERS = read_csv(SPECIMENS / "strangers.csv")
SECTIONS = (
    "\n目录\n第一部分 单位概况\n一、收支预算总体情况说明\n收支总预算5万元。\n"
    "二、收入预算情况说明\n三、支出预算情况说明\n七、三公经费支出情况\n"
)
PARTS = {
    " / ": "\n",
    " | ": "\t",
    "（金额）": "\n".join(f"第{number}项\t1,2{number}0.05\t900.0{number}" for number in range(10)),
    "（数字）": (
        "2023年收入1,200.05万元，支出1,150.05万元，其中基本支出900.05万元，项目支出250.00万元，年末结转50.00万元，"
        "“三公”经费支出5.00万元。"
    ),
    "（章节）": SECTIONS,
}


def write_document(written: str, kind: str = "") -> bytes:
    """A specimen as the text of a document; a report has the headings of its kind, if it has no tables or sections."""
    text = written
    for short, long in PARTS.items():
        text = text.replace(short, long)
    if kind and "（金额）" not in written and "三、" not in written and "支出" not in written:
        text += SECTIONS.replace("预算", "预算" if kind == "budget" else "决算")
    return text.encode()


@pytest.mark.parametrize("row", COVERS, ids=lambda row: row["head"][:40])
def test_a_cover_says_unit_year_kind_and_scope(row: dict[str, str], reference: Reference) -> None:
    found = identify_report(read_bytes(write_document(row["head"], row["kind"]), "cover.txt"), reference)
    wanted = (row["unit"], int(row["year"]), row["kind"], row["scope"])
    assert (found.unit_name, found.year, found.kind, found.scope) == wanted


@pytest.mark.parametrize("row", STRANGERS, ids=lambda row: row["document"][:40])
def test_another_genre_is_refused_by_its_name(row: dict[str, str], reference: Reference) -> None:
    document = read_bytes(write_document(row["document"]), "stranger.txt")
    with pytest.raises(GenreError, match=row["says"]) as caught:
        identify_report(document, reference)
    assert "state --year, --kind and --unit-name" in caught.value.remedy or "批复" in caught.value.problem


def test_what_is_stated_is_believed(reference: Reference) -> None:
    document = read_bytes(write_document("子虚市水务局关于公开2024年预算的通知"), "notice.txt")
    found = identify_report(document, reference, stated=Stated(2024, "budget", "子虚市水务局"))
    assert (found.unit_name, found.year, found.kind) == ("子虚市水务局", 2024, "budget")


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("中国共产党子虚省委员会办公厅", "子虚省委办公厅"), ("中共子虚市委宣传部", "子虚市委宣传部"),
        ("子虚省委办公厅", "子虚省委办公厅"), ("中国人民政治协商会议子虚县委员会办公室", "子虚县政协办公室"),
        ("政协子虚县委员会", "子虚县政协"), ("中国共产主义青年团子虚市委员会", "共青团子虚市委员会"),
        ("子虚市发展和改革委员会", "子虚市发展和改革委员会"), ("中共子虚市委", "中共子虚市委"),
    ],
)  # fmt: skip
def test_committees_have_a_short_name(name: str, short: str) -> None:
    assert shorten_name(name) == short


def test_files_with_the_long_and_the_short_name_are_one_report(reference: Reference) -> None:
    names = ("中国共产党子虚省委员会办公厅", "子虚省委办公厅", "子虚省委宣传部")
    long, short, other = (
        read_bytes(write_document(f"{name}2024年部门预算", "budget"), f"{at}.txt") for at, name in enumerate(names)
    )
    assert identify_documents([short, long], reference).unit_name == "子虚省委办公厅"
    with pytest.raises(GenreError, match="unit 子虚省委宣传部 instead of"):
        identify_documents([long, other], reference)
