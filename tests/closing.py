"""What a run of the tests says at its end about the time it took."""

from __future__ import annotations

import pytest
from tests.scheduling import find_group

#: The tests that every committed report goes through.
REPORTS = "tests/test_reports.py"


class Closing:
    """Counts how long each process had no work before the last one ended, and the seconds of tests for a report."""

    def __init__(self) -> None:
        self._reports: set[str] = set()
        self._ends: dict[str, float] = {}
        self._spent = 0.0

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.nodeid.startswith(f"{REPORTS}::"):
            self._spent += report.duration
            self._reports |= {find_group(report.nodeid)} - {REPORTS}
        node = getattr(report, "node", None)
        if node is not None:
            name = node.gateway.id
            self._ends[name] = max(report.stop, self._ends.get(name, 0.0))

    @pytest.hookimpl
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for line in self.list_lines():
            terminalreporter.write_line(line)

    def list_lines(self) -> list[str]:
        """What there is to say: nothing of processes where there is one, nothing of reports where none was tested."""
        lines = []
        if len(self._ends) > 1:
            last = max(self._ends.values())
            idle = ", ".join(f"{name} {last - end:.0f} s" for name, end in sorted(self._ends.items()))
            lines.append(f"without work before the last process ended: {idle}")
        if self._spent and self._reports:
            each = self._spent / len(self._reports)
            lines.append(f"tests of a committed report take {each:.2f} s ({len(self._reports)} reports)")
        return lines
