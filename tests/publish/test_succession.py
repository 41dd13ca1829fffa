from __future__ import annotations

from disclosure.model import Unit
from disclosure.publish.facts.holdings import Region
from disclosure.publish.facts.succession import Other, Succession, list_successions
from disclosure.publish.rendering.markdown import render_markdown

UNITS = {unit: Unit(unit, name, "650000") for unit, name in (("hall", "临河县图书馆"), ("room", "临河县<少儿>中心"))}
COLUMNS = ("unit_id", "name", "first_seen", "note", "valid_from", "valid_to", "successor")


def succeed(*rows: str, held: tuple[str, ...] = ("hall", "room")) -> dict[str, Succession]:
    """What comes of rows of unit_names.csv."""
    return list_successions([dict(zip(COLUMNS, row.split(","), strict=False)) for row in rows], UNITS, held)


def test_a_rename_is_told_with_its_days() -> None:
    told = succeed(
        "hall,临河县图书馆,,,2021-01-01,,", "hall,临河县公共图书馆,,,,2020-12-31,", "hall,县图,,,,,",
        "hall,临河馆,,,2019-03-01,2020-02-29,", "hall,临河新馆,,,2022-05-01,,",
    )["hall"]  # fmt: skip
    assert told.names == (
        "临河县公共图书馆（至 2020 年 12 月 31 日）", "县图", "临河馆（2019 年 3 月 1 日至 2020 年 2 月 29 日）",
        "临河新馆（2022 年 5 月 1 日起）",
    )  # fmt: skip
    assert not told.successors + told.predecessors


def test_a_merger_is_told_on_both_pages_once() -> None:
    rows = ("room,临河县<少儿>中心,,,,2021-12-31,hall", "room,少儿中心,,,,2021-12-31,hall")
    told = succeed(*rows)
    assert told["room"].successors == (Other("2021 年 12 月 31 日", "临河县图书馆", "hall"),)
    assert told["room"].names == ("少儿中心",)
    assert told["hall"].predecessors == (Other("2021 年 12 月 31 日", "临河县<少儿>中心", "room"),)
    assert succeed(*rows, held=("hall",))["hall"].predecessors[0].unit_id == "", "no page, no link"


def test_the_head_of_a_units_page_says_it_and_links_it() -> None:
    told = succeed("room,临河县<少儿>中心,,,,2021-12-31,hall")

    class Holding:
        region, reports, unit = Region(), (), UNITS["room"]

    room = render_markdown("unit_head.md", unit=Holding, succession=told["room"])
    assert "2021 年 12 月 31 日后并入[临河县图书馆](../hall/)。" in room
    hall = render_markdown("unit_head.md", unit=Holding, succession=told["hall"])
    assert "2021 年 12 月 31 日后，[临河县&#60;少儿&#62;中心](../room/)并入本单位。" in hall
