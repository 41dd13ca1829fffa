#!/usr/bin/env bash
# docx2python 3.7.1: automatic Chinese numbering (numFmt chineseCounting: 一、二、) comes as "--" for every paragraph,
# with a warning; decimal numbering is written out. Chinese documents refer to their sections by these numbers.
source "$(dirname "$0")/lib.sh"
packages docx2python==3.7.1 python-docx==1.2.0

python -W ignore - <<'PYTHON'
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python
from expect import expect


def read_numbers(form):
    document = Document()
    numbering = document.part.numbering_part.element
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for words in ("income", "expenditure"):
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'))
    document.save("numbers.docx")
    return docx2python("numbers.docx").text.split()


expect("decimal", read_numbers("decimal"), ["1)", "income", "2)", "expenditure"])
expect("Chinese", read_numbers("chineseCounting"), ["--", "income", "--", "expenditure"])
PYTHON
