"""Style rules decide what of a web page is seen: selectors, conditions, values, words that a rule adds."""

from __future__ import annotations

import pytest
from tests.read.test_html import read
from tests.read.test_looks import kinds

from disclosure.read.building.skips import PLACEHOLDER
from disclosure.read.web.css import StyleSheet
from disclosure.read.web.css_selectors import Node, parse_selector
from disclosure.read.web.css_values import parse_colour

#: A figure with a digit of its own element within it, behind an empty one.
FIGURE = '<div id="d" class="c"><p><em></em><span class="q" data-a="one two">9</span>00.05 万元</p></div>'
HIDE = "{display:none}"


@pytest.mark.parametrize(
    "selector",
    [
        'span[class="q"]', "[class^=q]", "[data-a]", "[data-a~=two]", "[data-a$='two']", "[DATA-A*=e]", "em + span",
        "em~span", "p :is(.q, .r)", "p :where(.q)", "span:not(.r)", "p span:nth-child(2)", "span:nth-child(even)",
        "span:nth-of-type(1)", "span:first-of-type", "#d > p > .q", "div.c .q", "SPAN.q", ":root .q", "p *:not(em)",
        "span:nth-child(n+2)", "em:first-child + .q", "b, .q",
    ],
)  # fmt: skip
def test_selectors_mean_the_elements_that_browsers_show_so(selector: str) -> None:
    document = read(f"<html><style>{selector}{HIDE}</style>{FIGURE}")
    assert document.text == "00.05 万元\n"
    assert kinds(document) == {"hidden": 1}


@pytest.mark.parametrize(
    "selector",
    [
        ".q:hover", ".q:focus", "a:visited .q", "span[data-a=one]", "span:not(.q)", "span:nth-child(1)", "em > .q",
        "span + .q", "p ~ .q", ".q::selection", ".q:empty", "#e .q", "span:nth-of-type(2)", ".q:not(:hover):checked",
    ],
)  # fmt: skip
def test_selectors_mean_no_other_elements(selector: str) -> None:
    assert read(f"<style>{selector}{HIDE}</style>{FIGURE}").text == "900.05 万元\n"


@pytest.mark.parametrize("selector", [".q:last-child", "p:has(.q) span", ".q:lang(zh)", "span:nth-last-child(1)"])
def test_where_a_selector_asks_for_what_is_not_known_figures_are_unread(selector: str) -> None:
    document = read(f"<style>{selector}{HIDE}</style>{FIGURE}")
    assert document.text == f"{PLACEHOLDER}00.05 万元\n"
    assert kinds(document) == {"visibility": 1}
    assert read(f"<style>{selector}{{font-weight:bold}}</style>{FIGURE}").text == "900.05 万元\n"


@pytest.mark.parametrize(
    ("rule", "read_as"),
    [
        ("@media screen{.q{display:none}}", ""), ("@media only screen and (min-width:1px){.q{display:none}}", ""),
        ("@media (max-width:600px){.q{display:none}}", "9"), ("@media print,(min-width:9px){.q{display:none}}", ""),
        ("@media print{.q{display:none}}", "9"), ("@media not screen{.q{display:none}}", "9"),
        ("@media (prefers-contrast:more){.q{display:none}}", PLACEHOLDER), ("@supports (a:b){.q{display:none}}", ""),
        ("@layer a{.q{display:none}}", ""), ("p{color:red;.q{display:none}}", ""), ("p{&>.q{display:none}}", ""),
        ("@media screen{@media (min-width:9px){.q{display:none}}}", ""), ("@font-face{a:b}.q{display:none}", ""),
        ('@import "a.css";.q{display:none}', ""), ("@charset 'x'; .q{display:none", ""),
        ('p{background:url("data:a;b{}")}.q{display:none}', ""), ("@keyframes a{0%{display:none}}", "9"),
    ],
)  # fmt: skip
def test_rules_under_conditions(rule: str, read_as: str) -> None:
    assert read(f"<style>{rule}</style>{FIGURE}").text == f"{read_as}00.05 万元\n"


@pytest.mark.parametrize(
    "value",
    [
        "color:rgb(100%,100%,100%)", "color:hsl(0,0%,100%)", "color:#0000", "color:#ffffff00", "color:var(--w)",
        "color:rgb(0 0 0/1%)", "color:var(--x,white)", "font:0/0 a", "font:1px Arial", "opacity:.01",
        "filter:opacity(0)", "filter:opacity(2%)", "position:absolute;inset:-9999px auto auto auto",
        "position:absolute;margin-left:-9999px", "transform:translateX(-9999px)", "transform: scale(0, 0)",
        "transform:rotateY(90deg)", "scale:0", "translate:0 -9999px", "content-visibility:hidden",
    ],
)  # fmt: skip
def test_values_that_hide(value: str) -> None:
    document = read(f"<style>:root{{--w:#fff}} .q{{{value}}}</style>{FIGURE}")
    assert document.text == "00.05 万元\n"
    assert kinds(document) == {"hidden": 1}


@pytest.mark.parametrize("value", ["color:ivory", "opacity:.1", "clip-path:polygon(0 0)", "content:url(a.png)"])
def test_values_that_may_hide(value: str) -> None:
    assert kinds(read(f"<style>.q{{{value}}}</style>{FIGURE}")) == {"visibility": 1}


@pytest.mark.parametrize(
    "value", ["color:#333", "color:var(--none)", "transform:rotate(0deg)", "opacity:.9", "font:15px/1.5 a", "scale:1"]
)
def test_values_that_hide_nothing(value: str) -> None:
    assert read(f"<style>.q{{{value}}}</style>{FIGURE}").text == "900.05 万元\n"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ('.q::before{content:"-"}', "-9"), (".q:before{content:'\\2212'}", "\u22129"),
        ('.q::after{content:"0"}', "90"),
        (".q::after{content:attr(data-b)}", "91"), ('.q::before{content:"•"}', "9"), (".q::before{content:''}", "9"),
        (".q::before{content:'-';display:none}", "9"), (".q::before{content:'('}.q::after{content:')'}", "(9)"),
        (".q::after{content:counter(a)}", f"9{PLACEHOLDER}"), (".q:hover::before{content:'-'}", "9"),
    ],
)  # fmt: skip
def test_words_that_rules_add_are_read(rule: str, text: str) -> None:
    page = f'<style>{rule}</style><p><span class="q" data-b="1">9</span>00.05 万元</p>'
    assert read(page).text == f"{text}00.05 万元\n"


@pytest.mark.parametrize(
    "element",
    [
        '<i style="vertical-align:text-top;font-size:60%">2</i>', '<small style="vertical-align:top">2</small>',
        '<i style="position:relative;bottom:5px">2</i>', '<i style="transform:translateY(-5px)">2</i>',
        '<i style="font-variant-position:super">2</i>', "<ruby><rt>2</rt></ruby>",
    ],
)  # fmt: skip
def test_note_marks_in_other_ways(element: str) -> None:
    assert read(f"<p>支出900.05{element}万元</p>").text == "支出900.05²万元\n"


@pytest.mark.parametrize("element", ["<i style='font-size:50%'>2</i>", "<font size=1>2</font>", "<small>2</small>"])
def test_small_digits_next_to_usual_ones_leave_both_unread(element: str) -> None:
    document = read(f"<p>支出900.05{element}万元</p>")
    assert document.text == f"支出900.05{PLACEHOLDER}2万元\n"
    assert kinds(document) == {"overlaid": 1}


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ("<canvas></canvas>", "picture"), ("<canvas width=1 height=1></canvas>", ""),
        ("<svg width=80 height=20><path/></svg>", "picture"), ("<svg viewBox='0 0 80 20'><use/></svg>", "picture"),
        ("<svg viewBox='0 0 20 20'><path/></svg>", ""), ("<applet code=a></applet>", "embedded"),
        ("<div style='background:url(a.png);width:80px;height:20px'></div>", "picture"), ("<audio>9</audio>", ""),
        ("<span>\ue001\ue002\ue003</span>", "no_unicode"), ("<i>\ue601</i>", ""), ("<datalist>7</datalist>", "hidden"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_counted(element: str, kind: str) -> None:
    assert kinds(read(f"<table><tr><td>甲<td>乙{element}</table>")) == ({kind: 1} if kind else {})


@pytest.mark.parametrize("element", ["<bdo dir=rtl>50.009</bdo>", "<i style='unicode-bidi:bidi-override'>50.009</i>"])
def test_digits_in_reverse_order_are_unread(element: str) -> None:
    assert kinds(read(f"<p>支出{element}万元</p>")) == {"visibility": 1}


def test_colours_are_mixed_with_their_ground() -> None:
    assert parse_colour("rgba(0, 0, 0, .5)", (255, 255, 255)) == (128, 128, 128)
    assert parse_colour("hsl(120deg 100% 50%)") == (0, 255, 0)
    assert parse_colour("url(a.png) no-repeat #f00") == (255, 0, 0)
    assert parse_colour("none") is None


@pytest.mark.parametrize("text", ["", "a b c d e f g h i j k l m", "!", "a::before b", "::marker", "(", "a >"])
def test_selectors_that_are_not_understood_hold_for_nothing(text: str) -> None:
    assert parse_selector(text) is None


def test_a_sheet_of_deeply_nested_rules_ends() -> None:
    sheet = StyleSheet()
    sheet.add("a{" * 10_000 + "display:none")
    assert sheet.declarations(Node("a"), [], "")[0] == {}
