"""The accounting of figures: every numeric token once, with one outcome, under the name of its section."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parse.conftest import ReadText
from tests.specimens.books import make_books
from tests.specimens.forms import write_budget
from tests.specimens.performance import write_flat_evaluation, write_stacked, write_tabs
from tests.specimens.prose import as_broken_lines, write_final

from disclosure.command.report.reading import read_report
from disclosure.model import Document, Kind
from disclosure.parse.account import account_figures, compile_ignores, find_ignored
from disclosure.parse.numbers import TOKEN
from disclosure.parse.stream import stream_of_document
from disclosure.parse.vocabulary import load_vocabulary
from disclosure.read.web.text import read_text

VOCABULARY = load_vocabulary()
IGNORES = compile_ignores(VOCABULARY)

SPECIMENS: dict[str, tuple[Kind, str]] = {
    "prose": ("final", as_broken_lines(write_final(make_books(4)), 23)),
    "forms": ("budget", write_budget(make_books(5), broken=True, total_first=True)),
    "tabs": ("final", "十一、预算绩效的情况说明\n" + write_tabs()),
    "stacked": ("final", "十一、预算绩效的情况说明\n" + write_stacked()),
    "flat": ("final", "十一、预算绩效的情况说明\n" + write_flat_evaluation()),
    "headings without their text": ("final", "一、主要职能\n5\n\n\n6\n\n表 9\n7.5"),
}


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_token_of_a_text_is_accounted_for_once(read_text: ReadText, name: str) -> None:
    kind, text = SPECIMENS[name]
    figures = read_text(text, kind).figures
    assert [(each.start, each.end) for each in figures] == [token.span() for token in TOKEN.finditer(text)]
    for each in figures:
        assert (each.outcome == "ignored") == (each.reason in VOCABULARY.reasons and bool(each.reason))
        assert each.section
        assert each.text == text[each.start : each.end]


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_token_is_a_fact_exactly_where_one_claims_it(read_text: ReadText, name: str) -> None:
    kind, text = SPECIMENS[name]
    parsed = read_text(text, kind)
    spans = [span for fact in parsed.facts for span in fact.spans]
    spans += [span for indicator in parsed.indicators for span in indicator.spans]
    claimed = {offset for start, end in spans for offset in range(start, end)}
    for figure in parsed.figures:
        assert (figure.outcome == "fact") == any(at in claimed for at in range(figure.start, figure.end)), figure


TEXT = "12年3.5万元，1,234人；67 89"
RANGE = st.builds(lambda a, b: (min(a, b), max(a, b)), st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))


@given(claimed=st.lists(RANGE, max_size=4), ignored=st.lists(RANGE, max_size=4))
def test_a_claim_wins_over_a_reason_and_the_first_reason_over_the_next(
    claimed: list[tuple[int, int]], ignored: list[tuple[int, int]]
) -> None:
    document = Document("", "", "", TEXT, ())
    reasoned = [(start, end, f"reason{index}") for index, (start, end) in enumerate(ignored)]
    figures = account_figures(document, [], claimed, reasoned)
    assert [figure.text for figure in figures] == ["12", "3.5", "1,234", "67", "89"]
    for figure in figures:
        token = range(figure.start, figure.end)
        reasons = [reason for start, end, reason in reasoned if any(start <= at < end for at in token)]
        if any(start <= at < end for start, end in claimed for at in token):
            assert (figure.outcome, figure.reason) == ("fact", "")
        elif reasons:
            first = next(reason for at in token for start, end, reason in reasoned if start <= at < end)
            assert (figure.outcome, figure.reason) == ("ignored", first)
        else:
            assert (figure.outcome, figure.reason) == ("unread", "")


def test_figures_are_named_after_the_section_they_stand_in() -> None:
    document = Document("", "", "", "1甲2乙3丙4", ())
    figures = account_figures(document, [(4, 6, "third"), (2, 4, "second")], [], [])
    assert [figure.section for figure in figures] == ["title", "second", "third", "third"]


def test_a_figure_tells_its_place_and_what_is_around_it() -> None:
    (figure,) = account_figures(Document("", "", "", "甲\n收入 总计\n5.5 万元", ()), [], [], [])
    assert (figure.place, figure.context) == ("l3", "甲收入总计5.5万元")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年12月31日", [("2023年12月31日", "date")]),
        ("2023年度", [("2023年度", "date")]),
        ("〔2022〕9号)", [("〔2022〕9号", "document_number")]),
        ("第5条", [("第5条", "document_number")]),
        ("1.收入", [("1.", "numbering")]),
        ("甲。2、乙", [("2、", "numbering")]),
        ("3.2026年部门支出总表", [("3.", "numbering"), ("2026年", "date")]),
        ("总表\n12．2026年部门支出总表", [("12.", "numbering"), ("2026年", "date")]),
        ("增长3.2026年", []),
        ("支出决算表\n900.05", []),
        ("支出决算表\n1,200,000", []),
        ("1.5万元", []),
        ("甲\n1,363年", []),
        ("甲2.乙", []),
    ],
)
def test_ranges_without_figures(text: str, expected: list[tuple[str, str]]) -> None:
    stream = stream_of_document(read_text(text.encode("utf-8"), "account.txt", ""))
    found = find_ignored(stream, IGNORES)
    assert [(stream.text[at:end], reason) for at, (end, reason) in sorted(found.items())] == expected


def test_digits_of_the_units_own_name_are_no_figures(tmp_path: Path) -> None:
    """But those of another body's name are."""
    path = tmp_path / "report.txt"
    text = "子虚县120急救指挥中心2024年度部门决算\n一、收入决算情况说明\n与乌有县110指挥中心相同。\n"
    path.write_text(text, encoding="utf-8")
    figures = read_report(path, 2024, "final", "子虚县120急救指挥中心").figures
    outcomes = {row.text: (row.outcome, row.reason) for row in figures.itertuples()}
    assert outcomes["120"] == ("ignored", "name")
    assert outcomes["110"][0] == "unread"


def test_a_title_and_an_amount_with_a_table_between_them_are_no_numbering() -> None:
    text = "支出决算表\n" + "合计\t1,200.05\t900.05\t300.00\t\n" * 3 + "900\n"
    stream = stream_of_document(read_text(text.encode(), "a.txt", ""))
    assert find_ignored(stream, IGNORES) == {}


@pytest.mark.parametrize("token", ["𝟗𝟎𝟎.𝟎𝟓", "٩٠٠٫٠٥", "９００．０５"])
def test_digits_of_any_script_are_accounted_for(token: str) -> None:
    assert TOKEN.findall(f"支出{token}万元") == [token]
