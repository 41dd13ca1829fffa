#!/usr/bin/env bash
# docx2txt 0.9, docx2python 3.7.1: a minus sign typed as a non-breaking hyphen is lost, and the amount becomes positive.
#
# Word writes such a hyphen (Ctrl+Shift+Hyphen, used so that the sign stays with its figure) as w:noBreakHyphen, not as a
# character. python-docx gives "-", mammoth U+2011.
source "$(dirname "$0")/lib.sh"
packages docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0 mammoth==1.13.0

python - <<'PYTHON'
import docx2txt
import mammoth
from docx import Document
from docx.oxml import OxmlElement
from docx2python import docx2python
from expect import expect

document = Document()
run = document.add_paragraph("change ").add_run()
run._r.append(OxmlElement("w:noBreakHyphen"))
run.add_text("12.50")
document.save("minus.docx")
expect("python-docx", Document("minus.docx").paragraphs[0].text, "change -12.50")
with open("minus.docx", "rb") as file:
    expect("mammoth", mammoth.extract_raw_text(file).value.strip(), "change \u201112.50")
expect("docx2txt", docx2txt.process("minus.docx"), "change 12.50")
expect("docx2python", docx2python("minus.docx").text, "change 12.50")
PYTHON
