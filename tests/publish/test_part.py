"""Parts of the site are made once, by unit; a change makes again what depends on it, and the bytes are those of a full
build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from disclosure import crew
from disclosure.model import Parsed
from disclosure.package.editions.descriptor import write_descriptor
from disclosure.publish import build_site
from disclosure.publish.units import part
from disclosure.publish.units.part import Workshop, make_parts
from disclosure.store import Layout

from .conftest import HOSTILE, LIBRARY, copy_checkout, list_digests, make_checkout, make_fact, write_holding


def make_all(layout: Layout) -> dict[str, Path]:
    """The folder of every unit's part."""
    workshop = Workshop(layout, "")
    return dict(zip(workshop.name_parts(), make_parts(workshop, lambda _: None), strict=True))


def change_budget(layout: Layout) -> None:
    """Another figure in one report of the library."""
    shutil.rmtree(layout.reports / LIBRARY / "2031-budget")
    facts = (make_fact("overall", "9100000", item="total", phase="approved", direction="expenditure"),) * 2
    write_holding(layout, LIBRARY, 2031, "budget", Parsed(facts, (), (), (), ()), "临河县图书馆")
    write_descriptor(layout)


@pytest.mark.sampled(1, of="builds")
def test_a_change_makes_again_what_depends_on_it(published: Path, tmp_path: Path) -> None:
    """The bytes are those of a full build."""
    layout, out = copy_checkout(Layout(published / "checkout"), tmp_path / "checkout"), tmp_path / "site"
    old = list_digests(shutil.copytree(published / "site", out))
    change_budget(layout)
    told: list[str] = []
    build_site(layout, out, told.append)
    assert told[0] == "pages of 1 of 2 units"
    new = list_digests(out)
    changed = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    assert f"units/{LIBRARY}/2031/index.html" in changed
    assert not any(HOSTILE in path for path in changed)
    fresh = Layout(tmp_path / "fresh")
    shutil.copytree(layout.root, fresh.root, ignore=shutil.ignore_patterns("build"), symlinks=True)
    build_site(fresh, tmp_path / "other", lambda _: None)
    assert list_digests(tmp_path / "other") == new


@pytest.mark.parametrize("what", ["report.yml", "facts.csv"])
def test_only_the_part_of_a_changed_unit_has_another_key(tmp_path: Path, what: str) -> None:
    layout = make_checkout(tmp_path)
    before = Workshop(layout, "").name_parts()
    with (layout.reports / LIBRARY / "2030-final" / what).open("ab") as stream:
        stream.write(b"# more\n")
    after = Workshop(layout, "").name_parts()
    assert [unit for unit in before if before[unit] != after[unit]] == [LIBRARY]


def test_a_new_unit_leaves_the_parts_of_others_as_they_are(tmp_path: Path) -> None:
    layout = make_checkout(tmp_path)
    before = Workshop(layout, "").name_parts()
    with (layout.reference / "units.csv").open("a", encoding="utf-8") as units:
        units.write("riverside-school,临河县学校,Riverside School,650000\n")
    facts = (make_fact("overall", "9100000", item="total", direction="expenditure"),) * 2
    write_holding(layout, "riverside-school", 2030, "final", Parsed(facts, (), (), (), ()), "临河县学校")
    write_descriptor(layout)
    after = Workshop(layout, "").name_parts()
    assert {unit: after[unit] for unit in before} == before
    assert len(after) == len(before) + 1


def test_code_lists_and_the_address_of_the_site_are_part_of_every_key(tmp_path: Path) -> None:
    layout = make_checkout(tmp_path)
    keys = set(Workshop(layout, "").name_parts().values())
    assert keys.isdisjoint(Workshop(layout, "https://example.org/").name_parts().values())
    path = layout.reference / "concepts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("收入", "进款"), encoding="utf-8")
    assert keys.isdisjoint(Workshop(layout, "").name_parts().values())


@pytest.mark.sampled(1, of="builds")
def test_several_processes_make_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layout = make_checkout(tmp_path)
    alone = {unit: list_digests(folder) for unit, folder in make_all(layout).items()}
    shutil.rmtree(layout.root / "build" / "parts")
    monkeypatch.setattr(part, "_WORTH_A_POOL", 1)
    monkeypatch.setattr(crew, "count_processors", lambda: 2)
    among = {unit: list_digests(folder) for unit, folder in make_all(layout).items()}
    for made in (*alone.values(), *among.values()):
        del made["complete"]  # times of the files
    assert among == alone


def test_a_part_somebody_wrote_into_is_made_again(checkout: Layout, tmp_path: Path) -> None:
    layout = copy_checkout(checkout, tmp_path)
    folder = make_all(layout)[LIBRARY]
    page = folder / "package" / "files" / "api" / "units" / f"{LIBRARY}.json"
    content = page.read_bytes()
    page.write_bytes(b"{}")
    assert make_all(layout)[LIBRARY] == folder
    assert page.read_bytes() == content


def test_parts_nobody_needs_go(checkout: Layout, tmp_path: Path) -> None:
    layout = copy_checkout(checkout, tmp_path)
    old = make_all(layout)
    change_budget(layout)
    new = make_all(layout)
    assert {path.name for path in (layout.root / "build" / "parts").iterdir()} == {path.name for path in new.values()}
    assert new[HOSTILE] == old[HOSTILE]
    assert new[LIBRARY] != old[LIBRARY]
