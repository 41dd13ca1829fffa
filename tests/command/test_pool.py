"""Many reports in several processes: as one after the other, whatever happens to one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.specimens.prefecture.checkout import write_unit
from tests.specimens.prefecture.series import make_units

from disclosure.command.pool import WORTH_A_POOL, Job, read_report, read_reports
from disclosure.errors import DisclosureError, SourceError
from disclosure.store import find_layout

REFERENCE = find_layout(Path(__file__).parent).reference


class Deadly:
    """Files that end the process which reads them, as one does that runs out of memory."""

    def __iter__(self) -> Iterator[Path]:
        os._exit(9)


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> list[Job]:
    """Ten reports as text, one of them empty."""
    folder, made = tmp_path_factory.mktemp("inbox"), []
    for index, written in enumerate(write_unit(make_units(3, units=1, years=5)[0])):
        path = folder / f"{index}.txt"
        path.write_text("" if index == 4 else written.text, encoding="utf-8")
        made.append(Job(replace(written.report, sources=()), [path], REFERENCE))
    return made


def test_processes_give_what_one_gives_in_the_same_order(jobs: list[Job]) -> None:
    assert len(jobs) >= WORTH_A_POOL
    alone, together = [read_report(job) for job in jobs], list(read_reports(jobs, workers=2))
    assert [str(each) if isinstance(each, DisclosureError) else each for each in together] == [
        str(each) if isinstance(each, DisclosureError) else each for each in alone
    ]
    assert [index for index, each in enumerate(together) if isinstance(each, DisclosureError)] == [4]


def test_one_that_kills_its_process_fails_alone(jobs: list[Job]) -> None:
    some = [*jobs[:3], replace(jobs[3], paths=Deadly()), *jobs[5:]]  # type: ignore[arg-type]
    found = list(read_reports(some, workers=2))
    assert [isinstance(each, SourceError) for each in found] == [index == 3 for index in range(len(some))]
    assert "ended from outside" in str(found[3])
