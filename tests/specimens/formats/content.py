"""What the small report says: lines and tables, the same in every format."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.model import Document, Paragraph

UNIT = "青禾县测绘档案馆"
YEAR = 2024


@dataclass(frozen=True)
class Box:
    """A cell of a table of the report."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


Table = tuple[Box, ...]

LINES = (
    f"{UNIT}{YEAR}年度部门决算",
    "一、收入支出决算总体情况说明",
    "2024年度收入总计1,234.50万元，与上年相比增加34.50万元，增长2.88%。",
    "二、支出决算情况说明",
    "本年支出合计1,200.05万元，其中：基本支出900.05万元，占75.00%；项目支出300.00万元，占25.00%。",
)


def _rows(first: int, rows: tuple[tuple[str, ...], ...]) -> tuple[Box, ...]:
    return tuple(Box(text, first + r, c) for r, row in enumerate(rows) for c, text in enumerate(row))


#: A form with a header of two rows: a cell over two columns, others over two rows.
EXPENDITURE: Table = (
    Box("项目", 0, 0, column_span=2),
    Box("本年支出合计", 0, 2, row_span=2),
    Box("基本支出", 0, 3, row_span=2),
    Box("项目支出", 0, 4, row_span=2),
    Box("科目代码", 1, 0),
    Box("科目名称", 1, 1),
    *_rows(
        2,
        (
            ("", "合计", "1,200.05", "900.05", "300.00"),
            ("208", "社会保障和就业支出", "200.05", "200.05", ""),
            ("2200150", "事业运行", "700.00", "700.00", ""),
            ("2200199", "其他自然资源事务支出", "300.00", "", "300.00"),
        ),
    ),
)

THREE_PUBLIC: Table = (
    Box("合计", 0, 0, row_span=2),
    Box("公务用车购置及运行维护费", 0, 1, column_span=2),
    Box("公务接待费", 0, 3, row_span=2),
    Box("公务用车购置费", 1, 1),
    Box("公务用车运行维护费", 1, 2),
    *_rows(2, (("6.43", "", "5.63", "0.80"),)),
)

TABLES = (EXPENDITURE, THREE_PUBLIC)
TITLES = ("支出决算表（单位：万元）", "“三公”经费支出决算表（单位：万元）")


def lines_of(document: Document) -> list[str]:
    """The lines a reader found, without white space and page furniture."""
    return [
        "".join(document.text[block.start : block.end].split())
        for block in document.blocks
        if isinstance(block, Paragraph) and not block.furniture
    ]


def tables_of(document: Document) -> list[set[Box]]:
    """The cells a reader found, without white space; empty cells say nothing and are left out."""
    found = []
    for table in document.tables():
        boxes = {
            Box(
                "".join(document.text[cell.start : cell.end].split()),
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span,
            )
            for cell in table.cells
        }
        found.append({box for box in boxes if box.text})
    return found


def filled(table: Table) -> set[Box]:
    """The cells of a table that say something."""
    return {box for box in table if box.text}
