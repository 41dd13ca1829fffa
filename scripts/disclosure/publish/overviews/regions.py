"""The lists of units: a page of all of them, or of the provinces where they are many; a page for each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.rendering.page import Page
from disclosure.publish.rendering.template import render

#: Units of one list; more are parted by place, then by pages.
MOST_LISTED = 60


@dataclass(frozen=True)
class Place:
    """A division with the units directly in it."""

    code: str
    name: str
    units: tuple[UnitDigest, ...]


@dataclass(frozen=True)
class Province:
    """A province with the places in it that have units, by code: what is in one place is listed together."""

    code: str
    name: str
    places: tuple[Place, ...]

    @property
    def units(self) -> list[UnitDigest]:
        return [unit for place in self.places for unit in place.units]

    @property
    def address(self) -> str:
        """The page of the province below the site's root; units of unknown places have one of their own."""
        return f"regions/{self.code.strip('~') or 'other'}/"


def group_regions(units: Sequence[UnitDigest]) -> list[Province]:
    """The provinces, each with its places and their units; units of unknown places come last."""
    found: dict[tuple[str, str], dict[tuple[str, str], list[UnitDigest]]] = {}
    for unit in units:
        province = found.setdefault((unit.region.province_code or "~", unit.region.province), {})
        province.setdefault((unit.unit.region_code, unit.region.name), []).append(unit)
    return [
        Province(code, name, tuple(Place(*place, tuple(members)) for place, members in sorted(places.items())))
        for (code, name), places in sorted(found.items())
    ]


def compose_regions(units: Sequence[UnitDigest]) -> list[Page]:
    """The pages ``regions/<code>/`` of provinces, and of places in those with more units than one list has room for."""
    pages: list[Page] = []
    for province in group_regions(units):
        if len(province.units) <= MOST_LISTED:
            pages.append(_compose(province.address, province.name or "其他", province.places, ()))
            continue
        pages.append(_compose(province.address, province.name or "其他", (), province.places))
        for place in province.places:
            address = f"{province.address}{place.code or 'other'}/"
            parts = [place.units[at : at + MOST_LISTED] for at in range(0, len(place.units), MOST_LISTED)]
            for number, part in enumerate(parts, 1):
                name = f"{place.name or '其他'}（{number}/{len(parts)}）" if len(parts) > 1 else place.name or "其他"
                path = address if number == 1 else f"{address}{number}/"
                following = "2/" if number == 1 else f"../{number + 1}/"
                more = following if number < len(parts) else ""
                pages.append(_compose(path, name, (Place(place.code, place.name, part),), (), more))
    return pages


def _compose(address: str, name: str, places: Sequence[Place], below: Sequence[Place], more: str = "") -> Page:
    page = Page(f"{address}index.md")
    count = sum(len(place.units) for place in (*places, *below))
    page.head(f"{name}的单位")
    shown = {"places": places, "below": below, "root": page.root, "more": more, "headed": len(places) > 1}
    page.add("units", render("region.html", **shown))
    summary = f"{name}收录预算或决算的 {count} 个单位：{_name_first([*places, *below])}。"
    page.close(f"{name}的单位", summary, hide=("navigation", "toc"))
    return page


def _name_first(places: Sequence[Place]) -> str:
    names = [unit.unit.name for place in places for unit in place.units]
    return "、".join(names[:3]) + ("等" if len(names) > 3 else "")
