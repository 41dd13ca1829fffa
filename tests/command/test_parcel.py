"""What is sent between machines comes back equal, and nothing else comes in."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from tests.specimens.prefecture.checkout import audit_unit, write_unit
from tests.specimens.prefecture.series import make_units
from tests.specimens.prefecture.slips import plant_slips

from disclosure import errors
from disclosure.command.executors.job import Job, read_report
from disclosure.command.executors.parcel import ParcelError, pack_report, pack_result, unpack_report, unpack_result
from disclosure.command.report.chain import Outcome
from disclosure.command.terminal.failure import InternalError
from disclosure.errors import DisclosureError
from disclosure.model import Fact


def test_outcomes_come_back_equal(jobs: list[Job]) -> None:
    """Reports as they are read, and reports with indicators and findings."""
    read = [result for result in map(read_report, jobs[:3]) if isinstance(result, Outcome)]
    planted = plant_slips(map(write_unit, make_units(4, units=2, years=3)), 4, every=1)
    audited = [outcome for unit, _ in planted for outcome in audit_unit(unit)]
    assert any(outcome.parsed.indicators for outcome in audited)
    assert any(outcome.findings for outcome in audited)
    assert any(outcome.parsed.figures for outcome in read)
    for outcome in (*read, *audited):
        again = unpack_result(pack_result(outcome))
        assert again == outcome
        assert repr(again) == repr(outcome)  # 1.50 is not 1.5
        assert unpack_report(json.loads(json.dumps(pack_report(outcome.report)))) == outcome.report


@pytest.mark.parametrize("kind", [each for each in vars(errors).values() if isinstance(each, type)])
def test_errors_come_back_as_they_were(kind: type[DisclosureError]) -> None:
    error = kind("没有文字", file="决算.pdf", place="p3", remedy="再下载一次")
    again = unpack_result(pack_result(error))
    assert type(again) is kind
    assert isinstance(again, DisclosureError)
    assert vars(again) == vars(error)


def test_an_unforeseen_error_stays_one() -> None:
    again = unpack_result(pack_result(InternalError("unexpected RuntimeError: boom")))
    assert type(again) is InternalError


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"3", b"{}", b'{"error": {"kind": "SourceError"}}',
     b'{"error": {"kind": "SourceError", "problem": 3}}',
     b'{"error": {"kind": "SourceError", "problem": "", "exit_code": "0"}}', b'{"outcome": []}',
     b'{"outcome": {"report": 1}}', b'{"outcome": [1, 2, 3, 4]}',
     b'{"outcome": [["a", true, "final", "b", "c", [], [], []], [[], [], [], [], [], 0, []], [], []]}',
     b'{"outcome": [["a", 2024, "other", "b", "c", [], [], []], [[], [], [], [], [], 0, []], [], []]}'],
)  # fmt: skip
def test_what_is_no_result_is_refused(content: bytes) -> None:
    with pytest.raises(ParcelError):
        unpack_result(content)


def test_what_is_no_figure_is_refused(jobs: list[Job]) -> None:
    packed = json.loads(pack_result(read_report(jobs[0])))
    fact = packed["outcome"][1][0][0]
    place = [field.name for field in fields(Fact)].index("value")
    assert unpack_result(json.dumps(packed).encode())
    fact[place] = "many"
    with pytest.raises(ParcelError):
        unpack_result(json.dumps(packed).encode())
