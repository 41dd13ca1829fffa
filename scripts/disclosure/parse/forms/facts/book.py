"""The gridded accounting forms of a document, and what names their rows may bear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model import Document, Fact, Table
from disclosure.parse.forms.facts.events import read_events
from disclosure.parse.forms.facts.grid import GridReader
from disclosure.parse.forms.facts.margin import TOTALS
from disclosure.parse.forms.facts.registers import ignore_lines, ignore_registers
from disclosure.parse.forms.names.heads import split_segments
from disclosure.parse.forms.names.records import Names, Thread, join_code, kind_of_code, split_code
from disclosure.parse.forms.selection.claim import GridForm
from disclosure.parse.forms.selection.ties import is_confirmed, is_without_carryover
from disclosure.parse.forms.tables.sheets import Form, FormFinder
from disclosure.parse.narrative.claims import Setting
from disclosure.parse.projects import ProjectBook
from disclosure.parse.trace import OtherTitle, RestrictedTitle, Trace, UnknownTitlePart
from disclosure.reference import Code, CodeList, normalize_name


def collect_names(finder: FormFinder, forms: Sequence[Form]) -> Names:
    """What rows may be called: the code lists, with the functions and types the document itself prints with codes."""
    found = _list_printed(finder, forms)
    units = {
        normalize_name(finder.text(row[column]))
        for form in forms
        for column, sense in enumerate(form.head.senses)
        for row in (row for _, rows in form.parts for row in rows)
        if sense.kind == "unit" and column in row and not finder.text(row[column]).isdigit()
    }
    reference = finder.setting.reference
    own = frozenset(normalize_name(name) for name in finder.names)
    classes = finder.words.government.items()
    government = CodeList([Code(code, name, "") for code, words in classes for name in words])
    return Names(
        {}, _extend(reference.functional, found["functional"]), _extend(reference.economic, found["economic"]), own,
        frozenset(units - TOTALS - own - {""}), government, finder.words.lists["units"],
    )  # fmt: skip


def _list_printed(finder: FormFinder, forms: Sequence[Form]) -> dict[str, dict[str, str]]:
    """By classification the codes that ``forms`` print, with the name of each. In a list of projects the name behind a
    code may be that of a project: it counts where no other form has the code and no other row another name for it."""
    found: dict[str, dict[str, str]] = {"functional": {}, "economic": {}}
    listed: dict[str, set[str]] = {}
    for form in forms:
        projects = form.head.title.statement == "project"
        for code, name in _list_codes(finder, form):
            kind = kind_of_code(code)
            if projects and kind == "functional":
                listed.setdefault(code, set()).add(name)
            elif kind:
                found[kind].setdefault(code, name)
    known = finder.setting.reference.functional.by_code
    single = {code: name for code, names in listed.items() if code not in known and len(names) == 1 for name in names}
    found["functional"] = {**single, **found["functional"]}
    return found


def _list_codes(finder: FormFinder, form: Form) -> Iterator[tuple[str, str]]:
    """The codes of a form's rows, each with the name behind it."""
    segments = split_segments(form.head.senses)
    thread = Thread()
    for row in (row for _, rows in form.parts for row in rows):
        for segment in segments:
            cells = dict.fromkeys(row[column] for column in (*segment.names, *segment.codes) if column in row)
            name = "".join(text for cell in cells if (text := finder.text(cell)) and not text.isdigit())
            code = join_code(finder.code_parts(row, segment.codes), thread)
            if not code:
                code, name = split_code(name)
            if name:
                yield code, name


def _extend(known: CodeList, printed: Mapping[str, str]) -> CodeList:
    codes = list(known.by_code.values())
    for code, name in printed.items():
        listed = known.by_code.get(code)
        names = {normalize_name(each) for each in (listed.name, *listed.aliases)} if listed else set()
        if normalize_name(name) not in names:
            codes.append(Code(code, name, code[: max(0, len(code) - 2)] if len(code) > 3 else ""))
    return CodeList(codes)


class FormBook:
    """The gridded accounting forms of a document, and the codes they print with names."""

    def __init__(self, document: Document, setting: Setting) -> None:
        self._finder = FormFinder(document, setting)
        self._forms = self._finder.find(list(document.tables()))
        formed = {table.start for form in self._forms for table, _ in form.parts}
        self._others = [table for table in document.tables() if table.start not in formed]
        self._names = collect_names(self._finder, self._forms)

    @property
    def functional(self) -> CodeList:
        """The list of functions, with those the document prints."""
        return self._names.functional

    @property
    def traces(self) -> Sequence[Trace]:
        """Why tables are no forms."""
        return self._finder.traces

    def read_events(self) -> Iterator[tuple[Table, GridForm]]:
        """Each list of meetings or training among the tables that are not accounting forms, and what it gave."""
        return read_events(self._finder, self._others)

    def ignore_registers(self) -> Iterator[tuple[int, int, str]]:
        """Ranges of tables that are no forms, and of lines above tables, that hold no figures of the accounts, with
        reasons."""
        yield from ignore_registers(self._finder, self._others)
        yield from ignore_lines(self._finder)
        for trace in self._finder.traces:
            if isinstance(trace.cause, OtherTitle) and trace.cause.aside:
                yield from ((start, end, "not_held") for start, end in trace.spans)

    def read(self, book: ProjectBook, told: Sequence[Fact]) -> Iterator[tuple[Table, GridForm]]:
        """Each table of a form and what it gave; ``told`` are the facts of the document's prose. Forms of which the
        title leaves something open come last: they are read where a total of another form or of the prose is theirs."""
        known = list(told)
        left = [form for form in self._forms if form.head.title.open]
        ready = [form for form in self._forms if not form.head.title.open]
        while ready:
            for form in ready:
                for table, result in self._read_form(form, book, told):
                    known.extend(result.facts)
                    yield table, result
            ready = [form for form in left if self._is_confirmed(form, known, told)]
            left = [form for form in left if form not in ready]
        for form in left:
            spans = tuple((table.start, table.end) for table, _ in form.parts)
            title = form.head.title
            unknown = UnknownTitlePart(title.words, title.unknown) if title.unknown else RestrictedTitle(title.words)
            self._finder.traces.append(Trace(unknown, spans))

    def _is_confirmed(self, form: Form, known: Sequence[Fact], told: Sequence[Fact]) -> bool:
        """Whether a form is what the known words of its title say. One that leaves carryovers out is so where there are
        none, or where it holds nothing but amounts that are set aside."""
        results = [result for _, result in self._read_form(form, ProjectBook(), told)]
        empty = not any(result.facts for result in results)
        if form.head.title.year_only and (empty or is_without_carryover(known)):
            return True
        return is_confirmed(results, known)

    def _read_form(self, form: Form, book: ProjectBook, told: Sequence[Fact]) -> Iterator[tuple[Table, GridForm]]:
        return GridReader(self._finder, form, self._names, book).read(told)
