"""What the search in the browser knows by heart: names of units and terms, how their characters are read, projects.

Each list is a file of its own, loaded when a query needs it: the readings for a query in Latin letters, the traditional
characters for one that holds a character of no name, and of the projects the one part that a pair of characters is in.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from disclosure.entry import load_entry
from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.overviews.topics import TOPICS
from disclosure.reference import Reference
from disclosure.shelf import KeptFiles
from disclosure.store import Layout

#: A run of Chinese characters: what has a reading.
_HAN = re.compile("[\u4e00-\u9fff]+")
#: What a reader's query is compared without: docs/javascripts/names.js does the same.
_NOT_COMPARED = re.compile(r"[\W_]+")
#: So many entries, about, are in one part of the list of projects: 4 KB compressed.
_PART_ENTRIES = 150


@dataclass(frozen=True)
class _Listed:
    """A project as it is listed: the id of its unit, its newest year, its address, its money."""

    name: str
    unit: str
    year: int
    address: str
    figure: str


def write_titles(
    layout: Layout, reference: Reference, units: Sequence[UnitDigest], site: Path, shares: int = 0
) -> None:
    """Write the lists below ``site``/search; ``shares`` is among how many more indexes the pages are shared out."""
    folder = site / "search"
    projects = list_projects(units)
    parts = share_projects(projects)
    titles = list_titles(reference, units) | {"parts": len(parts), "shares": shares}
    _write(folder / "titles.json", titles)
    # what says how characters are read and simplified takes longer to load than all else here
    kept = KeptFiles(layout.root / "build" / "words")
    runs = list_runs(titles)
    kept.take(["readings", *runs], folder / "readings.json", lambda path: _write(path, list_readings(runs)))
    kept.take(["simplified"], folder / "simplified.json", lambda path: _write(path, list_simplified()))
    kept.sweep()
    for number, part in enumerate(parts):
        _write(folder / "projects" / f"{number}.json", [[*vars(each).values()] for each in part])


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(text.encode("utf-8") + b"\n")


def list_titles(reference: Reference, units: Sequence[UnitDigest]) -> dict[str, Any]:
    """Every name of every unit with its newest spending, every term and topic, and what people call them."""
    words = load_words("synonyms")
    rows = [(row["code"], row) for row in reference.lists["statements"]]
    rows += [(f"{row['statement']}-{row['item']}", row) for row in reference.lists["concepts"]]
    terms = [
        {"address": f"glossary/#{anchor}", "name": row["label_zh"], "definition": row["definition_zh"],
         "words": [word for word, means in words.items() if any(meant in row["label_zh"] for meant in means)]}
        for anchor, row in rows
    ]  # fmt: skip
    topics = [
        {"address": f"topics/{topic.name}/", "name": topic.title, "definition": f"各单位对照：{topic.words}",
         "words": [word for word, means in words.items() if any(meant in topic.words + topic.title for meant in means)]}
        for topic in TOPICS
    ]  # fmt: skip
    return {
        "places": _list_places(units), "terms": [*topics, *terms], "synonyms": list(words.items()),
        "bodies": list(load_words("bodies").items()),
    }  # fmt: skip


def _list_places(units: Sequence[UnitDigest]) -> list[list[Any]]:
    """[province, place, units] of every place. A unit is [id, name, where the place's name is left out of it (-1 where
    it is not in it), other names, years, newest spending]: of 3,000 units with their names in full the list would be
    two thirds longer, compressed."""
    found: defaultdict[tuple[str, str], list[list[Any]]] = defaultdict(list)
    for unit in units:
        place, name = unit.region.name, unit.unit.name
        at = name.find(place) if place else -1
        short = name[:at] + name[at + len(place) :] if at >= 0 else name
        row = [unit.unit.unit_id, short, at, list(unit.names), unit.years, _describe_spending(unit)]
        found[unit.region.province, place].append(row)
    return [[*place, rows] for place, rows in sorted(found.items())]


def _describe_spending(unit: UnitDigest) -> str:
    if unit.spent is None:
        return ""
    said = "支出" if unit.spent["phase"] == "executed" else "预算支出"
    return f"{unit.years[-1]} 年{said} {unit.spent.show(rounded=True)}"


@cache
def load_words(name: str) -> dict[str, list[str]]:
    """``NAME.yml`` of this folder: what readers type -> the words of the documents."""
    entry = load_entry(Path(__file__).with_name(f"{name}.yml"))
    return {key: list(entry.texts(key, "write a list of words behind the key")) for key in entry.keys}


def list_runs(titles: dict[str, Any]) -> list[str]:
    """The runs of Chinese characters in names of units, places and terms."""
    texts = [term["name"] for term in titles["terms"]]
    for province, place, rows in titles["places"]:
        texts += [province, place]
        for _, short, at, names, *_ in rows:
            texts += [short if at < 0 else short[:at] + place + short[at:], *names]
    return sorted({run for text in texts for run in _HAN.findall(text)})


def list_readings(runs: Sequence[str]) -> dict[str, list[str]]:
    """Character -> its readings in pinyin without tones, of every character in ``runs``.

    Only readings that it has in one of these: 重 is chong in 重庆 and zhong in 重点, as pypinyin finds from its
    neighbours.
    """
    import pypinyin

    found: defaultdict[str, set[str]] = defaultdict(set)
    for run in runs:
        for character, reading in zip(run, pypinyin.lazy_pinyin(run), strict=True):
            found[character].add(reading)
    return {character: sorted(readings) for character, readings in sorted(found.items())}


@cache
def list_simplified() -> list[str]:
    """Two texts of one length: characters that are not simplified, and in their places what OpenCC makes of them.

    Only where that is one of the 6,763 characters of GB/T 2312, which those of nearly every document are.
    """
    import opencc

    characters = "".join(map(chr, range(0x4E00, 0xA000)))
    made = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = [(old, new) for old, new in zip(characters, made, strict=True) if old != new and _is_common(new)]
    return ["".join(old for old, _ in pairs), "".join(new for _, new in pairs)]


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def list_projects(units: Sequence[UnitDigest]) -> list[_Listed]:
    """Every project that a page shows, once for each unit and name, of its newest report."""
    found: dict[tuple[str, str], _Listed] = {}
    for unit in units:
        unit_id = unit.unit.unit_id
        for held in unit.reports:
            for task in held.tasks:
                address = urljoin(f"units/{unit_id}/{held.report.year}/", task.address)
                found[unit_id, task.name] = _Listed(task.name, unit_id, held.report.year, address, task.figure)
    return list(found.values())


def share_projects(projects: Sequence[_Listed]) -> list[list[_Listed]]:
    """Parts of the list: a project is in the part of each pair of neighbouring characters of its name."""
    pairs = [_list_pairs(each.name) for each in projects]
    count = sum(map(len, pairs)) // _PART_ENTRIES + 1
    parts: list[list[_Listed]] = [[] for _ in range(count)]
    for each, own in zip(projects, pairs, strict=True):
        for number in sorted({find_part(pair, count) for pair in own}):
            parts[number].append(each)
    return parts


def _list_pairs(name: str) -> set[str]:
    flat = _NOT_COMPARED.sub("", name).lower()
    return {flat[at : at + 2] for at in range(len(flat) - 1)}


def find_part(pair: str, count: int) -> int:
    """The number of the part that a pair of characters is in, by their code points; names.js does the same."""
    return (ord(pair[0]) * 31 + ord(pair[1])) % count
