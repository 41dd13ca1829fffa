#!/usr/bin/env bash
# python-docx 1.2.0: after a row that begins further right (w:gridBefore), table.cell(row, column) gives cells of the row
# below, and column.cells is shifted in the same way. row.cells is right.
source "$(dirname "$0")/lib.sh"
packages python-docx==1.2.0

python - <<'PYTHON'
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from expect import expect

document = Document()
table = document.add_table(4, 3)
for row in range(4):
    for column in range(3):
        table.cell(row, column).text = f"row {row}"
second = table.rows[1]._tr
second.remove(second.tc_lst[0])
before = OxmlElement("w:gridBefore")
before.set(qn("w:val"), "1")
second.get_or_add_trPr().append(before)
document.save("table.docx")

table = Document("table.docx").tables[0]
expect("row.cells of row 2", [cell.text for cell in table.rows[2].cells], ["row 2"] * 3)
expect("table.cell of row 2", [table.cell(2, column).text for column in range(3)], ["row 2", "row 2", "row 3"])
expect("column.cells of column 2", [cell.text for cell in table.columns[2].cells], ["row 0", "row 2", "row 3"])
PYTHON
