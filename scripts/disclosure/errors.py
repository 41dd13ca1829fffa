"""The typed errors of the project: each names the file, the place and the remedy."""

from __future__ import annotations


class DisclosureError(Exception):
    """The base of every error that a user sees: the command cannot continue.

    ``file`` is the path or name of the input at fault, ``place`` the location in it (a line, a page, a
    key; empty for the whole file), ``problem`` what is wrong and ``remedy`` what to do about it.
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
    """Nothing can be written: the disk is full, a quota is reached or the file system is read-only (exit code 1)."""


class PlatformError(DisclosureError):
    """The operating system lacks something that the program needs (exit code 1)."""


class BusyError(DisclosureError):
    """Another command is writing the same data (exit code 1)."""


class ClusterError(DisclosureError):
    """The cluster is unreachable, is not a Dask cluster, or runs another version (exit code 1)."""


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
    """A hand-written file (report.yml, a code list, a vocabulary) is invalid (exit code 6)."""

    exit_code = 6


class HashError(DisclosureError):
    """A source file is not the one that report.yml names: its sha256 differs (exit code 7)."""

    exit_code = 7


class UnaccountedError(DisclosureError):
    """The result violates a control total or an internal rule (exit code 8)."""

    exit_code = 8


class SiteError(DisclosureError):
    """A site cannot be merged into a federation: unreachable, incomplete or not as specified (exit code 9)."""

    exit_code = 9
