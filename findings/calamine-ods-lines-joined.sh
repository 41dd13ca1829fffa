#!/usr/bin/env bash
# python-calamine 0.9.1: a line break inside a paragraph of an ODS cell is lost, and the figures of two lines become one.
#
# OpenDocument has two forms of a new line in a cell: another paragraph, which is kept, and text:line-break. "12" and "34"
# of two lines are "1234". The reader of pandas that uses odfpy keeps both.
source "$(dirname "$0")/lib.sh"
packages python-calamine==0.9.1 odfpy==1.4.1 pandas==3.1.1

python - <<'PYTHON'
import pandas
from expect import expect
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P
from python_calamine import CalamineWorkbook

document = OpenDocumentSpreadsheet()
sheet, row = Table(name="sheet"), TableRow()
paragraphs, broken = TableCell(valuetype="string"), TableCell(valuetype="string")
for words in ("12", "34"):
    paragraphs.addElement(P(text=words))
paragraph = P(text="12")
paragraph.addElement(LineBreak())
paragraph.addText("34")
broken.addElement(paragraph)
row.addElement(paragraphs)
row.addElement(broken)
sheet.addElement(row)
document.spreadsheet.addElement(sheet)
document.save("lines.ods")
expect("calamine", CalamineWorkbook.from_path("lines.ods").get_sheet_by_index(0).to_python(), [["12\n34", "1234"]])
expect("odfpy", pandas.read_excel("lines.ods", engine="odf", header=None).values.tolist(), [["12\n34", "12\n34"]])
PYTHON
