"""What the words beside figures say: notes of nothing, reasons that contradict, belong elsewhere or are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from disclosure.check.cases.cells import Entry, Ledger
from disclosure.check.cases.findings import PLACE, Case, Labels, cite_change, tell_place
from disclosure.check.cases.message import cited, compose
from disclosure.check.cases.subject import Subject, check
from disclosure.model import Fact, Text

#: Statements that a note may declare empty, and the fund whose figures would contradict it elsewhere.
_EMPTY = {
    "government_fund": "government_fund",
    "state_capital": "state_capital",
    "project": "",
    "carryover": "carryover",
    "revenue": "",
}
_NOTHING = re.compile(r"^[^，。；]{0,40}(?:未安排|没有使用|没有|无)[^，。；]*(?:支出|资金|收入|拨款|预算|$)")
_NONE_OF_IT = re.compile(r"均未安排|(?:我|本)单位无|本年未安排|预算未安排")
_SAME = re.compile(r"与上年(?:一致|持平|相同)|一致无变化|无差异|无变化")
#: A reason for a fall, where nothing changed; 只减不增 is a principle, and what was not cut is no fall.
_FALL = re.compile(r"(?<![只未不])(?:压减|缩减|核减|减少了?)(?!不)")
_PAYMENTS = "(?:缴费|经费|支出|费用|补贴|补助|工资|收入|资金|预算)[^，。；、]{0,4}"
#: A reason that ends with a rise, or with a fall, of the payments; and words of either in the rest of it.
_ROSE = re.compile(rf"{_PAYMENTS}(?:增加|增长|上升|提高)了?[。；]?$")
_FELL = re.compile(rf"{_PAYMENTS}(?:减少|下降|降低|压减)了?[。；]?$")
_ANY_RISE = re.compile("增|提高|上升|上调|新")
_ANY_FALL = re.compile("减|降|压|少|退|调|转|不再|取消|完成|结束|无|未")
#: Words that make a mention of another line a reason: money moved between them.
_MOVED = re.compile(r"科目|调至|调整|列支|核算|单列")
#: The end of the name of an item that prose may leave out.
_STEM = re.compile(r"支出$")

#: How many lines a change and its reason may be apart, where places are lines.
_NEAR_LINES = 5


@check("change-without-reason", "copied-reason", "note-and-figures", "reason-and-figures")
def run_explanations(subject: Subject) -> Iterator[Case]:
    """Every check of this module."""
    ledger, texts, labels = subject.ledger, subject.parsed.texts, subject.labels
    yield from _check_notes(ledger, texts, labels)
    yield from _check_contradictions(ledger, texts, labels)
    yield from _check_falls(ledger, texts, labels)
    yield from _check_opposites(ledger, texts, labels)
    yield from _check_copies(ledger, texts)
    yield from _check_missing(ledger, texts, labels)


def _check_notes(ledger: Ledger, texts: Sequence[Text], labels: Labels) -> Iterator[Case]:
    """A note that there is nothing, against figures of the same statement that are not zero."""
    for text in texts:
        if text.role != "note" or text.statement not in _EMPTY or not _NOTHING.match(text.content):
            continue
        if text.statement == "revenue" and not text.content.endswith("未安排"):
            continue
        wanted = {"statement": text.statement, "measure": "amount"}
        if text.item:
            wanted["item"] = text.item
        entries = [e for cell in ledger.select(**wanted) for e in ledger.at(cell)]
        entries = [e for e in entries if e.fact.value > 0 and e.cell.phase != "prior"]
        key = (text.statement, text.item, "note")
        if not entries:
            yield Case("note-and-figures", key, "pass")
            continue
        entry, (zh, en) = max(entries, key=lambda e: (e.fact.value, -e.number)), tell_place(text.place)
        yield Case(
            "note-and-figures", key, "mismatch",
            *compose(
                "note-and-figures", "notes", content=text.content, place=(zh, en), name=labels.both(entry.fact),
                figure=cited(entry),
            ),
            facts=(entry.number,), stated=entry.fact.value, unit=entry.fact.unit,
        )  # fmt: skip


def _select(ledger: Ledger, text: Text, measure: str) -> list[Entry]:
    """Figures of the line a text explains."""
    return [
        entry
        for entry in ledger.entries
        if entry.fact.measure == measure
        and entry.fact.statement == text.statement
        and entry.fact.item == text.item
        and (entry.fact.functional_code == text.functional_code)
        and entry.fact.form == "narrative"
        and entry.fact.project == text.project
    ]


def _check_contradictions(ledger: Ledger, texts: Sequence[Text], labels: Labels) -> Iterator[Case]:
    """Reasons that there is nothing, or no change, beside figures that say otherwise."""
    for text in texts:
        if text.role not in ("change_reason", "variance_reason"):
            continue
        change = "change" if text.role == "change_reason" else "variance_rate"
        same, none = _SAME.search(text.content), _NONE_OF_IT.search(text.content)
        entries = _select(ledger, text, change) if same else []
        if none and not text.functional_code and text.item not in ("", "total"):
            entries += [e for e in _select(ledger, text, "amount") if e.cell.phase != "adjusted"]
        if not entries:
            continue
        wrong = all(e.fact.value != 0 for e in entries)
        (zh, en), first = tell_place(text.place), entries[0]
        yield Case(
            "reason-and-figures", (text.statement, text.item, text.functional_code, change),
            "mismatch" if wrong else "pass",
            *compose(
                "reason-and-figures", "contradictions", name=labels.both(first.fact), content=text.content,
                place=(zh, en), figure=cite_change(first),
            ),
            facts=(first.number,), stated=first.fact.value, unit=first.fact.unit, outcome="wording",
        )  # fmt: skip


def _check_falls(ledger: Ledger, texts: Sequence[Text], labels: Labels) -> Iterator[Case]:
    """Reasons for a fall beside a change of zero."""
    for text in texts:
        if text.role != "change_reason" or not _FALL.search(text.content) or _SAME.search(text.content):
            continue
        changes = _select(ledger, text, "change")
        if not changes:
            continue
        (zh, en), first = tell_place(text.place), changes[0]
        yield Case(
            "reason-and-figures", (text.statement, text.item, text.functional_code, "fall"),
            "pass" if any(entry.fact.value != 0 for entry in changes) else "mismatch",
            *compose(
                "reason-and-figures", "falls", name=labels.both(first.fact), content=text.content, place=(zh, en),
                figure=cited(first),
            ),
            facts=(first.number,), stated=first.fact.value, unit=first.fact.unit, outcome="wording",
        )  # fmt: skip


def _check_opposites(ledger: Ledger, texts: Sequence[Text], labels: Labels) -> Iterator[Case]:
    """A fall of which the reason is that the payments rose, and nothing else; and the other way round."""
    for text in texts:
        if text.role != "change_reason":
            continue
        changes = [entry for entry in _select(ledger, text, "change") if entry.fact.place == text.place]
        if not changes or len({entry.fact.value < 0 for entry in changes}) > 1 or not changes[0].fact.value:
            continue
        first, falls = changes[0], changes[0].fact.value < 0
        rose = _ROSE.search(text.content) and not _ANY_FALL.search(text.content)
        fell = _FELL.search(text.content) and not _ANY_RISE.search(text.content)
        (zh, en) = tell_place(text.place)
        yield Case(
            "reason-and-figures", (text.statement, text.item, text.functional_code, "opposite"),
            "mismatch" if (falls and rose) or (not falls and fell) else "pass",
            *compose(
                "reason-and-figures", "opposite", name=labels.both(first.fact), content=text.content, place=(zh, en),
                figure=cite_change(first),
            ),
            facts=(first.number,), stated=first.fact.value, unit=first.fact.unit, outcome="wording",
        )  # fmt: skip


def _check_copies(ledger: Ledger, texts: Sequence[Text]) -> Iterator[Case]:
    """Reasons for a line by function that name another line and not the line itself."""
    names = {
        e.fact.functional_code: e.fact.functional_name.rsplit("/", 1)[-1]
        for e in ledger.entries
        if len(e.fact.functional_code) == 7 and e.fact.functional_name
    }
    stems = {code: _STEM.sub("", name) for code, name in names.items() if len(name) >= 5}
    for text in texts:
        own = names.get(text.functional_code)
        if text.role != "change_reason" or own is None:
            continue
        key = (text.functional_code, "copied")
        named = _STEM.sub("", own) in text.content
        others = [
            code for code, stem in stems.items()
            if not named and code != text.functional_code and stem in text.content
        ]  # fmt: skip
        if not others or _MOVED.search(text.content):
            yield Case("copied-reason", key, "pass")
            continue
        other, (zh, en) = names[others[0]], tell_place(text.place)
        yield Case(
            "copied-reason", key, "mismatch",
            *compose(
                "copied-reason", "copies", own=own, functional_code=text.functional_code, other=other,
                content=text.content, place=(zh, en),
            ),
            outcome="wording",
        )  # fmt: skip


def _check_missing(ledger: Ledger, texts: Sequence[Text], labels: Labels) -> Iterator[Case]:
    """Changes that are not zero, in prose, without a reason near them, for them or for their parts."""
    reasons = [text for text in texts if text.role == "change_reason"]
    given = {(text.statement, text.item, text.functional_code) for text in reasons}
    statements = {statement for statement, _, _ in given}
    changes = [
        entry
        for entry in ledger.entries
        if (entry.fact.measure, entry.fact.unit, entry.fact.form) == ("change", "元", "narrative")
        and entry.fact.statement in statements
        and entry.fact.value != 0
    ]
    named = {(e.fact.statement, e.fact.value) for e in changes if _is_explained(e.fact, given)}
    bare = [e for e in changes if (e.fact.statement, e.fact.value) not in named and not _is_near_any(e.fact, reasons)]
    if len(bare) * 4 > len(changes):
        return  # a document that explains in its own way: its reasons were not read
    for entry in changes:
        fact = entry.fact
        key = (fact.statement, fact.direction, fact.item, fact.functional_code, "reason")
        yield Case(
            "change-without-reason", key, "mismatch" if entry in bare else "pass",
            *compose("change-without-reason", "missing", fact_name=labels.both(fact), entry=cite_change(entry)),
            facts=(entry.number,), outcome="omission",
        )  # fmt: skip


def _is_near_any(fact: Fact, reasons: Sequence[Text]) -> bool:
    """Whether a reason of the same statement states the change itself, or may be meant for it.

    One reason is given for several parts together, or in a sentence that follows: which change a reason is for is
    certain only where none other is near it.
    """
    same = [reason for reason in reasons if reason.statement == fact.statement]
    return any(
        _is_near(reason.place, fact.place) or _states(reason.content, fact.reported.lstrip("-")) for reason in same
    )


def _states(content: str, reported: str) -> bool:
    """Whether a reason holds an amount as it is printed elsewhere: 3.50 is not a part of 13.50."""
    return re.search(rf"(?<![\d.,]){re.escape(reported)}(?![\d.,]*\d)", content) is not None


def _is_near(one: str, other: str) -> bool:
    """Whether two places are on one page, or so few lines apart that a sentence may run from one to the other."""
    match, second = PLACE.fullmatch(one), PLACE.fullmatch(other)
    if match is None or second is None or match[1] != second[1]:
        return False
    allowed = _NEAR_LINES if match[1] == "l" else 0
    first, last = int(match[2]), int(match[3] or match[2])
    return int(second[2]) - last <= allowed and first - int(second[3] or second[2]) <= allowed


def _is_explained(fact: Fact, given: Set[tuple[str, str, str]]) -> bool:
    """Whether a line has a reason of its own, in its parts, or in the line it is within."""
    if (fact.statement, fact.item, fact.functional_code) in given:
        return True
    if fact.item == "total" and any(s == fact.statement and item != "total" for s, item, _ in given):
        return True
    upper = {"vehicle_purchase", "vehicle_operation", "overseas", "reception", "vehicles"}
    return fact.item in upper and bool(given & {(fact.statement, "vehicles", ""), (fact.statement, "total", "")})
