"""Forms of budgets as single provinces print them: Shanghai, Guangdong, Shandong and others."""

from __future__ import annotations

from .accounts import GROUPS, PEOPLE, RUNNING, UNIT
from .budget import FUNDS, Budget
from .budget_forms import FISCAL, BudgetSheet, BudgetStyle, HeadRow, Maker, put_beside, three_amounts
from .national import CLASSES, fill_codes

_GENERAL = "general_public_budget"
#: The government's own economic types of each of the department's.
_GOVERNMENT = {
    "30101": ("50101", "工资奖金津补贴"), "30102": ("50101", "工资奖金津补贴"), "30107": ("50501", "工资福利支出"),
    "30302": ("50905", "离退休费"), "30201": ("50201", "办公经费"), "30207": ("50201", "办公经费"),
    "30217": ("50206", "公务接待费"), "30231": ("50208", "公务用车运行维护费"), "31002": ("50306", "设备购置"),
}  # fmt: skip


def overall(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """收支预算总表 of Shanghai: the year's revenue and expenditure, and no carryover."""
    head = [[("本年收入", 2, 1), ("本年支出", 2, 1)], [(word, 1, 1) for word in ("项目", "预算数") * 2]]
    sheet = BudgetSheet(f"{budget.year}年部门收支预算总表", 1, style, head)

    def say(sources: tuple[str, ...], item: str, fund: str = "") -> str:
        return sheet.say(budget.amount("", sources), "overall", "revenue", item, fund=fund)

    left = [["一、财政拨款收入", say((*FUNDS, "opening"), "fiscal_appropriation", FISCAL)]]
    for label, fund in zip(("1、一般公共预算资金", "2、政府性基金", "3、国有资本经营预算"), FUNDS, strict=True):
        sources = (fund, "opening") if fund == _GENERAL else (fund,)
        left.append([label, say(sources, fund, fund)])
    left += [
        ["二、事业收入", say(("special_account", "service_income"), "service_income")],
        ["三、事业单位经营收入", say(("business_income",), "business_income")],
        ["四、其他收入", say(("other_income",), "other_income")],
        ["收入总计", say((), "total")],
    ]
    right = [
        [f"{ordinal}、{name}", sheet.say(budget.amount(code), "overall", "expenditure", functional=code)]
        for ordinal, (code, name) in zip("一二三四五六七八", CLASSES.items(), strict=True)
    ]
    right.append(["支出总计", sheet.say(budget.amount(), "overall", "expenditure", "total")])
    put_beside(sheet, left, right)
    return sheet


def revenue(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """收入预算总表 of Shanghai: functions over five sources."""
    head: list[HeadRow] = [
        [("项目", 4, 1), ("收入预算", 5, 1)],
        [("功能分类科目编码", 3, 1), ("功能分类科目名称", 1, 2),
         *((word, 1, 2) for word in ("合计", "财政拨款收入", "事业收入", "事业单位经营收入", "其他收入"))],
        [(word, 1, 1) for word in ("类", "款", "项")],
    ]  # fmt: skip
    sheet = BudgetSheet(f"{budget.year}年部门收入预算总表", 2, style, head)
    columns = {
        ("total", ""): (), ("total", FISCAL): (*FUNDS, "opening"), ("service_income", ""): ("special_account", "service_income"),
        ("business_income", ""): ("business_income",), ("other_income", ""): ("other_income",),
    }  # fmt: skip

    def amounts(code: str) -> list[str]:
        cells = []
        for (item, fund), sources in columns.items():
            named = "" if code and item == "total" else item
            amount = budget.amount(code, sources)
            cells.append(sheet.say(amount, "revenue", "revenue", named, functional=code, fund=fund))
        return cells

    wide = BudgetSheet(
        "", 0, BudgetStyle(codes="split", nothing=style.nothing, total_last=style.total_last), [[("", 9, 1)]]
    )
    fill_codes(wide, budget.lines, amounts)
    sheet.rows = wide.rows
    return sheet


def three_public(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """“三公”经费和机关运行经费预算表 of Shanghai."""
    head: list[HeadRow] = [
        [("“三公”经费预算数", 6, 1), ("机关运行经费预算数", 1, 3)],
        [("合计", 1, 2), ("因公出国（境）费", 1, 2), ("公务接待费", 1, 2), ("公务用车购置及运行费", 3, 1)],
        [(word, 1, 1) for word in ("小计", "购置费", "运行费")],
    ]
    sheet = BudgetSheet(f"{budget.year}年部门“三公”经费和机关运行经费预算表", 9, style, head)
    told = three_amounts(budget.three)
    order = ("total", "overseas", "reception", "vehicles", "vehicle_purchase", "vehicle_operation")
    row = [sheet.say(told[item], "three_public", "expenditure", item, fund=FISCAL) for item in order]
    running = sum(budget.running.values())
    row.append(sheet.say(running, "operating", "expenditure", "total", fund=FISCAL, kind="basic_operating"))
    sheet.rows = [row]
    return sheet


def five_sided(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """收支预算总表 of Hunan and others: expenditure by kind and by three classifications, each in a pair of columns."""
    sides = ("项目", "支出类别", "部门预算经济分类", "功能分类")
    head: list[HeadRow] = [
        [("收入", 2, 1), ("支出", 6, 1)],
        [(word, 1, 1) for side in sides for word in (side, "本年预算数")],
    ]
    sheet = BudgetSheet(f"{budget.year}年收支预算总表", 3, style, head)

    def say(amount: int, item: str = "", direction: str = "expenditure", **more: str) -> str:
        return sheet.say(amount, "overall", direction, item, **more)

    total = budget.amount()
    left = [
        [
            "一、财政拨款收入",
            say(budget.amount("", (*FUNDS, "opening")), "fiscal_appropriation", "revenue", fund=FISCAL),
        ],
        ["二、事业收入", say(budget.amount("", ("special_account", "service_income")), "service_income", "revenue")],
        ["三、事业单位经营收入", say(budget.amount("", ("business_income",)), "business_income", "revenue")],
        ["四、其他收入", say(budget.amount("", ("other_income",)), "other_income", "revenue")],
        ["收入总计", say(total, "total", "revenue")],
    ]
    kinds = [
        ["一、基本支出", say(budget.amount("", (), "basic"), "basic", kind="basic")],
        ["二、项目支出", say(budget.amount("", (), "project"), "project", kind="project")],
        ["支出总计", say(total, "total")],
    ]
    types = [
        [f"{ordinal}、{name}", say(sum(amount for code, amount in {**budget.people, **budget.running}.items()
                                       if code.startswith(group)), economic=group)]
        for ordinal, (group, name) in zip("一二三四", GROUPS.items(), strict=True)
    ]  # fmt: skip
    types.append(["支出总计", say(total, "total")])
    functions = [[name, say(budget.amount(code), functional=code)] for code, name in CLASSES.items()]
    functions.append(["支出总计", say(total, "total")])
    put_beside(sheet, left, kinds, types, functions)
    return sheet


def expenditure_by_unit(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """支出预算总表 with the unit's code and name in every row."""
    head = [[(word, 1, 1) for word in ("单位编码", "单位名称", "科目编码", "科目名称", "合计", "基本支出", "项目支出")]]
    sheet = BudgetSheet("部门支出总表", 4, style, head)
    kinds = ("", "basic", "project")

    def cells(code: str) -> list[str]:
        item = "" if code else "total"
        return [
            sheet.say(budget.amount(code, (), kind), "expenditure", "expenditure", item, functional=code, kind=kind)
            for kind in kinds
        ]

    plain = BudgetSheet("", 0, BudgetStyle(total_last=style.total_last), [[("", 7, 1)]])
    fill_codes(plain, budget.lines, cells)
    sheet.rows = [["", "", "", *row[1:]] if row[1] == "合计" else ["305001", UNIT, *row] for row in plain.rows]
    return sheet


def basic_crossed(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """一般公共预算基本支出表 with the government's economic types beside the department's. One type of the department's
    is of two of the government's: its two amounts are parts of what the form does not print."""
    columns: list[HeadRow] = [
        [("部门预算支出经济分类科目", 2, 1), ("政府预算支出经济分类科目", 2, 1), ("合计", 1, 2), ("人员经费", 1, 2),
         ("公用经费", 1, 2)],
        [(word, 1, 1) for word in ("科目编码", "科目名称") * 2],
    ]  # fmt: skip
    sheet = BudgetSheet("一般公共预算基本支出表", 6, style, columns)
    people, running = sum(budget.people.values()), sum(budget.running.values())
    said = ("basic", "expenditure")

    def say(code: str, amount: int, kind: str, item: str = "") -> str:
        return sheet.say(amount, *said, item, economic=code, fund=_GENERAL, kind=kind)

    total = ["", "合计", "", "", say("", people + running, "basic", "total"), say("", people, "basic_personnel", "total"),
             say("", running, "basic_operating", "total")]  # fmt: skip
    rows = []
    for code, amount in sorted({**budget.people, **budget.running}.items()):
        name = {**PEOPLE, **RUNNING}[code]
        if code == "30107":
            for part, beside in ((amount // 3, ("50101", "工资奖金津补贴")), (amount - amount // 3, _GOVERNMENT[code])):
                shown = style.show(part)
                rows.append([code, name, *beside, shown, shown, style.nothing])
            continue
        kinds = ("basic_personnel", "basic_operating")
        cells = [say(code, amount, "basic")]
        cells += [say(code, amount if (code in PEOPLE) == (kind == kinds[0]) else 0, kind) for kind in kinds]
        rows.append([code, name, *_GOVERNMENT[code], *cells])
    sheet.rows = [*rows, total] if style.total_last else [total, *rows]
    return sheet


def basic(budget: Budget, style: BudgetStyle) -> BudgetSheet:
    """一般公共预算基本支出部门预算经济分类预算表 of Shanghai: 类 and 款 in two columns."""
    head: list[HeadRow] = [
        [("项目", 3, 1), ("一般公共预算基本支出", 3, 1)],
        [("部门预算经济分类科目编码", 2, 1), ("经济分类科目名称", 1, 2),
         *((word, 1, 2) for word in ("合计", "人员经费", "公用经费"))],
        [(word, 1, 1) for word in ("类", "款")],
    ]  # fmt: skip
    sheet = BudgetSheet(f"{budget.year}年部门一般公共预算基本支出部门预算经济分类预算表", 8, style, head)
    kinds = {"basic_personnel": budget.people, "basic_operating": budget.running}
    names = {**GROUPS, **PEOPLE, **RUNNING}

    def add(code: str, item: str = "") -> list[str]:
        parts = {kind: sum(a for each, a in types.items() if each.startswith(code)) for kind, types in kinds.items()}
        common = {"economic": code, "fund": _GENERAL}
        cells = [sheet.say(sum(parts.values()), "basic", "expenditure", item, kind="basic", **common)]
        cells += [
            sheet.say(amount, "basic", "expenditure", item, kind=kind, **common) for kind, amount in parts.items()
        ]
        return [code[:3], code[3:], names.get(code, "合计"), *cells]

    codes = sorted([*GROUPS, *PEOPLE, *RUNNING])
    sheet.rows = [*map(add, codes), add("", "total")] if style.total_last else [add("", "total"), *map(add, codes)]
    return sheet


REGIONAL: tuple[Maker, ...] = (
    overall, revenue, three_public, five_sided, expenditure_by_unit, basic_crossed, basic,
)  # fmt: skip
