"""Document to facts: which report it is, what its sections and forms say, and what was not understood."""

from disclosure.parse.identify import Identity, Stated, identify_report
from disclosure.parse.report import parse_report

__all__ = ["Identity", "Stated", "identify_report", "parse_report"]
