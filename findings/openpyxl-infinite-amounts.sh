#!/usr/bin/env bash
# openpyxl 3.1.5: a number that is too large for a float, such as 1E999, is read as infinity, without an error or a warning.
#
# int() of it raises OverflowError, and a sum with it is infinity or not a number.
source "$(dirname "$0")/lib.sh"
packages openpyxl==3.1.5

python - <<'PYTHON'
import io
import zipfile

import openpyxl
from expect import expect

book = openpyxl.Workbook()
book.active.append([12345, 1])
written, changed = io.BytesIO(), io.BytesIO()
book.save(written)
with zipfile.ZipFile(written) as old, zipfile.ZipFile(changed, "w") as new:
    for name in old.namelist():
        new.writestr(name, old.read(name).replace(b"<v>12345</v>", b"<v>1E999</v>"))
amounts = [cell.value for cell in openpyxl.load_workbook(changed).active[1]]
expect("amounts", amounts, [float("inf"), 1])
expect("data type of the cell", openpyxl.load_workbook(changed).active["A1"].data_type, "n")
PYTHON
