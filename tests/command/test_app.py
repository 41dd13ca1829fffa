from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure.command.terminal.failure import typed_errors
from disclosure.command.terminal.screen import clean_text
from disclosure.errors import DisclosureError

from .conftest import Run

COMMANDS = ("add", "build", "site", "check", "read")


def test_the_help_names_every_command_and_exit_code(run: Run) -> None:
    ended = run("--help")
    assert ended.code == 0
    for word in (*COMMANDS, "Exit codes", "70"):
        assert word in ended.out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_help_has_an_example(run: Run, command: str) -> None:
    ended = run(command, "--help")
    assert ended.code == 0
    assert "Example" in ended.out
    assert f"disclosure {command}" in ended.out.split("Example", 1)[1]


def test_every_typed_error_has_its_documented_exit_code(run: Run) -> None:
    codes = {kind.exit_code for kind in DisclosureError.__subclasses__()} | {DisclosureError.exit_code}
    listed = {int(line.split()[0]) for line in run("--help").out.splitlines() if line.strip()[:1].isdigit()}
    assert codes | {0, 2} == listed


def test_the_version_is_printed(run: Run) -> None:
    ended = run("--version")
    assert ended.code == 0
    assert ended.out.startswith("disclosure ")


def test_a_wrong_option_is_a_usage_error(run: Run) -> None:
    assert run("build", "--nonsense").code == 2


def test_outside_a_checkout_the_remedy_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    ended = run("build")
    assert ended.code == 6
    assert "--root" in ended.err


def test_root_names_the_checkout(run: Run, added: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path.cwd()
    monkeypatch.chdir(tmp_path)
    assert added in run("--root", root, "build").out


def test_the_help_needs_none_of_the_heavy_libraries() -> None:
    script = (
        "import sys\nfrom disclosure.command.app import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print('LOADED', sorted({'pandas', 'altair', 'mkdocs', 'frictionless', 'yaml'} & set(sys.modules)))"
    )
    # an ASCII locale: Chinese in the help must not end in an error
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
    }
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, check=False, timeout=60)
    assert done.stderr == b""
    assert done.stdout.decode("utf-8").strip().endswith("LOADED []")


def test_text_of_documents_is_shown_without_control_characters() -> None:
    assert clean_text("a\x1b[31m\u202eb\r\nc\u2028d") == "a·[31m·b··c·d"


def test_an_error_of_the_system_is_typed(tmp_path: Path) -> None:
    with pytest.raises(DisclosureError) as caught, typed_errors("data"):
        (tmp_path / "absent.txt").read_bytes()
    assert caught.value.exit_code == 1
    assert caught.value.place == "absent.txt"
