#!/usr/bin/env bash
# pdfplumber 0.11.10: extract_tables cuts a figure in two where it is wider than its cell.
#
# Every character goes to the cell that has its middle, so a right-aligned amount that crosses the line on its left gives
# its first digits to the cell beside it; what is left in its own cell is again a plausible amount.
source "$(dirname "$0")/lib.sh"
packages pdfplumber==0.11.10 reportlab==5.1.0

python - <<'PYTHON'
import io

import pdfplumber
from expect import expect
from reportlab.pdfgen.canvas import Canvas

file = io.BytesIO()
canvas = Canvas(file, pagesize=(300, 200))
canvas.setFont("Helvetica", 10)
for x in (20, 100, 160, 220):
    canvas.line(x, 110, x, 150)
for y in (150, 130, 110):
    canvas.line(20, y, 220, y)
for x, head in ((25, "item"), (105, "budget"), (165, "final")):
    canvas.drawString(x, 136, head)
canvas.drawString(25, 116, "pay")
canvas.drawRightString(158, 116, "12,345,678,901.23")
canvas.drawRightString(218, 116, "9.00")
canvas.save()
page = pdfplumber.open(file).pages[0]
expect("the text", page.extract_text(), "item budget final\npay 12,345,678,901.23 9.00")
expect("the table", page.extract_tables()[0][1], ["pay 12,34", "5,678,901.23", "9.00"])
PYTHON
