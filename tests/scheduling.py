"""Which tests run in one process, one after the other, and what begins first.

The tests of a module run in one process: what they share is made once. Modules that share what takes long to make run
in the same process; modules of many slow tests that share nothing are divided between the processes. The longest work
begins first, so that no process works alone at the end.

The marker xdist_group of pytest-xdist does not do it: its version 3.8 puts the group into a private attribute of a test
that pytest 9.2 does not read.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

#: Groups of modules by what their tests share.
TOGETHER = {
    "browser": ("tests/publish/test_browser.py", "tests/publish/test_search.py", "tests/publish/test_compare.py"),
    "distribution": (
        "tests/package/test_changes.py", "tests/package/test_derived.py", "tests/package/test_descriptors.py",
        "tests/package/test_distribution.py", "tests/package/test_loaders.py", "tests/package/test_partition.py",
    ),
    "documents": (
        "tests/parse/test_words.py", "tests/parse/test_regions.py",
        "tests/parse/performance/test_region_performance.py",
    ),
}  # fmt: skip
#: Modules whose tests share nothing, and are divided.
APART = (
    "tests/fuzz/test_targets.py", "tests/parse/forms/test_budget_forms.py", "tests/parse/forms/test_final_forms.py",
    "tests/parse/test_resilience.py", "tests/publish/test_part.py", "tests/publish/test_site.py",
    "tests/read/test_hostile.py", "tests/read/pdf/test_pdf.py",
)  # fmt: skip
#: Modules of which the tests of one report run in one process: it is read once.
BY_REPORT = ("tests/test_reports.py",)
_REPORT = re.compile(r"\[([a-z0-9-]+/\d{4}-(?:budget|final)(?:-unit)?)")
#: Seconds of a processor that the longest take, by group, module or test; only their order matters.
SECONDS = {
    "browser": 50.0,
    "tests/parse/test_resilience.py::test_real_texts_survive_a_lost_or_displaced_line": 40.0,
    "tests/command/test_cluster.py": 25.0,
    "distribution": 25.0,
    "tests/command/test_pool.py": 16.0,
    "documents": 15.0,
    "tests/check/test_prefecture.py": 15.0,
    "tests/package/test_federation.py": 15.0,
    "tests/test_workflows.py": 13.0,
    "tests/read/pdf/test_scans.py": 11.0,
    "tests/command/test_data.py": 10.0,
    "tests/publish/test_part.py::test_a_change_makes_again_what_depends_on_it": 9.5,
    "tests/read/test_hostile.py::test_slow_hostile_file": 9.0,
    "tests/command/test_scope.py": 9.0,
    "tests/command/test_verify.py": 9.0,
    "tests/command/test_corrections.py": 8.0,
    "tests/command/test_add.py": 7.5,
    "tests/command/test_wheel.py": 7.5,
    "tests/command/test_federate.py": 7.0,
    "tests/read/test_old_office.py": 7.0,
    "tests/command/test_read.py": 7.0,
    "tests/parse/forms/test_pages.py": 7.0,
    "tests/command/test_untrusted.py": 6.0,
    "tests/package/test_records.py": 6.0,
    "tests/test_reports.py": 6.0,
    "tests/test_journal.py": 5.5,
    "tests/command/test_sources.py": 5.0,
    "tests/command/test_site.py": 5.0,
    "tests/command/test_contract.py": 5.0,
    "tests/publish/test_share.py": 4.0,
}
#: What one other test takes.
_SHORT = 0.1


def find_group(nodeid: str) -> str:
    """The group of a test by its id: of modules, its module, or itself."""
    module = nodeid.partition("::")[0]
    alone = nodeid if module in APART else module
    if module in BY_REPORT and (report := _REPORT.search(nodeid)):
        return f"{module}: {report[1]}"
    return next((name for name, modules in TOGETHER.items() if module in modules), alone)


def estimate(group: str, tests: Iterable[str]) -> float:
    """The seconds a group of tests takes, as far as that is known."""
    known = SECONDS.get(group)
    return sum(SECONDS.get(test.partition("[")[0], _SHORT) for test in tests) if known is None else known


class Scheduling(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
    """Gives each process whole groups, the longest first."""

    workqueue: OrderedDict[str, dict[str, bool]]

    def _split_scope(self, nodeid: str) -> str:
        return find_group(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        if not self.assigned_work.get(node) and not any(self.assigned_work.values()):  # the first of all
            units = list(self.workqueue.items())
            self.workqueue = OrderedDict(sorted(units, key=lambda unit: -estimate(*unit)))
        super()._assign_work_unit(node)
