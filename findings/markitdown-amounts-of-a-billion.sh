#!/usr/bin/env bash
# MarkItDown 0.1.9: with an amount of a billion in its column, an amount of a workbook is rounded to seven digits.
#
# 1234567890.12 is written as 1.234568e+09, and 5.25 of the same column as 5.250000e+00. A hundred million with decimals is
# still written out. In yuan departments of provinces have such totals.
source "$(dirname "$0")/lib.sh"
packages "markitdown[xlsx]==0.1.9" openpyxl==3.1.5

python -W ignore - <<'PYTHON'
import openpyxl
from expect import expect
from markitdown import MarkItDown


def convert(*amounts):
    book = openpyxl.Workbook()
    book.active.append(["item", "amount"])
    for amount in amounts:
        book.active.append(["a", amount])
    book.save("amounts.xlsx")
    lines = MarkItDown().convert("amounts.xlsx").text_content.strip().splitlines()
    return [line.split("|")[2].strip() for line in lines[-len(amounts) :]]


expect("a hundred million", convert(123456789.12, 5.25), ["123456789.12", "5.25"])
expect("a billion", convert(1234567890.12, 5.25), ["1.234568e+09", "5.250000e+00"])
PYTHON
