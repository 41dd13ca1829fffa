"""Lists that pages hold in scripts: records of HTML in CDATA, and JSON. What a script computes is not run.

Two shapes are known. A data store holds each record as HTML in CDATA, and the address of the next records as a link in
``nextgroup``; the answers to such addresses have the same shape. JSON has objects of which one text is an address and
another one its title; objects that are not JSON (names without quotes, single quotes) are not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from disclosure.watch.page import Link, Page, join_address, read_links, tidy

_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_NEXT = re.compile(r"<nextgroup>\s*<!\[CDATA\[(.*?)\]\]>", re.DOTALL | re.IGNORECASE)
_STORE = re.compile(r"<(?:datastore|recordset|record)\b", re.IGNORECASE)
#: Where a list or object of JSON may begin; so many beginnings are tried.
_BEGIN = re.compile(r"[\[{]\s*[\[{\"]")
_TRIES = 200
#: Texts of JSON that are an address, and those that are read by a person.
_ADDRESS = re.compile(
    r"https?://\S+|[^\s<>\u4e00-\u9fff]*(?:/|\.(?:s?html?|jsp|do|aspx?|php|pdf|docx?|xlsx?|wps|et|ofd))(?:[?#]\S*)?|"
    r"[^\s<>\u4e00-\u9fff]*/[^\s<>\u4e00-\u9fff]+"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:年度?)?")
_TAG = re.compile(r"<[^>]{0,200}>")
#: Objects in each other, objects of one script.
_DEEPEST, _MOST = 12, 5_000


def is_store(text: str) -> bool:
    """Whether a script, or the whole answer of a server, is a data store."""
    return _STORE.search(text[:20_000]) is not None and "CDATA" in text


def read_store(text: str, address: str) -> tuple[list[Link], list[str]]:
    """The links of the records of a data store, and the addresses of further records."""
    further = [link.address for match in _NEXT.finditer(text) for link in read_links(match[1], address).links]
    records = (match[1] for match in _CDATA.finditer(_NEXT.sub("", text)))
    return [link for record in records for link in read_links(record, address).links], further


def read_json(text: str, address: str) -> list[Link]:
    """The links that JSON in a script gives: objects with an address, and the texts next to it."""
    links: list[Link] = []
    at = 0
    decoder = json.JSONDecoder()
    for _ in range(_TRIES):
        begin = _BEGIN.search(text, at)
        if begin is None:
            break
        try:
            value, at = decoder.raw_decode(text, begin.start())
        except (ValueError, RecursionError):
            at = begin.start() + 1
            continue
        for each in _list_objects(value, 0):
            links += _read_object(each, address)
            if len(links) >= _MOST:
                return links
    return links


def read_scripts(page: Page) -> tuple[list[Link], list[str]]:
    """All links that the scripts of a page hold, and addresses of further ones."""
    links: list[Link] = []
    further: list[str] = []
    for script in page.scripts:
        if is_store(script):
            found, more = read_store(script, page.address)
            links += found
            further += more
        elif "[" in script or "{" in script:
            links += read_json(script, page.address)
    return links, further


def _list_objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _list_objects(each, depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _list_objects(each, depth + 1)


def _read_object(value: dict[str, Any], address: str) -> Iterator[Link]:
    """A link for each address of an object, with its longest Chinese text as words."""
    texts = [str(each).strip() for each in value.values() if isinstance(each, str | int) and 0 < len(str(each)) < 500]
    addresses = [text for text in texts if _ADDRESS.fullmatch(text)]
    said = [tidy(unescape(_TAG.sub("", text))) for text in texts if _CHINESE.search(text) or _YEAR.fullmatch(text)]
    if not addresses or not said:
        return
    words = max(said, key=len)
    for each in addresses:
        joined = join_address(address, each)
        if joined:
            yield Link(joined, words, tuple(text for text in said if text != words))
