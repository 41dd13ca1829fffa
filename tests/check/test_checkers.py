"""The list of checkers: every check of checks.yml is made by the functions that name it, and by no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.check.test_words import audit
from tests.check.words import WORDS

from disclosure.check import UNIT_CHECKS, load_checks
from disclosure.check import report as report_module
from disclosure.check.amounts.calculations import load_calculations
from disclosure.check.amounts.relations import run_identities
from disclosure.check.cases.findings import Case
from disclosure.check.cases.subject import Checker, Subject
from disclosure.check.report import CHECKERS


def test_every_check_has_a_checker() -> None:
    named = {check for checker in CHECKERS for check in checker.checks}
    assert named | UNIT_CHECKS == set(load_checks())


def test_the_identities_are_those_of_the_file() -> None:
    assert set(run_identities.checks) == {calculation.check for calculation in load_calculations()}


def test_no_checker_is_listed_twice() -> None:
    assert len({id(checker) for checker in CHECKERS}) == len(CHECKERS)


def watch(checker: Checker, made: set[str]) -> Checker:
    def run(subject: Subject) -> Iterator[Case]:
        for case in checker(subject):
            assert case.check in checker.checks
            made.add(case.check)
            yield case

    return replace(checker, run=run)


@pytest.mark.parametrize("check", WORDS)
def test_a_checker_makes_no_other_cases_than_it_names(check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: set[str] = set()
    monkeypatch.setattr(report_module, "CHECKERS", tuple(watch(checker, made) for checker in CHECKERS))
    for given in WORDS[check]:
        audit(given)
    assert check in made
