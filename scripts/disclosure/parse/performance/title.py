"""The lines above a performance table that has no row for its name: of which project or unit it is."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from disclosure.model import Document, Paragraph
from disclosure.parse.performance.table import Piece
from disclosure.parse.projects import ProjectBook
from disclosure.parse.stream import fold

#: So many lines above a table may hold its title and its unit.
_LINES = 6
_TITLE = re.compile(
    r"(?:附件\d*：?|表[\d一二三四五六七八九十]+：?|预算\d+表)?(?:\d{4}年度?)?(?P<name>.*?)"
    r"绩效(?:目标|自评|评价)(?:申报|批复|公开)?表(?:（.*）)?"
)
_UNIT = re.compile(r"(?:单位|部门)(?:名称)?：(?P<name>[^\s：]+?)(?:(?:金额)?单位：.*)?")
_MEASURE = re.compile(r"(?:金额)?单位：(?:人民币)?(?:亿元|万元|千元|元)")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]")
#: A line of a title that goes on in the next is at least this long, and does not end like a sentence or another title.
_FULL = 15
_ENDED = re.compile(r"[表。；：，、]$")
_LETTER = re.compile(r"[㐀-鿿A-Za-z]")
#: The code of a unit or project before its name.
_CODE = re.compile(r"[\dA-Z]+")
WHOLE = "整体"


@dataclass(frozen=True, slots=True)
class Title:
    """What a title names: the project (or the unit of a form of the whole unit), and the unit that implements it."""

    whole_unit: bool
    name: Piece | None = None
    implementer: str = ""


def find_title(
    document: Document, above: Sequence[Paragraph], start: int, words: Collection[str], book: ProjectBook
) -> Title | None:
    """The title of the table that begins at ``start``, in the last of the lines ``above`` on its page; None unless they
    name a project or say that the table is of a whole unit. ``words`` are those that any title may have."""
    page = bisect.bisect_right(document.pages, start)
    lines = [line for line in above[-_LINES:] if bisect.bisect_right(document.pages, line.start) == page]
    unit: Piece | None = None
    while lines:
        text = fold(document.text[lines[-1].start : lines[-1].end])
        named = _UNIT.fullmatch(text)
        if named is None and not _MEASURE.fullmatch(text):
            break
        if named is not None and not _MEASURE.fullmatch(text):
            unit = _make_piece(document, lines[-1:], named.group("name"))
        lines.pop()
    count = next((each for each in (1, 2, 3) if each <= len(lines) and _match(document, lines[-each:])), 0)
    if count == 0:
        return None
    if _match_whole(document, lines[-count:]):
        return Title(whole_unit=True, name=unit)
    if count < len(lines) and _goes_on(fold(document.text[lines[-count - 1].start : lines[-count - 1].end])):
        count += 1
    return _name_project(document, lines[-count:], words, book)


def is_title(text: str) -> bool:
    """Whether a line is the title of a performance table."""
    return _TITLE.fullmatch(text) is not None


def _join(document: Document, lines: Sequence[Paragraph]) -> str:
    return "".join(fold(document.text[line.start : line.end]) for line in lines)


def _match(document: Document, lines: Sequence[Paragraph]) -> re.Match[str] | None:
    return _TITLE.fullmatch(_join(document, lines))


def _match_whole(document: Document, lines: Sequence[Paragraph]) -> bool:
    return WHOLE in _join(document, lines)


def _goes_on(text: str) -> bool:
    return len(text) >= _FULL and not _ENDED.search(text) and not _NUMBERED.match(text)


def _name_project(
    document: Document, lines: Sequence[Paragraph], words: Collection[str], book: ProjectBook
) -> Title | None:
    found = _match(document, lines)
    if found is None:
        return None
    parts = [part for part in found.group("name").split("_") if part]
    if len(parts) > 1 and _CODE.fullmatch(parts[0]):
        parts.pop(0)
    name = parts[-1] if parts else ""
    rest = name
    for word in sorted((*words, *book.unit_names), key=len, reverse=True):
        rest = rest.replace(word, "")
    if len(_LETTER.findall(rest)) < 2:
        return None
    coded = len(parts) > 1
    short = name.removesuffix("支出").removesuffix("项目")  # 某某项目支出绩效目标表
    known = name if coded or book.has(name) else short
    return Title(False, _make_piece(document, lines, known), parts[0] if coded else "")


def _make_piece(document: Document, lines: Sequence[Paragraph], name: str) -> Piece:
    return Piece(name, tuple((line.start, line.end) for line in lines))
