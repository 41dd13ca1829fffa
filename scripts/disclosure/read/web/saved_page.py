"""Web pages that were saved as text: where they were published, what of them is navigation, and lost paragraphs.

Such a text begins with lines like 标题：, 发布时间：, 原文链接：. Its body is often one line: the path of the page, its
buttons, all paragraphs and the names of attached files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: The lines above the body; the title is a part of the document, the others are about it.
_KEY = re.compile(
    r"\s*(?P<key>标题|题名|发布时间|发布日期|成文日期|生成日期|文号|发文字号|发布机构|发文机关|发布单位|栏目|主题分类|原文链接|"
    r"原文地址|原文网址|链接|网址|来源|信息来源|作者|索引号|本地目录|URL)\s*[:：]\s*(?P<value>.*?)\s*",
    re.IGNORECASE,
)
_LINKS = {"原文链接", "原文地址", "原文网址", "链接", "网址", "url"}
_DATES = {"发布时间", "发布日期"}
_DATE = re.compile(r"((?:19|20)\d{2})[-年/.](\d{1,2})[-月/.](\d{1,2})")
_BODY = re.compile(r"\s*[=\-—*_]{3,}\s*正文\s*[=\-—*_]{3,}\s*")
#: So many lines, characters of a line, may be above the body, before the first words of it.
MAX_HEADER, _MOST_CHARACTERS = 40, 700
_CRUMBS = r"(?:您?的?当前的?位置|您?现在的?位置|您所在的?位置)\s*[：:]"
_TIME = r"(?:发布)?(?:时间|日期)\s*[：:]\s*(?:19|20)\d{2}[-年/]\d{1,2}[-月/]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
_BUTTON = (
    r"(?:分享到?[：:]?|微信|新浪微博|微博|QQ空间|QQ好友|朋友圈|收藏|打印(?:本页|此页)?|关闭(?:窗口|本页)?|字[体号](?:\s*[：:])?|"
    r"返回顶部|(?:[【\[]\s*)?大\s*中\s*小(?:\s*[】\]])?|(?:浏览|阅读|点击)(?:次数|量|数)?\s*[：:]\s*\d{1,9}次?|"
    r"上一[页篇][：:]?|下一[页篇][：:]?|首页|尾页|扫一扫在手机(?:打开|上查看)当前页|" + _TIME + ")"
)
_LEAD = re.compile(rf"\s*{_CRUMBS}.{{0,{_MOST_CHARACTERS}}}?{_TIME}\s*(?:{_BUTTON}\s*)*")
_ONLY_BUTTONS = re.compile(rf"\s*(?:{_BUTTON}[\s|>·-]*)+(?:来源\s*[：:]\s*\S{{1,40}}\s*)?")
_CRUMB_LINE = re.compile(rf"\s*(?:{_CRUMBS}|首页\s*[>＞»/]).{{0,160}}")
_PAGE = re.compile(r"\s*第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?\s*|\s*\d{1,3}\s*/\s*\d{1,3}\s*")
_TAIL = re.compile(r"\s来源\s*[：:]\s*\S{2,40}\s+附件下载.*$|\s附件下载(?:\s.*)?$", re.DOTALL)
#: What word processors leave in the text of web pages.
_DEBRIS = re.compile(r"<!--.{0,200}?-->|[A-Za-z0-9.磅 ]{0,60}MicrosoftInternetExplorer[A-Za-z0-9.磅 ]{0,60}")
#: Navigation is on shorter lines.
_LONGEST = 240
#: A shorter line is one paragraph.
_RUN = 300
_NUMERALS = "一二三四五六七八九十"
_GAP = re.compile(r"(?<=[\u4e00-\u9fff（）。；：，“”《》])\s+(?=[\u4e00-\u9fff（“《]|\d{1,2}[.、])")
_SUB = re.compile(rf"(?<=[。；：:;])(?=（[{_NUMERALS}]{{1,3}}）)")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when a page was published, as its text says; the date as 2026-01-31. Empty where it does not."""

    url: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The lines above the body of a saved page: how many they are, and the title's line and where in it it begins."""

    lines: int
    title: tuple[int, int] | None
    origin: Origin


def find_header(lines: Sequence[str]) -> Header | None:
    """The header of a text that is a saved web page; None for any other text."""
    stop = next((at for at, line in enumerate(lines[:MAX_HEADER]) if _BODY.fullmatch(line)), -1) + 1
    found: dict[str, tuple[int, re.Match[str]]] = {}
    for number, line in enumerate(lines[: stop or MAX_HEADER]):
        match = _KEY.fullmatch(line)
        if match:
            found.setdefault(match["key"].lower(), (number, match))
        elif line.strip() and not stop:
            break
    if len(found) < 2 or not found.keys() & ({"标题", "题名"} | _LINKS):
        return None
    last = max(number for number, _ in found.values())
    at = next((found[key] for key in ("标题", "题名") if key in found), None)
    title = (at[0], at[1].start("value")) if at and at[1]["value"] else None
    link = next((match["value"] for key, (_, match) in found.items() if key in _LINKS), "")
    dates = (_DATE.search(match["value"]) for key, (_, match) in found.items() if key in _DATES)
    date = next(filter(None, dates), None)
    published = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else ""
    return Header(stop or last + 1, title, Origin(link, published))


def find_origin(text: str) -> Origin:
    """Where and when a saved page was published; empty for any other text."""
    header = find_header(text.split("\n", MAX_HEADER)[:MAX_HEADER])
    return header.origin if header else Origin()


def is_navigation(line: str) -> bool:
    """Whether a line of a text is only the path of a web page, its buttons or the number of a page."""
    return len(line) <= _LONGEST and any(words.fullmatch(line) for words in (_ONLY_BUTTONS, _CRUMB_LINE, _PAGE))


def split_body(line: str) -> Iterator[tuple[int, int, bool]]:
    """The parts of one line of a saved page: start, end, and whether it is navigation or debris, not text."""
    lead, tail = _LEAD.match(line), _TAIL.search(line)
    start, end = lead.end() if lead else 0, tail.start() if tail else len(line)
    aside = [(0, start)] if start else []
    aside += [match.span() for match in _DEBRIS.finditer(line, start, end) if match.group().strip()]
    aside += [(end, len(line))] if end < len(line) else []
    at = 0
    for first, last in [*aside, (len(line), len(line))]:
        for begin, stop in _split_run(line, at, first):
            yield begin, stop, False
        if last > first:
            yield first, last, True
        at = last


def _split_run(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of a run of prose without line ends: they begin behind gaps and with numbers of headings."""
    cuts = {start, end}
    if end - start > _RUN:
        cuts |= {match.end() for match in _GAP.finditer(line, start, end)}
        cuts |= {match.start() for match in _SUB.finditer(line, start, end)}
        cuts |= set(_find_headings(line, start, end))
    bounds = sorted(cuts)
    for begin, stop in pairwise(bounds):
        if line[begin:stop].strip():
            yield begin, stop


def _find_headings(line: str, start: int, end: int) -> Iterator[int]:
    """Where 一、, 二、 and so on begin a heading: each number follows the one before it; one may be left out."""
    at, missing = start, 0
    for number in range(1, 40):
        tens, ones = divmod(number, 10)
        mark = f"{_NUMERALS[tens - 1] if tens > 1 else ''}{'十' if tens else ''}{_NUMERALS[ones - 1] if ones else ''}、"
        found = at
        while (found := line.find(mark, found, end)) >= 0:
            before = line[found - 1 : found] if found > start else ""
            if before not in (*_NUMERALS, "第", "、"):
                break
            found += 1
        missing = 0 if found >= 0 else missing + 1
        if missing > 1 or (missing and number == 1):
            return
        if found >= 0:
            yield found
            at = found + len(mark)
