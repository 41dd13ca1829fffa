"""What a chart says in a sentence: its title names what is to be seen in it, in figures that are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from disclosure.publish.words.amounts import format_figure

#: A year that is so many times every other one is the news of a series.
_STANDS_OUT = Decimal(2)
_TENTH = Decimal("0.1")


def say_largest(what: str, bars: Sequence[tuple[str, Decimal]], unit: str) -> str:
    """Which of some bars is the longest: ``bars`` are (label, value in ``unit``)."""
    label, value = max(bars, key=lambda bar: bar[1])
    return f"{what}最多的是“{_bare(label)}”，{_show(value, unit)}"


def say_lowest_score(bars: Sequence[tuple[str, Decimal]], most: Decimal) -> str:
    """How projects judged themselves: ``bars`` are (name, score)."""
    label, value = min(bars, key=lambda bar: bar[1])
    full = sum(1 for _, score in bars if score == most)
    if full == len(bars):
        return f"{len(bars)} 个项目都给自己打了 {most:f} 分"
    return f"{len(bars)} 个项目给自己打的分：最低 {value:f} 分，“{_bare(label)}”"


def say_widest_gap(pairs: Sequence[tuple[str, Decimal, Decimal]], unit: str) -> str:
    """Where budget and final accounts differ most: ``pairs`` are (label, budget, final)."""
    label, budget, final = max(pairs, key=lambda pair: abs(pair[2] - pair[1]))
    if budget == final:
        return f"{len(pairs)} 项都花得与年初预算一样多"
    word = "多" if final > budget else "少"
    return f"与年初预算差得最多的是“{_bare(label)}”：{word}花 {_show(abs(final - budget), unit)}"


def say_course(what: str, steps: Sequence[tuple[int, Decimal]], unit: str) -> str:
    """What a series of one kind did: ``steps`` are (year, value) by year, at least one."""
    year, value = steps[-1]
    if len(steps) == 1:
        return f"{what}：{year} 年 {_show(value, unit)}"
    peak, highest = max(steps, key=lambda step: step[1])
    others = sorted(each for at, each in steps if at != peak)
    if len(others) > 1 and others[0] > 0 and highest >= _STANDS_OUT * others[-1]:
        few, many = (format((highest / each).quantize(_TENTH), "f") for each in (others[-1], others[0]))
        times = f"{few} 倍" if few == many else f"{few}–{many} 倍"
        return f"{what}：{peak} 年 {_show(highest, unit)}，是其他各年的 {times}"
    start, begin = steps[0]
    if len(steps) > 2 and peak not in (start, year) and highest > max(begin, value):
        return f"{what}：{peak} 年最多，{_show(highest, unit)}；{year} 年 {_show(value, unit)}"
    if value == begin:
        return f"{what}：{year} 年与 {start} 年一样，{_show(value, unit)}"
    word = "增加" if value > begin else "减少"
    return f"{what}：{start} 年 {_show(begin, unit)}，{year} 年{word}到 {_show(value, unit)}"


def _show(value: Decimal, unit: str) -> str:
    return format_figure(value, unit, rounded=True)


def _bare(label: str) -> str:
    """A label inside quotation marks: its own become single ones."""
    return label.replace("“", "‘").replace("”", "’")
