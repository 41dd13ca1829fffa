"""Templates of messages and the calls that use them: each names the same values; none writes a direction itself."""

from __future__ import annotations

import ast
import string
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.check.test_directions import _FALL, _RISE

import disclosure.check
from disclosure.check import load_checks
from disclosure.check.cases.message import compose
from disclosure.check.cases.registry import SHARED, load_shared
from disclosure.check.cases.registry import load_checks as load
from disclosure.errors import DescriptionError

_WORDS = ("title_zh", "title_en", "basis_zh", "basis_en", "description_zh", "description_en")
#: An entry of checks.yml without its tolerance.
ENTRY = "one:\n" + "".join(f"  {key}: words\n" for key in _WORDS) + "  ground: arithmetic\n  severity: notice\n"
FOLDER = Path(disclosure.check.__file__).parent
TEMPLATES = {(check.check, case): texts for check in load_checks().values() for case, texts in check.messages.items()}
TEMPLATES |= {(SHARED, case): texts for case, texts in load_shared().items()}


def calls() -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    """Every call of compose: its template, and the values it gives."""
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "compose":
                check, case = (argument.value for argument in node.args if isinstance(argument, ast.Constant))
                yield (str(check), str(case)), frozenset(str(keyword.arg) for keyword in node.keywords)


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_template_is_used_once_and_every_call_has_one() -> None:
    assert Counter(template for template, _ in calls()) == Counter(list(TEMPLATES))


@pytest.mark.parametrize(("template", "given"), list(calls()), ids=["-".join(template) for template, _ in calls()])
def test_a_call_gives_the_values_that_its_template_names(template: tuple[str, str], given: frozenset[str]) -> None:
    zh, en = TEMPLATES[template]
    assert values(zh) | values(en) == given


def test_no_template_writes_a_verb_of_direction_next_to_a_figure() -> None:
    named = {key: texts for key, texts in TEMPLATES.items() if values(texts[0])}
    assert [key for key, texts in named.items() for text in texts if _RISE.search(text) or _FALL.search(text)] == []


def test_one_template_serves_both_languages() -> None:
    zh, en = compose("shares-sum", "excess", terms="60 + 50 = 110%", places=("第 1 页", "page 1"))
    assert zh == "基本支出与项目支出占同一总额的比重 60 + 50 = 110%（第 1 页），大于100%。"
    assert "(page 1)" in en


@pytest.mark.parametrize("text", ["{part.fact}", "{part[0]}", "{part:>9}", "{part!r}", "{part", "{}"])
def test_a_template_names_its_values_plainly(text: str, tmp_path: Path) -> None:
    entry = f"{ENTRY}  tolerance: exact\n  messages:\n    found: {{zh: '{text}', en: words}}\n"
    file = tmp_path / "checks.yml"
    file.write_text(entry, encoding="utf-8")
    with pytest.raises(DescriptionError, match="the message found"):
        load(file)


@pytest.mark.parametrize(("tolerance", "good"), [("exact", True), ("1%", True), ("1", False), ("a lot", False)])
def test_a_tolerance_is_a_known_word_or_a_percentage(tolerance: str, good: bool, tmp_path: Path) -> None:
    file = tmp_path / "checks.yml"
    file.write_text(f"{ENTRY}  tolerance: '{tolerance}'\n", encoding="utf-8")
    if good:
        assert load(file)["one"].allowance == (Decimal("0.01") if "%" in tolerance else 0)
    else:
        with pytest.raises(DescriptionError, match="unknown tolerance"):
            load(file)
