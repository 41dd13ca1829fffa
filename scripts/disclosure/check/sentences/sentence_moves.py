"""A change and the changes of its parts in one sentence: 增加5万元，其中：基本支出增加8万元，项目支出减少3万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from disclosure.check.cases.findings import Case, quote
from disclosure.check.cases.intervals import Interval, compare
from disclosure.check.cases.message import compose
from disclosure.check.sentences.sentence_amounts import MONEY, NUMBER, Amount, Prose
from disclosure.check.sentences.sentence_parts import hardly_leaves_out, is_whole

_FALLS = frozenset({"减少", "下降", "降低"})
_VERB = "增加|减少|增长|下降|降低"
_RATE = r"(?:[，,（]?(?:增长|下降|增幅|降幅|减少|增加)[率幅]?[\d.]+%）?)?"
#: A change and what begins the list of the changes of its parts.
_TOTAL = re.compile(
    rf"(?P<verb>{_VERB})了?(?P<number>{NUMBER})(?P<unit>{MONEY}){_RATE}[，,。；;：:]?(?:其中|主要是|主要原因是)[：:，,]?(?=[^\d。；]{{2,24}}\d)"
)
_PART = re.compile(
    rf"(?P<name>[^\d。；;，,、（）]{{2,24}}?(?:（[^（）]{{1,16}}）)?)(?P<verb>{_VERB})了?(?P<number>{NUMBER})(?P<unit>{MONEY}){_RATE}"
    r"(?P<end>[，,、；;。])"
)


def check_moves(prose: Prose) -> Iterator[Case]:
    """Changes of parts that hardly leave one out make up the change of their total."""
    for match in _TOTAL.finditer(prose.text):
        total = Amount(match["number"], match["unit"], match.start("number"))
        names: list[str] = []
        moves: list[tuple[int, Amount]] = []
        at, ended = match.end(), False
        while not ended and (part := _PART.match(prose.text, at)) is not None:
            names.append(part["name"])
            sign = -1 if part["verb"] in _FALLS else 1
            moves.append((sign, Amount(part["number"], part["unit"], part.start("number"))))
            at, ended = part.end(), part["end"] == "。"
        if len(moves) > 1 and (is_whole(names) or hardly_leaves_out(names)):
            yield _check_moves(prose, -1 if match["verb"] in _FALLS else 1, total, moves, at)


def _check_moves(prose: Prose, sign: int, total: Amount, moves: Sequence[tuple[int, Amount]], end: int) -> Case:
    point = sum((each * move.value for each, move in moves), start=Decimal(0))
    slack = sum((move.interval.high - move.interval.low for _, move in moves), start=Decimal(0)) / 2
    key = ("moves", total.printed, *(move.printed for _, move in moves))
    if compare(total.interval, point * sign, Interval(point * sign - slack, point * sign + slack)) != "mismatch":
        return Case("sentence-parts", key, "pass")
    numbers = [total.text, *(move.text for _, move in moves)]
    terms = " + ".join(move.number if each > 0 else f"(-{move.number})" for each, move in moves)
    return Case(
        "sentence-parts", key, "mismatch",
        *compose(
            "sentence-parts", "moves", clause=quote(prose.quote_clause(total.start, end - 1)),
            place=prose.locate(numbers, total.start), terms=f"{terms} = {total.show(point)}",
            total=f"{'减少' if sign < 0 else '增加'}{total.shown}", total_en=f"{'-' if sign < 0 else ''}{total.shown}",
            gap=total.show(abs(point - sign * total.value)),
        ),
        facts=tuple(number for number in prose.number_facts(numbers, total.start) if number is not None),
        expected=point, stated=sign * total.value, unit="元", outcome="omission",
    )  # fmt: skip
