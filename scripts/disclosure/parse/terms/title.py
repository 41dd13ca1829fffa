"""What form a title names: its statement, fund and side, by the terms it consists of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disclosure.parse.terms.meaning import Meaning
from disclosure.parse.terms.term import Terms, Unknown

#: Funds that have a statement of their own, and are not a part of the general public budget's.
_FUND_STATEMENTS = ("state_capital", "government_fund")
_LONGEST_PASSED = 8
_TYPES = {
    "basic": "basic", "project": "project", "basic_personnel": "basic", "basic_operating": "basic",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TitleMeaning:
    """The statement a title names, the fund and the side that its amounts are of."""

    statement: str
    fund: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class OtherForm:
    """A title whose terms are known, of a form that holds no accounts this project reads."""

    words: str


#: An unknown word says nothing of a form where titles of so many statements and funds of one document share it: no
#: fund or scope stands before all of them, the name of a level of government or of an area does.
_STATEMENTS_SHARED, _FUNDS_SHARED = 3, 2


def find_passed(titles: Iterable[str], terms: Terms) -> frozenset[str]:
    """The unknown words that titles of one document begin with, and that say nothing of its forms."""
    shared: dict[str, set[TitleMeaning]] = defaultdict(set)
    for title in titles:
        for end in range(1, min(len(title), _LONGEST_PASSED) + 1):
            rest = title[end:]
            if isinstance(terms.split(title[:end], "title"), Unknown) and rest:
                found = read_title(rest, terms)
                if isinstance(found, TitleMeaning):
                    shared[title[:end]].add(found)
                    break
    return frozenset(
        words
        for words, found in shared.items()
        if len({each.statement for each in found}) >= _STATEMENTS_SHARED
        and len({each.fund for each in found} - {""}) >= _FUNDS_SHARED
    )


def read_title(words: str, terms: Terms) -> TitleMeaning | OtherForm | Unknown:
    """What a title without numbering, year and the unit's name says."""
    parts = terms.cut(words, "title")
    if isinstance(parts, Unknown):
        return parts
    return _statement(parts) or OtherForm(words)


def _statement(parts: Sequence[Meaning]) -> TitleMeaning | None:
    """The narrowest statement that the terms name; None where they name none."""
    forms = {part.form for part in parts} - {""}
    funds = {part.fund for part in parts} - {""}
    sides = {part.direction for part in parts} - {""}
    types = [_TYPES[part.expenditure_type] for part in parts if part.expenditure_type in _TYPES]
    if any(part.classification for part in parts):
        sides.add("expenditure")  # only expenditure is classified by function or by economic type
    both = "both" in forms or len(sides) > 1
    side = "" if both else next(iter(sides), "expenditure")
    general = "general_public_budget" if "general_public_budget" in funds else ""
    if "other" in forms:
        return None
    if {"three_public", "institution"} & forms:
        return TitleMeaning("three_public", general or "fiscal_appropriation", "expenditure")
    if "costs" in forms:
        return None
    for form in ("procurement", "operating"):
        if form in forms:
            return TitleMeaning(form, general if form == "procurement" else "", "expenditure")
    if any(part.item for part in parts):
        return None
    if any(part.balance for part in parts):
        of_fiscal = not funds - {"fiscal_appropriation"} and side == "expenditure" and not types
        return TitleMeaning("carryover", "carryover", "expenditure") if of_fiscal and sides else None
    return _of_fund(funds, types, side, both=both, named=bool(sides) or both)


def _of_fund(funds: set[str], types: Sequence[str], side: str, *, both: bool, named: bool) -> TitleMeaning | None:
    for fund in _FUND_STATEMENTS:
        if fund in funds:
            return TitleMeaning(fund, fund, side) if side != "revenue" else None
    fund = next((each for each in ("general_public_budget", "fiscal_appropriation") if each in funds), "")
    if funds - {"general_public_budget", "fiscal_appropriation"}:
        return None
    if types:
        return TitleMeaning(types[0], fund, "expenditure")
    if fund == "general_public_budget":
        return TitleMeaning("general_public", fund, "expenditure") if side == "expenditure" and named else None
    if fund:
        return TitleMeaning("appropriation", fund, side) if side != "revenue" else None
    if both:
        return TitleMeaning("overall")
    return TitleMeaning(side, "", side) if named else None
