"""The final accounts of an invented unit and year, in the words of a Word export."""

from __future__ import annotations

from decimal import Decimal

from disclosure.model import Fact, Indicator, Project

from ..books import FUNCTIONS, show
from .series import Year
from .writer import FISCAL, GENERAL, Writer, Written, area, change, count, finish, money, percent, reason, share

NAMES = {
    "overseas": "因公出国（境）费", "vehicle_purchase": "公务用车购置费", "vehicle_operation": "公务用车运行维护费",
    "reception": "公务接待费", "vehicles": "公务用车购置及运行维护费",
}  # fmt: skip
#: level 1 and 2, name, target, result, weight; the goals of every work.
GOALS = (
    ("产出指标", "数量指标", "{}场次", ">=8次", "=8次", 20), ("产出指标", "质量指标", "{}验收合格率", ">=95%", "=95%", 20),
    ("产出指标", "时效指标", "{}及时率", ">=90%", "=90%", 20), ("效益指标", "社会效益指标", "{}受益单位", ">=80家", "=80家", 20),
    ("满意度指标", "满意度指标", "{}满意度", ">=92%", "=92%", 10),
)  # fmt: skip
_HEAD = ("", "一级指标", "二级指标", "三级指标", "权重", "目标值", "业绩值", "完成率", "指标得分", "指标值设定依据", "上年完成情况",
         "赋分规则", "佐证资料", "偏差原因分析及改进措施")  # fmt: skip


def write_final(now: Year, before: Year) -> Written:
    """The final accounts of ``now``; ``before`` is the year that its changes are told against."""
    writer = Writer("executed")
    for part in (
        _open, _totals, _appropriation, _lines, _basic, _three_public, _planned_three_public, _others, _assets, _works
    ):  # fmt: skip
        part(writer, now, before)
    return finish(writer, now.unit_id, now.unit, now.year, "final")


def _open(writer: Writer, now: Year, before: Year) -> None:
    staff = dict(zip(("active", "veteran_retired", "retired"), zip(now.staff, before.staff, strict=True), strict=True))
    words = {"active": "在职人员", "veteran_retired": "离休人员", "retired": "退休人员"}
    writer.say(f"{now.unit}{now.year}年度部门决算")
    writer.say("第一部分 单位概况")
    writer.say("二、机构设置及人员情况")
    parts: list[object] = []
    for item, (number, prior) in staff.items():
        verb = "增加" if number >= prior else "减少"
        parts += [
            count(words[item], number, "人", "staff", item), "，",
            count(verb, number - prior, "人", "staff", item, measure="change", basis="prior_year"), "；",
        ]  # fmt: skip
    head = count("实有人数", sum(now.staff), "人", "staff", "headcount")
    writer.say(f"{now.unit}{now.year}年度，", head, "，其中：", *parts[:-1], "。")  # type: ignore[arg-type]
    writer.say("第二部分 部门决算情况说明")


def _totals(writer: Writer, now: Year, before: Year) -> None:
    grand, income = now.spent.total + now.closing, now.spent.total + now.other_income
    say, old = writer.say, before.spent.total + before.closing
    say("一、收入支出决算总体情况说明")
    for side, word, current, rest, item, last in (
        ("revenue", "收入", income, now.opening, "opening_carryover", "年初结转和结余"),
        ("expenditure", "支出", now.spent.total, now.closing, "closing_carryover", "年末结转和结余"),
    ):
        say(
            f"{now.year}年度", money(f"{word}总计", grand, "overall", "total", direction=side), "，其中：",
            money(f"本年{word}合计", current, "overall", "current_year", direction=side), "，",
            money(last, rest, "overall", item, direction=side), "。",
        )  # fmt: skip
    told = change(grand, old, "overall", "total", "收入支出总体与上年相比，")
    say(*told, reason(f"{now.year}年度人员和任务都有变动", "overall", "total"), "。")
    say("二、收入决算情况说明")
    say(
        money("本年收入", income, "revenue", "current_year", direction="revenue"), "，其中：",
        money("财政拨款收入", now.spent.total, "revenue", FISCAL, direction="revenue", fund=FISCAL), "，",
        share(now.spent.total, income, "revenue", FISCAL, direction="revenue", fund=FISCAL), "；",
        money("其他收入", now.other_income, "revenue", "other_income", direction="revenue"), "，",
        share(now.other_income, income, "revenue", "other_income", direction="revenue"), "。",
    )  # fmt: skip
    say("三、支出决算情况说明")
    kinds = (("basic", "基本支出", now.spent.basic), ("project", "项目支出", now.spent.project))
    parts: list[object] = []
    for kind, word, amount in kinds:
        common = {"direction": "expenditure", "expenditure_type": kind}
        parts += [money(word, amount, "expenditure", kind, **common), "，",
                  share(amount, now.spent.total, "expenditure", kind, **common), "；"]  # fmt: skip
    total = money("本年支出", now.spent.total, "expenditure", "current_year", direction="expenditure")
    say(total, "，其中：", *parts[:-1], "。")  # type: ignore[arg-type]


def _variance(approved: int, executed: int) -> str:
    return f"{Decimal(executed - approved) / approved * 100:.2f}" if approved else "0.00"


def _appropriation(writer: Writer, now: Year, before: Year) -> None:
    total, prior, plan, year = now.spent.total, before.spent.total, now.plan.total, now.year
    writer.say("四、财政拨款收入支出决算总体情况说明")
    both = {"statement": "appropriation", "fund": FISCAL}
    writer.say(
        f"{year}年度", money("财政拨款收入总计", total, item="total", direction="revenue", **both), "，其中：",
        money("本年财政拨款收入", total, item="current_year", direction="revenue", **both), "。",
        money("财政拨款支出总计", total, item="total", direction="expenditure", **both), "，其中：",
        money("本年财政拨款支出", total, item="current_year", direction="expenditure", **both), "。",
    )  # fmt: skip
    writer.say("五、一般公共预算财政拨款支出决算情况说明")
    writer.say("（一）一般公共预算财政拨款支出决算总体情况")
    common = {"fund": GENERAL, "direction": "expenditure"}
    shown = _variance(plan, total)
    writer.say(
        f"{year}年度", money("一般公共预算财政拨款支出", total, "general_public", "total", **common), "，",
        share(total, total, "general_public", "total", "占本年支出合计的", "current_year", **common), "。",
        *change(total, prior, "general_public", "total", "与上年相比，", **common),
        reason("人员增减和任务安排有变动", "general_public", "total"), "。与年初预算相比，",
        money("年初预算数", plan, "general_public", "total", phase="approved", **common), "，",
        money("决算数", total, "general_public", "total", **common), "，",
        percent(f"预决算差异率{shown}", shown, "general_public", "total", "variance_rate", "approved", **common), "，",
        reason("年中按规定调整了预算安排", "general_public", "total", "variance_reason"), "。",
    )  # fmt: skip


def _lines(writer: Writer, now: Year, before: Year) -> None:
    writer.say("（二）一般公共预算财政拨款支出决算结构情况")
    common = {"fund": GENERAL, "direction": "expenditure"}
    named = {code[:3]: names[0] for code, names in FUNCTIONS.items()}
    for index, (code, amount) in enumerate(now.spent.sums(3).items(), 1):
        more = {**common, "functional_code": code, "functional_name": named[code]}
        writer.say(
            f"{index}.", money(f"{named[code]}(类)", amount, "general_public", **more), ",",
            share(amount, now.spent.total, "general_public", "", **more), "。",
        )  # fmt: skip
    writer.say("（三）一般公共预算财政拨款支出决算具体情况")
    for index, (code, amount) in enumerate(now.spent.lines.items(), 1):
        group, section, item = FUNCTIONS[code]
        more = {**common, "functional_code": code, "functional_name": f"{group}/{section}/{item}"}
        told = change(amount, before.spent.lines[code], "general_public", "", "比上年决算", **more)
        writer.say(
            f"{index}.", money(f"{group}(类){section}(款){item}(项):支出决算数为", amount, "general_public", **more), "，",
            *told, reason(f"本年{item}的安排有调整", "general_public", functional_code=code), "。",
        )  # fmt: skip


def _basic(writer: Writer, now: Year, before: Year) -> None:
    people, running = sum(now.spent.personnel.values()), sum(now.spent.operating.values())
    writer.say("六、一般公共预算财政拨款基本支出决算情况说明")
    common = {"statement": "basic", "fund": GENERAL, "direction": "expenditure"}
    total = money("一般公共预算财政拨款基本支出", now.spent.basic, item="total", expenditure_type="basic", **common)
    paid = money("人员经费", people, item="personnel", expenditure_type="basic_personnel", **common)
    writer.say(f"{now.year}年度", total, "，其中：", paid, "，包括：基本工资、津贴补贴、奖金、绩效工资。")
    used = money("公用经费", running, item="operating", expenditure_type="basic_operating", **common)
    writer.say(used, "，包括：办公费、邮电费、差旅费、公务接待费、公务用车运行维护费。")
    for number, fund in (("七", "政府性基金预算"), ("八", "国有资本经营预算")):
        writer.say(f"{number}、{fund}财政拨款收入支出决算情况说明")
        writer.say(f"本单位本年度无{fund}财政拨款收入、支出及结转和结余，{fund}财政拨款收入支出决算表为空表。")


def _three_public(writer: Writer, now: Year, before: Year) -> None:
    amounts, old = dict(now.spent.three_public), dict(before.spent.three_public)
    for each in (amounts, old):
        each["vehicles"] = each["vehicle_purchase"] + each["vehicle_operation"]
    total, prior = (sum(year.spent.three_public.values()) for year in (now, before))
    common = {"fund": FISCAL, "direction": "expenditure"}
    writer.say("九、财政拨款“三公”经费支出决算情况说明")
    parts: list[object] = [
        f"{now.year}年度财政拨款", money("“三公”经费支出", total, "three_public", "total", **common), "，",
        *change(total, prior, "three_public", "total", **common),
        reason("公务活动的安排有变动", "three_public", "total"), "。其中：",
    ]  # fmt: skip
    for item in ("overseas", "vehicles", "reception"):
        name = NAMES[item]
        parts += [
            money(f"{name}支出", amounts[item], "three_public", item, **common), "，",
            share(amounts[item], total, "three_public", item, **common), "，",
            *change(amounts[item], old[item], "three_public", item, **common),
            reason(f"{name}按实际需要支出", "three_public", item), "。",
        ]  # fmt: skip
    writer.say(*parts)  # type: ignore[arg-type]
    writer.say("具体情况如下：")
    writer.say(
        money(NAMES["vehicles"], amounts["vehicles"], "three_public", "vehicles", **common), "，其中：",
        money("公务用车购置费", amounts["vehicle_purchase"], "three_public", "vehicle_purchase", **common), "，",
        money("公务用车运行维护费", amounts["vehicle_operation"], "three_public", "vehicle_operation", **common), "。",
        count("公务用车购置数", 1 if amounts["vehicle_purchase"] else 0, "辆", "three_public", "vehicles_purchased", direction="expenditure"), "，",
        count("公务用车保有量", now.vehicles, "辆", "three_public", "vehicles_owned", direction="expenditure"), "。",
    )  # fmt: skip
    writer.say(
        money("公务接待费", amounts["reception"], "three_public", "reception", **common), "。单位全年安排的",
        count("国内公务接待", 6, "批次", "three_public", "receptions", direction="expenditure"), "，",
        count("", 41, "人次", "three_public", "reception_guests", direction="expenditure"), "。",
    )  # fmt: skip


def _planned_three_public(writer: Writer, now: Year, before: Year) -> None:
    spent = now.spent.three_public
    adjusted = {item: amount + amount // 8 for item, amount in spent.items()}
    parts: list[object] = ["与全年预算相比，财政拨款"]
    for item in ("total", *spent):
        plan, done = (sum(each.values()) if item == "total" else each[item] for each in (adjusted, spent))
        name = "“三公”经费支出" if item == "total" else NAMES[item]
        common = {"statement": "three_public", "item": item, "fund": FISCAL, "direction": "expenditure"}
        shown = _variance(plan, done)
        parts += [
            money(f"{name}全年预算数", plan, phase="adjusted", **common), "，", money("决算数", done, **common), "，",
            percent(f"预决算差异率{shown}", shown, measure="variance_rate", basis="adjusted", **common), "，",
            reason(f"{name[:6]}厉行节约", "three_public", item, "variance_reason"), "。其中：" if item == "total" else "。",
        ]  # fmt: skip
    writer.say(*parts)  # type: ignore[arg-type]


def _others(writer: Writer, now: Year, before: Year) -> None:
    running, prior = (sum(year.spent.operating.values()) for year in (now, before))
    total, common = now.goods + now.services, {"statement": "procurement", "direction": "expenditure"}
    used = {
        "statement": "operating",
        "item": "total",
        "expenditure_type": "basic_operating",
        "direction": "expenditure",
    }
    writer.say("十、其他重要事项的情况说明")
    writer.say("（一）机关运行经费及公用经费支出情况")
    writer.say(
        f"{now.year}年度{now.unit}（事业单位）",
        money("公用经费支出", running, **used), "，", *change(running, prior, **used),
        reason("办公用品和差旅的需要有变动", "operating", "total"), "。",
    )  # fmt: skip
    writer.say("（二）政府采购情况")
    writer.say(
        f"{now.year}年度", money("政府采购支出总额", total, item="total", **common), "，其中：",
        money("政府采购货物支出", now.goods, item="goods", **common), "、",
        money("政府采购工程支出", 0, item="works", **common), "、",
        money("政府采购服务支出", now.services, item="services", **common), "。",
    )  # fmt: skip
    writer.say(
        money("授予中小企业合同金额", total, item="sme", **common), "，",
        share(total, total, "procurement", "sme", "占政府采购支出总额的", direction="expenditure"), "，其中：",
        money("授予小微企业合同金额", now.micro, item="micro", **common), "，",
        share(now.micro, total, "procurement", "micro", "占政府采购支出总额的", direction="expenditure"), "。",
    )  # fmt: skip


def _assets(writer: Writer, now: Year, before: Year) -> None:
    writer.say("（三）国有资产占用情况说明")
    kinds = (
        ("ministerial", "副部（省）级及以上领导用车"), ("leaders", "主要负责人用车"), ("confidential", "机要通信用车"),
        ("emergency", "应急保障用车"), ("law_enforcement", "执法执勤用车"), ("special", "特种专业技术用车"),
        ("retired", "离退休干部服务用车"),
    )  # fmt: skip
    parts = [part for item, name in kinds for part in (count(name, 0, "辆", "assets", f"vehicles_{item}"), "、")]
    writer.say(
        f"截至{now.year}年12月31日，",
        area("房屋", now.buildings, "assets", "buildings"), "，",
        money("价值", now.building_value, "assets", "buildings"), "。",
        count("车辆", now.vehicles, "辆", "assets", "vehicles"), "，",
        money("价值", now.vehicle_value, "assets", "vehicles"), "，其中：", *parts,
        count("其他用车", now.vehicles, "辆", "assets", "vehicles_other"), "，其他用车主要是：一般公务用车。",
        count("单价100万元（含）以上设备（不含车辆）", now.equipment, "台", "assets", "equipment_over_1m", "台（套）", reported_unit="台（套）"), "。",
    )  # fmt: skip


# --- works ----------------------------------------------------------------------------------------


def _works(writer: Writer, now: Year, before: Year) -> None:
    amounts = _fund_works(now)
    adjusted, executed = (sum(each[index] for each in amounts.values()) for index in (1, 2))
    writer.say("十一、预算绩效的情况说明")
    writer.say(
        f"根据预算绩效管理要求，本单位{now.year}年度预算绩效管理形成",
        count("整体支出绩效自评表", 1, "个", "performance", "unit_targets", project=0), "；",
        count("预算绩效评价项目", len(amounts), "个", "performance", "projects"), "，",
        money("全年预算数", adjusted, "performance", "total", phase="adjusted"), "，",
        money("全年执行数", executed, "performance", "total"), "。",
    )  # fmt: skip
    for number, (work, funds) in enumerate(amounts.items(), 1):
        _write_work(writer, now, number, work, funds)


def _fund_works(now: Year) -> dict[str, tuple[int, int, int]]:
    """Planned, adjusted and spent money of each work."""
    return {
        work: (now.plan.works[work], spent + (spent // 50 if index % 2 else 0), spent)
        for index, (work, spent) in enumerate(now.spent.works.items())
    }


def _write_work(writer: Writer, now: Year, number: int, work: str, funds: tuple[int, int, int]) -> None:
    filled = f"{Decimal(funds[2]) / funds[1] * 100:.2f}"
    score = f"{Decimal(filled) / 10:.2f}"
    total = Decimal(score) + 90
    shown = [show(amount) for amount in funds]
    bare = [show(0)] * 3
    rows: list[tuple[str, ...]] = [
        ("项目支出绩效自评表",), (f"({now.year}年度)",), ("项目名称", work), ("主管部门", now.unit, "实施单位", now.unit),
        ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        ("", "年度资金总额", *shown, "10", f"{filled}%", score),
        ("", "其中：当年财政拨款", *shown, "—", "—", "—"), ("", "其他资金", *bare, "—", "—", "—"),
        ("年度总体目标", "预期目标", "实际完成情况"), ("", f"做好{work}。", f"{work}已经做好。"), _HEAD,
    ]  # fmt: skip
    _state_funds(writer, number, funds, filled, score)
    _state_goals(writer, number, work, rows)
    rows.append(("总分", "100", "", "", "", f"{total}分", "", "", "", "", ""))
    writer.projects.append(Project(number, work, now.unit, now.unit, total_score=total))
    for measure, value in (("weight", Decimal(100)), ("score", total)):
        _state(writer, number, "score", measure=measure, value=value, reported=str(value), unit="分")
    writer.blocks.append(rows)


def _state(writer: Writer, number: int, item: str, *, value: Decimal, reported: str, unit: str, **more: str) -> None:
    common = {"phase": "executed", "form": "project-table", **more}
    fact = Fact(
        statement="performance", item=item, value=value, unit=unit, reported=reported,
        reported_unit="万元" if unit == "元" else unit, place=writer.place, quote=reported, project=number, **common,  # type: ignore[arg-type]
    )  # fmt: skip
    writer.facts.append(fact)


def _state_funds(writer: Writer, number: int, funds: tuple[int, int, int], filled: str, score: str) -> None:
    for fund, amounts in (("", funds), (FISCAL, funds), ("other", (0, 0, 0))):
        for phase, amount in zip(("approved", "adjusted", "executed"), amounts, strict=True):
            _state(
                writer, number, "total", value=(Decimal(amount) * 100).normalize() + 0, reported=show(amount), unit="元",
                measure="amount", fund=fund, phase=phase,
            )  # fmt: skip
        if not fund:
            given = (("weight", "10", "分"), ("execution_rate", filled, "%"), ("score", score, "分"))
            for measure, reported, unit in given:
                basis = {"basis": "adjusted"} if measure == "execution_rate" else {}
                _state(writer, number, "total", value=Decimal(reported), reported=reported, unit=unit, measure=measure, **basis)  # fmt: skip


def _state_goals(writer: Writer, number: int, work: str, rows: list[tuple[str, ...]]) -> None:
    last = ("", "")
    for index, (level1, level2, name, target, actual, weight) in enumerate(GOALS):
        named, unit = name.format(work), actual.lstrip("=0123456789")
        value = Decimal(actual.strip(f"={unit}"))
        shown = (level1 if level1 != last[0] else "", level2 if level2 != last[1] else "")
        last = (level1, level2)
        rows.append(
            ("年度绩效指标完成情况" if index == 0 else "", *shown, named, str(weight), target, actual, "100%", str(weight),
             "计划标准", "-", "按照完成比例赋分", "工作资料", "")
        )  # fmt: skip
        goal = Indicator(
            number, level1, level2, named, writer.place, target, ">=", value, unit, actual, value, unit, "100%", "",
            Decimal(weight), Decimal(weight), "计划标准", "按照完成比例赋分", "工作资料",
        )  # fmt: skip
        writer.indicators.append(goal)
