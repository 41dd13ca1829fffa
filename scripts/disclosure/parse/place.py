"""Where a unit is, by its name: of parties and of national bodies the place is behind the name of the body."""

from __future__ import annotations

import re
from collections.abc import Iterable

from disclosure.reference import Reference
from disclosure.zones import Place

#: What names of parties, mass organisations and their bodies have before the place.
_PARTY = re.compile(
    "^(?:中共|中国共产党|中国人民政治协商会议|政协|中国共产主义青年团|共青团|中国国民党革命委员会|民革|中国民主同盟|民盟|中国民主建国会|民建|"
    "中国民主促进会|民进|中国农工民主党|农工党|中国致公党|致公党|九三学社|台湾民主自治同盟|台盟)"
)
#: The branch of a national body: 国家税务总局子虚市税务局.
_NATIONAL = re.compile("^(?:国家|中国|中华|人民)[\u4e00-\u9fff]{2,14}?(?=[\u4e00-\u9fff]{2,10}[省市县区州])")
#: A body of the central government, and not one of its branches: 国家信访局, not 国家统计局昆明调查队.
_CENTRAL = re.compile(
    "(?:国务院|中华人民共和国|最高人民法院|最高人民检察院|全国人民代表大会|全国政协|全国人大).*"
    "|国家(?:(?![局署委])[一-鿿])+(?:局|署|委员会|委)"
)
#: The code of the central government in data/reference/regions.csv; GB/T 2260 gives it none.
_CENTRE = "100000"
#: So many characters of a name may belong to a national body.
_LONGEST = 18


def find_place(names: Iterable[str], text: str, reference: Reference) -> Place:
    """The place that the first of ``names`` to name one begins with; ``text`` is the document."""
    found = (_find(re.sub(_PARTY, "", name), text, reference) for name in names)
    return next((place for place in found if place.region_code or place.zone), Place())


def _find(name: str, text: str, reference: Reference) -> Place:
    place = reference.zones.find(name, text)
    if place.region_code or place.zone:
        return place
    if not _NATIONAL.match(name):
        return Place(_CENTRE) if _CENTRAL.fullmatch(name) and _CENTRE in reference.regions else place
    for start in range(4, min(_LONGEST, len(name))):
        code, length = reference.regions.find_named(name[start:], text)
        if length > 2:  # a whole name, not the short one of a province
            return Place(code)
    return place
