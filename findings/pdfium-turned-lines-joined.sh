#!/usr/bin/env bash
# pypdfium2 5.15.0: on text that is turned by 90 degrees, as wide tables are printed, get_text_bounded drops the break
# between the second and the third line: the last figure of one line and the first of the next become one.
#
# get_text_range keeps the break, and so do both on the same lines upright.
source "$(dirname "$0")/lib.sh"
packages pypdfium2==5.15.0 reportlab==5.1.0

python - <<'PYTHON'
import io

import pypdfium2
from expect import expect
from reportlab.pdfgen.canvas import Canvas


def extract(turned):
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(300, 300))
    if turned:
        canvas.translate(300, 0)
        canvas.rotate(90)
    canvas.setFont("Helvetica", 12)
    for line in range(3):
        canvas.drawString(20, 250 - 20 * line, f"0{line}.50")
        canvas.drawString(80, 250 - 20 * line, f"1{line}.50")
    canvas.save()
    text = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage()
    return text.get_text_range(), text.get_text_bounded()


upright = "00.50 10.50\r\n01.50 11.50\r\n02.50 12.50"
expect("upright", extract(False), (upright, upright))
expect("turned", extract(True), (upright, "00.50 10.50\r\n01.50 11.5002.50 12.50"))
PYTHON
