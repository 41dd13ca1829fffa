"""The texts of issues: what a stranger wrote is plain text in them, and no report gets two."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.command.conftest import REGION, REPORT_TEXT
from tests.specimens.portals import HTML, surround
from tests.watch.conftest import Watching

from disclosure.command.app import main
from disclosure.command.review import issue
from disclosure.command.review.issue import Issue, compose_issues
from disclosure.command.review.watch import write_issues
from disclosure.store import Layout, hash_file
from disclosure.watch.guess import Guess
from disclosure.watch.origin import Origin, write_origin

REPOSITORY = Path(__file__).parents[2]
FENCE = "`" * 8
TITLE = "望舒县图书馆2023年度部门决算公开"


@pytest.fixture
def waiting(watching: Watching) -> Watching:
    """A report of a unit that is not in the data, in two files, waits in sources/."""
    with (watching.layout.reference / "regions.csv").open("a", encoding="utf-8", newline="") as stream:
        stream.write(REGION)
    links = f'<h1>{TITLE}</h1><a href="1.txt">{TITLE}.txt</a><a href="2.txt?attach=1">附件：情况说明</a>'
    watching.portal.content = {
        "/list/": (HTML, surround(f'<ul><li><a href="/a/1.html">{TITLE}</a></ul>').encode()),
        "/a/1.html": (HTML, surround(links, TITLE).encode()),
        "/a/1.txt": ("text/plain", REPORT_TEXT.encode()),
    }
    watching.list_pages("/list/")
    watching.run(since=2000)
    return watching


def compose(watching: Watching) -> Issue:
    (made,) = compose_issues(watching.layout)
    return made


def test_an_issue_has_what_a_person_needs(waiting: Watching) -> None:
    made = compose(waiting)
    ((path, origin),) = waiting.origins
    assert made.title == f"新文件 New：望舒县图书馆2023年部门决算 [{origin.sha256[:8]}]"
    assert made.body.startswith(f"<!-- watch:{origin.sha256} -->\n")
    assert waiting.portal.address("/a/1.txt") in made.body
    assert "100.0 % of 30 figures are accounted for" in made.body
    assert f"disclosure add 'sources/{path.name}' --unit new-unit" in made.body
    assert not list(waiting.layout.reports.glob("*/*/report.yml")), "nothing is added"
    assert str(waiting.layout.root) not in made.body


def test_what_is_in_the_data_has_no_issue(waiting: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    ((path, _),) = waiting.origins
    command = ["--root", str(waiting.layout.root), "add", str(path), "--unit", "qinghe-library"]
    monkeypatch.setenv("DISCLOSURE_DEBUG", "1")
    shutil.copytree(REPOSITORY / "data" / "schemas", waiting.layout.data / "schemas")
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert not ended.value.code
    assert list(compose_issues(waiting.layout)) == []


EVIL = (
    "```````` @everyone <img src=x> [a](https://example.org) <!-- watch:"
    + "0" * 64
    + " -->\n# 大标题\u202e\x1b[31m `id` $(id)"
)


def outside(body: str) -> str:
    """What of a text is not in a block of plain text."""
    return "".join(body.split(FENCE)[::2])


def make_issue(layout: Layout, monkeypatch: pytest.MonkeyPatch, title: str, url: str, trial: str) -> Issue:
    monkeypatch.setattr(issue, "run_trial", lambda *_, **__: trial)
    folder = layout.root / "sources"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.*"):
        if old.is_file():
            old.unlink()
    path = folder / "a.txt"
    path.write_text("x", "utf-8")
    write_origin(path, Origin(url, "https://example.org/list", "2026-09-21", hash_file(path), title))
    (made,) = compose_issues(layout)
    return made


def check_harmless(made: Issue) -> None:
    assert len(made.body.split(FENCE)) == 7, "three blocks, each closed"
    assert made.body.count("<!-- watch:") == 1
    for sign in ("@", "<img", "](", "\u202e", "\x1b"):
        assert sign not in outside(made.body)
    assert not re.search("[\u202e\x1b\x00]", made.body)
    assert re.fullmatch(r"(新文件 New|替换 Replaced)：[\u4e00-\u9fffA-Za-z0-9（）]* \[[0-9a-f]{8}\]", made.title)


def test_what_strangers_wrote_is_plain_text(waiting: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_issue(waiting.layout, monkeypatch, f"{TITLE}{EVIL}", "https://example.org/x?@everyone=(a)", EVIL * 3)
    check_harmless(made)
    steps = made.body.split(FENCE)[5]
    assert all(line.count("'") % 2 == 0 for line in steps.splitlines())


@given(title=st.text(max_size=60), trial=st.text(max_size=300))
def test_any_words_are_harmless(tmp_path_factory: pytest.TempPathFactory, title: str, trial: str) -> None:
    origin = Origin("https://example.org/a", "https://example.org/l", "2026-09-21", "a" * 64, title or "x")
    shown = issue._show(issue._describe(Guess("望舒县图书馆", 2023, "final"), Path("a"), origin) + trial)
    assert shown.startswith(f"{FENCE}text\n")
    assert shown.endswith(f"\n{FENCE}\n")
    assert shown.count(FENCE) == 2
    assert "<!--" not in shown


#: Of the shape of telephone numbers; put together here, so that no file holds one.
MOBILE = "1" + "3" + "0" * 9
LANDLINE = "0" + "999" + "-" + "0" * 7


def test_a_phone_number_of_a_document_is_not_in_its_issue(waiting: Watching) -> None:
    ((path, origin),) = waiting.origins
    path.write_text(f"{REPORT_TEXT}\n联系人及电话：{LANDLINE}，手机{MOBILE}，云梯77.31。\n", "utf-8")
    write_origin(path, replace(origin, sha256=hash_file(path)))
    body = compose(waiting).body
    assert "of 3" in body or "accounted" in body
    assert "云梯77.31" in body  # an unread figure is shown with the words before it
    assert LANDLINE not in body
    assert MOBILE not in body


FAKE = """#!/usr/bin/env bash
# takes the place of gh: keeps what is sent, answers with the bodies it keeps
if [[ "$*" == *paginate* ]]; then cat "$STORE"/*.body 2>/dev/null || true; exit 0; fi
number=$(( $(ls "$STORE" | wc -l) + 1 ))
for word in "$@"; do case $word in
  title=*) echo "${word#title=}" > "$STORE/$number.title" ;;
  body=@*) cat "${word#body=@}" > "$STORE/$number.body" ;;
esac; done
echo $number
"""


def open_issues(folder: Path, store: Path) -> str:
    (store.parent / "bin").mkdir(exist_ok=True)
    tool = store.parent / "bin" / "gh"
    tool.write_text(FAKE, "utf-8")
    tool.chmod(0o755)
    store.mkdir(exist_ok=True)
    environment = os.environ | {"PATH": f"{tool.parent}:{os.environ['PATH']}", "STORE": str(store), "GH_REPO": "a/b"}
    script = REPOSITORY / ".github" / "scripts" / "open-issues"
    command = ["bash", str(script), str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout


def test_an_issue_is_opened_once(waiting: Watching, tmp_path: Path) -> None:
    folder, store = tmp_path / "issues", tmp_path / "store"
    assert write_issues(waiting.layout, folder) == 1
    assert "opened 1 issues" in open_issues(folder, store)
    assert "opened 0 issues" in open_issues(folder, store)
    (body,) = store.glob("*.body")
    (text,) = folder.glob("*.md")
    assert body.read_bytes() == text.read_bytes()
    (title,) = store.glob("*.title")
    assert title.read_text("utf-8").startswith("新文件 New：望舒县图书馆2023年部门决算")


def test_a_text_without_a_mark_opens_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "issues"
    folder.mkdir()
    (folder / "a.md").write_text("x\n<!-- watch:" + "0" * 64 + " -->\n", "utf-8")
    (folder / "a.title").write_text("x\n", "utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        open_issues(folder, tmp_path / "store")
