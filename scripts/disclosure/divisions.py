"""The divisions of the country, and which of them a name begins with.

They are the rows of ``data/reference/regions.csv``: those of GB/T 2260, and what a checkout adds. A name of many
places (普陀区) is settled by the place above it, where the document names that.
Decision 0027 says where the list comes from and what is left out of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from disclosure.quick import quick

_PROVINCE = re.compile("(?:维吾尔|壮族|回族)?自治区$|特别行政区$|省$|市$")
#: The peoples that autonomous prefectures, counties and banners are named after (GB/T 3304), 族 left out.
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|"
    "土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|保安|裕固|独龙|普米|各"
)
_AUTONOMOUS = re.compile(rf"(?P<place>.{{2,}}?)(?:(?:{_PEOPLES})族?)+自治(?P<rank>[州县旗])")
#: Short names in common use that no rule gives, by code.
_CUSTOMARY = {"652700": "博州", "652800": "巴州", "653000": "克州"}


@quick
@dataclass(frozen=True, slots=True)
class Division:
    """One division: its code of six digits, its full name, and the code of the division above it (empty for none)."""

    code: str
    name: str
    parent: str


class Divisions:
    """All divisions, by code and by the names a unit's name may begin with. ``parent`` of each is among them."""

    def __init__(
        self,
        divisions: Iterable[Division],
        former: Iterable[Division] = (),
        successors: Mapping[str, str] | None = None,
    ) -> None:
        """``former`` are divisions that were abolished: a name that begins with one is in the division that it has
        become, by ``successors``, or where it was divided or merged, in the one above it."""
        self.by_code = {division.code: division for division in divisions}
        self._former = {division.code: division for division in former}
        self._today = {code: each.parent for code, each in self._former.items()} | dict(successors or {})
        self._named: dict[str, list[str]] = defaultdict(list)
        for division in (*self.by_code.values(), *self._former.values()):
            for name in list_names(division):
                self._named[name].append(division.code)
        self._longest = max(map(len, self._named), default=0)

    def __contains__(self, code: str) -> bool:
        return code in self.by_code

    def find_name(self, code: str) -> str:
        """The full name of a division; empty where the code is not in the list."""
        division = self.by_code.get(code)
        return division.name if division else ""

    def name_fully(self, code: str) -> str:
        """The name by which a division is known anywhere: a county's or district's with the city or prefecture, or the
        municipality, that it lies in (上海市普陀区). Empty where the code is not in the list."""
        name = self.find_name(code)
        return self.find_name(self.by_code[code].parent) + name if name and not code.endswith("00") else name

    def find_top(self, code: str) -> str:
        """The code of the province, or its like, that a division lies in; its own where it is one, or is not known."""
        return ([code, *self.list_above(code)] if code in self.by_code else [code])[-1]

    def find(self, unit_name: str, text: str = "") -> str:
        """The code of the division a unit's name begins with, the innermost of several (江苏省苏州市…).

        ``text`` is the document: it says which of several divisions of one name is meant. Empty where none is.
        """
        return self.find_named(unit_name, text)[0]

    def find_named(self, unit_name: str, text: str = "") -> tuple[str, int]:
        """The same code, and how many characters of the name are names of divisions."""
        at, within = 0, ""
        while True:
            found = self._match(unit_name, at, within, text)
            if found is None:
                return self._today.get(within, within), at
            at, within = at + len(found[0]), found[1]

    def _match(self, name: str, at: int, within: str, text: str) -> tuple[str, str] | None:
        for length in range(min(self._longest, len(name) - at), 1, -1):
            word = name[at : at + length]
            codes = [code for code in self._named.get(word, ()) if not within or within in self.list_above(code)]
            if len(codes) > 1:
                codes = self._choose(codes, text)
            if len(codes) == 1:
                return word, codes[0]
        return None

    def _choose(self, codes: list[str], text: str) -> list[str]:
        """Of divisions of one name the one whose division above the text names, if it names that of one alone."""
        named = [
            code for code in codes
            if any(name in text for above in self.list_above(code) for name in list_names(self.by_code[above]))
        ]  # fmt: skip
        return named if len(named) == 1 else []

    def list_above(self, code: str) -> list[str]:
        """The codes of the divisions a division lies in, from the nearest up."""
        above: list[str] = []
        while code := (self.by_code.get(code) or self._former[code]).parent:
            above.append(code)
        return above


def list_names(division: Division) -> list[str]:
    """The full name, and the short one of a province (新疆) or an autonomous prefecture, county, banner (昌吉州)."""
    names = [division.name]
    if division.code.endswith("0000"):
        names.append(_PROVINCE.sub("", division.name))
    autonomous = _AUTONOMOUS.fullmatch(division.name)
    if autonomous:
        names.append(autonomous["place"] + autonomous["rank"])
    if division.code in _CUSTOMARY:
        names.append(_CUSTOMARY[division.code])
    return list(dict.fromkeys(names))
