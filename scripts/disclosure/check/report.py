"""All checks on one report: findings for the public, and what came of each check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Context, localcontext
from functools import cache

from disclosure.check.amounts.agreement import run_repeats
from disclosure.check.amounts.classifications import run_classifications
from disclosure.check.amounts.execution import run_execution
from disclosure.check.amounts.hierarchy import run_sums
from disclosure.check.amounts.lists import run_lists, run_parts
from disclosure.check.amounts.meanings import run_meanings
from disclosure.check.amounts.parts import run_units
from disclosure.check.amounts.project_columns import run_project_columns
from disclosure.check.amounts.relations import run_identities, run_relations
from disclosure.check.amounts.shares import run_share_sums, run_shares, run_variances
from disclosure.check.amounts.small_firms import run_small_firm_shares
from disclosure.check.amounts.statements import run_statements
from disclosure.check.cases.cells import Ledger
from disclosure.check.cases.chapters import open_chapters
from disclosure.check.cases.coverage import find_partial, withhold_cases
from disclosure.check.cases.findings import Case, Labels
from disclosure.check.cases.registry import load_checks
from disclosure.check.cases.subject import Checker, Subject
from disclosure.check.outcomes.causes import absorb_findings
from disclosure.check.outcomes.conclusions import conclude
from disclosure.check.outcomes.quotation import attach_sentences
from disclosure.check.projects.achievements import run_achievements, run_stated_money
from disclosure.check.projects.adjustments import run_adjustments
from disclosure.check.projects.indicators import run_indicator_words
from disclosure.check.projects.objectives import run_objectives
from disclosure.check.projects.performance import run_performance, run_stated_scores
from disclosure.check.projects.plausibility import run_costs_of_nothing, run_counts, run_missing_counts, run_vehicles
from disclosure.check.projects.project_money import run_allocations, run_cost_cover, run_costs, run_executions
from disclosure.check.projects.results import run_results
from disclosure.check.projects.same_indicators import run_same_indicators
from disclosure.check.projects.targets import run_targets
from disclosure.check.projects.tasks import run_tasks
from disclosure.check.projects.unit_money import run_unit_money
from disclosure.check.sentences.sentence_checks import run_sentences
from disclosure.check.words.blanks import run_blanks
from disclosure.check.words.completeness import run_privacy, run_required_detail, run_required_parts
from disclosure.check.words.dates import run_dates
from disclosure.check.words.declared import run_declared
from disclosure.check.words.empty_statements import run_empty_statements
from disclosure.check.words.enumerations import run_counted_lists
from disclosure.check.words.explanations import run_explanations
from disclosure.check.words.listed_classes import run_listed_classes
from disclosure.check.words.lost_units import run_lost_units
from disclosure.check.words.misprints import run_misprints
from disclosure.check.words.names import run_names
from disclosure.check.words.wording import check_unit_names, run_wording
from disclosure.check.years.changes import run_changes
from disclosure.check.years.continuity import run_continuity
from disclosure.check.years.fund_changes import run_fund_changes
from disclosure.check.years.prior_figures import run_prior_figures
from disclosure.check.years.prior_kinds import run_prior_kinds
from disclosure.check.years.prior_years import run_prior_balance, run_prior_sums, run_project_lines
from disclosure.check.years.total_changes import run_total_changes
from disclosure.errors import DescriptionError
from disclosure.garbage import collect_afterwards
from disclosure.model import (
    CheckResult,
    Detail,
    Fact,
    Figure,
    Finding,
    Indicator,
    Parsed,
    Project,
    Report,
    Text,
)
from disclosure.reference import Concept, Reference, find_reference, load_reference

#: Significant digits of all arithmetic.
PRECISION = 100


#: Checks between the documents of one unit.
UNIT_CHECKS = frozenset(
    {
        "prior-year-continuity", "staff-continuity", "asset-continuity", "carryover-continuity", "budget-continuity",
        "project-continuity", "prior-result-continuity", "supervisor-continuity", "prior-year-restated",
    }
)  # fmt: skip
#: Checks that need the words of the source, which the data does not keep.
SOURCE_CHECKS = frozenset(
    {
        "foreign-year", "personal-data", "required-parts", "empty-statements", "repeated-words", "heading-order",
        "misprints", "stated-scores", "placeholders", "changed-and-unchanged",
        "counted-lists", "small-firm-shares", "lost-unit", "sentence-rates", "sentence-parts", "direction-words",
        "sentence-shares", "listed-classes",
        "sentence-changes", "sentence-balance", "sentence-rows", "listed-items", "declared-empty", "same-year",
    }
)  # fmt: skip


@collect_afterwards
def check_report(
    report: Report,
    facts: Sequence[Fact],
    texts: Sequence[Text] = (),
    projects: Sequence[Project] = (),
    indicators: Sequence[Indicator] = (),
    concepts: Mapping[tuple[str, str], Concept] | None = None,
    figures: Sequence[Figure] = (),
    redactions: int | None = None,
    source: str | None = None,
    names: Sequence[str] | None = None,
    partial: frozenset[str] = frozenset(),
    details: Sequence[Detail] = (),
) -> tuple[list[Finding], list[CheckResult]]:
    """Try every check on the facts of one report.

    ``facts`` are in document order: fact numbers in findings are 1-based positions in it. Messages
    call items by the labels of ``concepts``, and ``names`` are those the unit is known by: by default those of
    the checkout around this module.
    ``figures``, ``redactions`` and ``source``, the text of the documents, come of reading them; without
    those the SOURCE_CHECKS are not made, and ``partial`` names the sections that are read in part. ``details`` are
    parts of facts. Findings come
    sorted by id, results in the order of checks.yml.
    Nothing a document holds makes this fail.
    """
    parsed = Parsed(tuple(facts), tuple(texts), tuple(projects), tuple(indicators), tuple(figures))
    parsed = replace(parsed, partial=partial, details=tuple(details))
    labels = Labels(_find_concepts() if concepts is None else concepts)
    with localcontext(Context(prec=PRECISION)):
        known = _find_names(report.unit_id) if names is None else names
        subject = Subject(report, parsed, Ledger(parsed.facts), labels, redactions, source, known)
        cases = list(_run_all(subject))
        findings, results = conclude(report, parsed, list(withhold_cases(cases, facts, find_partial(parsed))))
        findings = attach_sentences(findings, subject)
    if source is None:  # what was not read was not checked
        results = [_leave_unchecked(result) if result.check in SOURCE_CHECKS else result for result in results]
    return findings, results


def _leave_unchecked(result: CheckResult) -> CheckResult:
    return replace(result, outcome="not_checked") if result.outcome == "not_applicable" else result


@collect_afterwards
def check_unit(reports: Sequence[tuple[Report, Parsed]]) -> dict[str, tuple[list[Finding], list[CheckResult]]]:
    """Hold the reports of one unit against each other: findings and results by report id.

    A finding belongs to the later of two reports, and its facts are numbers of that report. Results
    hold the checks between documents alone, in the order of checks.yml.
    """
    labels = Labels(_find_concepts())
    with localcontext(Context(prec=PRECISION)):
        chapters = open_chapters(reports)
        cases: dict[str, list[Case]] = defaultdict(list)
        for chapter, case in run_continuity(chapters, labels):
            cases[chapter.report.report_id].append(case)
        concluded = {}
        for chapter in chapters:
            report = chapter.report
            findings, results = conclude(report, chapter.parsed, cases[report.report_id])
            concluded[report.report_id] = (findings, [r for r in results if r.check in UNIT_CHECKS])
    return concluded


def join_results(
    own: tuple[Sequence[Finding], Sequence[CheckResult]], between: tuple[Sequence[Finding], Sequence[CheckResult]]
) -> tuple[list[Finding], list[CheckResult]]:
    """What a report shows by itself together with what it shows beside the unit's other reports."""
    replaced = {result.check: result for result in between[1]}
    results = [replaced.get(result.check, result) for result in own[1]]
    findings = absorb_findings(own[0], between[0], load_checks())
    return sorted(findings, key=lambda finding: finding.finding), results


@cache
def _find_reference() -> Reference | None:
    """The code lists that this package came with; none where it has none."""
    try:
        return load_reference(find_reference())
    except DescriptionError:
        return None


def _find_concepts() -> Mapping[tuple[str, str], Concept]:
    reference = _find_reference()
    return reference.concepts if reference else {}


def _find_names(unit_id: str) -> tuple[str, ...]:
    """Every name a unit is known by."""
    reference = _find_reference()
    unit = reference.units.get(unit_id) if reference else None
    return (unit.name, *unit.names) if unit else ()


#: Every function that checks one report, in the order their cases are made: figures, performance tables, words.
CHECKERS: tuple[Checker, ...] = (
    run_identities, run_project_columns, run_sums, run_changes, run_prior_sums, run_prior_kinds, run_prior_balance,
    run_total_changes,
    run_prior_figures, run_fund_changes, run_project_lines, run_small_firm_shares, run_shares, run_share_sums,
    run_variances, run_repeats, run_relations, run_statements, run_meanings, run_counts, run_missing_counts,
    run_vehicles, run_names, run_units, run_lists, run_parts, run_classifications,
    run_allocations, run_executions, run_execution, run_costs, run_cost_cover, run_targets, run_costs_of_nothing,
    run_performance, run_tasks, run_unit_money, run_same_indicators, run_results,
    run_stated_scores, run_achievements, run_stated_money, run_objectives,
    run_adjustments, run_indicator_words, run_dates, run_explanations, run_wording, run_misprints, run_lost_units,
    run_blanks, run_counted_lists, run_listed_classes, run_declared, run_sentences, run_required_detail,
    run_required_parts, run_empty_statements, run_privacy, check_unit_names,
)  # fmt: skip


def _run_all(subject: Subject) -> Iterator[Case]:
    for checker in CHECKERS:
        yield from checker(subject)
