"""What the audit finds held against what was planted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from disclosure.command.report.chain import Outcome
from disclosure.model import Finding

from .checkout import audit_unit
from .slips import Slip
from .writer import Written


@dataclass
class Score:
    """Slips planted and found by kind; findings that tell a slip, and those beside any slip, with their words."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    telling: int = 0
    beside: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.telling / (self.telling + len(self.beside)) if self.telling else 1.0

    @property
    def recall(self) -> float:
        return self.found.total() / self.planted.total() if self.planted else 1.0


def score_audit(planted: Iterable[tuple[Sequence[Written], Sequence[Slip]]]) -> Score:
    """Audit every unit and score it. Roundings are no findings here: printed digits make them, nobody's slip.

    A finding tells a slip if it names a planted fact or speaks of a project with a planted indicator; one in
    another document of the unit, if that document can only be held against one with a slip.
    """
    score = Score()
    for documents, slips in planted:
        outcomes = {outcome.report.report_id: outcome for outcome in audit_unit(documents)}
        years = {slip.report_id: outcomes[slip.report_id].report.year for slip in slips}
        for slip in slips:
            score.planted[slip.kind] += 1
            told = [finding for finding in _findings(outcomes[slip.report_id]) if _tells(finding, slip)]
            score.found[slip.kind] += any(finding.check in slip.checks for finding in told)
        for name, outcome in outcomes.items():
            for finding in _findings(outcome):
                own = any(slip.report_id == name and _tells(finding, slip) for slip in slips)
                echo = finding.check.endswith("-continuity") and any(
                    outcome.report.year - year in (0, 1) and other != name for other, year in years.items()
                )
                if own or echo:
                    score.telling += 1
                else:
                    score.beside.append((name, finding.check, finding.message_zh))
    return score


def _findings(outcome: Outcome) -> list[Finding]:
    return [finding for finding in outcome.findings if finding.outcome != "rounding"]


def _tells(finding: Finding, slip: Slip) -> bool:
    return bool(slip.facts & set(finding.facts)) or bool(slip.projects and finding.check in slip.checks)
