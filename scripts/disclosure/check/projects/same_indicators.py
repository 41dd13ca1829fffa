"""One indicator in the table of the whole unit and in that of a project, with two targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from disclosure.check.cases.findings import Case, quote, tell_place
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, check
from disclosure.model import Indicator

_CHECK = "same-indicator"
#: How long a name is at least that means one thing in a report, and words of names that each project has its own of.
_LEAST = 5
_OWN = ("满意", "成本", "使用率", "控制率", "执行率", "知晓", "投诉")


@check(_CHECK)
def run_same_indicators(subject: Subject) -> Iterator[Case]:
    """One case for each rate that is a target of the whole unit and of one project alone, under one name.

    Numbers of things are left out: those of a project are a part of those of the unit. So are names that every
    project uses for itself.
    """
    unit: dict[str, list[Indicator]] = defaultdict(list)
    projects: dict[str, list[Indicator]] = defaultdict(list)
    for row in subject.parsed.indicators:
        own = len(row.level3) < _LEAST or any(word in row.level3 for word in _OWN)
        if not own and row.target_value is not None and row.target_unit == "%":
            (projects if row.project else unit)[row.level3].append(row)
    for name, wholes in unit.items():
        rows = projects.get(name, [])
        if len({row.project for row in rows}) != 1 or len(wholes) != 1:
            continue
        whole, row = wholes[0], rows[0]
        key = ("same-indicator", name)
        if whole.target_value in {each.target_value for each in rows} or whole.target_operator != row.target_operator:
            yield Case(_CHECK, key, "pass")
            continue
        titles = {project.project: project.name for project in subject.parsed.projects}
        yield Case(
            _CHECK, key, "mismatch",
            *compose(
                "same-indicator", "found", name=quote(name), whole=whole.target, whole_place=tell_place(whole.place),
                project=quote(titles.get(row.project, "")), target=row.target, place=tell_place(row.place),
            ),
            outcome="wording",
        )  # fmt: skip
