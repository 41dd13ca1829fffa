"""Rows of text exports whose cells have moved: read by what they hold, or left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.parse.conftest import ReadText
from tests.specimens.books import UNIT
from tests.specimens.performance import ROWS, write_tabs

HEAD = f"{UNIT}2023年度部门决算\n第一部分 单位概况\n十一、预算绩效的情况说明\n"
TARGETS = """项目支出绩效目标表

项目名称\t\t馆藏古籍修复\t
一级指标\t二级指标\t三级指标\t年度指标值
产出指标\t数量指标\t修复古籍册数\t≥120册
\t质量指标\t修复验收合格率\t≥97%
"""
READ = {(row.level1, row.level2, row.level3, row.target, row.weight) for row in ROWS}


def move(line: str, by: int) -> str:
    """A row with its cells moved by so many columns; one that would lose a cell stays."""
    cells = line.split("\t")
    if by > 0:
        moved = [*[""] * by, *cells[: len(cells) - by]] if not any(cells[len(cells) - by :]) else cells
    else:
        moved = [*cells[-by:], *[""] * -by] if not any(cells[:-by]) else cells
    return "\t".join(moved)


@settings(max_examples=20, deadline=None)
@given(shifts=st.lists(st.integers(-2, 1), min_size=len(ROWS), max_size=len(ROWS)))
def test_moved_rows_are_read_right_or_left(read_text: ReadText, shifts: list[int]) -> None:
    lines = write_tabs().splitlines()
    first = next(at for at, line in enumerate(lines) if "三级指标" in line) + 1
    for at, by in enumerate(shifts):
        lines[first + at] = move(lines[first + at], by)
    parsed = read_text(HEAD + "\n".join(lines) + "\n", "final")
    rows = {(each.level1, each.level2, each.level3, each.target, str(each.weight)) for each in parsed.indicators}
    assert {row[2:] for row in rows} <= {row[2:] for row in READ}
    if not any(shifts):
        assert rows == READ


def drop_first(line: str) -> str:
    return line.removeprefix("\t") + "\t"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (str, ("产出指标", "质量指标", "修复验收合格率", "≥97%")),
        (lambda line: move(line + "\t", 1), ("产出指标", "质量指标", "修复验收合格率", "≥97%")),
        (drop_first, ("产出指标", "质量指标", "修复验收合格率", "≥97%")),
        (lambda line: line.replace("\t≥97%", "") + "\t", None),
    ],
)
def test_a_moved_target(read_text: ReadText, change: Callable[[str], str], expected: tuple[str, ...] | None) -> None:
    *lines, last = TARGETS.splitlines()
    parsed = read_text(HEAD + "\n".join((*lines, change(last))) + "\n", "final")
    rows = [(each.level1, each.level2, each.level3, each.target) for each in parsed.indicators]
    assert rows == [("产出指标", "数量指标", "修复古籍册数", "≥120册"), *([expected] if expected else [])]
