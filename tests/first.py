"""A checkout with the reports this repository began with alone: tests that state what is in them need no others."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from disclosure.package.editions.descriptor import write_descriptor
from disclosure.store import Layout

REPOSITORY = Path(__file__).parents[1]
#: A site of one's own, made from this repository, may have taken them out.
FIRST_REPORTS = (
    "changji-city-office/2023-budget", "changji-egov/2022-final", "changji-egov/2024-final", "changji-egov/2025-budget",
    "changji-services/2022-final",
)  # fmt: skip


@cache
def first_checkout() -> Layout:
    """The repository itself where it has no other reports, or lacks one of the first; else a copy without the others,
    made once a process and removed with it."""
    repository = Layout(REPOSITORY)
    held = {folder.relative_to(repository.reports).as_posix() for folder in repository.report_folders()}
    if not set(FIRST_REPORTS) < held:
        return repository
    return copy_reports(FIRST_REPORTS)


def copy_reports(folders: tuple[str, ...]) -> Layout:
    """A checkout of the data of this repository with these reports alone, removed at the end of the process."""
    repository = Layout(REPOSITORY)
    root = Path(tempfile.mkdtemp(prefix="checkout-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    layout = Layout(root)
    shutil.copytree(repository.data, layout.data, ignore=shutil.ignore_patterns("reports"))
    for folder in folders:
        shutil.copytree(repository.reports / folder, layout.reports / folder)
    shutil.copytree(repository.docs, layout.docs, ignore=shutil.ignore_patterns("assets"))
    for name in (
        "CHANGELOG.md",
        "CITATION.cff",
        "LICENSE",
        "LICENSE-DATA",
        "README.md",
        "mkdocs.yml",
        "pyproject.toml",
    ):
        shutil.copy(repository.root / name, root)
    write_descriptor(layout)
    return layout
