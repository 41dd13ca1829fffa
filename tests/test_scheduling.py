"""The order of tests: whole groups, the longest first, and every name of the tables exists."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.closing import Closing
from tests.scheduling import APART, SECONDS, TOGETHER, estimate, find_group

REPOSITORY = Path(__file__).parents[1]


def test_every_module_and_test_that_is_named_exists() -> None:
    modules = [module for together in TOGETHER.values() for module in together]
    for name in (*APART, *modules, *(SECONDS.keys() - TOGETHER.keys())):
        module, _, test = name.partition("::")
        text = (REPOSITORY / module).read_text(encoding="utf-8")
        assert not test or re.search(rf"^def {test}\(", text, re.MULTILINE), name


def test_a_group_is_of_modules_a_module_or_a_test() -> None:
    assert find_group("tests/publish/test_search.py::test_nothing") == "browser"
    assert find_group("tests/test_store.py::test_x[a::b]") == "tests/test_store.py"
    of_report = [f"tests/test_reports.py::test_x[zixu/2031-budget-unit{table}]" for table in ("", "-facts")]
    assert {find_group(each) for each in of_report} == {"tests/test_reports.py: zixu/2031-budget-unit"}
    assert find_group("tests/read/pdf/test_pdf.py::test_x[1]") == "tests/read/pdf/test_pdf.py::test_x[1]"


def test_what_takes_long_is_estimated_longer_than_many_short_tests() -> None:
    assert estimate("browser", ["a"]) > estimate("tests/test_store.py", ["a"] * 30)
    long = next(name for name in SECONDS if "::" in name)
    assert estimate("group of one", [long, "other"]) > SECONDS[long]


def report_of(nodeid: str, duration: float, process: str, stop: float) -> pytest.TestReport:
    report = pytest.TestReport(nodeid, ("", None, ""), {}, "passed", None, "call", duration=duration, stop=stop)
    report.__dict__["node"] = SimpleNamespace(gateway=SimpleNamespace(id=process))  # as xdist does
    return report


def test_the_end_of_a_run_says_where_its_time_went() -> None:
    closing = Closing()
    for year in range(2031, 2035):
        nodeid = f"tests/test_reports.py::test_a[zixu/{year}-final-facts]"
        closing.pytest_runtest_logreport(report_of(nodeid, 1.5, "gw0", 110.0))
    closing.pytest_runtest_logreport(report_of("tests/test_store.py::test_a", 9.0, "gw1", 103.0))
    assert closing.list_lines() == [
        "without work before the last process ended: gw0 0 s, gw1 7 s",
        "tests of a committed report take 1.50 s (4 reports)",
    ]
    assert Closing().list_lines() == []
