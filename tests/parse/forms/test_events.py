"""Lists of single meetings and training."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.parse.forms.test_grid import outcomes, read, unread

from disclosure.model import Parsed

__all__ = ["read"]
MEETINGS = [
    ["序号", "会议名称", "时间", "人数", "金额", "备注"],
    ["1", "虚构业务会", "2026-3-26", "100", "2.00", "第2次"],
]


def test_a_meeting_has_a_name_a_time_persons_and_an_amount(read: Callable[..., Parsed]) -> None:
    parsed = read((["会议费明细表", "单位：万元"], MEETINGS))
    (event,) = parsed.details
    assert (event.statement, event.item, event.value) == ("three_public", "meetings", Decimal(20000))
    assert (event.thing, event.planned, event.quantity) == ("虚构业务会", "2026-3-26", "100")
    assert [(form.form, form.title) for form in parsed.forms] == [(event.form, "会议费明细表")]
    assert parsed.facts == ()
    assert outcomes(parsed)["2.00"] == outcomes(parsed)["100"] == "event"
    assert unread(parsed) == []


def test_a_list_of_training_goes_on_over_a_page_up_to_its_sum(read: Callable[..., Parsed]) -> None:
    rows = [["序号", "培训名称", "培训时间", "参训人数", "培训费（万元）"], ["1", "甲培训", "3月", "9", "1.50"]]
    more = [["2", "乙培训", "4月", "", "2.00"], ["合计", "", "", "", "3.50"]]
    parsed = read((["单位：万元"], rows), ([], more))
    assert [(each.thing, each.item, each.reported) for each in parsed.details] == [
        ("甲培训", "training", "1.50"), ("乙培训", "training", "2.00"),
    ]  # fmt: skip
    assert outcomes(parsed)["3.50"] == "subtotal"
    wrong = read((["单位：万元"], rows), ([], [["合计", "", "", "", "9.50"]]))
    assert [figure.text for figure in unread(wrong)] == ["9.50"]


@pytest.mark.parametrize(
    "head", {"no amount": ["会议名称", "人数"], "two kinds": ["会议名称", "培训名称", "金额"]}.values()
)
def test_other_tables_of_meetings_are_not_read(read: Callable[..., Parsed], head: list[str]) -> None:
    assert read((["单位：万元"], [head, ["甲会", *["5"] * (len(head) - 1)]])).details == ()


def test_a_list_without_a_unit_of_measure_is_not_read(read: Callable[..., Parsed]) -> None:
    parsed = read((["会议费明细表"], MEETINGS))
    assert parsed.details == ()
    assert "2.00" in {figure.text for figure in unread(parsed)}


@pytest.mark.parametrize(
    ("item", "head"),
    [
        ("meetings", ["会议名称", "会议时间", "参会人数", "会议费用"]),
        ("meetings", ["会议名称", "召开时间", "参加人数", "会议费"]),
        ("training", ["培训项目名称", "举办时间", "培训人数", "培训费用"]),
        ("training", ["培训班名称", "计划时间", "人数", "经费"]),
        ("training", ["培训名称", "时间", "人数", "费用"]), ("training", ["培训名称", "时间", "人数", "预算数"]),
    ],
)  # fmt: skip
def test_the_columns_of_a_list_of_events(read: Callable[..., Parsed], item: str, head: list[str]) -> None:
    (event,) = read((["单位：万元"], [head, ["甲", "5月", "30", "2.00"]])).details
    assert (event.item, event.planned, event.quantity, event.reported) == (item, "5月", "30", "2.00")
