"""Every report in data/reports is a case: its folder must hold what it promises.

Where a report's source is at hand, it is read again: the same bytes, and every quote at its place.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.selection import draw, draw_some

from disclosure.command.report.chain import Outcome, check_among, correct_documents, read_all, recall_report, run_chain
from disclosure.command.report.control import verify_report
from disclosure.command.report.source import SourceIndex
from disclosure.command.review.scan import list_number_columns
from disclosure.command.review.verify import verify_reports
from disclosure.description import UNCONFIRMED, load_report
from disclosure.document import CELL_MARK
from disclosure.model import DETAIL_KINDS, Document, Fact, Indicator, Report
from disclosure.package.stored.integrity import find_state
from disclosure.package.stored.records import read_tables, write_report
from disclosure.package.stored.tables import TABLES
from disclosure.reference import Reference
from disclosure.store import Layout, dump_csv, read_csv

REPOSITORY = Layout(Path(__file__).parents[1])
#: A short run goes through some reports, drawn from its seed; where every case runs, through all.
FOLDERS = draw_some(
    "reports", [each.relative_to(REPOSITORY.reports).as_posix() for each in REPOSITORY.report_folders()], 6
)

#: So many reports are verified by the command; every one of FOLDERS is made again in the process of the test.
_VERIFIED = 6
#: What looks like a mobile number or an identity number: no digit, letter or point before it, no digit, letter or
#: decimals behind it.
PERSONAL = {
    "mobile number": re.compile(r"(?<![0-9A-Za-z.])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z]|\.\d)"),
    "identity number": re.compile(r"(?<![0-9A-Za-z.])[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXx](?![0-9A-Za-z])"),
    "landline": re.compile(r"(?<![0-9A-Za-z.])0\d{2,3}[-－—]\d{7,8}(?![0-9A-Za-z])"),
    "e-mail": re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}"),
}


@pytest.fixture(scope="module", params=FOLDERS)
def folder(request: pytest.FixtureRequest) -> Path:
    name: str = request.param
    return REPOSITORY.reports / name


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return load_report(folder / "report.yml")


@pytest.fixture(scope="module")
def documents(report: Report, sources: SourceIndex) -> list[Document]:
    paths = sources.find_all(report)
    if paths is None:
        pytest.skip(f"the source of {report.report_id} is not at hand")
    return read_all(paths)


@pytest.fixture(scope="module")
def outcome(report: Report, documents: list[Document], reference: Reference) -> Outcome:
    return run_chain(report, documents, reference)


# --- of the data alone ---------------------------------------------------------------------------


def test_control_totals_were_confirmed_by_eye(folder: Path, report: Report) -> None:
    assert UNCONFIRMED not in (folder / "report.yml").read_text(encoding="utf-8")
    assert report.control_totals


def test_the_unit_is_in_the_code_lists(report: Report, reference: Reference) -> None:
    unit = reference.unit_named(report.unit_name)
    assert unit is not None
    assert unit.unit_id == report.unit_id


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_canonical(folder: Path, report: Report, table: str) -> None:
    path = folder / f"{table}.csv"
    rows = read_csv(path)
    assert dump_csv(TABLES[table], rows) == path.read_bytes()
    assert {row["report_id"] for row in rows} <= {report.report_id}


def test_facts_are_numbered_and_have_their_evidence(folder: Path) -> None:
    rows = read_csv(folder / "facts.csv")
    assert [row["fact"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert rows
    for row in rows:
        for column in ("statement", "measure", "value", "value_unit", "reported", "form", "place", "quote"):
            assert row[column], (row["fact"], column)
        assert not re.search(r"\s", row["quote"]), row["fact"]


def test_control_totals_agree_and_acknowledged_findings_exist(folder: Path, report: Report) -> None:
    outcome = check_among(REPOSITORY, recall_report(folder))
    verify_report(report, outcome.parsed.facts, outcome.findings)


def test_the_checks_of_today_give_the_findings_on_record(folder: Path, report: Report) -> None:
    outcome = check_among(REPOSITORY, recall_report(folder))
    tables = read_tables(folder)
    assert sorted(each.finding for each in outcome.findings) == [row["finding"] for row in tables["findings"]]
    found = {(each.check, each.outcome, str(each.tested)) for each in outcome.results}
    assert found == {(row["check"], row["outcome"], row["tested"]) for row in tables["checks"]}


def test_the_data_was_verified_with_this_reader(folder: Path, report: Report) -> None:
    """Run ``disclosure verify --from FOLDER`` where the sources are; the data is what a reader made of them."""
    assert find_state(report, folder) == "verified"


def test_facts_name_what_the_code_lists_know(folder: Path, reference: Reference) -> None:
    for row in read_csv(folder / "facts.csv"):
        if row["item"]:
            assert (row["statement"], row["item"]) in reference.concepts, row["fact"]


# --- against the source, where it is at hand -----------------------------------------------------


def test_the_source_is_as_described(report: Report, documents: list[Document], sources: SourceIndex) -> None:
    paths = sources.find_all(report)
    assert paths is not None
    for source, document, path in zip(report.sources, documents, paths, strict=True):
        assert (source.sha256, source.media_type) == (document.sha256, document.media_type)
        assert source.size == path.stat().st_size


def test_every_report_is_made_again_from_its_source(sources: SourceIndex, tmp_path: Path) -> None:
    """What ``disclosure verify`` does, over some reports of this checkout, in a copy of it."""
    folders = draw("verified").sample(REPOSITORY.report_folders(), min(_VERIFIED, len(FOLDERS)))
    found = [sources.find_all(load_report(folder / "report.yml")) for folder in folders]
    if not all(found):
        pytest.skip("a source is not at hand")
    layout = Layout(tmp_path / "checkout")
    shutil.copytree(REPOSITORY.data, layout.data)
    shutil.copyfile(REPOSITORY.root / "datapackage.json", layout.root / "datapackage.json")
    inbox = tmp_path / "sources"
    inbox.mkdir()
    for path in (path for paths in found for path in paths or ()):
        shutil.copyfile(path, inbox / path.name)
    again = [layout.reports / folder.relative_to(REPOSITORY.reports) for folder in folders]
    verified = verify_reports(layout, again, inbox)
    assert [(each.name, each.differences, each.error) for each in verified if not each.is_equal] == []
    assert len(verified) == len(folders)


def test_no_figure_is_claimed_twice(outcome: Outcome, documents: list[Document]) -> None:
    if len(documents) > 1:
        pytest.skip("offsets are of one document")
    owners: dict[int, Fact | Indicator] = {}
    claims: list[Fact | Indicator] = [*outcome.parsed.facts, *outcome.parsed.indicators]
    for claim in claims:
        for start, end in claim.spans:
            for offset in range(start, end):
                if documents[0].text[offset].isdigit():
                    assert owners.setdefault(offset, claim) is claim, (claim, owners[offset])


def test_a_rebuild_gives_the_same_bytes(folder: Path, outcome: Outcome, tmp_path: Path) -> None:
    layout = Layout(REPOSITORY.root)
    layout.reports = tmp_path
    outcome = check_among(REPOSITORY, outcome)
    write_report(layout, outcome.report, outcome.parsed, outcome.findings, outcome.results)
    rebuilt = tmp_path / outcome.report.folder
    for table in TABLES:
        assert (rebuilt / f"{table}.csv").read_bytes() == (folder / f"{table}.csv").read_bytes(), table


def test_every_quote_stands_at_its_place(folder: Path, report: Report, documents: list[Document]) -> None:
    corrected = correct_documents(report, documents)
    for row in read_csv(folder / "facts.csv"):
        places = [cut_place(document, row["place"]) for document in corrected]
        quote = row["quote"].replace(CELL_MARK, "")
        assert any(holds_quote(place, quote) for place in places), (row["fact"], row["place"], row["quote"])
        in_words = row["form"] == "narrative-words" and row["value"] == "0"
        assert in_words or row["reported"] in row["quote"], (row["fact"], row["reported"], row["quote"])


def test_every_figure_is_accounted_for(folder: Path, outcome: Outcome) -> None:
    counted = Counter(figure.outcome for figure in outcome.parsed.figures)
    stated: Counter[str] = Counter()
    for row in read_csv(folder / "coverage.csv"):
        stated[row["outcome"]] += int(row["figures"])
    assert counted == stated
    for figure in outcome.parsed.figures:
        # the figure of a detail has the kind of the detail as its reason
        assert figure.reason or figure.outcome == "fact"
        assert figure.outcome != "fact" or figure.reason in ("", *DETAIL_KINDS)


def test_no_two_facts_claim_the_same_figure(outcome: Outcome, documents: list[Document]) -> None:
    if len(documents) > 1:
        pytest.skip("offsets are of one document")
    owned: dict[int, int] = {}
    for number, fact in enumerate(outcome.parsed.facts, start=1):
        for start, end in fact.spans:
            for offset in range(start, end):
                assert owned.setdefault(offset, number) == number, (owned[offset], number, fact.place)


def holds_quote(place: str, quote: str) -> bool:
    """Whether the text of a place has the quote, whole or with the foot and head of pages between two parts of it."""
    parts = ((quote[:cut], quote[cut:]) for cut in range(1, len(quote)))
    return quote in place or any(first in place and rest in place.partition(first)[2] for first, rest in parts)


def cut_place(document: Document, place: str) -> str:
    """The text of the lines or pages of a place (``l340-342``, ``p12``) as evidence quotes it."""
    first, _, last = place[1:].partition("-")
    low, high = int(first), int(last or first)
    if place[0] == "l":
        return "".join("".join(document.text.split("\n")[low - 1 : high]).split())
    if high > len(document.pages):
        return ""  # a page of another file of the report
    ends = [*document.pages[1:], len(document.text)]
    return document.evidence(document.pages[low - 1], ends[high - 1]).replace(CELL_MARK, "")


# --- privacy -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PERSONAL)
def test_no_personal_data_in_the_data(kind: str) -> None:
    """In words: an amount of eleven digits in a column of numbers, or in a control total, is an amount."""
    numbers = list_number_columns(REPOSITORY)
    for path in sorted(REPOSITORY.data.rglob("*")):
        if path.suffix == ".csv":
            words = ["\n".join(v for k, v in row.items() if k not in numbers) for row in read_csv(path)]
        elif path.suffix in (".yml", ".json", ".md"):
            words = [re.sub(r"(?m)^    value: '[-.0-9]+'$", "", path.read_text(encoding="utf-8"))]
        else:
            continue
        assert not any(PERSONAL[kind].search(each) for each in words), f"{path.relative_to(REPOSITORY.root)}: a {kind}"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("mobile number", "电话：" + "1" + "3" + "0" * 9),
        ("mobile number", "1" + "9" + "0" + " 0000 0000"),
        ("identity number", "000000".replace("0", "1", 1) + "19000101" + "000X"),
        ("landline", "0000-" + "0" * 7),
        ("e-mail", "nobody@example.org"),
    ],
)
def test_personal_data_would_be_seen(kind: str, text: str) -> None:
    assert PERSONAL[kind].search(text)


@pytest.mark.parametrize("text", ["1380000000.00", "0.1300000000012", "ab13000000000cd", "2024-01-01", "13000000"])
def test_figures_are_not_taken_for_personal_data(text: str) -> None:
    assert not any(pattern.search(text) for pattern in PERSONAL.values())


def test_the_name_of_a_code_has_no_more_steps_than_the_code(folder: Path) -> None:
    """A name path is one name a level: names of other rows in it are a reading error (lists of projects had them)."""
    for row in read_tables(folder)["facts"]:
        if row["functional_code"]:
            steps = row["functional_name"].count("/") + 1
            assert steps <= {3: 1, 5: 2, 7: 3}[len(row["functional_code"])], row["functional_name"]
