from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.errors import DescriptionError
from disclosure.store import (
    MAX_YAML_BYTES,
    Layout,
    dump_csv,
    dump_json,
    find_layout,
    format_value,
    hash_bytes,
    hash_file,
    load_yaml,
    read_csv,
    write_bytes,
    write_csv,
)

# --- paths ---------------------------------------------------------------------------------------


def test_the_layout_is_found_from_a_folder_inside(tmp_path: Path) -> None:
    (tmp_path / "data" / "reference").mkdir(parents=True)
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    assert find_layout(tmp_path / "docs" / "deep").root == tmp_path.resolve()


def test_no_layout_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(DescriptionError) as caught:
        find_layout(tmp_path)
    assert "--root" in caught.value.remedy


def test_report_folders_are_sorted_and_hold_a_description(tmp_path: Path) -> None:
    for name in ("b/2022-final", "a/2023-final", "a/2023-budget"):
        (tmp_path / "data/reports" / name).mkdir(parents=True)
        (tmp_path / "data/reports" / name / "report.yml").touch()
    (tmp_path / "data/reports/a/2024-final").mkdir()
    found = [folder.relative_to(tmp_path / "data/reports").as_posix() for folder in Layout(tmp_path).report_folders()]
    assert found == ["a/2023-budget", "a/2023-final", "b/2022-final"]


def test_sources_are_sought_beside_the_report_then_in_the_named_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("report", "elsewhere", "sources"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("DISCLOSURE_SOURCES", str(tmp_path / "elsewhere"))
    found = Layout(tmp_path).source_folders(tmp_path / "report")
    assert [folder.name for folder in found] == ["report", "elsewhere", "sources"]
    monkeypatch.setenv("DISCLOSURE_SOURCES", str(tmp_path / "absent"))
    assert [folder.name for folder in Layout(tmp_path).source_folders()] == ["sources"]


# --- writing -------------------------------------------------------------------------------------


def test_writing_the_same_bytes_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.txt"
    assert write_bytes(path, b"one")
    os.utime(path, (0, 0))
    assert not write_bytes(path, b"one")
    assert path.stat().st_mtime == 0
    assert write_bytes(path, b"two")
    assert path.read_bytes() == b"two"


def test_a_write_that_fails_keeps_the_old_file_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["file.txt"]


def test_hashes_agree(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"abc")
    assert hash_file(tmp_path / "file") == hash_bytes(b"abc")
    assert hash_bytes(b"abc").startswith("ba7816bf")


# --- values and CSV ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (Decimal("3531300.00"), "3531300"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.00"), "0"),
        (Decimal("-0.50"), "-0.5"),
        (Decimal(100), "100"),
        ((1, 2), "1 2"),
        ((), ""),
        ("a b", "a b"),
    ],
)
def test_a_value_has_one_form(value: object, text: str) -> None:
    assert format_value(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_a_decimal_keeps_its_value(value: Decimal) -> None:
    assert Decimal(format_value(value)) == value


texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=20)


@given(st.lists(st.fixed_dictionaries({"a": texts, "b": texts}), max_size=5))
def test_csv_is_read_back_and_written_the_same(folder: Path, rows: list[dict[str, str]]) -> None:
    path = folder / "table.csv"
    write_csv(path, ("a", "b"), rows)
    assert read_csv(path) == rows
    assert dump_csv(("a", "b"), read_csv(path)) == path.read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("csv")


def test_csv_is_quoted_as_little_as_possible() -> None:
    content = dump_csv(("a", "b"), [{"a": "一,二", "b": '"'}, {"a": "三"}])
    assert content == 'a,b\n"一,二",""""\n三,\n'.encode()


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(ValueError, match="c"):
        dump_csv(("a",), [{"a": 1, "c": 2}])


@pytest.mark.parametrize(
    "content",
    [None, b"a,b\n\xff\xfe,1\n", b'a,b\n"x,1\n', b"a,b\n1\n", b"a,b\n1,2,3\n", b"a,a\n1,2\n", b"a\n1\n", b""],
)
def test_csv_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "table.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DescriptionError) as caught:
        read_csv(path, ("a", "b"))
    assert caught.value.file == str(path)
    assert caught.value.remedy


def test_a_cell_of_csv_may_be_as_long_as_a_document(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a\n" + "x" * 200_000 + "\n", "utf-8")
    assert len(read_csv(path)[0]["a"]) == 200_000


def test_json_is_canonical() -> None:
    assert dump_json({"b": "明账", "a": [1]}) == '{\n  "b": "明账",\n  "a": [\n    1\n  ]\n}\n'.encode()


# --- YAML ----------------------------------------------------------------------------------------


def load(tmp_path: Path, content: str | bytes) -> object:
    path = tmp_path / "file.yml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_yaml(path)


def test_plain_yaml_is_read(tmp_path: Path) -> None:
    content = "a: 1\nb: [x, '0201']\nc: 2025-01-01\nd: 12.50\ne: true\nf:\n"
    assert load(tmp_path, content) == {
        "a": 1, "b": ["x", "0201"], "c": "2025-01-01", "d": "12.50", "e": True, "f": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "a: &x 1\nb: *x\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "1: a\n",
        "? [a]\n: 1\n",
        "a: !!python/object/apply:os.system [x]\n",
        "a: !unknown 1\n",
        "a: [\n",
        "a: 1\n---\nb: 2\n",
        b"a: \xff\n",
        "a: " + "[" * 5000,
        "a: !!int x\n",
        "#" * (MAX_YAML_BYTES + 1),
    ],
)
def test_what_is_not_plain_is_refused(tmp_path: Path, content: str | bytes) -> None:
    with pytest.raises(DescriptionError) as caught:
        load(tmp_path, content)
    assert caught.value.file.endswith("file.yml")


@pytest.mark.parametrize("code", ["0201", "1:30", "0b11", "0x1F", "1_000", "1" * 5000])
def test_only_plain_decimal_digits_are_numbers(tmp_path: Path, code: str) -> None:
    assert load(tmp_path, f"a: {code}\n") == {"a": code}
