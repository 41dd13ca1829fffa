#!/usr/bin/env bash
# PyMuPDF 2.0: find_tables().extract() moves points, commas and minus signs of a cell to a line of their own.
#
# "1,234.50" comes as "123450" and ", ."; read line by line the amount is a hundred times too large and never negative.
# (PyMuPDF is under the AGPL: it is only run here, no part of this project.)
source "$(dirname "$0")/lib.sh"
packages pymupdf==2.0 reportlab==5.1.0

python - <<'PYTHON'
import io

import pymupdf
from expect import expect
from reportlab.pdfgen.canvas import Canvas

file = io.BytesIO()
canvas = Canvas(file, pagesize=(300, 200))
canvas.setFont("Helvetica", 10)
for x in (20, 100, 160, 220):
    canvas.line(x, 90, x, 150)
for y in (150, 130, 110, 90):
    canvas.line(20, y, 220, y)
for line, row in enumerate((("item", "budget", "final"), ("pay", "1,234.50", "-9.00"), ("other", "-0.5", "-"))):
    for x, words in zip((25, 105, 165), row):
        canvas.drawString(x, 136 - 20 * line, words)
canvas.save()
page = pymupdf.open(stream=file.getvalue(), filetype="pdf")[0]
expect("the text", page.get_text().split()[3:6], ["pay", "1,234.50", "-9.00"])
expect("the table", page.find_tables().tables[0].extract()[1:], [["pay", "123450\n, .", "900\n- ."], ["other", "05\n- .", "-"]])
PYTHON
