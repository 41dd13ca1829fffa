#!/usr/bin/env bash
# MarkItDown 0.1.9: in a column of a workbook that has an empty cell, codes and counts get a decimal point: 201 becomes 201.0.
#
# The empty cell is NaN, and so are the words None and NA. A full column keeps 201.
source "$(dirname "$0")/lib.sh"
packages "markitdown[xlsx]==0.1.9" openpyxl==3.1.5

python -W ignore - <<'PYTHON'
import openpyxl
from expect import expect
from markitdown import MarkItDown


def convert(*values):
    book = openpyxl.Workbook()
    book.active.append(["item", "value"])
    for value in values:
        book.active.append(["a", value])
    book.save("values.xlsx")
    lines = MarkItDown().convert("values.xlsx").text_content.strip().splitlines()
    return [line.split("|")[2].strip() for line in lines[-len(values) :]]


expect("a full column", convert(201, 202), ["201", "202"])
expect("a column with a gap", convert(201, None, 202), ["201.0", "NaN", "202.0"])
expect("words", convert("None", "NA", "none left"), ["NaN", "NaN", "none left"])
PYTHON
