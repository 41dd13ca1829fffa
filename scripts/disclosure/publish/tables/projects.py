"""The projects of a unit and year: money, scores, indicators and the unit's own words on each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from disclosure.publish.charts.chart import Chart
from disclosure.publish.facts.holdings import Holding, Row
from disclosure.publish.facts.ledger import Entry, first, list_entries
from disclosure.publish.tables.grids import Arranger, Column, Grid, amount_columns
from disclosure.publish.tables.sections import score_columns, sum_up_scores
from disclosure.publish.words.labels import ROLES

#: More scores than this are in the rows only.
_MOST_SCORES = 12
#: What the evaluation of a unit as a whole, its project number 0, is called.
WHOLE = "单位整体支出"
_PARTICULARS = (
    ("code", "项目代码"),
    ("supervisor", "主管部门"),
    ("implementer", "实施单位"),
    ("period_start", "开始"),
    ("period_end", "结束"),
)


@dataclass(frozen=True)
class Undertaking:
    """One project with all that the report says of it. ``score`` is text as in projects.csv, empty if absent; ``key``
    is its report and number."""

    key: str
    anchor: str
    name: str
    score: str
    particulars: list[tuple[str, str]]
    grids: list[Grid]
    texts: list[tuple[str, str]]
    indicators: Sequence[Row]
    entries: list[Entry]
    amount: Entry | None = None
    parent: str = ""
    #: where figures and projects are shown, as in Holding.pages and Holding.homes
    pages: Mapping[str, str] = field(default_factory=dict, repr=False)
    homes: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def home(self) -> str:
        """The address of its own page below that of the year, empty if it has none."""
        return self.homes.get(self.anchor, "")

    @property
    def address(self) -> str:
        """Where it is shown, below the page of the year: its own page, else its row in the list."""
        return locate_project(self.anchor, self.pages, self.homes)

    @property
    def planned(self) -> Entry | None:
        """What was planned for it, where ``amount`` is what was spent: the adjusted budget before the first one."""
        if self.amount is None or self.amount["phase"] != "executed":
            return None
        same = {"measure": "amount", "item": "total", "fund": self.amount["fund"]}
        return first(self.entries, *(same | {"phase": phase} for phase in ("adjusted", "approved")))

    @property
    def money(self) -> Decimal:
        """What it is sorted by: its amount in 元, 0 where none is stated."""
        return self.amount.value if self.amount else Decimal(0)


def locate_project(anchor: str, pages: Mapping[str, str], homes: Mapping[str, str]) -> str:
    """The address of a project below the page of the year; ``anchor`` is the kind of its report and its number."""
    return homes.get(anchor) or f"{pages.get(f'project-{anchor}', '')}#project-{anchor}"


def compose_projects(holdings: Iterable[Holding], arranger: Arranger) -> list[Undertaking]:
    """Every project of the reports that has figures, indicators or words: the whole unit (number 0) first, then by
    money, the largest first."""
    made = []
    for held in holdings:
        entries: dict[str, list[Entry]] = {}
        for entry in list_entries([held]):
            if entry["project"]:
                entries.setdefault(entry["project"], []).append(entry)
        made += [_compose(held, row, entries.get(row["project"], []), arranger) for row in held.tables["projects"]]
    told = [each for each in made if each.entries or each.indicators or each.texts]
    return sorted(told, key=lambda each: (each.name != WHOLE, -each.money))


def _find_amount(entries: Sequence[Entry]) -> Entry | None:
    """What a project costs: what was spent before what was planned, of all funds before the largest of one fund."""
    money = [each for each in entries if each["measure"] == "amount" and each["item"] == "total"]
    for phase in ("executed", "adjusted", "approved"):
        of_phase = [each for each in money if each["phase"] == phase]
        whole = [each for each in of_phase if not each["fund"]]
        if of_phase:
            return max(whole or of_phase, key=lambda each: each.value)
    return None


def draw_scores(projects: Sequence[Undertaking]) -> Chart | None:
    """The chart of total scores, or None where no project has one, or more have one than a chart has room for."""
    scores = [(each.name, Decimal(each.score)) for each in projects if each.score]
    return sum_up_scores(scores) if len(scores) <= _MOST_SCORES else None


def _compose(held: Holding, row: Row, entries: list[Entry], arranger: Arranger) -> Undertaking:
    number = row["project"]
    rate = Column("执行率", {"measure": "execution_rate", "basis": "adjusted"})
    columns = [
        *amount_columns()[:3],
        rate,
        *amount_columns()[4:-2],
        Column("数量", {"measure": "count"}),
        *score_columns(),
    ]
    # a total score stands with the particulars; in the table it would be the one figure that is no money
    money = [entry for entry in entries if not (row["total_score"] and entry["item"] == "score")]
    grid = arranger.arrange("资金", money, columns)
    name = WHOLE if number == "0" else row["name"]
    texts = [
        (ROLES.get(text["role"], ""), text["content"]) for text in held.tables["texts"] if text["project"] == number
    ]
    return Undertaking(
        f"{held.report_id}/{number}", f"{held.report.kind}-{number}", name, row["total_score"],
        _list_particulars(held, row),
        [grid] if grid else [], texts,
        [each for each in held.tables["indicators"] if each["project"] == number], entries,
        _find_amount(entries), row["parent"], held.pages, held.homes,
    )  # fmt: skip


def _list_particulars(held: Holding, row: Row) -> list[tuple[str, str]]:
    """What the report says of a project in a word each: its code and bodies, the project it is a part of, its score."""
    stated = [(label, row[column]) for column, label in _PARTICULARS if row[column]]
    parents = [each["name"] for each in held.tables["projects"] if row["parent"] and each["project"] == row["parent"]]
    return [*(("所属一级项目", name) for name in parents), *stated, *_name_score(row["total_score"])]


def _name_score(score: str) -> list[tuple[str, str]]:
    return [("自评得分", f"{score}（满分 100）")] if score else []
