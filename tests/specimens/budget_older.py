"""The forms of budgets as the central and many local units print them since 2015: with the year before beside."""

from __future__ import annotations

from collections.abc import Sequence

from .budget import FUNDS, Budget
from .budget_forms import (
    FISCAL,
    SOURCES,
    BudgetSheet,
    BudgetStyle,
    HeadRow,
    Maker,
    basic_form,
    code_head,
    functional_form,
    put_beside,
    three_amounts,
)  # fmt: skip
from .national import CLASSES, fill_codes

_GENERAL = "general_public_budget"
_ORDINALS = "一二三四五六七八九"


def overall(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """收支总表, expenditure by its nature."""
    head = [[("收入", 2, 1), ("支出", 2, 1)], [(word, 1, 1) for word in ("项目", f"{budget.year}年预算数") * 2]]
    sheet = BudgetSheet(f"{budget.year}年部门收支预算总表", 1, style, head)
    total, opening = budget.amount(), budget.amount("", ("opening",))

    def of(source: str) -> int:
        return budget.amount("", (source,))

    fiscal = sum(of(fund) for fund in FUNDS)
    left = [["一、财政拨款收入", sheet.say(fiscal, "overall", "revenue", "fiscal_appropriation", fund=FISCAL)]]
    for label, source in (("1.一般公共预算拨款", _GENERAL), ("2.政府性基金预算拨款", "government_fund"),
                          ("3.国有资本经营预算拨款", "state_capital")):  # fmt: skip
        left.append([label, sheet.say(of(source), "overall", "revenue", source, fund=source)])
    for label, source in (("二、财政专户管理资金", "special_account"), ("三、事业收入", "service_income"),
                          ("四、事业单位经营收入", "business_income"), ("五、其他收入", "other_income")):  # fmt: skip
        fund = source if source == "special_account" else ""
        left.append([label, sheet.say(of(source), "overall", "revenue", source, fund=fund)])
    left += [
        ["本年收入合计", sheet.say(total - opening, "overall", "revenue", "current_year")],
        ["上年结转", sheet.say(opening, "overall", "revenue", "opening_carryover")],
        ["收入总计", sheet.say(total, "overall", "revenue", "total")],
    ]
    right = []
    for label, kind in (("一、基本支出", "basic"), ("二、项目支出", "project")):
        right.append([label, sheet.say(budget.amount("", (), kind), "overall", "expenditure", kind, kind=kind)])
    for label, item in (("三、事业单位经营支出", "business_expenditure"), ("四、上缴上级支出", "remittance_to_superior"),
                        ("五、对附属单位补助支出", "subsidy_to_subsidiaries")):  # fmt: skip
        right.append([label, sheet.say(0, "overall", "expenditure", item)])
    right += [
        ["本年支出合计", sheet.say(total, "overall", "expenditure", "current_year")],
        ["结转下年", sheet.say(0, "overall", "expenditure", "closing_carryover")],
        ["支出总计", sheet.say(total, "overall", "expenditure", "total")],
    ]
    put_beside(sheet, left, right)
    return sheet


def revenue(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """部门收入总表: functions, with what came over before the sources of the year."""
    names = {"opening": "上年结转", _GENERAL: "一般公共预算拨款收入", "government_fund": "政府性基金预算拨款收入",
             "state_capital": "国有资本经营预算拨款收入", "special_account": "财政专户管理资金收入",
             "service_income": "事业收入", "business_income": "事业单位经营收入", "superior_subsidy": "上级补助收入",
             "subsidiary_remittance": "附属单位上缴收入", "other_income": "其他收入"}  # fmt: skip
    sheet = BudgetSheet("部门收入总表", 2, style, code_head(style, "科目", ["合计", *names.values()]))

    def amounts(code: str) -> list[str]:
        total = "" if code else "total"
        cells = [sheet.say(budget.amount(code), "revenue", "revenue", total, functional=code)]
        for source in names:
            item, fund = SOURCES[source]
            amount = budget.amount(code, (source,))
            cells.append(sheet.say(amount, "revenue", "revenue", item or total, functional=code, fund=fund))
        return cells

    fill_codes(sheet, budget.lines, amounts)
    return sheet


def expenditure(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """部门支出总表, with the kinds of a public institution."""
    columns = ["合计", "基本支出", "项目支出", "上缴上级支出", "事业单位经营支出", "对附属单位补助支出"]
    sheet = BudgetSheet("部门支出总表", 3, style, code_head(style, "科目", columns))

    def amounts(code: str) -> list[str]:
        said, total = ("expenditure", "expenditure"), "" if code else "total"
        cells = [
            sheet.say(budget.amount(code, (), kind), *said, total, functional=code, kind=kind)
            for kind in ("", "basic", "project")
        ]
        items = ("remittance_to_superior", "business_expenditure", "subsidy_to_subsidiaries")
        return cells + [sheet.say(0, *said, item, functional=code) for item in items]

    fill_codes(sheet, budget.lines, amounts)
    return sheet


def appropriation(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """财政拨款收支总表 with one column of expenditure."""
    head = [[("收入", 2, 1), ("支出", 2, 1)], [(word, 1, 1) for word in ("项目", "预算数") * 2]]
    sheet = BudgetSheet("财政拨款收支总表", 4, style, head)
    labels = ("（一）一般公共预算拨款", "（二）政府性基金预算拨款", "（三）国有资本经营预算拨款")
    by_fund = [budget.amount("", (fund,)) for fund in FUNDS]
    opening = budget.amount("", ("opening",))

    def say(amount: int, direction: str, item: str, **more: str) -> str:
        return sheet.say(amount, "appropriation", direction, item, **{"fund": FISCAL, **more})

    left = [["一、本年收入", say(sum(by_fund), "revenue", "current_year")]]
    for label, fund, amount in zip(labels, FUNDS, by_fund, strict=True):
        left.append([label, say(amount, "revenue", fund, fund=fund)])
    left.append(["二、上年结转", say(opening, "revenue", "opening_carryover")])
    for label, fund, amount in zip(labels, FUNDS, (opening, 0, 0), strict=True):
        left.append([label, say(amount, "revenue", "opening_carryover", fund=fund)])
    total = sum(by_fund) + opening
    right = [["一、本年支出", say(total, "expenditure", "current_year")]]
    for code, name in CLASSES.items():
        amount = budget.amount(code, (*FUNDS, "opening"))
        right.append([f"（{_ORDINALS[len(right) - 1]}）{name}", say(amount, "expenditure", "", functional=code)])
    right.append(["二、结转下年", say(0, "expenditure", "closing_carryover")])
    left.append(["收入总计", say(total, "revenue", "total")])
    right.append(["支出总计", say(total, "expenditure", "total")])
    put_beside(sheet, left, right)
    return sheet


def general(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """一般公共预算支出表 beside what was spent the year before, and the change."""
    year = budget.year
    columns: list[str | tuple[str, Sequence[str]]] = [
        f"{year - 1}年执行数", (f"{year}年预算数", ("小计", "基本支出", "项目支出")),
        (f"{year}年预算数比{year - 1}年执行数", ("增减额", "增减%")),
    ]  # fmt: skip
    sheet = BudgetSheet("一般公共预算支出表", 5, style, code_head(style, "功能分类科目", columns))
    sources = (_GENERAL, "opening")

    def amounts(code: str) -> list[str]:
        total = {"item": "" if code else "total", "functional": code, "fund": _GENERAL}
        said = ("general_public", "expenditure")
        before = sum(amount for line, amount in budget.prior.items() if line.startswith(code) and line in codes)
        now = budget.amount(code, sources)
        cells = [style.show(before)]
        cells += [
            sheet.say(budget.amount(code, sources, kind), *said, kind=kind, **total)
            for kind in ("", "basic", "project")
        ]
        change = sheet.say(now - before, *said, basis="prior_year", **total)
        return [*cells, change, sheet.say_rate(now, before, "general_public", **total)]

    codes = budget.codes(sources)
    fill_codes(sheet, codes, amounts)
    return sheet


def basic(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """一般公共预算基本支出表."""
    return basic_form(
        budget, style, "一般公共预算基本支出表", 6, ["总计", "人员经费", "日常公用经费"], f"{budget.year}年基本支出"
    )


def three_public(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """“三公”经费支出表: the year before and this year beside each other, twelve columns."""
    side: HeadRow = [("合计", 1, 2), ("因公出国（境）费", 1, 2), ("公务用车购置及运行费", 3, 1), ("公务接待费", 1, 2)]
    cars: HeadRow = [(word, 1, 1) for word in ("小计", "公务用车购置费", "公务用车运行费")]
    head = [[(f"{budget.year - 1}年预算数", 6, 1), (f"{budget.year}年预算数", 6, 1)], side * 2, cars * 2]
    sheet = BudgetSheet("一般公共预算“三公”经费支出表", 7, style, head)
    told = list(three_amounts(budget.three).items())[:6]
    before = [style.show(amount) for amount in list(three_amounts(budget.three_prior).values())[:6]]
    now = [sheet.say(amount, "three_public", "expenditure", item, fund=_GENERAL) for item, amount in told]
    sheet.rows = [before + now]
    return sheet


def three_public_by_item(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """财政拨款“三公”经费预算表: an item a row, the years and the change as columns."""
    head = [
        [("项目", 1, 2), (f"{budget.year - 1}年预算数", 1, 2), (f"{budget.year}年预算数", 1, 2), ("比上年增、减情况", 2, 1)],
        [("增、减金额", 1, 1), ("增、减幅度", 1, 1)],
    ]  # fmt: skip
    sheet = BudgetSheet("财政拨款“三公”经费预算表", 11, style, head)
    labels = {"total": "合计", "overseas": "1.因公出国（境）费", "reception": "2.公务接待费",
              "vehicles": "3.公务用车购置及运行费", "vehicle_purchase": "其中：（1）公务用车购置费",
              "vehicle_operation": "（2）公务用车运行费"}  # fmt: skip
    now, before = three_amounts(budget.three), three_amounts(budget.three_prior)
    for item, label in labels.items():
        said = ("three_public", "expenditure", item)
        cells = [style.show(before[item]), sheet.say(now[item], *said, fund=FISCAL)]
        cells.append(sheet.say(now[item] - before[item], *said, fund=FISCAL, basis="prior_year"))
        cells.append(sheet.say_rate(now[item], before[item], "three_public", item, fund=FISCAL))
        sheet.rows.append([label, *cells])
    return sheet


def government_fund(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """政府性基金预算支出表."""
    return functional_form(
        budget, style, "政府性基金预算支出表", 8, statement="government_fund", fund="government_fund",
        sources=("government_fund",), columns=["合计", "基本支出", "项目支出"],
        over=f"{budget.year}年政府性基金预算支出",
    )  # fmt: skip


OLDER: tuple[Maker, ...] = (
    overall, revenue, expenditure, appropriation, general, basic, three_public, three_public_by_item, government_fund,
)  # fmt: skip
