"""The page that follows one figure: what it names exists, and its calculation is right."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PAGE = (REPOSITORY / "docs" / "contribute" / "how-it-works.md").read_text("utf-8")
FUNCTIONS = sorted(set(re.findall(r"`(disclosure(?:\.\w+)+):(\w+)`", PAGE)))
PATHS = sorted(set(re.findall(r"`((?:scripts|data/reference)/[\w./-]+)`", PAGE)))


@pytest.mark.parametrize(("module", "name"), FUNCTIONS)
def test_every_function_named_exists(module: str, name: str) -> None:
    assert hasattr(importlib.import_module(module), name)


@pytest.mark.parametrize("path", PATHS)
def test_every_path_named_exists(path: str) -> None:
    assert (REPOSITORY / path).exists()


def test_every_room_is_on_the_page() -> None:
    for room in ("read", "parse", "check", "command", "package", "publish"):
        assert any(module.startswith(f"disclosure.{room}.") for module, _ in FUNCTIONS), room


def test_the_commands_for_terms_give_what_the_page_shows(capsys: pytest.CaptureFixture[str]) -> None:
    section = PAGE[PAGE.index("## 2. ") : PAGE.index("## 3. ")]
    code = re.search(r"python - <<'PY'\n(.*?)\nPY\n", section, re.S)
    shown = re.search(r"```text\n(.*?)```", section, re.S)
    assert code is not None
    assert shown is not None
    exec(code[1], {})  # noqa: S102  # words of our own page
    assert capsys.readouterr().out == shown[1]
