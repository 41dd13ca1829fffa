"""The core types of a report; those of a document are in ``disclosure.document`` and are given on here.

Fact and Calculation follow XBRL; phases and classifications follow the Fiscal Data Package. "Unit" always means the
organisation; 万元 is a unit of measure. All types are frozen: rooms pass them on, none changes what another made.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from disclosure.document import Block as Block
from disclosure.document import Cell as Cell
from disclosure.document import Document as Document
from disclosure.document import Paragraph as Paragraph
from disclosure.document import SkipKind as SkipKind
from disclosure.document import Skipped as Skipped
from disclosure.document import Table as Table
from disclosure.provenance import Verification, Withheld
from disclosure.quick import quick

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
    "amount", "share", "change", "change_rate", "variance_rate", "completion_rate", "execution_rate", "count", "area",
    "score", "weight",
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
    ``url`` is the address of the file itself, ``list_page`` that of the publisher's page that lists such files.
    ``published`` and ``retrieved`` are days (ISO). All four are empty where they are not known. ``replaces`` are the
    sums of the documents that were in its place before: their data is in the history of the repository."""

    sha256: str
    media_type: str
    size: int
    title: str
    publisher: str
    url: str = ""
    recognized_pages: tuple[int, ...] = ()
    corrections: tuple[Correction, ...] = ()
    published: str = ""
    list_page: str = ""
    retrieved: str = ""
    replaces: tuple[str, ...] = ()


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
    """One budget or final accounts of one unit and year: the content of report.yml.

    ``read_with`` is the version of the program that read its data, empty where that is not known.
    """

    unit_id: str
    year: int
    kind: Kind
    title: str
    unit_name: str
    sources: tuple[Source, ...]
    control_totals: tuple[ControlTotal, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    scope: Scope = "department"
    withheld: tuple[Withheld, ...] = ()
    read_with: str = ""
    verification: Verification | None = None

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


# --- what is published ----------------------------------------------------------------------------


@quick
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


#: What details are of: one subordinate unit (下属单位), one type of the government's own economic classification
#: (政府预算经济分类) in a row of the department's, the year before, one purchase, one meeting or training, assets that
#: are to be bought, a part of an amount that no dimension of facts names.
DetailKind = Literal["subunit", "government_class", "prior_year", "purchase", "event", "planned_asset", "part"]
DETAIL_KINDS: tuple[DetailKind, ...] = (
    "subunit", "government_class", "prior_year", "purchase", "event", "planned_asset", "part",
)  # fmt: skip


@quick
@dataclass(frozen=True, slots=True)
class Detail(Fact):
    """A figure that is a part of what facts state, or that precedes it: it has the dimensions of a fact and more, and
    is never among the facts, so that sums over facts stay right.

    ``kind`` says in which table it is published. ``subunit`` is the unit as printed (empty where the form lists units
    without their names), ``subunit_code`` the code that it prints for it, and ``subunit_id`` the id of
    data/reference/subunits.csv; ``government_code`` and ``government_name`` are the type of the government's own
    economic classification (5xx); ``year`` is the year of the figure, which may precede the report's. Of a purchase the
    form says, as printed, for which project it is, its class in the catalogue (采购目录), the thing, how many, at what
    ``price`` each, when and how it is bought: ``mode`` (采购组织形式). A meeting or training has its name as ``thing``,
    its time as ``planned`` and its number of persons as ``quantity``. ``part`` is what a part is called, as printed
    (其中：…).
    """

    kind: DetailKind = "subunit"
    subunit: str = ""
    subunit_code: str = ""
    subunit_id: str = ""
    government_code: str = ""
    government_name: str = ""
    year: int = 0
    project_name: str = ""
    catalogue: str = ""
    thing: str = ""
    quantity: str = ""
    price: str = ""
    planned: str = ""
    mode: str = ""
    part: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Form:
    """A form of a document that facts or details are of: ``form`` is its name in them, ``title`` its number and title
    as printed, ``place`` where it begins. Of running text and of performance tables both are empty: they have no form,
    or one for each project."""

    form: str
    title: str = ""
    place: str = ""


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
    #: The code printed before the name, and the number of the project that this one is a part of.
    code: str = ""
    parent: int | None = None


@quick
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


@quick
@dataclass(frozen=True, slots=True)
class Figure:
    """One numeric token of the source and what became of it.

    ``outcome`` is ``fact`` (claimed by a fact, an indicator or a detail, whose kind is the ``reason``), ``ignored``
    (for the stated ``reason``, a key of vocabulary/ignores.yml) or ``unread`` (its ``reason`` names the cause). A page
    of which nothing could be read is one unread figure too, without text, in the section UNREAD_PAGE; all of
    Document.skipped are, their kind as reason.
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
    """All that parsing one report gives. Facts and details are in document order and are numbered from 1 by it.
    ``forms`` are those that print a title.

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
    details: tuple[Detail, ...] = ()
    forms: tuple[Form, ...] = ()


# --- the audit ------------------------------------------------------------------------------------

Outcome = Literal["pass", "fail", "rounding", "not_applicable", "not_checked"]
FindingClass = Literal["rounding", "mismatch", "impossible", "omission", "wording", "privacy"]


#: What is between two sentences of one finding.
SEPARATOR = " ‖ "


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
    #: the whole sentences of prose that its figures are in
    sentences: str = ""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What came of one check on one report: its outcome and on how many cases it was tested."""

    check: str
    outcome: Outcome
    tested: int
