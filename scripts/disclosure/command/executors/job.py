"""A job, the reading of one report, and executors that run many: in this process, in others, on other machines."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from disclosure.command.report.chain import Outcome, read_all, run_chain
from disclosure.command.terminal.failure import typed_errors
from disclosure.errors import DisclosureError, SourceError
from disclosure.model import Report
from disclosure.reference import Reference, load_reference

#: What comes of a report: it is read, or it ends with an error of its own.
Result = Outcome | DisclosureError


@dataclass(frozen=True)
class Job:
    """A report to be read: its description, the files of its sources, the folder of the code lists."""

    report: Report
    paths: Sequence[Path]
    reference: Path

    @property
    def name(self) -> str:
        """The report's folder in the checkout, as errors name it."""
        return f"data/reports/{self.report.folder}"


class Executor(Protocol):
    """Reads many reports at once. Nothing is written by it: that is its caller's."""

    def read(self, jobs: Sequence[Job]) -> Generator[tuple[int, Result], None, None]:
        """What comes of each job by itself, with the job's number (from 0): each once, in whatever order they end.

        One that fails, whatever it does to the process that reads it, fails alone. A bounded number is under way at
        any time. Closing the generator ends what is under way. Raises DisclosureError where nothing can be read any
        more at all.
        """


def read_report(job: Job) -> Result:
    """Read, parse and check one report by itself, here."""
    try:
        with typed_errors(job.name):
            return run_chain(job.report, read_all(job.paths), _load_reference(job.reference))
    except DisclosureError as error:
        return name_report(job, error)


def name_report(job: Job, error: DisclosureError) -> DisclosureError:
    """The same error naming the report: a source's own name says little among thousands."""
    if not error.file.startswith(job.name):
        error.file = f"{job.name} ({error.file})" if error.file else job.name
    return error


def tell_killed(job: Job) -> SourceError:
    """The error for a report that ends the process that reads it."""
    return SourceError(
        "the process that read it was killed or ran out of memory",
        file=job.name,
        remedy="build this report alone; if it fails again, its source needs more memory than available",
    )


@cache
def _load_reference(folder: Path) -> Reference:
    return load_reference(folder)
