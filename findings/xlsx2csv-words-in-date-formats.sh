#!/usr/bin/env bash
# xlsx2csv 0.8.6: words in a date format keep their quotation marks: 2023年 is written as 2023"年".
#
# The usual Chinese date formats hold such words (yyyy"年"m"月"). The same words in a number format are left out, and so is
# its scaling: 1.2万元 is written as 12345.
source "$(dirname "$0")/lib.sh"
packages xlsx2csv==0.8.6 openpyxl==3.1.5

python - <<'PYTHON'
import csv
import datetime

import openpyxl
from expect import expect
from xlsx2csv import Xlsx2csv

cells = [
    (datetime.date(2023, 1, 31), 'yyyy"年"'),
    (datetime.date(2023, 1, 31), 'yyyy"年"mm"月"'),
    (12345, '0!.0,"万元"'),
]
book = openpyxl.Workbook()
for value, form in cells:
    book.active.append([value])
    book.active.cell(book.active.max_row, 1).number_format = form
book.save("book.xlsx")
Xlsx2csv("book.xlsx").convert("book.csv")
with open("book.csv", encoding="utf-8", newline="") as stream:
    written = [row[0] for row in csv.reader(stream)]
expect("a year, shown as 2023年", written[0], '2023"年"')
expect("a month, shown as 2023年01月", written[1], '2023"年"01"月"')
expect("an amount, shown as 1.2万元", written[2], "12345")
PYTHON
