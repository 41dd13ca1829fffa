"""Invented final accounts of one unit and year, of three funds: what the nine national forms are filled from."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .books import FUNCTIONS

UNIT = "长庚县水文气象局"
#: 项 by fund; the second line of the general public budget is of projects.
GENERAL = tuple(FUNCTIONS)
FUND_LINE = ("2120804", ("城乡社区支出", "国有土地使用权出让收入安排的支出", "农村基础设施建设支出"))
CAPITAL_LINE = (
    "2230105",
    ("国有资本经营预算支出", "解决历史遗留问题及改革成本支出", "国有企业退休人员社会化管理补助支出"),
)
NAMES = {**FUNCTIONS, FUND_LINE[0]: FUND_LINE[1], CAPITAL_LINE[0]: CAPITAL_LINE[1]}
PEOPLE = {"30101": "基本工资", "30102": "津贴补贴", "30107": "绩效工资", "30302": "退休费"}
RUNNING = {
    "30201": "办公费", "30207": "邮电费", "30217": "公务接待费", "30231": "公务用车运行维护费", "31002": "办公设备购置"
}  # fmt: skip
GROUPS = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助", "310": "资本性支出"}


@dataclass(frozen=True)
class Accounts:
    """One year. Amounts are whole hundredths of 万元; ``lines`` holds basic and project by 项."""

    year: int
    lines: dict[str, tuple[int, int]]
    people: dict[str, int]
    running: dict[str, int]
    service_income: int
    other_income: int
    opening: int
    fund_opening: int
    planned: dict[str, int]
    spent: dict[str, int]
    counts: tuple[int, ...]

    @property
    def title(self) -> str:
        return f"{UNIT}{self.year}年度部门决算"

    @property
    def general(self) -> dict[str, tuple[int, int]]:
        return {code: pair for code, pair in self.lines.items() if code in GENERAL}

    def sums(self, prefix: str = "", lines: dict[str, tuple[int, int]] | None = None) -> tuple[int, int]:
        """Basic and project of all 项 that begin with ``prefix``."""
        chosen = [pair for code, pair in (lines or self.lines).items() if code.startswith(prefix)]
        return sum(basic for basic, _ in chosen), sum(project for _, project in chosen)

    def spent_of(self, code: str) -> int:
        return sum(self.lines[code])

    @property
    def total(self) -> int:
        return sum(self.sums())

    @property
    def grand(self) -> int:
        """收入 and 支出 with what came over and what goes on."""
        return self.total + self.opening


def make_accounts(seed: int, year: int = 2023) -> Accounts:
    """Accounts drawn from ``seed``: economic types sum to the basic lines of the general public budget, the
    revenue of the year to its expenditure, so that as much goes on as came over."""
    draw = random.Random(seed)
    people = {code: draw.randrange(500, 90_000) for code in PEOPLE}
    running = {code: draw.randrange(20, 6_000) for code in RUNNING}
    shares = {code: draw.randrange(100, 400) for code in GENERAL[2:]}
    basic = sum(people.values()) + sum(running.values()) - sum(shares.values())
    lines = {GENERAL[0]: (basic, 0), GENERAL[1]: (0, draw.randrange(300, 90_000))}
    lines.update({code: (share, 0) for code, share in shares.items()})
    lines[FUND_LINE[0]] = (0, draw.randrange(300, 9_000))
    lines[CAPITAL_LINE[0]] = (0, draw.randrange(30, 900))
    planned = {
        item: draw.randrange(10, 900) for item in ("overseas", "vehicle_purchase", "vehicle_operation", "reception")
    }
    spent = {item: draw.randrange(0, amount) for item, amount in planned.items()}
    return Accounts(
        year, dict(sorted(lines.items())), people, running, draw.randrange(1, 99), draw.randrange(1, 99),
        draw.randrange(100, 900), draw.randrange(1, 99), planned, spent,
        tuple(draw.randrange(0, 60) for _ in range(8)),
    )  # fmt: skip
