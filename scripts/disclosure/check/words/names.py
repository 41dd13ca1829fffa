"""Names of classes: one code has one name, one name has one code."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal

from disclosure.characters import fold_characters
from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import Case, locate, locate_both, locate_en
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, check

_NOISE = re.compile(r"[\s（）()“”\"、，,]")


@check("class-codes", "class-names")
def run_names(subject: Subject) -> Iterator[Case]:
    """Codes under two names, and names (with what stands above them) under two codes."""
    ledger = subject.ledger
    names: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    codes: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in ledger.entries:
        fact = entry.fact
        if fact.project is not None or fact.item == "allocation":
            continue
        code = fact.functional_code
        path = fact.functional_name.split("/") if fact.functional_name else []
        if code.isdigit() and len(path) == len(_split(code)):
            for upper, name in zip(_split(code), path, strict=True):
                names[upper][_fold(name)].append(entry)
        if code.isdigit() and len(code) == 7 and len(path) == 3:
            codes[f"{code[:5]}/{_fold(path[-1])}"][code].append(entry)
        if fact.economic_code.isdigit() and fact.economic_name:
            names[fact.economic_code][_fold(fact.economic_name)].append(entry)
    yield from _check_names(names)
    yield from _check_codes(codes)
    yield from _check_uncoded(ledger)
    yield from _check_unknown(ledger, {code: set(found) for code, found in names.items()})


def _fold(name: str) -> str:
    """A name without punctuation and without 支出 at its end, which prose leaves out."""
    return re.sub(r"支出$", "", _NOISE.sub("", unicodedata.normalize("NFKC", fold_characters(name))))


def _split(code: str) -> list[str]:
    """2010301: 201, 20103, 2010301."""
    return [code[:end] for end in (3, 5, 7) if end <= len(code)]


def _last(name: str, entry: Entry, code: str) -> str:
    """The name as printed of ``code`` in the row of ``entry``."""
    fact = entry.fact
    if fact.economic_code == code:
        return fact.economic_name
    return fact.functional_name.split("/")[len(_split(code)) - 1]


def _check_names(names: dict[str, dict[str, list[Entry]]]) -> Iterator[Case]:
    for code, found in names.items():
        key = ("names", code)
        if len(found) == 1:
            yield Case("class-names", key, "pass")
            continue
        ranked = sorted(found.items(), key=lambda each: (-len(each[1]), each[1][0].number))
        rows = [(_last(name, entries[0], code), entries) for name, entries in ranked]
        zh = "；".join(f"“{name}”（{_places(entries, 0)}）" for name, entries in rows)
        en = "; ".join(f"“{name}” ({_places(entries, 1)})" for name, entries in rows)
        yield Case(
            "class-names", key, "mismatch",
            *compose("class-names", "names", code=code, number=len(rows), names=(zh, en)),
            facts=tuple(entry.number for _, entries in rows for entry in entries[:1]), outcome="wording",
        )  # fmt: skip


def _places(entries: Sequence[Entry], side: int) -> str:
    places = list(dict.fromkeys((locate, locate_en)[side](entry.fact) for entry in entries))
    shown = ("、", "; ")[side].join(places[:3])
    if len(places) <= 3:
        return shown
    return f"{shown}等 {len(places)} 处" if side == 0 else f"{shown} and {len(places) - 3} more"


def _check_codes(codes: dict[str, dict[str, list[Entry]]]) -> Iterator[Case]:
    for name, found in codes.items():
        key = ("codes", name)
        if len(found) == 1:
            yield Case("class-codes", key, "pass")
            continue
        ranked = sorted(found.items(), key=lambda each: (-len(each[1]), each[1][0].number))
        first = ranked[0][1][0].fact.functional_name.rsplit("/", 1)[-1]
        zh = "；".join(f"{code}（{_places(entries, 0)}）" for code, entries in ranked)
        en = "; ".join(f"{code} ({_places(entries, 1)})" for code, entries in ranked)
        yield Case(
            "class-codes", key, "mismatch",
            *compose("class-codes", "codes", name=first, number=len(ranked), codes=(zh, en)),
            facts=tuple(entries[0].number for _, entries in ranked), outcome="wording",
        )  # fmt: skip


def _check_uncoded(ledger: Ledger) -> Iterator[Case]:
    """Economic rows in prose whose name no code has, but which holds the name of a coded row of the same amount."""
    coded = [e for e in ledger.entries if len(e.fact.economic_code) == 5 and e.fact.measure == "amount"]
    for entry in ledger.entries:
        fact = entry.fact
        if fact.economic_code or not fact.economic_name or fact.measure != "amount" or fact.value == 0:
            continue
        twin = next(
            (
                e for e in coded
                if e.fact.value == fact.value and _fold(e.fact.economic_name) in _fold(fact.economic_name)
            ),
            None,
        )  # fmt: skip
        if twin is None:
            continue
        row = twin.fact
        yield Case(
            "class-names", ("uncoded", fact.economic_name), "mismatch",
            *compose(
                "class-names", "uncoded", printed=fact.economic_name, place=(locate(fact), locate_en(fact)),
                row_place=(locate(row), locate_en(row)), name=row.economic_name, code=row.economic_code,
            ),
            facts=(entry.number, twin.number), outcome="wording",
        )  # fmt: skip


def _check_unknown(ledger: Ledger, names: Mapping[str, Set[str]]) -> Iterator[Case]:
    """Rows by function in prose under a name without code, where one coded row of the same class has the amount.

    A name that some row has beside the code is told by _check_names.
    """
    coded: dict[Decimal, dict[str, Entry]] = defaultdict(dict)
    for entry in ledger.entries:
        fact = entry.fact
        if len(fact.functional_code) == 7 and fact.measure == "amount" and fact.form != "narrative":
            coded[fact.value].setdefault(fact.functional_code, entry)
    for entry in ledger.entries:
        fact, path = entry.fact, entry.fact.functional_name.split("/")
        rows = list(coded.get(fact.value, {}).values())
        if fact.functional_code or len(path) != 3 or fact.measure != "amount" or fact.value == 0 or len(rows) != 1:
            continue
        row = rows[0].fact
        known = row.functional_name.split("/")
        if len(known) != 3 or _fold(known[0]) != _fold(path[0]):
            continue
        pairs = zip(path, known, _split(row.functional_code), strict=True)
        wrong = next((pair for pair in pairs if _fold(pair[0]) not in names[pair[2]] | {_fold(pair[1])}), None)
        if wrong is not None:
            code = wrong[2]
            yield Case(
                "class-names", ("unknown", *path), "mismatch",
                *compose(
                    "class-names", "unknown", printed=wrong[0], place=(locate(fact), locate_en(fact)),
                    row_place=(locate(row), locate_en(row)), name=wrong[1], code=code,
                ),
                facts=(entry.number, rows[0].number), outcome="wording",
                group=("unknown", code, wrong[0]), where=locate_both(fact),
            )  # fmt: skip
