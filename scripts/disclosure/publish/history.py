"""The series of a unit from the package's derived table, as trends."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.publish.holdings import Holdings, UnitHolding
from disclosure.publish.trend import Trend


def compose_trends(unit: UnitHolding, holdings: Holdings) -> Sequence[Trend]:
    return []
