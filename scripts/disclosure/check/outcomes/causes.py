"""One cause, one finding: cases of several checks that one misprinted figure brought about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from disclosure.check.cases.findings import Case
from disclosure.check.cases.intervals import SCALES
from disclosure.check.cases.message import compose
from disclosure.check.cases.registry import Check
from disclosure.model import Fact, Finding

#: Checks whose cases tell the root best come first; of the same rank the first in document order.
_ROOTS = (
    "value-without-count", "expenditure-by-kind", "fund-columns", "basic-and-project", "repeated-figures",
    "change-rate", "functional-sums",
)  # fmt: skip


#: Checks of the text: where only the data is at hand they are not made, and what they find is kept as it is.
_OF_TEXT = frozenset(
    {"sentence-rates", "sentence-parts", "sentence-shares", "listed-items", "sentence-changes", "sentence-balance"}
)


def merge_causes(cases: Sequence[Case], facts: Sequence[Fact], checks: Mapping[str, Check]) -> list[Case]:
    """Mismatches with the same gap that share a figure become one: the root, with the others as consequences.

    They share a figure if they rest on the same fact, on two facts that state the same amount for
    codes of which one is the other's part, or if both hold the same two amounts against each other.
    Rounding differences become one only in the last case: a shared total may well be rounded twice.
    """
    cases = [case for case in cases if case.check not in _OF_TEXT or not _is_told(case, cases)]
    wrong = [case for case in cases if case.agreement == "mismatch" and case.facts and case.check not in _OF_TEXT]
    groups = _group(wrong, lambda one, other: _is_related(one, other, facts))
    rounded = [case for case in cases if case.agreement == "rounding" and case.facts and case.unit != "%"]
    groups += _group(rounded, _is_same_pair)
    merged = {id(case): group for group in groups for case in group}
    first = {id(group[0]) for group in groups}
    result = []
    for case in cases:
        if id(case) not in merged:
            result.append(case)
        elif id(case) in first:
            group = merged[id(case)]
            result.append(_join(min(group, key=_rank), group, checks))
    return result


def _is_told(case: Case, cases: Sequence[Case]) -> bool:
    """Whether another check, of the data, finds something in two of the figures that a sentence is about, or says that
    one of its amounts is wrong."""
    of_data = [other for other in cases if other.check not in _OF_TEXT]
    wrong = {
        each.stated * SCALES.get(each.unit, Decimal(1))
        for each in of_data
        if each.check == "prose-and-money" and each.stated is not None and each.agreement == "mismatch"
    }
    return any(len(set(case.facts) & set(other.facts)) > 1 for other in of_data) or bool(wrong & set(case.amounts))


def _group(cases: Sequence[Case], related: Callable[[Case, Case], bool]) -> list[list[Case]]:
    """The sets of two or more cases that are related to each other, directly or through others."""
    parents = list(range(len(cases)))

    def find(index: int) -> int:
        while parents[index] != index:
            index = parents[index]
        return index

    for one in range(len(cases)):
        for other in range(one):
            if find(one) != find(other) and related(cases[one], cases[other]):
                parents[max(find(one), find(other))] = min(find(one), find(other))
    groups: dict[int, list[Case]] = defaultdict(list)
    for index, case in enumerate(cases):
        groups[find(index)].append(case)
    return [group for group in groups.values() if len(group) > 1]


def _is_same_pair(one: Case, other: Case) -> bool:
    """Whether two cases hold the same two amounts against each other."""
    return one.unit == other.unit and {one.stated, one.expected} == {other.stated, other.expected}


def _rank(case: Case) -> tuple[int, int]:
    rank = _ROOTS.index(case.check) if case.check in _ROOTS else len(_ROOTS)
    return rank, min(case.facts)


def _is_related(one: Case, other: Case, facts: Sequence[Fact]) -> bool:
    if {one.check, other.check} == {"value-without-count", "running-cost-without-vehicles"}:
        return one.facts[0] in other.facts
    if one.expected is None or one.stated is None or other.expected is None or other.stated is None:
        return False
    if one.unit != other.unit or not one.facts or not other.facts:
        return False
    if one.unit == "%":
        rates = one.check == other.check == "change-rate" and one.stated == other.stated
        return rates and _same_change(one, other, facts)
    gap, other_gap = abs(one.stated - one.expected), abs(other.stated - other.expected)
    # a cent of rounding may lie between two gaps of one cause
    if gap == 0 or abs(gap - other_gap) * 200 > gap:
        return False
    if gap == other_gap and _is_beside(one, other, facts) and len(gap.normalize().as_tuple().digits) > 2:
        return True
    if _is_same_pair(one, other) or set(one.facts) & set(other.facts):
        return True
    return any(_is_copy(facts[a - 1], facts[b - 1]) for a in one.facts for b in other.facts)


def _is_beside(one: Case, other: Case, facts: Sequence[Fact]) -> bool:
    """Whether two cases rest on figures that stand one after the other in one statement: a total and its part."""
    pairs = [(a, b) for a in one.facts for b in other.facts if abs(a - b) == 1]
    return any(
        (facts[a - 1].statement, facts[a - 1].form) == (facts[b - 1].statement, facts[b - 1].form) for a, b in pairs
    )


def _same_change(one: Case, other: Case, facts: Sequence[Fact]) -> bool:
    changes = [{facts[n - 1].value for n in case.facts if facts[n - 1].measure == "change"} for case in (one, other)]
    return bool(changes[0] & changes[1])


def _is_copy(one: Fact, other: Fact) -> bool:
    """Whether two figures state the same amount of one code, or of a code and a part of it."""
    if not one.functional_code or not other.functional_code or one.value != other.value or one.value == 0:
        return False
    if one.expenditure_type != other.expenditure_type:
        return False
    short, long = sorted((one.functional_code, other.functional_code), key=len)
    return long.startswith(short)


def absorb_findings(own: Sequence[Finding], between: Sequence[Finding], checks: Mapping[str, Check]) -> list[Finding]:
    """All findings of a report; one between documents that rests on the root of another is its consequence.

    A number of things stated as zero contradicts their value, and the number of last year's document too.
    """
    roots = {finding.facts[0]: finding for finding in own if finding.check == "value-without-count"}
    kept = []
    for finding in between:
        root = roots.get(finding.facts[0]) if finding.check == "asset-continuity" and finding.facts else None
        if root is None:
            kept.append(finding)
            continue
        check = checks[finding.check]
        zh, en = compose(
            "shared", "documents", message=(root.message_zh, root.message_en), title=(check.title_zh, check.title_en),
            other=(finding.message_zh, finding.message_en),
        )  # fmt: skip
        roots[finding.facts[0]] = replace(root, message_zh=zh, message_en=en)
    told = {finding.finding: finding for finding in roots.values()}
    return [told.get(finding.finding, finding) for finding in own] + kept


def _join(root: Case, group: Sequence[Case], checks: Mapping[str, Check]) -> Case:
    others = [case for case in group if case is not root]
    facts = tuple(dict.fromkeys(number for case in (root, *others) for number in case.facts))
    zh = [f"（{n}）{checks[case.check].title_zh}：{case.message_zh}" for n, case in enumerate(others, 1)]
    en = [f"({n}) {checks[case.check].title_en}: {case.message_en}" for n, case in enumerate(others, 1)]
    message = compose(
        "shared", "cause", message=(root.message_zh, root.message_en), number=len(others),
        others=(" ".join(zh), " ".join(en)),
    )  # fmt: skip
    return replace(root, facts=facts, message_zh=message[0], message_en=message[1])
