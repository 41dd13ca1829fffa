#!/usr/bin/env bash
# ofdkit 0.2.0: the text of an OFD page includes text objects that are not shown (Visible="false").
#
# GB/T 33190 has the attribute for graphic units, with the default true. What a reader of the page does not see, such as an
# amount of a former version, is read between the others.
source "$(dirname "$0")/lib.sh"
packages ofdkit==0.2.0

python - <<'PYTHON'
import zipfile

import ofdkit
from expect import expect

START = '<?xml version="1.0" encoding="UTF-8"?>'
NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(number, x, words, more=""):
    code = f'<ofd:TextCode X="0" Y="5">{words}</ofd:TextCode>'
    return f'<ofd:TextObject ID="{number}" Boundary="{x} 20 30 8" Font="3" Size="5" {more}>{code}</ofd:TextObject>'


def read(more):
    objects = text(21, 20, "total") + text(22, 60, "9.00", more) + text(23, 100, "5.00")
    area = "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
    files = {
        "OFD.xml": f'<ofd:OFD {NAMES} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{"0" * 32}</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMES}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>"
        f"<ofd:PageArea>{area}</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        '<ofd:Pages><ofd:Page ID="10" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/PublicRes.xml": f'<ofd:Res {NAMES} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts></ofd:Res>',
        "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {NAMES}><ofd:Area>{area}</ofd:Area><ofd:Content>"
        f'<ofd:Layer ID="11" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>',
    }
    with zipfile.ZipFile("page.ofd", "w") as package:
        for name, content in files.items():
            package.writestr(name, START + content)
    return ofdkit.extract_text("page.ofd").split()


expect("visible", read('Visible="true"'), ["total", "9.00", "5.00"])
expect("not visible", read('Visible="false"'), ["total", "9.00", "5.00"])
PYTHON
