"""Many reports in several processes: as one after the other, whatever happens to one of them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.specimens.deadly import PATIENCE, Deadly, DeadlyOnce, Unforeseen, Waiting

from disclosure.command.executors.job import Job, Result
from disclosure.command.executors.pool import WORTH_A_POOL, Processes
from disclosure.errors import DisclosureError

from .conftest import REPOSITORY, Prefecture, Run, describe_source, snapshot


def tell(results: list[tuple[int, Result]]) -> list[object]:
    """Results in the order of their jobs, errors by their words; fails where one is missing or there twice."""
    assert sorted(number for number, _ in results) == list(range(len(results)))
    ordered = [result for _, result in sorted(results, key=lambda each: each[0])]
    return [str(each) if isinstance(each, DisclosureError) else each for each in ordered]


@pytest.fixture(scope="module")
def alone(jobs: list[Job]) -> list[object]:
    """What one process gives."""
    return tell(list(Processes(1).read(jobs)))


def test_processes_give_what_one_gives(jobs: list[Job], alone: list[object]) -> None:
    assert len(jobs) >= WORTH_A_POOL
    together = list(Processes(2).read(jobs))
    assert tell(together) == alone
    failed = {number: result for number, result in together if isinstance(result, DisclosureError)}
    assert list(failed) == [4]
    assert str(failed[4]).startswith(f"{jobs[4].name} (4.txt): the file is empty")


@pytest.mark.sampled(2, of="ends")
def test_one_that_kills_its_process_fails_alone(jobs: list[Job], alone: list[object]) -> None:
    guilty = replace(jobs[3], paths=Deadly())  # type: ignore[arg-type]
    stumbling = replace(jobs[7], paths=Unforeseen())  # type: ignore[arg-type]
    found = tell(list(Processes(2).read([*jobs[:3], guilty, *jobs[4:7], stumbling, *jobs[8:]])))
    assert found[:3] + found[4:7] + found[8:] == alone[:3] + alone[4:7] + alone[8:]
    assert str(found[3]).startswith(f"{jobs[3].name}: the process that read it was killed")
    assert str(found[7]).startswith(f"{jobs[7].name}: unexpected LookupError: nobody thought of it")


@pytest.mark.sampled(2, of="ends")
def test_a_process_killed_from_outside_takes_nothing_with_it(
    jobs: list[Job], alone: list[object], tmp_path: Path
) -> None:
    innocent = replace(jobs[5], paths=DeadlyOnce(list(jobs[5].paths), tmp_path / "mark"))  # type: ignore[arg-type]
    found = tell(list(Processes(2).read([*jobs[:5], innocent, *jobs[6:]])))
    assert found == alone
    assert (tmp_path / "mark").exists()


@pytest.mark.sampled(2, of="ends")
def test_results_need_not_wait_for_one_that_is_slow(jobs: list[Job], tmp_path: Path) -> None:
    """The first report ends only when all others are there."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = Processes(2).read([replace(jobs[0], paths=Waiting(pipe)), *jobs[1:]])  # type: ignore[arg-type]
    early = [next(read)[0] for _ in jobs[1:]]
    handle = os.open(pipe, os.O_RDWR)
    os.write(handle, b"now")
    late = [number for number, _ in read]
    os.close(handle)
    assert (sorted(early), late) == (list(range(1, len(jobs))), [0])


def heed_interrupts() -> None:
    """What a shell starts in the background ignores interrupts, and so would whatever the tests start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.sampled(2, of="ends")
def test_an_interrupt_leaves_all_as_it_was(prefecture: Prefecture) -> None:
    """Ctrl-C goes to every process of the terminal; none of them may print more than that it is over."""
    for path in prefecture.layout.reports.glob("*/*/facts.csv"):
        path.unlink()
    before = snapshot(prefecture.layout.root)
    command = [sys.executable, "-m", "disclosure", "--root", str(prefecture.layout.root), "build"]
    environment = os.environ | {
        "DISCLOSURE_SOURCES": str(prefecture.inbox), "PYTHONPATH": str(REPOSITORY / "scripts"),
    }  # fmt: skip
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=heed_interrupts,
    ) as build:  # fmt: skip
        assert build.stderr is not None
        assert build.stderr.readline().startswith("reading reports: ")
        os.killpg(build.pid, signal.SIGINT)
        out, err = build.communicate(timeout=PATIENCE)
    assert build.returncode == 130, err
    assert out == ""
    assert "Traceback" not in err, err
    assert snapshot(prefecture.layout.root) == before
    assert is_gone(build.pid)


def is_gone(group: int) -> bool:
    """Whether all processes of a group have ended, or do so within PATIENCE."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.sampled(2, of="ends")
def test_one_bad_file_stops_nothing_and_is_told_at_the_end(run: Run, prefecture: Prefecture) -> None:
    report = prefecture.layout.reports / "invented-0001" / "2020-final"
    broken = prefecture.inbox / "invented-0001-2020-final.bin"
    broken.write_bytes(broken.read_bytes()[:-1500])
    describe_source(prefecture.layout, "invented-0001/2020-final", broken)
    ended = run("--root", prefecture.layout.root, "build")
    assert ended.code == 3
    assert f"error: data/reports/invented-0001/2020-final ({broken.name}): " in ended.err
    assert "Traceback" not in ended.err
    built = re.findall(r"built   (\S+):", ended.out)
    assert built == sorted(
        f"{path.parent.name}/{path.name}" for path in prefecture.layout.report_folders() if path != report
    )
    assert not (report / "facts.csv").exists()
    assert "reading reports" not in ended.out
    counted = [int(done) for done in re.findall(r"^reading reports: (\d+) of 12$", ended.err, re.MULTILINE)]
    assert counted == [2, 3, 4, 5, 6, 8, 9, 10, 11, 12]
