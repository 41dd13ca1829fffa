"""The whole sentences that findings cite: where they begin and end, and what is left out of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.check.facts import change

from disclosure.check import check_report
from disclosure.command.report.chain import recall_report
from disclosure.model import SEPARATOR, Fact, Finding, Report
from disclosure.store import find_layout, read_csv

REPORT = Report("invented-office", 2024, "final", "报告", "虚构办公室", ())
#: Of the shape of a telephone number.
NUMBER = "1" + "3" + 9 * "0"
SENTENCE = "二、布展支出8.00万元，比上年增加2.00万元，增长25.00%。"


def find(source: str, facts: list[Fact]) -> list[Finding]:
    placed = []
    for fact in facts:
        start = source.index(fact.reported)
        placed.append(replace(fact, quote=fact.reported, spans=((start, start + len(fact.reported)),)))
    findings, _ = check_report(REPORT, placed, source=source)
    return [each for each in findings if each.check == "change-rate"]


@pytest.mark.parametrize(
    ("before", "after", "cited"),
    [
        ("一、上文。", "下文。", SENTENCE),
        ("一、上\n文。\n\n", "", SENTENCE),
        ("", "", SENTENCE),
        # a personal number among the words of the sentence
        (f"一、上文。联系电话{NUMBER}，", "", f"联系电话〔略〕，{SENTENCE}"),
    ],
)
def test_a_finding_cites_the_whole_sentence(before: str, after: str, cited: str) -> None:
    (found,) = find(f"{before}{SENTENCE}{after}", change("operating", "total", "8.00", "2.00", "25.00"))
    shown = found.sentences
    assert NUMBER not in shown
    assert shown.endswith(SENTENCE)
    assert SEPARATOR not in shown
    assert len(shown) >= len(cited) - 8


@pytest.mark.parametrize(
    ("above", "cited"),
    [
        ("上文。\n21\n", "21｜"),
        ("上文。\n- 21 -\n", "-21-｜"),
        ("上文。\n一、布展支出情况说明\n", "一、布展支出情况说明｜"),
        ("上文。\n21\n一、关于 2024 年布展支出情况说明\n", "21｜一、关于2024年布展支出情况说明｜"),
        # the begin of a longer number
        ("上文。\n138\n0000号", "1380000号"),
        # lines of the sentence itself, the second as wide as what follows
        ("上文。\n（一）由于布展，\n", "（一）由于布展，"),
        (
            "上文。\n（一）为迎接本单位各处展览馆的游客\n",
            "（一）为迎接本单位各处展览馆的游客",
        ),
    ],
)
def test_a_page_number_or_heading_is_set_apart(above: str, cited: str) -> None:
    wrapped = "布展支出8.00万元，比上年增加2.00万元，\n增长25.00%。"
    sentence = "".join(wrapped.split())
    (found,) = find(f"{above}{wrapped}", change("operating", "total", "8.00", "2.00", "25.00"))
    assert found.sentences == f"{cited}{sentence}"


def test_a_long_sentence_is_cut() -> None:
    source = f"{'布展用品，' * 60}布展支出8.00万元，比上年增加2.00万元，增长25.00%，{'用于布展，' * 60}完毕。"
    (found,) = find(source, change("operating", "total", "8.00", "2.00", "25.00"))
    assert found.sentences.startswith("…")
    assert found.sentences.endswith("…")
    assert "8.00万元" in found.sentences
    assert len(found.sentences) < 200


def test_a_form_and_a_report_without_its_source_cite_none() -> None:
    facts = change("operating", "total", "8.00", "2.00", "25.00")
    findings, _ = check_report(REPORT, facts)
    assert [each.sentences for each in findings] == [""] * len(findings)
    tables = [replace(fact, form="table-1") for fact in facts]
    assert [each.sentences for each in find(SENTENCE, tables)] == [""]


def test_sentences_stay_where_a_report_is_checked_again_from_its_tables() -> None:
    folders = sorted(find_layout(Path(__file__).parent).reports.glob("*/*/findings.csv"))
    cited = [path for path in folders if any(row["sentences"] for row in read_csv(path))]
    known = {row["finding"]: row["sentences"] for row in read_csv(cited[0])}
    again = {finding.finding: finding.sentences for finding in recall_report(cited[0].parent).findings}
    assert again == {name: known[name] for name in again}
    assert any(again.values())
