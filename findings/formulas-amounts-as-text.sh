#!/usr/bin/env bash
# formulas 1.3.4, pycel 1.0b30: VALUE("1,234.50") is #VALUE!, and so is adding to it.
#
# Spreadsheets convert text with separators: 1234.5. In public accounts amounts are often kept as such text, and one of them
# makes every total above it an error; a text without separators is converted.
source "$(dirname "$0")/lib.sh"
packages formulas==1.3.4 pycel==1.0b30 openpyxl==3.1.5

python -W ignore - <<'PYTHON'
import formulas
import openpyxl
from expect import expect
from pycel import ExcelCompiler

texts = ('=VALUE("1234.50")', '=VALUE("1,234.50")', '="1,234.50"+1')
book = openpyxl.Workbook()
book.active.title = "Accounts"
for line, formula in enumerate(texts, 1):
    book.active.cell(line, 1, formula)
book.save("texts.xlsx")
compiled = ExcelCompiler(filename="texts.xlsx")
seen = []
for line, formula in enumerate(texts, 1):
    result = formulas.Parser().ast(formula)[1].compile()()
    seen.append((str(compiled.evaluate(f"Accounts!A{line}")), str(getattr(result, "item", lambda: result)())))
expect("pycel and formulas", seen, [("1234.5", "1234.5"), ("#VALUE!", "#VALUE!"), ("#VALUE!", "#VALUE!")])
PYTHON
