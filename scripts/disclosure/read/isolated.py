"""The process that reads one document (``read.isolation`` starts it): bounded in time and memory, kept from doing harm.

It imports no more than reading takes: a process is started for every document.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import sys
from typing import Any

from disclosure.document import Document, Table
from disclosure.errors import SourceError

#: What to do about a document of which reading cannot be finished.
REMEDY = "download the document again; if it is complete, split it or export it as text"

#: What readers have no reason to do, as Python's audit events.
_HARMFUL = frozenset(
    {"socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec",
     "os.posix_spawn", "os.fork", "os.forkpty", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link",
     "os.symlink", "os.chmod", "os.truncate"}
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def _limit(memory: int, seconds: int) -> None:
    """Bound this process; systems that cannot are bounded by the clock alone.

    The process that asked watches the clock. Should it be killed meanwhile, this one may use every processor for so
    many seconds, and no longer.
    """
    try:
        import resource
    except ImportError:
        return
    used = seconds * (os.cpu_count() or 1)
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, used)):
        with contextlib.suppress(OSError, ValueError):  # macOS refuses some: the others hold nevertheless
            resource.setrlimit(kind, (most, most))


def _forbid_harm() -> None:
    """From here on this process reaches no network, starts no program and writes, moves or removes no file."""

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _HARMFUL or (event == "open" and int(arguments[2] or 0) & _WRITING):
            raise PermissionError(f"not allowed in a reader: {event}")

    sys.addaudithook(watch)


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
        "unread_pages": document.unread_pages,
        "recognized_pages": document.recognized_pages,
        "skipped": [[each.start, each.end, each.kind, each.count] for each in document.skipped],
    }


def _answer(content: bytes, name: str, *, recognize: bool = False) -> dict[str, Any]:
    from disclosure.read.formats import read_format
    from disclosure.read.tables.pages import NoTextLayerError

    try:
        return _pack(read_format(content, name, recognize=recognize))
    except SourceError as error:
        scan = isinstance(error, NoTextLayerError)
        return {"problem": error.problem, "place": error.place, "remedy": error.remedy, "scan": scan}
    except MemoryError:
        return {"problem": "reading takes more memory than is allowed", "place": "", "remedy": REMEDY}
    except RecursionError:
        return {"problem": "its parts are nested too deeply", "place": "", "remedy": REMEDY}
    except Exception as error:  # whatever a library makes of a broken file is one thing to the user: broken
        problem = f"is broken: its reader stops with {type(error).__name__}"
        return {"problem": problem, "place": "", "remedy": REMEDY}


def main() -> None:
    """Read the document on the standard input, after one line of JSON that orders it, and answer."""
    with contextlib.suppress(ImportError):
        # most documents are PDF: what reads them is loaded while the document is still on its way
        import disclosure.read.pdf.reader  # noqa: F401
    line = sys.stdin.buffer.readline()
    if not line:
        return  # nothing was left to read
    order = json.loads(line)
    _limit(order["memory"], order["seconds"])
    _forbid_harm()
    gc.disable()  # one document and the end: collecting cycles takes a tenth of the time
    answer = _answer(sys.stdin.buffer.read(), order["name"], recognize=order["recognize"])
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main()
