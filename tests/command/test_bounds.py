"""A document written to be slow ends as a typed error; one that is not is not touched."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from disclosure.command.report import chain
from disclosure.command.report.bounds import bound_time
from disclosure.errors import SourceError
from disclosure.model import Document, Paragraph
from disclosure.reference import load_reference
from disclosure.store import Layout

from .conftest import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no timer of the processor")


def spin() -> None:
    while True:
        pass


def test_what_never_ends_is_ended() -> None:
    with pytest.raises(SourceError, match=r"more than 0\.05 seconds") as caught, bound_time("slow.pdf", 0.05):
        spin()
    assert caught.value.file == "slow.pdf"
    assert caught.value.remedy


def test_the_timer_is_off_behind_it() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with bound_time("fast.pdf"):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGPROF) is before


def test_every_room_behind_reading_is_bounded(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "bound_time", lambda file: bound_time(file, 0.05))
    monkeypatch.setattr("disclosure.parse.identify_report", lambda *_, **__: spin())
    document = Document("slow.txt", "0" * 64, "text/plain", "a", (Paragraph(0, 1),))
    with pytest.raises(SourceError, match="seconds"):
        chain.identify_document(document, load_reference(layout.reference))


def test_a_slow_document_is_refused_and_changes_nothing(
    run: Run, layout: Layout, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "bound_time", lambda file: bound_time(file, 0.05))
    monkeypatch.setattr("disclosure.parse.parse_report", lambda *_, **__: spin())
    ended = run("add", document, "--unit", "qinghe-library")
    assert ended.code == 3
    assert "Traceback" not in ended.err
    assert not layout.report_folders()
