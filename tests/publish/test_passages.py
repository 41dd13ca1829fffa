"""Figures printed together are shown together: the row of a table with its headers, the words of a paragraph."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from disclosure.model import Report
from disclosure.publish.facts.holdings import Holding, Wording
from disclosure.publish.facts.ledger import Entry
from disclosure.publish.tables.grids import Arranger
from disclosure.publish.tables.passages import Passage, list_passages
from disclosure.reference import load_reference
from disclosure.store import Layout

COLUMNS = (
    "statement", "direction", "item", "functional_code", "functional_name", "economic_code", "economic_name", "fund",
    "expenditure_type", "project", "phase", "measure", "basis", "form", "place", "quote", "reported", "value_unit",
)  # fmt: skip


def _make(number: int, quote: str, reported: str, **more: str) -> Entry:
    row = dict.fromkeys(COLUMNS, "") | {"fact": str(number), "quote": quote, "reported": reported, "value_unit": "元"}
    row |= {"statement": "general_public", "phase": "approved", "measure": "amount", "place": "p3"} | more
    return Entry(row, Decimal(1), "budget", f"budget-{number}")


def _list(repository: Layout, *entries: Entry) -> list[Passage]:
    wording = Wording(load_reference(repository.reference))
    return list_passages(entries, Arranger(wording, []))


def test_a_row_has_its_printed_words_and_a_header_for_each_figure(repository: Layout) -> None:
    line = {"form": "table-5", "functional_code": "2080502", "functional_name": "社会保障/养老/事业单位离退休"}
    total = _make(8, "2080502事业单位离退休0.30", "0.30", **line)
    basic = _make(9, "2080502事业单位离退休0.300.10", "0.10", expenditure_type="basic", **line)
    project = _make(10, "2080502事业单位离退休0.300.100.20", "0.20", expenditure_type="project", **line)
    (passage,) = _list(repository, project, total, basic)
    assert passage.row
    assert passage.printed == "2080502 事业单位离退休"
    assert passage.title == "事业单位离退休（2080502） · 年初预算"
    shown = [(piece.name, piece.words) for piece in passage.pieces]
    assert shown == [("合计", "0.30"), ("基本支出", "0.10"), ("项目支出", "0.20")]


def test_a_figure_is_in_the_form_with_its_printed_title(repository: Layout) -> None:
    wording = Wording(load_reference(repository.reference))
    report = Report("invented-2030-budget", 2030, "budget", "报告", "虚构办公室", ())
    forms = [{"form": "table-5", "title": "表5 支出预算表"}, {"form": "table-6", "title": ""}]
    arranger = Arranger(wording, [Holding(report, Path(), {"texts": [], "forms": forms})])
    entries = [_make(number, "甲0.30", "0.30", form=f"table-{number}") for number in (5, 6)]
    assert [passage.form for passage in list_passages(entries, arranger)] == ["表5 支出预算表", "表 6"]


def test_a_row_of_the_same_name_in_another_place_is_another_row(repository: Layout) -> None:
    line = {"form": "table-5", "functional_code": "2080502", "functional_name": "离退休"}
    entries = [_make(1, "离退休0.30", "0.30", **line), _make(2, "离退休0.40", "0.40", **line)]
    assert len(_list(repository, *entries)) == 2, "the same column twice"
    entries = [
        _make(1, "甲1", "1", **line),
        _make(2, "甲12", "2", fund="fiscal_appropriation", **line | {"place": "p4"}),
    ]
    assert len(_list(repository, *entries)) == 2, "another page"
    entries = [_make(1, "甲1", "1", **line), _make(3, "甲12", "2", fund="fiscal_appropriation", **line)]
    assert len(_list(repository, *entries)) == 2, "something is printed between them"


def test_the_words_of_a_paragraph_follow_each_other(repository: Layout) -> None:
    line = {"form": "narrative", "item": "total"}
    amount = _make(1, "支出505.74万元", "505.74", **line)
    change = _make(2, "减少98.39万元", "98.39", **line | {"measure": "change", "basis": "prior_year"})
    rate = _make(3, "下降16.29%", "16.29", **line | {"measure": "change_rate", "basis": "prior_year"})
    (passage,) = _list(repository, amount, change, rate)
    assert not passage.row
    words = " …… ".join(piece.words for piece in passage.pieces)
    assert words == ("支出<mark>505.74</mark>万元 …… 减少<mark>98.39</mark>万元 …… 下降<mark>16.29</mark>%")
    assert "年初预算" in passage.pieces[0].name


def test_every_figure_is_in_one_passage(repository: Layout) -> None:
    entries = [_make(at, f"甲{at}", str(at), form="narrative", item="total", fund=str(at)) for at in range(40)]
    found = [piece.entry.anchor for passage in _list(repository, *entries) for piece in passage.pieces]
    assert found == [entry.anchor for entry in entries]
