"""The identities and the list of checks are data: what is wrong in them is told, not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.check import load_checks
from disclosure.check.amounts.calculations import load_calculations
from disclosure.check.amounts.hierarchy import find_forest
from disclosure.check.cases.registry import CHECKS_FILE
from disclosure.errors import DescriptionError
from disclosure.model import STATEMENTS
from disclosure.reference import load_reference
from disclosure.store import find_layout

ROW = """
- {id: a, check: b, kind: sum, where: {statement: basic}, total: {}, parts: [{fund: x}], name_zh: 甲, name_en: a}
"""


def test_identities_name_known_checks_and_items() -> None:
    concepts = load_reference(find_layout(Path(__file__).parent).reference).concepts
    items = {item for _, item in concepts}
    names = [calculation.calculation for calculation in load_calculations()]
    assert len(names) == len(set(names))
    for calculation in load_calculations():
        assert calculation.check in load_checks()
        selectors = [calculation.total, *(each for parts in calculation.parts for each in parts)]
        assert {each["item"] for each in selectors if "item" in each} <= items
        stated = calculation.where["statement"]
        assert set([stated] if isinstance(stated, str) else stated) <= set(STATEMENTS)


def test_a_row_is_read(tmp_path: Path) -> None:
    path = tmp_path / "calculations.yml"
    path.write_text(ROW, encoding="utf-8")
    assert load_calculations(path)[0].varying == ("fund",)


@pytest.mark.parametrize(
    "text",
    [
        ROW.replace("kind: sum", "kind: product"),
        ROW.replace("kind: sum, ", ""),
        ROW.replace("kind: sum", "kind: sum, limit: twice"),
        ROW.replace("kind: sum", "kind: sum, limit: '1.2.3'"),
        ROW.replace("kind: sum", "kind: sum, colour: red"),
        ROW.replace("{fund: x}", "{colour: x}"),
        ROW.replace("parts: [{fund: x}]", "part: {fund: x}, parts: []"),
        "a: 1\n",
        "- 1\n",
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "calculations.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DescriptionError):
        load_calculations(path)


@pytest.mark.parametrize("text", ["- 1\n", "a-check: 1\n", "a-check: {title_zh: 甲}\n"])
def test_a_wrong_check_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "checks.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DescriptionError):
        load_checks(path)


def test_an_unknown_severity_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "checks.yml"
    text = CHECKS_FILE.read_text(encoding="utf-8").replace("severity: warning", "severity: fatal", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DescriptionError, match="fatal"):
        load_checks(path)


def test_rows_nest_under_the_nearest_stated_row() -> None:
    assert find_forest(["201", "20103", "2010350", "2013499", "208"]) == {
        "": ["201", "208"],
        "201": ["20103", "2013499"],
        "20103": ["2010350"],
    }
    assert find_forest(["甲", "甲/乙"]) == {"": ["甲"], "甲": ["甲/乙"]}


def test_every_check_has_its_paragraph() -> None:
    page = (find_layout(Path(__file__).parent).docs / "reference" / "checks.md").read_text(encoding="utf-8")
    for check in load_checks().values():
        for words in (f"`{check.check}`", check.title_zh, check.title_en, check.description_zh, check.description_en):
            assert words in page
