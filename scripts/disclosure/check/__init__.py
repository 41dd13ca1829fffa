"""The audit: facts in, findings out. Reads no document and knows no file format.

The names below are loaded from their modules when they are first asked for: a site is built with some folders of this
room, but checks nothing and needs no vocabulary.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
_MODULES = {"Check": "cases.registry", "load_checks": "cases.registry", "confirm_recognized": "outcomes.recognition"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'report')}"), name)
