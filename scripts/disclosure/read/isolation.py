"""Reads a document in a process of its own, bounded in time and memory: a hostile file harms nothing else.

The process is ``read.isolated`` run by the same Python; it gets the bytes on its standard input and answers
with JSON, never with a pickle, since what it read may have got the better of it.
"""

from __future__ import annotations

import atexit
import json
import math
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from disclosure.document import Block, Cell, Document, Paragraph, Skipped, Table
from disclosure.errors import SourceError
from disclosure.read.isolated import REMEDY
from disclosure.read.page import recognition

#: A document must be read within so many seconds of the clock; the slowest real one takes half a second.
MAX_SECONDS = 60
#: Reading may use so many bytes of address space (where the system can limit it); real ones use 300 million.
MAX_MEMORY_BYTES = 1_500_000_000


class _Readers:
    """Processes ready to read one document each.

    From the second document on, the next process is started while this one reads: starting takes as
    long as reading twenty pages. No process ever reads two documents.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = 0
        self._ready: list[subprocess.Popen[bytes]] = []

    def take(self) -> subprocess.Popen[bytes]:
        """A process that waits for its document."""
        with self._lock:
            self._taken += 1
            reader = self._ready.pop() if self._ready else None
        if reader is not None and reader.poll() is not None:
            _end(reader)  # it died while it waited
            reader = None
        return reader or self._start()

    def prepare(self) -> None:
        """Start one process more, if documents keep coming."""
        with self._lock:
            if self._taken > 1 and not self._ready:
                self._ready.append(self._start())

    def close(self) -> None:
        """End the processes that wait in vain."""
        with self._lock:
            while self._ready:
                _end(self._ready.pop())

    def _start(self) -> subprocess.Popen[bytes]:
        paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
        return subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "disclosure.read.isolated"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)},
        )


def _end(reader: subprocess.Popen[bytes]) -> None:
    reader.kill()
    reader.communicate()


_READERS = _Readers()
atexit.register(_READERS.close)


def read_isolated(
    content: bytes, name: str, *, seconds: float = MAX_SECONDS, memory: int = MAX_MEMORY_BYTES
) -> Document:
    """Read ``content`` in a process of its own; pages that are pictures in another, if the OCR engine is there.

    Raises SourceError for what the readers refuse, and for a document whose reading takes more than
    ``seconds`` or ``memory`` bytes, or crashes. Reading pictures has bounds of its own.
    """
    answer = _ask_reader(content, name, seconds, memory)
    if (answer.get("scan") or answer.get("unread_pages")) and b"%PDF-" in content[:1024] and recognition.is_available():
        answer = _ask_reader(content, name, recognition.MAX_SECONDS, recognition.MAX_MEMORY_BYTES, recognize=True)
    if "problem" in answer:
        raise SourceError(answer["problem"], file=name, place=answer["place"], remedy=answer["remedy"])
    return _unpack(answer, name)


def _ask_reader(content: bytes, name: str, seconds: float, memory: int, *, recognize: bool = False) -> dict[str, Any]:
    """The answer of one process: a packed document, or a problem."""
    reader = _READERS.take()
    _READERS.prepare()
    limits = {"memory": memory, "seconds": math.ceil(seconds)}
    order = json.dumps({**limits, "name": name, "recognize": recognize}).encode("ascii") + b"\n"
    try:
        said, _ = reader.communicate(order + content, timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(reader)
        raise SourceError(f"reading takes more than {seconds:g} seconds", file=name, remedy=REMEDY) from None
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        raise SourceError(
            f"reading it crashed or ran out of memory (exit code {reader.returncode})", file=name, remedy=REMEDY
        ) from None
    return answer


def _unpack(answer: dict[str, Any], name: str) -> Document:
    blocks: list[Block] = []
    for start, end, rest in answer["blocks"]:
        if isinstance(rest, list):
            blocks.append(Table(start, end, tuple(Cell(*cell) for cell in rest)))
        else:
            blocks.append(Paragraph(start, end, furniture=rest))
    return Document(
        name, answer["sha256"], answer["media_type"], answer["text"], tuple(blocks), tuple(answer["pages"]),
        unread_pages=tuple(answer["unread_pages"]), recognized_pages=tuple(answer["recognized_pages"]),
        skipped=tuple(Skipped(*each) for each in answer["skipped"]),
    )  # fmt: skip
