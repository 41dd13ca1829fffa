"""The audit: facts in, findings out. Reads no document and knows no file format."""

from disclosure.check.registry import Check, load_checks
from disclosure.check.report import check_report

__all__ = ["Check", "check_report", "load_checks"]
