"""Functional paths in running text: with codes, without, with the code before the name, and broken off."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclosure.parse.narrative.functions import find_paths
from disclosure.parse.stream import fold
from disclosure.reference import Reference

OFFICE = "一般公共服务支出(类)政府办公厅(室)及相关机构事务(款)"
CODED = "一般公共服务支出(201类)政府办公厅(室)及相关机构事务(03款)"

FindPaths = Callable[[str], list[tuple[str, str, str]]]


@pytest.fixture(scope="module")
def paths(reference: Reference) -> FindPaths:
    """Code, last name and the text behind it, path by path."""

    def find(text: str) -> list[tuple[str, str, str]]:
        folded = fold(text)
        found = find_paths(folded, 0, len(folded), reference.functional)
        starts = sorted(found)
        return [
            (found[at][1].functional_code, found[at][1].path[-1], folded[found[at][0] : stop])
            for at, stop in zip(starts, [*starts[1:], len(folded)][: len(starts)], strict=True)
        ]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一般公共服务支出(类)5万元", ("201", "一般公共服务支出", "5万元")),
        ("1.一般公共服务支出（201类）5万元", ("201", "一般公共服务支出", "5万元")),
        (f"{OFFICE}事业运行(项):5万元", ("2010350", "事业运行", "：5万元")),
        (f"（一）{OFFICE}事业运行（项）5万元", ("2010350", "事业运行", "5万元")),
        (f"{CODED}行政运行（01项）5万元", ("2010301", "行政运行", "5万元")),
        (f"{CODED}行政运行（01）项5万元", ("2010301", "行政运行", "5万元")),
        (f"{CODED}（08项）信访事务10万元", ("2010308", "信访事务", "10万元")),
        (f"{CODED}（03项）信访事务10万元", ("2010303", "信访事务", "10万元")),
        ("一般公共服务支出(201类)政府办公厅及相关机构事务(20103款)行政运行(2010301项)5", ("2010301", "行政运行", "5")),
    ],
)
def test_a_path_gives_its_code_and_its_last_name(paths: FindPaths, text: str, expected: tuple[str, str, str]) -> None:
    assert paths(text) == [expected]


def test_names_unknown_to_us_have_no_code(paths: FindPaths) -> None:
    ((code, name, behind),) = paths("一般公共服务支出(类)乌有事务(款)子虚运行(项)5万元")
    assert (code, name, behind) == ("", "子虚运行", "5万元")


def test_a_code_unknown_to_us_is_kept_as_printed(paths: FindPaths) -> None:
    assert paths("一般公共服务支出（201类）乌有事务（88款）子虚运行（77项）5")[0][0] == "2018877"


@pytest.mark.parametrize(("item", "code"), [("事业运行（50项）", "2010350"), ("事业运行（项）", "2010350")])
def test_an_item_goes_on_within_the_group_before(paths: FindPaths, item: str, code: str) -> None:
    found = paths(f"{CODED}行政运行（01项）20万元。{item}30万元，其中")
    assert [each[0] for each in found] == ["2010301", code]
    assert found[1][2] == "30万元，其中"


@pytest.mark.parametrize(
    "text",
    [
        "事业运行（项）30万元",
        "政府办公厅（室）及相关机构事务（款）30万元",
        f"{CODED}行政运行（01项）20万元。住房公积金（项）30万元",
        f"{CODED}行政运行（01项）20万元。子虚运行（50项）30万元",
    ],
)
def test_a_step_that_no_path_holds_gives_nothing(paths: FindPaths, text: str) -> None:
    assert all(name not in {"事业运行", "住房公积金", "子虚运行"} for _, name, _ in paths(text))
    assert all("30万元" not in behind[:5] for _, _, behind in paths(text))


def test_a_path_that_lost_its_item_gives_nothing(paths: FindPaths) -> None:
    found = paths(f"1.{OFFICE}事业运行（项）5万元。2.{OFFICE}7万元")
    assert [code for code, _, _ in found] == ["2010350"]


@pytest.mark.parametrize("left", ["务", "机构事务", "构事务"])
def test_what_is_left_of_a_group_belongs_to_no_class(paths: FindPaths, left: str) -> None:
    found = paths(f"1.{OFFICE}事业运行（项）5万元。{left}（款）行政运行（项）7万元")
    assert [(code, name) for code, name, _ in found] == [("2010350", "事业运行")]


def test_an_unknown_group_belongs_to_the_class_before_it(paths: FindPaths) -> None:
    found = paths("（一）一般公共服务支出（类）5万元。1.乌有事务（款）子虚运行（项）7万元")
    assert [(code, name) for code, name, _ in found] == [("201", "一般公共服务支出"), ("", "子虚运行")]


def test_brackets_that_are_no_level_are_part_of_a_name(paths: FindPaths) -> None:
    assert paths("政府办公厅（室）及相关机构事务5万元，因公出国（境）费7万元") == []
