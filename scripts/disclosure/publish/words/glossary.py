"""The words of the glossary, and which words of a page lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from disclosure.entry import Entry, load_entries

#: Two characters (车辆, 房屋, 总计) are words of everyday, too.
_SHORTEST = 4
_FILE = Path(__file__).with_name("glossary.yml")


@dataclass(frozen=True)
class Word:
    """One word of the glossary: as people say it, its official names, its explanation, its address on the page, and
    how else it is written."""

    word: str
    text: str
    anchor: str
    official: str = ""
    also: tuple[str, ...] = ()


def load_glossary(path: Path = _FILE) -> list[Word]:
    """The words of ``glossary.yml``, in its order. Raises DescriptionError for what is not a word of the glossary."""
    return [_read_word(entry) for entry in load_entries(path)]


def _read_word(entry: Entry) -> Word:
    remedy = "see the other words"
    texts = {key: entry.text(key, remedy) for key in ("word", "text", "anchor")}
    word = Word(**texts, official=entry.text("official", remedy, ""), also=entry.texts("also", remedy, []))
    entry.finish(remedy)
    return word


def list_terms(lists: Mapping[str, Sequence[Mapping[str, object]]]) -> dict[str, str]:
    """The words of the glossary that are linked wherever they are written -> their anchors; short ones mean too much.

    ``lists`` are the package's code lists: their labels lead to their definitions where no word explains them.
    """
    rows = [(word.anchor, label) for word in load_glossary() for label in word.also]
    rows += [(str(row["code"]), str(row["label_zh"])) for row in lists["statements"]]
    rows += [(f"{row['statement']}-{row['item']}", str(row["label_zh"])) for row in lists["concepts"]]
    terms: dict[str, str] = {}
    for anchor, label in rows:
        if len(label) >= _SHORTEST:
            terms.setdefault(label, anchor)
    return terms
