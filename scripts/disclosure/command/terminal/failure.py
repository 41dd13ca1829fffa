"""What ends a command: typed errors as they are, anything else as one typed error without a traceback."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from disclosure.errors import DisclosureError, StorageError

#: What a system says when it writes no more.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
#: Set to 1 to see the traceback of an unexpected error.
DEBUG = "DISCLOSURE_DEBUG"


class InternalError(DisclosureError):
    """An error of ours that no rule foresaw (exit code 70)."""

    exit_code = 70


def is_debugging() -> bool:
    """Whether tracebacks are wanted."""
    return os.environ.get(DEBUG) == "1"


@contextmanager
def typed_errors(file: str = "") -> Iterator[None]:
    """Let only DisclosureErrors out: an unexpected error becomes an InternalError about ``file``.

    With DISCLOSURE_DEBUG=1 it passes as it is, for its traceback.
    """
    try:
        yield
    except DisclosureError:
        raise
    except OSError as error:
        if is_debugging():
            raise
        kind = StorageError if error.errno in _NO_ROOM else DisclosureError
        place = Path(os.fsdecode(error.filename)).name if isinstance(error.filename, str | bytes) else ""
        raise kind(
            f"{error.strerror or error}",
            file=file,
            place=place,
            remedy="check the path, its permissions and the free disk space",
        ) from error
    except Exception as error:
        if is_debugging():
            raise
        raise InternalError(
            f"unexpected {type(error).__name__}: {error}",
            file=file,
            remedy=f"this is a bug: run again with {DEBUG}=1 and open an issue with the output",
        ) from error


def finish(failures: Sequence[DisclosureError]) -> None:
    """End the command with the first failure's exit code after printing all; do nothing if there is none."""
    import typer

    from disclosure.command.terminal.screen import print_error

    for failure in failures:
        print_error(failure)
    if failures:
        raise typer.Exit(failures[0].exit_code)
