#!/usr/bin/env bash
# pandoc 3.9 (pypandoc_binary 1.17): workbooks written by openpyxl cannot be read: "Entry not found: xl//xl/worksheets/sheet1.xml".
#
# The relations of a workbook may name its sheets from the root of the package, /xl/worksheets/sheet1.xml, as openpyxl does (and
# pandas with it). pandoc puts the folder of the workbook before it. XlsxWriter names them from the folder of the workbook, and is read.
source "$(dirname "$0")/lib.sh"
packages pypandoc_binary==1.17 openpyxl==3.1.5 xlsxwriter==3.2.9

python - <<'PYTHON'
import openpyxl
import pypandoc
import xlsxwriter
from expect import expect


def read(name):
    try:
        return "1234.5" in pypandoc.convert_file(name, "plain")
    except RuntimeError as error:
        return str(error).strip().rpartition(": ")[2]


book = openpyxl.Workbook()
book.active.append(["pay", 1234.5])
book.save("openpyxl.xlsx")
with xlsxwriter.Workbook("xlsxwriter.xlsx") as other:
    other.add_worksheet().write_row("A1", ["pay", 1234.5])
expect("pandoc", pypandoc.get_pandoc_version(), "3.9")
expect("XlsxWriter", read("xlsxwriter.xlsx"), True)
expect("openpyxl", read("openpyxl.xlsx"), "xl//xl/worksheets/sheet1.xml")
PYTHON
