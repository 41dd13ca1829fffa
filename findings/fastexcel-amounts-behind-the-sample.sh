#!/usr/bin/env bash
# fastexcel 0.21.0: an amount kept as text, "1,234.50", is empty if the first 1000 rows of its column are numbers.
#
# In one of the first rows it makes the column text, and all is kept. Behind them the type is fixed, what does not fit is left out
# without a warning, and the code "0201" becomes 201. read_excel of polars uses this library.
source "$(dirname "$0")/lib.sh"
packages fastexcel==0.21.0 pyarrow==26.0.1 openpyxl==3.1.5

python - <<'PYTHON'
import fastexcel
import openpyxl
from expect import expect


def read(row, **options):
    book = openpyxl.Workbook()
    book.active.append(["amount", "code"])
    for number in range(1100):
        book.active.append(["1,234.50", "0201"] if number == row else [1.5, 202])
    book.save("amounts.xlsx")
    table = fastexcel.read_excel("amounts.xlsx").load_sheet(0, **options).to_arrow().to_pydict()
    return table["amount"][row], table["code"][row]


expect("row 900", read(900), ("1,234.50", "0201"))
expect("row 1050", read(1050), (None, 201.0))
expect("row 1050, all rows as a sample", read(1050, schema_sample_rows=None), ("1,234.50", "0201"))
PYTHON
