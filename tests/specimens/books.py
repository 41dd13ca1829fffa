"""The invented accounts that specimens are made of: every figure is ours, every sum holds to the cent."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

UNIT = "望舒市档案数据服务中心"

#: 项 of the code list that a small unit spends under, with the names of their path.
FUNCTIONS = {
    "2010350": ("一般公共服务支出", "政府办公厅（室）及相关机构事务", "事业运行"),
    "2010399": ("一般公共服务支出", "政府办公厅（室）及相关机构事务", "其他政府办公厅（室）及相关机构事务支出"),
    "2080505": ("社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出"),
    "2080506": ("社会保障和就业支出", "行政事业单位养老支出", "机关事业单位职业年金缴费支出"),
    "2101102": ("卫生健康支出", "行政事业单位医疗", "事业单位医疗"),
    "2210201": ("住房保障支出", "住房改革支出", "住房公积金"),
}
PROJECT_FUNCTION = "2010399"
PERSONNEL = {"30101": "基本工资", "30102": "津贴补贴", "30107": "绩效工资", "30113": "住房公积金"}
OPERATING = {"30201": "办公费", "30207": "邮电费", "30211": "差旅费", "30231": "公务用车运行维护费"}
PROJECTS = ("库房温湿度监测系统维护", "馆藏目录数字化")
YUAN = Decimal(10_000)


@dataclass(frozen=True)
class Change:
    """How an amount came about: last year's, in hundredths of 万元, and why it changed."""

    prior: int
    reason: str


@dataclass(frozen=True)
class Books:
    """One year of the unit. Amounts are whole hundredths of 万元."""

    year: int
    lines: dict[str, int]
    changes: dict[str, Change]
    personnel: dict[str, int]
    operating: dict[str, int]
    projects: dict[str, int]
    opening: int
    closing: int
    staff: tuple[int, int, int]
    reception: int

    @property
    def basic(self) -> int:
        return sum(amount for code, amount in self.lines.items() if code != PROJECT_FUNCTION)

    @property
    def project(self) -> int:
        return self.lines[PROJECT_FUNCTION]

    @property
    def total(self) -> int:
        return self.basic + self.project

    def classes(self) -> dict[str, int]:
        sums: dict[str, int] = {}
        for code, amount in self.lines.items():
            sums[code[:3]] = sums.get(code[:3], 0) + amount
        return sums

    def rows(self) -> list[tuple[str, str, int, int]]:
        """Every row of a functional form in order: code, name, basic, project."""
        found: list[tuple[str, str, int, int]] = []
        for length, level in ((3, 0), (5, 1), (7, 2)):
            for code in self.lines:
                prefix = code[:length]
                if all(row[0] != prefix for row in found):
                    below = [each for each in self.lines if each.startswith(prefix)]
                    basic = sum(self.lines[each] for each in below if each != PROJECT_FUNCTION)
                    project = sum(self.lines[each] for each in below if each == PROJECT_FUNCTION)
                    found.append((prefix, FUNCTIONS[code][level], basic, project))
        return sorted(found)


def make_books(seed: int, year: int = 2023) -> Books:
    """Accounts drawn from ``seed``: personnel and operating types sum to the basic lines, projects to theirs."""
    draw = random.Random(seed)
    personnel = {code: draw.randrange(500, 9000) for code in PERSONNEL}
    operating = {code: draw.randrange(20, 600) for code in OPERATING}
    basic = sum(personnel.values()) + sum(operating.values())
    shares = [draw.randrange(100, 1500) for _ in range(4)]
    lines = {"2010350": basic - sum(shares)}
    projects = {name: draw.randrange(300, 9000) for name in PROJECTS}
    lines[PROJECT_FUNCTION] = sum(projects.values())
    lines.update(zip(("2080505", "2080506", "2101102", "2210201"), shares, strict=True))
    changes = {code: Change(draw.randrange(50, 9000), f"第{index}项任务有调整") for index, code in enumerate(lines, 1)}
    opening = draw.randrange(0, 900)
    active, retired = draw.randrange(5, 40), draw.randrange(0, 9)
    return Books(
        year, lines, changes, personnel, operating, projects, opening, opening, (active, 0, retired),
        draw.randrange(0, 90),
    )  # fmt: skip


def show(amount: int) -> str:
    """Hundredths as 万元 with two decimals and thousands separators."""
    return f"{amount / 100:,.2f}"


def rate(change: int, prior: int) -> str:
    """A change's rate in per cent, two decimals."""
    return f"{abs(change) / prior * 100:.2f}"


def yuan(amount: int) -> Decimal:
    """Hundredths of 万元 in 元."""
    return Decimal(amount) / 100 * YUAN
