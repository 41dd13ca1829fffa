"""The vocabulary: a fault in it is an error that names file and place, and no word of it is idle."""

from __future__ import annotations

import ast
import copy
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.documents import list_regional, read_once
from tests.parse.forms.test_form_variants import FORMS
from tests.specimens import accounts, books, forms, institution, national, performance, prose, variants

from disclosure.command.report.source import SourceIndex
from disclosure.description import load_report
from disclosure.errors import DescriptionError
from disclosure.parse import vocabulary
from disclosure.parse.forms.names.records import split_code, strip_number
from disclosure.parse.stream import fold, stream_of_all
from disclosure.parse.terms.header import plain_header
from disclosure.parse.vocabulary import expand, load_vocabulary
from disclosure.reference import normalize_name
from disclosure.store import Layout, load_yaml

CODE = Path(__file__).parents[2] / "scripts" / "disclosure"
FOLDER = CODE / "vocabulary"

Fault = Callable[[Any], Any]


@cache
def load_original(name: str) -> Any:
    return load_yaml(FOLDER / name)


def load_copied(path: Path) -> Any:
    """A file of a copy; one that was left as it is was read before."""
    same = path.is_file() and path.read_bytes() == (FOLDER / path.name).read_bytes()
    return copy.deepcopy(load_original(path.name)) if same else load_yaml(path)


@pytest.fixture
def spoil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Fault], Path]:
    """A copy of the vocabulary with one file changed."""
    monkeypatch.setattr(vocabulary, "load_yaml", load_copied)

    def change(name: str, fault: Fault) -> Path:
        folder = tmp_path / "vocabulary"
        shutil.copytree(FOLDER, folder)
        content = copy.deepcopy(load_original(name))
        replaced = fault(content)
        text = yaml.safe_dump(content if replaced is None else replaced, allow_unicode=True)
        (folder / name).write_text(text, encoding="utf-8")
        return folder

    return change


def assert_refused(folder: Path, name: str, place: str) -> None:
    with pytest.raises(DescriptionError) as caught:
        load_vocabulary(folder)
    assert Path(caught.value.file).name == name
    assert place in caught.value.place
    assert caught.value.problem
    assert caught.value.remedy


def put(*keys: str | int, value: Any) -> Fault:
    """A fault that sets the entry at ``keys`` to ``value``."""

    def fault(content: Any) -> None:
        for key in keys[:-1]:
            content = content[key]
        content[keys[-1]] = value

    return fault


def drop(*keys: str | int) -> Fault:
    """A fault that takes the entry at ``keys`` away."""

    def fault(content: Any) -> None:
        for key in keys[:-1]:
            content = content[key]
        del content[keys[-1]]

    return fault


def whole(value: Any) -> Fault:
    """A fault that leaves nothing but ``value`` of a file."""
    return lambda content: value


@pytest.mark.parametrize(
    ("name", "fault", "place"),
    [
        ("sections.yml", put(2, "colour", value="red"), "[2]"),
        ("forms.yml", put(0, "colour", value="red"), "[0]"),
        ("labels.yml", put("revenue", 1, "colour", value="red"), "revenue[1]"),
        ("grammar.yml", put("colour", value=["red"]), ""),
        ("grammar.yml", put("regions", 0, "colour", value="red"), "regions[0]"),
        ("ignores.yml", put(1, "colour", value="red"), "[1]"),
        ("performance.yml", put("colour", value=["red"]), ""),
        ("statements.yml", put("colour", value=["red"]), ""),
        ("statements.yml", put("columns", "basic", 0, "colour", value="red"), "columns.basic[0]"),
        ("statements.yml", put("rows", "overall", 3, "colour", value="red"), "rows.overall[3]"),
        ("privacy.yml", put("colour", value=["red"]), ""),
    ],
)
def test_an_unknown_key_is_refused(spoil: Callable[[str, Fault], Path], name: str, fault: Fault, place: str) -> None:
    assert_refused(spoil(name, fault), name, place)


@pytest.mark.parametrize(
    ("name", "fault", "place"),
    [
        ("genres.yml", drop("budget"), "budget"),
        ("genres.yml", put("final", value=[]), "final"),
        ("genres.yml", put("other", value=["“”"]), "other"),
        ("grammar.yml", drop("verbs", "fall"), "verbs.fall"),
        ("grammar.yml", put("fillers", value=["的", " "]), "fillers"),
        ("grids.yml", drop("rows", "procurement"), "rows.procurement"),
        ("grids.yml", drop("lists", "page"), "lists.page"),
        ("statements.yml", drop("rows", "overall"), "rows.overall"),
        ("statements.yml", put("rows", "overall", 0, "words", value=[]), "rows.overall[0]"),
        ("performance.yml", drop("columns", "level1"), "columns.level1"),
        ("privacy.yml", put("surnames", value=[]), "surnames"),
        ("privacy.yml", put("surnames", value=["("]), "surnames"),
        ("privacy.yml", put("surnames", value=["李|.*"]), "surnames"),
        ("privacy.yml", put("transliterated", value=["]"]), "transliterated"),
        ("privacy.yml", put("transliterated", value=["阿布"]), "transliterated"),
    ],
)
def test_what_the_grammar_could_not_use_is_refused(
    spoil: Callable[[str, Fault], Path], name: str, fault: Fault, place: str
) -> None:
    """Found by changing the files at random: each of these ended parsing, or made patterns of words."""
    assert_refused(spoil(name, fault), name, place)


@pytest.mark.parametrize(
    ("name", "fault", "place"),
    [
        ("sections.yml", put(1, "headings", value="一个"), "[1].headings"),
        ("sections.yml", put(1, value="一个"), "[1]"),
        ("sections.yml", drop(1, "headings"), "[1].headings"),
        ("forms.yml", put(1, "titles", value=[1]), "[1].titles"),
        ("labels.yml", whole(["一个"]), ""),
        ("labels.yml", put("revenue", 0, value="一个"), "revenue[0]"),
        ("labels.yml", drop("revenue", 0, "words"), "revenue[0]"),
        ("grammar.yml", whole(["一个"]), ""),
        ("grammar.yml", put("phases", value=["一个"]), "phases"),
        ("grammar.yml", put("phases", "approved", value="一个"), "phases.approved"),
        ("grammar.yml", put("fillers", value="一个"), "fillers"),
        ("ignores.yml", put(0, "patterns", value="一个"), "[0]"),
        ("performance.yml", put("levels1", value=5), "levels1"),
        ("performance.yml", put("columns", value=[]), "columns"),
        ("performance.yml", put("columns", "target", value="一个"), "columns.target"),
        ("statements.yml", put("totals", value="一个"), "totals"),
        ("privacy.yml", put("surnames", value="一个"), "surnames"),
        ("genres.yml", whole(["一个"]), ""),
    ],
)
def test_a_wrong_type_is_refused(spoil: Callable[[str, Fault], Path], name: str, fault: Fault, place: str) -> None:
    assert_refused(spoil(name, fault), name, place)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("grammar.yml", drop("phases")),
        ("grammar.yml", drop("regions")),
        ("grammar.yml", drop("regions", 0, "role")),
        ("performance.yml", drop("goals")),
        ("statements.yml", drop("totals")),
        ("privacy.yml", drop("contexts")),
        ("ignores.yml", drop(0, "reason")),
        ("ignores.yml", drop(0, "meaning")),
        ("sections.yml", drop(0, "section")),
        ("forms.yml", drop(0, "kind")),
    ],
)
def test_a_missing_key_is_refused(spoil: Callable[[str, Fault], Path], name: str, fault: Fault) -> None:
    assert_refused(spoil(name, fault), name, "")


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("sections.yml", whole(5)),
        ("forms.yml", whole("text")),
        ("labels.yml", put("revenue", value=None)),
        ("labels.yml", put("three_public", 6, "units", value=["个"])),
        ("grammar.yml", put("regions", value=None)),
        ("statements.yml", put("columns", value=["一个"])),
        ("statements.yml", put("rows", "overall", value=None)),
    ],
)
def test_a_wrong_type_of_a_whole_part_is_refused(spoil: Callable[[str, Fault], Path], name: str, fault: Fault) -> None:
    assert_refused(spoil(name, fault), name, "")


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("labels.yml", put("revenue", 0, "item", value=["total"])),
        ("labels.yml", put("revenue", 0, "project", value="zero")),
        ("labels.yml", put("revenues", value=[])),
        ("sections.yml", put(1, "statement", value="receipts")),
        ("sections.yml", put(1, "direction", value="sideways")),
        ("forms.yml", put(0, "kind", value="picture")),
        ("grammar.yml", put("regions", 0, "until", value="midnight")),
        ("grammar.yml", put("regions", 0, "role", value="gossip")),
    ],
)
def test_a_word_stands_for_something_that_exists(spoil: Callable[[str, Fault], Path], name: str, fault: Fault) -> None:
    assert_refused(spoil(name, fault), name, "")


def test_a_missing_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "load_yaml", load_copied)
    for name in sorted(path.name for path in FOLDER.glob("*.yml")):
        folder = tmp_path / name
        shutil.copytree(FOLDER, folder)
        (folder / name).unlink()
        with pytest.raises(DescriptionError) as caught:
            load_vocabulary(folder)
        assert Path(caught.value.file).name == name


def test_a_copy_reads_like_the_original(spoil: Callable[[str, Fault], Path]) -> None:
    copied = load_vocabulary(spoil("labels.yml", lambda content: None))
    assert vars(copied) == vars(load_vocabulary())


# --- reasons -------------------------------------------------------------------------------------


def constants(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def ignored_in(tree: ast.AST) -> Iterator[str]:
    """Words given to a list called ignored: ``claims.ignored.append((start, end, "code"))``."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"append", "extend"}
        ):
            owner = node.func.value
            name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
            if name == "ignored":
                yield from (word for argument in node.args for word in constants(argument))


def parse_room() -> list[ast.AST]:
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((CODE / "parse").rglob("*.py"))]


def test_every_reason_that_code_gives_is_explained() -> None:
    reasons = load_vocabulary().reasons
    given = {word for tree in parse_room() for word in ignored_in(tree)}
    assert given
    assert given <= set(reasons)
    assert all(reasons.values())


def test_every_reason_is_given_by_a_pattern_or_by_code() -> None:
    named = {word for tree in parse_room() for word in constants(tree)}
    by_code = {ignore.reason for ignore in load_vocabulary().ignores if not ignore.patterns}
    assert by_code <= named


# --- no idle word --------------------------------------------------------------------------------


def words_in(content: Any) -> Iterator[str]:
    """Every word of a vocabulary file: what lists of words hold, and the units that words are told apart by."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for each in content:
            yield from words_in(each)
    elif isinstance(content, dict):
        for key, value in content.items():
            if isinstance(value, list | dict) and key != "units":
                yield from words_in(value)
            elif key == "units":
                yield from value


def form_cells() -> list[str]:
    """What the cells of the specimens of final accounts say."""
    made, style = accounts.make_accounts(1), national.Style()
    sheets = [institution.make_institution(made, style), *variants.make_variants(made, style)]
    return [box.text for sheet in sheets for box in sheet.boxes()]


#: What writes specimens of the forms of budgets: heads and rows of several provinces.
BUDGETS = sorted((Path(__file__).parents[1] / "specimens").glob("budget*.py"))


def specimens() -> str:
    """Every text this repository has written to be read: the specimens' and the tests' strings."""
    made = books.make_books(1)
    texts = [
        prose.as_lines(prose.write_final(made)),
        forms.write_budget(made, broken=False, total_first=True),
        performance.write_tabs(),
        performance.write_stacked(),
        performance.write_flat_evaluation(),
        performance.write_flat_targets(),
        *form_cells(),
        *(text for form in FORMS for text in (*form["lines"], form["rows"])),
    ]
    folder = Path(__file__).parent
    for path in (*sorted(folder.rglob("test_*.py")), *sorted(folder.with_name("specimens").glob("*.py"))):
        if path.name != Path(__file__).name:
            texts.extend(constants(ast.parse(path.read_text(encoding="utf-8"))))
    return "\n".join(fold(text) for text in texts)


IDLE = pytest.mark.xfail(strict=True, reason="some of its words stand in no source and in no specimen yet")


@pytest.fixture(scope="module")
def written(repository: Layout, sources: SourceIndex) -> list[str]:
    """Every text at hand, the specimens' among them; skips without the sources."""
    texts = [specimens()]
    for folder in repository.report_folders():
        paths = sources.find_all(load_report(folder / "report.yml"))
        if paths is None:
            pytest.skip("the sources are not at hand")
        texts.extend(stream_of_all(read_once(path)).text for path in paths)
    return texts + [stream_of_all(read_once(path)).text for path in list_regional(repository)]


@pytest.mark.first_reports
@pytest.mark.parametrize(
    "name",
    [
        "labels",
        "performance",
        "statements",
        pytest.param("grammar", marks=IDLE),
        "sections",
        "grids",
        pytest.param("forms", marks=IDLE),
    ],
)
def test_no_word_is_idle(name: str, written: list[str]) -> None:
    """Each word is in a source at hand or in a specimen; without the sources nothing can be said."""
    idle = [
        pattern
        for pattern in words_in(load_yaml(FOLDER / f"{name}.yml"))
        if not any(fold(word.replace("{year}", "2023")) in text for word in expand(pattern) for text in written)
    ]
    assert not idle, " ".join(idle)


def printed_cells(repository: Layout) -> set[str]:
    """What stands whole in a cell of the other regions' documents, or in a string of the tests of gridded forms:
    as a column's head and as a row's name."""
    written = [Path(__file__).parent / "forms" / "test_grid.py", *BUDGETS]
    texts = [fold(text) for path in written for text in constants(ast.parse(path.read_text(encoding="utf-8")))]
    texts += [fold(text) for text in form_cells()]
    texts += [fold(cell) for form in FORMS for line in form["rows"].splitlines() for cell in line.split("|")]
    for document in map(read_once, list_regional(repository)):
        texts.extend(fold(document.text[cell.start : cell.end]) for table in document.tables() for cell in table.cells)
    heads = {re.sub(r"^(20\d\d)?年度?", "", plain_header(text)) for text in texts}
    counted = [found for text in texts if (found := re.fullmatch(r"(.+)（([^（）]+)）", strip_number(text)))]
    heads |= {normalize_name(part) for found in counted for part in found.groups()}
    return heads | {normalize_name(strip_number(text)) for text in texts} | {split_code(text)[1] for text in texts}


def test_no_word_of_the_grids_is_idle_in_a_cell(repository: Layout, sources: SourceIndex) -> None:
    """A head or a row's name is used only where it is all that a cell says; without the documents nothing is said."""
    if not list_regional(repository):
        pytest.skip("the documents are not at hand")
    cells = printed_cells(repository)
    content = load_yaml(FOLDER / "grids.yml")
    del content["lists"]["units"]  # the endings of names
    words = {fold(word) for key in ("rows", "lists", "government") for word in words_in(content[key])}
    assert sorted(word for word in words if word not in cells and normalize_name(word) not in cells) == []
