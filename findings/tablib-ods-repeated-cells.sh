#!/usr/bin/env bash
# tablib 3.10.0: cells and rows of an ODS sheet that are repeated are given once, so that amounts move to another column.
#
# OpenDocument writes equal neighbours once, with number-columns-repeated or number-rows-repeated; LibreOffice does so for
# empty cells and for amounts that are equal. A row with an empty budget has its final amount under "budget".
source "$(dirname "$0")/lib.sh"
packages "tablib[ods]==3.10.0" odfpy==1.4.1

python - <<'PYTHON'
import tablib
from expect import expect
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def add_row(sheet, *cells, times=None):
    row = TableRow(numberrowsrepeated=times) if times else TableRow()
    for words, repeated in cells:
        kind = {"valuetype": "string"} if words else {}
        cell = TableCell(**kind, **({"numbercolumnsrepeated": repeated} if repeated else {}))
        if words:
            cell.addElement(P(text=words))
        row.addElement(cell)
    sheet.addElement(row)


document = OpenDocumentSpreadsheet()
sheet = Table(name="sheet")
add_row(sheet, ("item", None), ("budget", None), ("adjusted", None), ("final", None))
add_row(sheet, ("a", None), (None, 2), ("5.00", None))
add_row(sheet, ("b", None), ("7.00", 2), ("8.00", None))
add_row(sheet, ("c", None), ("1.00", None), ("2.00", None), ("3.00", None), times=2)
document.spreadsheet.addElement(sheet)
document.save("sheet.ods")
with open("sheet.ods", "rb") as file:
    rows = [list(row) for row in tablib.import_set(file.read(), "ods")]
expect("two empty cells before 5.00", rows[0], ["a", "5.00", "", ""])
expect("7.00 twice", rows[1], ["b", "7.00", "8.00", ""])
expect("a row twice", rows[2:], [["c", "1.00", "2.00", "3.00"]])
PYTHON
