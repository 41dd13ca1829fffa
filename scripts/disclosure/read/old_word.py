"""Old Word documents (.doc) become .docx by LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from disclosure.errors import SourceError

#: LibreOffice may take so many seconds; its first start alone takes ten.
MAX_SECONDS = 120

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_old_word(content: bytes) -> bool:
    """Whether this is a Word document of 1997 to 2003, by the name of a stream in it."""
    return content.startswith(_SIGNATURE) and "WordDocument".encode("utf-16-le") in content


def convert_old_word(content: bytes, name: str) -> bytes:
    """The document as .docx. Raises SourceError without LibreOffice, or where that cannot read it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SourceError(
            "is an old Word document (.doc), which LibreOffice has to convert, and that is not installed",
            file=name,
            remedy="install LibreOffice, or save the document as .docx",
        )
    with tempfile.TemporaryDirectory(prefix="disclosure-") as work:
        folder = Path(work)
        (folder / "source.doc").write_bytes(content)
        profile = (folder / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx"]
        try:
            subprocess.run(
                [*command, "--outdir", str(folder), str(folder / "source.doc")],
                capture_output=True,
                timeout=MAX_SECONDS,
                check=False,
            )
            return (folder / "source.docx").read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            raise SourceError(
                "LibreOffice cannot convert this old Word document", file=name, remedy="save it as .docx"
            ) from None
