"""What form a title names: its statement, fund and side, by the terms it consists of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disclosure.parse.terms.meaning import Meaning
from disclosure.parse.terms.term import Terms, Unknown
from disclosure.quick import replace

#: Funds that have a statement of their own, and are not a part of the general public budget's.
_FUND_STATEMENTS = ("state_capital", "government_fund")
_LONGEST_PASSED = 8
#: What a title says of forms that hold no accounts this project reads.
_OTHER_FORMS = frozenset({"other", "aside"})
#: What restricts a form to a part: the head office of a unit, or the year's money without carryovers.
_RESTRICTIONS = frozenset({"scope", "year_only"})
_TYPES = {
    "basic": "basic", "project": "project", "basic_personnel": "basic", "basic_operating": "basic",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TitleMeaning:
    """The statement a title names, and the fund, the side, the type of expenditure (only where it is narrower than the
    statement's own) and the code of the economic class that its amounts are of. ``part``: they are a part of them that
    is not stated elsewhere, as services bought are a part of what is procured."""

    statement: str
    fund: str = ""
    direction: str = ""
    expenditure_type: str = ""
    economic: str = ""
    part: bool = False


@dataclass(frozen=True, slots=True)
class OtherForm:
    """A title whose terms are known, of a form that holds no accounts this project reads; ``aside`` where the terms say
    what the form holds, and the data does not hold that."""

    words: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class OpenTitle:
    """What the known words of a title name, where others restrict it or, being unknown, may do so. ``part`` are the
    first unknown words (empty if all are known), ``year_only`` is set where all that is left out are carryovers."""

    meaning: TitleMeaning
    part: str = ""
    year_only: bool = False


Reading = TitleMeaning | OpenTitle | OtherForm | Unknown


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


def read_title(words: str, terms: Terms) -> Reading:
    """What a title without numbering, year and the unit's name says. With an unknown word in it, the title is one of
    another form if its other words say so, and else is open."""
    parts, unknown = terms.skim(words, "title")
    found, forms = _of_class(_statement(parts), parts), {part.form for part in parts}
    if forms & _OTHER_FORMS:
        return OtherForm(words, "other" not in forms)
    if found is not None and unknown:
        return OpenTitle(found, unknown)
    if found is not None and forms & _RESTRICTIONS:
        return OpenTitle(found, "", "scope" not in forms)
    return found or (Unknown(unknown) if unknown else OtherForm(words))


def _of_class(found: TitleMeaning | None, parts: Sequence[Meaning]) -> TitleMeaning | None:
    """What a title says that names one economic class of the department's classification as well, of which all amounts
    of its form are then. Of the same class in the government's classification the form has several types."""
    classes = {part.economic for part in parts} - {""}
    if found is None or not classes:
        return found
    known = len(classes) == 1 and all(part.classification != "government" for part in parts)
    return replace(found, economic=classes.pop()) if known else None


def _statement(parts: Sequence[Meaning]) -> TitleMeaning | None:
    """The narrowest statement that the terms name; None where they name none."""
    forms = {part.form for part in parts} - {""}
    funds = {part.fund for part in parts} - {""}
    sides = {part.direction for part in parts} - {""}
    types = [part.expenditure_type for part in parts if part.expenditure_type in _TYPES]
    if any(part.classification for part in parts):
        sides.add("expenditure")  # only expenditure is classified by function or by economic type
    both = "both" in forms or len(sides) > 1
    side = "" if both else next(iter(sides), "expenditure")
    if forms & _OTHER_FORMS:
        return None
    if {"three_public", "institution"} & forms:
        fund = _find_fund(funds | {"fiscal_appropriation"})
        return TitleMeaning("three_public", fund, "expenditure") if fund else None
    if "costs" in forms:
        return None
    if "services" in forms and "procurement" not in forms:
        return TitleMeaning("procurement", _find_fund(funds), "expenditure", part=True)
    for form in ("procurement", "operating"):
        if form in forms:
            general = "general_public_budget" if funds & {"general_public_budget"} else ""
            return TitleMeaning(form, general if form == "procurement" else "", "expenditure")
    if any(part.item for part in parts):
        return None
    if any(part.balance for part in parts):
        of_fiscal = not funds - {"fiscal_appropriation"} and side == "expenditure" and not types
        return TitleMeaning("carryover", "carryover", "expenditure") if of_fiscal and sides else None
    if funds and not _find_fund(funds):
        return None
    return _of_fund(_find_fund(funds), types, side, both=both, named=bool(sides or types) or both)


def _find_fund(funds: set[str]) -> str:
    """The one fund that a title names: one of the three budgets rather than the appropriation from all of them, and the
    appropriation where several are named next to it. Empty where several funds are named, of which the form is."""
    budgets = funds & {*_FUND_STATEMENTS, "general_public_budget"}
    if funds - budgets - {"fiscal_appropriation"}:
        return next(iter(funds)) if len(funds) == 1 else ""
    if len(budgets) == 1:
        return next(iter(budgets))
    return "fiscal_appropriation" if "fiscal_appropriation" in funds else ""


def _of_fund(fund: str, types: Sequence[str], side: str, *, both: bool, named: bool) -> TitleMeaning | None:
    """The statement of one fund (empty: of all), and of one type of expenditure if ``types`` names only one."""
    statements = {_TYPES[kind] for kind in types}
    if len(statements) == 1:
        kinds = set(types) - statements
        statement = statements.pop()
        kind = kinds.pop() if len(kinds) == 1 else ""
        return TitleMeaning(statement, fund, "expenditure", kind)
    if fund in _FUND_STATEMENTS:
        return TitleMeaning(fund, fund, side) if side != "revenue" else None
    if fund == "general_public_budget":
        return TitleMeaning("general_public", fund, side) if side != "revenue" and named else None
    if fund == "fiscal_appropriation":
        return TitleMeaning("appropriation", fund, side) if side != "revenue" else None
    if fund:
        return TitleMeaning("expenditure", fund, side) if side == "expenditure" and named else None
    if both:
        return TitleMeaning("overall")
    return TitleMeaning(side, "", side) if named else None
