"""A package tested by a referee that is not ours, frictionless, before it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from disclosure.errors import UnaccountedError

#: Up to so many rows the whole package is validated (about 20 s); beyond, the zips of SAMPLE reports, evenly spaced.
MOST_ROWS = 100_000
SAMPLE = 5
#: Errors that a message states.
_MOST_STATED = 5


def validate_distribution(folder: Path, rows: Mapping[str, int]) -> str:
    """Validate the package in ``folder``, whole, or by sample where its tables have more than MOST_ROWS ``rows``.

    Returns in words what was validated. Raises UnaccountedError with the first errors that the referee states.
    """
    if sum(rows.values()) <= MOST_ROWS:
        validate_package(folder / "datapackage.json")
        return f"{len(rows)} tables, {sum(rows.values())} rows"
    archives = sorted((folder / "reports").glob("*.zip"))
    chosen = choose_sample(archives)
    for path in chosen:
        validate_package(path)
    return f"a sample of {len(chosen)} of {len(archives)} reports"


def choose_sample(paths: Sequence[Path]) -> list[Path]:
    """At most SAMPLE of ``paths``, evenly spaced, the first and the last among them."""
    if len(paths) <= SAMPLE:
        return list(paths)
    return [paths[number * (len(paths) - 1) // (SAMPLE - 1)] for number in range(SAMPLE)]


def validate_package(path: Path) -> None:
    """Validate one package, named by its descriptor or as a zip. Raises UnaccountedError."""
    from frictionless import FrictionlessException, Package  # imports for a second what few commands need

    try:
        report = Package(str(path)).validate()
    except FrictionlessException as error:
        raise _refuse(path, str(error)) from None
    if not report.valid:
        found: list[Any] = [*report.errors, *(error for task in report.tasks for error in task.errors)]
        stated = [f"{getattr(error, 'title', '')}: {error.message}" for error in found[:_MOST_STATED]]
        raise _refuse(path, "\n  ".join([f"{len(found)} errors of validation", *stated]))


def _refuse(path: Path, problem: str) -> UnaccountedError:
    return UnaccountedError(
        problem, file=str(path), remedy="nothing was published; correct the data that it names, or report a defect"
    )
