#!/usr/bin/env bash
# pyexcel-ods 0.6.0, pyexcel-ods3 0.6.1: an amount in a cell of the type currency is read as the text "1234.5 CNY".
#
# A float and a percentage of the same sheet are numbers. One column can have cells of both types, since a spreadsheet
# changes the type with the format of a cell; a sum over what are numbers then leaves amounts out.
source "$(dirname "$0")/lib.sh"
packages pyexcel-ods==0.6.0 pyexcel-ods3==0.6.1 odfpy==1.4.1

python - <<'PYTHON'
from expect import expect
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from pyexcel_io import get_data

document = OpenDocumentSpreadsheet()
sheet, row = Table(name="sheet"), TableRow()
for kind, displayed in (({"valuetype": "float"}, "1,234.50"), ({"valuetype": "currency", "currency": "CNY"}, "¥1,234.50")):
    cell = TableCell(value=1234.5, **kind)
    cell.addElement(P(text=displayed))
    row.addElement(cell)
sheet.addElement(row)
document.spreadsheet.addElement(sheet)
document.save("amounts.ods")
for library in ("pyexcel-ods", "pyexcel-ods3"):
    expect(library, get_data("amounts.ods", library=library)["sheet"], [[1234.5, "1234.5 CNY"]])
PYTHON
