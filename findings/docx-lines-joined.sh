#!/usr/bin/env bash
# mammoth 1.13.0, docx2python 3.7.1: two figures in two lines of a Word cell become one figure, "12" and "34" "1234".
#
# A new line inside a paragraph is w:br or w:cr. mammoth leaves out w:cr in HTML, and both in raw text; docx2python leaves
# out w:cr. python-docx and docx2txt keep both.
source "$(dirname "$0")/lib.sh"
packages mammoth==1.13.0 docx2python==3.7.1 python-docx==1.2.0 docx2txt==0.9

python - <<'PYTHON'
import re

import docx2txt
import mammoth
from docx import Document
from docx.oxml import OxmlElement
from docx2python import docx2python
from expect import expect


def read(element):
    document = Document()
    run = document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("12")
    run._r.append(OxmlElement(element))
    last = OxmlElement("w:t")
    last.text = "34"
    run._r.append(last)
    document.save("lines.docx")
    with open("lines.docx", "rb") as file:
        raw = mammoth.extract_raw_text(file).value.strip()
    with open("lines.docx", "rb") as file:
        page = re.sub("</?(table|tr|td|p)>", "", mammoth.convert_to_html(file).value)
    return {
        "python-docx": Document("lines.docx").tables[0].cell(0, 0).text,
        "docx2txt": docx2txt.process("lines.docx").strip(),
        "docx2python": docx2python("lines.docx").text.strip(),
        "mammoth, HTML": page,
        "mammoth, raw text": raw,
    }


kept = {"python-docx": "12\n34", "docx2txt": "12\n34"}
expect("w:br", read("w:br"), {**kept, "docx2python": "12\n34", "mammoth, HTML": "12<br />34", "mammoth, raw text": "1234"})
expect("w:cr", read("w:cr"), {**kept, "docx2python": "1234", "mammoth, HTML": "1234", "mammoth, raw text": "1234"})
PYTHON
