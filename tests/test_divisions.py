"""Regions by GB/T 2260, from the names of real and of invented units."""

from __future__ import annotations

import pytest

from disclosure.divisions import Divisions, load_divisions


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("苏州市审计局", "320500"), ("江苏省高级人民法院", "320000"), ("新疆昌吉回族自治州电子政务办公室", "652300"),
        ("昌吉州人民政府电子政务办公室", "652300"), ("昌吉市人民政府办公室", "652301"), ("北京市水务局", "110000"),
        ("江苏省苏州市吴江区审计局", "320509"), ("内蒙古自治区财政厅", "150000"), ("恩施州审计局", "422800"),
        ("国家信访局", ""), ("审计局", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_region_of_a_units_name(name: str, code: str) -> None:
    assert load_divisions().find(name) == code


def test_a_name_of_two_places_is_told_by_the_document() -> None:
    divisions = load_divisions()
    assert divisions.find("普陀区规划和自然资源局") == ""
    assert divisions.find("普陀区规划和自然资源局", "根据上海市有关规定……") == "310107"
    assert divisions.find("普陀区规划和自然资源局", "舟山市财政局批复……") == "330903"
    assert divisions.find("普陀区规划和自然资源局", "上海市与舟山市……") == ""
    assert divisions.find("上海市普陀区规划和自然资源局") == "310107"


def test_a_division_lies_in_those_above_it() -> None:
    divisions = load_divisions()
    assert divisions.list_above("652301") == ["652300", "650000"]
    assert divisions.list_above("310107")[-1] == "310000"
    assert divisions.by_code["650000"].parent == ""


def test_a_part_of_a_name_is_no_region() -> None:
    invented = Divisions({"990000": "虚构省", "990100": "长庚市", "990101": "长庚县", "990200": "长市"})
    assert invented.find("长庚县水文气象局") == "990101"
    assert invented.find("虚构省长庚市档案馆") == "990100"
    assert invented.find("长夜图书馆") == ""
