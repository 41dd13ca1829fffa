"""The folders of the program: each has a limit of modules, says what it holds, and is on the page how-it-works."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "scripts" / "disclosure"
#: So many Python files one folder may have.
MOST_FILES = 30
FOLDERS = sorted({path.parent for path in PROGRAM.rglob("*.py")})
PAGE = (ROOT / "docs" / "contribute" / "how-it-works.md").read_text("utf-8")


def list_contracts() -> Iterator[tuple[str, dict[str, Any]]]:
    """The room of every contract that orders the folders of a room, and the contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        for container in contract.get("containers", ()):
            if container != "disclosure":
                yield container.removeprefix("disclosure.").replace(".", "/"), contract


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_a_folder_has_few_files_and_says_what_it_holds(folder: Path) -> None:
    assert len(list(folder.glob("*.py"))) <= MOST_FILES, "give its modules folders by what they are about"
    assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8")))


def test_every_folder_with_folders_has_an_order() -> None:
    nested = {folder.parent.relative_to(PROGRAM).as_posix() for folder in FOLDERS if folder != PROGRAM} - {"."}
    contracts = dict(list_contracts())
    assert set(contracts) == nested
    assert all(contract["exhaustive"] for contract in contracts.values())


def test_the_page_lists_the_folders_in_their_order() -> None:
    table = dict(re.findall(r"^\| `([a-z/]+)` \| (`.*`) \|$", PAGE, re.M))
    assert set(table) == {room for room, _ in list_contracts()}
    for room, contract in list_contracts():
        layers = [name for layer in reversed(contract["layers"]) for name in re.split(r" [|:] ", layer)]
        folders = [name for name in layers if (PROGRAM / room / name).is_dir()]
        assert re.findall(r"`([a-z_]+)`", table[room]) == folders, room
