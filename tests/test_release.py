"""The release workflow and what publishes the site, rehearsed with a remote in a folder and a gh that keeps files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml
from tests.selection import is_full

from disclosure.package.editions.descriptor import write_descriptor
from disclosure.package.editions.distribution import write_distribution
from disclosure.package.versions.changes import PublishedPackage
from disclosure.store import Layout

REPOSITORY = Path(__file__).parents[1]
SCRIPTS = REPOSITORY / ".github" / "scripts"
#: Keeps releases as folders of $RELEASES, the newest named in the file latest; writes down the workflows it starts.
GH = """#!/usr/bin/env bash
set -euo pipefail
case "$1 $2" in
  "release download") cp "$RELEASES/$(cat "$RELEASES/latest")/open-books.zip" "$(mkdir -p last && echo last)/" ;;
  "release create")
    version=$3; mkdir "$RELEASES/$version"; shift 3
    while [ $# -gt 0 ]; do
      case "$1" in
        --title) shift ;;
        --notes-file) shift; cp "$1" "$RELEASES/$version/notes.md" ;;
        *) cp "$1" "$RELEASES/$version/" ;;
      esac
      shift
    done
    echo "$version" > "$RELEASES/latest" ;;
  "workflow run") echo "$*" >> "$RELEASES/started" ;;
  "api repos/"*) case "$*" in *"--jq .event") echo "$EVENT" ;; *) echo "$FOUND" ;; esac ;;
  "run download") mkdir -p packed; cp "$PACKED"/* packed/ ;;
  *) exit 9 ;;
esac
"""
#: Runs one quick test of the package where the workflow runs all of them, over the checkout it is in.
MAKE = """#!/usr/bin/env bash
set -euo pipefail
echo "$*" >> "$RELEASES/made"
grep -q "^version: '\\?$(sed -n "s/^version: '\\(.*\\)'$/\\1/p" data/release.yml)'\\?$" CITATION.cff
"""

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


class Rehearsal:
    """A checkout with the data of this one, its remote, and substitutes for gh and make."""

    def __init__(self, folder: Path) -> None:
        self.root, self.releases, self.remote = folder / "checkout", folder / "releases", folder / "remote.git"
        self.releases.mkdir()
        tools = folder / "tools"
        tools.mkdir()
        program = f'#!/bin/bash\nexec {sys.executable} -m disclosure "$@"\n'
        if not is_full():  # the referee takes longer than all the rest and has tests of its own
            program = program.replace('"$@"', '"${@/--validate/--format=all}"')
        for name, content in (("gh", GH), ("make", MAKE), ("disclosure", program)):
            (tools / name).write_text(content, "utf-8")
            (tools / name).chmod(0o755)
        shutil.copytree(REPOSITORY / "data", self.root / "data")
        for name in ("CITATION.cff", ".gitignore"):
            shutil.copy(REPOSITORY / name, self.root / name)
        layout = Layout(self.root)
        for report in layout.report_folders()[:-1]:  # one report is written as five are
            shutil.rmtree(report)
        write_descriptor(layout)
        self.environment = {
            **os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "RELEASES": str(self.releases),
            "DISCLOSURE": "disclosure", "PYTHONPATH": str(REPOSITORY / "scripts"), "GITHUB_REF_NAME": "main",
            "PUSH_URL": str(self.remote), "SITE_URL": "https://open.example.org/books/",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }  # fmt: skip
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(self.remote)], check=True)
        self.git("init", "-q", "-b", "main")
        self.commit("base")
        self.git("push", "-q", str(self.remote), "main")

    def git(self, *arguments: str) -> str:
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        done = subprocess.run(
            ["git", *identity, *arguments], cwd=self.root, env=self.environment, check=True, capture_output=True,
            text=True,
        )  # fmt: skip
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", ".")
        self.git("commit", "-qm", message)

    def run(self, day: str) -> str:
        for name in ("last", "dist", "again"):  # each run of the workflow begins with a fresh checkout
            shutil.rmtree(self.root / name, ignore_errors=True)
        done = subprocess.run(
            ["bash", str(SCRIPTS / "release"), day], cwd=self.root, env=self.environment, check=False,
            capture_output=True, text=True, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    def keep_first(self, tag: str) -> None:
        """What a first release leaves, without running it."""
        made = write_distribution(Layout(self.root), self.releases / "made-first", self.environment["SITE_URL"])
        made.folder.rename(self.releases / tag)
        (self.releases / "latest").write_text(f"{tag}\n", "utf-8")
        self.git("tag", tag)
        self.git("push", "-q", str(self.remote), tag)

    def see_remote(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "--git-dir", str(self.remote), *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout.strip()


@pytest.mark.first_reports
def test_a_release_is_made_and_a_second_one_and_none_where_nothing_changed(tmp_path: Path) -> None:
    rehearsal = Rehearsal(tmp_path)
    first = yaml.safe_load((rehearsal.root / "data" / "release.yml").read_text("utf-8"))["version"]
    if is_full():
        rehearsal.run("2030-01-31")
    else:  # a short run makes the second release only, which is the one that needs the first
        rehearsal.keep_first(f"v{first}")
    assert (rehearsal.releases / "latest").read_text("utf-8").strip() == f"v{first}"

    regions = rehearsal.root / "data" / "reference" / "units.csv"
    regions.write_text(regions.read_text("utf-8").replace("Office of the People", "Office of The People"), "utf-8")
    rehearsal.commit("a correction")
    rehearsal.run("2030-02-28")
    major, minor, patch = map(int, first.split("."))
    second = f"{major}.{minor}.{patch + 1}"
    assert (rehearsal.releases / "latest").read_text("utf-8").strip() == f"v{second}"
    assert rehearsal.see_remote("tag").split() == sorted([f"v{first}", f"v{second}"])
    assert rehearsal.see_remote("log", "-1", "--format=%s", "main") == f"Data {second}"
    citation = yaml.safe_load(rehearsal.see_remote("show", "main:CITATION.cff"))
    assert (str(citation["version"]), citation["date-released"]) == (second, "2030-02-28")
    assert f"## {second} (2030-02-28)" in rehearsal.see_remote("show", "main:data/CHANGELOG.md")

    for version, day in ((first, ""), (second, "2030-02-28")):
        folder = rehearsal.releases / f"v{version}"
        package = PublishedPackage(folder / "open-books.zip").descriptor
        assert package["version"] == version
        assert package["homepage"] == "https://open.example.org/books/"
        assert package["created"].startswith(day)
        sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
        for name in ("open-books.zip", "open-books.sqlite.zip", "open-books.xlsx", "datapackage.json"):
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sums[name]
    assert "units" in (rehearsal.releases / f"v{second}" / "notes.md").read_text("utf-8")
    with zipfile.ZipFile(rehearsal.releases / f"v{second}" / "open-books.zip") as archive:
        assert second in archive.read("README.md").decode("utf-8")

    releases = 2 if is_full() else 1
    started = (rehearsal.releases / "started").read_text("utf-8").splitlines()
    assert started == ["workflow run check.yml --ref main"] * releases
    assert len((rehearsal.releases / "made").read_text("utf-8").splitlines()) == releases
    if is_full():
        assert "nothing is released" in rehearsal.run("2030-03-31")


def pack_site(folder: Path) -> Path:
    """What check.yml leaves: a site as a tar with its sum."""
    folder.mkdir()
    page = folder.parent / "index.html"
    page.write_text("<!doctype html>", "utf-8")
    with tarfile.open(folder / "site.tar", "w") as archive:
        archive.add(page, "./index.html")
    digest = hashlib.sha256((folder / "site.tar").read_bytes()).hexdigest()
    (folder / "site.tar.sha256").write_text(f"{digest}  site.tar\n", "utf-8")
    return folder


PASSED = ".github/workflows/check.yml main success a/b"


@pytest.mark.parametrize(
    ("found", "event", "taken"),
    [
        (PASSED, "push", True),
        (PASSED, "workflow_dispatch", True),
        (PASSED, "pull_request", False),
        (PASSED.replace("success", "failure"), "push", False),
        (PASSED.replace("main", "other"), "push", False),
        (PASSED.replace("a/b", "fork/b"), "push", False),
        (PASSED.replace("check.yml", "evil.yml"), "push", False),
    ],
)
def test_only_a_site_that_was_checked_is_published(tmp_path: Path, found: str, event: str, taken: bool) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "gh").write_text(GH, "utf-8")
    (tools / "gh").chmod(0o755)
    environment = {
        **os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "GH_REPO": "a/b", "FOUND": found,
        "EVENT": event, "PACKED": str(pack_site(tmp_path / "kept")), "RELEASES": str(tmp_path),
    }  # fmt: skip
    command = ["bash", str(SCRIPTS / "take-site"), "17", "site"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert (done.returncode == 0) == taken, done.stderr
    assert (tmp_path / "site" / "index.html").is_file() == taken


def test_a_site_that_was_changed_on_its_way_is_not_published(tmp_path: Path) -> None:
    kept = pack_site(tmp_path / "kept")
    with (kept / "site.tar").open("ab") as stream:
        stream.write(b"x")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "gh").write_text(GH, "utf-8")
    (tools / "gh").chmod(0o755)
    environment = {
        **os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "GH_REPO": "a/b", "FOUND": PASSED,
        "EVENT": "push", "PACKED": str(kept), "RELEASES": str(tmp_path),
    }  # fmt: skip
    command = ["bash", str(SCRIPTS / "take-site"), "17", "site"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode != 0
    assert not (tmp_path / "site").exists()


def test_what_is_published_is_what_check_built() -> None:
    """publish.yml builds nothing; check.yml packs its site only after every other step of the job passed."""
    workflows = REPOSITORY / ".github" / "workflows"
    publish = yaml.safe_load((workflows / "publish.yml").read_text("utf-8"))
    commands = json.dumps(publish["jobs"])
    assert "disclosure site" not in commands
    assert "make" not in commands
    assert publish[True]["workflow_run"]["workflows"] == ["check"]
    steps = yaml.safe_load((workflows / "check.yml").read_text("utf-8"))["jobs"]["check"]["steps"]
    names = [step.get("name", "") for step in steps]
    packed = names.index("The site, packed, with its sum")
    assert packed > names.index("Nothing personal is published")
    assert "always" not in steps[packed]["if"]
