#!/usr/bin/env bash
# kreuzberg 4.10.4: each table of an HTML page is given twice in the list of tables, so that a sum over them is doubled.
#
# The text has it once. From a Word document each table comes once.
source "$(dirname "$0")/lib.sh"
packages kreuzberg==4.10.4 python-docx==1.2.0

python - <<'PYTHON'
from pathlib import Path

import kreuzberg
from docx import Document
from expect import expect

Path("page.html").write_text(
    "<html><body><table><tr><th>item</th><th>amount</th></tr><tr><td>pay</td><td>1,234.50</td></tr></table></body></html>"
)
document = Document()
table = document.add_table(2, 2)
for cell, words in zip((cell for row in table.rows for cell in row.cells), ("item", "amount", "pay", "1,234.50")):
    cell.text = words
document.save("page.docx")
ROWS = [["item", "amount"], ["pay", "1,234.50"]]
page, word = (kreuzberg.extract_file_sync(name) for name in ("page.html", "page.docx"))
expect("Word", [table.cells for table in word.tables], [ROWS])
expect("times in the text of the page", page.content.count("1,234.50"), 1)
expect("HTML", [table.cells for table in page.tables], [ROWS, ROWS])
PYTHON
