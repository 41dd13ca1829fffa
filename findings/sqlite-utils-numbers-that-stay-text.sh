#!/usr/bin/env bash
# sqlite-utils 4.2.1: a CSV column of full-width figures becomes an INTEGER column whose values are text, with the sum 0.
#
# The type is found with int() of Python, which reads １２; the value goes to SQLite as it is, which does not. 1_000 is the
# same, and sums as 1.
source "$(dirname "$0")/lib.sh"
packages sqlite-utils==4.2.1

printf 'item,amount\npay,１２\nother,１３\n' > amounts.csv
sqlite-utils insert amounts.db amounts amounts.csv --csv
python - <<'PYTHON'
import sqlite3

from expect import expect

database = sqlite3.connect("amounts.db")
columns = {name: kind for _, name, kind, *_ in database.execute("PRAGMA table_info(amounts)")}
expect("type of the column", columns["amount"], "INTEGER")
expect("values", database.execute("SELECT amount, typeof(amount) FROM amounts").fetchall(), [("１２", "text"), ("１３", "text")])
expect("sum", database.execute("SELECT SUM(amount) FROM amounts").fetchone()[0], 0)
PYTHON
