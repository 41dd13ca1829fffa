"""Reads a document in a process of its own, bounded in time and memory: a hostile file harms nothing else.

The process is this module run by the same Python; it gets the bytes on its standard input and answers
with JSON, never with a pickle, since what it read may have got the better of it.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from disclosure.errors import SourceError
from disclosure.model import Block, Cell, Document, Paragraph, Table

#: A document must be read within so many seconds of the clock; the slowest real one takes half a second.
MAX_SECONDS = 60
#: Reading may use so many bytes of address space (where the system can limit it); real ones use 300 million.
MAX_MEMORY_BYTES = 1_500_000_000

_REMEDY = "download the document again; if it is whole, split it or export it as text"


def read_isolated(
    content: bytes, name: str, *, seconds: float = MAX_SECONDS, memory: int = MAX_MEMORY_BYTES
) -> Document:
    """Read ``content`` in a process of its own.

    Raises SourceError for what the readers refuse, and for a document whose reading takes more than
    ``seconds`` or ``memory`` bytes, or crashes.
    """
    rooms = Path(__file__).parents[2]
    paths = [str(rooms), os.environ.get("PYTHONPATH", "")]
    command = [sys.executable, "-X", "utf8", "-m", "disclosure.read.isolation", str(memory), name]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise SourceError(f"reading takes more than {seconds:g} seconds", file=name, remedy=_REMEDY) from None
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise SourceError(f"reading it crashed (exit code {done.returncode})", file=name, remedy=_REMEDY) from None
    if "problem" in answer:
        raise SourceError(answer["problem"], file=name, place=answer["place"], remedy=answer["remedy"])
    return _unpack(answer, name)


def _pack(document: Document) -> dict[str, Any]:
    blocks: list[list[Any]] = []
    for block in document.blocks:
        if isinstance(block, Table):
            cells = [[c.start, c.end, c.row, c.column, c.row_span, c.column_span] for c in block.cells]
            blocks.append([block.start, block.end, cells])
        else:
            blocks.append([block.start, block.end, block.furniture])
    return {
        "sha256": document.sha256,
        "media_type": document.media_type,
        "text": document.text,
        "blocks": blocks,
        "pages": document.pages,
    }


def _unpack(answer: dict[str, Any], name: str) -> Document:
    blocks: list[Block] = []
    for start, end, rest in answer["blocks"]:
        if isinstance(rest, list):
            blocks.append(Table(start, end, tuple(Cell(*cell) for cell in rest)))
        else:
            blocks.append(Paragraph(start, end, furniture=rest))
    return Document(name, answer["sha256"], answer["media_type"], answer["text"], tuple(blocks), tuple(answer["pages"]))


def _limit(memory: int) -> None:
    """Bound this process; systems that cannot are bounded by the clock alone."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _answer(content: bytes, name: str) -> dict[str, Any]:
    from disclosure.read.formats import read_format

    try:
        return _pack(read_format(content, name))
    except SourceError as error:
        return {"problem": error.problem, "place": error.place, "remedy": error.remedy}
    except MemoryError:
        return {"problem": "reading takes more memory than is allowed", "place": "", "remedy": _REMEDY}
    except RecursionError:
        return {"problem": "its parts are nested too deep", "place": "", "remedy": _REMEDY}
    except Exception as error:  # whatever a library makes of a broken file is one thing to the user: broken
        problem = f"is broken: its reader stops with {type(error).__name__}"
        return {"problem": problem, "place": "", "remedy": _REMEDY}


def main() -> None:
    """Read the document on the standard input and answer on the standard output."""
    memory, name = int(sys.argv[1]), sys.argv[2]
    _limit(memory)
    answer = _answer(sys.stdin.buffer.read(), name)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main()
