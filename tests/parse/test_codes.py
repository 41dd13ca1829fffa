"""No code leaves the parse room that its code list lacks: neither from the vocabulary nor from the program."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosure.errors import DescriptionError
from disclosure.parse.codes import verify_vocabulary
from disclosure.parse.vocabulary import FOLDER
from disclosure.parse.words import NOT_HELD
from disclosure.reference import Reference

PARSE = FOLDER.parent / "parse"
#: An argument of the program's own constructors, and the code list of its values.
ARGUMENTS = {"fund": "funds", "expenditure_type": "expenditure_types", "item": "items", "statement": "statements"}


def test_every_code_of_the_vocabulary_is_in_its_list(reference: Reference) -> None:
    verify_vocabulary(reference.codes)


@pytest.mark.parametrize(
    ("name", "before", "after", "problem"),
    [
        ("statements.yml", "fund: state_capital,", "fund: state_kapital,", "fund cannot be 'state_kapital'"),
        ("labels.yml", "item: service_income", "item: servise_income", "item cannot be 'servise_income'"),
        ("grids.yml", "辆: vehicles_owned", "辆: vehicles_held", "item cannot be 'vehicles_held'"),
        ("statements.yml", 'economic_code: "301"', 'economic_code: "300"', "economic_code cannot be '300'"),
        ("sections.yml", "expenditure_type: basic", "expenditure_type: basics", "expenditure_type cannot be 'basics'"),
    ],
)
def test_a_code_that_no_list_has_is_refused_with_its_line(
    reference: Reference, tmp_path: Path, name: str, before: str, after: str, problem: str
) -> None:
    folder = tmp_path / "vocabulary"
    shutil.copytree(FOLDER, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert before in text
    (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DescriptionError) as caught:
        verify_vocabulary(reference.codes, folder)
    assert caught.value.problem == problem
    assert caught.value.file == name
    assert caught.value.place == f"line {text[: text.index(before)].count(chr(10)) + 1}"


def constants_of(name: str) -> Iterator[str]:
    """The words that the program of the parse room gives as argument ``name``."""
    for path in sorted(PARSE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == name:
                values = [node.value, *(getattr(node.value, part, None) for part in ("body", "orelse"))]
                yield from (
                    each.value for each in values if isinstance(each, ast.Constant) and isinstance(each.value, str)
                )


#: The item of a row 收入合计 or 支出合计 until the form's other rows decide whether it is of the year or of all; no
#: fact keeps it.
UNDECIDED = "sum"


@pytest.mark.parametrize("name", ARGUMENTS)
def test_every_code_of_the_program_is_in_its_list(reference: Reference, name: str) -> None:
    known = getattr(reference.codes, ARGUMENTS[name]) | {"", NOT_HELD, UNDECIDED}
    assert set(constants_of(name)) <= known
