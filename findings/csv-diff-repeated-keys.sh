#!/usr/bin/env bash
# csv-diff 1.2: where a key occurs twice only its last row is compared: a removed row is no change, another order is one.
#
# There is no warning that the key is not unique. In tables of accounts the code of a line occurs again for each unit or fund.
source "$(dirname "$0")/lib.sh"
packages csv-diff==1.2

python - <<'PYTHON'
import io

from csv_diff import compare, load_csv
from expect import expect


def count(before, after):
    tables = [load_csv(io.StringIO("code,item,amount\n" + rows), key="code") for rows in (before, after)]
    return {kind: len(rows) for kind, rows in compare(*tables).items() if rows}


BOTH, LAST, TURNED = "201,a,5\n201,b,7\n", "201,b,7\n", "201,b,7\n201,a,5\n"
expect("one of two keys removed", count("201,a,5\n202,b,7\n", "202,b,7\n"), {"removed": 1})
expect("one of two equal keys removed", count(BOTH, LAST), {})
expect("other order", count(BOTH, TURNED), {"changed": 1})
PYTHON
