"""Whose amounts a row of a gridded form holds: by its code, or by its words and the rows above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from disclosure.parse.forms.names.economic import complete_name, find_class, find_type
from disclosure.parse.numbers import MEASURES, Measure
from disclosure.parse.words import NOT_HELD, Label
from disclosure.quick import quick, replace
from disclosure.reference import Code, CodeList, normalize_name

_LEVELS = (
    re.compile(r"^[一二三四五六七八九十]{1,3}、"),
    re.compile(r"^（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"^\d{1,2}[.、]"),
    re.compile(r"^（\d{1,2}）"),
)
_BEFORE = re.compile(r"^〔(\d{3}|\d{5}|\d{7})〕(.+)$|^(\d{3}|\d{5}|\d{7})-?([^\d.,、年].*)$")
_BEHIND = re.compile(r"^([^\d〔（]+)[〔（](\d{3}|\d{5}|\d{7})[〕）]$")
#: A name that tells in what it is counted, brackets half-width; and the levels of numbering that head others.
_COUNTED = re.compile(r"(?P<name>.+)\((?P<unit>[^()]{1,4}|台\(套\))\)$")
_HEADINGS = (1, 2)
_WIDE = str.maketrans("()", "（）")
#: Rows that tell of a fund, and so say something else below a carryover than below revenue.
_FUNDS = frozenset({"general_public_budget", "government_fund", "state_capital", "public_finance"})
#: How many digits the code of a class, a 款 and an 项 have.
_WHOLE_CODES = frozenset({3, 5, 7})
_CARRYOVERS = frozenset({"opening_carryover", "closing_carryover"})
_SUMS = frozenset({"total", "sum", "current_year"})
#: Below these a row of a fund is a part of the year's revenue.
_SOURCES = frozenset({"", "total", "sum", "current_year", "fiscal_appropriation"})


@quick
@dataclass(frozen=True, slots=True)
class Record:
    """One record of a row: a code, or what its words stand for. ``kind`` is functional, economic, label, own where
    the row bears the unit's own name, foreign, and in a list of projects unit
    (a part of the unit, by name) or project. ``subunit`` is the subordinate unit whose amounts the row holds, where
    rows name units; foreign is a row of which it is not certain that it names one. ``measure`` is of a row that counts
    things, ``economic`` the code and name
    of the economic type that a function is crossed with, ``function`` those of the function that a project is of."""

    kind: str
    code: str = ""
    name: str = ""
    label: Label = field(default_factory=lambda: Label(()))
    expenditure_type: str = ""
    measure: Measure | None = None
    economic: tuple[str, str] = ("", "")
    function: tuple[str, str] = ("", "")
    subunit: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Owner:
    """The unit that a row above, or the margin, names: ``name``, empty where none does, and its printed ``code``.
    ``own`` says that it is the document's own name, ``row`` is the row that names it, -1 for the margin."""

    name: str = ""
    code: str = ""
    own: bool = False
    row: int = -1


@dataclass(slots=True)
class Thread:
    """What the rows above say of the next row of a segment."""

    path: list[str] = field(default_factory=list)
    parent: str = ""
    parent_level: int = 0
    blocked: int | None = None
    group: list[str] = field(default_factory=list)
    economic: str = ""
    expenditure_type: str = ""
    type_level: int = 0
    foreign: bool = False
    foreign_level: int = 0
    unit: bool = False
    owner: str = ""
    counted: str = ""
    bought: str = ""
    fund: str = ""
    divided: bool = False
    within: Owner = field(default_factory=lambda: Owner())


class Labels(Protocol):
    """Row labels by name, brackets half-width and numbering aside."""

    def get(self, name: str, /) -> Label | None:
        """The label of ``name``; None where it is not known."""


@quick
@dataclass(frozen=True, slots=True)
class Names:
    """What names a form's rows may bear: labels, and the code lists with the codes the document itself prints.
    ``endings`` are those of units' names. Where rows are not ``nested``, a label says the same wherever it is."""

    rows: Labels
    functional: CodeList
    economic: CodeList
    own: frozenset[str]
    units: frozenset[str]
    government: CodeList
    endings: tuple[str, ...] = ()
    nested: bool = True

    def is_unit(self, name: str) -> bool:
        """Whether a name is that of a unit: one named elsewhere, or one that ends as units do."""
        return normalize_name(name) in self.units or name.endswith(self.endings)


def level_of(name: str) -> int:
    """The depth of a row's numbering: 1 for 一、 to 4 for （1）; 0 where it has none."""
    return next((depth for depth, pattern in enumerate(_LEVELS, 1) if pattern.match(name)), 0)


def strip_number(name: str) -> str:
    """A row's words without numbering and without 其中."""
    for _ in range(2):
        name = name.removeprefix("其中：").removeprefix("其中:")
        for pattern in _LEVELS:
            name = pattern.sub("", name)
    return name


def split_code(name: str) -> tuple[str, str]:
    """The code in or behind a name and the name: ``〔201〕一般公共服务支出``; the code is empty if there is none."""
    before = _BEFORE.match(name)
    if before is not None:
        return trim_code(before.group(1) or before.group(3)), (before.group(2) or before.group(4))
    behind = _BEHIND.match(name)
    return (trim_code(behind.group(2)), behind.group(1)) if behind is not None else ("", name)


def trim_code(code: str) -> str:
    """A code without the zeros that fill it up to the length of its longest kind (2012600): no level is 00."""
    while len(code) in {5, 7} and code.endswith("00"):
        code = code[:-2]
    return code


def join_code(parts: Sequence[str], thread: Thread) -> str:
    """A code from its cells: whole, joined, or its last level alone with those above carried down."""
    parts = [trim_code(part) if len(part) in _WHOLE_CODES else part for part in parts]
    filled = [part for part in parts if part.strip("0")]
    if not filled or not all(part.isascii() and part.isdigit() for part in filled):
        return ""
    if len(filled) == 1 and len(filled[0]) in _WHOLE_CODES:
        return _set_path(filled[0], thread)
    if all(len(part) in _WHOLE_CODES for part in filled) and all(
        len(code) > len(above) and code.startswith(above) for above, code in pairwise(filled)
    ):
        return _set_path(filled[-1], thread)  # each level's column has the whole code down to it
    depth = next(index for index, part in enumerate(parts) if part.strip("0"))
    # a spreadsheet may show 02 as the number 2: below a class no code has a single digit
    filled = [part.zfill(2) if depth + at else part for at, part in enumerate(filled)]
    path = [*thread.path[:depth], *filled]
    whole = len(path) == depth + len(filled) and len(path[0]) == 3 and all(len(part) == 2 for part in path[1:])
    if not whole or len(path) > 3:
        return ""
    thread.path = path
    return "".join(path)


def _set_path(code: str, thread: Thread) -> str:
    """The whole ``code``, which the levels of the rows below it go on with."""
    thread.path = [code[:3], *(code[index : index + 2] for index in range(3, len(code), 2))]
    return code


def join_group(part: str, below: str, thread: Thread) -> str:
    """The code of a 款 that a column of whole codes prints with its own two digits, below its class: where the next
    row has the whole code of one of its 项 (``below``). Empty where it is none."""
    group = f"{thread.path[0]}{part}" if thread.path and len(part) == 2 and part.isdigit() else ""
    return _set_path(group, thread) if group and len(below) == 7 and below.startswith(group) else ""


def kind_of_code(code: str) -> str:
    """functional, economic, or empty for a code of neither (such as the government's own economic one)."""
    return {"2": "functional", "3": "economic"}.get(code[:1], "")


def name_record(printed: str, kind: str, direction: str, thread: Thread, names: Names) -> Record | None:
    """Whose amounts a row without a code holds, by its words; None where they are not known for certain."""
    level, plain = level_of(printed), normalize_name(strip_number(printed))
    name = strip_number(printed)
    if plain in names.own:
        thread.parent, thread.foreign = "", False
        return Record("own", name=name, label=Label((), item="total"))
    label = names.rows.get(plain)
    if thread.blocked is not None and level and level <= thread.blocked:
        thread.blocked = None
    if thread.expenditure_type and level and level <= thread.type_level:
        thread.expenditure_type = ""
    if label is not None and label.direction and direction and label.direction != direction:
        label = None
    if label is not None and label.item == NOT_HELD and names.nested:
        return Record("label", label=label)
    if not names.nested:
        return name_counted(plain, level, thread, names)
    if kind == "spender":
        return _economic(name, level, label, thread, names) or Record("foreign")
    if kind == "economic":
        return _economic(name, level, label, thread, names)
    if direction == "expenditure" and kind in {"name", "functional"}:
        code = _functional(plain, level, thread, names)
        if code is not None:
            return Record("functional", code.code, name)
    if label is None:
        _pass_unknown(level, printed.startswith("其中"), thread)
        return None
    return _labelled(label, level, printed.startswith("其中"), thread)


def name_crossed(function: str, economic: str) -> Record | None:
    """What a row of a form holds that gives a function and an economic type, each with its code: the total has none."""
    code, name = split_code(function)
    economic_code, economic_name = split_code(economic)
    if kind_of_code(code) != "functional" or kind_of_code(economic_code) != "economic":
        return None
    return Record("functional", code, name, economic=(economic_code, economic_name))


def name_listed(printed: str, names: Names) -> Record:
    """Whose amounts a row of a list of projects holds: a total's, a unit's, or a project's of any name."""
    name = strip_number(printed)
    plain = normalize_name(name)
    if plain in names.own:
        return Record("own", name=name, label=Label((), item="total"))
    if plain in names.units:
        return Record("unit", name=name, label=Label((), item="total"))
    label = names.rows.get(plain)
    if label is not None and label.item in _SUMS:
        return Record("label", label=label)
    return Record("project", name=name, label=Label((), item="total"))


def name_government(texts: Sequence[str], name: str, direction: str, thread: Thread, names: Names) -> Record | None:
    """Whose amounts a row of the government's own economic classification holds: by its code, which is in ``texts``
    (its cells of codes and names), or by the name of a class."""
    code = join_code([text for text in texts if not text or text.isdigit()], thread)
    if code:
        return Record("economic", code, name) if code[0] == "5" and name else None
    return name_record(name, "economic", direction, thread, replace(names, economic=names.government))


def name_counted(plain: str, level: int, thread: Thread, names: Names) -> Record | None:
    """Whose amount or number a row holds that says the same wherever it stands. What is counted has its unit of
    measure in brackets behind its name (公务用车保有量（辆）), and the kinds below it have none."""
    found = None if names.rows.get(plain) else _COUNTED.match(plain)  # 因公出国（境） counts nothing
    if found is not None or level in _HEADINGS:
        thread.counted = found.group("unit").translate(_WIDE) if found else ""
    label = names.rows.get(found.group("name") if found else plain)
    if label is None or bool(found) > bool(label.units):
        return None
    if not label.units:
        return Record("label", label=label)
    item, measure = label.units.get(thread.counted, ""), MEASURES.get(thread.counted)
    if not item or measure is None:
        return None
    return Record("label", label=replace(label, item=item), measure=measure)


def _pass_unknown(level: int, within: bool, thread: Thread) -> None:
    """Behind a row that is not known, those below it are not known either: deeper ones, or ones of a fund."""
    if level:
        thread.blocked = level if thread.blocked is None else min(level, thread.blocked)
    elif not within:
        thread.parent = "unknown"


def _functional(plain: str, level: int, thread: Thread, names: Names) -> Code | None:
    """The function a row names: a 类 anywhere, a 款 or 项 only without numbering and below its own."""
    if level or not thread.group:
        found = names.functional.find(plain, "")
        if found is None and plain != "其他":  # 教育 is the class of education, 其他 may be anything
            found = names.functional.find(f"{plain}支出", "")
        thread.group = [found.code] if found else []
        return found
    below = []
    for depth in range(len(thread.group), 0, -1):
        found = names.functional.find(plain, thread.group[depth - 1])
        if found is not None and found.code not in thread.group:
            below.append((depth, found))
    if len(below) > 1:
        # 其他支出 may be the next 款 or an 项 of this one: an 项 where the 款 has the same name.
        below = [each for each in below if each[0] == len(thread.group)]
    if len(below) == 1:
        depth, found = below[0]
        thread.group = [*thread.group[:depth], found.code]
        return found
    top = names.functional.find(plain, "")
    # Behind a name that is not known, an 项 such as 行政运行 may be of any 款.
    thread.group = [top.code] if top is not None else thread.group[:1]
    return top


def _economic(name: str, level: int, label: Label | None, thread: Thread, names: Names) -> Record | None:
    """A row of a column of economic types: a class, a type of the class above, or a kind of expenditure."""
    plain = normalize_name(name)
    if label is not None:
        thread.economic, thread.foreign = "", False
        if label.item in _SUMS:
            thread.expenditure_type = ""
        elif label.expenditure_type:
            thread.expenditure_type, thread.type_level = label.expenditure_type, level or thread.type_level
        return Record("label", name=name, label=label)
    if plain.startswith("按") and "的" in plain:  # 按项目管理的商品和服务支出, below 项目支出
        plain = plain[plain.index("的") + 1 :]
    top = names.economic.find(plain, "") or find_class(plain, names.economic)
    below = find_type(plain, names.economic, thread.economic) if thread.economic else None
    found = below if below is not None and not level else top or below or complete_name(name, names.economic)
    if found is None:
        # A unit's name, say: the rows behind it are that unit's.
        thread.foreign, thread.unit, thread.owner = True, names.is_unit(name), name
        thread.foreign_level = level
        return name_subunit(name) if thread.unit else None
    if found is top:
        thread.economic = found.code
    if thread.foreign and not thread.unit:
        if not level or level != thread.foreign_level:
            return None
        thread.foreign = False  # the next of a numbered list, of which a type before was not known
    owner = thread.owner if thread.foreign else ""
    return Record("economic", found.code, name, expenditure_type=thread.expenditure_type, subunit=owner)


def name_unit(name: str, names: Names) -> Record:
    """A row that bears the name of a unit: the document's own, or another."""
    own = normalize_name(name) in names.own
    return Record("own", name=name, label=Label((), item="total")) if own else name_subunit(name)


def name_subunit(name: str, item: str = "total") -> Record:
    """A row that holds all of a subordinate unit, or its part of the ``item`` above it."""
    return Record("label", name=name, label=Label((), item=item), subunit=name)


def name_buyer(name: str, record: Record | None, thread: Thread, names: Names) -> Record | None:
    """A row of a procurement form with a name: units below a kind of purchases (goods, works, services) have parts of
    it. ``record`` is what the name says by itself, None where it is not known."""
    unit = record.kind == "own" if record is not None else names.is_unit(name)
    if unit and thread.bought:
        return name_subunit(name, thread.bought) if thread.bought != "unknown" else None
    if record is None:
        thread.bought = thread.bought if unit else "unknown"
        return name_subunit(name) if unit else None
    thread.bought = record.label.item
    return record


def _labelled(label: Label, level: int, within: bool, thread: Thread) -> Record | None:
    fund, thread.fund = thread.fund, label.fund
    if label.item in _SUMS:
        thread.parent, thread.parent_level, thread.blocked, thread.divided = label.item, level, None, False
        return Record("label", label=label)
    if label.item in _CARRYOVERS and label.item == thread.parent and not label.fund:
        # 其中：上年结转 below 上年结转结余, and 上年结余 behind it
        thread.divided |= within or bool(level and level > thread.parent_level)
        if thread.divided:
            return Record("label", label=Label((), item=NOT_HELD))
    if within and label.item == "fiscal_appropriation" and fund == "general_public_budget":
        return Record("label", label=Label((), item=NOT_HELD))  # the part of the budget that is paid by the treasury
    if thread.blocked is not None and (level > thread.blocked or label.fund):
        return None
    below = thread.parent == "opening_carryover" and (within or not level or level > thread.parent_level)
    if below and label.fund:
        return Record("label", label=Label((), "opening_carryover", fund=label.fund, direction=label.direction))
    if below and label.item != "opening_carryover" and (within or level > thread.parent_level):
        return None
    if label.item in _FUNDS:
        fits = thread.parent in _SOURCES or (level and level <= thread.parent_level)
        return Record("label", label=label) if fits else None
    if within and thread.parent not in _SUMS:
        return Record("label", label=Label((), item=NOT_HELD)) if thread.parent not in {"", "unknown"} else None
    thread.parent, thread.parent_level, thread.divided = label.item, level, False
    return Record("label", label=label, expenditure_type=label.expenditure_type)


__all__ = [
    "Labels", "Names", "Owner", "Record", "Thread", "join_code", "join_group", "kind_of_code",
    "level_of", "name_buyer", "name_crossed", "name_government", "name_listed", "name_record", "name_subunit",
    "split_code", "strip_number",
]  # fmt: skip
