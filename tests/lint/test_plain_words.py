"""The lint of words: what it counts, and that a count may fall but not rise."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lint.plain_words import find_words, main

SOURCE = '''
"""A unit is told here."""

told = {"stands": 1}  # it stands beside


def refuse(name: str) -> str:
    """There is no error; the value is no longer used."""
    return f"{name} is no date {told}"
'''


def test_prose_is_counted_and_names_are_not(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(SOURCE, "utf-8")
    assert find_words(path) == [(2, "told"), (4, "beside"), (4, "stands"), (9, "is no")]


def test_a_count_may_fall_and_not_rise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record, page = tmp_path / "record.csv", tmp_path / "page.md"
    page.write_text("It stands.\nIt stands.\n", "utf-8")
    assert main(["--lower"], tmp_path, record) == 0
    assert record.read_text("utf-8") == "page.md,2\n"
    page.write_text("It stands.\n", "utf-8")
    assert main(["--lower"], tmp_path, record) == 0
    assert record.read_text("utf-8") == "page.md,1\n"
    page.write_text("It stands.\n\nNobody tells.\n", "utf-8")
    assert main([], tmp_path, record) == 1
    assert "page.md: 3 words to replace, 1 allowed: 1 stands, 3 Nobody, 3 tells" in capsys.readouterr().out
    assert main(["--lower"], tmp_path, record) == 1
    assert record.read_text("utf-8") == "page.md,1\n"
