"""The form of an institution's running (机构运行信息), filled: money and numbers of things in one sheet of two sides."""

from __future__ import annotations

from .accounts import Accounts
from .national import FISCAL, FormSheet, Style

#: What is counted: the row's words, its unit, the item read (none where the data does not hold it).
_COUNTED = (
    ("1．因公出国（境）团组数", "个", "overseas_groups"),
    ("2．因公出国（境）人次数", "人", "overseas_persons"),
    ("3．公务用车购置数", "辆", "vehicles_purchased"),
    ("4．公务用车保有量", "辆", "vehicles_owned"),
    ("5．国内公务接待批次", "个", "receptions"),
    ("其中：外事接待批次", "个", ""),
    ("6．国内公务接待人次", "人", "reception_guests"),
    ("其中：外事接待人次", "人", ""),
    ("7．国（境）外公务接待批次", "个", ""),
    ("8．国（境）外公务接待人次", "人", ""),
)
_CARS = (
    ("1．副部（省）级及以上领导用车", "vehicles_ministerial"),
    ("2．主要负责人用车", "vehicles_leaders"),
    ("3．机要通信用车", "vehicles_confidential"),
    ("4．应急保障用车", "vehicles_emergency"),
    ("5．执法执勤用车", "vehicles_law_enforcement"),
    ("6．特种专业技术用车", "vehicles_special"),
    ("7．离退休干部服务用车", "vehicles_retired"),
    ("8．其他用车", "vehicles_other"),
)
_BOUGHT = (
    ("1．政府采购货物支出", "goods"),
    ("2．政府采购工程支出", "works"),
    ("3．政府采购服务支出", "services"),
)


def make_institution(accounts: Accounts, style: Style, title: str = "机构运行信息表") -> FormSheet:
    """The form of ``accounts``: on its left 三公经费 and what is counted of it, on its right all else."""
    words = ("项目", "行次", "预算数", "统计数", "项目", "行次", "统计数")
    head = [[(word, 1, 1) for word in words]]
    if style.numbered:
        head.append([(word, 1, 1) for word in ("栏次", "", "1", "2", "栏次", "", "3")])
    sheet = FormSheet(title, 10, style, head)
    left, right = [*_spent(sheet, accounts), *_counts(sheet, accounts)], _right(sheet, accounts)
    for index in range(max(len(left), len(right))):
        row = left[index] if index < len(left) else ["", "", ""]
        other = right[index] if index < len(right) else ["", ""]
        sheet.rows.append([row[0], str(index + 1), *row[1:], other[0], str(index + 23), other[1]])
    return sheet


def _spent(sheet: FormSheet, accounts: Accounts) -> list[list[str]]:
    rows = [["一、“三公”经费支出", "—", "—"]]
    lines = (
        ("（一）支出合计", "total"), ("1．因公出国（境）费", "overseas"), ("2．公务用车购置及运行维护费", "vehicles"),
        ("（1）公务用车购置费", "vehicle_purchase"), ("（2）公务用车运行维护费", "vehicle_operation"),
        ("3．公务接待费", "reception"),
    )  # fmt: skip
    for words, item in lines:
        cells = []
        for phase, amounts in (("adjusted", accounts.planned), ("executed", accounts.spent)):
            cars = amounts["vehicle_purchase"] + amounts["vehicle_operation"]
            amount = {**amounts, "vehicles": cars, "total": sum(amounts.values())}[item]
            cells.append(sheet.say(amount, "three_public", "expenditure", item, fund=FISCAL, phase=phase))
        rows.append([words, *cells])
    inner = accounts.spent["reception"]
    return [*rows, ["（1）国内接待费", "—", sheet.style.show(inner)], ["其中：外事接待费", "—", sheet.style.show(inner // 2)],
            ["（2）国（境）外接待费", "—", sheet.style.show(0)]]  # fmt: skip


def _counts(sheet: FormSheet, accounts: Accounts) -> list[list[str]]:
    rows = [["（二）相关统计数", "—", "—"]]
    for index, (words, unit, item) in enumerate(_COUNTED):
        number = accounts.counts[index % len(accounts.counts)]
        if item:
            sheet.count(number, "three_public", "expenditure", item)
        rows.append([f"{words}（{unit}）", "—", str(number)])
    return rows


def _right(sheet: FormSheet, accounts: Accounts) -> list[list[str]]:
    running = sum(accounts.running.values())
    total = sheet.say(running, "operating", "expenditure", "total", kind="basic_operating")
    rows = [["二、机关运行经费", total], ["（一）行政单位", sheet.style.show(running)],
            ["（二）参照公务员法管理事业单位", ""], ["三、国有资产占用情况", "—"]]  # fmt: skip
    numbers = [accounts.counts[index % len(accounts.counts)] for index in range(len(_CARS))]
    sheet.count(sum(numbers), "assets", "", "vehicles")
    rows.append(["（一）车辆数合计（辆）", str(sum(numbers))])
    for (words, item), number in zip(_CARS, numbers, strict=True):
        sheet.count(number, "assets", "", item)
        rows.append([words, str(number)])
    sheet.count(numbers[0], "assets", "", "equipment_over_1m")
    rows.append(["（二）单价100万元（含）以上设备（不含车辆）（台，套）", str(numbers[0])])
    bought = [accounts.running[code] for code in sorted(accounts.running)[: len(_BOUGHT)]]
    rows.append(["四、政府采购支出信息", "—"])
    rows.append(["（一）政府采购支出合计", sheet.say(sum(bought), "procurement", "expenditure", "total")])
    for (words, item), amount in zip(_BOUGHT, bought, strict=True):
        rows.append([words, sheet.say(amount, "procurement", "expenditure", item)])
    rows.append(["（二）政府采购授予中小企业合同金额", sheet.say(bought[0], "procurement", "expenditure", "sme")])
    return [*rows, ["其中：授予小微企业合同金额", sheet.say(bought[0] // 2, "procurement", "expenditure", "micro")]]
