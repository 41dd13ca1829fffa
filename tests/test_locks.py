"""Locks between processes, and what a system without them is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from disclosure import locks
from disclosure.errors import PlatformError
from disclosure.read import isolated


def test_a_lock_keeps_others_out_and_ends_with_its_handle(tmp_path: Path) -> None:
    first, second, third = (os.open(tmp_path, os.O_RDONLY) for _ in range(3))
    assert locks.take_lock(first)
    assert not locks.take_lock(second)
    assert locks.take_lock(first, shared=True)
    assert locks.take_lock(second, shared=True)
    assert not locks.take_lock(third)
    os.close(first)
    os.close(second)
    assert locks.take_lock(third)
    os.close(third)


def test_a_system_without_locks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "fcntl", None)
    with pytest.raises(PlatformError, match="flock"):
        locks.take_lock(0)


@pytest.mark.parametrize("arguments", [["check"], ["--help"]])
def test_the_command_says_what_the_system_lacks(arguments: list[str]) -> None:
    script = f"import sys; sys.modules['fcntl'] = None; from disclosure.command.app import main; main({arguments})"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=environment, timeout=60, text=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "WSL" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bound_that_the_system_refuses_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS, which refuses to bound the address space."""
    kept: dict[int, tuple[int, int]] = {}

    def set_limit(kind: int, bounds: tuple[int, int]) -> None:
        if kind == system.RLIMIT_AS:
            raise ValueError("current limit exceeds maximum limit")
        kept[kind] = bounds

    system = SimpleNamespace(RLIMIT_CORE=4, RLIMIT_AS=9, RLIMIT_CPU=0, setrlimit=set_limit)
    monkeypatch.setitem(sys.modules, "resource", system)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    isolated._limit(10**9, 60)
    assert kept == {4: (0, 0), 0: (120, 120)}


def test_a_system_without_bounds_reads_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    isolated._limit(1, 1)
