"""Web pages that were saved as text: their origin, their navigation, their lost paragraphs."""

from __future__ import annotations

import time

import pytest

from disclosure.model import Document, Paragraph
from disclosure.read.source import read_bytes
from disclosure.read.web.saved_page import Origin, find_origin, is_navigation

HEADER = """标题: 2016年度子虚县水务局部门决算说明
发布时间: 2017-08-08 08:05
文号:
发布机构: 子虚县水务局
原文链接: https://example.org/201708/t20170808_1.htm
附图见 links.tsv
==================== 正文 ====================
"""
LEAD = "当前位置： 首页政务公开部门决算公开 2016年度子虚县水务局部门决算说明 时间：2017-08-08 08:05 微信 微博 QQ空间 "
BODY = (
    "现将我单位2016年度部门决算说明如下：一、部门主要职责主管全县水务工作。二、收入支出决算总体情况"
    "2016年收入1,200.05万元。"
    "（一）财政拨款收入1,200.05万元。（二）其他收入0.00万元。三、名词解释 "
    "基本支出：指保障机构运转的支出。 " + "项目支出：指专项。" * 30
)
TAIL = " 来源：子虚县水务局 附件下载 1.收支决算总表.xls2.收入决算表.xls"
PAGE = HEADER + LEAD + BODY + TAIL


def read(text: str) -> Document:
    return read_bytes(text.encode(), "page.txt")


def list_texts(document: Document, *, furniture: bool) -> list[str]:
    return [
        document.text[block.start : block.end].strip()
        for block in document.blocks
        if isinstance(block, Paragraph) and block.furniture == furniture
    ]


def test_the_origin_is_found_and_only_in_a_saved_page() -> None:
    assert find_origin(PAGE) == Origin("https://example.org/201708/t20170808_1.htm", "2017-08-08")
    assert find_origin(BODY) == Origin()
    assert find_origin("单位名称：子虚县水务局\n标题：某事\n第一部分\n") == Origin()


def test_navigation_is_set_aside_and_nothing_is_lost() -> None:
    document = read(PAGE)
    texts, aside = list_texts(document, furniture=False), list_texts(document, furniture=True)
    assert texts[0] == "2016年度子虚县水务局部门决算说明"
    assert LEAD.strip() in aside
    assert TAIL.strip() in aside
    assert "微信" not in "".join(texts)
    assert "".join("".join(texts[1:]).split()) == "".join(BODY.split())


def test_lost_paragraphs_are_found_again() -> None:
    texts = list_texts(read(PAGE), furniture=False)
    for begin in (
        "一、部门主要职责",
        "二、收入支出决算总体情况",
        "（一）财政拨款",
        "（二）其他收入",
        "三、名词解释",
        "基本支出：",
    ):
        assert any(text.startswith(begin) for text in texts), begin


def test_debris_of_a_word_processor_is_no_text() -> None:
    document = read(
        HEADER
        + "MicrosoftInternetExplorer402DocumentNotSpecified7.8 磅Normal0按照要求。<!--[if !x]-->一、 <!--[endif]-->职责"
    )
    assert list_texts(document, furniture=False)[1:] == ["按照要求。", "一、", "职责"]


@pytest.mark.parametrize(
    "line",
    ["第 3 页 共 10 页", "3/10", "首页 > 政务公开 > 2024年部门预算", "分享到： 微信 微博",
     "【大 中 小】 打印 关闭窗口", "浏览次数：123次",
     "发布时间：2024-01-05 10:00 来源：子虚县水务局 ", "您当前的位置：首页 / 预决算"],
)  # fmt: skip
def test_lines_of_navigation(line: str) -> None:
    assert is_navigation(line)
    texts = list_texts(read(f"子虚县水务局2024年部门预算\n{line}\n一、收入预算情况说明\n"), furniture=False)
    assert texts == ["子虚县水务局2024年部门预算", "一、收入预算情况说明"]


@pytest.mark.parametrize(
    "line", ["微信公众号运行费5.00万元", "打印费 3.00", "第3页项目支出5.00万元", "时间：2024年全年", "1,200.05 / 3"]
)
def test_lines_with_figures_stay(line: str) -> None:
    assert not is_navigation(line)


@pytest.mark.parametrize(
    "line",
    ["微信 " * 60 + "x", "浏览：1 " * 40 + "x", "时间：2024-01-05   " * 15 + "x", "7.8 磅" * 9000, "<!--" * 9000],
)
def test_no_line_takes_long(line: str) -> None:
    started = time.process_time()
    read(HEADER + line)
    is_navigation(line)
    assert time.process_time() - started < 2


def test_a_heading_that_the_publisher_left_out_does_not_end_the_search() -> None:
    body = BODY.replace("二、收入支出", "三、收入支出").replace("三、名词解释", "四、名词解释")
    texts = list_texts(read(HEADER + LEAD + body), furniture=False)
    assert [text[:4] for text in texts if text[1:2] == "、"] == ["一、部门", "三、收入", "四、名词"]
