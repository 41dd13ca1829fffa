"""The gridded accounting forms of a document, and what names their rows may bear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disclosure.model import Document, Fact, Table
from disclosure.parse.forms.grid import TOTALS, GridReader
from disclosure.parse.forms.heads import split_segments
from disclosure.parse.forms.records import Names, Thread, join_code, kind_of_code, split_code
from disclosure.parse.forms.registers import ignore_registers
from disclosure.parse.forms.settlement import GridForm
from disclosure.parse.forms.sheets import Form, FormFinder
from disclosure.parse.forms.trace import Trace
from disclosure.parse.narrative.claims import Setting
from disclosure.parse.projects import ProjectBook
from disclosure.reference import Code, CodeList, normalize_name


def collect_names(finder: FormFinder, forms: Sequence[Form]) -> Names:
    """What rows may be called: the code lists, with the functions and types the document itself prints with codes."""
    found: dict[str, dict[str, str]] = {"functional": {}, "economic": {}}
    for form in forms:
        segments = split_segments(form.head.senses)
        thread = Thread()
        for row in (row for _, rows in form.parts for row in rows):
            for segment in segments:
                cells = dict.fromkeys(row[column] for column in (*segment.names, *segment.codes) if column in row)
                name = "".join(text for cell in cells if (text := finder.text(cell)) and not text.isdigit())
                code = join_code(finder.code_parts(row, segment.codes), thread)
                if not code:
                    code, name = split_code(name)
                if name and kind_of_code(code):
                    found[kind_of_code(code)].setdefault(code, name)
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

    def ignore_registers(self) -> Iterator[tuple[int, int, str]]:
        """Ranges of tables that are no forms and hold no figures of the accounts, with reasons."""
        yield from ignore_registers(self._finder, self._others)

    def read(self, book: ProjectBook, told: Sequence[Fact]) -> Iterator[tuple[Table, GridForm]]:
        """Each table of a form and what it gave, in order; ``told`` are the facts of the document's prose."""
        for form in self._forms:
            yield from GridReader(self._finder, form, self._names, book).read(told)
