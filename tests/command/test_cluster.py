"""Reports read on other machines: the same bytes as here, whatever dies meanwhile; nothing lost, nothing twice.

The machines are processes of this one, spoken to over its own address only.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import distributed
import pytest
from tests.specimens.deadly import PATIENCE, POISON

from disclosure.command.building.build import BuildSummary, build_reports
from disclosure.command.executors import cluster as module
from disclosure.command.executors.cluster import Cluster
from disclosure.command.executors.job import Executor, Job, Result
from disclosure.command.executors.scheduler import parse_address
from disclosure.command.executors.worker import describe_engine
from disclosure.errors import ClusterError
from disclosure.store import Layout

from .conftest import REPOSITORY, Prefecture, Run, describe_source, snapshot

WORKERS = 2
#: So many reports of the twelve are read by a test in which a worker dies.
SOME = 6
#: For what never comes, in seconds.
SHORT = 1.0


@pytest.fixture(scope="module")
def machines() -> Iterator[distributed.LocalCluster]:
    """Two workers that nannies start again when they die. A report that kills two is given up by Dask."""
    with distributed.LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"allowed_failures": 1}, memory_limit=0,
    ) as made:  # fmt: skip
        yield made


class Watched:
    """An executor with something done once the first result is there."""

    def __init__(self, executor: Executor, act: Callable[[], None]) -> None:
        self.executor, self.act = executor, act
        self.came: list[int] = []

    def read(self, jobs: Sequence[Job]) -> Generator[tuple[int, Result], None, None]:
        for number, result in self.executor.read(jobs):
            self.came.append(number)
            if len(self.came) == 1:
                self.act()
            yield number, result


def workers_of(machines: distributed.LocalCluster) -> list[Any]:
    """What the scheduler knows of each worker."""
    assert machines.scheduler is not None
    return list(machines.scheduler.workers.values())


def build(layout: Layout, executor: Executor | None = None) -> BuildSummary:
    return build_reports(layout, layout.report_folders()[:SOME], executor)


def tell(layout: Layout, summary: BuildSummary) -> tuple[object, ...]:
    """All that a build says, wherever its checkout is."""
    errors = [str(error).replace(str(layout.root), "") for error in summary.failures]
    return summary.built, summary.kept, errors, [path.relative_to(layout.root) for path in summary.changed]


def copy(prefecture: Prefecture) -> Layout:
    """The same checkout once more, with nothing read."""
    return Layout(Path(shutil.copytree(prefecture.layout.root, prefecture.layout.root.with_name("copy"))))


@pytest.mark.sampled(2, of="machines")
def test_a_worker_killed_in_the_middle_changes_nothing(
    machines: distributed.LocalCluster, prefecture: Prefecture
) -> None:
    """One of the workers is killed with reports on it, and one report is broken."""
    broken = prefecture.inbox / "invented-0001-2020-final.bin"
    broken.write_bytes(broken.read_bytes()[:-1500])
    describe_source(prefecture.layout, "invented-0001/2020-final", broken)
    layout = copy(prefecture)
    alone = build(prefecture.layout)
    killed: list[str] = []

    def kill() -> None:
        """The worker with the most to do."""
        state = max(workers_of(machines), key=lambda each: len(each.processing))
        assert state.processing
        killed.append(state.address)
        os.kill(machines.workers[state.name].pid, signal.SIGKILL)

    together = Watched(Cluster(machines.scheduler_address), kill)
    there = build(layout, together)
    assert sorted(together.came) == list(range(SOME))
    assert tell(layout, there) == tell(prefecture.layout, alone)
    assert len(there.built) == SOME - 1
    assert there.failures[0].file == "data/reports/invented-0001/2020-final (invented-0001-2020-final.bin)"
    assert snapshot(layout.root) == snapshot(prefecture.layout.root)
    assert machines.scheduler is not None
    (event,) = (event for _, event in machines.scheduler.get_events(killed[0]) if event["action"] == "remove-worker")
    assert event["processing-tasks"], "it had nothing to do: nothing was tested"


@pytest.mark.sampled(2, of="machines")
def test_a_document_that_kills_workers_is_one_reports_error(
    machines: distributed.LocalCluster, prefecture: Prefecture, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = module.CALL.replace("disclosure.command.executors.worker", "tests.specimens.deadly").replace(
        "read_parcel", "read_or_die"
    )
    monkeypatch.setattr(module, "CALL", call)
    poisoned = prefecture.inbox / "invented-0001-2019-budget.bin"
    poisoned.write_bytes(poisoned.read_bytes() + POISON)
    describe_source(prefecture.layout, "invented-0001/2019-budget", poisoned)
    summary = build(prefecture.layout, Cluster(machines.scheduler_address))
    told = str(summary.failures[0])
    assert told.startswith("data/reports/invented-0001/2019-budget: the process that read it was killed")
    assert len(summary.built) == SOME - 1


@pytest.mark.sampled(2, of="machines")
def test_from_the_command_line(machines: distributed.LocalCluster, run: Run, prefecture: Prefecture) -> None:
    for folder in prefecture.layout.report_folders()[1:]:
        shutil.rmtree(folder)
    ended = run(
        "--root", prefecture.layout.root, "build",
        "--executor", "dask", "--scheduler", machines.scheduler_address,
    )  # fmt: skip
    assert (ended.code, ended.err) == (0, "")
    assert "built   invented-0001/2019-budget: " in ended.out


def test_a_worker_of_another_version_is_refused(
    machines: distributed.LocalCluster, prefecture: Prefecture, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(prefecture.layout.root)
    ours = describe_engine()
    monkeypatch.setattr(module, "describe_engine", lambda: ours | {"vocabulary": "newer"})
    with pytest.raises(ClusterError, match=rf"differs in vocabulary \({ours['vocabulary']}, here newer\)"):
        build(prefecture.layout, Cluster(machines.scheduler_address))
    assert snapshot(prefecture.layout.root) == before


Lone = tuple[str, Callable[[], None], Callable[..., None]]


@pytest.fixture
def lone() -> Iterator[Lone]:
    """A scheduler in a process of its own: its address, what kills it, and what gives it a worker."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address, environment = f"tcp://127.0.0.1:{port}", os.environ | {"PYTHONPATH": str(REPOSITORY / "scripts")}
    started: list[subprocess.Popen[bytes]] = []

    def start(role: str, *arguments: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{role}", *arguments]
        command += ["--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0"]
        started.append(subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL))

    def kill() -> None:
        started[0].kill()
        started[0].wait()

    start("scheduler", "--port", str(port))
    distributed.Client(address, timeout=PATIENCE, set_as_default=False).close()  # it is there
    yield address, kill, lambda *arguments: start("worker", address, "--nthreads", "1", "--no-nanny", *arguments)
    for process in reversed(started):
        process.terminate()
        process.wait()


@pytest.mark.sampled(2, of="machines")
def test_no_worker_at_all_and_one_without_the_program(lone: Lone, jobs: list[Job], tmp_path: Path) -> None:
    address, _, start_worker = lone
    with pytest.raises(ClusterError, match="has had no worker for 1 seconds"):
        list(Cluster(address, SHORT).read(jobs))
    bare = tmp_path / "bare.py"
    bare.write_text("import sys\nsys.modules['disclosure'] = None\n", encoding="utf-8")
    start_worker("--preload", str(bare))
    with pytest.raises(ClusterError, match="a worker has no or an older version"):
        list(Cluster(address, PATIENCE).read(jobs))


@pytest.mark.sampled(2, of="machines")
def test_a_scheduler_that_goes_in_the_middle(lone: Lone, jobs: list[Job]) -> None:
    address, kill, start_worker = lone
    start_worker()
    with distributed.Client(address, timeout=PATIENCE, set_as_default=False) as client:
        client.wait_for_workers(1, PATIENCE)
    with pytest.raises(ClusterError, match=r"the connection to the scheduler was lost|no scheduler answers"):
        list(Watched(Cluster(address, 5 * SHORT), kill).read(jobs))


def test_what_takes_the_connection_and_says_nothing(prefecture: Prefecture) -> None:
    before = snapshot(prefecture.layout.root)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}"
        for scheme, problem in (("tcp", "no scheduler answers"), ("tls", "needs certificates")):
            with pytest.raises(ClusterError, match=problem):
                build(prefecture.layout, Cluster(f"{scheme}://{address}", SHORT))
    assert snapshot(prefecture.layout.root) == before


@pytest.mark.parametrize(
    "address",
    ["localhost:8786", "tcp://host", "http://host:8786", "tcp://host:8786/", "tcp://me@host:8786", "tcp://host:99999",
     "tcp://host:8786?x", "tcp://a b:8786", "tcp://:8786", "tcp://主机:8786"],
)  # fmt: skip
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ClusterError, match="is not the address"):
        parse_address(address)


@pytest.mark.parametrize("address", ["tcp://10.0.0.5:8786", "tls://scheduler.example:8786", "tcp://[::1]:8786"])
def test_what_is_an_address(address: str) -> None:
    assert parse_address(address) == address


@pytest.mark.parametrize("options", [("--executor", "dask"), ("--scheduler", "tcp://127.0.0.1:8786")])
@pytest.mark.parametrize("command", ["build", "site"])
def test_half_a_choice_is_none(run: Run, command: str, options: tuple[str, str]) -> None:
    ended = run(command, *options)
    assert ended.code == 2
    assert "--executor dask and --scheduler together" in ended.err


def test_without_the_extra_it_is_told_how_to_install_it(
    run: Run, prefecture: Prefecture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ended = run("--root", prefecture.layout.root, "build", "--executor", "dask", "--scheduler", "tcp://127.0.0.1:8786")
    assert ended.code == 1
    assert "pip install '.[cluster]'" in ended.err
