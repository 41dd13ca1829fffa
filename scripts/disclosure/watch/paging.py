"""The further pages of a list: links to the next page or to numbers, and pages that a script numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from disclosure.watch.page import Page, join_address

#: A list has so many pages at most; further ones are older.
MAX_PAGES = 50
_NEXT = re.compile(r"[\s\[【]*(?:下一?页|下页|后一?页|后页|更多|[Nn]ext(?: [Pp]age)?|>{1,2}|›|»)[\s\]】>›»]*")
_NUMBER = re.compile(r"[\[【]?\d{1,3}[\]】]?")
#: A call that builds the links of pages: createPageHTML(12, 0, "index", "html") and its like.
_CALL = re.compile(r"\b\w*[pP]ag(?:e|ing|er|ination)\w*\s*\(([^()]{3,300})\)")
_ARGUMENT = re.compile(
    r"""\s*(?:(?P<quote>["'])(?P<text>[^"']*)(?P=quote)|(?P<number>\d{1,6})|(?P<name>[A-Za-z_$][\w$]*))\s*"""
)
_VARIABLE = r"\b{}\s*=\s*[\"']?(\d{{1,6}})[\"']?\s*[;,\n]"
_SUFFIX = re.compile(r"\.?(s?html?|jsp|do|aspx?|php)")
_NAME = re.compile(r"[\w./-]{1,100}")


def find_pages(page: Page) -> list[str]:
    """The addresses of further pages of the list ``page`` is one of, in order."""
    found = dict.fromkeys(each for script in page.scripts for each in _read_calls(script, page.address))
    shape = _shape(page.address)
    for link in page.links:
        numbered = _NUMBER.fullmatch(link.words) and _shape(link.address) == shape
        if numbered or (_NEXT.fullmatch(link.words) and _is_near(link.address, page.address)):
            found[link.address] = None
    found.pop(page.address, None)
    return list(found)[:MAX_PAGES]


def _shape(address: str) -> str:
    """An address without what differs between the pages of one list: index_2.html, ?page=2, an index left out."""
    parts = urlsplit(address)
    path = re.sub(r"(?:index|default)?(?:[_-]?\d+)?(\.\w+)?$", "", parts.path, flags=re.IGNORECASE)
    query = re.sub(r"\b(\w*(?:page|pn|curr|no)\w*)=\d*&?", "", parts.query, flags=re.IGNORECASE)
    return f"{parts.hostname}{path}?{query.strip('&')}"


def _is_near(address: str, page: str) -> bool:
    """Whether two pages lie in one folder of one host."""
    one, other = urlsplit(address), urlsplit(page)
    return one.hostname == other.hostname and one.path.rpartition("/")[0] == other.path.rpartition("/")[0]


def _read_calls(script: str, address: str) -> Iterator[str]:
    """The pages that calls of a script on the first page number: how many there are, and which one this is, 0 or 1.

    The other pages, which have their number in their names, have such calls too; from which number those count cannot
    be said.
    """
    own = urlsplit(address).path.rpartition("/")[2]
    for call in _CALL.finditer(script):
        numbers, texts = _read_arguments(call[1], script)
        at = next((index for index, text in enumerate(texts) if index and _SUFFIX.fullmatch(text)), 0)
        if len(numbers) < 2 or not at or not _NAME.fullmatch(texts[at - 1]):
            continue
        count, current = min(numbers[0], MAX_PAGES), numbers[1]
        if current > 1 or re.match(rf"{re.escape(texts[at - 1])}_\d", own):
            continue
        suffix = texts[at].lstrip(".")
        for number in range(current + 1, count + (current > 0)):
            joined = join_address(address, f"{texts[at - 1]}_{number}.{suffix}")
            if joined:
                yield joined


def _read_arguments(words: str, script: str) -> tuple[list[int], list[str]]:
    numbers, texts = [], []
    for word in words.split(","):
        found = _ARGUMENT.fullmatch(word)
        if found is None:
            continue
        if found["number"]:
            numbers.append(int(found["number"]))
        elif found["name"]:
            value = re.search(_VARIABLE.format(re.escape(found["name"])), script)
            numbers += [int(value[1])] if value else []
        else:
            texts.append(found["text"])
    return numbers, texts
