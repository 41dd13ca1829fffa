"""The budget of an invented unit and year: seven forms flattened to text as a PDF's are, and a few words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from disclosure.model import Fact, Project

from ..books import FUNCTIONS, PROJECT_FUNCTION, show
from ..forms import APPROPRIATION_HEAD, CLASSES, FUNCTION_HEAD, PROJECT_HEAD
from .series import OPERATING, PERSONNEL, Money, Year
from .writer import FISCAL, GENERAL, Writer, Written, area, change, count, finish, money, reason

Amount = tuple[int, dict[str, str]]


def write_budget(now: Year, before: Year) -> Written:
    """The budget of ``now``; ``before`` is the year whose budget its changes are told against."""
    writer, plan, year = Writer("approved"), now.plan, now.year
    head = f"编制部门：{now.unit} 单位：万元"
    writer.say(f"{now.unit}{year}年部门预算公开")
    writer.say(f"第一部分 {year} 年部门概况")
    _count_staff(writer, now, before)
    writer.say(f"第二部分 {year} 年部门预算公开表")
    titles = (
        "部门收支总体情况表", "部门收入总体情况表", "部门支出总体情况表", "财政拨款收支预算总体情况表", "一般公共预算支出情况表",
        "一般公共预算基本支出情况表", "一般公共预算项目支出情况表",
    )  # fmt: skip
    forms = (_overall, _revenue, _expenditure, _appropriation, _general, _basic, _projects)
    for number, (title, form) in enumerate(zip(titles, forms, strict=True), 1):
        for line in (f"表 {number}", title, head):
            writer.say(line)
        form(writer, plan)
    writer.say(f"第三部分 {year} 年部门预算情况说明")
    _explain(writer, now, before)
    writer.say("第四部分 名词解释")
    return finish(writer, now.unit_id, now.unit, year, "budget")


def _count_staff(writer: Writer, now: Year, before: Year) -> None:
    """A budget tells of the people at the end of the year before."""
    writer.say("二、机构设置及人员情况")
    writer.say(
        f"{now.unit}编制数", count("", before.staff[0] + 2, "人", "staff", "authorized_posts", "，", reported_unit=""), count("实有人数", sum(before.staff), "人", "staff", "headcount"),
        "，其中：", count("在职", before.staff[0], "人", "staff", "active"), "；",
        count("退休", before.staff[2], "人", "staff", "retired"), "；",
        count("离休", before.staff[1], "人", "staff", "veteran_retired"), "。",
    )  # fmt: skip


def _row(writer: Writer, form: int, words: str, amounts: Iterable[Amount], **common: str) -> None:
    """A line of a form: its words, then its amounts side by side; no amount where there is none."""
    parts: list[str | Fact] = [words]
    for amount, more in amounts:
        if amount:
            fact = money(" ", amount, form=f"table-{form}", tail="", **{**common, **more})
            parts.append(fact)
    writer.say(*parts)


def _rows(plan: Money) -> list[tuple[str, str, str, int, int]]:
    """Every row of a form by function: code, words, path of names, basic, project."""
    found = {}
    for code in plan.lines:
        for length, level in ((3, 0), (5, 1), (7, 2)):
            below = {each: amount for each, amount in plan.lines.items() if each.startswith(code[:length])}
            project = below.get(PROJECT_FUNCTION, 0)
            names = FUNCTIONS[code]
            shown = " ".join(part for part in (code[:3], code[3:5], code[5:]) if part)[: length + level]
            found[code[:length]] = (
                f"{shown} {names[level]}", "/".join(names[: level + 1]), sum(below.values()) - project, project
            )  # fmt: skip
    return [(code, *row) for code, row in sorted(found.items())]


def _overall(writer: Writer, plan: Money) -> None:
    writer.say("收入 支出")
    writer.say("项目 预算数 功能分类 预算数")
    left: list[tuple[str, str, str]] = [
        ("一、本年收入", "current_year", ""), ("1.一般公共预算拨款", GENERAL, GENERAL),
        ("其中：一般财力", "general_financial_resources", GENERAL),
        *[(words, "", "") for words in ("上级一般公共预算安排转移支付", "2.政府性基金预算拨款", "其中：政府性基金收入", "5.单位资金",
                                        "其中：事业收入", "其他收入", "二、上年结转结余")],
    ]  # fmt: skip
    sums = plan.sums(3)
    for (words, item, fund), (code, name) in zip(left, CLASSES.items(), strict=True):
        parts: list[str | Fact] = [words]
        common = {"statement": "overall", "form": "table-1", "tail": ""}
        if item:
            parts.append(money(" ", plan.total, item=item, direction="revenue", fund=fund, **common))
        parts.append(f" {code} {name}")
        if code in sums:
            more = {"functional_code": code, "functional_name": name, "direction": "expenditure"}
            parts.append(money(" ", sums[code], **common, **more))
        writer.say(*parts)
    both = {"statement": "overall", "item": "total", "form": "table-1", "tail": ""}
    writer.say(
        money("收 入 总 计 ", plan.total, direction="revenue", **both), " ",
        money("支 出 总 计 ", plan.total, direction="expenditure", **both),
    )  # fmt: skip


def _revenue(writer: Writer, plan: Money) -> None:
    for line in (
        "功能分类科目名称 总计",
        "财政拨款（补助）小计",
        "一般公共预算",
        "单位资金",
        "类 款 项",
        "※ ※ ※ ※ 1 2 3 4",
    ):
        writer.say(line)

    def amounts(amount: int) -> list[Amount]:
        return [(amount, {"fund": fund}) for fund in ("", FISCAL, GENERAL)]

    common = {"statement": "revenue", "direction": "revenue"}
    _row(writer, 2, "总计", amounts(plan.total), item="total", **common)
    for code, words, path, basic, project in _rows(plan):
        _row(writer, 2, words, amounts(basic + project), functional_code=code, functional_name=path, **common)


def _by_function(writer: Writer, plan: Money, form: int, statement: str, **common: str) -> None:
    for line in FUNCTION_HEAD:
        writer.say(line)

    def amounts(basic: int, project: int) -> list[Amount]:
        kinds = (("", basic + project), ("basic", basic), ("project", project))
        return [(amount, {"expenditure_type": kind}) for kind, amount in kinds]

    common |= {"statement": statement, "direction": "expenditure"}
    _row(writer, form, "合 计", amounts(plan.basic, plan.project), item="total", **common)
    for code, words, path, basic, project in _rows(plan):
        _row(writer, form, words, amounts(basic, project), functional_code=code, functional_name=path, **common)


def _expenditure(writer: Writer, plan: Money) -> None:
    _by_function(writer, plan, 3, "expenditure")


def _general(writer: Writer, plan: Money) -> None:
    _by_function(writer, plan, 5, "general_public", fund=GENERAL)


def _appropriation(writer: Writer, plan: Money) -> None:
    for line in APPROPRIATION_HEAD:
        writer.say(line)
    left = (
        (FISCAL, "一、财政拨款（补助）"),
        (GENERAL, "一般公共预算"),
        ("", "政府性基金预算"),
        ("", "国有资本经营预算"),
    )
    sums = plan.sums(3)
    common = {"statement": "appropriation", "form": "table-4", "tail": ""}
    for index, (code, name) in enumerate(CLASSES.items()):
        fund, words = left[index] if index < len(left) else ("", "")
        parts: list[str | Fact] = [words]
        if fund:
            parts.append(money(" ", plan.total, item=fund, fund=fund, direction="revenue", **common))
        parts.append(f" {code} {name}" if words else f"{code} {name}")
        for each in (FISCAL, GENERAL) if code in sums else ():
            more = {"functional_code": code, "functional_name": name, "fund": each, "direction": "expenditure"}
            parts.append(money(" ", sums[code], **common, **more))
        writer.say(*parts)
    writer.say(
        money("收入总计 ", plan.total, item="total", direction="revenue", fund=FISCAL, **common),
        money(" 支出总计 ", plan.total, item="total", direction="expenditure", fund=FISCAL, **common),
        money(" ", plan.total, item="total", direction="expenditure", fund=GENERAL, **common),
    )  # fmt: skip


def _basic(writer: Writer, plan: Money) -> None:
    writer.say("经济分类科目名称 合计 人员经费 公用经费")
    people, running = sum(plan.personnel.values()), sum(plan.operating.values())

    def amounts(paid: int, used: int) -> list[Amount]:
        kinds = (("basic", paid + used), ("basic_personnel", paid), ("basic_operating", used))
        return [(amount, {"expenditure_type": kind}) for kind, amount in kinds]

    common = {"statement": "basic", "direction": "expenditure", "fund": GENERAL}
    _row(writer, 6, "总计", amounts(people, running), item="total", **common)
    rows = [("301", "工资福利支出", people, 0)]
    rows += [(code, name, plan.personnel[code], 0) for code, name in PERSONNEL.items()]
    rows += [("302", "商品和服务支出", 0, running)]
    rows += [(code, name, 0, plan.operating[code]) for code, name in OPERATING.items()]
    for code, name, paid, used in rows:
        words = f"{code[:3]} {code[3:]} {name}".replace("  ", " ")
        _row(writer, 6, words, amounts(paid, used), economic_code=code, economic_name=name, **common)


def _projects(writer: Writer, plan: Money) -> None:
    for line in PROJECT_HEAD:
        writer.say(line)
    names = FUNCTIONS[PROJECT_FUNCTION]
    common = {"statement": "project", "direction": "expenditure", "fund": GENERAL, "expenditure_type": "project"}
    rows = [("总计", {"item": "total"})]
    for length, level, shown in ((3, 0, "201"), (5, 1, "201 03")):
        more = {"functional_code": PROJECT_FUNCTION[:length], "functional_name": "/".join(names[: level + 1])}
        rows.append((f"{shown} {names[level]}", more))
    for words, more in rows:
        _row(writer, 7, words, [(plan.project, more)], **common)
        writer.blocks[-1] = f"{writer.blocks[-1]} {show(plan.project)}"
    path = {"functional_code": PROJECT_FUNCTION, "functional_name": "/".join(names)}
    for number, (work, amount) in enumerate(plan.works.items(), 1):
        writer.projects.append(Project(number, work))
        writer.say(f"201 03 99 {names[2]}")
        writer.say(work)
        _row(writer, 7, "", [(amount, {"item": "total"})], **common, **path)
        writer.facts[-1] = replace(writer.facts[-1], project=number)
        writer.blocks[-1] = f"{writer.blocks[-1]} {show(amount)}"


def _explain(writer: Writer, now: Year, before: Year) -> None:
    year, unit = now.year, now.unit
    writer.say(f"九、关于{unit} {year} 年财政拨款“三公”经费预算情况说明")
    words = {"overseas": "因公出国（境）费", "vehicle_purchase": "公务用车购置费", "vehicle_operation": "公务用车运行费",
             "reception": "公务接待费"}  # fmt: skip
    public, common = now.plan.three_public, {"statement": "three_public", "direction": "expenditure", "fund": FISCAL}
    total = money(f"{unit}{year} 年财政拨款“三公”经费数为 ", sum(public.values()), item="total", **common)
    parts: list[str | Fact] = [total, "，其中："]
    for item, word in words.items():
        parts += [money(word, public[item], item=item, **common), "，"]
    writer.say(*parts[:-1], "。")
    writer.say("十、其他重要事项的情况说明")
    writer.say("（一）机关运行经费及公用经费安排情况")
    running, prior = (sum(each.plan.operating.values()) for each in (now, before))
    used = {
        "statement": "operating",
        "item": "total",
        "expenditure_type": "basic_operating",
        "direction": "expenditure",
    }
    writer.say(
        f"{year}年，{unit}（事业单位）公用经费财政拨款预算", money("", running, **used), "，",
        *change(running, prior, words="比上年预算", **used), reason("办公用品和差旅的需要有变动", "operating", "total"), "。",
    )  # fmt: skip
    bought = {"statement": "procurement", "direction": "expenditure"}
    writer.say("（二）政府采购情况")
    writer.say(
        f"{year}年，{unit}", money("政府采购预算", now.goods + now.services, item="total", **bought), "，其中：",
        money("政府采购货物预算", now.goods, item="goods", **bought), "，",
        money("政府采购工程预算", 0, item="works", **bought), "，",
        money("政府采购服务预算", now.services, item="services", **bought), "。",
    )  # fmt: skip
    writer.say("（三）国有资产占用使用情况")
    writer.say(f"截至{year - 1}年底，{unit}占用使用国有资产总体情况为：")
    writer.say(
        area("1.房屋", before.buildings, "assets", "buildings"), "，",
        money("价值", before.building_value, "assets", "buildings"), "。",
    )  # fmt: skip
    writer.say(
        count("2.车辆", before.vehicles, "辆", "assets", "vehicles"), "，",
        money("价值", before.vehicle_value, "assets", "vehicles"), "。",
    )  # fmt: skip
