"""The money of an invented unit over the years: each year goes on where the one before it ended."""

from __future__ import annotations

import random
from dataclasses import dataclass

from ..books import FUNCTIONS, PROJECT_FUNCTION

PLACES = [
    "望舒",
    "长庚",
    "青禾",
    "清河",
    "临河",
    "羲和",
    "扶光",
    "星回",
    "玄英",
    "朱明",
    "素商",
    "青阳",
    "白藏",
    "云阶",
    "月榭",
    "松烟",
    "竹坞",
    "兰渚",
    "梅坡",
    "菊陂",
]
OFFICES = ["档案馆", "图书馆", "博物馆", "水文站", "气象局", "测绘局", "地震局", "体育局", "园林局", "科普中心", "种子站", "林业站", "渔业站", "农机站", "计量所", "文化馆", "美术馆", "史志办", "信息中心", "培训中心"]  # fmt: skip
PERSONNEL = {"30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30107": "绩效工资"}
OPERATING = {
    "30201": "办公费", "30207": "邮电费", "30211": "差旅费", "30217": "公务接待费", "30231": "公务用车运行维护费"
}  # fmt: skip
WORKS = ["库房温湿度监测", "馆藏目录数字化", "河道断面测量", "土样分析", "林区巡护", "良种繁育", "展厅灯光维护", "书库消防改造", "观测仪器检定", "乡镇巡展", "古籍修复", "标本整理", "影像资料转录", "冬季清雪", "苗圃滴灌", "湿地监测"]  # fmt: skip
#: Basic lines beside the first, with the share of basic money each takes, in hundredths.
_SHARES = {"2080505": 8, "2080506": 4, "2101102": 5, "2210201": 6}


@dataclass(frozen=True)
class Money:
    """Spending, planned or done, in hundredths of 万元: the types of basic spending sum to its lines, works to theirs."""

    lines: dict[str, int]
    personnel: dict[str, int]
    operating: dict[str, int]
    works: dict[str, int]
    purchase: int

    @property
    def project(self) -> int:
        return sum(self.works.values())

    @property
    def basic(self) -> int:
        return sum(self.personnel.values()) + sum(self.operating.values())

    @property
    def total(self) -> int:
        return self.basic + self.project

    @property
    def three_public(self) -> dict[str, int]:
        return {
            "overseas": 0, "vehicle_purchase": self.purchase, "vehicle_operation": self.operating["30231"],
            "reception": self.operating["30217"],
        }  # fmt: skip

    def sums(self, length: int) -> dict[str, int]:
        """Money by code cut to ``length`` digits."""
        found: dict[str, int] = {}
        for code, amount in self.lines.items():
            found[code[:length]] = found.get(code[:length], 0) + amount
        return found


@dataclass(frozen=True)
class Year:
    """A unit in one year: what was planned and spent, people and things at its end."""

    unit_id: str
    unit: str
    year: int
    plan: Money
    spent: Money
    opening: int
    other_income: int
    staff: tuple[int, int, int]
    vehicles: int
    vehicle_value: int
    buildings: int
    building_value: int
    equipment: int
    goods: int
    services: int
    micro: int

    @property
    def closing(self) -> int:
        return self.opening + self.other_income


def make_units(seed: int, units: int, years: int, first: int = 2019) -> list[list[Year]]:
    """``units`` units of ``years`` years and one before, which only their changes tell of. Refuses more than 400."""
    names = [f"{place}县{office}" for office in OFFICES for place in PLACES]
    if units > len(names):
        raise ValueError(f"no more than {len(names)} units have a name")
    return [
        _make_unit(random.Random(f"{seed}/{index}"), f"invented-{index + 1:04}", names[index], years, first)
        for index in range(units)
    ]


def _make_unit(draw: random.Random, unit_id: str, name: str, years: int, first: int) -> list[Year]:
    works = draw.sample(WORKS, draw.randrange(2, 5))
    plan = _make_money(
        {code: draw.randrange(800, 40_000) for code in PERSONNEL},
        {code: draw.randrange(60, 900) for code in OPERATING},
        {work: draw.randrange(500, 9_000) for work in works},
        0,
    )
    staff, vehicles, opening, equipment = (draw.randrange(6, 60), 0, draw.randrange(1, 9)), draw.randrange(1, 4), 100, 3
    buildings, found = draw.randrange(20_000, 300_000), []
    for year in range(first - 1, first + years):
        bought = draw.randrange(1_500, 2_500) if draw.random() < 0.1 else 0
        plan, spent = _move(plan, draw, 90, 115, bought), _move(plan, draw, 85, 99, bought)
        vehicles += 1 if bought else 0
        staff = (max(4, staff[0] + draw.randrange(-2, 3)), 0, staff[2] + draw.randrange(0, 2))
        equipment += draw.randrange(0, 2)
        goods, services = draw.randrange(100, 900), draw.randrange(100, 900)
        now = Year(
            unit_id, name, year, plan, spent, opening, draw.randrange(1, 60), staff, vehicles, vehicles * 1_900,
            buildings, buildings // 3, equipment, goods, services, draw.randrange(50, goods + services),
        )  # fmt: skip
        found.append(now)
        opening = now.closing
    return found


def _make_money(personnel: dict[str, int], operating: dict[str, int], works: dict[str, int], purchase: int) -> Money:
    basic = sum(personnel.values()) + sum(operating.values())
    shares = {code: basic * share // 100 for code, share in _SHARES.items()}
    lines = {"2010350": basic - sum(shares.values()), PROJECT_FUNCTION: sum(works.values()), **shares}
    return Money({code: lines[code] for code in FUNCTIONS}, personnel, operating, works, purchase)


def _move(money: Money, draw: random.Random, low: int, high: int, purchase: int) -> Money:
    """Every amount drawn anew between ``low`` and ``high`` hundredths of what it was."""

    def drawn(amounts: dict[str, int]) -> dict[str, int]:
        return {name: max(20, amount * draw.randrange(low, high + 1) // 100) for name, amount in amounts.items()}

    return _make_money(drawn(money.personnel), drawn(money.operating), drawn(money.works), purchase)
