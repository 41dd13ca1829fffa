"""The shelf of finished work: what is kept is whole and untouched, whoever else is at work."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.shelf import Shelf, make_key


def fill(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "page").write_text("made", encoding="utf-8")


def refuse(folder: Path) -> None:
    raise AssertionError("was made again")


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    made = shelf.make("key", fill)
    assert (made / "sub" / "page").read_text(encoding="utf-8") == "made"
    assert shelf.make("key", refuse) == made


@pytest.mark.parametrize("damage", ["written to", "removed", "added", "unfinished"])
def test_what_somebody_touched_is_made_again(tmp_path: Path, damage: str) -> None:
    shelf = Shelf(tmp_path)
    made = shelf.make("key", fill)
    if damage == "written to":
        (made / "sub" / "page").write_text("mode", encoding="utf-8")
    elif damage == "removed":
        (made / "sub" / "page").unlink()
    elif damage == "added":
        (made / "other").write_text("", encoding="utf-8")
    else:
        (made / "complete").unlink()
    assert shelf.find("key") is None
    again = shelf.make("key", fill)
    assert [path.name for path in sorted(again.rglob("*"))] == ["complete", "sub", "page"]
    assert (again / "sub" / "page").read_text(encoding="utf-8") == "made"


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)

    def fail(folder: Path) -> None:
        fill(folder)
        raise ValueError("broke off")

    with pytest.raises(ValueError, match="broke off"):
        shelf.make("key", fail)
    assert list(tmp_path.iterdir()) == []


def test_the_work_of_another_build_is_taken(tmp_path: Path) -> None:
    """Two builds make the same thing at once: whoever is second finds it there."""
    shelf = Shelf(tmp_path)

    def work(folder: Path) -> None:
        Shelf(tmp_path).make("key", fill)
        fill(folder)

    made = shelf.make("key", work)
    assert shelf.find("key") == made
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_what_nobody_wants_goes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.make("wanted", fill)
    shelf.make("other", fill)
    (tmp_path / ".left").mkdir()
    shelf.sweep({"wanted"})
    assert [path.name for path in tmp_path.iterdir()] == ["wanted"]
    Shelf(tmp_path / "none").sweep(())


def test_a_key_tells_parts_apart() -> None:
    keys = [make_key(parts) for parts in (["a", "b"], ["ab"], ["b", "a"], ["a", "b", ""], [b"a", b"b"])]
    assert keys[0] == keys[4]
    assert len(set(keys)) == 4
