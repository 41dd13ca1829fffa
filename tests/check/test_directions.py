"""Messages that print a size with a verb: the verb is that of the fact's sign, in Chinese and in English."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.check.facts import change, codes, state
from tests.check.words import Given, after, cut, explain, explained, initial, next_to, report
from tests.check.words import parsed as of_facts

import disclosure.check
from disclosure.check import check_report, check_unit
from disclosure.check.amounts import calculations
from disclosure.check.cases import findings as findings_module
from disclosure.check.cases.cells import Entry, cell_of
from disclosure.check.cases.findings import add_up, cite_change
from disclosure.check.words import explanations
from disclosure.check.years import (
    changes,
    continuity,
    fund_changes,
    prior_figures,
    prior_kinds,
    prior_years,
    total_changes,
)
from disclosure.check.years import project_continuity as projects
from disclosure.model import Fact, Finding, Report, Text

FOLDER = Path(disclosure.check.__file__).parent
_RISE, _FALL = re.compile(r"增加|增长|\bup by\b|\brose\b"), re.compile(r"减少|下降|\bdown by\b|\bfell\b")
_MODULES = (
    calculations, changes, continuity, explanations, fund_changes, prior_figures, prior_kinds, prior_years,
    projects, total_changes,
)  # fmt: skip
_RATE = {"measure": "change_rate", "basis": "prior_year"}
_TOTAL = {"statement": "general_public", "item": "total", "phase": "approved"}


def signed(sign: int, number: str) -> str:
    return number if sign > 0 else f"-{number}"


def rows(sign: int, *numbers: tuple[str, str, str]) -> list[Fact]:
    """Rows by function, each with a figure, its change and its rate; without a change the rate alone."""
    found: list[Fact] = []
    for code, rise, rate in numbers:
        name = {"functional_code": code, "functional_name": code}
        found.append(state("general_public", "", "50.00", **name))
        if rise:
            found += [state("general_public", "", signed(sign, rise), measure="change", basis="prior_year", **name)]
        found.append(state("general_public", "", signed(sign, rate), "%", **_RATE, **name))
    return found


def prior_sums(sign: int) -> list[Fact]:
    whole = change("general_public", "total", "10.00", signed(sign, "3.00"))
    parts = (("201", "6.00", "1.00"), ("208", "4.00", "1.00" if sign > 0 else "3.00"))
    lines = [
        fact for code, value, rise in parts
        for fact in change("general_public", "", value, signed(sign, rise), functional_code=code, functional_name=code)
    ]  # fmt: skip
    return [*whole, *lines, *two_kinds(sign)]


def two_kinds(sign: int) -> list[Fact]:
    basic, project = ("10.00", "15.00") if sign > 0 else ("20.00", "15.00")
    rows = (("total", "100.00", "30.00"), ("basic", "60.00", basic), ("project", "40.00", project))
    return [
        fact
        for item, value, rise in rows
        for fact in change("appropriation", item, value, signed(sign, rise), direction="expenditure",
                           expenditure_type="" if item == "total" else item)
    ]  # fmt: skip


def balance(sign: int) -> list[Fact]:
    revenue, basic, project = ("10.00", "60.00", "1.00") if sign > 0 else ("40.00", "10.00", "1.00")
    more = {"phase": "approved"}
    kinds = (("basic", "80.00", basic), ("project", "20.00", project))
    return [
        state("revenue", "total", "100.00", **more),
        *change("revenue", "general_public_budget", "100.00", signed(sign, revenue), fund="general_public_budget",
                **more),
        *(fact for kind, value, rise in kinds
          for fact in change("expenditure", kind, value, signed(sign, rise), expenditure_type=kind, **more)),
    ]  # fmt: skip


def project_lines(sign: int) -> list[Fact]:
    names = {"2010308": "一般公共服务支出/政府办公厅/信访事务", "2010399": "一般公共服务支出/政府办公厅/其他支出"}
    values, facts = ("10.00", "25.00"), list[Fact]()
    for (code, name), value in zip(names.items(), values, strict=True):
        row = {"functional_code": code, "functional_name": name, "phase": "approved"}
        facts.append(state("general_public", "", value, form="table-5", expenditure_type="project", **row))
        facts += change("general_public", "", value, signed(sign, "2.00"), **row)
    whole = change("expenditure", "project", "35.00", signed(sign, "9.00"), phase="approved",
                   expenditure_type="project")  # fmt: skip
    return [*whole, *facts]


def same_as_before(sign: int) -> Given:
    text = Text("three_public", "change_reason", "与上年持平", "l1", item="reception")
    return Given(change("three_public", "reception", "2.00", signed(sign, "1.00")), [text])


def unexplained(sign: int) -> Given:
    reasons = [explain("人员变动", code=code) for code in ("2010301", "2080505", "2101102", "2210201")]
    other = Text("three_public", "change_reason", "车辆老化", "l1", item="overseas")
    facts = [
        *explained(signed(sign, "1.00")),
        *change("three_public", "reception", "2.00", signed(sign, "1.00"), place="l40"),
    ]
    return Given(facts, [*reasons, other])


#: By check: facts of one document of which every change has the given sign.
GIVEN: dict[str, Callable[[int], Given]] = {
    "implied-prior-year": lambda s: Given(change("operating", "total", *(("5.00", "6.00") if s > 0 else
                                                                          ("-9.00", "-2.00")))),
    "change-rate": lambda s: Given(rows(s, ("2010301", "10.00", "77.77"), ("2010399", "10.00", "77.77"))),
    "rate-of-zero-base": lambda s: Given(change("operating", "total", *(signed(s, n) for n in
                                                                        ("5.20", "5.20", "100.00")))),
    "repeated-rate": lambda s: Given(rows(s, ("2010301", "", "20.01"), ("2010399", "", "20.01"))),
    "rate-without-change": lambda s: Given(rows(s, *((f"20101{n}", "10.00", "25.00" if s > 0 else "16.67")
                                                     for n in ("01", "02", "03")), ("2010399", "", "10.30"))),
    "reason-and-figures": same_as_before,
    "change-without-reason": unexplained,
    "prior-year-sum": lambda s: Given(prior_sums(s)),
    "prior-year-balance": lambda s: Given(balance(s), kind="budget"),
    "total-changes": lambda s: Given([
        *change("overall", "total", "90.00", signed(s, "4.00"), direction="revenue"),
        *change("overall", "total", "90.00", signed(s, "5.00"), direction="expenditure"),
    ]),
    "fund-changes": lambda s: Given([
        *change("overall", "general_public_budget", "90.00", signed(s, "4.00"), direction="revenue",
                fund="general_public_budget"),
        *change("general_public", "total", "90.00", signed(s, "5.00"), fund="general_public_budget"),
    ]),
    "prior-year-figures": lambda s: next_to(signed(s, "2.50")),
    "prior-and-change": lambda s: next_to(signed(s, "2.50"), "narrative"),
    "project-lines": lambda s: Given(project_lines(s), kind="budget"),
    "three-public-parts": lambda s: Given([
        *change("three_public", "total", "6.00", signed(s, "9.00")),
        *(fact for item, value in (("overseas", "1.00"), ("vehicles", "2.00"), ("reception", "3.00"))
          for fact in change("three_public", item, value, signed(s, value))),
    ]),
}  # fmt: skip


def audit(given: Given) -> list[Finding]:
    described = Report("invented-office", 2024, given.kind, "报告", "虚构办公室", ())
    return check_report(described, given.facts, given.texts, given.projects, details=given.details)[0]


def compare(check: str, sign: int) -> list[Finding]:
    """Findings of a check between two documents, where the later one states a change of the given sign."""
    rise = signed(sign, "5.00")
    pair = {
        "prior-year-continuity": after(
            [state("operating", "total", "1.00")], change("operating", "total", "25.00", rise)),
        "budget-continuity": [
            (report(2024, "final"), of_facts([state(**_TOTAL, reported="1.00")])),
            (report(2025, "budget"), of_facts(
                change("revenue", "general_public_budget", "25.00", rise, phase="approved"))),
        ],
        "project-continuity": after(
            initial("99.00"),
            change("expenditure", "project", "100.00", rise, phase="approved", expenditure_type="project"),
            ("final", "budget")),
    }[check]  # fmt: skip
    return check_unit(pair)[pair[1][0].report_id][0]


BETWEEN = ("prior-year-continuity", "budget-continuity", "project-continuity")


def messages(check: str, sign: int) -> list[str]:
    found = audit(GIVEN[check](sign)) if check in GIVEN else compare(check, sign)
    told = [text for each in found if each.check == check for text in (each.message_zh, each.message_en)]
    assert told, f"nothing was found by {check}"
    return told


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("check", [*GIVEN, *BETWEEN])
def test_the_verb_is_that_of_the_sign(check: str, sign: int) -> None:
    right, wrong = (_RISE, _FALL) if sign > 0 else (_FALL, _RISE)
    for message in messages(check, sign):
        verbs = re.sub(r"“[^”]*”", "", message)
        assert wrong.search(verbs) is None, message
        assert right.search(verbs) is not None, message
        assert not re.search(r"(?:增加|增长|减少|下降|up by |down by )-", verbs), message


def test_a_fall_to_a_line_below_zero_is_cited_as_a_fall() -> None:
    """The document: 减少5.20万元，下降100.00%, of a line of -5.20万元; the words have no sign, the facts have."""
    value, fall, rate = change("operating", "total", "-5.20", "-5.20", "-100.00")
    printed = [value, *(_print(fact) for fact in (fall, rate))]
    [finding] = [each for each in audit(Given(printed)) if each.check == "rate-of-zero-base"]
    assert "-5.20万元（第 1 行），减少5.20万元（第 1 行），下降100.00%" in finding.message_zh
    assert "down by 5.20 万元 (line 1), down by 100.00 %" in finding.message_en


def _print(fact: Fact) -> Fact:
    return replace(fact, reported=fact.reported.lstrip("-"))


@pytest.mark.parametrize(("adjusted", "verb"), [("17.00", "调减3.00万元"), ("23.00", "调增3.00万元")])
def test_a_budget_that_was_raised_is_not_cut(adjusted: str, verb: str) -> None:
    [finding] = [each for each in audit(Given(*cut(adjusted))) if each.check == "reason-covers-change"]
    assert verb in finding.message_zh


def test_a_negative_term_is_in_brackets() -> None:
    like = codes("general_public", {"201": "1.00"})[0]
    assert add_up([like.value * 2, -like.value], like) == "2.00万元 + (-1.00万元)"


# --- that no message is left out ------------------------------------------------------------------


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield path.stem, node


def test_no_message_writes_a_verb_of_direction_itself() -> None:
    written = [
        (module, function.name, part.value)
        for module, function in functions()
        for text in ast.walk(function)
        if isinstance(text, ast.JoinedStr)
        for part in text.values
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and (_RISE.search(part.value) or _FALL.search(part.value))
    ]
    assert written == []


def test_every_caller_was_run_with_both_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    met: set[tuple[str, str, bool]] = set()

    def record(entry: Entry) -> tuple[str, str]:
        frame = inspect.currentframe()
        while frame is not None and (frame.f_code.co_name.startswith("<") or frame.f_code.co_name == "record"):
            frame = frame.f_back
        assert frame is not None
        if entry.fact.measure in {"change", "change_rate"}:
            met.add((frame.f_globals["__name__"].rpartition(".")[2], frame.f_code.co_name, entry.fact.value < 0))
        return cite_change(entry)

    for module in _MODULES:
        monkeypatch.setattr(module, "cite_change", record)
    for check in [*GIVEN, *BETWEEN]:
        for sign in (1, -1):
            messages(check, sign)
    calls = {
        (module, function.name)
        for module, function in functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "cite_change"
    }
    assert {(*call, falls) for call in calls for falls in (False, True)} == met


def test_a_figure_that_is_no_change_has_no_verb() -> None:
    fact = state("operating", "total", "-5.20")
    entry = Entry(1, fact, cell_of(fact))
    assert cite_change(entry) == (findings_module.cite(entry), findings_module.cite_en(entry))
