"""The same project over the documents of one unit, each link with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from disclosure.model import Project
from disclosure.package.stored.collection import Member, Row

_MARKS = re.compile(r"[\s（）()《》“”\"'‘’、，,。；;：:—\-]")
_YEAR = re.compile(r"(?:19|20)\d{2}年度?")
#: Words at the end of a name that one document has and another leaves out.
_TAIL = re.compile(r"(?:专项|项目|经费|资金)+$")
#: A name that is left with fewer characters names nothing.
_SHORT = 2


def _plain(name: str) -> str:
    return _MARKS.sub("", name)


def _core(name: str) -> str:
    """A name without years and without the words at its end that say only that it is a project or money."""
    core = _TAIL.sub("", _YEAR.sub("", _plain(name)))
    return core if len(core) >= _SHORT else ""


#: By what two projects are the same, the surest first: a key, which no other project of a document may have.
_REASONS: tuple[tuple[str, Callable[[Project], str]], ...] = (
    ("code", lambda project: project.code),
    ("name", lambda project: _plain(project.name)),
    ("name_without_year", lambda project: _core(project.name)),
)


def make_project_links(members: Sequence[Member]) -> Iterator[Row]:
    """A row for each project that an earlier document of the unit has too: the last such document, and the reason.

    ``members`` are in order of year, a budget before the final accounts. Two projects whose codes, or whose
    implementing units, differ are not the same; nor is a name linked that a document has twice.
    """
    for at, member in enumerate(members):
        open_projects = {each.project: each for each in member.parsed.projects if each.project > 0}
        for earlier in reversed(members[:at]):
            for number, (old, reason) in _match(member.parsed.projects, earlier.parsed.projects):
                if open_projects.pop(number, None) is not None:
                    yield {
                        **member.stamp, "project": number, "earlier_report_id": earlier.report.report_id,
                        "earlier_project": old, "reason": reason,
                    }  # fmt: skip


def _match(later: Sequence[Project], earlier: Sequence[Project]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Of each project of the later document its number, and number and reason of the same one in the earlier."""
    found: dict[int, tuple[int, str]] = {}
    for reason, key in _REASONS:
        old = _unique(earlier, key)
        for text, project in _unique(later, key).items():
            if project.project not in found and text in old and _agree(project, old[text]):
                found[project.project] = (old[text].project, reason)
    yield from sorted(found.items())


def _unique(projects: Sequence[Project], key: Callable[[Project], str]) -> dict[str, Project]:
    keyed = [(key(each), each) for each in projects if each.project > 0]
    counts = Counter(text for text, _ in keyed)
    return {text: project for text, project in keyed if text and counts[text] == 1}


def _agree(one: Project, other: Project) -> bool:
    return all(len({getattr(one, key), getattr(other, key)} - {""}) < 2 for key in ("code", "implementer"))
