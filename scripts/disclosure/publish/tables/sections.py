"""The sections of a page of one unit and year: which facts stand where, in which table, with which chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from disclosure.publish.charts.captions import say_largest, say_lowest_score, say_widest_gap
from disclosure.publish.charts.chart import Bar, Chart, chart_bars, chart_pairs
from disclosure.publish.facts.holdings import Wording
from disclosure.publish.facts.ledger import Entry, select
from disclosure.publish.tables.grids import Arranger, Column, Grid, Line, amount_columns, count_columns

#: Bars in one chart; the table under it has all.
_MOST_BARS = 12
#: Types of expenditure whose amounts may be in one chart, the best first: all spending, else basic spending and its
#: two parts, each of which has lines of its own by economic category, else projects.
_WHOLES = (("",), ("basic", "basic_personnel", "basic_operating"), ("project",))
#: Phases of which amounts are drawn, the best first.
_PHASES = ("executed", "approved", "adjusted")


@dataclass
class Section:
    """One section: its heading, its tables and chart, and the facts it answers for."""

    name: str
    title: str
    grids: list[Grid]
    entries: list[Entry]
    chart: Chart | None = None
    folded: bool = False


@dataclass
class Sheet:
    """The facts of one unit and year on their way into sections; each fact is listed as evidence once."""

    entries: Sequence[Entry]
    arranger: Arranger
    sections: list[Section] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._claimed: set[str] = set()

    def claim(self, entries: Sequence[Entry]) -> list[Entry]:
        fresh = [entry for entry in entries if entry.anchor not in self._claimed]
        self._claimed.update(entry.anchor for entry in fresh)
        return fresh

    def left(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.anchor not in self._claimed]

    def of(self, *statements: str) -> list[Entry]:
        return [entry for entry in self.entries if entry["statement"] in statements and not entry["project"]]


def compose_sections(entries: Sequence[Entry], arranger: Arranger) -> list[Section]:
    """All sections that have anything to show, in the order of the page, the rest of the facts last."""
    sheet = Sheet(entries, arranger)
    made: list[Callable[[Sheet], Section | None]] = [
        _compose_revenue, _compose_spending, _compose_economic, _compose_variance, _compose_three_public,
        _compose_operating, _compose_procurement, _compose_assets, _compose_staff,
    ]  # fmt: skip
    sections = [section for section in (make(sheet) for make in made) if section]
    rest = _compose_rest(sheet)
    return [*sections, rest] if rest else sections


def _is_plain(entry: Entry) -> bool:
    """Whether a fact is a row of its own statement, not a row by function or economic class."""
    return not any(entry[column] for column in ("functional_code", "functional_name", "economic_code", "economic_name"))


def _is_functional(entry: Entry) -> bool:
    return bool(entry["functional_code"] or entry["functional_name"]) and not (
        entry["economic_code"] or entry["economic_name"]
    )


def _make(sheet: Sheet, name: str, title: str, used: Sequence[Entry], *grids: Grid | None) -> Section | None:
    kept = [grid for grid in grids if grid]
    return Section(name, title, kept, sheet.claim(used)) if kept else None


def _keep_first_funds(entries: Sequence[Entry]) -> list[Entry]:
    """Each item's figures of the fund it is first stated for; its breakdown by fund stands among the other tables."""
    funds: dict[str, str] = {}
    return [entry for entry in entries if funds.setdefault(entry["item"], entry["fund"]) == entry["fund"]]


def _compose_revenue(sheet: Sheet) -> Section | None:
    revenue = _keep_first_funds([entry for entry in sheet.of("revenue") if _is_plain(entry)])
    overall = [entry for entry in sheet.of("overall") if _is_plain(entry) and entry["direction"] != "expenditure"]
    return _make(
        sheet, "income", "钱从哪里来", [*revenue, *overall],
        sheet.arranger.arrange("本年收入的来源", revenue, amount_columns()),
        sheet.arranger.arrange("收入总体：本年收入与结转结余", overall, amount_columns()),
    )  # fmt: skip


def classified_columns() -> list[Column]:
    """Columns of a table by function: all, and of it basic (personnel, operating) and project expenditure."""
    plain = amount_columns(expenditure_type="")
    parts = [
        Column(label, {"measure": "amount", "expenditure_type": kind})
        for kind, label in (
            ("basic", "其中：基本支出"), ("basic_personnel", "其中：人员经费"),
            ("basic_operating", "其中：公用经费"), ("project", "其中：项目支出"),
        )
    ]  # fmt: skip
    return [*plain[:3], *parts, *plain[3:]]


def _compose_spending(sheet: Sheet) -> Section | None:
    arrange = sheet.arranger.arrange
    plain = [entry for entry in sheet.of("expenditure") if _is_plain(entry)]
    overall = [entry for entry in sheet.of("overall") if _is_plain(entry) and entry["direction"] != "revenue"]
    public = [entry for entry in sheet.of("general_public") if _is_functional(entry)]
    # the same rows for all funds stand among the other tables, unless they are all there is
    by_function = public or [entry for entry in sheet.of("expenditure") if _is_functional(entry)]
    scope = "一般公共预算，功能分类" if public else "功能分类"
    main = arrange(f"支出按用途（{scope}）", by_function, classified_columns(), classified="functional")
    section = _make(
        sheet, "spending", "钱花到哪里去", [*by_function, *plain, *overall], main,
        arrange("支出按性质：基本支出与项目支出", plain, amount_columns()),
        arrange("支出总体：本年支出与结转结余", overall, amount_columns()),
    )  # fmt: skip
    if section and main:
        section.chart = draw_lines("spending", "花得", "按用途", main, sheet.arranger.wording)
    return section


def draw_lines(name: str, what: str, by: str, grid: Grid, wording: Wording) -> Chart | None:
    """A bar for each line of the finest level the table has money for, largest first, all of one whole; None where
    there are less than two. The summary counts the lines of other wholes. ``what`` is how the title begins, ``by`` how
    the money is divided."""
    lines = [(line, _list_money(line)) for line in grid.lines]
    deepest = max((line.depth for line, money in lines if money), default=0)
    lines = [(line, money) for line, money in lines if money and line.depth == deepest]
    bars: dict[str, Bar] = {}
    left_out = 0
    alike = _choose_alike([money for _, money in lines])
    for (line, money), chosen in zip(lines, alike, strict=True):
        if chosen is not None:
            # the same name again is the same money under another code, a slip of the document
            bars.setdefault(line.label, Bar(line.label, chosen.value, "元"))
        elif any(entry.value for entry in money):
            left_out += 1
    finest = sorted((bar for bar in bars.values() if bar.value), key=lambda bar: -bar.value)
    if len(finest) < 2:
        return None
    shown = finest[:_MOST_BARS]
    many = f"{len(finest)} 项里最多的 {len(shown)} 项" if len(shown) < len(finest) else f"{len(shown)} 项"
    without = f"表里另有 {left_out} 行是别的口径，不在图里；" if left_out else ""
    summary = f"最多的是{shown[0].label}，最少的是{shown[-1].label}；{without}数字见下表。"
    whole = _name_whole(next(entry for entry in alike if entry), wording)
    title = say_largest(what, [(bar.label, bar.value) for bar in shown], "元")
    return chart_bars(name, title, summary, shown, f"{whole}{by}，{many}，万元")


def _name_whole(entry: Entry, wording: Wording) -> str:
    """What the bars of a chart are parts of: phase, kind of spending or statement."""
    phase = {"executed": "决算", "approved": "年初预算", "adjusted": "全年预算"}[entry["phase"]]
    kind = entry["expenditure_type"]
    what = wording.name("expenditure_types", _WHOLES[1][0] if kind in _WHOLES[1] else kind) if kind else ""
    return f"{phase}，{what or wording.name('statements', entry['statement'])}"


def _list_money(line: Line) -> list[Entry]:
    return [cell[0] for cell in line.cells if cell and cell[0]["measure"] == "amount"]


def _choose_alike(lines: Sequence[Sequence[Entry]]) -> list[Entry | None]:
    """The amount of each line to draw, None where it has no such amount: all of one phase, statement, fund and kind of
    spending, because project spending of one line does not add up with all spending of another. Of several such wholes
    what was executed comes before what was approved, and all spending before a part of it, unless it has amounts for
    less than half of the lines that another has."""
    wholes: dict[tuple[int, int, str, str], list[Entry | None]] = {}
    for at, money in enumerate(lines):
        for entry in money:
            kind = next((each for each, types in enumerate(_WHOLES) if entry["expenditure_type"] in types), None)
            if kind is not None and entry["phase"] in _PHASES:
                whole = (_PHASES.index(entry["phase"]), kind, entry["statement"], entry["fund"])
                chosen = wholes.setdefault(whole, [None for _ in lines])
                chosen[at] = chosen[at] or entry
    counts = {whole: sum(bool(entry and entry.value) for entry in chosen) for whole, chosen in wholes.items()}
    best = max(counts.values(), default=0)
    enough = [whole for whole, count in counts.items() if count * 2 >= best]
    return wholes[min(enough, key=lambda whole: whole[:2])] if enough else [None for _ in lines]


def _compose_economic(sheet: Sheet) -> Section | None:
    basic = [entry for entry in sheet.of("basic", "general_public") if _is_plain(entry) or _is_economic(entry)]
    types = [entry for entry in basic if _is_plain(entry) and entry["item"] not in ("total", "current_year", "")]
    lines = [entry for entry in sheet.entries if _is_economic(entry) and not entry["project"]]
    by_class = sheet.arranger.arrange("支出按经济分类", lines, classified_columns(), classified="economic")
    section = _make(
        sheet, "economic", "花在人员、办公还是项目上", [*types, *lines],
        sheet.arranger.arrange("一般公共预算：人员经费与公用经费", types, amount_columns()), by_class,
    )  # fmt: skip
    if section and by_class:
        section.chart = draw_lines("economic", "花得", "按买了什么", by_class, sheet.arranger.wording)
    return section


def _is_economic(entry: Entry) -> bool:
    return bool(entry["economic_code"] or entry["economic_name"])


def _compose_variance(sheet: Sheet) -> Section | None:
    appropriation = [entry for entry in sheet.of("appropriation") if _is_plain(entry)]
    received = [entry for entry in appropriation if entry["direction"] != "expenditure"]
    spent = [entry for entry in appropriation if entry["direction"] != "revenue"]
    public = [entry for entry in sheet.of("general_public") if _is_plain(entry)]
    section = _make(
        sheet, "budget", "预算与决算", [*appropriation, *public],
        sheet.arranger.arrange("财政拨款收入", received, amount_columns()),
        sheet.arranger.arrange("财政拨款支出", spent, amount_columns()),
        sheet.arranger.arrange("一般公共预算财政拨款支出", public, amount_columns()),
    )  # fmt: skip
    chart = _draw_variance(sheet)
    if chart and section is None:
        return Section("budget", "预算与决算", [], [], chart)
    if section:
        section.chart = chart
    return section


def _draw_variance(sheet: Sheet) -> Chart | None:
    """Budget beside final for every line of the finest level that states both."""
    rows: dict[tuple[str, str], dict[str, Entry]] = {}
    for entry in sheet.of("general_public"):
        if _is_functional(entry) and entry["measure"] == "amount" and not entry["expenditure_type"]:
            key = (entry["functional_code"], entry["functional_name"])
            rows.setdefault(key, {}).setdefault(entry["phase"], entry)
    both = [(key, row) for key, row in rows.items() if {"approved", "executed"} <= set(row)]
    deepest = max((max(len(key[0]), key[1].count("/")) for key, _ in both), default=0)
    finest = [row for key, row in both if max(len(key[0]), key[1].count("/")) == deepest]
    finest.sort(key=lambda row: -row["executed"].value)
    if len(finest) < 2:
        return None
    name = sheet.arranger.name_entry
    pairs = [
        (Bar("", row["approved"].value, "元"), Bar(name(row["executed"]), row["executed"].value, "元"))
        for row in finest[:_MOST_BARS]
    ]
    summary = f"{len(pairs)} 项用途的年初预算与决算，最大的是{pairs[0][1].label}；数字见上一节的表。"
    title = say_widest_gap([(final.label, budget.value, final.value) for budget, final in pairs], "元")
    many = f"决算最多的 {len(pairs)} 项" if len(pairs) < len(finest) else f"{len(pairs)} 项"
    return chart_pairs("budget", title, summary, pairs, f"一般公共预算按用途，{many}，年初预算与决算，万元")


def _compose_three_public(sheet: Sheet) -> Section | None:
    entries = _keep_first_funds(sheet.of("three_public"))
    counts = [entry for entry in entries if entry["measure"] == "count"]
    money = [entry for entry in entries if entry["measure"] != "count"]
    return _make(
        sheet, "three-public", "“三公”经费", entries,
        sheet.arranger.arrange("出国（境）、公务用车和公务接待", money, amount_columns()),
        sheet.arranger.arrange("团组、车辆和接待的数量", counts, count_columns()),
    )  # fmt: skip


def _compose_operating(sheet: Sheet) -> Section | None:
    entries = sheet.of("operating")
    return _make(
        sheet, "operating", "机关运行经费", entries, sheet.arranger.arrange("日常公用支出", entries, amount_columns())
    )


def _compose_procurement(sheet: Sheet) -> Section | None:
    entries = sheet.of("procurement")
    return _make(
        sheet,
        "procurement",
        "政府采购",
        entries,
        sheet.arranger.arrange("采购了什么，多少给了中小企业", entries, amount_columns()),
    )


def _compose_assets(sheet: Sheet) -> Section | None:
    entries = sheet.of("assets")
    return _make(
        sheet, "assets", "国有资产", entries, sheet.arranger.arrange("房屋、车辆和设备", entries, count_columns())
    )


def _compose_staff(sheet: Sheet) -> Section | None:
    entries = sheet.of("staff")
    return _make(
        sheet, "staff", "机构和人员", entries, sheet.arranger.arrange("编制和实有人数", entries, count_columns())
    )


def _compose_rest(sheet: Sheet) -> Section | None:
    """Whatever no section above has claimed, one table a statement; facts of projects have a section of their own."""
    left = [entry for entry in sheet.left() if not entry["project"]]
    grids = []
    for statement in dict.fromkeys(entry["statement"] for entry in left):
        name = sheet.arranger.wording.name("statements", statement)
        entries = select(left, statement=statement)
        functional = [entry for entry in entries if _is_functional(entry)]
        plain = [entry for entry in entries if not _is_functional(entry)]
        grids.append(
            sheet.arranger.arrange(f"{name}：按功能分类", functional, classified_columns(), classified="functional")
        )
        grids.append(sheet.arranger.arrange(name, plain, [*amount_columns(), *count_columns()[:2], *score_columns()]))
    section = _make(sheet, "other", "其他报表", left, *grids)
    if section:
        section.folded = True
    return section


def score_columns() -> list[Column]:
    """Weight and score of a performance evaluation."""
    return [Column("分值", {"measure": "weight"}), Column("得分", {"measure": "score"})]


def sum_up_scores(scores: Sequence[tuple[str, Decimal]]) -> Chart | None:
    """A bar of each project's total score against the full mark of 100 (evaluations score 0 to 100)."""
    if not scores:
        return None
    bars = [Bar(name, score, "分", Decimal(100)) for name, score in scores]
    title = say_lowest_score(scores, Decimal(100))
    return chart_bars(
        "scores", title, f"{len(bars)} 个项目的自评得分；数字见下表。", bars, "项目支出绩效自评得分，满分 100 分"
    )
