#!/usr/bin/env bash
# xlsx2html 0.6.4: an amount in a cell of the format "text" (@) is shown with one digit: 12345678.5 as 10000000.
#
# @ shows a value as it is. The library hands it on as a pattern of its own, where it is a significant digit. Cells are given this
# format so that codes keep their zeros, and a number typed or computed before keeps it: 201 is shown as 200.
source "$(dirname "$0")/lib.sh"
packages xlsx2html==0.6.4 openpyxl==3.1.5

python - <<'PYTHON'
import re

import openpyxl
from expect import expect
from xlsx2html import xlsx2html


def show(form):
    book = openpyxl.Workbook()
    book.active.append([12345678.5, 201, "0201"])
    for cell in book.active[1]:
        cell.number_format = form
    book.save("amounts.xlsx")
    page = xlsx2html("amounts.xlsx")
    page.seek(0)
    return [re.sub("<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", page.read(), re.DOTALL)]


expect("General", show("General"), ["12345678.5", "201", "0201"])
expect("@", show("@"), ["10000000", "200", "0201"])
PYTHON
