"""An invented budget of one unit: money of every source, spent under functions, by economic types, on projects."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .accounts import CAPITAL_LINE, FUND_LINE, GENERAL, PEOPLE, RUNNING, UNIT

#: The sources of money, as funds or as items of revenue.
FUNDS = ("general_public_budget", "government_fund", "state_capital")
OWN = ("service_income", "business_income", "superior_subsidy", "subsidiary_remittance", "other_income")
#: Projects by name, and the 项 they are of.
PROJECTS = {
    "水文测报设备更新": GENERAL[1], "雷达站机房改造": GENERAL[1], "河道观测栈桥修缮": FUND_LINE[0], "退休人员管理移交": CAPITAL_LINE[0]
}  # fmt: skip
ITEMS = ("overseas", "vehicle_purchase", "vehicle_operation", "reception", "meetings", "training")
Sources = dict[str, int]


@dataclass(frozen=True)
class Budget:
    """One year. Amounts are whole hundredths of 万元; ``lines`` holds them by 项 and source, ``opening`` is the
    source of what came over from the general public budget; ``prior`` holds the year before by 项."""

    year: int
    lines: dict[str, Sources]
    projects: dict[str, int]
    people: dict[str, int]
    running: dict[str, int]
    three: dict[str, int]
    three_prior: dict[str, int]
    prior: dict[str, int]

    @property
    def title(self) -> str:
        return f"{UNIT}{self.year}年部门预算"

    def kind(self, code: str) -> str:
        return "project" if code in PROJECTS.values() else "basic"

    def amount(self, prefix: str = "", sources: tuple[str, ...] = (), kind: str = "") -> int:
        """The sum of all 项 that begin with ``prefix``, of all sources or those given, and of all kinds or one."""
        return sum(
            amount
            for code, line in self.lines.items()
            for source, amount in line.items()
            if code.startswith(prefix) and source in (sources or line) and kind in {"", self.kind(code)}
        )

    def codes(self, sources: tuple[str, ...] = ()) -> list[str]:
        return [code for code in self.lines if self.amount(code, sources)]


def make_budget(seed: int, year: int = 2025) -> Budget:
    """A budget drawn from ``seed``: economic types sum to the basic lines of the general public budget, projects to
    the lines they are of."""
    draw = random.Random(seed)
    general, fund, capital = FUNDS
    people = {code: draw.randrange(500, 90_000) for code in PEOPLE}
    running = {code: draw.randrange(20, 6_000) for code in RUNNING}
    projects = {name: draw.randrange(300, 9_000) for name in PROJECTS}
    shares = {code: draw.randrange(100, 400) for code in GENERAL[2:]}
    opening = draw.randrange(10, 200)
    own = {source: draw.randrange(1, 999) for source in ("special_account", "service_income", "business_income")}
    lines: dict[str, Sources] = {
        GENERAL[0]: {
            general: sum(people.values()) + sum(running.values()) - sum(shares.values()), **own,
            "other_income": draw.randrange(1, 99),
        },
        GENERAL[1]: {general: sum(amount for name, amount in projects.items() if PROJECTS[name] == GENERAL[1]) - opening,
                     "opening": opening},
        **{code: {general: share} for code, share in shares.items()},
        FUND_LINE[0]: {fund: projects["河道观测栈桥修缮"]},
        CAPITAL_LINE[0]: {capital: projects["退休人员管理移交"]},
    }  # fmt: skip
    lines = dict(sorted(lines.items()))
    three = {item: draw.randrange(10, 900) for item in ITEMS}
    before = {item: draw.randrange(10, 900) for item in ITEMS}
    return Budget(
        year, lines, projects, people, running, three, before, {code: draw.randrange(10, 90_000) for code in lines}
    )
