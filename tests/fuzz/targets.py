"""What is fuzzed: each target draws one input, hands it to what reads it, and fails on anything but a typed error."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import strategies as st
from reportlab import rl_config
from tests.specimens import layouts
from tests.specimens.accounts import make_accounts
from tests.specimens.formats import office, paper
from tests.specimens.national import Style, make_forms

import disclosure
from disclosure.errors import SourceError
from disclosure.model import Document
from disclosure.read.formats import needs_reader, read_format
from disclosure.read.source import read_bytes

from . import documents, files
from .chain import check_blocks, run_rooms
from .mutations import damage, damage_parts, damage_words

Draw = Callable[[st.SearchStrategy[Any]], Any]
_OURS = str(Path(disclosure.__file__).parent)


# --- readers --------------------------------------------------------------------------------------


@cache
def write_originals(form: str) -> tuple[bytes, ...]:
    """Whole documents of a format: the small report, and the forms of final accounts."""
    accounts, style = make_accounts(1), Style()
    forms = make_forms(accounts, style)[:4]
    with mock.patch.object(rl_config, "pageCompression", 0):  # words that damage can find
        writers: dict[str, tuple[Callable[[], bytes], ...]] = {
            "pdf": (paper.write_pdf, lambda: paper.write_pdf(ruled=False), lambda: layouts.write_pdf(accounts, forms)),
            "docx": (office.write_docx, lambda: layouts.write_docx(accounts, forms)),
            "xlsx": (office.write_xlsx, lambda: layouts.write_xlsx(accounts, forms)),
            "xls": (office.write_xls,),
            "html": (office.write_html, lambda: layouts.write_html(accounts, forms)),
            "ofd": (paper.write_ofd,),
            "text": (office.write_text, lambda: office.write_text("gb18030"), lambda: office.write_text(markdown=True)),
        }
        return tuple(write() for write in writers[form])


_CONTAINERS = frozenset({"docx", "xlsx", "ofd"})


def fuzz_reader(form: str) -> Callable[[Draw], None]:
    """A target: a damaged document of a format, read, and if it can be, parsed and checked."""

    def target(draw: Draw) -> None:
        content = draw(st.sampled_from(write_originals(form)))
        way = draw(st.integers(0, 3))
        if form in _CONTAINERS and way:
            content = damage_parts(draw, content)
        else:
            content = damage(draw, content) if way < 2 else damage_words(draw, content)
        document = _read(content)
        if document is not None:
            check_blocks(document)
            run_rooms(document)

    return target


def _read(content: bytes) -> Document | None:
    """The document, or None where it is refused. What a library raises the reader's process makes an error of; what
    our own code raises by itself is a fault of ours."""
    try:
        return read_format(content, "fuzz") if needs_reader(content) else read_bytes(content, "fuzz")
    except (SourceError, MemoryError, RecursionError):
        return None
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        if frame.filename.startswith(_OURS):
            raise
        return None


# --- parsing --------------------------------------------------------------------------------------


def fuzz_blocks(draw: Draw) -> None:
    """Documents of lines and tables."""
    document = draw(documents.documents())
    check_blocks(document)
    run_rooms(document, draw(st.sampled_from(["final", "budget"])))


def fuzz_text(draw: Draw) -> None:
    """Documents of plain text."""
    try:
        document = draw(documents.texts())
    except SourceError:
        return
    check_blocks(document)
    run_rooms(document, draw(st.sampled_from(["final", "budget"])))


#: By name: what draws one input and tries it.
TARGETS: dict[str, Callable[[Draw], None]] = {
    **{f"reader: {form}": fuzz_reader(form) for form in ("pdf", "docx", "xlsx", "xls", "html", "ofd", "text")},
    "parser: lines and tables": fuzz_blocks,
    "parser: plain text": fuzz_text,
    "vocabulary": files.fuzz_vocabulary,
    "report.yml": files.fuzz_description,
    "code lists": files.fuzz_lists,
    "release.yml": files.fuzz_release,
    "publisher.yml": files.fuzz_publisher,
    "tables of a build": files.fuzz_tables,
    "journal": files.fuzz_journal,
}
