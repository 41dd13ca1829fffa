"""The forms of budgets as the rules for integrated budget management give them, which most provinces print."""

from __future__ import annotations

from .accounts import UNIT
from .budget import FUNDS, PROJECTS, Budget
from .budget_forms import (
    FISCAL,
    SOURCES,
    BudgetSheet,
    BudgetStyle,
    Maker,
    basic_form,
    functional_form,
    put_beside,
    three_amounts,
)  # fmt: skip
from .national import CLASSES

_ORDINALS = "一二三四五六七八九"
_LEFT = {
    "一、一般公共预算拨款收入": "general_public_budget", "二、政府性基金预算拨款收入": "government_fund",
    "三、国有资本经营预算拨款收入": "state_capital", "四、财政专户管理资金收入": "special_account",
    "五、事业收入": "service_income", "六、事业单位经营收入": "business_income", "七、上级补助收入": "superior_subsidy",
    "八、附属单位上缴收入": "subsidiary_remittance", "九、其他收入": "other_income",
}  # fmt: skip
#: Items of revenue that are funds as well.
_FUND_ITEMS = (*FUNDS, "special_account")


def overall(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """部门收支总表, expenditure by function."""
    head = [[("收入", 2, 1), ("支出", 2, 1)], [(word, 1, 1) for word in ("项目", "预算数") * 2]]
    sheet = BudgetSheet("部门收支总表", 1, style, head)
    left = [
        [label, sheet.say(budget.amount("", (source,)), "overall", "revenue", source,
                          fund=source if source in _FUND_ITEMS else "")]
        for label, source in _LEFT.items()
    ]  # fmt: skip
    right = [
        [f"{_ORDINALS[index]}、{name}", sheet.say(budget.amount(code), "overall", "expenditure", functional=code)]
        for index, (code, name) in enumerate(CLASSES.items())
    ]
    total, opening = budget.amount(), budget.amount("", ("opening",))
    left += [
        ["本年收入合计", sheet.say(total - opening, "overall", "revenue", "current_year")],
        ["上年结转结余", sheet.say(opening, "overall", "revenue", "opening_carryover")],
        ["收入总计", sheet.say(total, "overall", "revenue", "total")],
    ]
    right += [
        ["本年支出合计", sheet.say(total, "overall", "expenditure", "current_year")],
        ["年终结转结余", sheet.say(0, "overall", "expenditure", "closing_carryover")],
        ["支出总计", sheet.say(total, "overall", "expenditure", "total")],
    ]
    put_beside(sheet, left, right)
    return sheet


def revenue_by_unit(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """部门收入总表: a row of the unit, the year's sources and what came over beside each other."""
    year = ["小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "事业收入", "事业单位经营收入",
            "上级补助收入", "附属单位上缴收入", "其他收入"]  # fmt: skip
    over = ["小计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金"]
    head = [
        [("部门（单位）代码", 1, 2), ("部门（单位）名称", 1, 2), ("合计", 1, 2), ("本年收入", len(year), 1),
         ("上年结转结余", len(over), 1)],
        [(word, 1, 1) for word in year + over],
    ]  # fmt: skip
    sheet = BudgetSheet("部门收入总表", 2, style, head)
    opening = budget.amount("", ("opening",))
    cells = [sheet.say(budget.amount(), "revenue", "revenue", "total"),
             sheet.say(budget.amount() - opening, "revenue", "revenue", "current_year")]  # fmt: skip
    for source, (item, fund) in list(SOURCES.items())[:-1]:
        cells.append(sheet.say(budget.amount("", (source,)), "revenue", "revenue", item or "current_year", fund=fund))
    cells.append(sheet.say(opening, "revenue", "revenue", "opening_carryover"))
    for fund in (*FUNDS, "special_account", "own_funds"):
        amount = opening if fund == "general_public_budget" else 0
        cells.append(sheet.say(amount, "revenue", "revenue", "opening_carryover", fund=fund))
    sheet.rows = [["", "合计", *cells], ["305001", UNIT, *cells]]
    sheet.reads += sheet.reads
    return sheet


def expenditure(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """部门支出总表."""
    columns = ["合计", "基本支出", "项目支出"]
    return functional_form(budget, style, "部门支出总表", 3, statement="expenditure", columns=columns, over="支出预算")


def appropriation(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """财政拨款收支总表: expenditure by function over the three budgets."""
    funds = ["合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]
    head = [[("收入", 2, 1), ("支出", 5, 1)], [(word, 1, 1) for word in ("项目", "预算数", "项目", *funds)]]
    sheet = BudgetSheet("财政拨款收支总表", 4, style, head)
    by_fund = {fund: budget.amount("", (fund,)) for fund in FUNDS}
    opening = {"general_public_budget": budget.amount("", ("opening",))}
    names = ("（一）一般公共预算拨款", "（二）政府性基金预算拨款", "（三）国有资本经营预算拨款")
    year = sheet.say(sum(by_fund.values()), "appropriation", "revenue", "current_year", fund=FISCAL)
    left = [["一、本年收入", year]]
    left += [
        [name, sheet.say(by_fund[fund], "appropriation", "revenue", fund, fund=fund)]
        for name, fund in zip(names, FUNDS, strict=True)
    ]
    came = sheet.say(sum(opening.values()), "appropriation", "revenue", "opening_carryover", fund=FISCAL)
    left.append(["二、上年结转", came])
    left += [
        [name, sheet.say(opening.get(fund, 0), "appropriation", "revenue", "opening_carryover", fund=fund)]
        for name, fund in zip(names, FUNDS, strict=True)
    ]
    grand = {fund: by_fund[fund] + opening.get(fund, 0) for fund in FUNDS}

    def spread(amounts: dict[str, int], item: str = "", functional: str = "") -> list[str]:
        common = {"item": item, "functional": functional}
        shown = [sheet.say(sum(amounts.values()), "appropriation", "expenditure", fund=FISCAL, **common)]
        return shown + [
            sheet.say(amounts.get(fund, 0), "appropriation", "expenditure", fund=fund, **common) for fund in FUNDS
        ]

    right = [["一、本年支出", *spread(grand, "current_year")]]
    for index, (code, name) in enumerate(CLASSES.items()):
        parts = {fund: budget.amount(code, (fund,)) for fund in FUNDS}
        parts["general_public_budget"] += budget.amount(code, ("opening",))
        right.append([f"（{_ORDINALS[index]}）{name}", *spread(parts, functional=code)])
    right.append(["二、年终结转结余", *spread({}, "closing_carryover")])
    total = sheet.say(sum(grand.values()), "appropriation", "revenue", "total", fund=FISCAL)
    left.append(["收入总计", total])
    right.append(["支出总计", *spread(grand, "total")])
    put_beside(sheet, left, right)
    return sheet


def general(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """一般公共预算支出表, basic expenditure in personnel and operating."""
    fund = "general_public_budget"
    return functional_form(
        budget, style, "一般公共预算支出表", 5, statement="general_public", fund=fund, sources=(fund, "opening"),
        columns=["合计", "基本支出", "项目支出"], detailed=True,
    )  # fmt: skip


def basic(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """一般公共预算基本支出表."""
    columns = ["合计", "人员经费", "公用经费"]
    return basic_form(budget, style, "一般公共预算基本支出表", 6, columns, "本年一般公共预算基本支出")


def three_public(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """一般公共预算“三公”经费支出表: one row."""
    head = [
        [("“三公”经费合计", 1, 2), ("因公出国（境）费", 1, 2), ("公务用车购置及运行费", 3, 1), ("公务接待费", 1, 2)],
        [("小计", 1, 1), ("公务用车购置费", 1, 1), ("公务用车运行费", 1, 1)],
    ]
    sheet = BudgetSheet("一般公共预算“三公”经费支出表", 7, style, head)
    told = list(three_amounts(budget.three).items())[:6]
    sheet.rows = [[
        sheet.say(amount, "three_public", "expenditure", item, fund="general_public_budget") for item, amount in told
    ]]  # fmt: skip
    return sheet


def government_fund(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """政府性基金预算支出表."""
    return functional_form(
        budget, style, "政府性基金预算支出表", 8, statement="government_fund", fund="government_fund",
        sources=("government_fund",), columns=["合计", "基本支出", "项目支出"], over="本年政府性基金预算支出",
    )  # fmt: skip


def state_capital(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """国有资本经营预算支出表."""
    return functional_form(
        budget, style, "国有资本经营预算支出表", 9, statement="state_capital", fund="state_capital",
        sources=("state_capital",), columns=["合计", "基本支出", "项目支出"], over="本年国有资本经营预算支出",
    )  # fmt: skip


def projects(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """项目支出表: projects by name, with the money of the year by budget."""
    head = [
        [("类型", 1, 2), ("项目名称", 1, 2), ("项目单位", 1, 2), ("合计", 1, 2), ("本年拨款", 3, 1),
         ("财政拨款结转结余", 3, 1), ("财政专户管理资金", 1, 2), ("单位资金", 1, 2)],
        [(word, 1, 1) for word in ("一般公共预算", "政府性基金预算", "国有资本经营预算") * 2],
    ]  # fmt: skip
    sheet = BudgetSheet("项目支出表", 10, style, head)
    opening = {"general_public_budget": budget.amount("", ("opening",))}

    def add(name: str, amounts: dict[str, int], over: dict[str, int]) -> list[str]:
        common = {"project": name, "kind": "project"}
        said = ("project", "expenditure", "total")
        cells = [sheet.say(sum(amounts.values()) + sum(over.values()), *said, **common)]
        cells += [sheet.say(amounts.get(fund, 0), *said, fund=fund, **common) for fund in FUNDS]
        # what came over of a budget is a fund within a fund: not held
        cells += [sheet.style.show(over[fund]) if fund in over else sheet.style.nothing for fund in FUNDS]
        return cells + [sheet.say(0, *said, fund=fund, **common) for fund in ("special_account", "own_funds")]

    rows = []
    for index, (name, amount) in enumerate(budget.projects.items()):
        fund = {"212": "government_fund", "223": "state_capital"}.get(PROJECTS[name][:3], "general_public_budget")
        over = opening if index == 0 else {}
        rows.append(["特定目标类", name, UNIT, *add(name, {fund: amount - sum(over.values())}, over)])
    total = ["", "合计", "", *add("", {fund: budget.amount("", (fund,), "project") for fund in FUNDS}, opening)]
    sheet.rows = [*rows, total] if style.total_last else [total, *rows]
    return sheet


UNIFIED: tuple[Maker, ...] = (
    overall, revenue_by_unit, expenditure, appropriation, general, basic, three_public, government_fund, state_capital,
    projects,
)  # fmt: skip
