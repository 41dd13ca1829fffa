"""Contradictions listed by hand before the first run (contradictions.csv): what is found of them.

``round`` is the list (of nine documents, of thirteen more, of six more, of eleven more, of ten more, of 42 more).
``first_run`` is what the checks found when it was made, ``found`` what they find now, ``missed_because`` why not. All
three are empty until the run.
The documents are not in this repository; they are found by their digest in DISCLOSURE_SOURCES.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).with_name("contradictions.csv")
#: Checks whose findings quote words and need not hold the figures.
_OF_WORDS = ("placeholders", "misprints", "lost-unit", "copied-reason")
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))


@cache
def list_sources() -> dict[str, Path]:
    folder = os.environ.get("DISCLOSURE_SOURCES", "")
    paths = [path for path in Path(folder).rglob("*") if path.suffix in (".txt", ".pdf")] if folder else []
    return {hashlib.sha256(path.read_bytes()).hexdigest()[:16]: path for path in paths}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """The findings of each document at hand, by the begin of its digest."""
    wanted = {row["document_sha256"] for row in ROWS}
    paths = {digest: path for digest, path in list_sources().items() if digest in wanted}
    if not paths:
        return {}
    out = tmp_path_factory.mktemp("read")
    command = [
        sys.executable,
        "-m",
        "disclosure",
        "read",
        *map(str, paths.values()),
        "--format",
        "json",
        "--out",
        str(out),
    ]
    subprocess.run(command, check=False, capture_output=True)  # an annex is not read by itself
    return {
        digest: json.loads((out / f"{path.stem}.json").read_text(encoding="utf-8"))["findings"]
        for digest, path in paths.items()
        if (out / f"{path.stem}.json").exists()
    }


def holds(message: str, figures: str) -> int:
    plain = message.replace(",", "")
    return sum(bool(re.search(rf"(?<![\d.]){re.escape(each)}(?!\d)", plain)) for each in figures.split())


def test_every_row_is_found_or_has_a_reason() -> None:
    run = {row["round"] for row in ROWS if row["first_run"] or row["found"] or row["missed_because"]}
    assert {"1", "2", "3"} <= run
    answered = [row for row in ROWS if row["round"] in run]
    assert [row["number"] for row in answered if bool(row["found"]) == bool(row["missed_because"])] == []
    assert {row["found_by"] for row in ROWS} == {"recomputation", "comparison", "words"}


@pytest.mark.parametrize("row", [row for row in ROWS if row["found"]], ids=lambda row: row["number"])
def test_what_is_found_stays_found(row: dict[str, str], read: dict[str, list[dict[str, Any]]]) -> None:
    if row["document_sha256"] not in read:
        pytest.skip("the document is not at hand")
    found = [each["message_zh"] for each in read[row["document_sha256"]] if each["check"] == row["found"]]
    least = min(2, len(row["figures"].split())) if row["found"] not in _OF_WORDS else 0
    if row["found_by"] == "words":  # one row may be of words in several places
        found = ["；".join(found)] if found else []
    assert any(holds(message, row["figures"]) >= least for message in found)
