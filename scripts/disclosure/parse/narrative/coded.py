"""Classification in running text by one code and one name: 审计业务（2010804）, 2010804-审计业务."""

from __future__ import annotations

import bisect
import re
from itertools import accumulate

from disclosure.parse.numbers import MEASURES
from disclosure.parse.words import Label
from disclosure.reference import CodeList, Reference, normalize_name

_CODE = r"(?:\d{3}|\d{5}|\d{7})"
#: A code in brackets, behind its name or before it; and one before its name without brackets.
_BRACKETED = re.compile(rf"[（〔](?:(?:科目)?(?:编码|代码)：?)?(?P<code>{_CODE})[）〕](?![类款项])")
_LEADING = re.compile(rf"(?<![\d.,A-Za-z])(?P<code>{_CODE})[-—]{{0,2}}(?=[\u4e00-\u9fff])")
_NAME = re.compile(r"[^\d，。；：、]{2,40}")
_BOUNDARY = re.compile(r"(?:[。；：，、]|\d+[.、．]|（[一二三四五六七八九十]+）|（\d{1,2}）|其中)")
#: Codes of the government's own economic classification begin so: its classes are 501 to 514 and 599.
GOVERNMENT = "5"
_GOVERNMENT_CODE = re.compile(r"5(?:0[1-9]|1[0-4]|99)(?:\d{2})?")
#: Words that are no part of a name: with them the sentence goes on.
_NO_NAME = re.compile(r"[较比占为共]|增加|减少|增长|下降|持平|安排|(?:支出)?预算")
_ITEM_DIGITS = 7
_CLASS_DIGITS = 3
#: Economic classes whose names other names end with.
_OTHER = frozenset({"其他支出"})
_MAX_NAME = 45
#: What a number is of that only looks like a code: 512万元.
_UNITS = tuple(MEASURES)


def find_coded(text: str, start: int, end: int, reference: Reference) -> dict[int, tuple[int, Label]]:
    """Coded names in ``text[start:end]``: by the index at which each begins, its end and its label.

    A code counts only with its name: the code lists know the two together, or a 项 is none of theirs and its name
    stands alone between its code and a boundary. Codes of the government's own classification of the economy
    are labels too.
    """
    found: dict[int, tuple[int, Label]] = {}
    for mark in _BRACKETED.finditer(text, start, end):
        before = next((stop for stop, _ in reversed(found.values()) if stop <= mark.start()), start)
        low = max(before, mark.start() - _MAX_NAME)
        name = _name_before(text, low, mark.start(), mark.group("code"), reference)
        if name is not None:
            found[name] = (mark.end(), _label(mark.group("code"), text[name : mark.start()]))
        else:
            _add_named_behind(found, text, mark, end, reference)
    begins = sorted(found)
    ends = list(accumulate((found[begin][0] for begin in begins), max))
    for mark in _LEADING.finditer(text, start, end):
        around = bisect.bisect_right(begins, mark.start())
        if not around or ends[around - 1] <= mark.start():
            _add_named_behind(found, text, mark, end, reference)
    return found


def _name_before(text: str, low: int, high: int, code: str, reference: Reference) -> int | None:
    """Where the name of ``code`` that ends at ``high`` begins."""
    boundaries = [each.end() for each in _BOUNDARY.finditer(text, low, high)]
    begin = boundaries[-1] if boundaries else low
    known = _names(code, reference)
    fits = [high - len(name) for name in known if text.endswith(name, low, high)]
    if fits:
        return min(fits)
    whole = bool(boundaries or begin == low) and high - begin > 1
    return begin if not known and whole and _may_be_new(code) and not _NO_NAME.search(text, begin, high) else None


def _add_named_behind(
    found: dict[int, tuple[int, Label]], text: str, mark: re.Match[str], end: int, reference: Reference
) -> None:
    name, code = _NAME.match(text, mark.end(), end), mark.group("code")
    if name is None:
        return
    known = _names(code, reference)
    fits = [mark.end() + len(each) for each in known if text.startswith(each, mark.end())]
    stop = max(fits, default=0)
    behind = _NAME.match(text, stop, end) if stop else None
    if behind is not None and _names_class(f"…{behind.group()}", reference):
        return
    if not known and _may_be_new(code) and not name.group().startswith(_UNITS):
        cut = _NO_NAME.search(text, name.start(), name.end())
        stop = cut.start() if cut else name.end()
    if stop > mark.end() + 1 and not _names_class(text[mark.end() : stop], reference):
        found[mark.start()] = (stop, _label(code, text[mark.end() : stop]))


def _names_class(name: str, reference: Reference) -> bool:
    """Whether a name goes on with an economic class, of which the amount is then: 行政运行|工资福利支出."""
    classes = (code.name for code in reference.economic.by_code.values() if len(code.code) == _CLASS_DIGITS)
    return any(name.endswith(each) and name != each for each in classes if each not in _OTHER)


def _names(code: str, reference: Reference) -> set[str]:
    """What the code lists call ``code``."""
    codes: CodeList = reference.economic if code[0] == "3" else reference.functional
    known = codes.by_code.get(code)
    names = {normalize_name(name) for name in (known.name, *known.aliases)} if known else set()
    return {name.replace("(", "（").replace(")", "）") for name in names}


def _may_be_new(code: str) -> bool:
    """Whether a code may be right without being in our lists: a 项, or a code of the government's own."""
    return (len(code) == _ITEM_DIGITS and code[0] == "2") or _GOVERNMENT_CODE.fullmatch(code) is not None


def _label(code: str, name: str) -> Label:
    if code[0] == "2":
        return Label(words=(), functional_code=code, path=(name,))
    return Label(words=(), economic_code=code, path=(name,))
