"""Functional classification in running text: 一般公共服务支出（类）…（款）…（项）, with or without codes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from disclosure.parse.words import Label
from disclosure.reference import CodeList, normalize_name

#: （类）, （201类）, （03款）, （01）项 and the like, in a folded stream.
_MARK = re.compile(r"（(?P<code>\d{0,7})(?:(?P<level>类|款|项)）|）(?P<level2>类|款|项))")
_LEVELS = {"类": 0, "款": 1, "项": 2}
_GROUP, _ITEM = _LEVELS["款"], _LEVELS["项"]
_BOUNDARY = re.compile(r"(?:[。；：，、]|\d+[.、．]|（[一二三四五六七八九十]+）|（\d{1,2}）)")
_NAME_BEHIND = re.compile(r"[^\d，。；：、]{2,40}")
_GROUP_DIGITS = 5
_HEADINGS = ("情况", "说明")
#: What says that the amount of a 款 is the sum of its items: 检察（款）：2023年预算支出合计.
_SUM = re.compile("：?(?:20[0-9]{2}年度?)?(?:预算|决算)?支出(?:预算|决算)?合计")
_MAX_NAME = 45
_DASHED = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff、（）]{2,30}(?:[-—][\u4e00-\u9fff、（）]{2,40}){1,2}(?=\d)")


@dataclass(frozen=True, slots=True)
class _Step:
    level: int
    name: str
    code: str
    start: int
    end: int


def find_paths(
    text: str, start: int, end: int, codes: CodeList, breaks: Collection[int] = ()
) -> dict[int, tuple[int, Label]]:
    """Functional paths in ``text[start:end]``: by the index at which each begins, its end and its label.

    A path that names only its last steps (事业运行（项） behind another 项 of the same 款) is completed
    from the one before. Codes are taken as printed; a path without codes gets the code list's, where
    every step is known there.
    """
    found: dict[int, tuple[int, Label]] = {}
    deepest: dict[int, int] = {}
    path: list[_Step] = []
    open_from: int | None = None
    for step in _find_steps(text, start, end, breaks):
        if open_from is not None and step.start == path[-1].end and step.level > path[-1].level:
            path = [*path, step]
        else:
            path = [*(each for each in path if each.level < step.level), step]
            open_from = step.start
            if len(path) != step.level + 1 or (step.level and not _completes(path, codes)):
                path, open_from = [], None
                continue
        found[open_from] = (step.end, _make_label(path, codes))
        deepest[open_from] = step.level
    # A 类 without a code that the code list does not know may be the rest of a name: 住房（类）.
    found = {at: label for at, label in found.items() if deepest[at] or label[1].functional_code}
    if _ITEM in deepest.values():
        # Where items are listed, a path that stops at its 款 has lost the rest: its amount is not its own, unless
        # words say that it is their sum.
        # And a 类 alone in its line is their heading.
        found = {
            at: (stop, label) for at, (stop, label) in found.items()
            if (deepest[at] or not _is_heading(text, stop, breaks))
            and (deepest[at] != _GROUP or _SUM.match(text, stop))
        }  # fmt: skip
    return found


def _is_heading(text: str, end: int, breaks: Collection[int]) -> bool:
    """Whether a line ends at ``end`` without an amount, and the next does not begin with one."""
    return end in breaks and not text[end : end + 1].isdigit()


def find_dashed(
    text: str, start: int, end: int, codes: CodeList, breaks: Collection[int] = ()
) -> dict[int, tuple[int, Label]]:
    """Functional paths whose names are joined by dashes (一般公共服务支出-审计事务-行政运行) before an amount, if the
    code list knows every step."""
    found: dict[int, tuple[int, Label]] = {}
    for match in _DASHED.finditer(text, start, end):
        # a line may begin within it: …分类情况 / 一般公共服务支出-审计事务-行政运行
        for begin in (match.start(), *(at for at in range(match.start() + 1, match.end()) if at in breaks)):
            names = [normalize_name(name) for name in re.split("[-—]", text[begin : match.end()])]
            known = codes.find_path(names)
            if known is not None and len(names) > 1:
                label = Label(words=(), functional_code=known.code, path=tuple(names))
                found[begin] = (match.end(), label)
                break
    return found


def _completes(path: list[_Step], codes: CodeList) -> bool:
    """Whether a step may stand below the path before it: the code list knows it there by its name, or has
    nothing else for its printed code."""
    label = _make_label(path, codes)
    if not path[-1].code:
        return bool(label.functional_code) or _is_below_class(path, codes)
    known = codes.by_code.get(label.functional_code)
    return known is None or normalize_name(path[-1].name) in {normalize_name(n) for n in (known.name, *known.aliases)}


def _is_below_class(path: list[_Step], codes: CodeList) -> bool:
    """Whether a 款 that the code list does not know belongs to the 类 named before it (（一）教育（类） / 1.某（款）某
    （项）). One that is known below another 类 has lost its own, and one that is the end of a known name (务（款）)
    may be what is left of it where a line was lost."""
    if path[-1].level != _GROUP or path[-1].start == path[0].end:
        return False
    name = normalize_name(path[-1].name)
    groups = (code for code in codes.by_code.values() if len(code.code) == _GROUP_DIGITS)
    return codes.find_path([path[0].name]) is not None and not any(
        normalize_name(each).endswith(name) for code in groups for each in (code.name, *code.aliases)
    )


def _find_steps(text: str, start: int, end: int, breaks: Collection[int]) -> list[_Step]:
    steps: list[_Step] = []
    previous = start
    for mark in _MARK.finditer(text, start, end):
        level = _LEVELS[mark.group("level") or mark.group("level2")]
        begin = _name_start(text, max(previous, mark.start() - _MAX_NAME), mark.start())
        # below the line of a heading, which ends without a full stop: 结构情况 / 教育支出（类）
        lines = (at for at in range(mark.start() - 1, begin, -1) if at in breaks)
        begin = next((at for at in lines if text.endswith(_HEADINGS, begin, at)), begin)
        name = text[begin : mark.start()]
        stop = mark.end()
        if not name and not mark.group("code"):
            continue
        if not name:
            behind = _NAME_BEHIND.match(text, mark.end(), end)
            if behind is None:
                continue
            name, begin, stop = behind.group(), mark.start(), behind.end()
        steps.append(_Step(level, name, mark.group("code"), begin, stop))
        previous = stop
    return steps


def _name_start(text: str, low: int, high: int) -> int:
    """The start of the name that ends at ``high``: behind the last boundary that is not inside brackets."""
    start = low
    for boundary in _BOUNDARY.finditer(text, low, high):
        start = boundary.end()
    return start


def _make_label(path: list[_Step], codes: CodeList) -> Label:
    printed = [step.code for step in path]
    names = [step.name for step in path]
    code = ""
    if all(printed):
        code = printed[-1] if len(printed[-1]) == 3 + 2 * path[-1].level else "".join(printed)
    else:
        known = codes.find_path(names) or codes.find_path([f"{names[0]}支出", *names[1:]])
        code = known.code if known else ""
    return Label(words=(), functional_code=code, path=tuple(names))
