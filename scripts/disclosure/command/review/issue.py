"""The text of an issue for each report that waits in sources/: what it is, what a trial run of ``add`` says, what next.

Titles, addresses and what documents say are a stranger's words: they are only ever in blocks of plain text, in which
nothing acts as Markdown, mentions a person or loads anything; a title of an issue has letters of names alone.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from disclosure.command.terminal.screen import clean_text
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout, write_bytes
from disclosure.watch.guess import Guess, guess_words
from disclosure.watch.holdings import load_holdings, name_report
from disclosure.watch.origin import Origin, list_origins

#: Seconds for a trial run; characters of it that are shown. A whole issue may have 65,536.
TRIAL_SECONDS, _SHOWN = 600, 20_000
#: The id of a unit that is not in the data, in a trial run and in the steps.
NEW_UNIT = "new-unit"
_KINDS = {"final": "决算", "budget": "预算"}
_OWNERS = {"unit": "单位", "department": "部门", None: "部门"}
_NO_NAME = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9（）]")


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue that a person opens or a workflow: the name of its files, its title, its text with a mark for each
    document, by which it is never opened twice."""

    name: str
    title: str
    body: str

    def write(self, folder: Path) -> None:
        """Write NAME.title and NAME.md."""
        write_bytes(folder / f"{self.name}.title", f"{self.title}\n".encode())
        write_bytes(folder / f"{self.name}.md", self.body.encode("utf-8"))


def compose_issues(layout: Layout) -> Iterator[Issue]:
    """An issue for each report of which documents wait in sources/, final accounts first, the latest year first."""
    reference = load_reference(layout.reference)
    held = load_holdings(layout)
    waiting = [each for each in list_origins(held.folder) if each[1].sha256 in held.waiting]
    named = [(guess_words(origin.title), path, origin) for path, origin in waiting]
    ordered = sorted(named, key=lambda each: (each[0].rank, -each[0].year, _identify(each[0], each[2])))
    for _, group in groupby(ordered, key=lambda each: _identify(each[0], each[2])):
        found = list(group)
        yield _compose(layout, reference, found[0][0], [each[1:] for each in found], held.reports)


def _identify(guess: Guess, origin: Origin) -> tuple[str, int, str, str, str]:
    """What is the same of all documents of one issue; one that replaces another has an issue of its own."""
    return guess.unit_name, guess.year, str(guess.kind), str(guess.scope), origin.replaces


def _compose(
    layout: Layout,
    reference: Reference,
    guess: Guess,
    documents: Sequence[tuple[Path, Origin]],
    reports: Mapping[str, str],
) -> Issue:
    origin = documents[0][1]
    known = reference.unit_named(guess.unit_name) is not None
    region = next((each.region_code for each in reference.list_pages if each.list_page == origin.list_page), "")
    files = [path.relative_to(layout.home).as_posix() for path, _ in documents]
    replaced = reports.get(origin.replaces, "")
    what = "替换 Replaced" if origin.replaces else "新文件 New"
    name = _NO_NAME.sub("", guess.unit_name)[:60]
    title = f"{what}：{name}{guess.year}年{_OWNERS[guess.scope]}{_KINDS.get(str(guess.kind), '')} [{origin.sha256[:8]}]"
    marks = "".join(f"<!-- watch:{each.sha256} -->\n" for _, each in documents)
    trial = run_trial(layout, [path for path, _ in documents], known=known, region=region)
    body = (
        f"{marks}{_introduce(origin, replaced)}\n\n"
        f"{_show(chr(10).join(_describe(guess, path, each) for path, each in documents))}\n"
        f"**试读 / Trial run** (`disclosure add --dry-run`)\n\n{_show(trial)}\n"
        f"**下一步 / Next steps**\n\n{_show(_list_steps(origin, guess, files, replaced, known=known))}\n"
        "没有人核对、合并之前，什么也不会公布。Nothing is published before a person has checked and merged it.\n"
    )
    return Issue(f"{name_report(guess, reference)}-{origin.sha256[:8]}", title, body)


def _introduce(origin: Origin, replaced: str) -> str:
    if replaced:
        return (
            f"`{replaced}` 的原文件在它的网址上被换成了另一个；已公布的数据仍属于原来的文件。\n"
            f"The document of `{replaced}` was replaced at its address; the data is still that of the old document."
        )
    if origin.replaces:
        return "同一网址上的文件被换成了另一个。The document at this address was replaced by another one."
    return "在目录页上找到一份没有收录的文件。A list page has a document that is not in the data."


def _describe(guess: Guess, path: Path, origin: Origin) -> str:
    lines = {
        "标题 title": origin.title,
        "单位 unit": guess.unit_name,
        "年度 year": str(guess.year),
        "种类 kind": str(guess.kind),
        "网址 address": origin.url,
        "目录页 list page": origin.list_page,
        "取得日期 retrieved": origin.retrieved,
        "公布日期 published": origin.published,
        "sha256": origin.sha256,
        "替换 replaces": origin.replaces,
        "文件 file": path.name,
    }
    return "".join(f"{name}: {clean_text(value)}\n" for name, value in lines.items() if value)


def _list_steps(origin: Origin, guess: Guess, files: Sequence[str], replaced: str, *, known: bool) -> str:
    """Commands to copy; the addresses and names are quoted, and have no quotes in them."""
    names = " ".join(f"'{name}'" for name in files)
    unit = "" if known else f" --unit {NEW_UNIT}"
    option = f" --replace{unit}" if replaced else unit
    page = origin.list_page.replace("'", "%27")
    steps = [f"disclosure watch '{page}' --since {guess.year}", f"disclosure add {names}{option}"]
    steps += ["# add 会列出其余的步骤 add lists the other steps", "disclosure diff", "disclosure scan && make test"]
    note = "" if known else f"# {NEW_UNIT}：给这个单位起一个编号 an id for this unit: place-office\n"
    return note + "\n".join(steps)


def run_trial(layout: Layout, files: Sequence[Path], *, known: bool, region: str) -> str:
    """What ``add --dry-run`` says of documents; a unit that is not in the data gets NEW_UNIT as its id."""
    options: list[list[str]] = [[]] if known else [["--unit", NEW_UNIT], ["--unit", NEW_UNIT, "--region", region]]
    said = ""
    for each in options:
        code, said = _add(layout, [*map(str, files), *each])
        if code != 6:
            break
    return said


def _add(layout: Layout, arguments: Sequence[str]) -> tuple[int, str]:
    command = [sys.executable, "-m", "disclosure", "--root", str(layout.root), "add", *arguments, "--dry-run"]
    try:
        ended = subprocess.run(
            command, capture_output=True, timeout=TRIAL_SECONDS, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return 1, f"no result after {TRIAL_SECONDS} seconds"
    output = (ended.stdout + ended.stderr).decode("utf-8", errors="replace")
    return ended.returncode, output.replace(str(layout.root), ".").strip()


def _show(text: str) -> str:
    """A block of plain text: no back-tick can end it, no line is a mark of a document or longer than 500 characters."""
    plain = (clean_text(line).replace("`", "\u02cb") for line in text[:_SHOWN].splitlines())
    lines = (line.replace("<!--", "< !--")[:500] for line in plain)
    more = "\n…" if len(text) > _SHOWN else ""
    return "````````text\n" + "\n".join(lines) + more + "\n````````\n"
