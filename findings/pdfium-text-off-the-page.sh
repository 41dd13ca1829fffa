#!/usr/bin/env bash
# pypdfium2 5.15.0: the text of a page has also what lies outside the page and is never shown or printed.
#
# get_text_range and get_text_bounded, documented as the same text by index and by place, disagree without any argument.
source "$(dirname "$0")/lib.sh"
packages pypdfium2==5.15.0 reportlab==5.1.0

python - <<'PYTHON'
import io

import pypdfium2
from expect import expect
from reportlab.pdfgen.canvas import Canvas

file = io.BytesIO()
canvas = Canvas(file, pagesize=(300, 200))
canvas.setFont("Helvetica", 12)
canvas.drawString(20, 150, "100.00")
canvas.drawString(20, -130, "200.00")
canvas.drawString(900, 110, "300.00")
canvas.save()
text = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage()
expect("get_text_range()", sorted(text.get_text_range().split()), ["100.00", "200.00", "300.00"])
expect("get_text_bounded()", text.get_text_bounded().split(), ["100.00"])
PYTHON
