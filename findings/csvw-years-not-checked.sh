#!/usr/bin/env bash
# csvw 4.1.1: any text is a valid year: a gYear column accepts 2024年 and abc, and so does gYearMonth.
#
# Dates are checked. An integer column accepts what XML Schema does not, 1.0 and full-width figures.
source "$(dirname "$0")/lib.sh"
packages csvw==4.1.1

python - <<'PYTHON'
import json
from pathlib import Path

from csvw import CSVW
from expect import expect


def is_valid(datatype, value):
    columns = [{"name": "item", "titles": "item"}, {"name": "value", "titles": "value", "datatype": datatype}]
    description = {"@context": "http://www.w3.org/ns/csvw", "url": "table.csv", "tableSchema": {"columns": columns}}
    Path("table.csv-metadata.json").write_text(json.dumps(description))
    Path("table.csv").write_text(f"item,value\na,{value}\n")
    return CSVW("table.csv", validate=True).is_valid


for datatype, value, recorded in (
    ("date", "2024年8月20日", False),
    ("gYear", "2024年", True),
    ("gYear", "abc", True),
    ("gYearMonth", "2024年8月", True),
    ("integer", "abc", False),
    ("integer", "1.0", True),
    ("integer", "１２", True),
):
    expect(f"{datatype} {value}: valid", is_valid(datatype, value), recorded)
PYTHON
