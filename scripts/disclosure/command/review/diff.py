"""The data of this checkout held against another state of it: a git revision or a folder."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from disclosure.command.terminal.digest import list_parts, render_markdown
from disclosure.command.terminal.screen import print_heading, print_lines, print_table
from disclosure.errors import DisclosureError
from disclosure.package.versions.changes import TableChange
from disclosure.package.versions.comparison import DataChange, FactChange, ReportChange, compare_data
from disclosure.store import Layout, dump_json

#: The branch whose merge base is the default, the first of these that exists.
MAIN = ("origin/main", "main")
_NAMED = 100


def diff_data(layout: Layout, base: str) -> DataChange:
    """What changed since ``base``: a folder with data/ in it, a git revision, or (empty) the merge base with main.

    Raises DisclosureError if there is no such folder or revision.
    """
    with open_base(layout, base) as old:
        return compare_data(old, layout)


@contextmanager
def open_base(layout: Layout, base: str) -> Iterator[Layout]:
    """The checkout that ``base`` names, for as long as it is looked at."""
    if base and Path(base).is_dir():
        if not (Path(base) / "data" / "reference").is_dir():
            raise DisclosureError("has no data/reference", file=base, remedy="name a checkout or a git revision")
        yield Layout(Path(base))
        return
    revision = _find_revision(layout, base)
    with tempfile.TemporaryDirectory(prefix="diff-") as scratch:
        _extract(layout, revision, Path(scratch))
        yield Layout(Path(scratch))


def _find_revision(layout: Layout, base: str) -> str:
    """The commit that ``base`` means; never taken for an option of git."""
    if base:
        found = _ask_git(layout, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
        if found:
            return found
        raise DisclosureError(
            "is neither a folder nor a git revision", file=base[:_NAMED], remedy="name a branch, a commit or a checkout"
        )
    for branch in MAIN:
        found = _ask_git(layout, "merge-base", "HEAD", branch)
        if found:
            return found
    raise DisclosureError(
        "no merge base with main is known", file=str(layout.root), remedy="name a revision or a folder to compare with"
    )


def _ask_git(layout: Layout, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=layout.root, capture_output=True, text=True, encoding="utf-8")
    return done.stdout.strip() if done.returncode == 0 else ""


def _extract(layout: Layout, revision: str, target: Path) -> None:
    command = ["git", "archive", "--format=zip", revision, "--", "data"]
    done = subprocess.run(command, cwd=layout.root, capture_output=True)
    try:
        if done.returncode:
            raise zipfile.BadZipFile(done.stderr.decode("utf-8", "replace").strip())
        with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
            archive.extractall(target)  # within the target, links as files: also before Python 3.11.4
    except zipfile.BadZipFile as error:
        raise DisclosureError(
            f"its data cannot be extracted: {error}", file=revision, remedy="name another revision, or a checkout"
        ) from None


def print_change(change: DataChange, form: str) -> None:
    """Print what changed as text, Markdown or JSON. Nothing of a document acts as markup."""
    if form == "json":
        print(dump_json(describe_change(change)).decode("utf-8"), end="")
        return
    parts = list_parts(change)
    if form == "markdown":
        print(render_markdown(parts), end="")
        return
    for part in parts:
        print_heading(part.title)
        if part.rows:
            print_table(part.columns, part.rows)
        for line in part.lines:
            print_lines(f"  {line}")


def describe_change(change: DataChange) -> dict[str, object]:
    """All of a change as plain values, nothing left out."""
    return {
        "reports": [_describe_report(report) for report in change.reports],
        "units": [dict(row) for row in change.units],
        "unit_names": [dict(row) for row in change.unit_names],
        "code_lists": [_describe_table(table) for table in change.code_lists],
    }


def _describe_report(report: ReportChange) -> dict[str, object]:
    described: dict[str, object] = {}
    for each in fields(report):
        value = getattr(report, each.name)
        if each.name in ("added", "gone", "changed"):
            value = [_describe_fact(fact) for fact in value]
        elif each.name == "tables":
            value = [_describe_table(table) for table in value]
        elif isinstance(value, tuple):
            value = [dict(row) if hasattr(row, "keys") else list(row) for row in value]
        elif hasattr(value, "keys"):
            value = dict(value)
        described[each.name] = value
    return described


def _describe_fact(fact: FactChange) -> dict[str, object]:
    sides = {"before": fact.before, "after": fact.after}
    described: dict[str, object] = {name: dict(row) for name, row in sides.items() if row is not None}
    return described | ({"columns": list(fact.columns)} if fact.columns else {})


def _describe_table(table: TableChange) -> dict[str, object]:
    return {
        "table": table.name,
        "added": [list(key) for key in table.added],
        "removed": [list(key) for key in table.removed],
        "changed": [{"key": list(key), "columns": list(columns)} for key, columns in table.changed],
    }
