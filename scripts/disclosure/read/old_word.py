"""Old Word documents (.doc) become .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from disclosure.errors import SourceError

#: LibreOffice may take so many seconds of the clock and bytes of address space; a report takes two seconds.
MAX_SECONDS, MAX_MEMORY_BYTES = 120, 4_000_000_000

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Bounds the process that becomes LibreOffice; systems that cannot are bounded by the clock alone.
_BOUNDED = """
import contextlib, os, sys
with contextlib.suppress(ImportError):
    import resource
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, int(sys.argv[1]))):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))
os.execv(sys.argv[2], sys.argv[2:])
"""
#: No macro runs whoever signed it, and nothing is loaded from elsewhere.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_LOCKS = {"DisableMacrosExecution": "true", "BlockUntrustedRefererLinks": "true", "MacroSecurityLevel": "3"}


def is_old_word(content: bytes) -> bool:
    """Whether this is a Word document of 1997 to 2003, by the name of a stream in it."""
    return content.startswith(_SIGNATURE) and "WordDocument".encode("utf-16-le") in content


def convert_old_word(content: bytes, name: str) -> bytes:
    """The document as .docx.

    LibreOffice runs with a profile made for this document, without macros and links to elsewhere, and is
    ended with all its processes after MAX_SECONDS. Raises SourceError without it, or where it cannot read this.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SourceError(
            "is an old Word document (.doc); LibreOffice, which converts it, is not installed",
            file=name,
            remedy="install LibreOffice, or save the document as .docx",
        )
    with tempfile.TemporaryDirectory(prefix="disclosure-", ignore_cleanup_errors=True) as work:
        folder = Path(work)
        (folder / "source.doc").write_bytes(content)
        _lock_profile(folder / "profile")
        try:
            _run_bounded([
                program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                "--nolockcheck", "--convert-to", "docx", "--outdir", str(folder), str(folder / "source.doc"),
            ])  # fmt: skip
            return (folder / "source.docx").read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            raise SourceError(
                "LibreOffice cannot convert this old Word document", file=name, remedy="save it as .docx"
            ) from None


def _lock_profile(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    items = "\n".join(_ITEM.format(name=name, value=value) for name, value in _LOCKS.items())
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), encoding="utf-8")


def _run_bounded(command: list[str]) -> None:
    """Run a command bounded in memory; end it with all it started when its time is up."""
    process = subprocess.Popen(
        [sys.executable, "-I", "-c", _BOUNDED, str(MAX_MEMORY_BYTES), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(MAX_SECONDS)
    finally:
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
