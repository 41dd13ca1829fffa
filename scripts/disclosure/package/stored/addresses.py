"""The address of a fact on the page of its unit and year.

It depends only on what the fact is about, so that it outlives a correction of the value and a better reading of the
figures before it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

#: What a fact is about.
_ABOUT = (
    "statement", "direction", "item", "functional_code", "functional_name", "economic_code", "economic_name", "fund",
    "expenditure_type", "project", "phase", "measure", "basis", "form",
)  # fmt: skip


def address_facts(kind: str, rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Fact number -> its address: the ``kind`` of report, the statement, a digest of the other dimensions, and a count
    where a document states the same thing several times. ``rows`` are the facts of one report as texts."""
    seen: Counter[str] = Counter()
    found = {}
    for row in rows:
        about = "\x1f".join(row[column] for column in _ABOUT)
        name = f"{kind}-{row['statement']}-{hashlib.sha256(about.encode()).hexdigest()[:7]}"
        seen[name] += 1
        found[row["fact"]] = name if seen[name] == 1 else f"{name}-{seen[name]}"
    return found
