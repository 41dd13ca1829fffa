"""Specimens of a budget's forms flattened to text, whole or with cells broken over lines."""

from __future__ import annotations

from .books import FUNCTIONS, OPERATING, PERSONNEL, PROJECT_FUNCTION, UNIT, Books, show

#: Classes the first form lists, with or without money.
CLASSES = {
    "201": "一般公共服务支出", "202": "外交支出", "203": "国防支出", "204": "公共安全支出", "205": "教育支出",
    "208": "社会保障和就业支出", "210": "卫生健康支出", "211": "节能环保支出", "221": "住房保障支出", "229": "其他支出",
}  # fmt: skip
HEAD = f"编制部门：{UNIT} 单位：万元"
FUNCTION_HEAD = ["功能分类科目编码", "功能分类科目名称 合计 基本支出 项目支出", "类 款 项"]
APPROPRIATION_HEAD = [
    "财政拨款收入 财政拨款支出", "项目 合计 功能分类 合计", "一般公共预算 政府性基金预算 国有资本经营预算",
]  # fmt: skip
PROJECT_HEAD = [
    "功能分类科目名称 项目名称", "项目支出", "合计", "工资福利支出 商品和服务支出 对个人和家庭的补助",
]  # fmt: skip


def write_budget(books: Books, *, broken: bool, total_first: bool) -> str:
    """The seven forms with money, in order. ``broken`` splits cells over lines as narrow columns do."""
    year = books.year
    lines = [f"第一部分 {year} 年部门概况", f"第二部分 {year} 年部门预算公开表"]
    lines += ["表 1", "部门收支总体情况表", HEAD, "收入 支出", "项目 预算数 功能分类 预算数", *_overall(books)]
    lines += ["表 2", "部门收入总体情况表", HEAD, *_revenue(books, broken, total_first)]
    lines += ["表 3", "部门支出总体情况表", HEAD, *FUNCTION_HEAD, *_functional(books, broken, total_first)]
    lines += ["表 4", "财政拨款收支预算总体情况表", HEAD, *APPROPRIATION_HEAD, *_appropriation(books)]
    lines += ["表 5", "一般公共预算支出情况表", HEAD, *FUNCTION_HEAD, *_functional(books, broken, total_first)]
    lines += [
        "表 6",
        "一般公共预算基本支出情况表",
        HEAD,
        "经济分类科目名称 合计 人员经费 公用经费",
        *_economic(books, total_first),
    ]
    lines += [
        "表 7",
        "一般公共预算项目支出情况表",
        HEAD,
        *PROJECT_HEAD,
        *_projects(books, broken),
    ]
    lines += [f"第三部分 {year} 年部门预算情况说明", "第四部分 名词解释"]
    return "\n\n".join(lines) + "\n"


def _overall(books: Books) -> list[str]:
    left = [
        f"一、本年收入 {show(books.total)}", f"1.一般公共预算拨款 {show(books.total)}",
        f"其中：一般财力 {show(books.total)}", "上级一般公共预算安排转移支付", "2.政府性基金预算拨款",
        "其中：政府性基金收入", "5.单位资金", "其中：事业收入", "其他收入", "二、上年结转结余",
    ]  # fmt: skip
    sums = books.classes()
    right = [f"{code} {name}" + (f" {show(sums[code])}" if code in sums else "") for code, name in CLASSES.items()]
    rows = [f"{a} {b}" for a, b in zip(left, right, strict=True)]
    return [*rows, f"收 入 总 计 {show(books.total)} 支 出 总 计 {show(books.total)}"]


def _appropriation(books: Books) -> list[str]:
    left = [
        f"一、财政拨款（补助） {show(books.total)}",
        f"一般公共预算 {show(books.total)}",
        "政府性基金预算",
        "国有资本经营预算",
    ]
    sums = books.classes()
    right = [
        f"{code} {name}" + (f" {show(sums[code])} {show(sums[code])}" if code in sums else "")
        for code, name in CLASSES.items()
    ]
    rows = [f"{left[i]} {each}" if i < len(left) else each for i, each in enumerate(right)]
    return [*rows, f"收入总计 {show(books.total)} 支出总计 {show(books.total)} {show(books.total)}"]


def _code(code: str, broken: bool) -> str:
    parts = [code[:3], code[3:5], code[5:]]
    shown = " ".join(part for part in parts if part)
    return shown.replace(code[:3], f"{code[:2]}\n\n{code[2]}\n", 1) if broken else shown


def _name(name: str, broken: bool) -> str:
    return "\n\n".join(name[i : i + 6] for i in range(0, len(name), 6)) if broken else name


def _amount(amount: int, broken: bool) -> str:
    shown = show(amount).replace(",", "")
    return shown.replace(".", ".\n\n", 1) if broken else shown


def _revenue(books: Books, broken: bool, total_first: bool) -> list[str]:
    head = ["功能分类科目名称 总计", "财政拨款（补助）小计", "一般公共预算", "单位资金", "类 款 项", "※ ※ ※ ※ 1 2 3 4"]
    rows = [
        f"{_code(code, broken)} {_name(name, broken)}\n{_amount(basic + project, broken)} {show(basic + project)} {show(basic + project)}"
        for code, name, basic, project in books.rows()
    ]
    total = f"总计 {show(books.total)} {show(books.total)} {show(books.total)}"
    return [*head, total, *rows] if total_first else [*head, *rows, total]


def _functional(books: Books, broken: bool, total_first: bool) -> list[str]:
    rows = []
    for code, name, basic, project in books.rows():
        cells = " ".join(show(amount) for amount in (basic + project, basic, project) if amount)
        rows.append(
            f"{code[:3]} {code[3:5]} {code[5:]}".strip().replace("  ", " ") + f" {_name(name, broken)}\n{cells}"
        )
    total = f"合 计 {show(books.total)} {show(books.basic)} {show(books.project)}"
    return [total, *rows] if total_first else [*rows, total]


def _economic(books: Books, total_first: bool) -> list[str]:
    people, running = sum(books.personnel.values()), sum(books.operating.values())
    rows = [f"301 工资福利支出 {show(people)} {show(people)}"]
    rows += [
        f"301 {code[3:]} {name} {show(books.personnel[code])} {show(books.personnel[code])}"
        for code, name in PERSONNEL.items()
    ]
    rows += [f"302 商品和服务支出 {show(running)} {show(running)}"]
    rows += [
        f"302 {code[3:]} {name} {show(books.operating[code])} {show(books.operating[code])}"
        for code, name in OPERATING.items()
    ]
    total = f"总计 {show(people + running)} {show(people)} {show(running)}"
    return [total, *rows] if total_first else [*rows, total]


def _projects(books: Books, broken: bool) -> list[str]:
    code = PROJECT_FUNCTION
    group, section, item = FUNCTIONS[code]
    shown = show(books.project)
    rows = [
        f"总计 {shown} {shown}",
        f"{code[:3]} {group} {shown} {shown}",
        f"{code[:3]} {code[3:5]} {section} {shown} {shown}",
    ]
    rows += [
        f"{code[:3]} {code[3:5]} {code[5:]} {_name(item, broken)}\n{_name(name, broken)}\n{show(amount)} {show(amount)}"
        for name, amount in books.projects.items()
    ]
    return rows
