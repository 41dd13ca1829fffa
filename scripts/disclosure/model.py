"""The core types. This module imports nothing of ours.

Fact and Calculation follow XBRL; phases and classifications follow the Fiscal Data Package. "Unit" always means the
organisation; 万元 is a unit of measure. All types are frozen: rooms pass them on, none changes what another made.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal

Kind = Literal["budget", "final"]
KINDS: tuple[Kind, ...] = ("budget", "final")
#: Whose books: a department with its subordinate units (部门预算), or one unit by itself (单位预算).
Scope = Literal["department", "unit"]
SCOPES: tuple[Scope, ...] = ("department", "unit")

#: The Fiscal Data Package phases: 年初预算, 全年预算, 决算/执行.
PHASES = ("approved", "adjusted", "executed")
STATEMENTS = (
    "overall", "revenue", "expenditure", "appropriation", "general_public", "basic", "project",
    "government_fund", "state_capital", "three_public", "carryover", "operating", "procurement",
    "assets", "staff", "performance",
)  # fmt: skip
MEASURES = (
    "amount", "share", "change", "change_rate", "variance_rate", "completion_rate", "count", "area", "score", "weight",
)  # fmt: skip


# --- the organisation and its report -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unit:
    """A budget unit (部门/单位): one id, one preferred name, a GB/T 2260 region, every name seen."""

    unit_id: str
    name: str
    region_code: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that was read wrongly off a picture: on ``page`` (from 1) ``old`` was recognized where ``new`` is
    printed. If ``old`` occurs there several times, ``occurrence`` says which one, of how many."""

    page: int
    old: str
    new: str
    reason: str
    date: str
    occurrence: int = 1
    occurrences: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """One source file of a report, named by its content; the file itself may be elsewhere. Figures of its
    ``recognized_pages`` (from 1) were read off pictures; ``corrections`` put right those that were read wrongly.
    ``published`` is a day (ISO), empty where it is not known."""

    sha256: str
    media_type: str
    size: int
    title: str
    publisher: str
    url: str = ""
    recognized_pages: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()
    published: str = ""


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """A figure a person read in the source by eye, in the base unit; the build must find it among the facts."""

    statement: str
    item: str
    value: Decimal
    direction: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What is known of a finding: its id, the reason, the date (ISO) and the status."""

    finding: str
    reason: str
    date: str
    status: str


@dataclass(frozen=True, slots=True)
class Report:
    """One budget or final accounts of one unit and year: the content of report.yml."""

    unit_id: str
    year: int
    kind: Kind
    title: str
    unit_name: str
    sources: tuple[Source, ...]
    control_totals: tuple[ControlTotal, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    scope: Scope = "department"

    @property
    def category(self) -> str:
        """Kind and scope in ids and folders: ``final``, or ``final-unit`` for a unit's own books."""
        return self.kind if self.scope == "department" else f"{self.kind}-{self.scope}"

    @property
    def report_id(self) -> str:
        return f"{self.unit_id}-{self.year}-{self.category}"

    @property
    def folder(self) -> str:
        """Below data/reports, with forward slashes."""
        return f"{self.unit_id}/{self.year}-{self.category}"


# --- the document ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of running text: a half-open range of offsets into Document.text; ``furniture`` marks one that belongs
    to the page, not to the text: a page number."""

    start: int
    end: int
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its offsets in Document.text and its place in the grid (from 0)."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in reading order; a merged cell stands once, at its first row and column, where the source
    tells so, and otherwise leaves empty cells behind it."""

    start: int
    end: int
    cells: tuple[Cell, ...]

    def rows(self) -> list[list[Cell]]:
        """The cells by row, in column order."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, []).append(cell)
        return [sorted(cells, key=lambda cell: cell.column) for _, cells in sorted(found.items())]


Block = Paragraph | Table

#: What a reader may meet and not read; ``hidden`` are figures that are surely not shown. See read.skips.
SkipKind = Literal["no_unicode", "form_field", "equation", "visibility", "overlaid", "sign", "struck",
                   "picture", "embedded", "inserted", "frame", "annotation", "hidden",
                   "number_format"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Skipped:
    """What is not read: its place in Document.text (one U+FFFD, or an empty range), its kind and how often."""

    start: int
    end: int
    kind: SkipKind
    count: int = 1


@dataclass(frozen=True)
class Document:
    """A source as text and blocks; every offset leads back to a line or page of the source.

    ``text`` is the decoded source, unchanged but for line ends; ``blocks`` cover it in order; ``pages`` holds the
    offset at which each page begins, and is empty for a source without pages, whose places are then line ranges.
    ``unread_pages`` are those (from 1) that show something of which nothing could be read, ``skipped`` is all else
    that was not read; the words of ``recognized_pages`` were read off a picture, by us or by whoever made the file,
    and may hold slips that no document has. ``corrected`` are the figures among them that report.yml puts right:
    where they stand, and what had been recognized there.
    """

    name: str
    sha256: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[int, ...] = ()
    line_starts: tuple[int, ...] = field(default=(), repr=False)
    unread_pages: tuple[int, ...] = ()
    recognized_pages: tuple[int, ...] = ()
    corrected: tuple[tuple[int, int, str], ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @cached_property
    def notes(self) -> dict[int, str]:
        """What evidence adds to the text, by the offset of the character that it follows."""
        return {end - 1: f"〔识别为{old}〕" for _, end, old in self.corrected}

    def evidence(self, start: int, end: int) -> str:
        """A range of the text as proof of a figure: without white space, and with a note behind every figure that
        was put right: ``1,200.05〔识别为1,208.05〕``."""
        if not self.corrected:
            return "".join(self.text[start:end].split())
        chars = enumerate(self.text[start:end], start)
        return "".join(char + self.notes.get(offset, "") for offset, char in chars if not char.isspace())

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        if self.line_starts:
            return self.line_starts
        starts = [0]
        starts.extend(i + 1 for i, char in enumerate(self.text) if char == "\n")
        return tuple(starts)

    def line_of(self, offset: int) -> int:
        """The 1-based number of the line that holds ``offset``."""
        return bisect.bisect_right(self._lines, offset)

    def place(self, start: int, end: int) -> str:
        """The place of a range of the text: ``p12``, ``p3-4``, ``l340`` or ``l340-342``."""
        last = max(start, end - 1)
        if self.pages:
            first, final, mark = bisect.bisect_right(self.pages, start), bisect.bisect_right(self.pages, last), "p"
        else:
            first, final, mark = self.line_of(start), self.line_of(last), "l"
        return f"{mark}{first}" if first == final else f"{mark}{first}-{final}"

    def is_recognized(self, offset: int) -> bool:
        """Whether the character at ``offset`` was read by OCR."""
        return bool(self.recognized_pages) and bisect.bisect_right(self.pages, offset) in self.recognized_pages

    def tables(self) -> Iterator[Table]:
        for block in self.blocks:
            if isinstance(block, Table):
                yield block


# --- what is published ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure as the document states it (stated twice: two facts). Columns as in data/schemas/facts.json.

    An empty dimension means "all": no fund, all funds; no expenditure type, all types. ``value`` is in the base
    ``unit`` (元, %, 人 …); falls are negative. ``spans`` are the offsets of the number's parts in Document.text; they
    are not published, but no two facts may claim the same. A ``recognized`` fact was read off a picture.
    """

    statement: str
    measure: str
    phase: str
    value: Decimal
    unit: str
    reported: str
    reported_unit: str
    form: str
    place: str
    quote: str
    direction: str = ""
    item: str = ""
    functional_code: str = ""
    functional_name: str = ""
    economic_code: str = ""
    economic_name: str = ""
    fund: str = ""
    expenditure_type: str = ""
    project: int | None = None
    basis: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    recognized: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words that explain a figure: role is change_reason, variance_reason, policy_basis, allocation,
    objective, achievement or note. Personal data is already removed."""

    statement: str
    role: str
    content: str
    place: str
    item: str = ""
    functional_code: str = ""
    project: int | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the unit, numbered in order of first mention; number 0 is the whole unit."""

    project: int
    name: str
    supervisor: str = ""
    implementer: str = ""
    period_start: str = ""
    period_end: str = ""
    total_score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a performance table, as printed with line breaks removed; the split columns are ours."""

    project: int
    level1: str
    level2: str
    level3: str
    place: str
    target: str = ""
    target_operator: str = ""
    target_value: Decimal | None = None
    target_unit: str = ""
    actual: str = ""
    actual_value: Decimal | None = None
    actual_unit: str = ""
    completion: str = ""
    prior: str = ""
    weight: Decimal | None = None
    score: Decimal | None = None
    basis: str = ""
    rule: str = ""
    evidence: str = ""
    deviation: str = ""
    spans: tuple[tuple[int, int], ...] = ()


#: The section of pages of which nothing could be read.
UNREAD_PAGE = "unread_page"


@dataclass(frozen=True, slots=True)
class Figure:
    """One numeric token of the source and what became of it.

    ``outcome`` is ``fact`` (claimed by a fact or an indicator), ``ignored`` (for the stated ``reason``, a key of
    vocabulary/ignores.yml) or ``unread`` (its ``reason`` names the cause). A page of which nothing could be read is one
    unread figure too, without text, in the section UNREAD_PAGE; all of Document.skipped are, their kind as reason.
    """

    start: int
    end: int
    text: str
    place: str
    section: str
    outcome: Literal["fact", "ignored", "unread"]
    reason: str = ""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why figures of a form were not read. ``reason`` names the cause, ``words`` and ``detail`` the words that caused
    it, ``column`` the column (from 1), ``figures`` how many figures it leaves unread; ``line`` would have to be added
    to ``file``, a ``?`` filled in, if the words have a meaning that is missing there."""

    place: str
    title: str
    reason: str
    column: int | None
    words: str
    detail: str
    figures: int
    file: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """All that parsing one report gives. Facts are in document order and are numbered from 1 by it.

    ``personal`` says of which kind and where everything personal stood that was left out; ``redactions`` counts it.
    ``partial`` are the sections, of a report read back without its figures, with figures unread or of a part.
    """

    facts: tuple[Fact, ...]
    texts: tuple[Text, ...]
    projects: tuple[Project, ...]
    indicators: tuple[Indicator, ...]
    figures: tuple[Figure, ...]
    redactions: int = 0
    personal: tuple[tuple[str, str], ...] = ()
    refusals: tuple[Refusal, ...] = ()
    partial: frozenset[str] = frozenset()


# --- the audit ------------------------------------------------------------------------------------

Outcome = Literal["pass", "fail", "rounding", "not_applicable", "not_checked"]
FindingClass = Literal["rounding", "mismatch", "impossible", "omission", "wording", "privacy"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Two sides of a document that do not agree. ``facts`` are fact numbers of the report."""

    finding: str
    check: str
    outcome: FindingClass
    severity: Literal["info", "notice", "warning", "error"]
    message_zh: str
    message_en: str
    facts: tuple[int, ...]
    expected: Decimal | None = None
    stated: Decimal | None = None
    difference: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What came of one check on one report: its outcome and on how many cases it was tested."""

    check: str
    outcome: Outcome
    tested: int
