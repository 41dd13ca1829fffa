"""The typed errors of the project: each names the file, the place and the remedy."""

from __future__ import annotations


class DisclosureError(Exception):
    """Something we cannot go on with; the base of every error a user sees.

    ``file`` is the path or name of the offending input, ``place`` the spot in it (a line, a page, a
    key; empty if it is the whole file), ``problem`` what is wrong and ``remedy`` what to do about it.
    ``exit_code`` is what the command line returns.
    """

    exit_code = 1

    def __init__(self, problem: str, *, file: str = "", place: str = "", remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.file = file
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        where = ":".join(part for part in (self.file, self.place) if part)
        head = f"{where}: {self.problem}" if where else self.problem
        return f"{head}\n  remedy: {self.remedy}" if self.remedy else head


class StorageError(DisclosureError):
    """Nothing can be written any more: the disk is full, the limit reached, the file system read-only (exit code 1)."""


class BusyError(DisclosureError):
    """Another command is at work on the same data (exit code 1)."""


class ClusterError(DisclosureError):
    """The machines that were to read reports are not there, not ours, or not of our version (exit code 1)."""


class SourceError(DisclosureError):
    """A source document cannot be read: empty, binary, broken, of an unsupported format (exit code 3)."""

    exit_code = 3


class GenreError(DisclosureError):
    """The document is readable but is not one department's budget or final accounts (exit code 4)."""

    exit_code = 4


class KnownReportError(DisclosureError):
    """The report is already in the data, from the same or from another source (exit code 5)."""

    exit_code = 5


class DescriptionError(DisclosureError):
    """A hand-written file (report.yml, a code list, a vocabulary) is not as it must be (exit code 6)."""

    exit_code = 6


class HashError(DisclosureError):
    """A source at hand is not the one report.yml names: its sha256 differs (exit code 7)."""

    exit_code = 7


class UnaccountedError(DisclosureError):
    """Our own output breaks one of our rules: a control total or golden file disagrees (exit code 8)."""

    exit_code = 8


class SiteError(DisclosureError):
    """What a site publishes cannot be taken into a federation: unreachable, torn, not as agreed (exit code 9)."""

    exit_code = 9
