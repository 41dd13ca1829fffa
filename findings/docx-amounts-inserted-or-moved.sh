#!/usr/bin/env bash
# python-docx 1.2.0, mammoth 1.13.0, docx2txt 0.9: one Word document, three different amounts.
#
# Word shows 支出120.00万元 (inserted with tracked changes), 合计77.00万元 (a content control), 余额44.00 (a field), and
# 33.00 as moved away. python-docx leaves out what was inserted, the control and the field; mammoth leaves out the field;
# docx2txt gives also the amount that was moved away.
source "$(dirname "$0")/lib.sh"
packages python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9

python - <<'PYTHON'
import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from expect import expect

NAMES = nsdecls("w")
WHO = 'w:author="a" w:date="2026-01-01T00:00:00Z"'


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def add(document, before, xml, after=""):
    paragraph = document.add_paragraph(before)
    paragraph._p.append(parse_xml(xml))
    paragraph.add_run(after)


document = docx.Document()
add(document, "支出", f'<w:ins {NAMES} w:id="1" {WHO}>{run("120.00")}</w:ins>', "万元")
add(document, "合计", f"<w:sdt {NAMES}><w:sdtContent>{run('77.00')}</w:sdtContent></w:sdt>", "万元")
add(document, "余额", f'<w:fldSimple {NAMES} w:instr="=SUM(ABOVE)">{run("44.00")}</w:fldSimple>')
add(document, "结转", f'<w:moveFrom {NAMES} w:id="2" {WHO}>{run("33.00")}</w:moveFrom>')
document.save("report.docx")

with open("report.docx", "rb") as stream:
    by_mammoth = mammoth.extract_raw_text(stream).value.split("\n\n")
by_python_docx = [each.text for each in docx.Document("report.docx").paragraphs]
by_docx2txt = docx2txt.process("report.docx").split("\n\n")
expect("python-docx", by_python_docx, ["支出万元", "合计万元", "余额", "结转"])
expect("mammoth", by_mammoth[:4], ["支出120.00万元", "合计77.00万元", "余额", "结转"])
expect("docx2txt", by_docx2txt[:4], ["支出120.00万元", "合计77.00万元", "余额44.00", "结转33.00"])
PYTHON
