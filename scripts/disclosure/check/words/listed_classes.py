"""What the text lists as personnel and operating expenditure, against the rows of the form of basic expenditure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

from disclosure.check.cases.cells import Entry
from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check

#: 人员经费8万元，主要包括：基本工资、津贴补贴。 What a list with 等 at its end leaves out is not known.
_LIST = re.compile(
    r"(?P<kind>人员经费|公用经费)(?:支出)?(?:为)?\d[\d,]*(?:\.\d+)?万?元[，,。；;]?(?:占[^，。；]{0,30}[，,])?(?:主要)?(?:包括|用于)[：:]?"
    r"(?P<list>[^。；：:\d]{12,600})[。；]"
)
_NOISE = re.compile(r"^城镇|(?:支出|费用|费)+$")
#: Classes of personnel: wages and welfare, and subsidies to persons. All others are operating expenditure.
_PERSONNEL = ("301", "303")
#: The columns of the two kinds.
_COLUMNS = ("basic_personnel", "basic_operating")
#: How many rows with amounts a form has at least that is judged, and how many names a list.
_LEAST = 3
#: Names of the three public expenses in such lists, and their items.
_PUBLIC = {
    "因公出国境": "overseas", "公务接待": "reception", "公务用车运行维护": "vehicle_operation",
    "公务用车购置": "vehicle_purchase",
}  # fmt: skip


def _fold(name: str) -> str:
    """A name without brackets and the words at its begin and end that some documents leave out."""
    return _NOISE.sub("", re.sub(r"[\s（）()“”\"]", "", unicodedata.normalize("NFKC", name)))


@check("listed-classes")
def run_listed_classes(subject: Subject) -> Iterator[Case]:
    """One case for each kind of difference of each list; nothing where text or form is not at hand."""
    if not subject.source:
        return
    rows = _read_rows(subject)
    if len(rows) < _LEAST:
        return
    lists: dict[str, tuple[re.Match[str], list[str]]] = {}
    for match in _LIST.finditer(subject.words.text):
        names = [_fold(name) for name in re.split("[、，,]", match["list"])]
        if len(names) >= _LEAST:
            lists.setdefault(match["kind"], (match, names))
    listed = {name for _, names in lists.values() for name in names}
    for match, names in lists.values():
        yield from _compare(subject, match, names, rows, listed)


def _read_rows(subject: Subject) -> dict[str, Entry]:
    """The rows by economic item of the forms of basic expenditure, by name."""
    phase = "approved" if subject.report.kind == "budget" else "executed"
    rows: dict[str, Entry] = {}
    for cell in subject.ledger.select(statement="basic", measure="amount", phase=phase, project="", function=""):
        for entry in subject.ledger.at(cell):
            fact = entry.fact
            if len(fact.economic_code) == 5 and fact.economic_code[0] == "3" and fact.form.startswith("table-"):
                name = _fold(fact.economic_name)
                if name not in rows or _rank(entry) > _rank(rows[name]):
                    rows[name] = entry
    return rows


def _rank(entry: Entry) -> tuple[bool, bool]:
    """An amount is shown rather than a zero, and one in a column of personnel or operating before that of both."""
    return entry.fact.value > 0, entry.fact.expenditure_type in _COLUMNS


def _is_personnel(entry: Entry) -> bool:
    """Whether the form has a row among personnel expenditure, by its column, else by its class."""
    if entry.fact.expenditure_type in _COLUMNS:
        return entry.fact.expenditure_type == _COLUMNS[0]
    return entry.fact.economic_code.startswith(_PERSONNEL)


def _compare(
    subject: Subject, match: re.Match[str], names: Sequence[str], rows: Mapping[str, Entry], listed: Collection[str]
) -> Iterator[Case]:
    """``listed`` are the names of all lists: a row that another list has is not lacking."""
    personnel = match["kind"] == "人员经费"
    known = {name: rows[name] for name in names if name in rows}
    beside = sum(1 for entry in rows.values() if entry.fact.value > 0 and _is_personnel(entry) == personnel)
    if not beside or (len(known) * 2 < len(names) and len(known) * 2 < beside):
        return  # other words than those of the form
    other = [e for e in known.values() if e.fact.value > 0 and _is_personnel(e) != personnel]
    nothing = [e for e in known.values() if e.fact.value == 0]
    nothing += [e for name in names if name not in rows and (e := _find_nothing(subject, name)) is not None]
    lacking = [
        entry for name, entry in rows.items()
        if entry.fact.value > 0 and _is_personnel(entry) == personnel and not _is_among(name, listed)
    ]  # fmt: skip
    clause, line = quote(match[0][:40]), subject.words.find_line(match.start())
    yield _tell(
        "other", match["kind"], other,
        compose("listed-classes", "other", clause=clause, line=line, rows=_list(subject, other)),
    )  # fmt: skip
    yield _tell(
        "nothing", match["kind"], nothing,
        compose("listed-classes", "nothing", clause=clause, line=line, rows=_list(subject, nothing)),
    )  # fmt: skip
    if not match["list"].endswith(("等", "等支出", "等费用")):
        yield _tell(
            "lacking", match["kind"], lacking,
            compose("listed-classes", "lacking", clause=clause, line=line, rows=_list(subject, lacking)),
        )  # fmt: skip


def _is_among(name: str, listed: Collection[str]) -> bool:
    """Whether a list has a name, in full or in part: 社会保障缴费 for 其他社会保障缴费."""
    return any(name in other or (len(other) > 1 and other in name) for other in listed)


def _find_nothing(subject: Subject, name: str) -> Entry | None:
    """The zero that is stated of one of the three public expenses; None where there is an amount."""
    item = _PUBLIC.get(name)
    if item is None:
        return None
    cells = subject.ledger.select(statement="three_public", item=item, measure="amount")
    entries = [entry for cell in cells for entry in subject.ledger.at(cell)]
    return entries[0] if entries and all(entry.fact.value == 0 for entry in entries) else None


def _list(subject: Subject, entries: Sequence[Entry]) -> tuple[str, str]:
    """Rows with their amounts, in Chinese and English."""
    shown = [(subject.labels.both(entry.fact), cited(entry)) for entry in entries]
    zh = "；".join(f"{name}{row}" for (name, _), (row, _) in shown)
    en = "; ".join(f"{name} {row}" for (_, name), (_, row) in shown)
    return zh, en


def _tell(kind: str, of: str, entries: Sequence[Entry], message: tuple[str, str]) -> Case:
    return Case(
        "listed-classes", (kind, of), "mismatch" if entries else "pass", *message,
        facts=tuple(entry.number for entry in entries), outcome="wording",
    )  # fmt: skip
