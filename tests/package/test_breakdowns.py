"""Tables to add up: disjoint lines, each set the stated total within printed digits, and what is left is stated."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.check.cases.cells import Ledger
from disclosure.model import Detail, Fact, Parsed, Project, Report
from disclosure.package.derived.cover import Line, cover_total
from disclosure.package.derived.lines import make_economic_lines, make_functional_lines
from disclosure.package.derived.spending import TABLE_OF, make_spending
from disclosure.package.editions.distribution import Distribution
from disclosure.package.stored.collection import Member
from disclosure.reference import load_reference
from disclosure.store import find_layout

REFERENCE = load_reference(find_layout(Path(__file__).parent).reference)


def state(value: str, **more: Any) -> Fact:
    """A figure of an invented report, in 万元 with two decimals."""
    given: dict[str, Any] = {
        "statement": "expenditure", "direction": "expenditure", "measure": "amount", "phase": "executed",
        "value": Decimal(value) * 10_000, "unit": "元", "reported": f"{Decimal(value):.2f}", "reported_unit": "万元",
        "form": "table-3", "place": "p1", "quote": value,
    }  # fmt: skip
    return Fact(**(given | more))


def make_member(facts: list[Fact], details: list[Detail] | None = None, partial: str = "") -> Member:
    report = Report("river-office", 2030, "final", "决算", "望舒县某办公室", ())
    member = Member(report, Path("nowhere"), {})
    projects = (Project(1, "甲"), Project(2, "乙", parent=1), Project(3, "丙", parent=1))
    member.__dict__["parsed"] = Parsed(
        tuple(facts), (), projects, (), (), partial=frozenset({partial}), details=tuple(details or ())
    )
    return member


def add(member: Member, breakdown: Any) -> tuple[Decimal, Decimal | None, str]:
    """What the lines of a breakdown add up to, what is unexplained, and why."""
    tables = make_spending(member, REFERENCE, "999999")
    (total,) = [row for row in tables["breakdown_totals"] if row["breakdown"] == breakdown]
    amounts = [Decimal(str(row["amount"])) for row in tables[TABLE_OF[breakdown]]]
    return sum(amounts, Decimal(0)), total["unexplained"], str(total["reason"])  # type: ignore[return-value]


def codes_of(member: Member) -> list[object]:
    return [row["functional_code"] for row in make_spending(member, REFERENCE, "")["spending_by_function"]]


def functions(*lines: tuple[str, str], **more: Any) -> list[Fact]:
    return [state(value, functional_code=code, functional_name=more.pop(code, "")) for code, value in lines]


TOTAL = state("100", item="total")


def test_the_finest_lines_are_taken() -> None:
    member = make_member([TOTAL, *functions(("201", "60"), ("20103", "60"), ("2010301", "60"), ("208", "40"))])
    assert codes_of(member) == ["2010301", "208"]
    assert add(member, "function") == (Decimal(1_000_000), Decimal(0), "")


def test_a_line_whose_parts_are_incomplete_is_taken_itself() -> None:
    """An item that was not read, or that the document leaves out, makes no hole in the sum."""
    member = make_member([TOTAL, *functions(("201", "60"), ("2010301", "35"), ("208", "40"))])
    assert codes_of(member) == ["201", "208"]
    assert add(member, "function") == (Decimal(1_000_000), Decimal(0), "")


def test_money_under_two_codes_is_counted_once() -> None:
    lines = functions(("201", "60"), ("2010301", "50"), ("2010303", "10"), ("2010308", "10"), ("208", "40"))
    named = [replace(line, functional_name="信访事务") if line.value == 100_000 else line for line in lines]
    member = make_member([TOTAL, *named])
    assert codes_of(member) == ["2010301", "2010303", "208"]
    totals = make_spending(member, REFERENCE, "")["breakdown_totals"]
    assert [row["repeated"] for row in totals if row["breakdown"] == "function"] == [1]
    main = [row["functional_code"] for row in make_functional_lines(member) if row["is_main"]]
    assert main == ["2010301", "2010303", "208"]


@pytest.mark.parametrize(
    ("partial", "value", "expected"),
    [
        ("", "40", (Decimal(1_000_000), Decimal(0), "")),
        ("", "30", (Decimal(900_000), Decimal(100_000), "not_itemised")),
        ("table-3", "30", (Decimal(900_000), Decimal(100_000), "unread_figures")),
        ("", "50", (Decimal(0), Decimal(-100_000), "lines_exceed_total")),
        ("", "450", (Decimal(0), Decimal(-4_100_000), "lines_exceed_total")),
    ],
)
def test_what_is_left_is_stated_with_its_reason(partial: str, value: str, expected: object) -> None:
    member = make_member([TOTAL, *functions(("201", "60"), ("208", value))], partial=partial)
    assert add(member, "function") == expected


def test_lines_without_a_total_are_no_table_to_add_up() -> None:
    assert add(make_member(functions(("201", "60"))), "function") == (Decimal(0), None, "no_total")


def test_rounding_is_not_unexplained() -> None:
    member = make_member([TOTAL, *functions(("201", "60.01"), ("208", "40"))])
    assert add(member, "function") == (Decimal(1_000_100), Decimal(0), "")


def test_the_statement_that_explains_most_is_taken_and_its_share_of_all_spending_is_stated() -> None:
    narrow = {"statement": "general_public", "fund": "general_public_budget", "form": "table-5"}
    facts = [TOTAL, state("80", item="total", **narrow), state("80", functional_code="201", **narrow)]
    tables = make_spending(make_member(facts), REFERENCE, "")
    assert [row["share_of_whole"] for row in tables["breakdown_totals"]] == [Decimal("80.00")]
    wide = make_spending(make_member([*facts, *functions(("201", "60"), ("208", "40"))]), REFERENCE, "")
    assert [(row["statement"], row["share_of_whole"]) for row in wide["breakdown_totals"]] == [
        ("expenditure", Decimal("100.00"))
    ]


def test_the_halves_of_basic_spending_are_not_added_to_the_whole() -> None:
    basic = {"statement": "basic", "fund": "general_public_budget", "form": "table-6"}
    whole = {**basic, "expenditure_type": "basic"}
    halves = [{**basic, "expenditure_type": each} for each in ("basic_personnel", "basic_operating")]
    facts = [
        state("30", item="total", **whole), state("20", economic_code="30101", **whole),
        state("10", economic_code="30201", **whole), state("20", economic_code="30101", **halves[0]),
        state("10", economic_code="30201", **halves[1]),
    ]  # fmt: skip
    member = make_member(facts)
    assert add(member, "economic") == (Decimal(300_000), Decimal(0), "")
    assert sum(row["amount"] for row in make_economic_lines(member) if row["is_main"]) == 300_000  # type: ignore[misc]
    only = make_member([facts[0], *facts[3:]])
    assert add(only, "economic") == (Decimal(300_000), Decimal(0), "")


def test_a_class_divided_by_the_government_s_class_is_counted_by_its_parts() -> None:
    basic = {"statement": "basic", "fund": "general_public_budget", "form": "table-6", "expenditure_type": "basic"}
    facts = [state("30", item="total", **basic), state("5", economic_code="30107", **basic)]
    divided = [("301", "501", "12"), ("301", "505", "18"), ("30101", "50101", "12"), ("30101", "50501", "13")]
    details = [
        Detail(**{name: getattr(state(value, economic_code=code, **basic), name) for name in Fact.__slots__},
               kind="government_class", government_code=government)
        for code, government, value in divided
    ]  # fmt: skip
    member = make_member(facts, details)
    assert add(member, "economic") == (Decimal(300_000), Decimal(0), "")
    rows = make_spending(member, REFERENCE, "")["spending_by_economic"]
    assert [(row["economic_code"], row["government_code"]) for row in rows] == [
        ("30107", ""), ("30101", "50101"), ("30101", "50501")
    ]  # fmt: skip


def test_a_project_and_its_parts_are_not_added_up() -> None:
    own = {"statement": "project", "fund": "general_public_budget", "expenditure_type": "project"}
    facts = [state("50", item="total", **own)]
    facts += [state(value, item="total", project=number, **own) for number, value in ((1, "50"), (2, "20"), (3, "30"))]
    member = make_member(facts)
    assert add(member, "project") == (Decimal(500_000), Decimal(0), "")
    assert [row["project"] for row in make_spending(member, REFERENCE, "")["spending_by_project"]] == [2, 3]


def test_income_by_its_finest_sources() -> None:
    own: dict[str, Any] = {"statement": "revenue", "direction": "revenue"}
    facts = [
        state("100", item="current_year", **own), state("90", item="fiscal_appropriation", **own),
        state("70", item="general_public_budget", fund="general_public_budget", **own),
        state("20", item="government_fund", fund="government_fund", **own), state("10", item="other_income", **own),
        state("5", item="opening_carryover", **own), state("105", item="total", form="narrative", **own),
    ]  # fmt: skip
    member = make_member(facts)
    assert add(member, "source") == (Decimal(1_000_000), Decimal(0), "")
    rows = make_spending(member, REFERENCE, "")["income_by_source"]
    assert [row["source"] for row in rows] == ["general_public_budget", "government_fund", "other_income"]


@given(st.recursive(st.integers(1, 10**6), lambda node: st.lists(node, min_size=1, max_size=3), max_leaves=12))
def test_lines_of_any_depth_add_up_to_their_total(tree: Any) -> None:
    """Invented codes: a tree of amounts whose parts add up; any inner line may be left out of the document."""
    facts: list[Fact] = []

    def grow(node: Any, code: str) -> Decimal:
        amount = Decimal(node) if isinstance(node, int) else sum(
            (grow(each, f"{code}/{number}") for number, each in enumerate(node)), Decimal(0)
        )  # fmt: skip
        facts.append(state(str(amount), functional_name=code))
        return amount

    total = state(str(grow(tree, "甲")), item="total")
    lines = {entry.fact.functional_name: Line(entry.fact.functional_name, (entry,)) for entry in Ledger(facts).entries}
    whole = Ledger([total]).entries[0]
    cover = cover_total(whole, lines, lambda key: [key[: -2 * step] for step in range(1, len(key) // 2 + 1)])
    assert cover.explained == total.value
    keys = [line.key for line in cover.lines]
    assert not any(one != other and other.startswith(f"{one}/") for one in keys for other in keys)


def read(distribution: Distribution, table: str) -> list[dict[str, str]]:
    with (distribution.folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_table_adds_up_to_what_the_reports_state(distribution: Distribution) -> None:
    """For each report and breakdown: lines + what is unexplained = the stated total, within the printed digits."""
    totals = {(row["report_id"], row["breakdown"]): row for row in read(distribution, "breakdown_totals")}
    facts = {(row["report_id"], row["fact"]): row for row in read(distribution, "facts")}
    assert totals
    for breakdown, table in TABLE_OF.items():
        sums: dict[str, Decimal] = defaultdict(Decimal)
        counts: dict[str, int] = defaultdict(int)
        for row in read(distribution, table):
            sums[row["report_id"]] += Decimal(row["amount"])
            counts[row["report_id"]] += 1
            if row["fact"]:
                assert facts[row["report_id"], row["fact"]]["value"] == row["amount"]
        for (report, of), row in totals.items():
            if of == breakdown and row["lines"] != "0":
                half_digits = 50 * (counts[report] + 1)
                gap = Decimal(row["total"]) - sums[report] - Decimal(row["unexplained"])
                assert abs(gap) <= half_digits, (report, breakdown)
                assert Decimal(row["unexplained"]) >= 0


@pytest.mark.first_reports
def test_nothing_of_the_first_reports_is_left_unexplained(distribution: Distribution) -> None:
    """Executed by function is of the general public budget alone in the final accounts: the share is stated."""
    rows = read(distribution, "breakdown_totals")
    left = {(row["report_id"], row["breakdown"]): row["reason"] for row in rows if row["reason"]}
    assert left == {("changji-services-2022-final", "project"): "lines_exceed_total"}
    shares = {row["report_id"]: row["share_of_whole"] for row in rows if row["breakdown"] == "function"}
    assert shares["changji-egov-2022-final"] == "98.22"
    assert shares["changji-services-2022-final"] == "91.61"
    spent = read(distribution, "spending_by_function")
    amounts = [Decimal(row["amount"]) for row in spent if row["year"] == "2023"]
    assert sum(amounts) == 11_359_700
    classes = read(distribution, "spending_by_economic")
    assert sum(Decimal(row["amount"]) for row in classes if row["year"] == "2023") == 11_009_700
