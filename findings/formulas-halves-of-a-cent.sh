#!/usr/bin/env bash
# formulas 1.3.4: ROUND of half a cent goes down for some amounts and up for others: 0.285 is 0.28, 2.675 is 2.68.
#
# Excel and pycel round halves of the written decimal figure away from zero, 0.29. A total that a workbook checks with ROUND is
# then one cent off after it is computed again.
source "$(dirname "$0")/lib.sh"
packages formulas==1.3.4 pycel==1.0b30 openpyxl==3.1.5

python -W ignore - <<'PYTHON'
import formulas
import openpyxl
from expect import expect
from pycel import ExcelCompiler

amounts = ("2.675", "1234.565", "0.285", "10.075", "35.855")
book = openpyxl.Workbook()
for line, amount in enumerate(amounts, 1):
    book.active.cell(line, 1, f"=ROUND({amount},2)")
book.active.title = "Accounts"
book.save("halves.xlsx")
compiled = ExcelCompiler(filename="halves.xlsx")
of_pycel = [compiled.evaluate(f"Accounts!A{line}") for line in range(1, 6)]
of_formulas = [float(formulas.Parser().ast(f"=ROUND({amount},2)")[1].compile()()) for amount in amounts]
expect("pycel", of_pycel, [2.68, 1234.57, 0.29, 10.08, 35.86])
expect("formulas", of_formulas, [2.68, 1234.57, 0.28, 10.07, 35.85])
PYTHON
