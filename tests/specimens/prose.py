"""Specimens of running text: a final accounts as a Word export (one line a paragraph) or a PDF's (lines broken)."""

from __future__ import annotations

from .books import FUNCTIONS, UNIT, Books, rate, show


def write_final(books: Books) -> list[str]:
    """The paragraphs of a final accounts."""
    year, total = books.year, show(books.total)
    grand = show(books.total + books.opening)
    active, veterans, retired = books.staff
    people, running = sum(books.personnel.values()), sum(books.operating.values())
    cars = books.operating["30231"]
    return [
        f"{UNIT}{year}年度部门决算公开说明",
        "第一部分 单位概况",
        "二、机构设置及人员情况",
        f"{UNIT}{year}年度，实有人数{sum(books.staff)}人，其中：在职人员{active}人，"
        f"离休人员{veterans}人，退休人员{retired}人。",
        "第二部分 部门决算情况说明",
        "一、收入支出决算总体情况说明",
        f"{year}年度收入总计{grand}万元，其中：本年收入合计{total}万元，年初结转和结余{show(books.opening)}万元。",
        f"{year}年度支出总计{grand}万元，其中：本年支出合计{total}万元，年末结转和结余{show(books.closing)}万元。",
        "二、收入决算情况说明",
        f"本年收入{total}万元，其中：财政拨款收入{total}万元，占100.00%。",
        "三、支出决算情况说明",
        f"本年支出{total}万元，其中：基本支出{show(books.basic)}万元；项目支出{show(books.project)}万元。",
        "五、一般公共预算财政拨款支出决算情况说明",
        f"{year}年度一般公共预算财政拨款支出{total}万元。",
        *(_line(books, index, code) for index, code in enumerate(books.lines, 1)),
        "六、一般公共预算财政拨款基本支出决算情况说明",
        f"{year}年度一般公共预算财政拨款基本支出{show(books.basic)}万元，其中：",
        f"人员经费{show(people)}万元，包括：基本工资、津贴补贴、绩效工资。",
        f"公用经费{show(running)}万元，包括：办公费、邮电费、差旅费。",
        "七、财政拨款“三公”经费支出决算情况说明",
        f"{year}年度财政拨款“三公”经费支出决算{show(cars + books.reception)}万元。公务用车运行维护费{show(cars)}万元。"
        f"公务接待费{show(books.reception)}万元。",
        "第三部分 专业名词解释",
        "基本支出：指为保障机构正常运转而发生的支出。",
    ]


def _line(books: Books, index: int, code: str) -> str:
    group, section, item = FUNCTIONS[code]
    change = books.lines[code] - books.changes[code].prior
    verbs = ("增加", "增长") if change >= 0 else ("减少", "下降")
    return (
        f"{index}.{group}(类){section}(款){item}(项):支出决算数为{show(books.lines[code])}万元，"
        f"比上年决算{verbs[0]}{show(abs(change))}万元，{verbs[1]}{rate(change, books.changes[code].prior)}%，"
        f"主要原因是：{books.changes[code].reason}，比上年多办{index}件。"
    )


def as_lines(paragraphs: list[str]) -> str:
    """One line a paragraph."""
    return "\n".join(paragraphs) + "\n"


def as_broken_lines(paragraphs: list[str], width: int = 27) -> str:
    """Lines broken at a page's width, an empty line after each, as a PDF's text layer comes out."""
    lines = [paragraph[start : start + width] for paragraph in paragraphs for start in range(0, len(paragraph), width)]
    return "\n\n".join(lines) + "\n"
