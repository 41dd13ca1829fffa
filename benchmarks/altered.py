"""How many altered figures the audit reveals, and why it does not reveal the others.

Run with ``PYTHONPATH=scripts python benchmarks/altered.py STORE [DOCUMENT ...] [--each N] [--seed N]``: the documents
are read once and kept in the folder STORE. Of each document N figures are altered, one at a time, in its facts and in
its text: the first digit (``digit``), or the word of direction before a change (``direction``). Revealed is what makes
a new finding, or another gap in one that there was. What is not revealed is ``elsewhere`` where the document states
the same amount of the same row or item once more, ``equal`` where it has the same amount elsewhere under another name,
``summed`` where it is a part or total of rows that add up, else ``once``: nothing in the document contradicts it.
"""

from __future__ import annotations

import argparse
import pickle  # the folder holds what this script wrote
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from disclosure.command.report.chain import check_parsed, read_all
from disclosure.command.report.reading import read_report
from disclosure.errors import DisclosureError
from disclosure.model import Fact, Figure, Finding, Parsed, Report

AnyFact = TypeVar("AnyFact", bound=Fact)
#: Words of direction that are each other's opposite, of one length.
_TURNED = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "下降", "降低": "增加"}
#: How many characters before a change its word of direction is looked for, and the digits that make an amount rare.
_NEAR, _RARE = 6, 4


@dataclass(frozen=True)
class Reading:
    """What one document says: the report, what was parsed of it, and its words."""

    report: Report
    parsed: Parsed
    words: str


@dataclass(frozen=True)
class Altered:
    """One altered figure: its kind of place, how it was altered, which checks reveal it, or why none does."""

    kind: tuple[str, str, str, str]
    change: str
    checks: frozenset[str]
    severe: bool
    reason: str
    quote: str


def read_stored(store: Path, documents: Sequence[Path]) -> Iterator[tuple[str, Reading]]:
    """The documents kept in ``store``, and ``documents`` that are not yet in it."""
    store.mkdir(exist_ok=True)
    for path in documents:
        kept = store / f"{path.stem}.pkl"
        if kept.exists():
            continue
        try:
            outcome = read_report(path).outcome
        except DisclosureError as error:
            print(f"{path.name}: {error}")
            continue
        words = "\n".join(document.text for document in read_all([path]))
        kept.write_bytes(pickle.dumps((outcome.report, outcome.parsed, words)))
    for kept in sorted(store.glob("*.pkl")):
        yield kept.stem, Reading(*pickle.loads(kept.read_bytes()))  # noqa: S301


def find_all(reading: Reading) -> dict[tuple[str, Decimal | None], Finding]:
    """The findings of a reading but for rounding, by their ids and gaps."""
    found = check_parsed(reading.report, reading.parsed, reading.words).findings
    return {(each.finding, each.difference): each for each in found if each.outcome != "rounding"}


def alter_digit(reading: Reading, index: int) -> Reading | None:
    """The reading with another first digit in figure ``index``; None where its text is not one piece of the words."""
    figure = reading.parsed.figures[index]
    text = next((n for n, char in enumerate(figure.text) if char in "123456789"), None)
    at = figure.text.find("0") if text is None else text
    if at < 0 or reading.words[figure.start : figure.end] != figure.text:
        return None
    digit = str(int(figure.text[at]) % 9 + 1)
    new = f"{figure.text[:at]}{digit}{figure.text[at + 1 :]}"
    words = f"{reading.words[: figure.start]}{new}{reading.words[figure.end :]}"
    figures = list(reading.parsed.figures)
    figures[index] = replace(figure, text=new)
    parsed = replace(reading.parsed, figures=tuple(figures))
    claimed = {number for number, fact in enumerate(parsed.facts) if is_at(fact, figure)}
    facts = tuple(_change_value(f, new) if n in claimed else f for n, f in enumerate(parsed.facts))
    details = tuple(_change_value(d, new) if is_at(d, figure) else d for d in parsed.details)
    return replace(reading, parsed=replace(parsed, facts=facts, details=details), words=words)


def is_at(fact: Fact, figure: Figure) -> bool:
    """Whether a fact claims a figure."""
    return bool(fact.spans) and fact.spans[0][0] == figure.start


def _number(text: str) -> Decimal:
    return Decimal("".join(char for char in text if char.isdigit() or char == ".") or "0")


def _change_value(fact: AnyFact, text: str) -> AnyFact:
    old, new = _number(fact.reported), _number(text)
    if not old:
        scale = {"万元": Decimal(10_000), "亿元": Decimal(100_000_000), "千元": Decimal(1_000)}
        return replace(fact, reported=text, value=new * scale.get(fact.reported_unit, Decimal(1)))
    return replace(fact, reported=text, value=fact.value * new / old)


def turn_direction(reading: Reading, index: int) -> Reading | None:
    """The reading with the opposite word before the change that is figure ``index``; None where there is none."""
    figure = reading.parsed.figures[index]
    before = reading.words[max(0, figure.start - _NEAR) : figure.start]
    word = max(_TURNED, key=before.rfind)
    at = before.rfind(word)
    facts = [n for n, f in enumerate(reading.parsed.facts) if is_at(f, figure)]
    if at < 0 or not facts or reading.parsed.facts[facts[0]].measure not in ("change", "change_rate"):
        return None
    if not reading.parsed.facts[facts[0]].value:
        return None
    start = figure.start - len(before) + at
    words = f"{reading.words[:start]}{_TURNED[word]}{reading.words[start + len(word) :]}"
    changed = tuple(replace(f, value=-f.value) if n in facts else f for n, f in enumerate(reading.parsed.facts))
    return replace(reading, parsed=replace(reading.parsed, facts=changed), words=words)


class Reasons:
    """What a document says besides each of its figures."""

    def __init__(self, parsed: Parsed) -> None:
        self._facts = {fact.spans[0][0]: fact for fact in (*parsed.facts, *parsed.details) if fact.spans}
        self._same: dict[Decimal, list[Fact]] = defaultdict(list)
        for fact in self._facts.values():
            self._same[fact.value.quantize(Decimal(100)) if fact.unit == "元" else fact.value].append(fact)
        self._texts = Counter(_number(figure.text) for figure in parsed.figures)
        self._summed = set(_list_summed(parsed.facts))

    def kind(self, figure: Figure) -> tuple[str, str, str, str]:
        """Form or prose, measure, statement, and what more is known."""
        fact = self._facts.get(figure.start)
        if fact is None:
            return "unread" if figure.outcome == "unread" else "other", figure.reason, figure.section, ""
        place = "table" if fact.form.startswith("table-") else "prose"
        row = "function" if fact.functional_code or fact.functional_name else ""
        row = row or ("economic" if fact.economic_code or fact.economic_name else fact.item or "total")
        more = type(fact).__name__ if type(fact) is not Fact else ""
        return place, f"{more}{fact.measure}", fact.statement, row

    def explain(self, figure: Figure) -> str:
        """Why altering a figure was not revealed, as the head of this module defines."""
        fact = self._facts.get(figure.start)
        if fact is None:
            digits = len(figure.text.replace(".", "").replace(",", "").strip("0"))
            return "equal" if digits >= _RARE and self._texts[_number(figure.text)] > 1 else "once"
        value = fact.value.quantize(Decimal(100)) if fact.unit == "元" else fact.value
        others = [each for each in self._same[value] if each is not fact]
        rare = len(str(abs(fact.value.normalize())).replace(".", "").strip("0")) >= _RARE
        row = (fact.functional_code or fact.functional_name, fact.economic_code, fact.item, fact.project, fact.unit)
        rows = [(o.functional_code or o.functional_name, o.economic_code, o.item, o.project, o.unit) for o in others]
        if row in rows and rare:
            return "elsewhere"
        if fact.spans[0][0] in self._summed:
            return "summed"
        return "equal" if rare and others else "once"


def _list_summed(facts: Sequence[Fact]) -> Iterator[int]:
    """Where figures begin that are a part or the total of rows by code that add up, in one column of one form."""
    columns: dict[tuple[object, ...], dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        if fact.measure != "amount" or not fact.spans:
            continue
        column = (
            fact.form, fact.statement, fact.phase, fact.direction, fact.fund, fact.expenditure_type, fact.project,
            bool(fact.economic_code), fact.functional_code if fact.economic_code else "",
        )  # fmt: skip
        columns[column].setdefault(fact.economic_code or fact.functional_code or "", fact)
    for rows in columns.values():
        for code, whole in rows.items():
            below = {each for each in rows if each != code and each.startswith(code)}
            nearest = [c for c in below if not any(o != c and c.startswith(o) for o in below)]
            total = sum((rows[each].value for each in nearest), Decimal(0))
            if len(nearest) > 1 and abs(total - whole.value) < Decimal(1000):
                yield from (each.spans[0][0] for each in (whole, *(rows[c] for c in nearest)))


def alter(reading: Reading, each: int, rng: random.Random) -> Iterator[Altered]:
    """``each`` altered figures of a document, and the directions of up to a third as many changes."""
    known, reasons = find_all(reading), Reasons(reading.parsed)
    wanted = [n for n, f in enumerate(reading.parsed.figures) if f.outcome != "ignored" and f.text]
    drawn = rng.sample(wanted, min(each, len(wanted)))
    turned = rng.sample(wanted, len(wanted))
    changes = [("digit", n, alter_digit(reading, n)) for n in drawn]
    turns = (("direction", n, turn_direction(reading, n)) for n in turned)
    changes += [turn for turn, _ in zip((t for t in turns if t[2] is not None), range(each // 3), strict=False)]
    for change, index, altered in changes:
        if altered is None:
            continue
        figure = reading.parsed.figures[index]
        found = [finding for key, finding in find_all(altered).items() if key not in known]
        severe = any(finding.severity in ("warning", "error") for finding in found)
        around = reading.words[max(0, figure.start - 40) : figure.end + 20].replace("\n", "｜")
        yield Altered(
            reasons.kind(figure), change, frozenset(f.check for f in found), severe,
            "revealed" if found else reasons.explain(figure), around,
        )  # fmt: skip


def print_table(title: str, groups: Mapping[object, Sequence[Altered]]) -> None:
    """One line for each group, the largest first."""
    reasons = ("revealed", "elsewhere", "equal", "summed", "once")
    print(f"\n{title:<52}{'altered':>8}" + "".join(f"{reason:>11}" for reason in reasons) + f"{'severe':>8}")
    for name, rows in sorted(groups.items(), key=lambda each: -len(each[1])):
        counts = Counter(row.reason for row in rows)
        label = " ".join(filter(None, name)) if isinstance(name, tuple) else str(name)
        cells = "".join(f"{counts[reason]:>11}" for reason in reasons)
        print(f"{label[:51]:<52}{len(rows):>8}{cells}{sum(row.severe for row in rows):>8}")


def main() -> None:
    """Print, by kind of place, how many figures were altered and revealed, and why the others were not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("documents", type=Path, nargs="*")
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--list", type=Path, help="a file for one line per altered figure")
    parser.add_argument("--progress", action="store_true")
    given = parser.parse_args()
    rng = random.Random(given.seed)  # noqa: S311 - a choice of test cases
    rows: list[tuple[str, Altered]] = []
    begun = time.process_time()
    for name, reading in read_stored(given.store, given.documents):
        if given.progress:
            print(name, len(rows), round(time.process_time() - begun), flush=True)
        rows += [(name, altered) for altered in alter(reading, given.each, random.Random(f"{rng.random()}{name}"))]  # noqa: S311
    made = [altered for _, altered in rows]
    for title, key in (
        ("all", lambda a: a.change),
        ("place and measure", lambda a: (a.change, a.kind[0], a.kind[1])),
        ("place, measure, statement", lambda a: (a.change, *a.kind[:3])),
    ):
        groups: dict[object, list[Altered]] = defaultdict(list)
        for altered in made:
            groups[key(altered)].append(altered)
        print_table(title, groups)
    print("\nby check:", Counter(check for altered in made for check in altered.checks).most_common(30))
    print(f"{time.process_time() - begun:.0f} s of processor time")
    if given.list:
        lines = [
            "\t".join((name, a.change, *a.kind, a.reason, ",".join(sorted(a.checks)), a.quote)) for name, a in rows
        ]
        given.list.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
