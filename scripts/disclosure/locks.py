"""Locks of the kernel on an open file or folder: they end with the process that has them, however that ends.

Linux and macOS have them as ``flock``; Windows has not, which is why the program does not run there.
"""

from __future__ import annotations

import platform

from disclosure.errors import PlatformError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def require_locks() -> None:
    """Raise PlatformError where the system has no such locks."""
    if fcntl is None:
        raise PlatformError(
            "this system has no file locks that end with their process (POSIX flock)",
            file=platform.system(),
            remedy="use Linux or macOS; on Windows, run it in WSL (the Windows Subsystem for Linux)",
        )


def take_lock(handle: int, *, shared: bool = False) -> bool:
    """Take the lock of an open file; False where another process has it. A lock taken before changes its kind.

    Several processes may have a ``shared`` lock at once, one alone another one. Raises PlatformError.
    """
    require_locks()
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
