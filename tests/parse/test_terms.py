"""Terms: words are composed into one meaning, or there is a reason why not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclosure.errors import DescriptionError
from disclosure.parse.codes import verify_vocabulary
from disclosure.parse.terms.header import read_path
from disclosure.parse.terms.label import read_label
from disclosure.parse.terms.load import load_terms
from disclosure.parse.terms.meaning import Contradiction, Meaning, combine
from disclosure.parse.terms.term import PLACES, Unknown
from disclosure.parse.terms.title import OpenTitle, OtherForm, TitleMeaning, read_title
from disclosure.reference import Reference

FILE = Path(__file__).parents[2] / "scripts" / "disclosure" / "vocabulary" / "terms.yml"
TERMS = load_terms(FILE)
WORDS = {place: sorted(TERMS.by_place[place]) for place in PLACES}


def header(*path: str, year: int = 2026) -> str:
    """What a column is under the words of ``path``, in short."""
    found = read_path(path, TERMS, year)
    if not isinstance(found, Meaning):
        return type(found).__name__
    shown = ("kind", "direction", "fund", "item", "expenditure_type", "phase", "basis", "statement")
    return " ".join(value for name in shown if (value := getattr(found, name)))


@pytest.mark.parametrize(
    ("path", "meaning"),
    [
        (("支出项目（使用单位）",), "name expenditure"),
        (("基本支出（不含离休）",), "Unknown"),
        (("科目编码",), "code"),
        (("经济分类科目", "科目编码"), "code"),
        (("经济科目编码",), "code"),
        (("功能科目",), "functional"),
        (("支出功能分类科目（按大类）",), "functional"),
        (("部门支出经济分类科目名称",), "economic"),
        (("政府经济分类科目代码",), "government"),
        (("项目编号",), "mark"),
        (("项目", "科目编码", "类"), "code"),
        (("单位编码",), "unit"),
        (("二级预算单位名称",), "unit"),
        (("收入项目",), "name revenue"),
        (("本年预算",), "amount budget"),
        (("收入", "本年预算"), "amount revenue budget"),
        (("2026年预算数",), "amount budget"),
        (("2025年执行数",), "amount prior"),
        (("上年决算数",), "amount prior"),
        (("年初预算数",), "amount approved"),
        (("全年预算数",), "amount adjusted"),
        (("人员类",), "amount basic_personnel"),
        (("基本支出", "公用经费支出"), "amount expenditure basic_operating"),
        (("基本支出", "项目支出"), "Contradiction"),
        (("财政拨款收入",), "amount revenue fiscal_appropriation"),
        (("财政拨款", "一般公共预算拨款收入"), "amount revenue general_public_budget"),
        (("政府性基金预算", "国有资本经营预算"), "Contradiction"),
        (("本级资金",), "amount local"),
        (("单位资金",), "amount own_funds"),
        (("本年收入", "事业收入"), "amount revenue service_income"),
        (("单位资金", "事业收入"), "amount revenue service_income"),
        (("非财政拨款收入", "其他收入"), "amount revenue other_income"),
        (("出国费",), "amount overseas"),
        (("接待费",), "amount reception"),
        (("上年结转结余", "单位资金结转结余"), "amount revenue own_funds opening_carryover"),
        (("年末结转和结余",), "amount expenditure closing_carryover"),
        (("项目金额（万元）",), "amount"),
        (("2026年预算数比2025年执行数",), "amount budget prior_year"),
        (("2026年预算数比2025年预算数",), "amount budget prior_year"),
        (("项目支出", "扣除基建项目后预算数"), "part project budget"),
        (("扣除人员经费后预算数",), "Unknown"),
        (("增减情况", "金额"), "amount prior_year"),
        (("增减情况", "%"), "rate prior_year"),
        (("同比增减额",), "amount prior_year"),
        (("比上年预算增长率",), "rate prior_year"),
        (("较上年增减百分比",), "rate prior_year"),
        (("同比",), "skip prior_year"),
        (("增长",), "skip prior_year"),
        (("占比（%）",), "ratio"),
        (("比例",), "Unknown"),
        (("为上年执行数的%",), "ratio executed"),
        (("预算完成率",), "ratio budget"),
        (("项目（按支出经济分类）",), "economic"),
        (("支出（按政府预算经济分类）", "项目"), "government"),
        (("支出（按部门预算经济分类）", "金额"), "amount expenditure"),
        (("收入来源",), "name revenue"),
        (("公务用车购置和运行维护经费", "运行维护经费"), "amount vehicle_operation"),
        (("公务用车购置与运行维护费用",), "amount vehicles"),
        (("公务用车", "购置费"), "amount vehicle_purchase"),
        (("公务用车购置", "公务接待费"), "Contradiction"),
        (("市级资金",), "Unknown"),
    ],
)
def test_a_header_is_composed_of_terms(path: tuple[str, ...], meaning: str) -> None:
    assert header(*path) == meaning


@pytest.mark.parametrize(
    ("title", "meaning"),
    [
        ("市级部门收支预算总表", TitleMeaning("overall")),
        ("区级单位收入预算总表", TitleMeaning("revenue", "", "revenue")),
        ("市级部门财政拨款收支预算总表", TitleMeaning("appropriation", "fiscal_appropriation")),
        (
            "部门一般公共预算基本支出部门预算经济分类预算表",
            TitleMeaning("basic", "general_public_budget", "expenditure"),
        ),
        ("县级政府性基金预算支出情况表", TitleMeaning("government_fund", "government_fund", "expenditure")),
        ("财政拨款结转资金支出表", TitleMeaning("carryover", "carryover", "expenditure")),
        ("项目支出绩效目标表", OtherForm("项目支出绩效目标表")),
        ("单位资金支出表", TitleMeaning("expenditure", "own_funds", "expenditure")),
        ("财政专户管理资金预算支出表", TitleMeaning("expenditure", "special_account", "expenditure")),
        ("社会保险基金收支表", OtherForm("社会保险基金收支表", aside=True)),
        ("政府购买服务支出预算表", TitleMeaning("procurement", "", "expenditure", part=True)),
        ("市对下转移支付绩效目标表", OtherForm("市对下转移支付绩效目标表")),
        ("甲乙丙绩效目标表", OtherForm("甲乙丙绩效目标表")),
        (
            "支出总表不含上年结转",
            OpenTitle(TitleMeaning("expenditure", "", "expenditure"), "", True),
        ),
        ("甲乙支出总表", OpenTitle(TitleMeaning("expenditure", "", "expenditure"), "甲乙")),
        ("收支总表（本级）", OpenTitle(TitleMeaning("overall"))),
        ("甲乙情况表", Unknown("甲乙")),
        ("政府性基金预算三公经费支出表", TitleMeaning("three_public", "government_fund", "expenditure")),
        (
            "一般公共预算和政府性基金预算财政拨款三公经费支出表",
            TitleMeaning("three_public", "fiscal_appropriation", "expenditure"),
        ),
        ("一般公共预算和政府性基金预算支出表", OtherForm("一般公共预算和政府性基金预算支出表")),
        ("一般公共预算财政拨款收入支出决算表", TitleMeaning("general_public", "general_public_budget")),
        (
            "一般公共预算基本支出表（人员经费）",
            TitleMeaning("basic", "general_public_budget", "expenditure", "basic_personnel"),
        ),
        ("部门基本支出预算表（人员类、运转类公用经费项目）", TitleMeaning("basic", "", "expenditure")),
        ("部门项目支出预算表（其他运转类、特定目标类项目）", TitleMeaning("project", "", "expenditure")),
        ("基本支出和项目支出预算表", TitleMeaning("expenditure", "", "expenditure")),
    ],
)
def test_a_title_is_composed_of_terms(title: str, meaning: object) -> None:
    assert read_title(title, TERMS) == meaning


@pytest.mark.parametrize(
    ("words", "side", "item", "fund", "direction"),
    [
        ("本年收入合计", "", "current_year", "", "revenue"),
        ("本年支出", "", "current_year", "", "expenditure"),
        ("收入总计", "", "total", "", "revenue"),
        ("支出合计", "", "sum", "", "expenditure"),
        ("总计", "", "total", "", ""),
        ("政府性基金预算资金", "revenue", "government_fund", "government_fund", "revenue"),
        ("一般公共预算拨款结转", "", "opening_carryover", "general_public_budget", "revenue"),
        ("年初财政拨款结转和结余", "", "opening_carryover", "", "revenue"),
        ("结转下年支出", "", "closing_carryover", "", "expenditure"),
        ("财政拨款", "expenditure", "fiscal_appropriation", "fiscal_appropriation", ""),
    ],
)
def test_a_row_label_is_composed_of_terms(words: str, side: str, item: str, fund: str, direction: str) -> None:
    label = read_label(words, TERMS, side)
    assert label is not None
    assert (label.item, label.fund, label.direction) == (item, fund, direction)


@pytest.mark.parametrize(
    "words", ["因公出国（境）费用", "办公费", "小计", "财政", "一般公共预算支出", "上年收入合计", ""]
)
def test_other_words_are_no_label_of_the_accounts(words: str) -> None:
    assert read_label(words, TERMS) is None


def test_a_word_without_meaning_is_passed_over_only_after_longer_terms_had_their_turn() -> None:
    """本级 and 单位 are passed over in titles; 本级资金 and 单位资金 are funds there as everywhere."""
    passed = [word for word in WORDS["title"] if TERMS.by_place["title"][word] == Meaning()]
    for place in PLACES:
        for word, meaning in TERMS.by_place[place].items():
            if meaning != Meaning() and any(each in word for each in passed):
                assert TERMS.cut(word, place) == [meaning]
    assert {"市级", "本级", "部门", "单位"} <= set(passed)


def test_a_word_without_meaning_is_passed_over_in_titles_only() -> None:
    for word in ("市级", "区级", "县级", "总体", "情况", "综合"):
        assert isinstance(TERMS.cut(word, "header"), Unknown)
        assert isinstance(TERMS.cut(word, "label"), Unknown)


MEANINGS = st.sampled_from([*TERMS.by_place["header"].values(), Meaning()])


@given(MEANINGS, MEANINGS)
def test_two_meanings_become_one_or_contradict_each_other(first: Meaning, second: Meaning) -> None:
    """Neither loses what it says: each value of both is in the union, itself or refined."""
    both, turned = combine(first, second), combine(second, first)
    assert isinstance(both, Contradiction) == isinstance(turned, Contradiction)
    if isinstance(both, Meaning):
        for name in ("fund", "direction", "item", "expenditure_type", "phase"):
            assert bool(getattr(both, name)) == bool(getattr(first, name) or getattr(second, name))
        assert combine(both, second) == both


@given(st.lists(st.sampled_from(WORDS["header"]), min_size=1, max_size=3), st.sampled_from(["甲乙", "某", "丙丁戊"]))
def test_an_unknown_part_leaves_a_column_without_meaning(words: list[str], nonsense: str) -> None:
    for at in range(len(words) + 1):
        text = "".join([*words[:at], nonsense, *words[at:]])
        assert header(text) == "Unknown"


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"means": {"item": "servise_income"}, "words": ["甲"]}, "item cannot be 'servise_income'"),
        ({"means": {"direction": "sideways"}, "words": ["甲"]}, "direction cannot be 'sideways'"),
        ({"means": {"colour": "red"}, "words": ["甲"]}, "unknown key 'colour'"),
        ({"means": {}, "words": []}, "words is not a list"),
        ({"means": {}, "words": ["甲"], "in": ["margin"]}, "in is not a list of places"),
        ({"means": {}, "words": ["甲"], "in": [["title"]]}, "in is not a list of places"),
        ({"means": {}, "words": ["收入"]}, "'收入' has two entries"),
        ({"words": ["甲"]}, "has other keys"),
        ("甲", "has other keys"),
    ],
)
def test_a_fault_is_refused_with_its_line(entry: object, problem: str, tmp_path: Path, reference: Reference) -> None:
    copy = tmp_path / "terms.yml"
    shutil.copy(FILE, copy)
    line = len(copy.read_text(encoding="utf-8").splitlines()) + 1
    with copy.open("a", encoding="utf-8") as file:
        file.write(yaml.safe_dump([entry], allow_unicode=True))

    def load() -> None:
        load_terms(copy)
        verify_vocabulary(reference.codes, tmp_path)

    with pytest.raises(DescriptionError) as caught:
        load()
    assert problem in caught.value.problem
    assert caught.value.file == "terms.yml"
    assert caught.value.place in {f"line {line}", f"line {line + 1}", ""} or "entries" in problem
