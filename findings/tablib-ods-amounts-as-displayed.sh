#!/usr/bin/env bash
# tablib 3.10.0: the amount of an ODS cell is made from its displayed text, not from its value.
#
# An amount displayed in 万元 is read ten thousand times too small, one displayed without decimals loses them, and one
# with separators or a dash cannot be read. From XLSX and XLS tablib takes the value.
source "$(dirname "$0")/lib.sh"
packages "tablib[ods]==3.10.0" odfpy==1.4.1

python - <<'PYTHON'
import tablib
from expect import expect
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def read_amount(value, displayed, kind="float"):
    document = OpenDocumentSpreadsheet()
    sheet, row, cell = Table(name="sheet"), TableRow(), TableCell(valuetype=kind, value=value)
    cell.addElement(P(text=displayed))
    row.addElement(cell)
    sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    document.save("amount.ods")
    with open("amount.ods", "rb") as file:
        try:
            return tablib.import_set(file.read(), "ods", headers=False)[0][0]
        except ValueError as error:
            return str(error)


expect("12345678 displayed as 1234.57", read_amount(12345678, "1234.57"), 1234.57)
expect("0.4 displayed as 0", read_amount(0.4, "0"), 0.0)
expect("1234.5 displayed as 1,234.50", read_amount(1234.5, "1,234.50"), "could not convert string to float: '1,234.50'")
expect("0 displayed as -", read_amount(0, "-"), "could not convert string to float: '-'")
expect("0.125 as a percentage", read_amount(0.125, "12.50%", "percentage"), "12.50%")
PYTHON
