"""What the forms of budgets share: their sheets, their columns of functions, their two sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from .accounts import GROUPS, PEOPLE, RUNNING, UNIT
from .budget import Budget
from .national import FISCAL, FormSheet, Read, Style, fill_codes

HeadRow = list[tuple[str, int, int]]
#: Sources as columns of revenue: the item and fund of an amount below each.
SOURCES = {
    "general_public_budget": ("", "general_public_budget"), "government_fund": ("", "government_fund"),
    "state_capital": ("", "state_capital"), "special_account": ("", "special_account"),
    "service_income": ("service_income", ""), "business_income": ("business_income", ""),
    "superior_subsidy": ("superior_subsidy", ""), "subsidiary_remittance": ("subsidiary_remittance", ""),
    "other_income": ("other_income", ""), "opening": ("opening_carryover", ""),
}  # fmt: skip


@dataclass(frozen=True)
class BudgetStyle(Style):
    """A style with where a form's title and lines stand (``inside`` its first rows, or above it) and how forms are
    numbered (a pattern of the number)."""

    inside: bool = False
    numbering: str = "公开{:02}表"


@dataclass
class BudgetSheet(FormSheet):
    """A form of a budget."""

    style: BudgetStyle
    phase: str = "approved"

    def __post_init__(self) -> None:
        if self.style.inside:
            width = sum(cells for _, cells, _ in self.head[0])
            number = self.style.numbering.format(self.number)
            line = f"部门：{UNIT}{'　' * 4}单位：{self.style.unit}"
            self.head = [[(text, width, 1)] for text in (self.title, number, line)] + self.head

    @property
    def lines(self) -> list[str]:
        if self.style.inside:
            return ["", "", ""]
        return [self.title, self.style.numbering.format(self.number), f"部门：{UNIT} 单位：{self.style.unit}"]

    def say_rate(self, now: int, before: int, statement: str, item: str = "", **more: str) -> str:
        """The rate of a change as printed, remembered with what it must be read as."""
        rate = (Decimal(now - before) / before * 100).quantize(Decimal("0.01"))
        known = {
            "functional": "",
            "economic": "",
            "fund": "",
            "kind": "",
            "phase": self.phase,
            "basis": "prior_year",
            **more,
        }
        self.reads.append(Read(statement, "expenditure", item, value=rate.normalize(), measure="change_rate", **known))
        return f"{rate}%"


Maker = Callable[[Budget, BudgetStyle], BudgetSheet]


def code_head(style: BudgetStyle, over: str, columns: Sequence[str | tuple[str, Sequence[str]]]) -> list[HeadRow]:
    """``over`` over code and name, and columns beside it: single ones, or groups of several under a head."""
    width = 1 if style.codes == "one" else 3
    top: HeadRow = [(over, width + 1, 1)]
    below: HeadRow = [("科目编码", width, 1), ("科目名称", 1, 1)]
    for column in columns:
        if isinstance(column, str):
            top.append((column, 1, 2))
        else:
            top.append((column[0], len(column[1]), 1))
            below.extend((each, 1, 1) for each in column[1])
    head = [top, below]
    count = sum(1 if isinstance(column, str) else len(column[1]) for column in columns)
    if width == 3:
        head.append([*((level, 1, 1) for level in ("类", "款", "项")), *[("", 1, 1)] * (count + 1)])
    elif style.numbered:
        head.append([("栏次", 2, 1), *((str(index), 1, 1) for index in range(1, count + 1))])
    return head


def functional_form(
    budget: Budget, style: BudgetStyle, title: str, number: int, *, statement: str, columns: Sequence[str], fund: str = "",
    sources: tuple[str, ...] = (), over: str = "", detailed: bool = False,
) -> BudgetSheet:  # fmt: skip
    """A form of expenditure by function: all, basic and project, and basic in two where it is ``detailed``."""
    shown: list[str | tuple[str, Sequence[str]]] = [(over, columns)] if over else list(columns)
    if detailed:
        shown = [columns[0], (columns[1], ("小计", "人员经费", "公用经费")), columns[2]]
    sheet = BudgetSheet(title, number, style, code_head(style, "功能分类科目" if over else "项目", shown))
    people = sum(budget.people.values())

    def amounts(code: str) -> list[str]:
        common = {"functional": code, "fund": fund}
        item = "" if code else "total"
        kinds = {kind: budget.amount(code, sources, kind) for kind in ("", "basic", "project")}
        cells = [sheet.say(kinds[kind], statement, "expenditure", item, kind=kind, **common) for kind in kinds]
        if detailed:
            staff = min(people, kinds["basic"])
            parts = {"basic_personnel": staff, "basic_operating": kinds["basic"] - staff}
            cells[2:2] = [
                sheet.say(part, statement, "expenditure", item, kind=kind, **common) for kind, part in parts.items()
            ]
        return cells

    fill_codes(sheet, budget.codes(sources), amounts)
    return sheet


def put_beside(sheet: FormSheet, *sides: Sequence[Sequence[str]]) -> None:
    """Rows of several sides beside each other, blank where a side has ended; the last of each stand in one row."""
    widths = [len(side[0]) for side in sides]
    for cells in zip_longest(*(side[:-1] for side in sides)):
        sheet.rows.append([text for cell, width in zip(cells, widths, strict=True) for text in cell or [""] * width])
    sheet.rows.append([text for side in sides for text in side[-1]])


def economic_rows(budget: Budget) -> Iterable[tuple[str, str, dict[str, int]]]:
    """Classes and types of basic expenditure: code, key of the name, amount by kind."""
    for group in GROUPS:
        parts = {
            "basic_personnel": {code: amount for code, amount in budget.people.items() if code.startswith(group)},
            "basic_operating": {code: amount for code, amount in budget.running.items() if code.startswith(group)},
        }
        yield group, group, {kind: sum(amounts.values()) for kind, amounts in parts.items()}
        for kind, amounts in parts.items():
            for code, amount in amounts.items():
                yield code, code, {kind: amount}


def basic_form(
    budget: Budget, style: BudgetStyle, title: str, number: int, columns: Sequence[str], over: str
) -> BudgetSheet:
    """一般公共预算基本支出表: economic classes and types, their total, personnel and operating."""
    fund = "general_public_budget"
    sheet = BudgetSheet(title, number, style, code_head(style, "支出经济分类科目", [(over, columns)]))
    names = {**GROUPS, **PEOPLE, **RUNNING}

    def add(code: str, name: str, parts: dict[str, int], item: str = "") -> list[str]:
        cells = [sheet.say(sum(parts.values()), "basic", "expenditure", item, economic=code, fund=fund, kind="basic")]
        for kind in ("basic_personnel", "basic_operating"):
            cells.append(
                sheet.say(parts.get(kind, 0), "basic", "expenditure", item, economic=code, fund=fund, kind=kind)
            )
        if style.codes == "one":
            return [code, name, *cells]
        codes = [f"|||{code}"] if style.codes == "merged" else [code[:3], code[3:], ""]
        return [*codes, name, *cells]

    sums = {"basic_personnel": sum(budget.people.values()), "basic_operating": sum(budget.running.values())}
    total = add("", "合计", sums, "total")
    sheet.rows = [add(code, names[key], parts) for code, key, parts in economic_rows(budget)]
    sheet.rows.insert(len(sheet.rows) if style.total_last else 0, total)
    return sheet


def three_amounts(amounts: dict[str, int]) -> dict[str, int]:
    """The amounts of 三公 by item, with their sums."""
    cars = amounts["vehicle_purchase"] + amounts["vehicle_operation"]
    return {
        "total": amounts["overseas"] + cars + amounts["reception"], "overseas": amounts["overseas"], "vehicles": cars,
        "vehicle_purchase": amounts["vehicle_purchase"], "vehicle_operation": amounts["vehicle_operation"],
        "reception": amounts["reception"], "meetings": amounts["meetings"], "training": amounts["training"],
    }  # fmt: skip


__all__ = [
    "FISCAL", "SOURCES", "BudgetSheet", "BudgetStyle", "Maker", "basic_form", "code_head", "functional_form", "put_beside",
    "three_amounts",
]  # fmt: skip
