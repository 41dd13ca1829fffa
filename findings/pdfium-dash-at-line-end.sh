#!/usr/bin/env bash
# pypdfium2 5.15.0: a dash printed behind a word at the end of a line is not extracted as "-".
#
# PDFium takes it for a hyphenated word, also behind a Chinese character: the dash becomes U+FFFE and the break between
# the two lines is dropped, so that an empty cell marked "-" and the figure of the next line run into each other.
# In accounts "-" means zero or none.
source "$(dirname "$0")/lib.sh"
packages pypdfium2==5.15.0 reportlab==5.1.0

python - <<'PYTHON'
import io

import pypdfium2
from expect import expect
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def extract(*lines):
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(300, 200))
    canvas.setFont("STSong-Light", 12)
    for number, line in enumerate(lines):
        canvas.drawString(20, 150 - 20 * number, line)
    canvas.save()
    return pypdfium2.PdfDocument(file.getvalue())[0].get_textpage().get_text_range()


expect("a dash behind a figure", extract("10.0-", "3.5"), "10.0-\r\n3.5")
expect("a dash behind a character", extract("结余-", "3.5"), "结余\ufffe3.5")
PYTHON
