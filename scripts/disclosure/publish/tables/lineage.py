"""The same project in several years and documents of its unit, and which projects have a page of their own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from disclosure.publish.tables.projects import WHOLE, Undertaking

_NOT_COMPARED = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Edition:
    """A project in one document of a year: ``document`` is the kind of report in words."""

    year: int
    document: str
    project: Undertaking


@dataclass(frozen=True)
class Family:
    """One project with its editions, the newest first; ``slug`` is the last part of its address."""

    slug: str
    editions: tuple[Edition, ...]

    @property
    def name(self) -> str:
        """Its name in the newest document."""
        return self.editions[0].project.name

    @property
    def address(self) -> str:
        """The address of its page below that of the unit."""
        return f"projects/{self.slug}/"


def find_families(editions: Iterable[Edition], links: Sequence[Mapping[str, object]]) -> list[Family]:
    """The projects that have a page: those with indicators, and those that several documents have.

    ``links`` are rows of project_links: a project and the last earlier document that has it. A slug depends on the
    first name alone, so that the address stays when reports of more years are added.
    """
    known = {each.project.key: each for each in editions}
    groups: dict[str, list[str]] = {key: [key] for key in known}
    pairs = [
        (f"{row['report_id']}/{row['project']}", f"{row['earlier_report_id']}/{row['earlier_project']}")
        for row in links
    ]
    whole = [key for key, each in known.items() if each.project.name == WHOLE]
    for one, other in [*pairs, *pairwise(whole)]:
        if one in known and other in known and groups[one] is not groups[other]:
            groups[one] += groups[other]
            for key in groups[other]:
                groups[key] = groups[one]
    found: dict[str, Family] = {}
    for group in {id(keys): keys for keys in groups.values()}.values():
        members = sorted((known[key] for key in group), key=lambda each: (each.year, each.project.key), reverse=True)
        if len(members) > 1 or any(each.project.indicators for each in members):
            slug = _make_slug(members[-1].project.name, found)
            found[slug] = Family(slug, tuple(members))
    return list(found.values())


def _make_slug(name: str, taken: Mapping[str, Family]) -> str:
    """Digits of a digest of the name behind a letter; another project of the same name has a number as well."""
    plain = _NOT_COMPARED.sub("", name) or name
    slug = f"p{hashlib.sha256(plain.encode()).hexdigest()[:7]}"
    number = 1
    while (made := slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return made
