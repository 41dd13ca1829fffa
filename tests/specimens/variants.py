"""Forms of final accounts as provinces vary them, filled: of projects, of 三公经费 beside meetings and training, of all
expenditure by function, kind and economic type, and forms of nothing."""

from __future__ import annotations

from .accounts import GENERAL, GROUPS, Accounts
from .national import CLASSES, FISCAL, FormSheet, Style, fill_codes, function_head
from .national import GENERAL as GENERAL_BUDGET

_ORDINALS = "一二三四五六七八九"


def make_variants(accounts: Accounts, style: Style) -> list[FormSheet]:
    """The forms of ``accounts`` that are not among the national nine."""
    return [_projects(accounts, style), _costs(accounts, style), _overall(accounts, style), _nothing(style)]


def _projects(accounts: Accounts, style: Style) -> FormSheet:
    """一般公共预算财政拨款项目支出决算表: by function alone."""
    sheet = FormSheet("一般公共预算财政拨款项目支出决算表", 11, style, function_head(style, ["决算数"]))
    lines = {code: pair for code, pair in accounts.lines.items() if code == GENERAL[1]}

    def amounts(code: str) -> list[str]:
        _, project = accounts.sums(code, lines)
        item = "" if code else "total"
        common = {"functional": code, "fund": GENERAL_BUDGET, "kind": "project"}
        return [sheet.say(project, "project", "expenditure", item, **common)]

    return fill_codes(sheet, lines, amounts)


def _costs(accounts: Accounts, style: Style) -> FormSheet:
    """三公经费 with 会议费 and 培训费 beside it: columns for the budget and for what was spent."""
    side = [("合计", 1, 3), ("“三公”经费", 6, 1), ("会议费", 1, 3), ("培训费", 1, 3)]
    kinds = [("小计", 1, 2), ("因公出国（境）费", 1, 2), ("公务接待费", 1, 2), ("公务用车购置及运行维护费", 3, 1)]
    cars = [("小计", 1, 1), ("公务用车购置费", 1, 1), ("公务用车运行维护费", 1, 1)]
    head = [[("预算数", 9, 1), ("决算数", 9, 1)], side * 2, kinds * 2, cars * 2]
    sheet = FormSheet("一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", 12, style, head)
    row = []
    for phase, amounts in (("adjusted", accounts.planned), ("executed", accounts.spent)):
        cars_total = amounts["vehicle_purchase"] + amounts["vehicle_operation"]
        three = sum(amounts.values())
        meetings, training = accounts.counts[0] * 10 + 1, accounts.counts[1] * 10 + 2
        told = {
            "combined": three + meetings + training, "total": three, "overseas": amounts["overseas"],
            "reception": amounts["reception"], "vehicles": cars_total, "vehicle_purchase": amounts["vehicle_purchase"],
            "vehicle_operation": amounts["vehicle_operation"], "meetings": meetings, "training": training,
        }  # fmt: skip
        row += [
            sheet.say(amount, "three_public", "expenditure", item, fund=GENERAL_BUDGET, phase=phase)
            for item, amount in told.items()
        ]
    sheet.rows.append(row)
    return sheet


def _overall(accounts: Accounts, style: Style) -> FormSheet:
    """收入支出决算总表 whose expenditure is told by function, and beside it by kind and economic type."""
    words = (
        "项目",
        "行次",
        "决算数",
        "项目（按功能分类）",
        "行次",
        "决算数",
        "项目（按支出性质和经济分类）",
        "行次",
        "决算数",
    )
    head = [[("收入", 3, 1), ("支出", 6, 1)], [(word, 1, 1) for word in words]]
    sheet = FormSheet("收入支出决算总表", 13, style, head)
    kinds = _kinds(sheet, accounts)
    left = _sources(sheet, accounts)
    for index, (code, group) in enumerate(CLASSES.items()):
        spent = sheet.say(sum(accounts.sums(code)), "overall", "expenditure", functional=code)
        name, revenue = left[index] if index < len(left) else ("", "")
        kind, told = kinds[index] if index < len(kinds) else ("", "")
        numbers = [str(index + start) for start in (1, 30, 60)]
        sheet.rows.append(
            [name, numbers[0], revenue, f"{_ORDINALS[index]}、{group}", numbers[1], spent, kind, numbers[2], told]
        )
    bottom = [
        ("本年收入合计", "current_year", "本年支出合计", "current_year", accounts.total),
        ("年初结转和结余", "opening_carryover", "年末结转和结余", "closing_carryover", accounts.opening),
        ("总计", "total", "总计", "total", accounts.grand),
    ]
    for index, (name, item, other, other_item, amount) in enumerate(bottom, 20):
        revenue = sheet.say(amount, "overall", "revenue", item)
        spent = sheet.say(amount, "overall", "expenditure", other_item)
        sheet.rows.append([name, str(index), revenue, other, str(index + 30), spent, "", str(index + 60), ""])
    return sheet


def _sources(sheet: FormSheet, accounts: Accounts) -> list[tuple[str, str]]:
    own = accounts.service_income + accounts.other_income
    lines = [
        ("财政拨款收入", "fiscal_appropriation", accounts.total - own, FISCAL),
        ("上级补助收入", "superior_subsidy", 0, ""), ("事业收入", "service_income", accounts.service_income, ""),
        ("经营收入", "business_income", 0, ""), ("附属单位上缴收入", "subsidiary_remittance", 0, ""),
        ("其他收入", "other_income", accounts.other_income, ""),
    ]  # fmt: skip
    return [
        (f"{_ORDINALS[index]}、{name}", sheet.say(amount, "overall", "revenue", item, fund=fund))
        for index, (name, item, amount, fund) in enumerate(lines)
    ]


def _kinds(sheet: FormSheet, accounts: Accounts) -> list[tuple[str, str]]:
    basic, project = accounts.sums()
    lines = [
        ("一、基本支出", "basic", basic, "basic"), ("二、项目支出", "project", project, "project"),
        ("三、上缴上级支出", "remittance_to_superior", 0, ""), ("四、经营支出", "business_expenditure", 0, ""),
        ("五、对附属单位补助支出", "subsidy_to_subsidiaries", 0, ""),
    ]  # fmt: skip
    found = [(name, sheet.say(amount, "overall", "expenditure", item, kind=kind)) for name, item, amount, kind in lines]
    people = sum(amount for code, amount in accounts.people.items() if code.startswith("301"))
    for code, amount in (("301", people), ("302", accounts.total - people)):
        found.append((GROUPS[code], sheet.say(amount, "overall", "expenditure", economic=code)))
    return found


def _nothing(style: Style) -> FormSheet:
    """A form of a fund the unit has not: a head, empty rows and a note that says so."""
    head = function_head(style, ["小计", "基本支出", "项目支出"], "本年支出")
    sheet = FormSheet("国有资本经营预算财政拨款支出决算表", 14, style, head)
    width = sum(columns for _, columns, _ in head[-1])
    sheet.rows += [[""] * width for _ in range(3)]
    sheet.note = "注：本单位没有国有资本经营预算财政拨款支出，故本表为空。"
    return sheet
