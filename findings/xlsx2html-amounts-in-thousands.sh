#!/usr/bin/env bash
# xlsx2html 0.6.4: an amount that a workbook shows in thousands is not divided, but keeps the unit: 12345678 with the format
# #,##0,"千元" is shown as ,12345678"千元".
#
# A comma behind the last digit of a format divides by a thousand; quotes around words are not shown. The spreadsheet shows
# 12,346千元.
source "$(dirname "$0")/lib.sh"
packages xlsx2html==0.6.4 openpyxl==3.1.5

python - <<'PYTHON'
import re

import openpyxl
from expect import expect
from xlsx2html import xlsx2html


def show(form):
    book = openpyxl.Workbook()
    book.active["A1"] = 12345678
    book.active["A1"].number_format = form
    book.save("amounts.xlsx")
    page = xlsx2html("amounts.xlsx")
    page.seek(0)
    return re.search(r"<td[^>]*>(.*?)</td>", page.read(), re.DOTALL).group(1).strip()


expect("#,##0", show("#,##0"), "12,345,678")
expect("0.0,", show("0.0,"), "12345678.0")
expect('#,##0,"千元"', show('#,##0,"千元"'), ',12345678"千元"')
PYTHON
