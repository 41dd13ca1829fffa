"""Forms that go on over pages: rows that a page's end cuts, repeated and missing headers, numbers that are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.parse.forms.test_grid import CellWords, read, unread

from disclosure.model import Fact, Parsed

__all__ = ["read"]  # the fixture

LINES = ("表3 支出预算总表", "单位：万元")
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
NAME = "档案馆藏数字化管理补助支出"
ROWS: tuple[tuple[str, ...], ...] = (
    ("", "合计", "90.00", "60.00", "30.00"),
    ("201", "一般公共服务支出", "90.00", "60.00", "30.00"),
    ("20126", "档案事务", "90.00", "60.00", "30.00"),
    ("2012601", "行政运行", "60.00", "60.00", ""),
    ("2012605", NAME, "30.00", "", "30.00"),
)
FIRST, REST = NAME[:8], NAME[8:]
CUTS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "the rest of the name": (("2012605", FIRST, "30.00", "", "30.00"), ("", REST, "", "", "")),
    "the rest of the name and the figures": (("2012605", FIRST, "", "", ""), ("", REST, "30.00", "", "30.00")),
    "the figures": (("2012605", NAME, "", "", ""), ("", "", "30.00", "", "30.00")),
}
HEADERS: dict[str, Sequence[Sequence[CellWords]]] = {"no header": (), "the same header": (HEAD,)}


def keys(parsed: Parsed) -> list[tuple[object, ...]]:
    return sorted(map(_key, parsed.facts), key=str)


def _key(fact: Fact) -> tuple[object, ...]:
    row = (fact.functional_code, fact.functional_name, fact.item, fact.expenditure_type)
    return (fact.form, fact.statement, *row, fact.value)


@pytest.mark.parametrize("paged", [True, False], ids=["pages", "two tables of a source without pages"])
@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("cut", CUTS)
def test_a_row_over_a_page_s_end_is_one_row(read: Callable[..., Parsed], cut: str, header: str, paged: bool) -> None:
    first, rest = CUTS[cut]
    whole = read((LINES, [HEAD, *ROWS, ("229", "其他支出", "0.00", "0.00", "")]))
    parsed = read(
        (LINES, [HEAD, *ROWS[:-1], first]),
        ((), [*HEADERS[header], rest, ("229", "其他支出", "0.00", "0.00", "")]),
        paged=paged,
    )
    assert keys(parsed) == keys(whole)
    assert unread(parsed) == []


def test_the_rest_of_the_last_name_may_be_a_line_of_text(read: Callable[..., Parsed]) -> None:
    first, _ = CUTS["the rest of the name"]
    parsed = read((LINES, [HEAD, *ROWS[:-1], first]), ((REST,), []))
    assert keys(parsed) == keys(read((LINES, [HEAD, *ROWS])))


@pytest.mark.parametrize(
    "lines", [("2012605 档案馆藏数字化",), ("档案馆藏", "2012605", "数字化")], ids=["one line", "three"]
)
@pytest.mark.parametrize("header", HEADERS)
def test_the_begin_of_a_row_may_be_lines_of_text_below_the_table(
    read: Callable[..., Parsed], lines: Sequence[str], header: str
) -> None:
    """A page without rules leaves a row without figures as text; the next page has the rest of it."""
    parsed = read((LINES, [HEAD, *ROWS[:-1]]), (lines, [*HEADERS[header], ("", "管理补助支出", "30.00", "", "30.00")]))
    assert keys(parsed) == keys(read((LINES, [HEAD, *ROWS])))
    assert unread(parsed) == []


@pytest.mark.parametrize(
    "lines", [("2012605 档案馆藏数字化", "注：以上"), ("2012605 2012606 数字化",), ("2012605 9.00",)]
)
def test_other_lines_are_not_the_begin_of_a_row(read: Callable[..., Parsed], lines: Sequence[str]) -> None:
    parsed = read((LINES, [HEAD, *ROWS[:-1]]), (lines, [("", "管理补助支出", "30.00", "", "30.00")]))
    assert not [fact for fact in parsed.facts if fact.functional_code == "2012605"]


@pytest.mark.parametrize(
    "line", ["一般公共预算支出表", "第三部分名词解释", "一、收入预算说明", "合计", "注：以上为支出"]
)
def test_what_follows_a_form_is_not_a_part_of_its_last_name(read: Callable[..., Parsed], line: str) -> None:
    parsed = read((LINES, [HEAD, *ROWS]), ((line,), []))
    assert keys(parsed) == keys(read((LINES, [HEAD, *ROWS])))


@pytest.mark.parametrize(
    "row",
    [
        ("", "合计", "90.00", "60.00", "30.00"),
        ("", "其中：项目支出", "", "", "30.00"),
        ("", "行政运行", "1.00", "1.00", ""),
    ],
)
def test_a_row_of_its_own_is_not_joined(read: Callable[..., Parsed], row: Sequence[str]) -> None:
    parsed = read((LINES, [HEAD, *ROWS[:-1], ("2012605", NAME, "", "", "")]), ((), [row]))
    assert not [fact for fact in parsed.facts if fact.functional_code == "2012605"]


@given(
    at=st.integers(1, len(ROWS) - 1),
    header=st.booleans(),
    total=st.booleans(),
    cut=st.sampled_from(["", *CUTS]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_a_form_cut_anywhere_gives_the_same_facts_or_fewer(
    read: Callable[..., Parsed], at: int, header: bool, total: bool, cut: str
) -> None:
    """Whether the next page repeats the header and the total or not, and whatever part of a row is on which page."""
    whole = read((LINES, [HEAD, *ROWS]))
    code, name, *figures = ROWS[at]
    blank = [""] * len(figures)
    middle = max(1, len(name) // 2)
    halves = {
        "": ([], [ROWS[at]]),
        "the rest of the name": ([(code, name[:middle], *figures)], [("", name[middle:], *blank)]),
        "the rest of the name and the figures": ([(code, name[:middle], *blank)], [("", name[middle:], *figures)]),
        "the figures": ([(code, name, *blank)], [("", "", *figures)]),
    }
    upper, lower = halves[cut]
    again = [*([HEAD] if header else []), *([ROWS[0]] if total else [])]
    parsed = read((LINES, [HEAD, *ROWS[:at], *upper]), ((), [*again, *lower, *ROWS[at + 1 :]]))
    known = set(keys(whole))
    if cut == "":
        assert set(keys(parsed)) == known
    for fact in parsed.facts:
        if _key(fact) not in known:
            # where nothing says that a name is cut, its begin is the name: its code and its figures are right
            assert cut == "the rest of the name", fact
            rest = next(key for key in known if key[2] == fact.functional_code and key[5] == fact.expenditure_type)
            assert (rest[0], rest[6]) == (fact.form, fact.value)


GROUPED: tuple[Sequence[CellWords], ...] = (
    [("科目", 2), None, ("合计", 1, 2), ("基本支出", 1, 2), ("项目支出", 1, 2)],
    ["科目编码", "科目名称", None, None, None],
)


@pytest.mark.parametrize("repeated", [GROUPED, GROUPED[:1]], ids=["all rows", "the upper row"])
@pytest.mark.parametrize("at", range(1, len(ROWS)))
def test_a_header_repeated_in_part_is_the_header(
    read: Callable[..., Parsed], repeated: Sequence[Sequence[CellWords]], at: int
) -> None:
    whole = read((LINES, [*GROUPED, *ROWS]))
    parsed = read((LINES, [*GROUPED, *ROWS[:at]]), ((), [*repeated, *ROWS[at:]]))
    assert keys(parsed) == keys(whole)
    assert unread(parsed) == []


@pytest.mark.parametrize(
    "header",
    [
        ("科目编码", "科目名称", "合计", "项目支出", "基本支出"),
        ("科目编码", "科目名称", "合计", "基本支出", "公用经费"),
        ("科目编码", "科目名称", "合计", "", ""),
    ],
    ids=["other order", "another column", "columns without a word"],
)
def test_another_header_does_not_go_on(read: Callable[..., Parsed], header: Sequence[CellWords]) -> None:
    parsed = read((LINES, [HEAD, *ROWS[:3]]), ((), [header, *ROWS[3:]]))
    whole = set(keys(read((LINES, [HEAD, *ROWS]))))
    assert set(keys(parsed)) <= whole
    assert not [fact for fact in parsed.facts if fact.functional_code == "2012605"]


def test_rows_without_figures_at_the_top_of_a_page_are_rows(read: Callable[..., Parsed]) -> None:
    empty = ("2012602", "一般行政管理事务", "", "", "")
    parsed = read((LINES, [HEAD, *ROWS[:4]]), ((), [("", "其中：专项", "", "", ""), empty, ROWS[4]]))
    assert keys(parsed) == keys(read((LINES, [HEAD, *ROWS])))


def test_a_total_alone_on_its_page_has_its_label_over_several_columns(read: Callable[..., Parsed]) -> None:
    codes: Sequence[CellWords] = ("类", "款", "项", "科目名称", "合计", "基本支出", "项目支出")
    rows = [(row[0][:3], row[0][3:5], row[0][5:], *row[1:]) for row in ROWS[1:]]
    whole = read((LINES, [codes, *rows, ("", "", "", *ROWS[0][1:])]))
    parsed = read((LINES, [codes, *rows]), ((), [ROWS[0][1:]]))
    assert keys(parsed) == keys(whole)
    assert unread(parsed) == []


@given(st.permutations(HEAD[2:]), st.integers(1, 4), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_permuted_columns_on_the_next_page_give_no_wrong_fact(
    read: Callable[..., Parsed], order: Sequence[str], at: int, title: bool
) -> None:
    """The next page names its columns in another order, with the title repeated or not."""
    whole = {_value(fact) for fact in read((LINES, [HEAD, *ROWS])).facts}
    places = [HEAD.index(word) for word in order]
    rest = [(*row[:2], *(row[place] for place in places)) for row in ROWS[at:]]
    parsed = read((LINES, [HEAD, *ROWS[:at]]), (LINES if title else (), [(*HEAD[:2], *order), *rest]))
    assert {_value(fact) for fact in parsed.facts} <= whole


def _value(fact: Fact) -> tuple[object, ...]:
    return (fact.form, fact.functional_code, fact.item, fact.expenditure_type, fact.value)


#: Words that no header means, and words that mean the same as those of the form's header.
NONSENSE, SYNONYMS = (
    ("甲乙丙", "望舒专列", "其中"),
    {"合计": "总计", "科目编码": "科目代码", "科目名称": "功能科目名称"},
)


@given(
    column=st.integers(0, len(HEAD) - 1),
    word=st.sampled_from(["", *NONSENSE]),
    at=st.integers(1, len(ROWS) - 1),
    grouped=st.booleans(),
    paged=st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_nonsense_in_the_header_of_the_next_page_gives_no_wrong_fact(
    read: Callable[..., Parsed], column: int, word: str, at: int, grouped: bool, paged: bool
) -> None:
    """An unknown word costs its page or its column, never a figure its meaning."""
    whole = {_value(fact) for fact in read((LINES, [HEAD, *ROWS])).facts}
    header = [*HEAD[:column], word, *HEAD[column + 1 :]]
    first: list[Sequence[CellWords]] = [*GROUPED] if grouped else [HEAD]
    parsed = read((LINES, [*first, *ROWS[:at]]), ((), [header, *ROWS[at:]]), paged=paged)
    assert {_value(fact) for fact in parsed.facts} <= whole


@pytest.mark.parametrize("word", SYNONYMS)
@pytest.mark.parametrize("at", range(1, len(ROWS)))
def test_another_word_of_the_same_meaning_on_the_next_page_gives_no_wrong_fact(
    read: Callable[..., Parsed], word: str, at: int
) -> None:
    whole = {_value(fact) for fact in read((LINES, [HEAD, *ROWS])).facts}
    header = [SYNONYMS[word] if each == word else each for each in HEAD]
    parsed = read((LINES, [HEAD, *ROWS[:at]]), ((), [header, *ROWS[at:]]))
    assert {_value(fact) for fact in parsed.facts} <= whole


@given(st.integers(1, len(ROWS) - 1), st.integers(1, len(HEAD) - 3), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_a_page_with_fewer_columns_gives_no_wrong_fact(
    read: Callable[..., Parsed], at: int, columns: int, label: bool
) -> None:
    """A page that lacks columns at the right, or the code at the left, is not read as if it had all."""
    whole = {_value(fact) for fact in read((LINES, [HEAD, *ROWS])).facts}
    rest = [row[1:] if label else row[: len(row) - columns] for row in ROWS[at:]]
    parsed = read((LINES, [HEAD, *ROWS[:at]]), ((), rest))
    assert {_value(fact) for fact in parsed.facts} <= whole
