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
    ended with all its processes after MAX_SECONDS. Raises SourceError without it or its part Writer, or where it
    cannot read this document.
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
            return _save_as_docx(program, folder, "source.doc")
        except subprocess.TimeoutExpired:
            problem, remedy = (
                f"LibreOffice cannot convert this old Word document in {MAX_SECONDS} s",
                "save it as .docx",
            )
        except OSError:
            if _has_writer(program, folder):
                problem, remedy = "LibreOffice cannot convert this old Word document", "save it as .docx"
            else:
                problem = "is an old Word document (.doc); LibreOffice is installed, but cannot convert text documents"
                remedy = "install its part Writer (Debian: libreoffice-writer-nogui), or save the document as .docx"
        raise SourceError(problem, file=name, remedy=remedy)


def _save_as_docx(program: str, folder: Path, source: str) -> bytes:
    """What LibreOffice makes of a document in ``folder``. Raises OSError without a result, TimeoutExpired."""
    _run_bounded([
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--nolockcheck", "--convert-to", "docx", "--outdir", str(folder), str(folder / source),
    ])  # fmt: skip
    return (folder / source).with_suffix(".docx").read_bytes()


def _has_writer(program: str, folder: Path) -> bool:
    """Whether LibreOffice can convert text at all: Debian packages it without its part Writer too."""
    (folder / "probe.txt").write_text("probe", encoding="utf-8")
    try:
        return bool(_save_as_docx(program, folder, "probe.txt"))
    except (OSError, subprocess.TimeoutExpired):
        return False


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
