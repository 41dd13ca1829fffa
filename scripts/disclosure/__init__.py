"""Open Books (明账): departments' budgets and final accounts as checked open data.

The rooms of this package, each importing only from those to its left:
``model <- errors <- reference, store <- read <- parse <- check <- package <- publish <- command``.
"""

from importlib import import_module
from typing import Any

#: Of the program and of the data it makes; pyproject.toml says the same.
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """``disclosure.read_report`` and ``disclosure.load``: loaded when they are first used, since the command line must
    start quickly."""
    if name == "read_report":
        return import_module("disclosure.command.report.reading").read_report
    if name == "load":
        return import_module("disclosure.package.query.frames").load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
