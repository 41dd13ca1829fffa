"""Which tests run in one process, one after the other: those that share what takes long to make.

The marker xdist_group of pytest-xdist does not do it: its version 3.8 puts the group into a private attribute of a test
that pytest 9.2 does not read.
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

#: Groups of modules by what their tests share.
_TOGETHER = {
    "browser": ("tests/publish/test_browser.py", "tests/publish/test_search.py"),
    "cluster": ("tests/command/test_cluster.py",),
    "audit": ("tests/check/test_prefecture.py",),
    "federation": ("tests/package/test_federation.py",),
    "regions": ("tests/parse/test_regions.py",),
}


def find_group(nodeid: str) -> str:
    """The group of a test by its id; a test that shares nothing is a group of its own."""
    module = nodeid.partition("::")[0]
    return next((name for name, modules in _TOGETHER.items() if module in modules), nodeid)


class Scheduling(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
    """Gives each process whole groups."""

    def _split_scope(self, nodeid: str) -> str:
        return find_group(nodeid)
