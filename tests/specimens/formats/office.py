"""The small report as Word document, as spreadsheets of two ages and as a saved web page."""

from __future__ import annotations

import io
from html import escape

import openpyxl
import xlwt

from .content import LINES, TABLES, TITLES, Table
from .word import make_paragraph, make_table, write_word


def write_docx() -> bytes:
    """The report as Word document; the numbers of its headings are Word's own."""
    blocks = []
    for line in LINES:
        bare = line[2:] if line[1] == "、" else line
        pieces = [bare[at : at + 7] for at in range(0, len(bare), 7)]
        blocks.append(make_paragraph(*pieces, numbered=bare != line))
    for title, table in zip(TITLES, TABLES, strict=True):
        blocks += [make_paragraph(title), make_table(table)]
    return write_word(blocks)


def as_number(text: str) -> float | None:
    """The number behind an amount with decimals; codes and words are text."""
    try:
        return float(text.replace(",", "")) if "." in text else None
    except ValueError:
        return None


def write_text(encoding: str = "utf-8", *, markdown: bool = False) -> bytes:
    """The report as plain text, a tabulator between cells; as Markdown with headings and its tables."""
    lines = [f"## {line}" if markdown and line[1] == "、" else line for line in LINES]
    for title, table in zip(TITLES, TABLES, strict=True):
        rows: dict[int, dict[int, str]] = {}
        for box in table:
            rows.setdefault(box.row, {})[box.column] = box.text
        width = max(box.column + box.column_span for box in table)
        cells = [[row.get(column, "") for column in range(width)] for _, row in sorted(rows.items())]
        shown = ["| " + " | ".join(row) + " |" if markdown else "\t".join(row) for row in cells]
        if markdown:
            shown.insert(1, "|" + " --- |" * width)
        lines += ["", title, "", *shown]
    return "\n".join(lines).encode(encoding)


def write_xlsx(*, as_text: bool = False, hidden: bool = False) -> bytes:
    """The forms as a workbook, one sheet each; amounts are numbers under a format.

    ``as_text`` stores them as text instead; ``hidden`` adds a sheet and a row that nobody sees, with other figures.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, table in zip(TITLES, TABLES, strict=True):
        sheet = book.create_sheet(title)
        for box in table:
            number = None if as_text else as_number(box.text)
            cell = sheet.cell(box.row + 1, box.column + 1, box.text if number is None else number)
            cell.number_format = "@" if number is None else "#,##0.00"
            if box.row_span * box.column_span > 1:
                sheet.merge_cells(
                    start_row=box.row + 1,
                    start_column=box.column + 1,
                    end_row=box.row + box.row_span,
                    end_column=box.column + box.column_span,
                )
        if hidden:
            last = sheet.max_row + 1
            sheet.append(["", "合计", 9.99, 9.99, 9.99][: sheet.max_column])
            sheet.row_dimensions[last].hidden = True
    if hidden:
        book.create_sheet("支出决算表（旧）").append(["合计", 8.88])
        book.worksheets[-1].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_xls() -> bytes:
    """The forms as a workbook of 1997."""
    book = xlwt.Workbook()
    style = xlwt.easyxf(num_format_str="#,##0.00")
    for title, table in zip(TITLES, TABLES, strict=True):
        sheet = book.add_sheet(title)
        for box in table:
            number = as_number(box.text)
            bottom, right = box.row + box.row_span - 1, box.column + box.column_span - 1
            if box.row_span * box.column_span > 1:
                sheet.write_merge(box.row, bottom, box.column, right, box.text)
            elif number is None:
                sheet.write(box.row, box.column, box.text)
            else:
                sheet.write(box.row, box.column, number, style)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


NAVIGATION = (
    '<div class="top"><a href="/">首页</a><a href="/zw">政务公开</a><ul><li>通知公告 12</li><li>预算决算 34</li></ul></div>'
    '<table class="layout"><tr><td><ul><li>2023-01-05 公示</li></ul></td><td>'
)


def write_html(encoding: str = "utf-8", *, navigation: bool = False) -> bytes:
    """The report as a saved web page: figures split over elements, scripts between them.

    ``navigation`` puts it into the middle of a site's page: menus around it, all in a table for layout.
    """
    parts = [
        f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>网站</title><style>p{{color:red}}</style></head><body>'
        + (NAVIGATION if navigation else "")
    ]
    for line in LINES:
        pieces = "".join(f"<span>{escape(line[at : at + 3])}</span>" for at in range(0, len(line), 3))
        parts.append(f"<p>{pieces}</p><script>var hits = 12345;</script>")
    for title, table in zip(TITLES, TABLES, strict=True):
        parts.append(f"<h3>{escape(title)}</h3>{html_table(table)}")
    foot = "</td></tr></table><p>访问量：56789 次</p>" if navigation else ""
    return "\n".join([*parts, foot, "</body></html>"]).encode(encoding)


def html_table(table: Table) -> str:
    """A table as HTML with spans."""
    rows: dict[int, list[str]] = {row: [] for row in range(max(box.row + box.row_span for box in table))}
    for box in sorted(table, key=lambda each: (each.row, each.column)):
        rows[box.row].append(
            f'<td rowspan="{box.row_span}" colspan={box.column_span}>\n <p>{escape(box.text)}</p></td>'
        )
    return "<table>" + "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows.values()) + "</table>"
