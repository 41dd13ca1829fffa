from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.description import (
    STATUSES,
    dump_report,
    load_report,
)
from disclosure.entry import is_plain_text, is_unit_id, is_web_address
from disclosure.errors import DescriptionError, DisclosureError
from disclosure.model import PHASES, STATEMENTS, Acknowledgement, ControlTotal, Correction, Report, Source

REPORT = Report(
    unit_id="qinghe-library",
    year=2023,
    kind="final",
    title="望舒县图书馆2023年度部门决算公开说明",
    unit_name="望舒县图书馆",
    sources=(
        Source("ab" * 32, "text/plain", 4321, "部门决算公开说明", "望舒县图书馆", "https://example.org/2023?id=1"),
    ),
    control_totals=(ControlTotal("overall", "total", Decimal("1234500.50"), "revenue", "executed"),),
    acknowledgements=(Acknowledgement("sum-of-types-1", "单位答复: 四舍五入", "2026-01-31", "answered"),),
)


#: The same with a second source, a scan of which two figures were recognized wrongly.
SCANNED = replace(
    REPORT,
    sources=(
        *REPORT.sources,
        Source(
            "cd" * 32, "application/pdf", 99, "附表", "望舒县图书馆", recognized_pages=(2, 3),
            corrections=(
                Correction(2, "5.68", "5.63", "页面上印的是5.63", "2026-01-31"),
                Correction(3, "1,2００.05", "-1,200.05", "负号没有认出", "2026-02-01", 2, 3),
            ),
        ),
    ),
)  # fmt: skip


def place(tmp_path: Path, report: Report, content: bytes) -> Path:
    path = tmp_path / report.folder / "report.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    assert load_report(place(tmp_path, REPORT, dump_report(REPORT))) == REPORT


def test_corrections_are_read_back(tmp_path: Path) -> None:
    content = dump_report(SCANNED)
    assert load_report(place(tmp_path, SCANNED, content)) == SCANNED
    assert "        old: '5.68'\n        new: '5.63'\n        reason:" in content.decode()
    assert "which: 2 of 3" in content.decode()
    assert content.decode().count("which") == 1


def test_the_written_form_is_canonical(tmp_path: Path) -> None:
    content = dump_report(REPORT)
    assert dump_report(load_report(place(tmp_path, REPORT, content))) == content
    text = content.decode()
    assert text.startswith("unit: qinghe-library\nunit_name: 望舒县图书馆\nyear: 2023\nkind: final\n")
    assert "value: '1234500.5'" in text
    assert "\r" not in text
    assert text.endswith("\n")


def test_optional_parts_are_left_out() -> None:
    bare = replace(REPORT, control_totals=(), acknowledgements=(), sources=(replace(REPORT.sources[0], url=""),))
    text = dump_report(bare).decode()
    assert "control_totals" not in text
    assert "acknowledgements" not in text
    assert "url" not in text


LINES = dump_report(REPORT).decode()


@pytest.mark.parametrize(
    ("before", "after", "key", "says"),
    [
        ("unit: qinghe-library", "unit: Qinghe_Library", "unit", "not allowed"),
        ("unit: qinghe-library", "unit: ../../etc", "unit", "not allowed"),
        ("unit: qinghe-library\n", "", "unit", "missing"),
        ("unit: qinghe-library", "unit: other-library", "", "folder does not match"),
        ("year: 2023", "year: '2023'", "year", "is text, not a whole number"),
        ("year: 2023", "year: 1889", "year", "not between"),
        ("year: 2023", "year: true", "year", "is bool"),
        ("kind: final", "kind: draft", "kind", "not one of the allowed values"),
        ("kind: final", "kind: final\nnote: hello", "note", "unknown key"),
        ("kind: final", "kind: final\nkind: final", "", "occurs twice"),
        ("ab" * 32, "AB" * 32, "sources[1].sha256", "not allowed"),
        ("ab" * 32, "ab" * 31, "sources[1].sha256", "not allowed"),
        ("media_type: text/plain", "media_type: plain", "sources[1].media_type", "not allowed"),
        ("bytes: 4321", "bytes: 0", "sources[1].bytes", "not between"),
        ("https://example.org/2023?id=1", "javascript:alert(1)", "sources[1].url", "not a web address"),
        ("https://example.org/2023?id=1", "https://me@example.org/", "sources[1].url", "not a web address"),
        ("'1234500.5'", "1234500", "control_totals[1].value", "is a whole number, not text"),
        ("'1234500.5'", "'1e6'", "control_totals[1].value", "not allowed"),
        ("'1234500.5'", "'１２'", "control_totals[1].value", "not allowed"),
        ("statement: overall", "statement: overal", "control_totals[1].statement", "not one of the allowed values"),
        ("direction: revenue", "direction: up", "control_totals[1].direction", "not one of the allowed values"),
        ("phase: executed", "phase: spent", "control_totals[1].phase", "not one of the allowed values"),
        ("status: answered", "status: fine", "acknowledgements[1].status", "not one of the allowed values"),
        ("'2026-01-31'", "'2026-02-31'", "acknowledgements[1].date", "not a date"),
        ("unit_name: 望舒县图书馆", 'unit_name: "清河\\u202e县"', "unit_name", "bidirectional"),
        ("unit_name: 望舒县图书馆", 'unit_name: "清河\\u200b县"', "unit_name", "bidirectional"),
        ("unit_name: 望舒县图书馆", 'unit_name: "清河\\n县"', "unit_name", "line break"),
        ("unit_name: 望舒县图书馆", "unit_name: ''", "unit_name", "is empty"),
        ("unit_name: 望舒县图书馆", "unit_name: [望舒县图书馆]", "unit_name", "is a list"),
        ("unit_name: 望舒县图书馆", "unit_name:", "unit_name", "is empty"),
        ("unit_name: 望舒县图书馆", "unit_name: !!python/name:os.system x", "line", "tags are not allowed"),
    ],
)
def test_a_report_out_of_form_is_refused(tmp_path: Path, before: str, after: str, key: str, says: str) -> None:
    assert before in LINES
    path = place(tmp_path, REPORT, LINES.replace(before, after).encode())
    with pytest.raises(DescriptionError) as caught:
        load_report(path)
    assert says in caught.value.problem
    assert caught.value.place.startswith(key)
    assert caught.value.file == str(path)
    assert caught.value.remedy


FIRST = "sources[2].corrections[1]"


@pytest.mark.parametrize(
    ("before", "after", "key", "says"),
    [
        ("page: 2", "page: 4", f"{FIRST}.page", "not among the recognized_pages"),
        ("page: 2", "page: 0", f"{FIRST}.page", "not between"),
        ("page: 2", "page: '2'", f"{FIRST}.page", "is text"),
        ("page: 2", "page: true", f"{FIRST}.page", "is bool"),
        ("old: '5.68'", "old: 5.68万", f"{FIRST}.old", "not allowed"),
        ("old: '5.68'", "old: =5.68", f"{FIRST}.old", "not allowed"),
        ("old: '5.68'", "old: 5.6S", f"{FIRST}.old", "not allowed"),
        ("old: '5.68'", "old: 568", f"{FIRST}.old", "is a whole number, not text"),
        ("old: '5.68'", "old: '5.'", f"{FIRST}.old", "not allowed"),
        ("old: '5.68'", "old: '5 .68'", f"{FIRST}.old", "not allowed"),
        ("old: '5.68'", f"old: '{'5' * 25}'", FIRST, "more than 24"),
        ("old: '5.68'", "old: '5.63'", f"{FIRST}.new", "equals the recognized figure"),
        ("new: '5.63'", "new: 5.63", f"{FIRST}.new", ""),
        ("new: '5.63'", "new: ''", f"{FIRST}.new", "is empty"),
        ("new: '5.63'", "new: 图书馆", f"{FIRST}.new", "not allowed"),
        ("new: '5.63'", "new: '<b>5</b>'", f"{FIRST}.new", "not allowed"),
        ("new: '5.63'", "new: '+5.63'", f"{FIRST}.new", "not allowed"),
        ("new: '5.63'", "new: '5,63'", f"{FIRST}.new", "not allowed"),
        ("new: '5.63'", "new: '５.63'", f"{FIRST}.new", "not allowed"),
        ("new: '5.63'", "new: '1e9'", f"{FIRST}.new", "not allowed"),
        ("new: '5.63'", "new: !!float 5.63", "line", "tags are not allowed"),
        ("new: '5.63'", "new: &a '5.63'", f"{FIRST}.new", ""),
        ("new: '5.63'", "new: *a", "line", "aliases are not allowed"),
        ("        new: '5.63'\n", "", f"{FIRST}.new", "missing"),
        ("reason: 页面上印的是5.63", "reason: ''", f"{FIRST}.reason", "is empty"),
        ("reason: 页面上印的是5.63", 'reason: "a\\u202eb"', f"{FIRST}.reason", "bidirectional"),
        ("reason: 页面上印的是5.63", "reason: [a]", f"{FIRST}.reason", "is a list"),
        ("'2026-01-31'\n      - page", "2026\n      - page", f"{FIRST}.date", "is a whole number"),
        ("'2026-01-31'\n      - page", "'2026-02-31'\n      - page", f"{FIRST}.date", "not a date"),
        ("'2026-01-31'\n      - page", "[2026]\n      - page", f"{FIRST}.date", "is a list"),
        ("'2026-01-31'\n      - page", "'2026-01-31'\n        value: 1\n      - page", f"{FIRST}.value", "unknown key"),
        ("which: 2 of 3", "which: 3 of 2", "sources[2].corrections[2].which", "not allowed"),
        ("which: 2 of 3", "which: 0 of 3", "sources[2].corrections[2].which", "not allowed"),
        ("which: 2 of 3", "which: 2", "sources[2].corrections[2].which", "is a whole number"),
        ("      - page: 2", "      - 5.68\n      - page: 2", FIRST, "is not a mapping"),
    ],
)
def test_a_correction_out_of_form_is_refused(tmp_path: Path, before: str, after: str, key: str, says: str) -> None:
    lines = dump_report(SCANNED).decode()
    assert before in lines
    path = place(tmp_path, SCANNED, lines.replace(before, after, 1).encode())
    if not says:  # plain decimals stay text, and an anchor that nobody names does nothing
        assert load_report(path) == SCANNED
        return
    with pytest.raises(DescriptionError) as caught:
        load_report(path)
    assert says in caught.value.problem
    assert caught.value.place.startswith(key)
    assert caught.value.file == str(path)
    assert caught.value.remedy


def test_the_same_correction_twice_is_refused(tmp_path: Path) -> None:
    first = SCANNED.sources[1].corrections[0]
    scan = replace(SCANNED.sources[1], corrections=(first, replace(first, new="5.60")))
    twins = replace(SCANNED, sources=(SCANNED.sources[0], scan))
    with pytest.raises(DescriptionError, match=r"5\.68 on page 2 occurs twice"):
        load_report(place(tmp_path, twins, dump_report(twins)))


def test_a_text_layer_is_what_the_source_says(tmp_path: Path) -> None:
    plain = replace(REPORT.sources[0], corrections=SCANNED.sources[1].corrections[:1])
    report = replace(REPORT, sources=(plain,))
    with pytest.raises(DescriptionError) as caught:
        load_report(place(tmp_path, report, dump_report(report)))
    assert "only pages read by OCR can be corrected" in caught.value.remedy
    assert "an acknowledgement" in caught.value.remedy


@pytest.mark.parametrize("content", ["", "- 1\n", "just text\n", "sources: 1\n"])
def test_another_shape_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(DescriptionError):
        load_report(place(tmp_path, REPORT, content.encode()))


def test_the_same_source_twice_is_refused(tmp_path: Path) -> None:
    twins = replace(REPORT, sources=REPORT.sources * 2)
    with pytest.raises(DescriptionError, match="occurs twice"):
        load_report(place(tmp_path, twins, dump_report(twins)))


def test_a_report_without_sources_is_refused(tmp_path: Path) -> None:
    bare = replace(REPORT, sources=())
    with pytest.raises(DescriptionError, match="is empty"):
        load_report(place(tmp_path, bare, dump_report(bare)))


def test_unit_ids() -> None:
    assert is_unit_id("a-1")
    assert is_unit_id("changji-egov")
    assert not any(map(is_unit_id, ["", "-a", "a-", "a--b", "A", "a_b", "a/b", "a\n", "电"]))


def test_web_addresses() -> None:
    assert is_web_address("http://www.example.gov.cn/a/b.html")
    refused = ["", "ftp://a/b", "https://", "https://a/ b", 'https://a/"x', "https://a/<x", "http://[bad"]
    assert not any(map(is_web_address, refused))


# --- properties ----------------------------------------------------------------------------------

visible = (
    # hypothesis tries constants of every module that is imported: most of those it may not use are excluded here
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")), min_size=1, max_size=40
    )
    .map(str.strip)
    .filter(lambda text: text and is_plain_text(text))
)
amounts = st.decimals(
    min_value=Decimal(-(10**12)), max_value=Decimal(10**12), places=2, allow_nan=False, allow_infinity=False
)
corrections = st.builds(
    Correction,
    page=st.integers(1, 3),
    old=st.from_regex(r"[-+－]?[0-9０-９]{1,4}([.,，][0-9]{2,3}){0,2}", fullmatch=True),
    new=st.from_regex(r"-?[0-9]{1,3}(,[0-9]{3}){0,2}(\.[0-9]{1,2})?", fullmatch=True),
    reason=visible,
    date=st.dates(datetime.date(2000, 1, 1)).map(datetime.date.isoformat),
    occurrence=st.integers(1, 3),
    occurrences=st.integers(3, 99),
).filter(lambda each: each.old != each.new)
sources = st.builds(
    Source,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    media_type=st.just("application/pdf"),
    size=st.integers(1, 10**10),
    title=visible,
    publisher=visible,
    url=st.sampled_from(["", "https://example.org/a"]),
    retrieved=st.sampled_from(["", "2026-09-21"]),
    replaces=st.lists(st.text("0123456789abcdef", min_size=64, max_size=64), max_size=2, unique=True).map(tuple),
    recognized_pages=st.just((1, 2, 3)),
    corrections=st.lists(
        corrections, max_size=3, unique_by=lambda each: (each.page, each.old, each.occurrence, each.occurrences)
    ).map(tuple),
).filter(lambda each: each.sha256 not in each.replaces)
reports = st.builds(
    Report,
    unit_id=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True),
    year=st.integers(1990, 2100),
    kind=st.sampled_from(["budget", "final"]),
    title=visible,
    unit_name=visible,
    sources=st.lists(sources, min_size=1, max_size=3, unique_by=lambda each: each.sha256).map(tuple),
    control_totals=st.lists(
        st.builds(
            ControlTotal,
            statement=st.sampled_from(STATEMENTS),
            item=st.sampled_from(["total", "fiscal_appropriation"]),
            value=amounts,
            direction=st.sampled_from(["", "revenue", "expenditure"]),
            phase=st.sampled_from(["", *PHASES]),
        ),
        max_size=3,
    ).map(tuple),
    acknowledgements=st.lists(
        st.builds(
            Acknowledgement,
            finding=st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True),
            reason=visible,
            date=st.dates(datetime.date(2000, 1, 1)).map(datetime.date.isoformat),
            status=st.sampled_from(STATUSES),
        ),
        max_size=3,
        unique_by=lambda each: each.finding,
    ).map(tuple),
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    return (tmp_path_factory.mktemp(f"report{number}") for number in itertools.count())


@given(report=reports)
def test_any_report_survives_the_round_trip(folders: Iterator[Path], report: Report) -> None:
    assert load_report(place(next(folders), report, dump_report(report))) == report


@given(
    content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
)
def test_only_typed_errors_escape(folders: Iterator[Path], content: bytes) -> None:
    with pytest.raises(DisclosureError):
        load_report(place(next(folders), REPORT, content))


@given(st.data())
def test_a_damaged_report_is_read_or_refused(folders: Iterator[Path], data: st.DataObject) -> None:
    lines = dump_report(data.draw(st.sampled_from([REPORT, SCANNED]))).decode()
    at = data.draw(st.integers(0, len(lines) - 1))
    damaged = lines[:at] + data.draw(st.text(max_size=5)) + lines[at + data.draw(st.integers(0, 5)) :]
    path = place(next(folders), REPORT, damaged.encode("utf-8", "replace"))
    try:
        report = load_report(path)
    except DisclosureError:
        return
    assert report.folder == REPORT.folder
