"""The same project over the years of a unit: linked by code or name where nothing contradicts, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from disclosure.model import Kind, Parsed, Project, Report
from disclosure.package.derived.links import make_project_links
from disclosure.package.editions.distribution import Distribution
from disclosure.package.stored.collection import Member

from .test_derived import read

CODE = "11000026T000004455781"


def member(year: int, kind: Kind, *projects: Project) -> Member:
    """A document of the invented unit with ``projects`` and nothing else."""
    made = Member(Report("unit", year, kind, "unit", "望舒市图书馆", ()), Path(), {})
    made.__dict__["parsed"] = Parsed((), (), projects, (), ())
    return made


def links(*members: Member) -> list[tuple[object, ...]]:
    return [
        (row["report_id"], row["project"], row["earlier_report_id"], row["earlier_project"], row["reason"])
        for row in make_project_links(members)
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (Project(1, "古籍修复"), Project(1, "古籍修复"), "name"),
        (Project(1, "“古籍”修复（二期）"), Project(1, "古籍修复二期"), "name"),
        (Project(1, "2025年古籍修复项目"), Project(1, "古籍修复经费"), "name_without_year"),
        (Project(1, "旧名称", code=CODE), Project(1, "新名称", code=CODE), "code"),
        (Project(1, "古籍修复", implementer="甲馆"), Project(1, "古籍修复"), "name"),
        (Project(1, "古籍修复", implementer="甲馆"), Project(1, "古籍修复", implementer="乙馆"), ""),
        (Project(1, "古籍修复", code=CODE), Project(1, "古籍修复", code=f"{CODE}2"), ""),
        (Project(1, "古籍修复"), Project(1, "古籍修复保护"), ""),
        (Project(1, "2025年项目"), Project(1, "2026年项目"), ""),
        (Project(0, "古籍修复"), Project(1, "古籍修复"), ""),
    ],
)
def test_what_makes_two_projects_one(old: Project, new: Project, reason: str) -> None:
    found = links(member(2025, "budget", old), member(2026, "budget", new))
    assert found == ([("unit-2026-budget", 1, "unit-2025-budget", 1, reason)] if reason else [])


def test_a_name_that_a_document_has_twice_is_not_linked() -> None:
    twice: Sequence[Project] = (Project(1, "古籍修复"), Project(2, "古籍修复"))
    assert links(member(2025, "budget", *twice), member(2026, "budget", Project(1, "古籍修复"))) == []


def test_the_last_document_that_has_a_project_is_linked() -> None:
    one = member(2024, "final", Project(3, "古籍修复"), Project(4, "阅览室运转"))
    two, three = member(2025, "budget", Project(1, "古籍修复")), member(2025, "final", Project(1, "阅览室运转"))
    assert links(one, two, three) == [
        ("unit-2025-budget", 1, "unit-2024-final", 3, "name"),
        ("unit-2025-final", 1, "unit-2024-final", 4, "name"),
    ]


@pytest.mark.first_reports
def test_the_links_of_the_first_reports(distribution: Distribution) -> None:
    rows = read(distribution, "project_links")
    names = {(row["report_id"], row["project"]): row["name"] for row in read(distribution, "projects")}
    assert rows
    for row in rows:
        one = names[row["report_id"], row["project"]]
        other = names[row["earlier_report_id"], row["earlier_project"]]
        assert one[:6] == other[:6], (one, other)
