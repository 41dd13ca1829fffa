"""What the text says to be absent, and what is stated of it: 本部门无“三公”经费预算，故本表为空表。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from disclosure.check.cases.cells import Entry
from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check

#: What there is said to be nothing of, and that its form is empty therefore.
_EMPTY = re.compile(
    r"(?:没有|无)(?P<words>[^。；：\d]{2,60}?)[，,](?:故|所以|因此)?[^。，；]{0,24}表(?:为空表|公开空表|无数据|为空)(?=[。；])"
)
#: Words of what is declared, and the statement whose form would be empty.
_STATEMENTS = {
    "三公": "three_public", "政府性基金": "government_fund", "国有资本经营": "state_capital", "政府采购": "procurement",
}  # fmt: skip


#: What is said to be absent, without a word on its form.
_NONE = re.compile(
    r"(?:没有|无|未安排|未发生|不涉及)(?:使用|安排)?(?:[^。；，,\d]{2,16}[和、及与或]){0,3}(?:一般公共预算)?(?P<what>政府性基金|国有资本经营"
    r"|因公出国（?\(?境?\)?）?|公务接待费|公务用车购置费?|政府采购|项目支出(?!绩效|表)|上年结转|会议费|培训费"
    r"|上级(?:专项)?转移支付)"
    r"(?P<rest>[^。；，,\d]{0,24})"
)
#: The same words, and the cells that are of it.
_CELLS: dict[str, tuple[dict[str, str], ...]] = {
    "政府性基金": ({"statement": "government_fund"}, {"item": "government_fund"}),
    "国有资本经营": ({"statement": "state_capital"}, {"item": "state_capital"}),
    "因公出国": ({"statement": "three_public", "item": "overseas"},),
    "公务接待": ({"statement": "three_public", "item": "reception"},),
    "公务用车购置": ({"statement": "three_public", "item": "vehicle_purchase"},),
    "政府采购": ({"statement": "procurement", "item": "total"},),
    "项目支出": (
        {"statement": "general_public", "item": "total", "expenditure": "project", "function": "", "economic": ""},
        {"statement": "project", "item": "total", "function": "", "economic": ""},
    ),
    "上年结转": ({"statement": "overall", "item": "opening_carryover"},),
    "会议费": ({"item": "meetings"},),
    "培训费": ({"item": "training"},),
    "上级": ({"item": "higher_level_transfers"},),
}
#: What is only a part of it, or not of the money of this year.
_OTHER = re.compile("结转|结余|上年|去年|增加|减少|变化|调整|追加|标准|任务|计划|项目|资产|以外|之外|除")
_YEAR = re.compile(r"(20\d\d)年")
#: Money passed down by a higher level, as a list of uses names it: 上级下达资金237.00万元.
_PASSED_DOWN = re.compile(
    r"上级(?:专项)?(?:下达|转移支付)的?(?:专项|资金|项目|补助|收入|支出|预算){0,3}(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>[亿千]?万?元)"
)
#: How far before the words their year is looked for.
_BEFORE = 40


@check("declared-empty")
def run_declared(subject: Subject) -> Iterator[Case]:
    """One case for each form that is declared empty; nothing where the text is not at hand."""
    if not subject.source:
        return
    yield from _check_none(subject)
    ledger, text = subject.ledger, subject.words.text
    for match in _EMPTY.finditer(text):
        statement = next((named for word, named in _STATEMENTS.items() if word in match["words"]), "")
        if not statement:
            continue
        entries = [
            entry for cell in ledger.select(statement=statement, measure="amount") for entry in ledger.at(cell)
            if entry.fact.form.startswith("table-") and entry.fact.value > 0
        ]  # fmt: skip
        yield _judge(subject, ("declared-empty", statement), match[0], match.start(), entries)


def _judge(subject: Subject, key: tuple[str, ...], words: str, start: int, entries: Sequence[Entry]) -> Case:
    """Whether there are amounts of what the words at ``start`` say to be absent."""
    if not entries:
        return Case("declared-empty", key, "pass")
    largest = max(entries, key=lambda entry: (entry.fact.value, -entry.number))
    return Case(
        "declared-empty", key, "mismatch",
        *compose(
            "declared-empty", "found", clause=quote(words), line=subject.words.find_line(start),
            name=subject.labels.both(largest.fact), figure=cited(largest),
        ),
        facts=(largest.number,), stated=largest.fact.value, unit=largest.fact.unit,
    )  # fmt: skip


def _check_none(subject: Subject) -> Iterator[Case]:
    """One case for each thing that is said to be absent this year."""
    text, told = subject.words.text, set()
    phase = "approved" if subject.report.kind == "budget" else "executed"
    for match in _NONE.finditer(text):
        what = next(word for word in _CELLS if match["what"].startswith(word))
        before = text[max(0, match.start() - _BEFORE, text.rfind("。", 0, match.start()) + 1) : match.start()]
        years = _YEAR.findall(before)
        other = _OTHER.search(match["rest"]) or re.search("上年|去年", before)
        if what in told or other or (years and str(subject.report.year) not in years):
            continue
        told.add(what)
        entries = [
            entry
            for where in _CELLS[what]
            for cell in subject.ledger.select(**where, measure="amount", project="", phase=phase)
            for entry in subject.ledger.at(cell)
            if entry.fact.value > 0
        ]
        words = re.split("[：:]", before)[-1] + match[0]
        if what == "上级" and not entries:
            yield from _check_passed_down(subject, words, match.start())
        else:
            yield _judge(subject, ("declared-none", what), words, match.start(), entries)


def _check_passed_down(subject: Subject, words: str, start: int) -> Iterator[Case]:
    """Money of a higher level in a list of uses, where the words at ``start`` say that there is none."""
    for match in _PASSED_DOWN.finditer(subject.words.text):
        if match["number"].strip("0.,"):
            yield Case(
                "declared-empty", ("declared-none", "上级"), "mismatch",
                *compose(
                    "declared-empty", "passed_down", clause=quote(words), line=subject.words.find_line(start),
                    other=quote(match[0]), other_line=subject.words.find_line(match.start()),
                ),
            )  # fmt: skip
            return
