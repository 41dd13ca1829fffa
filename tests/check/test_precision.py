"""Labels of findings: how they are counted, and that no check of judgement warns without enough of them."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.check.cases.registry import load_checks
from disclosure.check.outcomes.precision import COLUMNS, Precision, find_bound, load_precisions, may_warn
from disclosure.errors import DescriptionError
from disclosure.package.stored.definitions import MARK, find_precisions, list_examples, render_checks
from disclosure.store import find_layout

LAYOUT = find_layout(Path(__file__).parent)


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join([",".join(COLUMNS), *rows, ""]), encoding="utf-8")
    return path


def test_no_check_of_judgement_warns_without_enough_labels() -> None:
    precisions = find_precisions(LAYOUT)
    loud = [
        check.check for check in load_checks().values()
        if check.severity in ("warning", "error") and not may_warn(check, precisions.get(check.check))
    ]  # fmt: skip
    assert loud == []


def test_twenty_true_labels_of_five_documents_are_too_few_for_ninety_percent() -> None:
    assert not Precision(true=20, documents=5).suffices
    assert Precision(true=35, documents=5).suffices
    assert not Precision(true=35, documents=4).suffices
    assert not Precision(true=35, false=2, documents=5).suffices


def test_labels_of_tuning_do_not_count(tmp_path: Path) -> None:
    path = write(tmp_path / "labels.csv", "shares,aa,p1,1 2,true,,yes", "shares,bb,p1,1 2,false,another whole,no",
                 "shares,bb,p2,3 4,true,,no")  # fmt: skip
    assert load_precisions(path, ["shares"]) == {
        "shares": Precision(true=1, false=1, documents=1, tuned_true=1, tuned_other=0)
    }


@pytest.mark.parametrize(
    "row",
    ["other,aa,p1,1,true,,no", "shares,aa,p1,1,yes,,no", "shares,aa,p1,1,true,,maybe", "shares,cc,p1,1,false,,no"],
)
def test_a_wrong_label_is_refused(tmp_path: Path, row: str) -> None:
    path = write(tmp_path / "labels.csv", "shares,cc,p1,1,true,,no", row)
    with pytest.raises(DescriptionError, match="label"):
        load_precisions(path, ["shares"])


@given(st.integers(1, 500), st.data())
def test_the_bound_is_where_the_score_test_just_accepts(labels: int, data: st.DataObject) -> None:
    """Wilson: the bound p solves |part - p| = z sqrt(p (1 - p) / n)."""
    true = data.draw(st.integers(0, labels))
    bound = find_bound(true, labels)
    assert 0 <= bound <= true / labels
    assert math.isclose(true / labels - bound, 1.959964 * math.sqrt(bound * (1 - bound) / labels), abs_tol=1e-6)


def test_the_page_of_checks_is_the_generated_one() -> None:
    text = (LAYOUT.docs / "reference" / "checks.md").read_text(encoding="utf-8")
    assert text.split(MARK)[1].strip() == render_checks(
        load_checks(), find_precisions(LAYOUT), list_examples(LAYOUT)
    ).strip()  # fmt: skip
