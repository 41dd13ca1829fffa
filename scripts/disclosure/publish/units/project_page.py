"""The page of one project over the years of its unit, as Markdown: money, who carries it out, goals, indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosure.publish.facts.holdings import Row, UnitHolding
from disclosure.publish.facts.ledger import Entry
from disclosure.publish.rendering.markdown import render_markdown, strip_markdown
from disclosure.publish.rendering.page import Page
from disclosure.publish.tables.lineage import Edition, Family

#: Characters of a goal that are shown before it is folded.
_LONGEST = 160
#: How a target begins, and how people say it; the longer sign first.
_SIGNS = (
    *((sign, "至少 ") for sign in ("≥", ">=", "＞=", "＞＝")),
    *((sign, "至多 ") for sign in ("≤", "<=", "＜=", "＜＝")),
    *((sign, "多于 ") for sign in (">", "＞")),
    *((sign, "少于 ") for sign in ("<", "＜")),
    *((sign, "") for sign in ("=", "＝")),
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class MoneyLine:
    """One line of a project's money: what it is for, and its figures under the names of their columns."""

    label: str
    figures: tuple[tuple[str, Entry], ...]


@dataclass(frozen=True)
class _Group:
    """The indicators under one pair of headings, in document order."""

    title: str
    rows: list[Row]


def compose_project(unit: UnitHolding, family: Family) -> Page:
    """The page ``units/<unit>/projects/<slug>/``."""
    page = Page(f"units/{unit.unit.unit_id}/{family.address}index.md")
    shared: dict[str, object] = {"unit": unit, "family": family, "newest": family.editions[0], "say": say_indicator}
    sentence = render_markdown("project_answer.md", **shared)
    page.markdown = str(
        render_markdown("project.md", sentence=sentence, parts=[*map(_describe, family.editions)], **shared)
    )
    page.summary = f"{family.name}：{strip_markdown(sentence)}"
    page.close(f"{family.name}（{unit.unit.name}）", page.summary, hide=("navigation", "toc"))
    return page


def _describe(edition: Edition) -> dict[str, object]:
    project = edition.project
    lines = [line for grid in project.grids for line in grid.lines]
    columns = [grid.columns for grid in project.grids for _ in grid.lines]
    zeros = [line.label for grid in project.grids for line in grid.zeros]
    texts = [(label, _SPACE.sub(" ", content).strip()) for label, content in project.texts]
    return {
        "edition": edition, "project": project, "zeros": list(dict.fromkeys(zeros)),
        "money": [_name_figures(line.label, line.cells, own) for line, own in zip(lines, columns, strict=True)],
        "short": [(label, text) for label, text in texts if len(text) <= _LONGEST],
        "long": [(label, text) for label, text in texts if len(text) > _LONGEST],
        "groups": list(_group(project.indicators)),
    }  # fmt: skip


def _name_figures(label: str, cells: Sequence[Sequence[Entry]], columns: Sequence[str]) -> MoneyLine:
    return MoneyLine(label, tuple((name, each) for name, cell in zip(columns, cells, strict=True) for each in cell))


def _group(indicators: Sequence[Row]) -> Iterator[_Group]:
    group: _Group | None = None
    for row in indicators:
        title = " · ".join(filter(None, (row["level1"], row["level2"])))
        if group is None or group.title != title:
            if group:
                yield group
            group = _Group(title, [])
        group.rows.append(row)
    if group:
        yield group


def say_indicator(row: Row) -> str:
    """An indicator in a line: its name, what was wanted, what came of it, its score, and the unit's reason."""
    said = [
        f"目标{say_target(row['target'])}" if row["target"] else "",
        f"实际{say_target(row['actual'])}" + (f"（完成 {row['completion']}）" if row["completion"] else "")
        if row["actual"]
        else "",
        f"得分 {row['score']}" + (f" / {row['weight']}" if row["weight"] else "") if row["score"] else "",
    ]
    name = row["level3"] or row["level2"] or row["level1"]
    words = "，".join(filter(None, said))
    reason = f"。单位说：{row['deviation']}" if row["deviation"] else ""
    return f"{name}：{words}{reason}" if words else f"{name}{reason}"


def say_target(target: str) -> str:
    """A target as people say it: ``>=70个`` as 至少 70个; others as they are. It begins with a space where it
    begins with a digit."""
    plain = target.strip()
    for sign, words in _SIGNS:
        if plain.startswith(sign):
            plain = words + plain.removeprefix(sign).lstrip()
            break
    return f" {plain}" if plain and plain[0].isascii() else plain
