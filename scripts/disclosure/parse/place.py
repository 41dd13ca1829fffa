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
#: So many characters of a name may belong to a national body.
_LONGEST = 18


def find_place(names: Iterable[str], text: str, reference: Reference) -> Place:
    """The place that the first of ``names`` to name one begins with; ``text`` is the document."""
    found = (_find(re.sub(_PARTY, "", name), text, reference) for name in names)
    return next((place for place in found if place.region_code or place.zone), Place())


def _find(name: str, text: str, reference: Reference) -> Place:
    place = reference.zones.find(name, text)
    if place.region_code or place.zone or not _NATIONAL.match(name):
        return place
    for start in range(4, min(_LONGEST, len(name))):
        code, length = reference.regions.find_named(name[start:], text)
        if length > 2:  # a whole name, not the short one of a province
            return Place(code)
    return place
