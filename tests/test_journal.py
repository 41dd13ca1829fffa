"""A command killed at any moment leaves the old data whole or the new: nothing between."""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

import disclosure.journal
from disclosure.command.terminal.failure import typed_errors
from disclosure.errors import BusyError, DescriptionError, StorageError
from disclosure.journal import FOLDER, exchange_folders, lock_checkout, open_generation
from disclosure.store import Layout, write_bytes

NAMES = ("data/reference/units.csv", "data/reports/a/2024-final/facts.csv", "datapackage.json")
NEW = "data/reports/b/2025-budget/facts.csv"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    for name in NAMES:
        write_bytes(tmp_path / name, b"old\n")
    return Layout(tmp_path)


def read_all(layout: Layout) -> dict[str, bytes]:
    return {p.relative_to(layout.root).as_posix(): p.read_bytes() for p in layout.root.rglob("*") if p.is_file()}


OLD_STATE = dict.fromkeys(NAMES, b"old\n")
NEW_STATE = dict.fromkeys((*NAMES, NEW), b"new\n")


def write_all(layout: Layout) -> list[Path]:
    with open_generation(layout) as generation:
        for name in (*NAMES, NEW):
            write_bytes(generation.layout.root / name, b"new\n")
        return generation.commit()


def test_all_of_a_change_is_put_in_place(layout: Layout) -> None:
    changed = write_all(layout)
    assert {path.relative_to(layout.root).as_posix() for path in changed} == set(NEW_STATE)
    assert read_all(layout) == NEW_STATE
    assert write_all(layout) == []


def test_without_a_commit_nothing_changes(layout: Layout) -> None:
    def stop() -> None:
        with open_generation(layout) as generation:
            write_bytes(generation.layout.root / NAMES[0], b"new\n")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stop()
    assert read_all(layout) == OLD_STATE


STEPS = ("replace", "rename", "link", "fsync", "mkdir", "unlink", "rmdir", "open")


def run_until(step: int, work: Callable[[], object]) -> bool:
    """Run ``work`` in a process that is killed at its step-th call of the file system; whether it was."""
    child = os.fork()
    if child == 0:
        left = step

        def watch(real: Callable[..., object]) -> Callable[..., object]:
            def step_on(*arguments: object, **named: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments, **named)

            return step_on

        for name in STEPS:
            setattr(os, name, watch(getattr(os, name)))
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_killed_at_every_step_the_data_is_the_old_or_the_new(layout: Layout) -> None:
    outcomes = []
    for step in range(1000):
        for name in (*NAMES, NEW):
            write_bytes(layout.root / name, b"old\n")
        (layout.root / NEW).unlink()
        was_killed = run_until(step, lambda: write_all(layout))
        with lock_checkout(layout, shared=True):
            state = read_all(layout)
        assert state in (OLD_STATE, NEW_STATE)
        outcomes.append(state == NEW_STATE)
        if not was_killed:
            break
    assert not was_killed
    assert outcomes == sorted(outcomes), "from one step on the change is decided"
    assert outcomes.count(False) > 10
    assert outcomes.count(True) > 10


def test_killed_while_it_finishes_what_another_had_decided(layout: Layout) -> None:
    decided = layout.root / FOLDER / "decided"
    for number in range(len(NEW_STATE)):
        write_bytes(decided / str(number), b"new\n")
    write_bytes(decided / "manifest.json", json.dumps([*NAMES, NEW]).encode())
    step = 0
    while run_until(step, lambda: disclosure.journal._finish(layout)):
        step += 1
    with lock_checkout(layout):
        assert read_all(layout) == NEW_STATE
    assert step > 5


def test_two_commands_do_not_write_at_once(layout: Layout) -> None:
    with lock_checkout(layout):
        with pytest.raises(BusyError, match="another command") as raised, lock_checkout(layout, wait=0):
            pass
        assert raised.value.remedy
        with pytest.raises(BusyError), lock_checkout(layout, shared=True, wait=0):
            pass
    with lock_checkout(layout, shared=True, wait=0), pytest.raises(BusyError), lock_checkout(layout, wait=0):
        pass
    with lock_checkout(layout, wait=0):
        pass


def test_a_full_disk_is_told_and_changes_nothing(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError, match="No space left") as raised, typed_errors("data"):
        write_all(layout)
    assert "free disk space" in raised.value.remedy
    monkeypatch.undo()
    with lock_checkout(layout):
        assert read_all(layout) == OLD_STATE


def test_a_limit_on_what_may_be_written_is_told(layout: Layout) -> None:
    def work() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2, 2))
        told = b"nothing"
        try:
            with typed_errors("data"):
                write_all(layout)
        except StorageError as error:
            told = str(error).encode()
        os.write(pipe[1], told)

    pipe = os.pipe()
    run_until(10_000, work)
    assert b"File too large" in os.read(pipe[0], 1000)
    assert read_all(layout) == OLD_STATE


@pytest.mark.parametrize(
    "names", [["../x"], ["/etc/x"], ["data"], ["data/../../x"], ["data/a\\..\\x"], [1], {"a": 1}, ["docs/x"]]
)
def test_a_journal_that_is_not_ours_writes_nothing(layout: Layout, names: object) -> None:
    write_bytes(layout.root / FOLDER / "decided" / "0", b"evil")
    write_bytes(layout.root / FOLDER / "decided" / "manifest.json", json.dumps(names).encode())
    with pytest.raises(StorageError, match="not a journal of this program"), lock_checkout(layout):
        pass
    assert {name: content for name, content in read_all(layout).items() if not name.startswith(FOLDER)} == OLD_STATE


def test_a_journal_of_endless_lists_is_none_of_ours(layout: Layout) -> None:
    write_bytes(layout.root / FOLDER / "decided" / "manifest.json", b"[" * 100_000)
    with pytest.raises(StorageError, match="not a journal of this program"), lock_checkout(layout):
        pass


def test_a_symbolic_link_in_the_data_is_refused(layout: Layout, tmp_path: Path) -> None:
    (layout.data / "reports" / "evil").symlink_to("/")
    with pytest.raises(DescriptionError, match="symbolic link"), open_generation(layout):
        pass


def test_folders_change_places(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a" / "1", b"1")
    write_bytes(tmp_path / "b" / "2", b"2")
    if exchange_folders(tmp_path / "a", tmp_path / "b"):
        assert [path.name for path in (tmp_path / "a").iterdir()] == ["2"]
    assert not exchange_folders(tmp_path / "a", tmp_path / "missing")
