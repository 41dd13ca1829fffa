#!/usr/bin/env bash
# markitdown 0.1.9: in a Word table with cells merged downwards the amounts move under other headings.
#
# The cell that continues a merged one is left out instead of kept empty: the rest of its row moves one column to the
# left, so that the amount of the row appears under the heading of the labels.
source "$(dirname "$0")/lib.sh"
packages 'markitdown[docx]==0.1.9' python-docx==1.2.0

python - <<'PYTHON'
from docx import Document
from expect import expect
from markitdown import MarkItDown

document = Document()
table = document.add_table(3, 3)
for number, row in enumerate((("source", "fund", "amount"), ("grant", "general", "10"), ("", "special", "5"))):
    for column, words in enumerate(row):
        table.cell(number, column).text = words
table.cell(1, 0).merge(table.cell(2, 0))
document.save("table.docx")
lines = MarkItDown().convert("table.docx").text_content.strip().splitlines()
expect("heads", [cell.strip() for cell in lines[2].split("|")], ["", "source", "fund", "amount", ""])
expect("second row of the merged cell", [cell.strip() for cell in lines[4].split("|")], ["", "special", "5", ""])
PYTHON
