#!/usr/bin/env bash
# pypdfium2 5.15.2: where an embedded TrueType font has no ToUnicode, the text is the codes of its characters, some left out.
#
# "123456" becomes "\x01\x04\x05\x06": get_text_range leaves out two of six characters that count_chars counts, since codes 2 and 3
# are pdfium's own marks. Only FPDFText_HasUnicodeMapError, asked for each character, says that none of them is text.
source "$(dirname "$0")/lib.sh"
packages pypdfium2==5.15.2 reportlab==5.1.0 fonttools==4.60.1 pillow==12.0.0

python - <<'PYTHON'
import io

import pypdfium2
import pypdfium2.raw as pdfium
from expect import expect
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

pen = TTGlyphPen(None)
pen.moveTo((50, 0))
for corner in ((450, 0), (450, 700), (50, 700)):
    pen.lineTo(corner)
pen.closePath()
names = [".notdef", *(f"d{digit}" for digit in range(10))]
font = FontBuilder(1000, isTTF=True)
font.setupGlyphOrder(names)
font.setupCharacterMap({ord(str(digit)): f"d{digit}" for digit in range(10)})
font.setupGlyf(dict.fromkeys(names, pen.glyph()))
font.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
font.setupHorizontalHeader(ascent=800, descent=-200)
font.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "psName": "Boxes"})
font.setupOS2()
font.setupPost()
saved = io.BytesIO()
font.save(saved)
saved.seek(0)
registerFont(TTFont("Boxes", saved, asciiReadable=0))  # codes of its own, from 0 on

rl_config.pageCompression = 0
file = io.BytesIO()
canvas = Canvas(file, pagesize=(300, 200))
canvas.setFont("Boxes", 12)
canvas.drawString(20, 150, "123456")
canvas.save()
for what, content, recorded in (
    ("with ToUnicode", file.getvalue(), "123456"),
    ("without", file.getvalue().replace(b"/ToUnicode ", b"/NoUnicode "), "\x01\x04\x05\x06"),  # a key readers pass over
):
    page = pypdfium2.PdfDocument(content)[0]
    text = page.get_textpage()
    expect(f"{what}: drawn", page.render(grayscale=True).to_pil().getextrema()[0] == 0, True)
    expect(f"{what}: text", text.get_text_range(), recorded)
    marks = [pdfium.FPDFText_HasUnicodeMapError(text, index) for index in range(text.count_chars())]
    expect(f"{what}: marks of an error", marks, [int(what == "without")] * 6)
PYTHON
