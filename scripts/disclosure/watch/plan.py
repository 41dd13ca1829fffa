"""Which links of a page are followed, and what each would be: a document, or a page on the way to one.

A link is followed where its words, with those around it, name one report; or where they add to what is known of the
page: a unit, a year or a kind. So each step knows more than the one before, and menus lead nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from disclosure.watch.guess import Guess, find_day, guess_link, guess_words, is_directory
from disclosure.watch.page import Link, Page, join_address
from disclosure.watch.paging import MAX_PAGES, find_pages
from disclosure.watch.scripts import read_scripts

#: So many steps lead from the list page to a document at most.
DEEPEST = 4
_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z)$", re.IGNORECASE)
_DOWNLOAD = re.compile(r"down_?load|attach|fileid|filedown|file_?name=|uploadfile", re.IGNORECASE)
_VIEWER = re.compile(r"viewer|pdfjs|\.s?html?$", re.IGNORECASE)
#: The first page of a site: links to other offices lead there.
_ROOT = re.compile(r"/?(?:(?:index|default|home)\.\w+)?", re.IGNORECASE)
#: Words by which a page says that it is about budgets or final accounts.
_TOPIC = re.compile("[预决]算")


@dataclass(frozen=True, slots=True)
class Step:
    """A link to follow: what it would be, the report it leads to as far as that is known, the day next to it."""

    address: str
    kind: Literal["page", "document"]
    guess: Guess
    depth: int
    published: str = ""
    number: int = 1  # of the pages of one list

    @property
    def rank(self) -> tuple[int, int]:
        """Final accounts first; of these, documents before the pages that may lead to more."""
        return self.guess.rank, int(self.kind == "page")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a page gives: the steps, how many links and scripts it has, and documents that name no unit or year."""

    steps: tuple[Step, ...]
    links: int
    scripts: int
    unnamed: int


def plan_page(page: Page, step: Step, since: int = 0) -> Plan:
    """The steps from a page that ``step`` led to; reports of years before ``since`` are left out."""
    links, further = read_scripts(page)
    known = _read_heading(page, step.guess)
    topic = bool(known.kind or known.is_whole or _TOPIC.search(f"{page.title}{page.heading}"))
    steps: dict[str, Step] = {}
    unnamed = 0
    every = [*page.links, *links]
    for link in every:
        found = _judge(_unwrap(link), known, page, step, topic=topic)
        if found is None:
            unnamed += is_document(link) and not guess_words(link.words).is_whole and bool(_TOPIC.search(link.words))
        elif not since or not found.guess.year or found.guess.year >= since:
            _keep_better(steps, found)
    pages = [*find_pages(page), *further, *([page.refresh] if page.refresh else [])]
    if step.number < MAX_PAGES and not step.guess.is_whole:
        for address in pages:
            steps.setdefault(address, replace(step, address=address, kind="page", number=step.number + 1))
    steps.pop(page.address, None)
    return Plan(tuple(steps.values()), len(every), len(page.scripts), unnamed)


def is_document(link: Link) -> bool:
    """Whether a link looks like one to a file: by the ending of its path, of a value of its query, or of its words."""
    parts = urlsplit(link.address)
    values = [value for _, value in parse_qsl(parts.query)]
    named = any(map(_ENDING.search, (unquote(parts.path), *values, link.words)))
    return bool(named or _DOWNLOAD.search(f"{parts.path}?{parts.query}"))


def _keep_better(steps: dict[str, Step], found: Step) -> None:
    """Of two links to one address, the one that names a report."""
    before = steps.get(found.address)
    if before is None or (found.guess.is_whole and not before.guess.is_whole):
        steps[found.address] = found


def _read_heading(page: Page, inherited: Guess) -> Guess:
    """What is known of a page: a title as its first heading, or the year and kind in it and in its title."""
    for text in (page.heading, page.title.split("_")[0].split("-")[0]):
        guess = guess_words(text)
        if guess.is_whole:
            return guess
    if inherited.is_whole:
        return inherited
    said = [guess_words(text) for text in (page.heading, page.title)]
    year = next((each.year for each in said if each.year), 0)
    kind = next((each.kind for each in said if each.kind), None)
    return replace(inherited, year=inherited.year or year, kind=inherited.kind or kind)


def _judge(link: Link, known: Guess, page: Page, step: Step, *, topic: bool) -> Step | None:
    """The step that a link is; None where it is not followed."""
    own = guess_words(link.words)
    day = find_day((link.words, *link.around[:1]))
    if is_document(link) or link.embedded:
        guess = guess_link(link.words, link.around, known)
        return Step(link.address, "document", guess, step.depth + 1, day) if guess.is_whole else None
    if (
        step.depth >= DEEPEST
        or _ROOT.fullmatch(urlsplit(link.address).path)
        or not _may_lead_on(link, own, known, page)
    ):
        return None
    guess = guess_link(link.words, link.around, known)
    about = topic or bool(_TOPIC.search(link.words)) or any(map(_TOPIC.search, link.around))
    says = is_directory(link.words) if own.unit_name or own.year or own.kind else guess.is_whole
    if own.is_whole or known.is_whole or (about and says and guess.adds_to(known)):
        return Step(link.address, "page", guess, step.depth + 1, day)
    return None


def _may_lead_on(link: Link, own: Guess, known: Guess, page: Page) -> bool:
    """Whether a link is worth a closer look. The menus of a report's own page lead away from it: of its links only
    those that name another report count, and those to another year of the same unit."""
    if own.is_whole or not known.is_whole:
        return True
    return own.year not in (0, known.year) and _is_twin(link.address, page.address)


def _is_twin(address: str, other: str) -> bool:
    """Whether two addresses differ in their queries only."""
    one, two = urlsplit(address), urlsplit(other)
    return (one.hostname, one.path) == (two.hostname, two.path) and one.query != two.query


def _unwrap(link: Link) -> Link:
    """A link to the viewer of a document as one to the document itself: viewer.html?file=a.pdf."""
    parts = urlsplit(link.address)
    if not parts.query or _ENDING.search(parts.path) or not _VIEWER.search(parts.path):
        return link
    files = (value for _, value in parse_qsl(parts.query) if _ENDING.search(urlsplit(value).path))
    inner = join_address(link.address, next(files, ""))
    return replace(link, address=inner) if inner and inner != link.address else link
