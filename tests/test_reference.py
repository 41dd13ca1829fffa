"""The code lists: complete for what is published, consistent with each other and with the model."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from disclosure.errors import DescriptionError
from disclosure.model import MEASURES, PHASES, STATEMENTS
from disclosure.package.editions.descriptor import CODE_LISTS, REPORTS, TITLES
from disclosure.package.stored.definitions import CHECK_DEFINITIONS
from disclosure.package.stored.tables import DETAILS, TABLES
from disclosure.package.versions.contract import list_links
from disclosure.reference import load_reference
from disclosure.store import dump_csv, dump_json, find_layout, read_csv

LAYOUT = find_layout(Path(__file__).parent)
LISTS = sorted(path.stem for path in LAYOUT.reference.glob("*.csv"))


def rows_of(name: str) -> list[dict[str, str]]:
    return read_csv(LAYOUT.reference / f"{name}.csv")


def test_every_list_is_published() -> None:
    """Not the abolished divisions and zones, where no unit is, and not the labels, which the checks count; nor the
    register of subordinate units, which begins with the first of them: each figure of one has its id and name."""
    assert sorted([*CODE_LISTS, "finding_labels", "former_regions", "zones"]) == [
        name for name in LISTS if name != "subunits"
    ]


def test_ids_of_subordinate_units_are_published_with_their_names() -> None:
    """Who has a row of a detail needs no register to know whose it is."""
    register = {row["subunit_id"] for row in load_reference(LAYOUT.reference).subunits.rows}
    tables = [name for name, columns in DETAILS.items() if "subunit_id" in columns]
    paths = [path for folder in LAYOUT.report_folders() for path in folder.glob("*.csv") if path.stem in tables]
    shown = {(row["subunit_id"], row["subunit"]) for path in paths for row in read_csv(path) if row["subunit_id"]}
    assert {subunit_id for subunit_id, _ in shown} <= register
    assert all(name for _, name in shown)


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_canonical(name: str) -> None:
    content = (LAYOUT.reference / f"{name}.csv").read_bytes()
    columns = content.decode("utf-8").partition("\n")[0].split(",")
    assert dump_csv(columns, rows_of(name)) == content


@pytest.mark.parametrize(("name", "codes"), [("phases", PHASES), ("measures", MEASURES), ("statements", STATEMENTS)])
def test_lists_are_those_of_the_model(name: str, codes: tuple[str, ...]) -> None:
    assert tuple(row["code"] for row in rows_of(name)) == codes


@pytest.mark.parametrize("name", ["functional", "economic"])
def test_codes_stand_under_their_parents(name: str) -> None:
    rows = {row["code"]: row for row in rows_of(name)}
    assert len(rows) == len(rows_of(name))
    for code, row in rows.items():
        assert code.isdigit()
        assert len(code) == 1 + 2 * int(row["level"])
        assert row["parent"] == ("" if row["level"] == "1" else code[:-2])
        assert row["parent"] in rows or row["parent"] == ""


@pytest.mark.parametrize("name", ["functional", "economic"])
def test_a_name_means_one_code_below_its_parent(name: str) -> None:
    names = Counter(
        (row["parent"], each)
        for row in rows_of(name)
        if row["source"] == "standard"  # the others are not used to read
        for each in (row["name"], *row["aliases"].split("|"))
        if each
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_names_lead_to_units_and_codes() -> None:
    reference = load_reference(LAYOUT.reference)
    for row in rows_of("unit_names"):
        unit = reference.unit_named(row["name"])
        assert unit is not None
        assert unit.unit_id == row["unit_id"]
        assert unit.region_code in reference.regions
    code = reference.functional.find_path(["其他支出", "其他支出", "其他支出"])
    assert code is not None
    assert code.code == "2299999"


def test_a_name_belongs_to_one_unit() -> None:
    names = Counter(row["name"] for row in rows_of("unit_names"))
    assert max(names.values()) == 1


def test_every_statement_has_concepts() -> None:
    keys = [(row["statement"], row["item"]) for row in rows_of("concepts")]
    assert len(set(keys)) == len(keys)
    assert {statement for statement, _ in keys} == set(STATEMENTS)
    assert {statement for statement, item in keys if item == ""} == set(STATEMENTS)


def test_one_english_term_for_one_chinese_term() -> None:
    """Within a statement two labels never share one translation, nor one label two items."""
    for language in ("label_zh", "label_en"):
        labels = Counter((row["statement"], row[language]) for row in rows_of("concepts") if row["item"])
        assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("name", sorted([*TITLES, *DETAILS]))
def test_schemas_describe_every_column(name: str) -> None:
    path = LAYOUT.schemas / f"{name}.json"
    schema = json.loads(path.read_bytes())
    assert dump_json(schema) == path.read_bytes()
    fields = schema["fields"]
    columns = {**TABLES, **DETAILS, "reports": REPORTS, "check_definitions": CHECK_DEFINITIONS}
    expected = list(columns[name]) if name in columns else list(rows_of(name)[0])
    assert [field["name"] for field in fields] == expected
    for field in fields:
        assert field["title"]
        assert field["title_en"]
        assert len(field["description"]) > 10
    assert schema["missingValues"] == [""]
    keys = [
        schema.get("primaryKey", []),
        *schema.get("uniqueKeys", []),
        *(k["fields"] for k in list_links(schema)),
    ]
    assert {column for key in keys for column in key} <= set(expected)
    assert any(keys)


def test_schemas_allow_what_the_model_allows() -> None:
    fields = {field["name"]: field for field in json.loads((LAYOUT.schemas / "facts.json").read_bytes())["fields"]}
    assert tuple(fields["statement"]["constraints"]["enum"]) == STATEMENTS
    assert tuple(fields["phase"]["constraints"]["enum"]) == PHASES
    assert tuple(fields["measure"]["constraints"]["enum"]) == MEASURES
    assert "columnType" not in fields["value"], "it holds shares and counts as well as money"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("river-office,旧名,,,2020-01-01,2023-12-31,", ""),
        ("river-office,旧名,,,,2023-12-31,river-hall", ""),
        ("river-office,旧名,,,2023,,", "not a date"),
        ("river-office,旧名,,,2024-01-01,2023-12-31,", "before valid_from"),
        ("river-office,旧名,,,,2023-12-31,nobody", "not another unit"),
        ("river-office,旧名,,,,2023-12-31,river-office", "not another unit"),
        ("river-office,旧名,,,,,river-hall", "valid_to is missing"),
    ],
)
def test_renames_and_mergers_have_days_and_known_successors(tmp_path: Path, row: str, problem: str) -> None:
    shutil.copytree(LAYOUT.reference, tmp_path / "reference")
    region = next(iter(load_reference(LAYOUT.reference).regions.by_code))
    with (tmp_path / "reference" / "units.csv").open("a", encoding="utf-8") as stream:
        stream.writelines(f"{unit},{name},,{region}\n" for unit, name in (("river-office", "甲"), ("river-hall", "乙")))
    with (tmp_path / "reference" / "unit_names.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{row}\n")
    if problem:
        with pytest.raises(DescriptionError, match=problem):
            load_reference(tmp_path / "reference")
    else:
        assert load_reference(tmp_path / "reference").units["river-office"].names[-1] == "旧名"


#: Rows of lists that a site of its own begins without.
ADDED = {
    "units": "qinghe-calendar,望舒历法局,,110000\nqinghe-stars,望舒观星局,,110000\n",
    "unit_names": "qinghe-calendar,望舒历法局,,,,,\nqinghe-stars,望舒观星局,,,,,\n",
    "sources": "http://a.example/l/,望舒市政府,110000,platform\nhttp://b.example/l/,望舒市政府,110000,platform\n",
}
#: A list, what it contains, what it becomes.
SPOILT = {
    "id that leads elsewhere": ("units", "qinghe-calendar,", "../../etc,"),
    "id of no characters": ("units", "qinghe-calendar,", ","),
    "id twice": ("units", "qinghe-calendar,", "qinghe-stars,"),
    "name that reverses": ("units", "历法局", "\u202e历法局"),
    "name with a sign of no width": ("unit_names", "历法局", "历\u200b法局"),
    "code of words": ("functional", "\n201,", "\n二〇一,"),
    "code without a name": ("economic", "\n301,工资福利支出", "\n301,"),
    "column lost": ("funds", "label_zh", "label"),
    "cell lost": ("concepts", "overall,", ""),
    "abolished division that there is": ("former_regions", "\n110103,", "\n110101,"),
    "abolished division in no division": ("former_regions", "崇文区,110000", "崇文区,999900"),
    "successor that there is not": ("former_regions", "密云县,110000,2015,110118", "密云县,110000,2015,999918"),
    "year of words": ("former_regions", ",2010,", ",去年,"),
    "zone in no division": ("zones", "雄安新区,130600", "雄安新区,133100"),
    "zone twice": ("zones", "天府新区", "江北新区"),
    "list page that is not an address": ("sources", "\nhttp://a.example", "\na.example"),
    "list page twice": ("sources", "\nhttp://a.example", "\nhttp://b.example"),
    "list page of no region": ("sources", ",110000,platform", ",999999,platform"),
    "list page of no publisher": ("sources", "望舒市政府,", ","),
    "list page of no kind": ("sources", ",110000,platform", ",110000,"),
    "line break": ("regions", "昌吉市", '"昌吉\n市"'),
}


@pytest.mark.parametrize("way", SPOILT)
def test_a_list_that_is_not_as_it_must_be_is_refused(tmp_path: Path, way: str) -> None:
    name, was, becomes = SPOILT[way]
    shutil.copytree(LAYOUT.reference, tmp_path / "reference")
    for added, rows in ADDED.items():
        with (tmp_path / "reference" / f"{added}.csv").open("a", encoding="utf-8", newline="") as stream:
            stream.write(rows)
    load_reference(tmp_path / "reference")
    path = tmp_path / "reference" / f"{name}.csv"
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), "utf-8", newline="")
    with pytest.raises(DescriptionError) as caught:
        load_reference(tmp_path / "reference")
    assert caught.value.file == str(path)
    assert caught.value.remedy


def test_an_empty_alias_names_nothing(tmp_path: Path) -> None:
    shutil.copytree(LAYOUT.reference, tmp_path / "reference")
    path = tmp_path / "reference" / "functional.csv"
    lines = path.read_text("utf-8").splitlines()
    cells = lines[1].split(",")
    lines[1] = ",".join((*cells[:6], "||", *cells[7:]))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    code = load_reference(tmp_path / "reference").functional.by_code[cells[0]]
    assert code.aliases == ()


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("99001,虚构省,,", "six digits"), ("990000,,,", "no name"), ("990001,望舒县,,990000", "990000"),
        ("990000,虚构省,,990100 990100,长庚市,,990000", "lies in itself"), ("990000,虚构省,,990000", "lies in itself"),
    ],
)  # fmt: skip
def test_a_region_lies_in_one_of_the_list(tmp_path: Path, rows: str, problem: str) -> None:
    shutil.copytree(LAYOUT.reference, tmp_path / "reference")
    with (tmp_path / "reference" / "regions.csv").open("a", encoding="utf-8", newline="") as stream:
        stream.writelines(f"{row}\n" for row in rows.split(" "))
    with pytest.raises(DescriptionError, match=problem) as caught:
        load_reference(tmp_path / "reference")
    assert caught.value.place.startswith("row ")
