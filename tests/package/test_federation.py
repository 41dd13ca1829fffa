"""Sites of invented regions merged into one: nothing lost, nothing twice, nothing taken that is not as agreed."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import duckdb
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from tests.editions import unpack_database
from tests.specimens.federation import FIRST, SECOND, Server, alter_table, draw_unit, publish_site, run_server

from disclosure.errors import DisclosureError, SiteError
from disclosure.package.editions.assembly import load_shapes
from disclosure.package.editions.distribution import list_sums
from disclosure.package.editions.partition import FOLDER, INDEX
from disclosure.package.federation import federation
from disclosure.package.federation.address import Address, tidy_text
from disclosure.package.federation.federation import Federation, federate
from disclosure.package.federation.identity import Register, SiteUnit
from disclosure.package.federation.site import visit_site
from disclosure.package.federation.transfer import Visit
from disclosure.package.stored.integrity import SUMS
from disclosure.package.versions.contract import SHARED, VERSION, list_columns
from disclosure.store import find_layout

CHECKOUT = find_layout(Path(__file__).parent)
Merge = Callable[..., Federation]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three sites. b has a unit of the id and name of one of a's, in another region. c publishes three units: one of
    a's with the same documents, one of a's with other documents of 2019 and those of 2020, and one under an id that
    a uses for another."""
    units = {
        "a": (FIRST, [draw_unit(1, 0), draw_unit(1, 1)]),
        "b": (SECOND, [draw_unit(2, 0)]),
        "c": (FIRST, [
            draw_unit(1, 0, unit_id="archive"),
            draw_unit(3, 1, 2, unit_id="archive-two"),
            draw_unit(4, 2, unit_id="invented-0002"),
        ]),
    }  # fmt: skip
    return {name: publish_site(tmp_path_factory.mktemp(name), *what) for name, what in units.items()}


@pytest.fixture
def server(sites: dict[str, Path]) -> Iterator[Server]:
    with run_server() as running:
        running.folders |= sites
        yield running


@pytest.fixture
def merge(server: Server, tmp_path: Path) -> Merge:
    """Merges sites by their names on the server, or by address, into tmp_path/national."""

    def run(*names: str, output: str = "national", strict: bool = False) -> Federation:
        found = [server.address(f"{name}/") if name.isalnum() else name for name in names]
        return federate(CHECKOUT, found, tmp_path / output, tmp_path / "cache", strict=strict)

    return run


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def ask(folder: Path, table: str, question: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{folder}/{FOLDER}/{table}/*/*/*.parquet', "  # noqa: S608
            "hive_types = {'province': VARCHAR, 'fiscal_year': INTEGER})"
        )
        return connection.execute(question).fetchall()


def test_the_whole_is_the_sum_of_its_sites(merge: Merge, sites: dict[str, Path], tmp_path: Path) -> None:
    made = merge("a", "b")
    assert made.replaced
    assert not made.failures
    assert not made.problems
    for table in SHARED:
        stated = [row for name in "ab" for row in read_rows(sites[name] / f"{table}.csv")]
        assert made.rows.get(table, 0) == len(stated), table
    national = tmp_path / "national"
    amounts: float = 0
    for name in "ab":
        with sqlite3.connect(unpack_database(sites[name])) as database:
            amounts += database.execute("SELECT sum(value) FROM facts WHERE measure = 'amount'").fetchone()[0]
    total = ask(national, "facts", "SELECT sum(value) FROM facts WHERE measure = 'amount'")[0][0]
    assert float(str(total)) == pytest.approx(amounts)
    provinces = ask(national, "headlines", "SELECT province, unit_id, fiscal_year FROM headlines ORDER BY ALL")
    assert provinces == [
        *[("980000", "989900-invented-0001", 2019)] * 2, *[("990000", "999900-invented-0001", 2019)] * 2,
        *[("990000", "999900-invented-0002", 2019)] * 2,
    ]  # fmt: skip
    quotes = {row["quote"] for name in "ab" for row in read_rows(sites[name] / "facts.csv")}
    assert {quote for (quote,) in ask(national, "facts", "SELECT DISTINCT quote FROM facts")} == quotes


@pytest.mark.sampled(3, of="merges")
def test_the_package_is_valid_and_its_files_are_listed(merge: Merge, tmp_path: Path) -> None:
    merge("a", "b", "c", server_down := "http://127.0.0.1:9/")
    national = tmp_path / "national"
    report = Package(str(national / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    lines = (national / SUMS).read_text("utf-8").splitlines()
    sums = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    assert sums == list_sums(national)
    listed = {row["path"]: row["sha256"] for row in read_rows(national / INDEX)}
    assert listed == {path: digest for path, digest in sums.items() if path.endswith(".parquet")}
    rows = {row["catalogue"]: row for row in read_rows(national / "sites.csv")}
    assert rows[f"{server_down}datapackage.json"]["error"]
    assert [row["taken"] for row in rows.values() if not row["error"]] == ["4", "2", "2"]
    index = json.loads((national / "units.json").read_text("utf-8"))["units"]
    assert [unit["unit_id"] for unit in index] == [row["unit_id"] for row in read_rows(national / "units.csv")]
    assert all(unit["fact_rows"] > 300 for unit in index)


@pytest.mark.sampled(3, of="merges")
def test_the_lines_of_the_page_run_as_they_stand(
    merge: Merge, sites: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge("a", "b")
    monkeypatch.chdir(tmp_path)
    page = (CHECKOUT.docs / "reference" / "federation.md").read_text("utf-8")
    (lines,) = re.findall(r"^```sql\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    with duckdb.connect() as connection:
        found = connection.execute(lines).fetchall()
        assert connection.execute("SELECT count(*) FROM reports").fetchall() == [(6,)]
    spent = {}
    for name in "ba":
        with sqlite3.connect(unpack_database(sites[name])) as database:
            spent[name] = database.execute("SELECT sum(amount) FROM executed_by_function").fetchone()[0]
    assert [row[:2] for row in found] == [("980000", 2019), ("990000", 2019)]
    assert [float(row[2]) for row in found] == pytest.approx([spent["b"], spent["a"]])


@pytest.mark.sampled(3, of="merges")
def test_what_several_sites_publish_is_taken_once_and_told(merge: Merge, server: Server, tmp_path: Path) -> None:
    made = merge("a", "c")
    told = {(problem.kind, problem.unit, problem.report): problem.stands for problem in made.problems}
    assert told == {
        ("shared", "archive", ""): "999900-invented-0001",
        ("repeated", "archive", "archive-2019-budget"): "999900-invented-0001-2019-budget",
        ("repeated", "archive", "archive-2019-final"): "999900-invented-0001-2019-final",
        ("shared", "archive-two", ""): "999900-invented-0002",
        ("contested", "archive-two", "archive-two-2019-budget"): "999900-invented-0002-2019-budget",
        ("contested", "archive-two", "archive-two-2019-final"): "999900-invented-0002-2019-final",
        ("clash", "invented-0002", ""): "999900-invented-0002",
    }
    assert {problem.other for problem in made.problems} == {server.address("a/datapackage.json")}
    units = {row["unit_id"]: row for row in read_rows(tmp_path / "national" / "units.csv")}
    assert set(units) == {"999900-invented-0001", "999900-invented-0002"}
    both = units["999900-invented-0002"]
    assert (both["years"], both["reports"], both["also_at"]) == ("2019 2020", "4", server.address("c/datapackage.json"))
    assert both["latest"] == "999900-invented-0002-2020-final"
    assert ask(tmp_path / "national", "reports", "SELECT count(*), count(DISTINCT report_id) FROM reports") == [(6, 6)]


@pytest.mark.sampled(3, of="merges")
def test_the_order_of_the_sites_changes_nothing(merge: Merge, tmp_path: Path) -> None:
    merge("a", "b", "c", "ftp://nowhere.example/")
    merge("c", "ftp://nowhere.example/", "b", "a", "c", output="again")
    assert list_sums(tmp_path / "national") == list_sums(tmp_path / "again")


@pytest.mark.sampled(3, of="merges")
def test_what_has_not_changed_is_not_fetched_again(merge: Merge, server: Server, tmp_path: Path) -> None:
    first = merge("a")
    assert first.fetched > 0
    before = list_sums(tmp_path / "national")
    server.asked.clear()
    assert merge("a").fetched == 0
    assert server.asked == ["/a/datapackage.json"]
    rotten = max((tmp_path / "cache").rglob("*"), key=lambda path: path.stat().st_size)
    content = rotten.read_bytes()
    rotten.unlink()  # its file may have a second name
    rotten.write_bytes(content.replace(b"1", b"2"))
    assert merge("a").fetched == len(content)
    shutil.rmtree(tmp_path / "cache")
    assert merge("a").fetched == first.fetched
    assert list_sums(tmp_path / "national") == before


@pytest.mark.sampled(3, of="merges")
def test_a_folder_is_as_good_as_an_address(merge: Merge, sites: dict[str, Path], tmp_path: Path) -> None:
    made = merge(f"{sites['a']}/", str(sites["b"] / "datapackage.json"))
    assert not made.failures
    merge("a", "b", output="again")
    ours, theirs = (ask(tmp_path / name, "facts", "SELECT * FROM facts ORDER BY ALL") for name in ("national", "again"))
    assert ours == theirs


def misbehave(server: Server, how: str) -> None:
    """Let site a do something that is not as agreed."""
    facts, catalogue = "/a/facts.csv", "/a/datapackage.json"
    content = server.find(facts)
    assert content is not None
    if how == "tampered":
        server.bodies[facts] = content.replace(b"invented-0001-2019-final,1,", b"invented-0001-2019-final,2,", 1)
    elif how == "truncated":
        server.cut[facts] = 5000
    elif how == "longer":
        server.bodies[facts] = content + b"\n"
    elif how == "shorter":
        server.bodies[facts] = content[:-1]
    elif how == "huge":
        server.heads[facts] = {"Content-Length": str(1 << 50)}
    elif how == "file":
        server.moved[facts] = "file:///etc/hostname"
    elif how == "missing":
        server.folders["a"] = Path("/nowhere")
        server.bodies[catalogue] = (server.folders["c"] / "datapackage.json").read_bytes()
    else:
        descriptor = json.loads(server.find(catalogue) or b"")
        resource = next(each for each in descriptor["resources"] if each["name"] == "facts")
        {
            "newer": lambda: descriptor.update(contractVersion=VERSION + 1),
            "older": lambda: descriptor.pop("contractVersion"),
            "columns": lambda: resource["schema"]["fields"].pop(),
            "size": lambda: resource.update(bytes=1 << 40),
            "sum": lambda: resource.update(hash="md5:0"),
            "unwritable": lambda: resource.update(path="\ud800.csv"),
            "elsewhere": lambda: resource.update(path="../b/facts.csv"),
            "licence": lambda: descriptor.pop("licenses"),
            "table": lambda: descriptor["resources"].remove(resource),
            "nothing": descriptor.clear,
        }[how]()
        server.bodies[catalogue] = json.dumps(descriptor).encode()


@pytest.mark.sampled(5)
@pytest.mark.parametrize(
    ("how", "words", "at"),
    [
        ("tampered", "another sha256", "facts.csv"),
        ("truncated", r"the download is incomplete|cannot be fetched", "facts.csv"),
        ("longer", "announces", "facts.csv"), ("shorter", "where the catalogue says", "facts.csv"),
        ("huge", "announces", "facts.csv"), ("file", "not a plain web address", "facts.csv"),
        ("missing", "404", "reports.csv"),
        ("newer", "newer than that of", "datapackage.json"), ("older", "no contract we know", "datapackage.json"),
        ("columns", "columns of facts are not", "datapackage.json"), ("size", "no valid size", "datapackage.json"),
        ("sum", "no valid size", "datapackage.json"), ("elsewhere", "outside its own folder", "datapackage.json"),
        ("unwritable", "outside its own folder", "datapackage.json"),
        ("licence", "names no licence", "datapackage.json"), ("table", "has no table facts", "datapackage.json"),
        ("nothing", "is not the descriptor", "datapackage.json"),
    ],
)  # fmt: skip
def test_a_site_that_is_not_as_agreed_is_named_and_left_out(
    merge: Merge, server: Server, tmp_path: Path, how: str, words: str, at: str
) -> None:
    misbehave(server, how)
    made = merge("a")
    assert not made.replaced
    assert not (tmp_path / "national").exists()
    (failure,) = made.failures
    assert failure.file == server.address(f"a/{at}")
    with pytest.raises(DisclosureError, match=words):
        raise failure
    assert failure.remedy
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.sampled(3, of="merges")
def test_one_bad_site_never_stops_the_rest_unless_that_is_wanted(merge: Merge, server: Server, tmp_path: Path) -> None:
    merge("b")
    before = list_sums(tmp_path / "national")
    misbehave(server, "tampered")
    assert not merge("a", "b", strict=True).replaced
    assert list_sums(tmp_path / "national") == before
    misbehave(server, "unwritable")
    made = merge("a", "b")
    assert made.replaced
    assert len(made.failures) == 1
    assert made.rows == merge("b").rows
    server.bodies.clear()
    contested = merge("c", "a", strict=True)
    assert not contested.failures
    assert not contested.replaced


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("table", "old", "new", "words"),
    [
        ("facts", ",120,", ",1e3,", "value is not a valid number"),
        ("facts", "-2019-budget,2,", "-2019-budget,1,", "two rows have the same key"),
        ("facts", "invented-0001-2019-final,", "invented-0009-2019-final,", "a row that reports does not have"),
        ("facts", ",executed,", ",done,", "phase is not one of its allowed values"),
        ("facts", "\n", "\nstray,", "is not in the expected CSV format"),
        ("facts", "quote", "words", "first line does not name the expected columns"),
        ("headlines", ",999900,2019,", ",999900,2020,", "not those of the report"),
        ("reports", ",2019,", ",20190,", "year is not a valid year"),
        ("reports", "invented-0001-2019-budget,", "invented-0002-2019-budget,", "two rows|not those of the report"),
        ("units_wide", ",999900,", ",999901,", "refers to a row that regions does not have"),
    ],
)
def test_a_table_that_breaks_its_schema_is_refused(
    merge: Merge, sites: dict[str, Path], tmp_path: Path, table: str, old: str, new: str, words: str
) -> None:
    if old == ",120,":
        row = read_rows(sites["a"] / "facts.csv")[0]
        old, new = f",{row['value']},", f",{row['value']}e0,"
    site = alter_table(sites["a"], tmp_path / "altered", table, old, new)
    made = merge(f"{site}/")
    (failure,) = made.failures
    assert failure.file == (site / f"{table}.csv").as_posix()
    with pytest.raises(DisclosureError, match=words):
        raise failure


def test_a_formula_of_a_site_is_none_in_the_index(merge: Merge, sites: dict[str, Path], tmp_path: Path) -> None:
    site = alter_table(sites["a"], tmp_path / "altered", "units_wide", "望舒县档案馆", "'=1+1")
    assert not merge(f"{site}/").failures
    content = (tmp_path / "national" / "units.csv").read_text("utf-8")
    assert ",'=1+1," in content
    assert ",=1+1," not in content


@pytest.mark.sampled(3, of="merges")
def test_what_breaks_off_leaves_the_old_package(merge: Merge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    merge("a")
    before = list_sums(tmp_path / "national")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(federation, "replace_folder", stop)
    with pytest.raises(KeyboardInterrupt):
        merge("a", "b")
    assert list_sums(tmp_path / "national") == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_nothing_else_is_ever_replaced(merge: Merge, tmp_path: Path) -> None:
    (tmp_path / "national").mkdir()
    (tmp_path / "national" / "novel.txt").write_text("chapter one", encoding="utf-8")
    with pytest.raises(DisclosureError, match="other than a federation"):
        merge("a")


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
anything = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
SHAPES = {"facts": load_shapes(CHECKOUT)["facts"]}


@given(st.data())
def test_of_a_catalogue_only_our_errors_escape(data: st.DataObject) -> None:
    """A right catalogue in which anything may stand for anything."""
    resource = {
        "name": "facts", "path": "facts.csv", "bytes": 100, "hash": f"sha256:{'0' * 64}",
        "schema": {"fields": [{"name": name, "type": kind} for name, kind in list_columns(SHAPES["facts"].schema)]},
    }  # fmt: skip
    catalogue = {"contractVersion": VERSION, "licenses": [{"name": "CC0-1.0"}], "title": "x", "resources": [resource]}
    for place in (resource, catalogue):
        if data.draw(st.booleans()):
            place[data.draw(st.sampled_from(sorted(place)))] = data.draw(anything)

    class Fixed(Visit):
        def fetch(self, address: str, sink: BinaryIO, limit: int) -> None:
            sink.write(json.dumps(catalogue).encode())

    address = Address("somewhere/datapackage.json")
    told = ""
    try:
        site = visit_site(Fixed(address), address, SHAPES)
        told = f"{site.title}{site.publisher}{site.license}{site.homepage}{site.version}"
        assert resource["name"] == "facts"
        assert site.files["facts"].address.startswith("somewhere/")
    except SiteError as error:
        told = tidy_text(str(error))
    assert told.isprintable()
    assert told.encode("utf-8")


names = st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=2, unique=True)
units = st.builds(
    lambda unit, named: SiteUnit(unit, named[0], "", "999900", tuple(named)), st.sampled_from(["x", "y", "z"]), names
)
sites_drawn = st.lists(st.lists(units, max_size=3, unique_by=lambda unit: unit.unit_id), max_size=4)


@given(sites_drawn)
def test_no_id_ever_means_two(drawn: list[list[SiteUnit]]) -> None:
    register = Register()
    for number, listed in enumerate(drawn):
        admission = register.admit(f"site-{number}", listed)
        assert len(set(admission.ids.values())) == len(admission.ids)
        left_out = {problem.unit for problem in admission.problems if problem.kind in federation.LOSSES}
        assert left_out.isdisjoint(admission.ids)
        assert left_out | set(admission.ids) == {unit.unit_id for unit in listed}
        for unit_id, national in admission.ids.items():
            if national in register.units:
                known = {mark for mark, owner in register._known.items() if owner == national}
                assert known & admission.units[unit_id].marks
        register.commit(admission)
