"""``disclosure federate`` as a user types it: what it says, how it ends, and that a kill leaves the old package."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.specimens.federation import run_server

from disclosure.store import Layout

from .conftest import REPOSITORY, Run, snapshot


@pytest.fixture
def site(run: Run, added: str, tmp_path: Path) -> Path:
    """The package of the invented library, as its site publishes it."""
    assert run("export", "--out", tmp_path / "site").code == 0
    return tmp_path / "site"


def test_it_says_what_came_of_each_site(run: Run, site: Path, layout: Layout, tmp_path: Path) -> None:
    out = tmp_path / "national"
    with run_server() as server:
        server.folders["one"] = site
        good, bad = server.address("one/"), server.address("two/")
        ended = run("federate", good, "--output", out)
        assert ended.code == 0, ended.err
        assert f"merged  {good}datapackage.json: 1 of 1 reports" in ended.out
        assert (layout.root / "build" / "federation").is_dir()
        before = snapshot(out)
        ended = run("federate", good, bad, "--output", out, "--strict")
        assert ended.code == 9
        assert f"{bad}datapackage.json: the server answers 404" in ended.err
        assert "nothing was written" in ended.out
        assert snapshot(out) == before
        ended = run("federate", bad, "file:///etc/passwd", good, "--output", out, "--cache", tmp_path / "cache")
        assert ended.code == 9
        assert "1 reports" in ended.out
        assert "remedy" in ended.err
        assert "Traceback" not in ended.err
    assert snapshot(out) != before  # the index of sites names the one that failed


def test_a_kill_leaves_the_old_package_and_the_next_run_tidies(run: Run, site: Path, tmp_path: Path) -> None:
    out = tmp_path / "national"
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "scripts")}
    with run_server() as server:
        server.folders["one"] = site
        assert run("federate", server.address("one/"), "--output", out).code == 0
        before = snapshot(out)
        server.asked.clear()
        held = server.held["/one/facts.csv"] = threading.Event()
        command = [sys.executable, "-m", "disclosure", "federate", server.address("one/"), "--output", str(out)]
        running = subprocess.Popen([*command, "--cache", str(tmp_path / "cache")], env=environment)
        until = time.monotonic() + 60
        while "/one/facts.csv" not in server.asked and time.monotonic() < until:
            time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
        assert running.wait() == -signal.SIGKILL
        held.set()
        assert snapshot(out) == before
        assert list(tmp_path.glob(".national.*"))
        assert run("federate", server.address("one/"), "--output", out).code == 0
        assert snapshot(out) == before
        assert not list(tmp_path.glob(".national.*"))
