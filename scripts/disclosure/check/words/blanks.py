"""Places of a document that were never filled in, and words of change that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.check.cases.findings import Case
from disclosure.check.cases.message import compose
from disclosure.check.cases.subject import Subject, check

#: ××万元, XX%, 20××年部门预算: a model text of which the figure was not written in.
_BLANK = re.compile(
    r"(?<![A-Za-z0-9×])(?:20)?(?:[×✕╳XxＸ＊*]{1,4}(?=(?:[亿万千百]?元(?!素|件|旦)|[%％]))"
    r"|[×✕╳XxＸ＊*]{2,4}(?=(?:个(?!人|体)|人次|批次|辆|台(?!湾)|平方米|年度?(?:部门|单位|预算|决算|收入|支出))))"
    r"(?:[亿万千百]?元|[%％]|个|人次|批次|辆|台|平方米|年度?)"
)
#: A model text left as it was: 增加 万元, 购置费/万元, 下降（增长）/%, 下降（增长）27.78%, ××部门.
_LEFT = re.compile(
    r"(?:增加|减少|增长|下降|总收入|总支出|本年收入|本年支出)(?:万元|[%％])(?=[，。；、,;])"
    r"|(?:购置费|运行费|维护费|经费|团组|累计|[）)])/(?:万元|个|辆|人次|[%％])"
    r"|[×✕╳]{2,4}(?:部门|单位|局)(?=(?:19|20)\d\d年)"
    r"|(?:增加|减少|增长|下降|上升|降低)[（(](?:增加|减少|增长|下降|上升|降低)[）)](?=\d)"
)
_CHANGE = "增加|减少|增长|下降|上升|降低"
#: 比上年增加持平; 比上年增加3.50万元，与上年持平
_UNCHANGED = re.compile(
    rf"(?:比|较)上年度?(?:预算|决算)?数?(?:{_CHANGE})"
    r"(?:(?P<number>\d[\d,]*(?:\.\d+)?)(?:[亿万千百]?元|[%％]|个|人|辆|台)[，,]?(?:与|和|同)?(?:上年度?)?(?:预算|决算)?数?)?持平"
)


#: How far back and on a clause is quoted.
_BACK, _ON = 40, 20


def _find_clause(text: str, start: int) -> int:
    """Where the clause begins that a blank is in."""
    begin = max(0, start - _BACK)
    return max((begin, *(text.rfind(mark, begin, start) + 1 for mark in "，。；：、）")))


def _find_end(text: str, end: int) -> int:
    """Where that clause ends."""
    ends = [at for at in (text.find(mark, end, end + _ON) for mark in "，。；、") if at >= 0]
    return min(ends, default=end)


@check("changed-and-unchanged", "placeholders")
def run_blanks(subject: Subject) -> Iterator[Case]:
    """Both checks of this module, on the text of the documents; nothing where it is not at hand."""
    source = subject.source
    if not source:
        return
    words = subject.words
    yield Case("placeholders", ("read",), "pass")
    yield Case("changed-and-unchanged", ("read",), "pass")
    found = [*_BLANK.finditer(words.text), *_LEFT.finditer(words.text)]
    for match in sorted(found, key=lambda each: each.start()):
        line = words.find_line(match.start())
        around = words.text[_find_clause(words.text, match.start()) : _find_end(words.text, match.end())]
        yield Case(
            "placeholders", ("blank", around), "mismatch",
            *compose("placeholders", "blanks", clause=around, line=line),
            outcome="omission",
        )  # fmt: skip
    for match in _UNCHANGED.finditer(words.text):
        if match["number"] and not match["number"].strip("0.,"):
            continue
        line = words.find_line(match.start())
        yield Case(
            "changed-and-unchanged", ("words", match[0]), "mismatch",
            *compose("changed-and-unchanged", "blanks", clause=match[0], line=line),
            outcome="wording",
        )  # fmt: skip
