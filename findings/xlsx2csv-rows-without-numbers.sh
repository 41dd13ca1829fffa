#!/usr/bin/env bash
# xlsx2csv 0.8.6: a sheet whose rows have no number (r) is written as nothing, without an error.
#
# The number of a row and the address of a cell are optional in Office Open XML; without them each follows the one before.
# Some programs that write large files leave them out. openpyxl and calamine read the amounts.
source "$(dirname "$0")/lib.sh"
packages xlsx2csv==0.8.6 openpyxl==3.1.5 python-calamine==0.9.1

python - <<'PYTHON'
import io
import re
import zipfile

import openpyxl
from expect import expect
from python_calamine import CalamineWorkbook
from xlsx2csv import Xlsx2csv

book = openpyxl.Workbook()
book.active.append([1.5, 2.5])
book.save("numbered.xlsx")
with zipfile.ZipFile("numbered.xlsx") as source, zipfile.ZipFile("plain.xlsx", "w") as target:
    for name in source.namelist():
        content = source.read(name)
        if name.startswith("xl/worksheets/"):
            content = re.sub(rb"<(row|c) r=\"\w+\"", rb"<\1", content)
        target.writestr(name, content)


def convert(name):
    output = io.StringIO()
    Xlsx2csv(name).convert(output)
    return output.getvalue().split()


expect("with numbers", convert("numbered.xlsx"), ["1.5,2.5"])
expect("openpyxl", [[cell.value for cell in row] for row in openpyxl.load_workbook("plain.xlsx").active], [[1.5, 2.5]])
expect("calamine", CalamineWorkbook.from_path("plain.xlsx").get_sheet_by_index(0).to_python(), [[1.5, 2.5]])
expect("xlsx2csv", convert("plain.xlsx"), [])
PYTHON
