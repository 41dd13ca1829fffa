"""An installed package, away from any checkout, reads documents with the code lists that came with it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from disclosure.store import read_csv

from .conftest import REPORT_TEXT, REPOSITORY


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a wheel holds it, unpacked into a folder of its own."""
    root = tmp_path_factory.mktemp("wheel")
    source = root / "source"
    for name in ("scripts", "data/reference"):
        shutil.copytree(REPOSITORY / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE", "MANIFEST.in"):
        shutil.copy(REPOSITORY / name, source / name)
    for options in (
        ("wheel", "--no-build-isolation", "--wheel-dir", root, source),
        ("install", "--target", root / "lib"),
    ):
        files = sorted(root.glob("*.whl"))
        command = [sys.executable, "-m", "pip", *options, "--no-deps", "--no-index", "--quiet", *files]
        subprocess.run(command, check=True, capture_output=True)
    return root / "lib"


def run_installed(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # without the site packages the editable checkout would not be found, nor the libraries: only they are named
    packages = os.pathsep.join((str(installed), sysconfig.get_path("purelib")))
    environment = {"PYTHONPATH": packages, "PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-S", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_a_wheel_reads_a_document_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    document, folder = tmp_path / "report.txt", tmp_path / "empty"
    document.write_text(REPORT_TEXT, encoding="utf-8")
    folder.mkdir()
    ended = run_installed(installed, folder, "-m", "disclosure", "read", str(document), "--format", "json")
    assert ended.returncode == 0, ended.stderr
    assert len(json.loads(ended.stdout)["facts"]) > 20
    assert list(folder.iterdir()) == []
    asked = "import disclosure, sys; print(disclosure.__file__, len(disclosure.read_report(sys.argv[1]).facts))"
    ended = run_installed(installed, folder, "-c", asked, str(document))
    assert ended.returncode == 0, ended.stderr
    assert str(installed) in ended.stdout


def test_the_wheel_has_the_code_lists_of_the_checkout(installed: Path) -> None:
    lists = REPOSITORY / "data" / "reference"
    names = sorted(path.name for path in lists.glob("*.csv"))
    assert sorted(path.name for path in (installed / "disclosure" / "codelists").iterdir()) == names
    for name in names:
        assert read_csv(installed / "disclosure" / "codelists" / name) == read_csv(lists / name)
