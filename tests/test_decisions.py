"""The records of decisions: each has a status, and what amends or supersedes another is linked from both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "docs" / "decisions"
RECORDS = {path.name[:4]: path for path in sorted(FOLDER.glob("[0-9]*.md"))}
#: What a status may say of another record, and what that one then says of this.
INVERSE = {"amends": "amended by", "supersedes": "superseded by"}
_STATUS = re.compile(r"\*\*Status\.\*\* (accepted|superseded by [^;]+)(?:; [^\n]+)?")
_LINK = re.compile(r"\[(\d{4})\]\(([^)]+)\)")


def read_status(number: str) -> str:
    """The line of the status, the third of a record."""
    return RECORDS[number].read_text("utf-8").splitlines()[2]


def list_relations() -> set[tuple[str, str, str]]:
    """Every relation that a status states: the record, the relation, the other record."""
    relations = set()
    for number in RECORDS:
        for clause in read_status(number).removeprefix("**Status.** ").split("; "):
            verb = clause.split(" [")[0]
            relations |= {(number, verb, other) for other, _ in _LINK.findall(clause)}
    return relations


@pytest.mark.parametrize("number", RECORDS)
def test_a_record_has_its_number_and_a_status(number: str) -> None:
    lines = RECORDS[number].read_text("utf-8").splitlines()
    assert lines[0].startswith(f"# {number} ")
    assert lines[1] == lines[3] == ""
    assert _STATUS.fullmatch(lines[2]), "as `**Status.** accepted; amends [0010](0010-choice-of-libraries.md)`"


def test_numbers_follow_each_other_and_each_record_is_listed() -> None:
    assert list(RECORDS) == [f"{number:04}" for number in range(1, len(RECORDS) + 1)]
    listed = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\) \| (.+) \|$", (FOLDER / "README.md").read_text("utf-8"), re.M)
    assert [(number, name) for number, name, _ in listed] == [(each, RECORDS[each].name) for each in RECORDS]


def test_relations_are_linked_from_both_records() -> None:
    relations = list_relations()
    forward = {(newer, verb, older) for newer, verb, older in relations if verb in INVERSE}
    backward = {(older, verb, newer) for older, verb, newer in relations if verb in INVERSE.values()}
    assert forward | backward == relations, "a status has a word that is not known"
    assert {(older, INVERSE[verb], newer) for newer, verb, older in forward} == backward
    assert all(newer > older for newer, _, older in forward)
    assert forward


@pytest.mark.parametrize("number", RECORDS)
def test_links_between_records_lead_to_them(number: str) -> None:
    for other, target in _LINK.findall(RECORDS[number].read_text("utf-8")):
        assert target == RECORDS[other].name
