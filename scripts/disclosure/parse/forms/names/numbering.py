"""The number that a document prints for a form: 表3, 表七, 公开05表, 附表1-2.

The Ministry of Finance numbers the forms of a report; a form of which no number is printed has none. Numbers of other
things are not numbers of forms: of annexes (附件1), of headings (三、收入总表) and in sentences (见表1).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from disclosure.model import Form

_DIGITS = r"0?\d{1,2}(?:[-—－]0?\d{1,2}){0,2}(?!\d)"
#: 表一般公共预算 begins with 一般公共预算.
_CHINESE = "[一二三四五六七八九十]{1,3}(?!般)"
_BEFORE = "(?:附件?|公开|预算|决算|预决算|部门|单位|财决?|[省市区县州本]级|续)"
_AFTER = "(?:（续表?）|续表?)?[：:、.]?"
_NUMBER = re.compile(
    rf"{_BEFORE}*表(?P<behind>{_DIGITS}|{_CHINESE}){_AFTER}|{_BEFORE}*(?:公开|预算|决算|级)(?P<before>{_DIGITS})表{_AFTER}"
    rf"|{_BEFORE}*(?P<alone>{_DIGITS})表{_AFTER}$"
)
#: A number at the end of a line that says more: the unit's name, the unit of measure, a title.
_AT_END = re.compile(
    rf"(?:(?:公开|预算|决算)(?P<behind>{_DIGITS})表|（附?表(?P<before>{_DIGITS}|{_CHINESE})）"
    rf"|(?:公开|预算|决算)表(?P<alone>{_DIGITS}))$"
)
_VALUES = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
_TEN = "十"
#: So many lines above a title may have its number, and a line of a number is no longer.
_LINES_ABOVE, _LONGEST_LINE = 3, 40


def is_number(line: str) -> bool:
    """Whether a line is the number of a form and nothing else."""
    return _NUMBER.fullmatch(line) is not None


def cut_number(line: str) -> str:
    """The line without the number of a form that it begins with."""
    found = _NUMBER.match(line)
    return line[found.end() :] if found is not None else line


def read_number(line: str) -> str:
    """The number that a line begins or ends with, without leading zeros: ``3``, ``1-2``; empty if there is none."""
    found = _NUMBER.match(line) or (_AT_END.search(line) if len(line) <= _LONGEST_LINE else None)
    if found is None:
        return ""
    printed = found["behind"] or found["before"] or found["alone"]
    if printed[0] in _VALUES or printed[0] == _TEN:
        return str(_value_of(printed))
    return "-".join(str(int(part)) for part in re.split("[-—－]", printed))


def find_number(lines: Sequence[str], first: int, last: int) -> str:
    """The number of the form whose title is on the lines from ``first`` to ``last``: on the title's own lines, else on
    one between title and table, else on one of those just above. ``lines`` end where the table begins."""
    own = [read_number(line) for line in (*lines[first : last + 1], *lines[last + 1 :])]
    above = [read_number(line) for line in reversed(lines[max(0, first - _LINES_ABOVE) : first]) if is_number(line)]
    return next((number for number in (*own, *above) if number), "")


def name_table(number: str, title: str) -> str:
    """The number of a form and its title: ``表3 收入支出总表``; the title alone where no number is printed."""
    return f"表{number} {title}".strip() if number else title


def name_form(number: str, unnumbered: int) -> str:
    """The name of a form by its ``number``; one without a number is the ``unnumbered``-th such form."""
    return f"table-{number}" if number else f"table-unnumbered-{unnumbered}"


def unite_forms(forms: Iterable[Form], used: Collection[str]) -> Iterator[Form]:
    """The forms of the names that are ``used``, each once: of tables that print the same number, all titles, and the
    place of the first."""
    titles: dict[str, dict[str, str]] = {}
    for each in forms:
        titles.setdefault(each.form, {}).setdefault(each.title, each.place)
    for name, places in titles.items():
        if name in used:
            yield Form(name, "｜".join(filter(None, places)), next(iter(places.values())))


def _value_of(printed: str) -> int:
    """The value of a numeral from 一 to 九十九."""
    tens, ten, ones = printed.rpartition(_TEN)
    return (_VALUES.get(tens, 1) * 10 if ten else 0) + _VALUES.get(ones, 0)
