"""What the regulations require a report to hold, and personal data that should not be in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure.check.cells import Ledger
from disclosure.check.findings import Case
from disclosure.model import Kind, Text

#: statement -> its name; what 预算法 art. 14, 实施条例 art. 6 and 财预〔2016〕143号 require of both kinds of report.
_REQUIRED = {
    "overall": ("收支总体情况", "overall revenue and expenditure"),
    "revenue": ("收入情况", "revenue"),
    "expenditure": ("支出情况", "expenditure"),
    "appropriation": ("财政拨款收支情况", "fiscal appropriation"),
    "general_public": ("一般公共预算支出情况", "general public budget expenditure"),
    "basic": ("一般公共预算基本支出情况", "basic expenditure"),
    "three_public": ("“三公”经费情况", "the three public expenses"),
    "government_fund": ("政府性基金预算情况", "government funds"),
    "state_capital": ("国有资本经营预算情况", "the state capital operations budget"),
    "operating": ("机关运行经费情况", "operating expenses"),
    "procurement": ("政府采购情况", "government procurement"),
    "assets": ("国有资产占用情况", "state assets"),
    "performance": ("预算绩效情况", "performance"),
}


def run_completeness(ledger: Ledger, kind: Kind, texts: Sequence[Text]) -> Iterator[Case]:
    """One case for each required part: figures, or a note that there are none. Nothing is said of an empty reading."""
    stated = {cell.statement for cell in ledger.by_cell} | {text.statement for text in texts if text.role == "note"}
    if len(stated & set(_REQUIRED)) < len(_REQUIRED) // 2:
        return
    for statement, (zh, en) in _REQUIRED.items():
        found = statement in stated
        yield Case(
            "required-parts", (statement,), "pass" if found else "mismatch",
            f"未读到“{zh}”的数据或说明，而这是部门{'预算' if kind == 'budget' else '决算'}公开应有的内容。",
            f"No figure or note on {en} was found, which a department’s "
            f"{'budget' if kind == 'budget' else 'final accounts'} must disclose.",
            outcome="omission",
        )  # fmt: skip
    codes = {cell.function for cell in ledger.by_cell if cell.statement == "general_public" and cell.function.isdigit()}
    if codes:
        yield Case(
            "required-detail", ("function",), "pass" if any(len(code) == 7 for code in codes) else "mismatch",
            "一般公共预算支出未按功能分类列示到项级科目。",
            "General public budget expenditure is not given down to the third level of the functional classification.",
            outcome="omission",
        )  # fmt: skip
    rows = {cell.economic for cell in ledger.by_cell if cell.statement == "basic" and cell.economic.isdigit()}
    if rows:
        yield Case(
            "required-detail", ("economic",), "pass" if any(len(code) == 5 for code in rows) else "mismatch",
            "一般公共预算基本支出未按经济分类列示到款级科目。",
            "Basic expenditure is not given down to the second level of the economic classification.",
            outcome="omission",
        )  # fmt: skip


def run_privacy(redactions: int | None) -> Iterator[Case]:
    """Whether the source prints personal data; how many places, and nothing of what they hold."""
    if redactions is None:
        return
    yield Case(
        "personal-data", ("personal",), "mismatch" if redactions else "pass",
        f"公布的文件中有 {redactions} 处个人信息（电话、证件号码、个人姓名等），本站数据中已隐去。",
        f"The published document holds personal data (telephone or identity numbers, names) in {redactions} places; "
        "it is left out of this data.",
        outcome="privacy",
    )  # fmt: skip
