#!/usr/bin/env bash
# pandas 3.1.1 (engine odf): an ODS sheet that tablib wrote cannot be read if a cell is empty: "Unrecognized type void".
#
# OpenDocument has the type void for a cell without a value, and tablib 3.10.0 writes it for None. With the engine calamine the same
# sheet is read.
source "$(dirname "$0")/lib.sh"
packages pandas==3.1.1 odfpy==1.4.1 "tablib[ods]==3.10.0" python-calamine==0.9.1

python - <<'PYTHON'
from pathlib import Path

import pandas
import tablib
from expect import expect


def read(engine, *row):
    Path("sheet.ods").write_bytes(tablib.Dataset(["a", 1.0, 2.0], row, headers=["item", "budget", "final"]).export("ods"))
    try:
        cells = pandas.read_excel("sheet.ods", engine=engine).values.tolist()[1]
    except ValueError as error:
        return str(error)
    return ["empty" if pandas.isna(cell) else cell for cell in cells]


expect("full, odf", read("odf", "b", 5.5, 6.5), ["b", 5.5, 6.5])
expect("empty, calamine", read("calamine", "b", None, 6.5), ["b", "empty", 6.5])
expect("empty, odf", read("odf", "b", None, 6.5), "Unrecognized type void")
PYTHON
