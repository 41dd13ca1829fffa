#!/usr/bin/env bash
# reportlab 5.1.0: setPageRotation(90) also exchanges width and height of the MediaBox, so the page is shown in its old format.
#
# A page of 300 x 200 that is to be turned is written as 200 x 300 with /Rotate 90: what was drawn beyond 200 is cut off.
source "$(dirname "$0")/lib.sh"
packages reportlab==5.1.0 pypdfium2==5.15.2

python - <<'PYTHON'
import io

import pypdfium2
from expect import expect
from reportlab.pdfgen.canvas import Canvas

for rotation, box in ((0, (0, 0, 300, 200)), (90, (0, 0, 200, 300)), (180, (0, 0, 300, 200))):
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(300, 200))
    canvas.setPageRotation(rotation)
    canvas.drawString(250, 100, "100.00")
    canvas.save()
    page = pypdfium2.PdfDocument(file.getvalue())[0]
    expect(f"rotation {rotation}: MediaBox", page.get_mediabox(), tuple(map(float, box)))
    shown = page.get_textpage().get_text_bounded()
    expect(f"rotation {rotation}: text within the page", shown, "" if rotation == 90 else "100.00")
PYTHON
