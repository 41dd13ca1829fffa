"""Zones that are not divisions: development zones, new areas, and the Production and Construction Corps of Xinjiang.

GB/T 2260 has no codes for them. A unit of a zone is in the division that the zone lies in, and the zone is named
with it. Most zones are named after their division, by its full or its short name (苏州工业园区); those that are not
are rows of ``data/reference/zones.csv``. Decision 0027 says where the list comes from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.divisions import Division, Divisions

#: What zones are called.
_KIND = re.compile(
    "(?:高新技术产业开发|经济技术开发|高新技术产业|高新技术|高新|经济开发|经开|综合实验|综合保税|保税港|保税物流|保税|自由贸易试验|自贸试验|自贸|"
    "工业园|产业园|开发|示范|旅游度假|度假|合作|管理)区|(?:工业|产业|科技)园(?!区)|园区|新区|新城|新片区"
)
#: So many characters may be between the division's name and what the zone is (郑州|航空港经济|综合实验区).
_BETWEEN = 12
#: Where the name of a zone has ended: an organisation is named.
_BODY = re.compile("[局厅委办院校]|中心|学校|医院|政府|街道|公司|大队|支队|[乡镇]")
_RANK = re.compile("[市县区盟]$|地区$")
#: The Corps, its divisions and regiments are organised like an army; some are cities of GB/T 2260 too.
_CORPS = re.compile(
    "(?P<corps>新疆生产建设兵团|新疆兵团|兵团(?=第))?(?P<division>第?[一二三四五六七八九十]{1,2}师)?"
    "(?P<regiment>第?[0-9〇零一二三四五六七八九十百]{1,6}团)?"
)
_XINJIANG = "650000"
#: 中国（福建）自由贸易试验区平潭片区.
_FREE_TRADE = re.compile("中国（(?P<place>[^（）]{2,4})）自由贸易试验区(?:[^（）]{2,8}?片区)?")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit is: the code of the division, and the name of the zone in it; empty where there is none."""

    region_code: str = ""
    zone: str = ""


class Zones:
    """Finds the zone that the name of a unit begins with, and the division it lies in."""

    def __init__(self, divisions: Divisions, listed: Mapping[str, str] | None = None) -> None:
        """``listed`` are the zones whose names do not begin with their division, with the code of it."""
        self._divisions = divisions
        self._listed = dict(listed or {})
        self._short: dict[str, list[Division]] = defaultdict(list)
        for division in divisions.by_code.values():
            short = _RANK.sub("", division.name)
            if len(short) > 1 and short != division.name:
                self._short[short].append(division)

    def find(self, unit_name: str, text: str = "") -> Place:
        """The place of a unit; ``text`` is the document: it says which of several divisions of one name is meant."""
        return (
            self._find_free_trade(unit_name, text)
            or self._find_corps(unit_name, text)
            or self._find_listed(unit_name)
            or self._find_named(unit_name, text)
            or self._find_short(unit_name, text)
            or Place(self._divisions.find(unit_name, text))
        )

    def _find_free_trade(self, name: str, text: str) -> Place | None:
        found = _FREE_TRADE.match(name)
        return Place(self._divisions.find(found["place"], text), found.group()) if found else None

    def _find_corps(self, name: str, text: str) -> Place | None:
        found = _CORPS.match(name)
        if found is None or not (found["corps"] or found["division"]):
            return None
        inner = self._divisions.find(name[found.end() :], text)
        within = inner and _XINJIANG in self._divisions.list_above(inner)
        return Place(inner if within else _XINJIANG, found.group())

    def _find_listed(self, name: str) -> Place | None:
        """A zone of the list, which may be named behind the division: 陕西省|西咸新区."""
        for zone, code in self._listed.items():
            at = name.find(zone)
            if at == 0 or (at > 0 and self._is_within(name[:at], code)):
                return Place(code, zone)
        return None

    def _is_within(self, before: str, code: str) -> bool:
        """Whether words before a listed zone are the division it lies in, or one of those above, by any name."""
        names = {*self._divisions.list_above(code), code}
        above = {self._divisions.find_name(each) for each in names}
        return any(word in (name, _RANK.sub("", name)) for name in above for word in (before, f"{before}省"))

    def _find_named(self, name: str, text: str) -> Place | None:
        """A zone behind the full name of its division: 苏州市|高新区."""
        code, end = self._divisions.find_named(name, text)
        zone = self._match_zone(name, end) if code else ""
        return Place(code, zone) if zone else None

    def _find_short(self, name: str, text: str) -> Place | None:
        """A zone behind the short name of its division: 苏州|工业园区. Of several divisions that is meant which the
        text settles, else a prefecture before counties of its name."""
        _, named = self._divisions.find_named(name, text)  # 上海市浦东新区 is a division, and no zone of 上海
        for length in range(min(8, len(name)), max(1, named), -1):
            divisions = self._short.get(name[:length], [])
            zone = self._match_zone(name, length) if divisions else ""
            if zone:
                settled = [each for each in divisions if each.name in text]
                cities = [each for each in divisions if each.code.endswith("00")]
                chosen = next((found for found in (divisions, settled, cities) if len(found) == 1), [])
                return Place(chosen[0].code if chosen else "", zone)
        return None

    def _match_zone(self, name: str, start: int) -> str:
        """The name of the zone whose kind is named soon behind ``start``; empty where an organisation comes first."""
        found = _KIND.search(name, start)
        if found is None or found.start() - start > _BETWEEN or _BODY.search(name, start, found.start()):
            return ""
        return name[: found.end()]
