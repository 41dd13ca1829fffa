"""Amounts with their unit or the sign of the currency in every cell of a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.command.report.reading import Reading, read_report

PAGE = """<html><body><p>望舒县水文站2024年度部门决算</p><p>一、收入决算情况说明</p><p>本年收入合计1,200.05万元。</p>
<p>二、支出决算情况说明</p><p>本年支出合计1,200.05万元。</p><p>支出决算表</p><p>单位：{unit}</p><table>
<tr><td>科目代码</td><td>科目名称</td><td>本年支出合计</td><td>基本支出</td><td>项目支出</td></tr>
<tr><td></td><td>合计</td><td>{before}1,200.05{after}</td><td>{before}900.05{after}</td><td>{before}300.00{after}</td></tr>
<tr><td>2200150</td><td>事业运行</td><td>{before}900.05{after}</td><td>{before}900.05{after}</td><td></td></tr>
<tr><td>2200199</td><td>其他自然资源事务支出</td><td>{before}300.00{after}</td><td></td><td>{before}300.00{after}</td></tr>
</table></body></html>"""


def read(tmp_path: Path, unit: str, before: str, after: str) -> Reading:
    return read_page(tmp_path, PAGE.format(unit=unit, before=before, after=after))


def read_page(tmp_path: Path, page: str) -> Reading:
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    return read_report(path, 2024, "final", "望舒县水文站")


@pytest.mark.parametrize(
    ("unit", "before", "after", "factor"),
    [("万元", "", "", 10_000), ("万元", "", "万元", 10_000), ("万元", "¥", "", 10_000), ("元", "￥", "元", 1)],
)
def test_units_in_cells_are_units(tmp_path: Path, unit: str, before: str, after: str, factor: int) -> None:
    reading = read(tmp_path, unit, before, after)
    facts = reading.facts[reading.facts["form"] != "narrative"]
    assert list(facts["value"]) == [
        round(value * factor, 2) for value in (1200.05, 900.05, 300, 900.05, 900.05, 300, 300)
    ]
    assert set(reading.figures["outcome"]) <= {"fact", "ignored"}


def test_another_unit_than_the_forms_leaves_the_amounts_unread(tmp_path: Path) -> None:
    """And they are never called the numbers of columns, which are whole numbers."""
    figures = read(tmp_path, "万元", "", "元").figures
    amounts = figures[figures["text"].isin(["900.05", "300.00"])]
    assert set(amounts["outcome"]) == {"unread"}


UNLABELLED = PAGE.replace("<p>单位：{unit}</p>", "")


@pytest.mark.parametrize(
    ("before", "after", "factor"), [("", "万元", 10_000), ("￥", "元", 1), ("", "（万元）", 10_000), ("", "(元)", 1)]
)
def test_one_unit_in_every_cell_needs_no_label(tmp_path: Path, before: str, after: str, factor: int) -> None:
    facts = read_page(tmp_path, UNLABELLED.format(before=before, after=after)).facts
    stated = facts[facts["form"] != "narrative"]["value"]
    assert list(stated) == [round(value * factor, 2) for value in (1200.05, 900.05, 300, 900.05, 900.05, 300, 300)]


@pytest.mark.parametrize("row", ["<td>900.05元</td>", "<td>900.05</td>", "<td>9000500</td>"])
def test_several_units_or_none_in_a_cell_leave_the_form_unread(tmp_path: Path, row: str) -> None:
    page = UNLABELLED.format(before="", after="万元").replace("<td>900.05万元</td>", row, 1)
    facts = read_page(tmp_path, page).facts
    assert set(facts["form"]) == {"narrative"}
