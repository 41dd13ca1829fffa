"""Rows of performance tables: targets against results, results against scores, scores against weights."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from disclosure.check.cases.findings import Case, quote, tell_place
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, check
from disclosure.model import Indicator

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
#: Measure words that an indicator's name can end in, as in 台数.
_COUNTED = re.compile(r"([台套件]{2,3}|[个台套次人条件辆家])数$|[（(]([个台套次人条件辆家])[）)]$")
_COUNT_UNITS = frozenset("个台套次人条件辆家")
#: Units of measure of what is no rate.
_NO_RATE = _COUNT_UNITS | {"小时", "天", "分钟", "万元"}


#: Rates of a part of all there is, which nothing can exceed.
_OF_PART = re.compile(
    "满意[度率]|(?:合格|覆盖|及时|准确|正确|知晓|到位|优良|优秀|出勤|到岗|通过|达标|回复|答复|办结|发放|入住|就业|普及|参保|整改|兑付)率$"
)
#: Names of numbers of things, which are no per cent.
_NUMBER_OF = re.compile("(?:[个次人户件台套篇]数|数量|场次|批次|人次|投诉量)$")


@check(
    "completion-rate",
    "deduction-without-reason",
    "impossible-rate",
    "indicator-unit",
    "met-but-reduced",
    "missed-but-full",
    "score-within-weight",
)
def run_results(subject: Subject) -> Iterator[Case]:
    """Every check on the rows of the performance tables; one case for each project and check."""
    projects, indicators = subject.parsed.projects, subject.parsed.indicators
    names = {project.project: project.name for project in projects}
    rows: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        rows[indicator.project].append(indicator)
    told = any(row.deviation for row in indicators)  # else the tables have no column of reasons, or it was not read
    for number, some in rows.items():
        name = names.get(number, "")
        scored = [row for row in some if row.weight is not None and row.score is not None]
        yield from _gather("score-within-weight", name, scored, _is_over, "得分高于分值", "scores above their weights")
        yield from _gather(
            "met-but-reduced", name, [row for row in scored if is_met(row) is not None], _is_reduced,
            "实际完成值已达到指标值，得分却低于分值",
            "the result meets the target, but the score is less than the weight",
        )  # fmt: skip
        yield from _gather(
            "missed-but-full", name, [row for row in scored if is_met(row) is not None or _is_words(row)], _is_full,
            "实际完成值未达到指标值（或只是文字，无从比较），却得满分",
            "the result misses the target, or is words that cannot be compared with it, but the score is full",
        )  # fmt: skip
        yield from _gather(
            "deduction-without-reason", name, scored if told else [], _is_unexplained, "扣了分而没有说明原因",
            "points were deducted and no reason is given",
        )  # fmt: skip
        yield from _gather(
            "completion-rate", name, [row for row in some if _read_percent(row.completion) is not None],
            _is_other_rate, "完成率与实际完成值除以指标值不符",
            "the completion is not the result divided by the target",
        )  # fmt: skip
        yield from _gather(
            "impossible-rate", name, [row for row in some if _OF_PART.search(row.level3)], _is_more_than_all,
            "部分占整体的比率大于100%", "the rate of a part is above 100 %",
        )  # fmt: skip
        yield from _check_units(name, some)


def _is_more_than_all(row: Indicator) -> bool:
    """Whether a target, or a result, is above 100 %."""
    sides = ((row.target_value, row.target_unit), (row.actual_value, row.actual_unit))
    return any(value is not None and unit == "%" and value > _HUNDRED for value, unit in sides)


def _check_units(name: str, rows: Sequence[Indicator]) -> Iterator[Case]:
    """Whether the units of measure are those of the names, and the same in target and result."""
    yield from _gather(
        "indicator-unit", name, [row for row in rows if _COUNTED.search(row.level3) or _is_rate(row)],
        _is_other_unit,
        "指标名称与所用单位不一致", "the unit is not the one that the indicator’s name has",
    )  # fmt: skip
    yield from _gather(
        "indicator-unit", name, [row for row in rows if None not in (row.target_value, row.actual_value)],
        _is_ten_thousandfold, "指标值与实际完成值数字相同，单位却相差一万倍",
        "target and result are one number, in units ten thousand times apart",
    )  # fmt: skip
    yield from _gather(
        "indicator-unit", name, [row for row in rows if _NUMBER_OF.search(row.level3)],
        lambda row: row.target_unit == "%" and row.target_value is not None,
        "数量以百分数计", "a number of things is in per cent",
    )  # fmt: skip


def _gather(
    check: str, name: str, rows: Sequence[Indicator], wrong: Callable[[Indicator], bool], zh: str, en: str
) -> Iterator[Case]:
    """One case for the rows of a project that are ``wrong`` in one way."""
    if not rows:
        return
    found, key = [row for row in rows if wrong(row)], (str(rows[0].project), check)
    if not found:
        yield Case(check, key, "pass")
        return
    yield Case(
        check, key, "mismatch",
        *compose(
            "shared", "indicators", project=quote(name), number=len(found), wrong=(zh, en),
            rows=("；".join(_tell(row, 0) for row in found), "; ".join(_tell(row, 1) for row in found)),
        ),
    )  # fmt: skip


def _tell(row: Indicator, side: int) -> str:
    """A row in few words, with its place."""
    place = tell_place(row.place)[side]
    words = [(f"指标值{row.target}", f"target {row.target}")]
    if row.actual:
        words.append((f"实际{row.actual}", f"result {row.actual}"))
    if row.completion:
        words.append((f"完成率{row.completion}", f"completion {row.completion}"))
    if row.score is not None:
        words.append((f"分值{row.weight}得{row.score}分", f"{row.score} of {row.weight} points"))
    if side == 0:
        return f"{row.level3}（{place}）{'，'.join(word[0] for word in words)}"
    return f"{row.level3} ({place}), {', '.join(word[1] for word in words)}"


#: Words of indicators of which less is better: a result below such a target is not a shortfall.
_LESS_IS_BETTER = re.compile(
    "成本|费用|经费|支出|投资|投入|资金|单价|造价|时效|时间|时长|周期|耗|排放|死亡|发病|感染|事故|投诉|差错|误差|偏离|违规|违法|逾期|超支|流失|失败|空置|故障|缺勤"
)
#: What makes a printed result a bound of its own: >1000人 or 1000人以上 names no single value.
_BOUND = re.compile(r"[<>≤≥＜＞≦≧﹤﹥》《]|大于|小于|高于|低于|多于|少于|超过|以上|以下|以内|左右|约")


def is_met(row: Indicator) -> bool | None:
    """Whether the result meets the target; None where the report does not say so.

    A printed operator decides. Without one, or with a plain "=", more than the target is met by most readings and
    missed by some, and less is a shortfall only where less is not better: such rows are not judged.
    A result that is itself a bound has no value to compare.
    """
    target, actual = row.target_value, row.actual_value
    if target is None or actual is None or not _is_comparable(row):
        return None
    if actual == target and row.target_operator not in ("<", ">"):
        return True
    decided = {
        ">=": actual >= target, ">": actual > target, "<=": actual <= target, "<": actual < target,
    }.get(row.target_operator)  # fmt: skip
    if decided is not None:
        return decided
    words = f"{row.level1}{row.level2}{row.level3}"
    return None if actual > target or _LESS_IS_BETTER.search(words) else False


def _is_comparable(row: Indicator) -> bool:
    """Whether target and result are two numbers in one unit of measure."""
    given = row.target_value is not None and row.actual_value is not None
    return given and row.target_unit == row.actual_unit and not _BOUND.search(row.actual)


def _is_words(row: Indicator) -> bool:
    """Whether the target counts something and the result only describes it: 20年 against 可持续."""
    if row.actual_value is not None or row.target_value is None or not row.target_unit:
        return False
    if row.target_unit == "%" and not row.target_operator:
        return False  # 100%正常
    counted = re.fullmatch(r"\D{0,4}[\d,.]+\D{1,4}", row.target.strip()) is not None
    return (
        counted
        and bool(row.actual)
        and not re.search(r"\d|达到|完成|无|正常|[一二两三四五六七八九十百千万]", row.actual)
    )


def _is_over(row: Indicator) -> bool:
    return (row.score or 0) > (row.weight or 0)


def _is_reduced(row: Indicator) -> bool:
    return is_met(row) is True and (row.score or Decimal(0)) < (row.weight or Decimal(0))


def _is_full(row: Indicator) -> bool:
    if row.score != row.weight or not row.weight:
        return False
    return is_met(row) is False or _is_words(row)


def _is_unexplained(row: Indicator) -> bool:
    """Whether points are missing without a reason; where the target is met met-but-reduced has the row."""
    lost = (row.score or Decimal(0)) < (row.weight or Decimal(0))
    return lost and not row.deviation.strip() and not _is_reduced(row)


def _read_percent(text: str) -> Decimal | None:
    match = re.fullmatch(r"=?(\d+(?:\.\d+)?)[%％]", text)
    return Decimal(match[1]) if match else None


def _is_other_rate(row: Indicator) -> bool:
    """A completion that is neither the result by the target nor, for a target that is met, 100%."""
    rate = _read_percent(row.completion)
    if rate is None or not _is_comparable(row) or not row.target_value or row.actual_value is None:
        return False
    if rate == _HUNDRED and is_met(row) is not False:
        return False
    exponent = rate.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    ratios = [row.actual_value / row.target_value * _HUNDRED]
    if row.actual_value and row.target_operator.startswith("<"):
        ratios.extend([row.target_value / row.actual_value * _HUNDRED, 2 * _HUNDRED - ratios[0]])
    return not any(abs(ratio - rate) <= half for ratio in ratios)


def _is_rate(row: Indicator) -> bool:
    """Whether its name says that an indicator with a target in numbers is a rate: 及时率, not 效率 or 频率."""
    return row.level3.endswith("率") and not row.level3.endswith(("效率", "频率")) and row.target_value is not None


def _is_other_unit(row: Indicator) -> bool:
    if _is_rate(row):
        return row.target_unit in _NO_RATE
    match = _COUNTED.search(row.level3)
    unit = row.target_unit
    # 台件数 counts machines and pieces: 台 is one of its units, but 人 is none of 人次数, which counts visits
    return match is not None and unit in _COUNT_UNITS and unit not in (match[1] or match[2])


def _is_ten_thousandfold(row: Indicator) -> bool:
    """80台 and 80万台: nobody does ten thousand times as much to the digit."""
    units = {row.target_unit, row.actual_unit}
    return row.target_value == row.actual_value != 0 and any(f"万{unit}" in units for unit in units if unit)
