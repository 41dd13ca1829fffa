"""A report's documents to its facts: the one way through the parse room."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from operator import attrgetter
from typing import Any, TypeVar

from disclosure.entry import drop_hidden
from disclosure.garbage import collect_afterwards
from disclosure.model import (
    Detail,
    Document,
    Fact,
    Figure,
    Form,
    Indicator,
    Paragraph,
    Parsed,
    Project,
    Refusal,
    Report,
    Text,
)
from disclosure.parse.account import account_figures, compile_ignores, find_ignored
from disclosure.parse.codes import verify_vocabulary
from disclosure.parse.forms.facts.book import FormBook
from disclosure.parse.forms.flattened.statement import StatementReader
from disclosure.parse.forms.names.numbering import unite_forms
from disclosure.parse.narrative.claims import Claims, Setting, join_claims
from disclosure.parse.narrative.evaluations import cut_section, find_evaluations, read_evaluation
from disclosure.parse.narrative.listing import read_listings
from disclosure.parse.narrative.projects import read_project_section
from disclosure.parse.narrative.refusals import list_lines, trace_clauses
from disclosure.parse.narrative.section import read_section
from disclosure.parse.narrative.topics import cut_topics
from disclosure.parse.numbers import find_money
from disclosure.parse.outline import Section, find_sections
from disclosure.parse.performance.flat import read_flat
from disclosure.parse.performance.sheet import read_sheets
from disclosure.parse.performance.table import Performance
from disclosure.parse.phases import date_vocabulary, find_budget_phase
from disclosure.parse.privacy import Personal, list_personal, redact_all
from disclosure.parse.projects import ProjectBook
from disclosure.parse.stream import Stream, fold, list_characters, stream_of_all, stream_of_document
from disclosure.parse.trace import FlatHeader, PerformanceCell, Trace, explain_figures
from disclosure.parse.vocabulary import load_vocabulary
from disclosure.parse.words import Vocabulary
from disclosure.quick import replace
from disclosure.reference import Reference

#: The phase of a document's own figures: the Fiscal Data Package's words for 预算 and 决算.
PHASE_OF_KIND = {"budget": "approved", "final": "executed"}


#: A record that may belong to a project.
_Record = TypeVar("_Record", Fact, Detail, Text, Indicator)
#: No figure of a department is as large, in its base unit: such a row of digits is left unread.
MOST = Decimal(10) ** 15
#: The levels of places in the names of units.
_LEVELS = frozenset("省市县区州旗")
#: A unit's name without its place is no shorter.
_SHORT_NAME = 4


@dataclass(slots=True)
class _Reading:
    """What one document gave; ranges are offsets of the document."""

    facts: list[Fact] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    ignored: list[tuple[int, int, str]] = field(default_factory=list)
    sections: list[tuple[int, int, str]] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)


@collect_afterwards
def parse_report(documents: Sequence[Document], report: Report, reference: Reference) -> Parsed:
    """Read the figures, explanations, projects and indicators of a report's documents.

    Facts stand in document order. Every numeric token of every document is accounted for. Personal data
    is taken out of all that is returned, and counted.
    """
    verify_vocabulary(reference.codes)
    vocabulary = date_vocabulary(load_vocabulary(), report.year)
    names = _name_unit(report, reference)
    openings = _openings(names, vocabulary)
    setting = Setting(vocabulary, reference, PHASE_OF_KIND[report.kind], report.year, openings, names=names)
    book = ProjectBook(names, report.unit_name)
    facts: list[Fact] = []
    details: list[Detail] = []
    forms: list[Form] = []
    texts: list[Text] = []
    indicators: list[Indicator] = []
    figures: list[Figure] = []
    refusals: list[Refusal] = []
    found: list[tuple[str, str]] = []
    for document in documents:
        reading = _read_document(document, setting, book)
        facts.extend(sorted(reading.facts, key=lambda fact: fact.spans))
        details.extend(sorted(reading.details, key=lambda detail: detail.spans))
        forms.extend(reading.forms)
        texts.extend(sorted(reading.texts, key=lambda text: (text.start, text.role)))
        indicators.extend(reading.indicators)
        personal = _find_personal(document, reading, vocabulary)
        found.extend((each.kind, document.place(each.start, each.end)) for each in personal)
        accounted = _account(document, reading, personal, vocabulary)
        explained, causes = explain_figures(document, reading.traces, accounted)
        figures.extend(explained)
        refusals.extend(causes)
    numbers = book.resolve()
    facts, texts = _renumber(facts, numbers), _renumber(texts, numbers)
    if any(fact.project == 0 for fact in facts):
        book.whole_unit(report.unit_name)
    return _without_personal(
        Parsed(
            tuple(facts), tuple(texts), book.projects(), tuple(_renumber(indicators, numbers)), tuple(figures),
            len(found), tuple(found), tuple(refusals), details=tuple(_renumber(details, numbers)),
            forms=tuple(unite_forms(forms, {each.form for each in (*facts, *details)})),
        ),
        vocabulary,
    )  # fmt: skip


def _renumber(records: Iterable[_Record], numbers: Mapping[int, int]) -> list[_Record]:
    """Records with the final numbers of their projects."""
    return [
        replace(each, project=numbers[each.project]) if each.project and numbers[each.project] != each.project else each
        for each in records
    ]


#: What forms have behind the name of a unit whose own amounts, without subordinate units, they hold.
_ALONE = (
    "（本级）", "（局本级）", "（厅本级）", "（委本级）", "（院本级）", "（机关）", "（机关本级）",
    "（单位）", "本级", "机关本级",
)  # fmt: skip


def _name_unit(report: Report, reference: Reference) -> frozenset[str]:
    """What the report's own unit is called, here and elsewhere, in a report of it alone with the words that say so.
    Other units do not matter to how a report is read."""
    unit = reference.units.get(report.unit_id)
    names = (report.unit_name, *((unit.name, *unit.names) if unit else ()))
    marks = ("", *_ALONE) if report.scope == "unit" else ("",)
    return frozenset(fold(name + mark) for name in names for mark in marks)


def _openings(names: frozenset[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    # 市审计局 is 西安市审计局 to its own document.
    short = {name[at:] for name in names for at in range(1, len(name) - _SHORT_NAME + 1)}
    # and 江苏省人民检察院 is 省检察院
    short |= {
        level + name[-length:] for name in names for level in _LEVELS.intersection(name[:-1])
        for length in range(_SHORT_NAME - 1, len(name) - name.rindex(level))
    }  # fmt: skip
    return (*vocabulary.openings, *sorted(names | short))


def _read_document(document: Document, setting: Setting, book: ProjectBook) -> _Reading:
    setting = replace(setting, budget=find_budget_phase(document.text, setting.phase), money=find_money(document.text))
    forms = FormBook(document, setting)
    # the words that count are those of the code list as this document completes it
    setting = replace(setting, reference=replace(setting.reference, functional=forms.functional), lexicons={})
    stream = stream_of_document(document)
    ignored = find_ignored(stream, compile_ignores(setting.vocabulary))
    reading = _Reading()
    statements = StatementReader(stream, setting, book, ignored)
    reading.ignored.extend((*stream.span(start, end), reason) for start, (end, reason) in ignored.items())
    reading.ignored.extend(_ignore_names(document, setting.names))
    sections = find_sections(stream, setting.vocabulary)
    for section in (part for each in sections for part in cut_topics(stream, each, setting, ignored)):
        name = f"form:{section.key}" if section.form else section.key
        reading.sections.append((*stream.span(section.start, section.end), name))
        if section.form is not None:
            _read_form(stream, section, reading, setting, book, statements)
            continue
        claims = _read_part(stream, section, setting, book, ignored)
        reading.facts.extend(claims.facts)
        reading.details.extend(claims.details)
        reading.texts.extend(claims.texts)
        reading.ignored.extend((*stream.span(start, end), reason) for start, end, reason in claims.ignored)
        reading.traces.extend(trace_clauses(stream, section, claims))
    _read_tables(forms, document, reading, setting, book)
    _read_listings(stream, reading, setting, book, ignored)
    reading.facts = [fact for fact in reading.facts if abs(fact.value) < MOST]
    reading.details = [detail for detail in reading.details if abs(detail.value) < MOST]
    _mark_recognized(document, reading)
    return reading


def _ignore_names(document: Document, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """The digits in the names of the report's own unit (120急救指挥中心)."""
    numbered = [name for name in names if re.search("[0-9]", name)]
    # making a stream of everything takes as long as reading its tables
    if not numbered or not any(map(list_characters(document.text).issuperset, numbered)):
        return
    everything = stream_of_all(document)
    for name in numbered:
        for found in re.finditer(re.escape(name), everything.text):
            for digits in re.finditer("[0-9]+", name):
                yield *everything.span(found.start() + digits.start(), found.start() + digits.end()), "name"


def _mark_recognized(document: Document, reading: _Reading) -> None:
    """Mark the facts read off pictures. What no sum can prove is not taken from there: details, words and
    indicators."""
    if not document.recognized_pages:
        return
    reading.facts = [
        replace(fact, recognized=any(document.is_recognized(start) for start, _ in fact.spans))
        for fact in reading.facts
    ]
    reading.details = [
        each for each in reading.details if not any(document.is_recognized(start) for start, _ in each.spans)
    ]
    reading.texts = [text for text in reading.texts if not document.is_recognized(text.start)]
    reading.indicators = [
        each for each in reading.indicators if not any(document.is_recognized(start) for start, _ in each.spans)
    ]


def _read_form(
    stream: Stream,
    section: Section,
    reading: _Reading,
    setting: Setting,
    book: ProjectBook,
    statements: StatementReader,
) -> None:
    """A form flattened to text."""
    form = section.form
    if form is not None and form.kind == "performance":
        _take_performance(reading, read_flat(stream, section, setting.vocabulary, book))
    elif form is not None:
        stated = statements.read(section)
        if stated.form:
            reading.forms.append(Form(stated.form, stated.title, stream.place(section.start, section.body)))
        reading.facts.extend(stated.facts)
        reading.texts.extend(stated.texts)
        reading.ignored.extend((*stream.span(start, end), reason) for start, end, reason in stated.ignored)
        if stated.refusal is not None:
            cause = FlatHeader(stated.refusal.words, stated.refusal.reason)
            reading.traces.append(Trace(cause, tuple(list_lines(stream, section)), form.form))


def _read_tables(forms: FormBook, document: Document, reading: _Reading, setting: Setting, book: ProjectBook) -> None:
    """The tables whose cells the source gives: accounting forms, then performance tables."""
    forms_read = [*forms.read(book, tuple(reading.facts)), *forms.read_events()]
    names = Counter(statement for statement, _ in {(stated.statement, stated.form) for _, stated in forms_read})
    for table, stated in forms_read:
        # a statement may have several forms, of which one alone may be read whole
        own = f":{stated.form}" if names[stated.statement] > 1 else ""
        reading.sections.append((table.start, table.end, f"form:{stated.statement}{own}"))
        reading.forms.append(Form(stated.form, stated.title, document.place(table.start, table.start + 1)))
        reading.facts.extend(stated.facts)
        reading.details.extend(stated.details)
        reading.texts.extend(stated.texts)
        reading.ignored.extend(stated.ignored)
        reading.traces.extend(stated.traces)
    reading.ignored.extend(forms.ignore_registers())
    taken = {table.start for table, stated in forms_read if stated.facts}
    found, sections = read_sheets(document, setting.vocabulary.performance, book, taken)
    reading.sections.extend((start, end, f"form:{form}") for start, end, form in sections)
    _take_performance(reading, found)
    reading.traces.extend(
        _trace_others(forms, {start for start, _, name in reading.sections if name.startswith("form:")})
    )
    _close_tables(document, reading)


def _trace_others(forms: FormBook, performance: Collection[int]) -> Iterator[Trace]:
    """Why tables are no accounting forms; those that begin at ``performance`` were read as performance forms."""
    for trace in forms.traces:
        is_form = any(start <= at < end for start, end in trace.spans for at in performance)
        yield replace(trace, cause=PerformanceCell()) if is_form else trace


def _read_listings(
    stream: Stream, reading: _Reading, setting: Setting, book: ProjectBook, ignored: Mapping[int, tuple[int, str]]
) -> None:
    """Lists of projects in the text, last: what proves them stands elsewhere in the document."""
    claims = read_listings(stream, setting, book, tuple(reading.facts), ignored)
    reading.facts.extend(claims.facts)
    reading.texts.extend(claims.texts)
    reading.ignored.extend((*stream.span(start, end), reason) for start, end, reason in claims.ignored)


def _close_tables(document: Document, reading: _Reading) -> None:
    """A table is a section of its own, and behind it the one goes on that it stands in."""
    known = sorted(reading.sections)
    begun = {start for start, _, _ in known}
    around = [(start, name) for start, _, name in known if not name.startswith("form:")]
    starts = [start for start, _ in around]
    for table in document.tables():
        if table.start not in begun:
            reading.sections.append((table.start, table.end, "table"))
        before = bisect.bisect_left(starts, table.start)
        reading.sections.append((table.end, table.end, around[before - 1][1] if before else "title"))


def _take_performance(reading: _Reading, found: Performance) -> None:
    reading.facts.extend(found.facts)
    reading.texts.extend(found.texts)
    reading.indicators.extend(found.indicators)
    reading.ignored.extend(found.ignored)


def _read_part(
    stream: Stream, section: Section, setting: Setting, book: ProjectBook, ignored: Mapping[int, tuple[int, str]]
) -> Claims:
    if section.key == "project":
        return read_project_section(stream, section, setting, book, ignored)
    if section.key != "performance":
        return read_section(stream, section, setting, ignored)
    evaluations = list(find_evaluations(stream, section, setting))
    claims = [read_section(stream, part, setting, ignored) for part in cut_section(stream, section, evaluations)]
    claims.extend(read_evaluation(stream, each, setting, book) for each in evaluations)
    return join_claims(claims)


def _find_personal(document: Document, reading: _Reading, vocabulary: Vocabulary) -> list[Personal]:
    """What is personal by its words, and what forms hold where they ask for a person or a telephone."""
    found = list_personal(document.text, vocabulary)
    ends = [each.end for each in found]
    cells = []
    for start, end, reason in reading.ignored:
        behind = bisect.bisect_right(ends, start)  # the first that ends behind where the cell begins
        if reason == "personal" and start < end and not (behind < len(ends) and found[behind].start < end):
            cells.append(Personal(start, end, "cell"))
    return sorted([*found, *cells], key=lambda each: each.start)


def _account(
    document: Document, reading: _Reading, personal: Iterable[Personal], vocabulary: Vocabulary
) -> list[Figure]:
    claimed = [span for fact in reading.facts for span in fact.spans]
    claimed.extend(span for indicator in reading.indicators for span in indicator.spans)
    ignored = [(each.start, each.end, "personal") for each in personal]
    ignored.extend(
        (block.start, block.end, "page_number")
        for block in document.blocks
        if isinstance(block, Paragraph) and block.furniture
    )
    ignored.extend(reading.ignored)
    detailed = [(*span, detail.kind) for detail in reading.details for span in detail.spans]
    return account_figures(document, reading.sections, claimed, ignored, detailed)


#: Text of a fact that is a code or a number, never words.
_NO_WORDS = ("reported", "place", "functional_code", "economic_code")

#: The columns of words by type, and what reads them.
_WORDS = {
    kind: (names, attrgetter(*names))
    for kind in (Fact, Detail, Form, Text, Project, Indicator, Figure, Refusal)
    if (names := [each.name for each in fields(kind) if each.type == "str" and each.name not in _NO_WORDS])
}


def _without_personal(parsed: Parsed, vocabulary: Vocabulary) -> Parsed:
    """The same with every word that is published rid of what is personal, and of signs that nobody sees."""

    kept = [replace(each, text="") if each.reason == "personal" else each for each in parsed.figures]
    records: list[Any] = [
        *parsed.facts, *parsed.details, *parsed.texts, *parsed.projects, *parsed.indicators, *parsed.refusals, *kept
    ]  # fmt: skip
    # many facts share their words
    words = {each for record in records for each in _WORDS[type(record)][1](record)}
    # first what nobody sees, which may stand within a telephone number
    seen = {each: drop_hidden(each) for each in words}
    cleaned = redact_all(seen.values(), vocabulary)
    changed = {each: told for each, shown in seen.items() if (told := cleaned.get(shown, shown)) != each}

    def clean(record: Any) -> Any:
        names, read = _WORDS[type(record)]
        values = read(record)
        if not changed or changed.keys().isdisjoint(values):
            return record
        return replace(record, **{name: changed.get(each, each) for name, each in zip(names, values, strict=True)})

    return replace(
        parsed,
        facts=tuple(map(clean, parsed.facts)),
        details=tuple(map(clean, parsed.details)),
        forms=tuple(map(clean, parsed.forms)),
        texts=tuple(map(clean, parsed.texts)),
        projects=tuple(map(clean, parsed.projects)),
        indicators=tuple(map(clean, parsed.indicators)),
        refusals=tuple(map(clean, parsed.refusals)),
        figures=tuple(map(clean, kept)),
    )
