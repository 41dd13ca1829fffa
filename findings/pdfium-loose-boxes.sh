#!/usr/bin/env bash
# pypdfium2 5.15.2: the loose box of a digit is as high as the tallest character of its font, and wider than the digit's step.
#
# FPDFText_GetLooseCharBox takes height and width from the font: one tall character in it makes all boxes 2.4 times the size
# of the type, and text set closer than the font's widths has boxes that overlap. Lines told apart by such heights run together.
source "$(dirname "$0")/lib.sh"
packages pypdfium2==5.15.2 reportlab==5.1.0 fonttools==4.60.1

python - <<'PYTHON'
import io

import pypdfium2
import pypdfium2.raw as pdfium
from expect import expect
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas


def draw_box(right, bottom, top):
    pen = TTGlyphPen(None)
    pen.moveTo((50, bottom))
    for corner in ((right, bottom), (right, top), (50, top)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


font = FontBuilder(1000, isTTF=True)
font.setupGlyphOrder([".notdef", "one", "bar"])
font.setupCharacterMap({ord("1"): "one", ord("|"): "bar"})
font.setupGlyf({".notdef": draw_box(450, 0, 700), "one": draw_box(450, 0, 700), "bar": draw_box(150, -700, 1700)})
font.setupHorizontalMetrics(dict.fromkeys((".notdef", "one", "bar"), (500, 50)))
font.setupHorizontalHeader(ascent=1700, descent=-700)
font.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "psName": "Boxes"})
font.setupOS2(sTypoAscender=1700, sTypoDescender=-700, usWinAscent=1700, usWinDescent=700)
font.setupPost()
saved = io.BytesIO()
font.save(saved)
saved.seek(0)
registerFont(TTFont("Boxes", saved))

file = io.BytesIO()
canvas = Canvas(file, pagesize=(300, 200))
text = canvas.beginText(20, 100)
text.setFont("Boxes", 10)
text.setCharSpace(-2)
text.textOut("11")
canvas.drawText(text)
canvas.save()
page = pypdfium2.PdfDocument(file.getvalue())[0].get_textpage()
left, width, height = [], [], []
for index in range(page.count_chars()):
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, index, box)
    left.append(box.left)
    width.append(round(box.right - box.left, 1))
    height.append(round(box.top - box.bottom, 1))
tight = page.get_charbox(0)
expect("step from digit to digit", round(left[1] - left[0], 1), 3.0)
expect("width of the loose boxes", width, [5.0, 5.0])
expect("height of a digit at a size of 10", round(tight[3] - tight[1], 1), 7.0)
expect("height of the loose boxes", height, [24.0, 24.0])
PYTHON
