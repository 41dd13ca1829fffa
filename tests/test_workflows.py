"""The workflows' promises: pinned, without rights where submitted code runs; and their scripts, run as they stand."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parents[1]
GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))


def load(path: Path) -> dict[Any, Any]:
    content: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_and_rights_are_named(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d", line), line
    content = load(path)
    assert set((content["permissions"] or {}).values()) <= {"read"}
    for job in content["jobs"].values():
        assert job["timeout-minutes"] <= 60


def test_where_submitted_code_runs_there_are_no_rights_and_no_secrets() -> None:
    for path in WORKFLOWS:
        content = load(path)
        triggers = content[True]  # YAML 1.1 reads the key `on` so
        assert "pull_request_target" not in triggers
        if "pull_request" in triggers:
            assert content["permissions"] == {"contents": "read"}
            assert all("permissions" not in job for job in content["jobs"].values())
            assert "secrets." not in path.read_text("utf-8")
            assert "github.token" not in path.read_text("utf-8")


def test_the_job_that_comments_runs_nothing_that_was_submitted() -> None:
    (job,) = load(GITHUB / "workflows" / "comment.yml")["jobs"].values()
    checkouts = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert all("ref" not in step["with"] and "repository" not in step["with"] for step in checkouts)
    for step in job["steps"]:
        assert "${{" not in step.get("run", ""), "no text of others becomes a command"
        assert "make" not in step.get("run", "").split()


def test_forms_use_known_labels_and_ask_for_no_personal_data() -> None:
    labels = {label["name"] for label in load(GITHUB / "labels.yml")}
    forms = [path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]
    assert len(forms) == 5
    for path in forms:
        assert set(load(path)["labels"]) <= labels


def test_code_owners_are_asked_for_paths_that_exist_and_none_is_invented() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert rules[0][0] == "*"
    for path, *owners in rules:
        assert path == "*" or (REPOSITORY / path.strip("/")).exists(), path
        assert not any(owner.startswith("@open-books") for owner in owners), "GitHub reports an owner it does not know"
        assert all(re.fullmatch(r"@[\w-]+(/[\w.-]+)?|[^@\s]+@[^@\s]+", owner) for owner in owners), owners


@pytest.mark.skipif(
    shutil.which("shellcheck") is None, reason="needs shellcheck; on Debian: apt-get install shellcheck"
)
@pytest.mark.parametrize("path", sorted((GITHUB / "scripts").iterdir()), ids=lambda path: path.name)
def test_the_shell_of_the_scripts_is_sound(path: Path) -> None:
    done = subprocess.run(["shellcheck", str(path)], capture_output=True, text=True, encoding="utf-8")
    assert not done.returncode, done.stdout


def run_script(name: str, *arguments: str | Path, cwd: Path, **more: str) -> str:
    done = subprocess.run(
        ["bash", str(GITHUB / "scripts" / name), *map(str, arguments)],
        cwd=cwd, env=os.environ | more, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stdout


def test_a_comment_shows_hostile_text_as_text(tmp_path: Path) -> None:
    evil = "````````\n@everyone <img src=x> ![a](https://example.org/a.png)\n\u202ex\u200b\x1b[31m ``` $(id) `id`\n"
    (tmp_path / "comment.txt").write_bytes(evil.encode() + b"\xff\xfe" + b"a" * 100_000)
    comment = run_script("compose-comment", tmp_path / "comment.txt", tmp_path / "comment.txt", cwd=tmp_path)
    fence = "`" * 8
    head, first, between, second, tail = comment.split(fence)
    for body in (first, second):
        assert "@everyone" in body
        for sign in ("`", "\u202e", "\u200b", "\x1b"):
            assert sign not in body
    assert "@everyone" not in head + between + tail
    assert len(comment) < 65_000
    assert "只是开头" in tail


def test_a_comment_leads_to_its_job_and_takes_no_link_for_a_text(tmp_path: Path) -> None:
    text = tmp_path / "comment.txt"
    text.write_text("figures 1 → 2\n", "utf-8")
    comment = run_script("compose-comment", text, text, "https://example.org/runs/1", cwd=tmp_path)
    assert comment.endswith("](https://example.org/runs/1)\n")
    assert "只是开头" not in comment
    (tmp_path / "link").symlink_to(tmp_path / "comment.txt")
    for texts in ((text, tmp_path / "link"), (tmp_path / "link", text)):
        with pytest.raises(subprocess.CalledProcessError):
            run_script("compose-comment", *texts, cwd=tmp_path)


def commit_data(root: Path) -> None:
    """A checkout with the data of this one, committed."""
    shutil.copytree(REPOSITORY / "data", root / "data")
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "base"]):
        subprocess.run(["git", *identity, *command], cwd=root, check=True, capture_output=True)


def review(root: Path) -> None:
    """Run the script as the job does: without a token, over the site that stands beside it."""
    tool = root.parent / "disclosure"
    tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m disclosure "$@"\n', "utf-8")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    scripts = str(REPOSITORY / "scripts")
    run_script("review", "HEAD", "site", "review", cwd=root, DISCLOSURE=str(tool), PYTHONPATH=scripts)


@pytest.mark.first_reports
@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_pull_request_is_summed_up_with_the_pages_that_change(tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    unit = "changji-egov"
    commit_data(root)
    facts = root / "data" / "reports" / unit / "2024-final" / "facts.csv"
    evil = "<b>实有人数18人</b> @octocat [x](http://example.org) | `a`"
    facts.write_text(facts.read_text("utf-8").replace("实有人数18人", evil), "utf-8")
    for name in (f"units/{unit}/index.html", "units/changji-services/index.html", "assets/x.css", "index.html"):
        (root / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / name).write_text("x", "utf-8")
    review(root)
    assert "1 figures changed only in their place or quote" in (root / "review" / "comment.txt").read_text("utf-8")
    summary = (root / "review" / "summary.md").read_text("utf-8")
    for sign in ("<b>", " @octocat", "[x](", "`a`"):
        assert sign not in summary, "nothing of a document is Markdown"
    preview = {path.relative_to(root / "review/preview").as_posix() for path in (root / "review/preview").rglob("*")}
    assert f"units/{unit}/index.html" in preview
    assert "units/changji-services" not in preview


@pytest.mark.first_reports
@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("unit: changji-egov", "unit: changji-services", "the folder does not match the content"),
        ("unit: changji-egov", "unit: ../../x", "is not allowed here"),
        ("kind: final", "kind: final\nscript: <b>@octocat</b>", "script"),
    ],
)
def test_data_that_is_refused_is_told_where_its_author_looks(tmp_path: Path, old: str, new: str, says: str) -> None:
    root = tmp_path / "checkout"
    commit_data(root)
    path = root / "data" / "reports" / "changji-egov" / "2024-final" / "report.yml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        review(root)
    comment = (root / "review" / "comment.txt").read_text("utf-8")
    assert says in comment
    assert "remedy: " in comment
    lines = (root / "review" / "summary.md").read_text("utf-8").splitlines()
    assert all(line.startswith("    ") or not line for line in lines[1:]), "shown as it is, never as Markdown"
    assert (root / "review" / "preview").is_dir()


def test_what_changes_is_told_also_where_something_failed() -> None:
    job = load(GITHUB / "workflows" / "check.yml")["jobs"]["check"]
    steps = [step for step in job["steps"] if "review" in str(step.get("run", "")) + str(step.get("with", ""))]
    assert len(steps) == 3
    assert all(step["if"] == "github.event_name == 'pull_request' && !cancelled()" for step in steps)


@pytest.mark.first_reports
@pytest.mark.sampled(2)
@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize(
    ("file", "old", "new", "verdict"),
    [
        ("facts.csv", "x", "x", "No data of a report changes"),
        ("report.yml", "year: 2024", "year: 2024 # 按封面", "NOT VERIFIED"),
        ("facts.csv", ",17,人,17,人,", ",19,人,19,人,", "DIFFERS"),
        ("facts.csv", ",narrative,l11,", ",narrative,l12,", "DIFFERS"),
        ("texts.csv", "", "", "DIFFERS"),
    ],
)
def test_submitted_data_is_verified_by_the_program_of_the_main_branch(
    tmp_path: Path, file: str, old: str, new: str, verdict: str
) -> None:
    root = tmp_path / "checkout"
    commit_data(root)
    shutil.copyfile(REPOSITORY / "datapackage.json", root / "datapackage.json")
    path = root / "data" / "reports" / "changji-egov" / "2024-final" / file
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["add", "."], ["commit", "-qm", "package"], ["switch", "-qc", "submitted"]):
        subprocess.run([*git, *command], cwd=root, check=True, capture_output=True)
    if old:
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    else:
        path.unlink()
    for command in (["commit", "-qam", "change", "--allow-empty"], ["switch", "-q", "main"]):
        subprocess.run([*git, *command], cwd=root, check=True, capture_output=True)
    tool = tmp_path / "disclosure"
    tool.write_text(f'#!/bin/sh\nexec {sys.executable} -m disclosure "$@"\n', "utf-8")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    arguments = ("verify", "submitted", "verification")
    environment = {"DISCLOSURE": str(tool), "PYTHONPATH": str(REPOSITORY / "scripts")}
    if verdict == "DIFFERS":
        with pytest.raises(subprocess.CalledProcessError):
            run_script(*arguments, cwd=root, **environment)
    else:
        run_script(*arguments, cwd=root, **environment)
    text = (root / "verification" / "verification.txt").read_text("utf-8")
    assert text.startswith(verdict), text
