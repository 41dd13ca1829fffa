"""Specimens of performance tables in every layout: with cells by tabs, one cell a line, or flattened to text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .books import UNIT

PROJECT = "馆藏目录数字化"
OBJECTIVE = "完成目录扫描 400 卷，建成检索平台 1 个，读者满意度超过 90%。"
ACHIEVEMENT = "完成目录扫描 380 卷，建成检索平台 1 个。"
REASON = "设备到货较晚，扫描工作顺延到下一季度"


@dataclass(frozen=True)
class Row:
    """One indicator. ``deviation`` is empty where the full score was given."""

    level1: str
    level2: str
    level3: str
    target: str
    actual: str
    weight: str
    score: str
    deviation: str = ""
    basis: str = "计划标准"
    rule: str = "按照完成比例赋分"
    evidence: str = "工作资料"


ROWS = (
    Row("产出指标", "数量指标", "目录扫描卷数", ">=400卷", "380卷", "20", "19", REASON),
    Row("产出指标", "数量指标", "检索平台个数", "=1个", "1个", "10", "10"),
    Row("产出指标", "质量指标", "扫描图像合格率", ">=98%", "99%", "10", "10"),
    Row("产出指标", "时效指标", "项目完成时限", "2023年12月31日", "2023年12月31日", "10", "10"),
    Row("产出指标", "成本指标", "扫描加工成本", "<=15.50万元", "14.2万元", "10", "10"),
    Row("效益指标", "社会效益指标", "提高查档效率和服务水平", "提高", "提高", "20", "20", rule="按评判等级赋分"),
    Row("满意度指标", "满意度指标", "读者满意度", ">=90%", "80%", "10", "8.89", REASON, rule="满意度赋分"),
)
FUNDS = (
    ("年度资金总额", "20.00", "18.00", "16.20"), ("其中：当年财政拨款", "20.00", "18.00", "16.20"), ("其他资金", "0.00", "0.00", "0.00"),
)  # fmt: skip
EXECUTION = ("10", "90.00%", "9.00")
TOTAL = "96.89"


def scores_hold() -> bool:
    """The weights make a hundred and the scores the total: the specimen is itself consistent."""
    weights = sum(Decimal(row.weight) for row in ROWS) + Decimal(EXECUTION[0])
    scores = sum(Decimal(row.score) for row in ROWS) + Decimal(EXECUTION[2])
    return (weights, scores) == (Decimal(100), Decimal(TOTAL))


def _levels(rows: tuple[Row, ...]) -> list[tuple[str, str, Row]]:
    """Each row with its levels where they are named: a level is printed once and carries down."""
    shown, last = [], ("", "")
    for row in rows:
        first = row.level1 if row.level1 != last[0] else ""
        second = row.level2 if first or row.level2 != last[1] else ""
        shown.append((first, second, row))
        last = (row.level1, row.level2)
    return shown


def write_tabs() -> str:
    """Markdown with tab-separated cells; rows behind a page's end begin further left."""
    lines = [
        "项目支出绩效自评表",
        "(2023 年度)",
        "",
        f"项目名称\t\t{PROJECT}\t\t\t\t\t\t",
        f"主管部门\t\t{UNIT}\t\t实施单位\t{UNIT}\t\t\t",
    ]
    lines.append("项目资金 (万元)\t\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分")
    for index, (name, *amounts) in enumerate(FUNDS):
        tail = EXECUTION if index == 0 else ("—", "—", "—")
        lines.append("\t\t" + "\t".join((name, *amounts, *tail)))
    lines += ["年度总体目标\t预期目标\t\t\t\t实际完成情况\t\t\t", f"\t{OBJECTIVE}\t\t\t\t{ACHIEVEMENT}\t\t\t"]
    lines.append("\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施")
    for index, (first, second, row) in enumerate(_levels(ROWS)):
        cells = (first, second, row.level3, row.target, row.actual, row.weight, row.score, row.deviation)
        lines.append(
            "\t".join(("年度绩效指标完成情况" if index == 0 else "", *cells)) if index < 5 else "\t".join((*cells, ""))
        )
    lines.append(f"总分\t\t\t\t\t\t100\t{TOTAL} 分\t")
    return "\n".join(lines) + "\n"


def write_stacked() -> str:
    """A Word export: one cell a line, rows set apart by an empty line."""
    rows: list[tuple[str, ...]] = [("项目支出绩效自评表",), ("(2023年度)",), ("项目名称", PROJECT)]
    rows += [("主管部门", UNIT, "实施单位", UNIT)]
    rows += [("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")]
    rows += [
        ("", name, *amounts, *(EXECUTION if i == 0 else ("—", "—", "—"))) for i, (name, *amounts) in enumerate(FUNDS)
    ]
    rows += [("年度总体目标", "预期目标", "实际完成情况"), ("", OBJECTIVE, ACHIEVEMENT)]
    rows += [
        ("", "一级指标", "二级指标", "三级指标", "权重", "目标值", "业绩值", "完成率", "指标得分", "指标值设定依据", "上年完成情况",
         "赋分规则", "佐证资料", "偏差原因分析及改进措施"),
    ]  # fmt: skip
    for index, (first, second, row) in enumerate(_levels(ROWS)):
        rows.append(
            ("年度绩效指标完成情况" if index == 0 else "", first, second, row.level3, row.weight, row.target, row.actual, "100%",
             row.score, row.basis, "-", row.rule, row.evidence, row.deviation)
        )  # fmt: skip
    rows.append(("总分", "100", "", "", "", f"{TOTAL}分", "", "", "", "", ""))
    return "\n\n".join("\n".join("\t" + cell for cell in row) for row in rows) + "\n"


def _broken(text: str, width: int) -> str:
    return "\n\n".join(text[start : start + width] for start in range(0, len(text), width))


def write_flat_evaluation(width: int = 5) -> str:
    """A PDF's text layer of the evaluation: narrow cells broken over lines, the next column on the line below."""
    parts = ["项 目 支 出 绩 效 自 评 表\n(2023 年度)", f"项目名称 {PROJECT}", f"主管部门\n{UNIT}\n实施单位 {UNIT}"]
    parts += ["项目资金\n\n（万元）", "年初预算\n\n数\n全年预算数 全年执行数 分值 执行率 得分"]
    for index, (name, *amounts) in enumerate(FUNDS):
        tail = f"{EXECUTION[0]} {EXECUTION[1]} {EXECUTION[2]} 分" if index == 0 else "— — —"
        parts.append(f"{_broken(name, 7)}\n{' '.join(amounts)} {tail}")
    parts += ["年度\n\n总体\n\n目标", "预期目标 实际完成情况", _broken(OBJECTIVE, 24), _broken(ACHIEVEMENT, 20)]
    parts += [
        "一级指\n\n标\n二级指标 三级指标 年度指标值 实际完成值 分值 得分",
        "偏差原\n\n因分析\n\n及改进\n\n措施",
        "年度\n\n绩效\n\n指标",
    ]
    for first, second, row in _levels(ROWS):
        head = "\n\n".join(part for part in (first, second) if part)
        name = _broken(row.level3, width)
        parts.append(f"{head}\n{name}" if head else name)
        cells = f"{row.target} {row.actual} {row.weight} {row.score}"
        parts[-1] += f"\n{cells}" + (f"\n\n{_broken(row.deviation, 4)}" if row.deviation else "")
    parts.append(f"总分 100 {TOTAL} 分")
    return "\n\n".join(parts) + "\n"


def write_flat_targets(width: int = 10) -> str:
    """A PDF's text layer of the targets of a budget, operators and units on lines of their own."""
    parts = ["项目支出绩效目标表\n\n（2023 年）", f"预算单位 {UNIT}", f"项目名称 {PROJECT} 项目负责人 某某"]
    parts += [
        "项目资金(万\n\n元)\n年度预算总额 20.00",
        "其中：财政拨\n\n款\n20.00 其他资金 0.00",
        f"项目总体目标\n\n{_broken(OBJECTIVE, 30)}",
    ]
    parts += ["一级\n\n指标\n\n二级\n\n指标\n三级指标\n\n指标\n\n值\n\n指标值设置依\n\n据\n\n上年\n\n完成\n\n值"]
    parts += ["指标\n\n分值\n\n权重\n\n指标赋分规则 佐证资料"]
    for first, second, row in _levels(ROWS):
        head = "\n\n".join(_broken(part, 2) for part in (first, second) if part)
        target = row.target.replace(">=", "＞\n\n=").replace("<=", "＜\n\n=")
        line = f"{_broken(row.level3, width)}\n{target}\n{row.basis} {row.actual} {row.weight}"
        parts.append(
            f"{head}\n{line}\n\n{_broken(row.rule, 7)}\n{row.evidence}"
            if head
            else f"{line}\n\n{_broken(row.rule, 7)}\n{row.evidence}"
        )
    return "\n\n".join(parts) + "\n"
