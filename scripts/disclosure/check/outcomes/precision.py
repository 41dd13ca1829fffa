"""How many findings of each check were true when people looked at the page (data/reference/finding_labels.csv).

A label names its finding by check, document, place and figures, so that it outlives a change of wording. Labels of
documents that a check was improved on say nothing of other documents: only the rest, the unseen ones, count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from disclosure.check.cases.registry import Check
from disclosure.errors import DescriptionError
from disclosure.store import read_csv

COLUMNS = ("check", "document_sha256", "place", "figures", "label", "fault", "tuning")
_LABELS = ("true", "disputable", "false")
#: A check of judgement is a warning only with so many labels of so many unseen documents, and this lower bound.
LEAST_LABELS, LEAST_DOCUMENTS, LEAST_BOUND = 20, 5, 0.9
#: Standard deviations of a two-sided interval of 95 %.
_Z = 1.959964


@dataclass(frozen=True)
class Precision:
    """Labels of one check: of unseen documents by label, and those of documents used for tuning."""

    true: int = 0
    disputable: int = 0
    false: int = 0
    documents: int = 0
    tuned_true: int = 0
    tuned_other: int = 0

    @property
    def labels(self) -> int:
        return self.true + self.disputable + self.false

    @property
    def bound(self) -> float | None:
        """The lower end of the interval of the part that is true; None without labels."""
        return find_bound(self.true, self.labels) if self.labels else None

    @property
    def suffices(self) -> bool:
        """Whether a check of judgement may publish warnings."""
        enough = self.labels >= LEAST_LABELS and self.documents >= LEAST_DOCUMENTS
        return enough and (self.bound or 0) >= LEAST_BOUND


def find_bound(true: int, labels: int) -> float:
    """The lower bound of Wilson's score interval (95 %) for ``true`` out of ``labels``, at least one."""
    part, weight = true / labels, _Z * _Z / labels
    spread = _Z * ((part * (1 - part) + weight / 4) / labels) ** 0.5
    return float(max(0.0, (part + weight / 2 - spread) / (1 + weight)))


def load_precisions(path: Path, checks: Iterable[str]) -> dict[str, Precision]:
    """The precision of every check that has labels.

    Raises DescriptionError for a label of an unknown check, an unknown label, or one that is there twice.
    """
    rows = read_csv(path) if path.is_file() else []
    known, seen, by_check = set(checks), set[tuple[str, ...]](), defaultdict[str, list[dict[str, str]]](list)
    for number, row in enumerate(rows, 2):
        key = tuple(row[column] for column in COLUMNS[:4])
        if (
            row["check"] not in known
            or row["label"] not in _LABELS
            or row["tuning"] not in ("yes", "no")
            or key in seen
        ):
            raise DescriptionError(
                "a label of an unknown check, with an unknown word, or for the second time", file=str(path),
                place=f"line {number}", remedy="label is true, disputable or false; tuning is yes or no",
            )  # fmt: skip
        seen.add(key)
        by_check[row["check"]].append(row)
    return {check: _count(each) for check, each in by_check.items()}


def _count(rows: list[dict[str, str]]) -> Precision:
    unseen = [row for row in rows if row["tuning"] == "no"]
    tuned = [row["label"] for row in rows if row["tuning"] == "yes"]
    true, disputable, false = (sum(row["label"] == label for row in unseen) for label in _LABELS)
    documents = len({row["document_sha256"] for row in unseen})
    others = len(tuned) - tuned.count("true")
    return Precision(true, disputable, false, documents, tuned.count("true"), others)


def may_warn(check: Check, precision: Precision | None) -> bool:
    """Whether the mismatches of a check may be warnings or errors."""
    return check.ground == "arithmetic" or (precision is not None and precision.suffices)
