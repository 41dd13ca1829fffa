"""Whether the data of a report is what a reader made of its source: digests of tables, and what report.yml says."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from disclosure import __version__
from disclosure.errors import DescriptionError
from disclosure.model import Report
from disclosure.package.stored.tables import DETAILS, TABLES
from disclosure.store import hash_bytes, hash_file

#: The tables that depend on other reports of the unit, and on the checks: they are compared, but not in the digest.
AUDIT = ("findings", "checks")
#: ``verified`` by this reader; ``outdated``: by another reader; ``changed``: tables were changed since; ``unverified``.
State = Literal["verified", "outdated", "changed", "unverified"]
#: The sums of a published package, in the form of sha256sum.
SUMS = "SHA256SUMS"


def digest_data(folder: Path) -> str:
    """The sha256 over the tables of a report folder that come from its source alone, in lower-case hexadecimal.

    Raises DescriptionError where one is missing.
    """
    digest = hashlib.sha256()
    for name in (*TABLES, *DETAILS):
        path = folder / f"{name}.csv"
        if name not in AUDIT and (name in TABLES or path.is_file()):
            if not path.is_file():
                raise DescriptionError("the file is missing", file=str(path), remedy="build the report again")
            digest.update(f"{name} {hash_bytes(path.read_bytes())}\n".encode())
    return digest.hexdigest()


def find_state(report: Report, folder: Path) -> State:
    """Whether the tables in ``folder`` were held against the source of ``report``, as they are now."""
    verification = report.verification
    if verification is None:
        return "unverified"
    if verification.data != digest_data(folder):
        return "changed"
    return "verified" if verification.reader == __version__ else "outdated"


def verify_download(folder: Path) -> list[str]:
    """The files below ``folder`` that are not as its SHA256SUMS says: changed, missing, or not listed; with the reason.

    Raises DescriptionError where there is no such list, or a line of it is not of `sha256sum`.
    """
    path = folder / SUMS
    if not path.is_file():
        raise DescriptionError(
            f"there is no {SUMS}", file=str(folder), remedy="name the folder that a published package was unpacked into"
        )
    listed: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        digest, gap, name = line.partition("  ")
        if not gap or len(digest) != 64 or name.startswith("/") or ".." in name.split("/"):
            raise DescriptionError(
                "is not a line of sha256sum",
                file=str(path),
                place=f"line {number}",
                remedy="download the package again",
            )
        listed[name] = digest
    wrong = []
    for name, digest in listed.items():
        file = folder / name
        if file.is_symlink() or not file.is_file():
            wrong.append(f"{name}: is missing")
        elif hash_file(file) != digest:
            wrong.append(f"{name}: was changed")
    known = {*listed, SUMS}
    extra = (each.relative_to(folder).as_posix() for each in sorted(folder.rglob("*")) if each.is_file())
    return [*wrong, *(f"{name}: is not listed" for name in extra if name not in known)]
