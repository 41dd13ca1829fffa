#!/usr/bin/env bash
# agate 1.14.2: a column of ranges or scores as "10-11" is read as dates of the year 2001, and "12%" as the number 12.
source "$(dirname "$0")/lib.sh"
packages agate==1.14.2

python - <<'PYTHON'
from pathlib import Path

import agate
from expect import expect

Path("rows.csv").write_text("unit,score,share\na,10-11,12%\nb,1-2,3%\n")
rows = agate.Table.from_csv("rows.csv").rows
expect("scores", [str(row["score"]) for row in rows], ["2001-10-11", "2001-01-02"])
expect("shares", [str(row["share"]) for row in rows], ["12", "3"])
PYTHON
