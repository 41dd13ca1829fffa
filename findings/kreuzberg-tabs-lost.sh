#!/usr/bin/env bash
# kreuzberg 4.10.4: a tab between two figures of a Word document is lost, and they become one: "12", tab, "34" is 1234.
#
# Tables typed with tabs lose their columns, in cells and in paragraphs. python-docx and mammoth keep the tab.
source "$(dirname "$0")/lib.sh"
packages kreuzberg==4.10.4 python-docx==1.2.0 mammoth==1.13.0

python - <<'PYTHON'
import kreuzberg
import mammoth
from docx import Document
from expect import expect

document = Document()
document.add_paragraph("12\t34")
document.save("tabs.docx")
expect("python-docx", Document("tabs.docx").paragraphs[0].text, "12\t34")
with open("tabs.docx", "rb") as file:
    expect("mammoth", mammoth.extract_raw_text(file).value.strip(), "12\t34")
expect("kreuzberg", kreuzberg.extract_file_sync("tabs.docx").content.strip(), "1234")
PYTHON
