"""One cause, one finding: cases of several checks that one misprinted figure brought about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from disclosure.check.findings import Case
from disclosure.check.registry import Check
from disclosure.model import Fact

#: Checks whose cases tell the root best come first; of the same rank the first in document order.
_ROOTS = (
    "value-without-count", "expenditure-by-kind", "fund-columns", "basic-and-project", "repeated-figures",
    "change-rate", "functional-sums",
)  # fmt: skip


def merge_causes(cases: Sequence[Case], facts: Sequence[Fact], checks: Mapping[str, Check]) -> list[Case]:
    """Mismatches with the same gap that share a figure become one: the root, with the others as consequences.

    They share a figure if they rest on the same fact, on two facts that state the same amount for
    codes of which one is the other's part, or if both hold the same two amounts against each other.
    """
    wrong = [case for case in cases if case.agreement == "mismatch" and case.facts]
    parents = list(range(len(wrong)))

    def find(index: int) -> int:
        while parents[index] != index:
            index = parents[index]
        return index

    for one in range(len(wrong)):
        for other in range(one):
            if find(one) != find(other) and _is_related(wrong[one], wrong[other], facts):
                parents[max(find(one), find(other))] = min(find(one), find(other))
    groups: dict[int, list[Case]] = defaultdict(list)
    for index, case in enumerate(wrong):
        groups[find(index)].append(case)
    merged = {id(case): group for group in groups.values() if len(group) > 1 for case in group}
    roots = {id(group[0]): min(group, key=_rank) for group in groups.values() if len(group) > 1}
    result = []
    for case in cases:
        if id(case) not in merged:
            result.append(case)
        elif id(case) in roots:
            result.append(_join(roots[id(case)], merged[id(case)], checks))
    return result


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
    if {one.stated, one.expected} == {other.stated, other.expected} or set(one.facts) & set(other.facts):
        return True
    return any(_is_copy(facts[a - 1], facts[b - 1]) for a in one.facts for b in other.facts)


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


def _join(root: Case, group: Sequence[Case], checks: Mapping[str, Check]) -> Case:
    others = [case for case in group if case is not root]
    facts = tuple(dict.fromkeys(number for case in (root, *others) for number in case.facts))
    zh = "".join(f"\n- {checks[case.check].title_zh}：{case.message_zh}" for case in others)
    en = "".join(f"\n- {checks[case.check].title_en}: {case.message_en}" for case in others)
    return replace(
        root,
        facts=facts,
        message_zh=f"{root.message_zh}同一原因还见于{len(others)}处：{_flatten(zh)}",
        message_en=f"{root.message_en} The same cause shows elsewhere ({len(others)}): {_flatten(en)}",
    )


def _flatten(text: str) -> str:
    """Consequences in one line: a message is one paragraph in a table."""
    parts = [part.strip("- ").strip() for part in text.split("\n") if part.strip()]
    return " ".join(f"（{number}）{part}" for number, part in enumerate(parts, 1))
