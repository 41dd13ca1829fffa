"""What links, pages and their words mean: small cases, and properties over anything at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.watch.guess import Guess, clean_words, find_day, guess_link, guess_words, is_directory, name_in_full
from disclosure.watch.page import join_address, read_links, read_page
from disclosure.watch.paging import MAX_PAGES, find_pages
from disclosure.watch.plan import Step, plan_page
from disclosure.watch.scripts import read_json, read_store

HOME = "http://www.wangshu.gov.cn/zj/index.html"
START = Step(HOME, "page", Guess(), 0)


@pytest.mark.parametrize(
    ("words", "unit", "year", "kind", "scope"),
    [
        ("望舒市民政局2024年度部门决算公开.pdf", "望舒市民政局", 2024, "final", "department"),
        ("附件1：望舒市民政局2024年度部门决算公开表.xls", "望舒市民政局", 2024, "final", "department"),
        ("[2025-09-01] 望舒市民政局2024年部门决算", "望舒市民政局", 2024, "final", "department"),
        ("2025年望舒市图书馆单位预算（点击下载）", "望舒市图书馆", 2025, "budget", "unit"),
        ("望舒市民政局（本级）2024年度单位决算", "望舒市民政局", 2024, "final", "unit"),
        ("望舒市民政局部门决算（2024年度）", "望舒市民政局", 2024, "final", "department"),
        ("2024年度部门决算", "", 2024, "final", "department"),
        ("2024年部门预决算公开", "", 2024, None, None),
        ("望舒市民政局", "望舒市民政局", 0, None, None),
        ("望舒市本级2024年政府决算", "", 2024, "final", None),
        ("关于望舒市2024年财政决算的报告", "", 2024, "final", None),
        ("P020240901345678.pdf", "", 0, None, None),
        ("首页", "", 0, None, None),
    ],
)
def test_words_of_links(words: str, unit: str, year: int, kind: str | None, scope: str | None) -> None:
    found = guess_words(words)
    assert (found.unit_name, found.year, found.kind, found.scope) == (unit, year, kind, scope)


def test_what_is_nearer_counts_more() -> None:
    found = guess_link("查看", ("2024年", "望舒市民政局", "决算"), Guess("望舒市水利局", 2020, "budget"))
    assert (found.unit_name, found.year, found.kind) == ("望舒市民政局", 2024, "final")
    assert found.title == "望舒市民政局2024年部门决算"


@pytest.mark.parametrize(
    ("name", "place", "whole"),
    [("市民政局", "望舒市", "望舒市民政局"), ("区财政局", "望舒市", "区财政局"), ("市民政局", "", "市民政局"),
     ("望舒市民政局", "望舒市", "望舒市民政局"), ("州商务局", "羲和自治州", "羲和自治州商务局")],
)  # fmt: skip
def test_a_name_without_its_place(name: str, place: str, whole: str) -> None:
    found = name_in_full(Guess(name, 2024, "final", title=f"{name}2024年部门决算"), place)
    assert (found.unit_name, found.title) == (whole, f"{whole}2024年部门决算")


def test_words_that_contradict_each_other_say_nothing() -> None:
    found = guess_link("查看", ("望舒市民政局\n望舒市水利局\n2023年\n2024年",), Guess())
    assert (found.unit_name, found.year) == ("", 0)


@pytest.mark.parametrize(
    ("words", "yes"),
    [("2024年部门决算", True), ("部门预决算公开", True), ("望舒市民政局", True), ("市级部门2024年度决算公开专栏", True),
     ("望舒市召开2025年预算编制工作会议", False), ("一图读懂2024年部门预算", False), ("2024年政府工作报告解读", False)],
)  # fmt: skip
def test_links_to_lists(words: str, yes: bool) -> None:
    assert is_directory(words) is yes


def test_a_day_next_to_a_link() -> None:
    assert find_day(("2025-09-03", "附件")) == "2025-09-03"
    assert find_day(("发布于2025年9月3日",)) == "2025-09-03"
    assert find_day(("2025-09-03 2025-09-04",)) == ""
    assert find_day(("2025-19-03",)) == ""


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("../a/b.pdf#page=2", "http://www.wangshu.gov.cn/a/b.pdf"),
        ("决算 表.pdf", "http://www.wangshu.gov.cn/zj/%E5%86%B3%E7%AE%97%20%E8%A1%A8.pdf"),
        ("//files.wangshu.gov.cn/a", "http://files.wangshu.gov.cn/a"),
        (".\\202409\\t1.html", "http://www.wangshu.gov.cn/zj/202409/t1.html"),
        ("javascript:void(0)", ""),
        ("mailto:a@b.example", ""),
        ("http://user:secret@www.wangshu.gov.cn/", ""),
        ("http://[bad", ""),
        ("file:///etc/passwd", ""),
    ],
)
def test_addresses(reference: str, address: str) -> None:
    assert join_address(HOME, reference) == address


@pytest.mark.parametrize(
    ("script", "pages"),
    [
        ('createPageHTML(4, 0, "index", "html");', ["index_1.html", "index_2.html", "index_3.html"]),
        ("createPageHTML('page_div',3, 1,'list','shtml',40);", ["list_2.shtml", "list_3.shtml"]),
        ('var n = 3; var at = 0;\ncreatePageHTML(n, at, "index", "htm")', ["index_1.htm", "index_2.htm"]),
        ('createPageHTML(4, 2, "index", "html");', []),
        ('function createPageHTML(_nPageCount, _nCurrIndex, _sName, _sExt) { return "html"; }', []),
        ('createPageHTML(99999, 0, "index", "html");', None),
        ('showPage("a", "b");', []),
    ],
)
def test_pages_that_scripts_number(script: str, pages: list[str] | None) -> None:
    found = find_pages(read_links(f"<script>{script}</script>", HOME))
    if pages is None:
        assert len(found) == MAX_PAGES - 1
    else:
        assert found == [f"http://www.wangshu.gov.cn/zj/{name}" for name in pages]


def test_a_later_page_is_not_asked_for_pages_of_its_own() -> None:
    later = HOME.replace("index", "index_1")
    assert find_pages(read_links('<script>createPageHTML(4, 1, "index", "html");</script>', later)) == []


def test_numbers_of_pages_are_links_of_one_shape() -> None:
    addresses = ["index_1.html", "index_2.html", "/other/index_9.html", "?page=7"]
    links = "".join(f'<a href="{each}">{number}</a>' for number, each in enumerate(addresses, 2))
    assert find_pages(read_links(links, HOME)) == [
        "http://www.wangshu.gov.cn/zj/index_1.html", "http://www.wangshu.gov.cn/zj/index_2.html", f"{HOME}?page=7",
    ]  # fmt: skip


def test_a_link_opened_by_a_script_and_a_viewer_are_understood() -> None:
    text = (
        "<h1>望舒市民政局2024年部门决算</h1><a href='#' onclick=\"window.open('./a/1.pdf')\">附件</a>"
        "<iframe src='/pdfjs/web/viewer.html?file=/b/2.pdf'></iframe>"
    )
    steps = plan_page(read_links(text, HOME), START).steps
    assert [step.address for step in steps] == [
        "http://www.wangshu.gov.cn/zj/a/1.pdf",
        "http://www.wangshu.gov.cn/b/2.pdf",
    ]
    assert all(step.guess.unit_name == "望舒市民政局" for step in steps)


def test_json_that_is_not_json_is_passed_over() -> None:
    text = 'var a = {url: \'/a.pdf\', title: \'望舒市民政局2024年部门决算\'}; var b = [{"u": "/b.pdf", "t": "决算"}]'
    assert [link.address for link in read_json(text, HOME)] == ["http://www.wangshu.gov.cn/b.pdf"]


TAGS = "table tr td /td /tr /table ul li /ul dl dt dd /dl h2 /h2 /a select /select script /script title /title"
PARTS = [f"<{tag}>" for tag in TAGS.split()]
PARTS += [
    "<a href='/a.pdf'>",
    "<a href=b>",
    "<option value='/c?d=1'>",
    "<td rowspan=3>",
    "<!--",
    "-->",
    "<base href='/x/'>",
]
PARTS += ["望舒市民政局", "2024年", "部门决算"]
html = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=20)), max_size=40).map("".join)


@given(text=html)
def test_any_page_has_only_web_addresses_and_bounded_steps(text: str) -> None:
    page = read_page(text.encode("utf-8", "replace"), HOME)
    plan = plan_page(page, START)
    for step in plan.steps:
        assert step.address.isascii()
        assert step.address.startswith(("http://", "https://"))
        assert step.depth <= 1
        assert step.kind == "page" or step.guess.is_whole
    assert len({step.address for step in plan.steps}) == len(plan.steps)


@given(content=st.binary(max_size=400))
def test_any_bytes_are_a_page(content: bytes) -> None:
    plan_page(read_page(content, HOME), START)


@given(text=st.text(max_size=200))
def test_any_words_mean_something_or_nothing(text: str) -> None:
    found = guess_words(text)
    assert found.year == 0 or 1900 <= found.year <= 2100
    assert not found.is_whole or (found.unit_name and found.kind in ("final", "budget"))
    assert len(clean_words(text)) <= 120


@given(
    value=st.recursive(
        st.one_of(
            st.none(), st.integers(), st.text(max_size=10), st.just("/a.pdf"), st.just("望舒市民政局2024年部门决算")
        ),
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=4)),
        max_leaves=20,
    ),
    rest=st.text(max_size=20),
)
def test_any_json_is_read_or_passed_over(value: object, rest: str) -> None:
    for link in read_json(f"{rest}{json.dumps(value)}{rest}", HOME):
        assert link.address.startswith("http")
    read_store(f"<datastore>{rest}<![CDATA[{rest}]]></datastore>", HOME)
