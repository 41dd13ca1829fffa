"""The audit: facts in, findings out. Reads no document and knows no file format."""

from disclosure.check.cases.registry import Check, load_checks
from disclosure.check.outcomes.recognition import confirm_recognized
from disclosure.check.report import SOURCE_CHECKS, UNIT_CHECKS, check_report, check_unit, join_results

__all__ = [
    "SOURCE_CHECKS",
    "UNIT_CHECKS",
    "Check",
    "check_report",
    "check_unit",
    "confirm_recognized",
    "join_results",
    "load_checks",
]
