"""The nine national forms of final accounts, filled: tables of cells with what each amount must be read as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from disclosure.model import Parsed

from .accounts import CAPITAL_LINE, FUND_LINE, GROUPS, NAMES, PEOPLE, RUNNING, UNIT, Accounts
from .formats.content import Box

GENERAL, FISCAL, FUND, CAPITAL = "general_public_budget", "fiscal_appropriation", "government_fund", "state_capital"
_ORDINALS = "一二三四五六七八九"
CLASSES = {"201": "一般公共服务支出", "202": "外交支出", "208": "社会保障和就业支出", "210": "卫生健康支出",
           "212": "城乡社区支出", "221": "住房保障支出", "223": "国有资本经营预算支出", "229": "其他支出"}  # fmt: skip


class Read(NamedTuple):
    """What an amount must be read as, its value in 元."""

    statement: str
    direction: str
    item: str
    functional: str
    economic: str
    fund: str
    kind: str
    phase: str
    value: Decimal
    basis: str = ""
    project: str = ""
    measure: str = "amount"


def reads_of(parsed: Parsed) -> Counter[Read]:
    """The facts of a reading of forms."""
    projects = {each.project: each.name for each in parsed.projects}
    return Counter(
        Read(
            f.statement, f.direction, f.item, f.functional_code, f.economic_code, f.fund, f.expenditure_type, f.phase,
            f.value.normalize(), f.basis, "" if f.project is None else projects[f.project], f.measure,
        )
        for f in parsed.facts
        if f.form != "narrative"
    )  # fmt: skip


@dataclass(frozen=True)
class Style:
    """How the forms are laid out: code columns (one, merged over 类款项, or split over them), the unit of measure
    and its decimals, what stands for nothing, whether 栏次 and 行次 are printed, whether 合计 stands below, and whether
    names stand in by their level."""

    codes: str = "one"
    unit: str = "万元"
    decimals: int = 2
    nothing: str = ""
    numbered: bool = True
    total_last: bool = False
    indented: bool = False

    def show(self, amount: int) -> str:
        """An amount as printed; amounts are hundredths of 万元."""
        value = Decimal(amount) / 100 * (10_000 if self.unit == "元" else 1)
        return f"{value:,.{self.decimals}f}"


@dataclass
class FormSheet:
    """A form: its title, its number, the rows of its head and its rows, its note, and what it must be read as."""

    title: str
    number: int
    style: Style
    head: list[list[tuple[str, int, int]]]
    rows: list[list[str]] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)
    note: str = ""
    phase: str = "executed"

    @property
    def lines(self) -> list[str]:
        return [self.title, f"公开{self.number:02}表", f"部门：{UNIT} 金额单位：{self.style.unit}"]

    def boxes(self, rows: Sequence[list[str]] | None = None) -> tuple[Box, ...]:
        """The table's cells: the head, and all rows or those given."""
        found: list[Box] = []
        taken: set[tuple[int, int]] = set()
        for row, cells in enumerate(self.head):
            column = 0
            for text, width, height in cells:
                while (row, column) in taken:
                    column += 1
                found.append(Box(text, row, column, height, width))
                taken |= {(row + down, column + right) for down in range(height) for right in range(width)}
        for row, texts in enumerate(self.rows if rows is None else rows, len(self.head)):
            found.extend(self._row(row, texts))
        return tuple(found)

    def _row(self, row: int, texts: list[str]) -> Iterable[Box]:
        column = 0
        for text in texts:
            bare = text.lstrip("|")
            width = max(1, len(text) - len(bare))
            yield Box(bare, row, column, 1, width)
            column += width

    def say(self, amount: int, statement: str, direction: str, item: str = "", **more: str) -> str:
        """An amount as printed, remembered with what it must be read as. Nothing is read where nothing is printed."""
        if not amount and not self.style.nothing:
            return ""
        value = (Decimal(amount) / 100 * 10_000).normalize()
        known = {"functional": "", "economic": "", "fund": "", "kind": "", "phase": self.phase, **more}
        if known.get("basis"):
            known["measure"] = "change"
        self.reads.append(Read(statement, direction, item, value=value, **known))
        return self.style.show(amount) if amount else self.style.nothing

    def count(self, number: int, statement: str, direction: str, item: str) -> None:
        """Remember a number of things with what it must be read as."""
        value = Decimal(number).normalize()
        self.reads.append(Read(statement, direction, item, "", "", "", "", "executed", value, measure="count"))


def make_forms(accounts: Accounts, style: Style) -> list[FormSheet]:
    """The nine forms of final accounts."""
    makers: list[Callable[[Accounts, Style], FormSheet]] = [
        _overall, _revenue, _expenditure, _appropriation, _general, _basic, _fund, _capital, _three_public
    ]  # fmt: skip
    return [make(accounts, style) for make in makers]


# --- forms of functions ---------------------------------------------------------------------------


def _codes(style: Style, code: str) -> list[str]:
    if style.codes == "one":
        return [code]
    if style.codes == "merged":
        return [f"|||{code}"]
    return [code[:3], code[3:5], code[5:]]


def function_head(style: Style, columns: list[str], over: str = "") -> list[list[tuple[str, int, int]]]:
    """项目 over code and name; the columns beside it, under a common head if there is one."""
    width = 1 if style.codes == "one" else 3
    tall = [(column, 1, 1 if over else 2) for column in columns]
    head = [[("项目", width + 1, 1), *([(over, len(columns), 1)] if over else tall)]]
    head.append([("科目代码", width, 1), ("科目名称", 1, 1), *(tall if over else [])])
    numbers = [(str(index), 1, 1) for index in range(1, len(columns) + 1)]
    if width == 3:
        head.append([("类", 1, 1), ("款", 1, 1), ("项", 1, 1), ("栏次", 1, 1), *numbers])
    elif style.numbered:
        head.append([("栏次", 2, 1), *numbers])
    return head


def levels_of(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Every code and name from 类 to 项, in order."""
    found = {code[:length]: NAMES[code][level] for code in codes for length, level in ((3, 0), (5, 1), (7, 2))}
    return sorted(found.items())


def fill_codes(sheet: FormSheet, codes: Iterable[str], amounts: Callable[[str], list[str]]) -> FormSheet:
    """The row of sums, and one for each code: ``amounts`` gives a row's cells by its code."""
    blank = ["|||"] if sheet.style.codes == "merged" else [""] * (1 if sheet.style.codes == "one" else 3)
    total = [*blank, "合计", *amounts("")]
    for code, name in levels_of(codes):
        shown = "　" * (len(code) - 3) + name if sheet.style.indented else name
        sheet.rows.append([*_codes(sheet.style, code), shown, *amounts(code)])
    sheet.rows.insert(len(sheet.rows) if sheet.style.total_last else 0, total)
    return sheet


def _revenue(accounts: Accounts, style: Style) -> FormSheet:
    columns = ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
    sheet = FormSheet(
        "收入决算表", 2, style, function_head(style, columns), note="注：本表反映部门本年度取得的各项收入情况。"
    )
    first = next(iter(accounts.lines))

    def amounts(code: str) -> list[str]:
        own = accounts.service_income + accounts.other_income if first.startswith(code) else 0
        total = sum(accounts.sums(code))
        common = {"functional": code}
        item = "" if code else "total"
        cells = [sheet.say(total, "revenue", "revenue", "" if code else "current_year", **common)]
        cells.append(sheet.say(total - own, "revenue", "revenue", item, fund=FISCAL, **common))
        own_items = {"service_income": accounts.service_income, "other_income": accounts.other_income}
        for name in ("superior_subsidy", "service_income", "business_income", "subsidiary_remittance", "other_income"):
            cells.append(sheet.say(own_items.get(name, 0) if own else 0, "revenue", "revenue", name, **common))
        return cells

    return fill_codes(sheet, accounts.lines, amounts)


def _expenditure(accounts: Accounts, style: Style) -> FormSheet:
    columns = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
    sheet = FormSheet(
        "支出决算表", 3, style, function_head(style, columns), note="注：本表反映部门本年度各项支出情况。"
    )

    def amounts(code: str) -> list[str]:
        basic, project = accounts.sums(code)
        item, total = ("", "") if code else ("total", "current_year")
        cells = [sheet.say(basic + project, "expenditure", "expenditure", total, functional=code)]
        for kind, amount in (("basic", basic), ("project", project)):
            cells.append(sheet.say(amount, "expenditure", "expenditure", item, functional=code, kind=kind))
        for name in ("remittance_to_superior", "business_expenditure", "subsidy_to_subsidiaries"):
            cells.append(sheet.say(0, "expenditure", "expenditure", name, functional=code))
        return cells

    return fill_codes(sheet, accounts.lines, amounts)


def _of_fund(accounts: Accounts, style: Style, title: str, number: int, fund: str, codes: list[str]) -> FormSheet:
    head = function_head(style, ["小计", "基本支出", "项目支出"], "本年支出")
    sheet = FormSheet(title, number, style, head)
    statement = "general_public" if fund == GENERAL else fund
    lines = {code: accounts.lines[code] for code in codes}

    def amounts(code: str) -> list[str]:
        basic, project = accounts.sums(code, lines)
        item = "" if code else "total"
        common = {"functional": code, "fund": fund}
        return [
            sheet.say(basic + project, statement, "expenditure", item, **common),
            sheet.say(basic, statement, "expenditure", item, kind="basic", **common),
            sheet.say(project, statement, "expenditure", item, kind="project", **common),
        ]

    return fill_codes(sheet, codes, amounts)


def _general(accounts: Accounts, style: Style) -> FormSheet:
    return _of_fund(accounts, style, "一般公共预算财政拨款支出决算表", 5, GENERAL, list(accounts.general))


def _capital(accounts: Accounts, style: Style) -> FormSheet:
    return _of_fund(accounts, style, "国有资本经营预算财政拨款支出决算表", 8, CAPITAL, [CAPITAL_LINE[0]])


def _fund(accounts: Accounts, style: Style) -> FormSheet:
    width = 1 if style.codes == "one" else 3
    head = [
        [
            ("项目", width + 1, 1),
            ("年初结转和结余", 1, 2),
            ("本年收入", 1, 2),
            ("本年支出", 3, 1),
            ("年末结转和结余", 1, 2),
        ],
        [("科目代码", width, 1), ("科目名称", 1, 1), ("小计", 1, 1), ("基本支出", 1, 1), ("项目支出", 1, 1)],
    ]
    numbers = [(str(index), 1, 1) for index in range(1, 7)]
    if width == 3:
        head.append([("类", 1, 1), ("款", 1, 1), ("项", 1, 1), ("栏次", 1, 1), *numbers])
    elif style.numbered:
        head.append([("栏次", 2, 1), *numbers])
    sheet = FormSheet("政府性基金预算财政拨款收入支出决算表", 7, style, head)
    spent = accounts.spent_of(FUND_LINE[0])

    def amounts(code: str) -> list[str]:
        common = {"functional": code, "fund": FUND}
        item, current = ("", "") if code else ("total", "current_year")
        return [
            sheet.say(accounts.fund_opening, FUND, "revenue", "opening_carryover", **common),
            sheet.say(spent, FUND, "revenue", current, **common),
            sheet.say(spent, FUND, "expenditure", item, **common),
            sheet.say(0, FUND, "expenditure", item, kind="basic", **common),
            sheet.say(spent, FUND, "expenditure", item, kind="project", **common),
            sheet.say(accounts.fund_opening, FUND, "expenditure", "closing_carryover", **common),
        ]

    return fill_codes(sheet, [FUND_LINE[0]], amounts)


# --- forms of two sides ---------------------------------------------------------------------------


def _overall(accounts: Accounts, style: Style) -> FormSheet:
    head = [[("收入", 3, 1), ("支出", 3, 1)], [(word, 1, 1) for word in ("项目", "行次", "金额") * 2]]
    if style.numbered:
        head.append([(word, 1, 1) for word in ("栏次", "", "1", "栏次", "", "2")])
    sheet = FormSheet("收入支出决算总表", 1, style, head, note="注：本表反映部门本年度的总收支和年末结转结余情况。")
    own = accounts.service_income + accounts.other_income
    left = [
        ("一般公共预算财政拨款收入", "general_public_budget", sum(accounts.sums("", accounts.general)) - own, GENERAL),
        ("政府性基金预算财政拨款收入", "government_fund", accounts.spent_of(FUND_LINE[0]), FUND),
        ("国有资本经营预算财政拨款收入", "state_capital", accounts.spent_of(CAPITAL_LINE[0]), CAPITAL),
        ("上级补助收入", "superior_subsidy", 0, ""), ("事业收入", "service_income", accounts.service_income, ""),
        ("经营收入", "business_income", 0, ""), ("附属单位上缴收入", "subsidiary_remittance", 0, ""),
        ("其他收入", "other_income", accounts.other_income, ""),
    ]  # fmt: skip
    for index, ((name, item, amount, fund), (code, group)) in enumerate(zip(left, CLASSES.items(), strict=True)):
        revenue = sheet.say(amount, "overall", "revenue", item, fund=fund)
        spent = sheet.say(sum(accounts.sums(code)), "overall", "expenditure", functional=code)
        ordinal = _ORDINALS[index]
        sheet.rows.append(
            [f"{ordinal}、{name}", str(index + 1), revenue, f"{ordinal}、{group}", str(index + 30), spent]
        )
    bottom = [
        ("本年收入合计", "current_year", accounts.total, "本年支出合计", "current_year", accounts.total),
        ("使用非财政拨款结余", "use_of_nonfiscal_surplus", 0, "结余分配", "surplus_distribution", 0),
        (
            "年初结转和结余",
            "opening_carryover",
            accounts.opening,
            "年末结转和结余",
            "closing_carryover",
            accounts.opening,
        ),
        ("总计", "total", accounts.grand, "总计", "total", accounts.grand),
    ]
    for index, (name, item, amount, other, other_item, other_amount) in enumerate(bottom, 27):
        revenue = sheet.say(amount, "overall", "revenue", item)
        spent = sheet.say(other_amount, "overall", "expenditure", other_item)
        sheet.rows.append([name, str(index), revenue, other, str(index + 31), spent])
    return sheet


def _appropriation(accounts: Accounts, style: Style) -> FormSheet:
    funds = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    head = [
        [("收入", 3, 1), ("支出", 6, 1)],
        [(word, 1, 1) for word in ("项目", "行次", "金额", "项目", "行次", *funds)],
    ]
    if style.numbered:
        head.append([(word, 1, 1) for word in ("栏次", "", "1", "栏次", "", "2", "3", "4", "5")])
    sheet = FormSheet("财政拨款收入支出决算总表", 4, style, head)
    own = accounts.service_income + accounts.other_income
    by_fund = {GENERAL: sum(accounts.sums("", accounts.general)) - own, FUND: accounts.spent_of(FUND_LINE[0]),
               CAPITAL: accounts.spent_of(CAPITAL_LINE[0])}  # fmt: skip
    items = {GENERAL: "general_public_budget", FUND: "government_fund", CAPITAL: "state_capital"}
    left: list[tuple[str, str]] = []
    for ordinal, name, fund in zip("一二三", funds[1:], items, strict=True):
        printed = sheet.say(by_fund[fund], "appropriation", "revenue", items[fund], fund=fund)
        left.append((f"{ordinal}、{name}", printed))

    def spread(amounts: dict[str, int], item: str = "", functional: str = "") -> list[str]:
        total = sheet.say(
            sum(amounts.values()), "appropriation", "expenditure", item, functional=functional, fund=FISCAL
        )
        return [total, *(
            sheet.say(amounts.get(fund, 0), "appropriation", "expenditure", item, functional=functional, fund=fund)
            for fund in items
        )]  # fmt: skip

    for index, (code, group) in enumerate(CLASSES.items()):
        fund = {"212": FUND, "223": CAPITAL}.get(code, GENERAL)
        amount = sum(accounts.sums(code)) - (own if code == "201" else 0)
        name, revenue = left[index] if index < len(left) else ("", "")
        cells = spread({fund: amount}, functional=code)
        sheet.rows.append([name, str(index + 1), revenue, f"{_ORDINALS[index]}、{group}", str(index + 33), *cells])
    total, over = sum(by_fund.values()), {GENERAL: accounts.opening, FUND: accounts.fund_opening}
    bottom = [
        ("本年收入合计", "current_year", total, "本年支出合计", "current_year", by_fund),
        (
            "年初财政拨款结转和结余",
            "opening_carryover",
            sum(over.values()),
            "年末财政拨款结转和结余",
            "closing_carryover",
            over,
        ),
    ]
    for index, (name, item, amount, other, other_item, amounts) in enumerate(bottom, 27):
        revenue = sheet.say(amount, "appropriation", "revenue", item, fund=FISCAL)
        sheet.rows.append([name, str(index), revenue, other, str(index + 32), *spread(amounts, other_item)])
    for index, (fund, name) in enumerate(zip(items, funds[1:], strict=True), 29):
        revenue = sheet.say(over.get(fund, 0), "appropriation", "revenue", "opening_carryover", fund=fund)
        sheet.rows.append([name, str(index), revenue, "", str(index + 32), "", "", "", ""])
    grand = {fund: by_fund[fund] + over.get(fund, 0) for fund in items}
    revenue = sheet.say(sum(grand.values()), "appropriation", "revenue", "total", fund=FISCAL)
    sheet.rows.append(["总计", "32", revenue, "总计", "64", *spread(grand, "total")])
    return sheet


# --- the basic expenditure and 三公 ----------------------------------------------------------------


def _basic(accounts: Accounts, style: Style) -> FormSheet:
    """Three groups of code, name and amount side by side: people, and what runs the office twice."""
    head = [
        [("人员经费", 3, 1), ("公用经费", 6, 1)],
        [(word, 1, 1) for word in ("科目代码", "科目名称", "决算数") * 3],
    ]
    sheet = FormSheet("一般公共预算财政拨款基本支出决算表", 6, style, head)

    def column(kind: str, types: dict[str, int], names: dict[str, str], groups: Iterable[str]) -> list[list[str]]:
        found = []
        for group in groups:
            below = {code: amount for code, amount in types.items() if code.startswith(group)}
            for code, name, amount in (
                (group, GROUPS[group], sum(below.values())), *((code, names[code], below[code]) for code in below)
            ):  # fmt: skip
                printed = sheet.say(amount, "basic", "expenditure", economic=code, fund=GENERAL, kind=kind)
                found.append([code, name, printed])
        return found

    parts = [
        column("basic_personnel", accounts.people, PEOPLE, ("301", "303")),
        column("basic_operating", accounts.running, RUNNING, ("302",)),
        column("basic_operating", accounts.running, RUNNING, ("310",)),
    ]
    for index in range(max(len(part) for part in parts)):
        sheet.rows.append([cell for part in parts for cell in (part[index] if index < len(part) else [""] * 3)])
    people, running = sum(accounts.people.values()), sum(accounts.running.values())
    left = sheet.say(people, "basic", "expenditure", "personnel", fund=GENERAL, kind="basic_personnel")
    right = sheet.say(running, "basic", "expenditure", "operating", fund=GENERAL, kind="basic_operating")
    sheet.rows.append(["||人员经费合计", left, "|||||公用经费合计", right])
    return sheet


def _three_public(accounts: Accounts, style: Style) -> FormSheet:
    side = [("合计", 1, 2), ("因公出国（境）费", 1, 2), ("公务用车购置及运行维护费", 3, 1), ("公务接待费", 1, 2)]
    cars = [("小计", 1, 1), ("公务用车购置费", 1, 1), ("公务用车运行维护费", 1, 1)]
    head = [[("预算数", 6, 1), ("决算数", 6, 1)], side * 2, cars * 2]
    if style.numbered:
        head.append([(str(index), 1, 1) for index in range(1, 13)])
    sheet = FormSheet("一般公共预算财政拨款“三公”经费支出决算表", 9, style, head)
    sheet.note = "注：本表反映部门本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数。"
    row = []
    for phase, amounts in (("adjusted", accounts.planned), ("executed", accounts.spent)):
        cars_total = amounts["vehicle_purchase"] + amounts["vehicle_operation"]
        told = {"total": sum(amounts.values()), "overseas": amounts["overseas"], "vehicles": cars_total, **{
            item: amounts[item] for item in ("vehicle_purchase", "vehicle_operation", "reception")
        }}  # fmt: skip
        row += [
            sheet.say(amount, "three_public", "expenditure", item, fund=GENERAL, phase=phase)
            for item, amount in told.items()
        ]
    sheet.rows.append(row)
    return sheet
