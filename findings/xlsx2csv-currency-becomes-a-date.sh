#!/usr/bin/env bash
# xlsx2csv 0.8.6: an amount whose number format has a currency code in quotes, "RMB" or "CNY", is written as a date.
#
# The letters d, h, m, s and y of the code are taken for those of a date: 1234.5 as "RMB" is written as "r05b", and 0 as a
# time. The amount is not in the output. With the code in brackets, [$RMB], it is.
source "$(dirname "$0")/lib.sh"
packages xlsx2csv==0.8.6 openpyxl==3.1.5

python - <<'PYTHON'
import csv
import io

import openpyxl
from expect import expect
from xlsx2csv import Xlsx2csv


def convert(form):
    book = openpyxl.Workbook()
    book.active.append([1234.5, 0])
    for cell in book.active[1]:
        cell.number_format = form
    book.save("amounts.xlsx")
    output = io.StringIO()
    Xlsx2csv("amounts.xlsx").convert(output)
    return next(csv.reader(io.StringIO(output.getvalue())))


expect("no code", convert("#,##0.00"), ["1234.5", "0"])
expect("[$RMB]", convert("[$RMB] #,##0.00"), ["1234.5", "0"])
expect('"RMB"', convert('"RMB" #,##0.00'), ['"r05b" #,##0.00', "00:00"])
expect('"CNY"', convert('#,##0.00 "CNY"'), ['#,##0.00 "cny"', "00:00"])
PYTHON
