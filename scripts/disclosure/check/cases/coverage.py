"""Cases that need all figures of a form: nothing is found where some were not read, or are of a part of the unit.

A sum lacks what is unread, an omission may be a row that is unread, and a name may be the begin of one that the end of
a page cut. Rows of parts of the unit make details, not facts, so that the other rows do not add up. The data counts
figures by section, which has the name of its statement and, where a document has several forms of one statement, of the
form: one of them may be judged where another is read in part. A list in prose lacks rows where a figure of its section
is unread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from disclosure.check.cases.findings import Case
from disclosure.model import Fact, Parsed

#: Sums over rows or columns of a form, counts of its rows, and names of its rows.
WHOLE_FORM_CHECKS = frozenset(
    {
        "overall-parts", "revenue-by-source", "expenditure-by-kind", "appropriation-parts", "basic-and-project",
        "functional-sums", "economic-sums", "fund-columns", "basic-parts", "three-public-parts", "procurement-parts",
        "procurement-small-firms", "shares-sum", "prior-year-sum", "project-funds",
        "project-expenditure", "project-rows", "same-payment", "three-public-rows", "class-names", "class-codes",
        "listed-classes",
        "required-detail", "value-without-count", "value-and-no-count", "prior-year-balance",
    }
)  # fmt: skip
#: The same for performance tables: their number, their money and the lists of indicators of each.
WHOLE_LIST_CHECKS = frozenset(
    {
        "indicator-weights", "indicator-scores", "costs-cover-money", "allocation-and-costs", "projects-sum",
        "projects-count", "tasks-sum",
    }
)  # fmt: skip
#: Outcomes, with reasons, of figures of a part of the unit: those that are details, and those that are not data.
_OF_PARTS = frozenset({("fact", "subunit"), ("ignored", "part_of_unit")})
_FORM = "form:"
_PERFORMANCE = ("project_evaluation", "project_targets", "unit_evaluation", "unit_targets")


def is_partial(outcome: str, reason: str) -> bool:
    """Whether a figure with this outcome leaves its form read in part."""
    return outcome == "unread" or (outcome, reason) in _OF_PARTS


def find_partial(parsed: Parsed) -> frozenset[str]:
    """The sections with figures unread or of a part of the unit: ``form:general_public`` (of several forms
    ``form:general_public:table-5``), ``general_public``."""
    own = {figure.section for figure in parsed.figures if is_partial(figure.outcome, figure.reason)}
    return parsed.partial | own


def withhold_cases(cases: Iterable[Case], facts: Sequence[Fact], partial: Collection[str]) -> Iterator[Case]:
    """The cases, those untested that would find something in a form read in part, or an omission in such prose.

    ``partial`` are the sections read in part. A sum that agrees stays: no row is missing.
    """
    lists = any(f"{_FORM}{kind}" in partial for kind in _PERFORMANCE)
    for case in cases:
        withheld = (case.check in WHOLE_LIST_CHECKS and lists) or (
            case.check in WHOLE_FORM_CHECKS
            and any(_is_of(facts[number - 1], partial, case.outcome == "omission") for number in case.facts)
        )
        yield replace(case, agreement="untested") if withheld and case.agreement == "mismatch" else case


def is_read_in_part(fact: Fact, partial: Collection[str]) -> bool:
    """Whether a fact is in a form, or in a section of prose, of which some figures were not read."""
    return _is_of(fact, partial, omission=True)


def _is_of(fact: Fact, partial: Collection[str], omission: bool) -> bool:
    """Whether a fact is in a form that may be read in part, or in prose from which something would be missing."""
    if fact.form.startswith("table-"):
        section = f"{_FORM}{fact.statement}"
        return section in partial or f"{section}:{fact.form}" in partial
    return omission and fact.form == "narrative" and fact.statement in partial
