#!/usr/bin/env bash
# duckdb 2.0.0: TRY_CAST of text to INTEGER does not tell whether the text is a whole number.
#
# "12.5" becomes 13, "0.5" becomes 1, "1e3" and "1_000" become 1000, where one expects NULL: a column can therefore not be
# checked for whole numbers by casting it.
source "$(dirname "$0")/lib.sh"
packages duckdb==2.0.0

python - <<'PYTHON'
import duckdb
from expect import expect

for text, recorded in (("12", 12), ("12.5", 13), ("0.5", 1), ("1e3", 1000), ("1_000", 1000), ("1,000", None)):
    expect(text, duckdb.execute("SELECT TRY_CAST(? AS INTEGER)", [text]).fetchone()[0], recorded)
PYTHON
