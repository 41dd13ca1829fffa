"""Long documents of one shape each: what grows with the square of its length in a reader of ours shows in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from disclosure.model import Document
from disclosure.read.building.builder import DocumentBuilder, GridCell
from disclosure.read.source import read_bytes

UNIT = "望舒县图书馆"
_TITLES = {"budget": f"{UNIT}2023年部门预算\n", "final": f"{UNIT}2023年度部门决算\n"}
_SECTIONS = {
    "overall": "一、收入支出决算总体情况说明\n",
    "expenditure": "三、支出决算情况说明\n",
    "general_public": "五、一般公共预算财政拨款支出决算情况说明\n",
    "performance": "九、预算绩效情况说明\n",
    "project": "七、项目支出情况说明\n",
}
_STATED = "本年支出合计1,200.05万元，其中：基本支出900.05万元，占75.00%。"
_WORDS = "本年收入支出合计其中财政拨款基本项目经费增加减少主要原因是"
_DIGITS = "一二三四五六七八九十"


def _text(body: str, kind: str = "final", section: str = "overall") -> Document:
    return read_bytes((_TITLES[kind] + _SECTIONS[section] + body).encode(), "long.txt")


def _fill(piece: str, size: int) -> str:
    return piece * (size // len(piece) + 1)


def _numbered(write: Callable[[int], str], size: int) -> str:
    """Lines that differ by their number, until they are ``size`` characters."""

    def lines() -> Iterator[str]:
        written, number = 0, 0
        while written < size:
            line = write(number)
            written, number = written + len(line), number + 1
            yield line

    return "".join(lines())


def _drawn(tables: list[list[list[str]]], title: str = "支出决算表（单位：万元）", *, once: bool = True) -> Document:
    """A document of tables as a reader of pages gives it."""
    builder = DocumentBuilder("long.html")
    for line in (_TITLES["final"] + _SECTIONS["overall"]).splitlines():
        builder.add_line(line)
    for number, rows in enumerate(tables):
        if number == 0 or not once:
            builder.add_line(title)
        builder.add_table(GridCell(cell, y, x) for y, row in enumerate(rows) for x, cell in enumerate(row))
    return builder.finish("0" * 64, "text/html")


_HEAD = ["科目代码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
_ROW = ["2080505", "机关事业单位基本养老保险缴费支出", "200.05", "200.05", "0.00"]
_TARGETS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
_TARGET = ["产出指标", "数量指标", "借阅册数", "≥100册", "120册", "10", "10"]
_RECORD = "项目名称：第{}批图书购置项目\n设立的政策依据：按规定\n预算安排规模：12.5万元\n项目承担单位：望舒县图书馆\n"


def _codes(number: int) -> str:
    return f"（{number % 9 + 1}）2{number % 100:02d}{number // 100 % 100:02d}{number % 97:02d}支出{number}.05万元，占1.00%。\n"


#: The shapes: what makes a document of about so many characters.
LONG: dict[str, Callable[[int], Document]] = {
    "one statement again and again, a line each": lambda n: _text(_fill(_STATED + "\n", n)),
    "one statement again and again on one line": lambda n: _text(_fill(_STATED, n)),
    "statements without an end": lambda n: _text(_fill(_STATED.replace("。", "，"), n)),
    "a line of digits": lambda n: _text(_fill("8", n)),
    "a line of grouped digits": lambda n: _text("1" + _fill(",000", n)),
    "a line of figures without words": lambda n: _text(_fill("1.05 ", n)),
    "a figure on each line": lambda n: _text(_fill("1,234.05\n", n)),
    "a line of words without figures": lambda n: _text(_fill(_WORDS, n)),
    "a line of words with a figure each": lambda n: _text(_fill(_WORDS + "5.0万元", n)),
    "brackets that nobody closes": lambda n: _text(_fill("（", n)),
    "brackets within brackets": lambda n: _text("（" * (n // 2) + "5.0万元" + "）" * (n // 2)),
    "brackets with a figure each": lambda n: _text(_fill("（5.0万元", n)),
    "blanks": lambda n: _text("本年收入" + " " * n + "5.0万元"),
    "empty lines": lambda n: _text("本年收入" + "\n" * n + "5.0万元"),
    "signs of no width": lambda n: _text("本年收入" + "\u200b" * n + "5.0万元"),
    "quotation marks": lambda n: _text("本年收入" + "“" * n + "5.0万元"),
    "commas": lambda n: _text(_fill("，,", n)),
    "letters": lambda n: _text(_fill("a", n)),
    "addresses": lambda n: _text(_fill("a.b@", n)),
    "addresses joined": lambda n: _text(_fill("a-b.c_", n)),
    "hyphens": lambda n: _text(_fill("1-", n)),
    "points": lambda n: _text(_fill("1.", n)),
    "years": lambda n: _text(_fill("2023年", n)),
    "dates": lambda n: _text(_fill("2023年1月1日", n)),
    "names of people": lambda n: _text(_fill("联系人：张三\n", n)),
    "percentages": lambda n: _text(_fill("占1.00%，", n)),
    "one heading again and again": lambda n: _text(_fill(_SECTIONS["overall"], n)),
    "headings with a statement each": lambda n: _text(_fill(_SECTIONS["expenditure"] + _STATED + "\n", n)),
    "unknown headings": lambda n: _text(_numbered(lambda i: f"{_DIGITS[i % 10]}、某某事务开展情况说明\n", n)),
    "parts": lambda n: _text(_fill("第二部分\n", n)),
    "titles of the report": lambda n: _text(_fill(_TITLES["final"], n)),
    "contents": lambda n: _text(_numbered(lambda i: f"{_DIGITS[i % 10]}、支出决算情况说明……………………{i}\n", n)),
    "titles of forms": lambda n: _text(_fill("表4 支出决算表\n", n)),
    "titles of forms on one line": lambda n: _text(_fill("支出决算表", n)),
    "functions, each its own": lambda n: _text(_numbered(_codes, n), section="general_public"),
    "functions by name": lambda n: _text(
        _numbered(lambda i: f"{i}.社会保障和就业支出（类）行政事业单位养老支出（款）第{i}项（项）:支出决算数为{i}.05万元。\n", n),
        section="general_public",
    ),
    "projects, each its own": lambda n: _text(_numbered(_RECORD.format, n), "budget", "project"),
    "one project again and again": lambda n: _text(_fill(_RECORD, n), "budget", "project"),
    "projects in a sentence": lambda n: _text(
        _numbered(lambda i: f"第{i}批图书购置项目{i}.5万元，", n) + "。", section="project"
    ),
    "evaluations": lambda n: _text(
        _numbered(
            lambda i: f"（{_DIGITS[i % 10]}）第{i}批图书购置项目绩效自评情况：项目全年预算数为{i}.5万元，执行数为{i}.5万元，"
            "完成预算的100%，自评得分90分。\n",
            n,
        ),
        section="performance",
    ),
    "reasons": lambda n: _text(_fill("增加5.0万元，主要原因是：人员增加；", n)),
    "a reason without an end": lambda n: _text("增加5.0万元，主要原因是：" + _fill("人员增加，", n)),
    "tabulators": lambda n: _text("\t" * n),
    "rows of tabulators": lambda n: _text(_fill("\t".join(_ROW) + "\n", n)),
    "a form as lines": lambda n: _text("表4 支出决算表\n单位：万元\n" + _fill("\n".join((*_HEAD, *_ROW)) + "\n", n)),
    "a form as text": lambda n: _text(
        "表3 支出总表\n单位：万元\n" + " ".join(_HEAD) + "\n" + _fill(" ".join(_ROW) + "\n", n), "budget"
    ),
    "a form of digits only": lambda n: _text("表3 支出总表\n单位：万元\n" + _fill("208 05 05 1.00 ", n), "budget"),
    "a form of projects as text": lambda n: _text(
        "表7 项目支出情况表\n单位：万元\n" + _numbered(lambda i: f"208 05 05 第{i}批图书购置 {i}.00 {i}.00\n", n), "budget"
    ),
    "targets by tabulators": lambda n: _text(
        "项目支出绩效自评表\n项目名称\t图书\n" + "\t".join(_TARGETS) + "\n" + _fill("\t".join(_TARGET) + "\n", n)
    ),
    "targets as text": lambda n: _text(
        "项目支出绩效自评表\n项目名称\n图书\n" + "\n".join(_TARGETS) + "\n" + _fill("\n".join(_TARGET) + "\n", n)
    ),
    "many small tables": lambda n: _drawn([[["1.05"]]] * (n // 5)),
    "many small tables with titles": lambda n: _drawn([[_HEAD, _ROW]] * (n // 70), once=False),
    "many tables of targets": lambda n: _drawn(
        [[["项目名称", f"图书{i}"], _TARGETS, _TARGET] for i in range(n // 70)], "项目支出绩效自评表", once=False
    ),
    "one wide table": lambda n: _drawn([[_fill("本年支出合计 ", n).split(), _fill("1.05 ", n).split()]]),
    "one long table": lambda n: _drawn([[_HEAD, *[_ROW] * (n // 40)]]),
    "one long table of heads": lambda n: _drawn([[_HEAD] * (n // 20)]),
    "one long table of codes": lambda n: _drawn(
        [[_HEAD, *([f"2{i % 1000000:06d}", f"科目{i}", f"{i}.05", f"{i}.05", ""] for i in range(n // 40))]]
    ),
    "one long table of targets": lambda n: _drawn([[_TARGETS, *[_TARGET] * (n // 40)]], "项目支出绩效自评表"),
    "one long table of projects": lambda n: _drawn(
        [[["项目名称", "合计", "财政拨款"], *([f"第{i}批图书购置", "1.05", "1.05"] for i in range(n // 20))]],
        "项目支出表（单位：万元）",
    ),
    "a cell of words": lambda n: _drawn([[["项目名称", "总体目标"], ["图书", _fill(_WORDS, n)]]], "绩效目标表"),
    "a cell of figures": lambda n: _drawn([[_HEAD, ["", "合计", _fill("1.05 ", n), "", ""]]]),
    "a cell of digits": lambda n: _drawn([[_HEAD, ["", "合计", _fill("1", n), "", ""]]]),
}  # fmt: skip
