"""For each check that needs more than facts: what it passes and what it finds, of an invented unit."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from tests.check.facts import change, state

from disclosure.model import Detail, Fact, Figure, Indicator, Kind, Parsed, Project, Report, Text


@dataclass(frozen=True)
class Given:
    """What one audit is given."""

    facts: list[Fact] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    redactions: int | None = None
    source: str | None = None
    kind: Kind = "final"
    names: tuple[str, ...] = ()


def row(**more: object) -> Indicator:
    """An indicator: 70 wanted, 70 achieved, 10 of 10 points."""
    usual: dict[str, object] = {
        "project": 1, "level1": "产出指标", "level2": "数量指标", "level3": "维护系统个数", "place": "l1",
        "target": ">=70个", "target_operator": ">=", "target_value": Decimal(70), "target_unit": "个",
        "actual": "70个", "actual_value": Decimal(70), "actual_unit": "个",
        "weight": Decimal(10), "score": Decimal(10),
    }  # fmt: skip
    return Indicator(**{**usual, **more})  # type: ignore[arg-type]


def result(actual: str, score: str, **more: object) -> Indicator:
    return row(actual=f"{actual}个", actual_value=Decimal(actual), score=Decimal(score), **more)


def same(project: int, target: str) -> Indicator:
    """One rate as a target of a project, or of the unit."""
    return row(
        project=project, level3="系统检查覆盖率", target=f">={target}%", target_value=Decimal(target), target_unit="%",
        actual="", actual_value=None, actual_unit="", weight=None, score=None,
    )  # fmt: skip


def cost(name: str, target: str, actual: str) -> Indicator:
    return row(
        level1="成本指标", level3=name, target=f"<={target}万元", target_operator="<=", target_value=Decimal(target),
        target_unit="万元", actual=f"{actual}万元", actual_value=Decimal(actual), actual_unit="万元",
    )  # fmt: skip


def before(item: str, value: str, **more: Any) -> Detail:
    """A figure of the year before the report's, in a form."""
    fact = state("three_public", item, value, form="table-13", **more)
    return Detail(**{each.name: getattr(fact, each.name) for each in fields(Fact)}, kind="prior_year", year=2023)


def next_to(rise: str, form: str = "table-13") -> Given:
    """Training of 8.00, and of 6.00 in the year before, and the change as stated."""
    return Given(change("three_public", "training", "8.00", rise, form=form), details=[before("training", "6.00")])


def money(spent: str) -> list[Fact]:
    return [
        state("performance", "total", value, project=1, form="project-table", phase=phase)
        for phase, value in (("approved", "10.00"), ("adjusted", "10.00"), ("executed", spent))
    ]


def execution(rate: str, score: str) -> list[Fact]:
    more = {"project": 1, "form": "project-table"}
    return [
        *money("5.00"),
        state("performance", "total", "10", "分", measure="weight", **more),
        state("performance", "total", rate, "%", measure="execution_rate", basis="adjusted", **more),
        state("performance", "total", score, "分", **more),
    ]


def named(first: str, second: str, code: str = "2010308") -> list[Fact]:
    return [
        state("general_public", "", "10.00", functional_code=each, functional_name=f"一般公共服务支出/{group}/信访事务")
        for each, group in (("2010308", first), (code, second))
    ]


def explain(
    content: str, statement: str = "general_public", code: str = "2210201", role: str = "change_reason"
) -> Text:
    item = "" if code else "total"
    return Text(statement, role, content, "l1", item=item, functional_code=code)


def lines(rise: str) -> list[Fact]:
    names = {"2101102": "卫生健康支出/行政事业单位医疗/事业单位医疗", "2210201": "住房保障支出/住房改革支出/住房公积金"}
    return [
        fact
        for code, name in names.items()
        for fact in change("general_public", "", "5.00", rise, functional_code=code, functional_name=name)
    ]


def explained(rise: str) -> list[Fact]:
    """Four lines with a change."""
    return [
        fact
        for code in ("2010301", "2080505", "2101102", "2210201")
        for fact in change("general_public", "", "5.00", rise, functional_code=code, functional_name=code)
    ]


def rates(second: str) -> list[Fact]:
    return [
        fact
        for code, rate in (("2010350", "20.01"), ("2010399", second))
        for fact in (
            state("general_public", "", "25.00", functional_code=code, functional_name=code),
            state(
                "general_public", "", rate, "%", measure="change_rate", basis="prior_year", functional_code=code,
                functional_name=code,
            ),
        )
    ]  # fmt: skip


def both(received: str, spent: str) -> list[Fact]:
    return [
        *change("overall", "total", "90.00", received, direction="revenue"),
        *change("overall", "total", "90.00", spent, direction="expenditure"),
    ]


def both_public(spent: str) -> list[Fact]:
    fund = {"fund": "general_public_budget", "direction": "revenue"}
    return [
        *change("overall", "general_public_budget", "90.00", "9.28", **fund),
        *change("general_public", "total", "90.00", spent, fund="general_public_budget"),
    ]


def bought() -> list[Fact]:
    amounts = {"total": "100.00", "goods": "20.00", "works": "10.00", "services": "70.00", "sme": "60.00"}
    return [state("procurement", item, value, phase="executed") for item, value in amounts.items()]


def shared(goods: str, services: str) -> str:
    kinds = (("货物", goods), ("服务", services))
    return "，".join(f"{kind}采购授予中小企业合同金额占{kind}支出金额的{rate}%" for kind, rate in kinds)


def in_unit(text: str, outcome: Any, reason: str) -> Figure:
    return Figure(0, 4, text, "p3", "general_public", outcome, reason, f"支出20.18万元，较上年决算数增加{text}元，")


def limit(target: str, operator: str) -> Indicator:
    return row(
        level1="成本指标", level3="财政投入总数", target=f"{operator}{target}万元", target_operator=operator,
        target_value=Decimal(target), target_unit="万元",
    )  # fmt: skip


def budget(rise: str) -> list[Fact]:
    return [
        state("revenue", "total", "100.00", phase="approved"),
        *change("revenue", "general_public_budget", "100.00", "10.00", phase="approved", fund="general_public_budget"),
        *change("expenditure", "basic", "80.00", rise, phase="approved", expenditure_type="basic"),
        *change("expenditure", "project", "20.00", "0.00", phase="approved", expenditure_type="project"),
    ]


def parts(general: str) -> list[Fact]:
    return [
        state("general_public", "total", general),
        state("basic", "total", "6.00", expenditure_type="basic"),
        state("expenditure", "project", "4.00", expenditure_type="project"),
    ]


def listed(second: str) -> list[Fact]:
    more = {"phase": "approved", "form": "table-7"}
    rows = [state("project", "total", value, project=n, **more) for n, value in ((1, "60.00"), (2, second))]
    return [state("project", "total", "100.00", **more), *rows]


def twins(economic: str) -> list[Fact]:
    left = {"economic_code": "30113", "economic_name": "住房公积金", "form": "table-6"}
    right = {"functional_code": "2210201", "functional_name": "住房公积金", "form": "table-5"}
    return [
        state("basic", "", economic, phase="approved", **left),
        state("general_public", "", "73.15", phase="approved", **right),
    ]


def public(economic: str) -> list[Fact]:
    return [
        state("basic", "", economic, economic_code="30231", economic_name="公务用车运行维护费", phase="approved"),
        state("three_public", "vehicle_operation", "57.00", phase="approved"),
    ]


def kinds(*counted: str) -> list[Fact]:
    names = ("vehicles", "vehicles_general", "vehicles_other")
    return [
        *(state("assets", name, "5.00") for name in names),
        *(state("assets", name, "1", "辆") for name in counted),
    ]


def whole(spent: str) -> list[Fact]:
    return [
        state("expenditure", "total", "564.71"),
        state("performance", "total", spent, project=0, form="unit-table"),
    ]


SOURCE = (
    "收支总体 收入 财政拨款 一般公共预算 “三公” 政府性基金 国有资本经营 机关运行经费 政府采购 国有资产 绩效 基本支出"
)
EMPTY_FORM = "七、2024年度虚构局政府性基金支出预算表\n单位：万元\n功能科目代码\t功能科目名称\t金额\n合计\n"
CLASSES = ("201", "208", "210", "221")


def classes(*codes: str) -> list[Fact]:
    more = {"form": "table-5", "phase": "approved"}
    return [state("general_public", "", "1.00", functional_code=c, functional_name=c, **more) for c in codes]


def year(text: str) -> Figure:
    return Figure(0, 4, text, "l1", "assets", "ignored", "date", f"本页 {text}年部门预算未安排购置")


def project_lines(rise: str) -> list[Fact]:
    """Two lines that are projects; prose states the change of one and the rate of the other, which rose by 5."""
    budget: dict[str, str] = {"phase": "approved"}
    names = {"2010308": "一般公共服务支出/政府办公厅/信访事务", "2010399": "一般公共服务支出/政府办公厅/其他支出"}
    first, last = ({"functional_code": code, "functional_name": name} for code, name in names.items())
    column = {**budget, "form": "table-5", "expenditure_type": "project"}
    return [
        state("general_public", "", "10.00", **first, **column),
        state("general_public", "", "25.00", **last, **column),
        *change("expenditure", "project", "35.00", "9.00", **budget, expenditure_type="project"),
        *change("general_public", "", "10.00", rise, **first, **budget),
        state("general_public", "", "25.00", **last, **budget),
        state("general_public", "", "25.00", "%", measure="change_rate", basis="prior_year", **last, **budget),
    ]


def with_change(rate: str) -> list[Fact]:
    """Three rows with change and rate; without a rate given the last states a rate and no change."""
    rows = [
        fact
        for code, percent in (("2010301", "25.00"), ("2080505", "25.00"))
        for fact in change("general_public", "", "5.00", "1.00", percent, functional_code=code, functional_name=code)
    ]
    last = {"functional_code": "2101102", "functional_name": "2101102"}
    if rate:
        return [*rows, *change("general_public", "", "5.00", "1.00", "25.00", **last)]
    bare = state("general_public", "", "10.30", "%", measure="change_rate", basis="prior_year", **last)
    return [*rows, state("general_public", "", "5.00", **last), bare]


def asked(costs: str) -> tuple[list[Fact], list[Text], list[Project], list[Indicator]]:
    """A project cut from 20 to 17, and so its cost indicators; its objective names ``costs``."""
    facts = [
        state("performance", "total", value, project=1, form="project-table", phase=phase)
        for phase, value in (("approved", "20.00"), ("adjusted", "17.00"))
    ]
    text = Text("performance", "objective", f"耗材及设备购置不超过{costs}万元", "l1", project=1)
    return facts, [text], [Project(1, "甲项目")], [cost("耗材", "3", "3"), cost("系统运维费", "14", "14")]


def used(amount: str) -> tuple[list[Fact], list[Text], list[Project], list[Indicator]]:
    text = Text("project", "allocation", f"网站系统维护费用{amount}万元、设备更新费用5.00万元", "l1", project=1)
    return [], [text], [Project(1, "甲项目")], [cost("网站系统维护费用、安全检测费用", "15", "15")]


def cut(adjusted: str) -> tuple[list[Fact], list[Text], list[Project]]:
    """A statement 15 below its budget, for which one project is named, cut from 20 to ``adjusted``."""
    money = [
        state("performance", "total", value, project=1, form="project-table", phase=phase)
        for phase, value in (("approved", "20.00"), ("adjusted", adjusted))
    ]
    whole = [
        state("general_public", "total", value, phase=phase)
        for phase, value in (("approved", "100.00"), ("executed", "85.00"))
    ]
    reason = "年中调减网站安全维护经费，导致差异"
    text = Text("general_public", "variance_reason", reason, "l1", item="total")
    return [*whole, *money], [text], [Project(1, "网站安全维护项目")]


def days(number: str) -> Indicator:
    return result(
        number, "1", level3="系统正常运行天数", actual_unit="天", target_unit="天",
        deviation="因工期原因，系统12.15日完成验收。",
    )  # fmt: skip


def scored(score: str) -> dict[str, Any]:
    words = f"1.网站运维项目绩效自评综述：根据年初设定的绩效目标，项目自评得分为{score}分。"
    return {"projects": [Project(1, "网站运维", total_score=Decimal("98.5"))], "source": words}


REASONS = [
    *(explain("人员增加", code=code) for code in ("2010301", "2080505", "2101102", "2210201")),
    Text("three_public", "change_reason", "车辆老化", "l1", item="overseas"),
]
ONE = [Project(1, "甲项目")]
MET = result("80", "9", deviation="超额完成")
OBJECTIVE = Text("performance", "objective", "目标1：建成平台；目标2：印刷简报", "l1", project=1)


def basic(*rows: tuple[str, str, str], **more: Any) -> list[Fact]:
    """Rows of a form of basic expenditure: code, name and amount."""
    return [
        state("basic", "", amount, economic_code=code, economic_name=name, form="table-6", phase="executed", **more)
        for code, name, amount in rows
    ]


PAY = (
    ("30101", "基本工资", "4.00"), ("30102", "津贴补贴", "2.00"), ("30103", "奖金", "1.00"),
    ("30113", "住房公积金", "1.00"), ("30201", "办公费", "3.00"),
)  # fmt: skip
PAID = "人员经费8.00万元，主要包括：基本工资、津贴补贴、奖金、住房公积金；"
#: check -> what it passes, what it finds
WORDS: dict[str, tuple[Given, Given]] = {
    "fund-changes": (Given(both_public("9.28")), Given(both_public("8.98"))),
    "small-firm-shares": (
        Given(bought(), source=shared("90.00", "60.00")), Given(bought(), source=shared("10.00", "20.00")),
    ),
    "sentence-rates": (
        Given(source="展览支出8.00万元，比上年增加2.00万元，增长33.33%。"),
        Given(source="展览支出8.00万元，比上年增加2.00万元，增长25.00%。"),
    ),
    "direction-words": (
        Given(source="展览支出6.00万元，比上年减少2.00万元，下降25.00%。"),
        Given(source="展览支出6.00万元，比上年减少2.00万元，增长25.00%。"),
    ),
    "prior-year-figures": (next_to("2.00"), next_to("2.50")),
    "prior-and-change": (next_to("2.00", "narrative"), next_to("2.50", "narrative")),
    "same-year": (
        Given(source="展览2024年预算6.00万元，比2023年减少2.00万元。"),
        Given(source="展览2024年预算6.00万元，比2024年减少2.00万元。"),
    ),
    "declared-empty": (
        Given([state("procurement", "total", "8.00", form="table-9")],
              source="本单位没有使用政府性基金预算拨款安排的支出，故本表为空表。"),
        Given([state("three_public", "total", "8.00", form="table-9")],
              source="本单位无“三公”经费预算，故本表为空表。"),
    ),
    "sentence-parts": (
        Given(source="展览支出8.00万元，其中：布展5.00万元，讲解3.00万元。"),
        Given(source="展览支出8.00万元，其中：布展5.00万元，讲解4.00万元。"),
    ),
    "sentence-shares": (
        Given(source="展览支出8.00万元，其中：布展5.00万元，占62.50%；讲解3.00万元，占37.50%。"),
        Given(source="展览支出8.00万元，其中：布展5.00万元，占66.50%；讲解3.00万元，占37.50%。"),
    ),
    "sentence-rows": (
        Given([state("basic", "", "439.20", economic_code="303", economic_name="对个人和家庭的补助", form="table-9")],
              source="支出包括对个人和家庭的补助支出439.20万元。"),
        Given([state("basic", "", "439.20", economic_code="303", economic_name="对个人和家庭的补助", form="table-9")],
              source="支出包括对个人和家庭的补助支出439.45万元。"),
    ),
    "listed-classes": (
        Given(basic(*PAY), source=PAID), Given(basic(*PAY), source=PAID.replace("奖金", "离休费")),
    ),
    "impossible-rate": (
        Given(indicators=[same(1, "100")], projects=ONE), Given(indicators=[same(1, "1100")], projects=ONE),
    ),
    "same-indicator": (
        Given(indicators=[same(0, "95"), same(1, "95")], projects=[Project(1, "甲项目")]),
        Given(indicators=[same(0, "95"), same(1, "90")], projects=[Project(1, "甲项目")]),
    ),
    "sentence-balance": (
        Given(source="年初结转和结余2.00万元，本年收入8.00万元，本年支出7.00万元，年末结转和结余3.00万元。"),
        Given(source="年初结转和结余2.00万元，本年收入8.00万元，本年支出7.00万元，年末结转和结余5.00万元。"),
    ),
    "sentence-changes": (
        Given(source="展览支出8.00万元，比上年6.00万元增加2.00万元。"),
        Given(source="展览支出8.00万元，比上年6.00万元增加3.00万元。"),
    ),
    "listed-items": (
        Given(source="展览支出8.00万元，具体情况如下：（一）布展5.00万元。（二）讲解3.00万元。"),
        Given(source="展览支出8.00万元，具体情况如下：（一）布展5.00万元。（二）讲解2.00万元。"),
    ),
    "lost-unit": (
        Given(figures=[in_unit("2.45", "fact", "")]), Given(figures=[in_unit("2.45", "unread", "other_unit")]),
    ),
    "targets-and-money": (
        Given(money("9.00"), indicators=[limit("10", "<=")]), Given(money("9.00"), indicators=[limit("8", "<=")]),
    ),
    "rate-of-zero-base": (
        Given(change("operating", "total", "6.67", "1.00", "17.64")),
        Given(change("operating", "total", "6.67", "6.67", "100.00")),
    ),
    "repeated-rate": (
        Given([*rates("20.01"), state("general_public", "", "4.17", measure="change", basis="prior_year",
                                     functional_code="2010399", functional_name="2010399")]),
        Given(rates("20.01")),
    ),
    "prior-year-balance": (Given(budget("10.00"), kind="budget"), Given(budget("60.00"), kind="budget")),
    "total-changes": (Given(both("4.00", "4.00")), Given(both("4.00", "-4.00"))),
    "project-expenditure": (Given(parts("10.00")), Given(parts("11.00"))),
    "project-rows": (Given(listed("40.00"), kind="budget"), Given(listed("45.00"), kind="budget")),
    "same-payment": (Given(twins("73.15"), kind="budget"), Given(twins("73.51"), kind="budget")),
    "three-public-rows": (Given(public("57.00"), kind="budget"), Given(public("58.00"), kind="budget")),
    "asset-subsets": (
        Given([state("assets", "equipment_over_1m", "6", "台"), state("assets", "equipment_over_500k", "6", "台")]),
        Given([state("assets", "equipment_over_1m", "10", "台"), state("assets", "equipment_over_500k", "6", "台")]),
    ),
    "class-names": (Given(named("政府办公厅（室）", "政府办公厅(室)")), Given(named("政府办公厅（室）", "政府办公室"))),
    "class-codes": (Given(named("政府办公厅", "政府办公厅")), Given(named("政府办公厅", "政府办公厅", "2010303"))),
    "value-and-no-count": (
        Given(kinds("vehicles", "vehicles_general", "vehicles_other")), Given(kinds("vehicles", "vehicles_general")),
    ),
    "cost-of-nothing": (
        Given(indicators=[result("0", "0", level3="举办培训会", deviation="未办"), cost("举办培训会成本", "5", "0")]),
        Given(indicators=[result("0", "0", level3="举办培训会", deviation="未办"), cost("举办培训会成本", "5", "2")]),
    ),
    "costs-cover-money": (
        Given(money("8.00"), indicators=[cost("甲成本", "6", "5"), cost("乙成本", "4", "3")]),
        Given(money("9.50"), indicators=[cost("甲成本", "6", "5"), cost("乙成本", "4", "3")]),
    ),
    "execution-rate": (Given(execution("50.00", "5.00")), Given(execution("60.00", "6.00"))),
    "execution-score": (Given(execution("50.00", "5.00")), Given(execution("50.00", "6.00"))),
    "score-within-weight": (Given(indicators=[row()]), Given(indicators=[result("70", "11")])),
    "met-but-reduced": (Given(indicators=[row()]), Given(indicators=[MET])),
    "missed-but-full": (Given(indicators=[row()]), Given(indicators=[result("60", "10")])),
    "deduction-without-reason": (
        Given(indicators=[result("35", "5", deviation="工期跨年")]),
        Given(indicators=[result("35", "5"), result("50", "6", project=2, deviation="工期跨年")]),
    ),
    "completion-rate": (Given(indicators=[row(completion="100%")]), Given(indicators=[row(completion="111%")])),
    "indicator-unit": (
        Given(indicators=[row()]), Given(indicators=[row(level3="服务器台数")]),
    ),
    "prose-and-indicators": (
        Given(texts=[Text("performance", "achievement", "维护系统70个。", "l1", project=1)], indicators=[row()]),
        Given(texts=[Text("performance", "achievement", "维护系统700个。", "l1", project=1)], indicators=[row()]),
    ),
    "prose-and-money": (
        Given(money("8.00"), [Text("performance", "achievement", "全年执行数为8.00万元", "l1", project=1)]),
        Given(money("8.00"), [Text("performance", "achievement", "全年执行数为9.00万元", "l1", project=1)]),
    ),
    "unit-money": (Given(whole("564.71")), Given(whole("574.71"))),
    "note-and-figures": (
        Given(texts=[explain("本年未安排项目支出", "project", "", "note")]),
        Given(listed("40.00"), [explain("2023年部门预算未安排项目支出", "project", "", "note")], kind="budget"),
    ),
    "reason-and-figures": (
        Given(change("operating", "total", "5.00", "0.00"), [explain("与上年一致", "operating", "")]),
        Given(change("operating", "total", "5.00", "1.00"), [explain("与上年一致", "operating", "")]),
    ),
    "copied-reason": (
        Given(lines("0.00"), [explain("住房公积金基数上调")]), Given(lines("0.00"), [explain("事业单位医疗缴费减少")]),
    ),
    "change-without-reason": (
        Given(explained("1.00"), REASONS),
        Given([*explained("1.00"), *change("three_public", "reception", "2.00", "3.00", place="l40")], REASONS),
    ),
    "numbering": (
        Given(texts=[OBJECTIVE], projects=ONE),
        Given(texts=[Text("performance", "objective", "目标1：甲；目标2：乙；目标2：丙", "l1", project=1)]),
    ),
    "repeated-words": (Given(source="主要原因是节约成本"), Given(source="主要原因是\n\n主要原因是节约成本")),
    "heading-order": (
        Given(source="第一部分 概况\n一、职能\n二、机构"), Given(source="第一部分 概况\n二、机构\n一、职能"),
    ),
    "supervisor-names": (
        Given(projects=[Project(1, "甲", "某部门", "某单位"), Project(2, "乙", "某部门", "某单位")]),
        Given(projects=[Project(1, "甲", "某部门", "某单位"), Project(2, "乙", "另一部门", "某单位")]),
    ),
    "unit-names": (
        Given(projects=[Project(1, "甲", "", "虚构办公室")], names=("虚构办公室", "虚构市办公室")),
        Given(projects=[Project(1, "甲", "", "虚构市办公室")], names=("虚构办公室", "虚构市办公室")),
    ),
    "foreign-year": (Given(figures=[year("2024")], kind="budget"), Given(figures=[year("2014")], kind="budget")),
    "required-parts": (Given(source=SOURCE), Given(source=SOURCE.replace("政府采购", ""))),
    "empty-statements": (
        Given(source=EMPTY_FORM + "八、其他\n虚构局2024年没有政府性基金预算安排的支出。"), Given(source=EMPTY_FORM),
    ),
    "required-detail": (Given(classes("2010301", "2080505", "2101102", "2210201")), Given(classes(*CLASSES))),
    "project-lines": (Given(project_lines("4.00"), kind="budget"), Given(project_lines("9.00"), kind="budget")),
    "rate-without-change": (Given(with_change("10.30")), Given(with_change(""))),
    "objective-costs": (Given(*asked("17.00")), Given(*asked("20.00"))),
    "allocation-and-costs": (Given(*used("15.00")), Given(*used("2.00"))),
    "reason-covers-change": (Given(*cut("10.00")), Given(*cut("17.00"))),
    "days-of-use": (
        Given(indicators=[days("17")]), Given(indicators=[days("30")]),
    ),
    "indicator-kind": (Given(indicators=[row()]), Given(indicators=[row(level3="正常运行率", target_unit="%")])),
    "indicator-columns": (Given(indicators=[row(basis="计划标准")]), Given(indicators=[row(basis="满意度赋分")])),
    "indicator-names": (
        Given(indicators=[row(level3="村民满意度"), row(project=2, level3="村民满意度")]),
        Given(indicators=[row(level3="村民满意度"), row(project=2, level3="村民满意")]),
    ),
    "result-and-reason": (
        Given(indicators=[result("0", "0", level3="等保测评网站数", deviation="未采购等保测评")]),
        Given(indicators=[result("2", "3", level3="等保测评网站数", deviation="项目未完成，未采购等保测评")]),
    ),
    "stated-scores": (Given(**scored("98.5")), Given(**scored("88.5"))),
    "counted-lists": (Given(source="内设机构3个处室，分别是：办公室、财务处、规划和建设处。"),
                      Given(source="内设机构5个处室，分别是：办公室、财务处、规划和建设处。")),
    "placeholders": (Given(source="采购金额3.00万元"), Given(source="政府采购支\n出×× 万元")),
    "changed-and-unchanged": (
        Given(source="比上年增加3.50万元，公务接待费与上年持平；比上年增加0.00万元，与上年持平"),
        Given(source="公务接待费2.00万元，比上年增加3.50万元，与上年\n持平"),
    ),
    "misprints": (Given(source="核酸检测等应用"), Given(source="中国昌吉网、核算检\n\n测等应用")),
    "personal-data": (Given(redactions=0), Given(redactions=3)),
}  # fmt: skip


def report(year: int, kind: Kind) -> Report:
    return Report("invented-office", year, kind, f"{year}", "虚构办公室", ())


def parsed(
    facts: list[Fact], projects: list[Project] | None = None, indicators: list[Indicator] | None = None
) -> Parsed:
    return Parsed(tuple(facts), (), tuple(projects or ()), tuple(indicators or ()), ())


Pair = list[tuple[Report, Parsed]]


def after(first: list[Fact], second: list[Fact], kinds: tuple[Kind, Kind] = ("final", "final")) -> Pair:
    """Documents of two years."""
    return [(report(2024, kinds[0]), parsed(first)), (report(2025, kinds[1]), parsed(second))]


def prior(name: str) -> Pair:
    one, other = [Project(1, "网站运维项目")], [Project(1, "网站运维项目")]
    return [
        (report(2024, "final"), parsed([], one, [row()])),
        (report(2025, "budget"), parsed([], other, [row(actual="", actual_value=None, prior=name)])),
    ]


def supervised(name: str) -> Pair:
    return [
        (report(2024, "final"), parsed([], [Project(1, "甲", "某部门", "某单位")])),
        (report(2025, "final"), parsed([], [Project(1, "甲", name, "某单位")])),
    ]


def initial(second: str) -> list[Fact]:
    rows = [
        state("performance", "total", value, project=number, phase="approved", form="project-table")
        for number, value in ((1, "60.00"), (2, second))
    ]
    return [state("performance", "projects", "2", "个"), *rows]


NEXT = change("expenditure", "project", "100.00", "0.00", phase="approved", expenditure_type="project")
STAFF = change("staff", "active", "17", "-5", reported_unit="人", phase="approved")
#: check -> documents of a unit that agree, and that do not
BETWEEN: dict[str, tuple[Pair, Pair]] = {
    "prior-year-continuity": (
        after([state("operating", "total", "9.65")], change("operating", "total", "25.29", "15.64")),
        after([state("operating", "total", "9.99")], change("operating", "total", "25.29", "15.64")),
    ),
    "staff-continuity": (
        after([state("staff", "active", "22", "人")], STAFF, ("final", "budget")),
        after([state("staff", "active", "17", "人")], STAFF, ("final", "budget")),
    ),
    "asset-continuity": (
        after([state("assets", "vehicles", "1", "辆")], [state("assets", "vehicles", "1", "辆")], ("final", "budget")),
        after([state("assets", "vehicles", "1", "辆")], [state("assets", "vehicles", "0", "辆")], ("final", "budget")),
    ),
    "carryover-continuity": (
        after(
            [state("overall", "closing_carryover", "13.12", direction="expenditure")],
            [state("overall", "opening_carryover", "13.12", direction="revenue")],
        ),
        after(
            [state("overall", "closing_carryover", "13.12", direction="expenditure")],
            [state("overall", "opening_carryover", "14.13", direction="revenue")],
        ),
    ),
    "budget-continuity": (
        [
            (report(2025, "budget"), parsed([state("general_public", "total", "604.13", phase="approved")])),
            (report(2025, "final"), parsed([state("general_public", "total", "604.13", phase="approved")])),
        ],
        [
            (report(2025, "budget"), parsed([state("general_public", "total", "604.13", phase="approved")])),
            (report(2025, "final"), parsed([state("general_public", "total", "614.13", phase="approved")])),
        ],
    ),
    "project-continuity": (
        after(initial("40.00"), NEXT, ("final", "budget")), after(initial("43.00"), NEXT, ("final", "budget")),
    ),
    "prior-result-continuity": (prior("70个"), prior("80个")),
    "supervisor-continuity": (supervised("某部门"), supervised("另一部门")),
}  # fmt: skip
