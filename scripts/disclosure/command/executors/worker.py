"""What another machine does: it reads one report that is sent to it, and sends back what came of it."""

from __future__ import annotations

import json
import platform
import tempfile
import threading
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from disclosure.command.executors.job import Result
from disclosure.command.executors.parcel import pack_result, unpack_report
from disclosure.command.report.chain import run_chain
from disclosure.command.terminal.failure import typed_errors
from disclosure.errors import DescriptionError, DisclosureError
from disclosure.read import read_bytes
from disclosure.read.page.recognition import is_available
from disclosure.reference import Reference, find_reference, load_reference
from disclosure.store import hash_bytes

#: Libraries whose version decides what is read, and those that read pictures, where they are there.
READERS, RECOGNIZERS = ("defusedxml", "openpyxl", "pypdfium2", "xlrd"), ("onnxruntime", "rapidocr")

_PACKAGE = Path(__file__).parents[2]
#: A process reads one report at a time, however many threads it is given: memory is counted so.
_TURN = threading.Lock()


@cache
def describe_engine() -> dict[str, str]:
    """Everything that decides what is read, part by part: two machines that say the same read the same.

    Asked once in a process: what it has loaded is what it was then.
    """
    libraries = (*READERS, *RECOGNIZERS) if is_available() else READERS
    return {
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "program": _hash_files(_PACKAGE, "*.py"),
        "vocabulary": _hash_files(_PACKAGE, "*.yml"),
        "reference data": _hash_reference(),
        "libraries": ", ".join(f"{name} {_find_version(name)}" for name in libraries),
    }


def pack_reference(folder: Path) -> bytes:
    """The code lists of a folder, text by name, as JSON; packed, since they go with every report."""
    lists = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.csv"))}
    return zlib.compress(json.dumps(lists).encode("ascii"))


def read_parcel(order: str, reference: bytes, contents: Sequence[bytes]) -> bytes:
    """Read, parse and check one report here.

    ``order`` is JSON: ``engine`` as describe_engine says it where the results must be the same, ``report``, and
    ``names`` of its sources, whose bytes are ``contents``; ``reference`` is what pack_reference made. Gives what
    pack_result makes, or ``{"differs": …}`` with this machine's engine where it is another one. Raises nothing.
    """
    ordered = json.loads(order)
    if ordered["engine"] != describe_engine():
        return json.dumps({"differs": describe_engine()}).encode("ascii")
    with _TURN:
        return pack_result(_read_report(ordered, reference, contents))


def _read_report(ordered: Mapping[str, list[str]], reference: bytes, contents: Sequence[bytes]) -> Result:
    try:
        with typed_errors():
            report = unpack_report(ordered["report"])
            documents = [read_bytes(each, name) for each, name in zip(contents, ordered["names"], strict=True)]
            return run_chain(report, documents, _load_reference(reference))
    except DisclosureError as error:
        return error


@cache
def _load_reference(packed: bytes) -> Reference:
    with tempfile.TemporaryDirectory(prefix="disclosure-") as folder:
        for name, text in json.loads(zlib.decompress(packed)).items():
            (Path(folder) / Path(name).name).write_text(text, encoding="utf-8", newline="")
        return load_reference(Path(folder))


def _hash_files(folder: Path, pattern: str) -> str:
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob(pattern))
    return hash_bytes(b"".join(f"{path}\0".encode() + (folder / path).read_bytes() + b"\0" for path in paths))[:16]


def _hash_reference() -> str:
    """The digest of the code lists next to the program, if any: the audit takes names from them."""
    try:
        return _hash_files(find_reference(), "*.csv")
    except DescriptionError:
        return "none"


def _find_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
