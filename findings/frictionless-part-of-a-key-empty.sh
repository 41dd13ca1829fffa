#!/usr/bin/env bash
# frictionless 5.21.0: a primary key of two fields may have one of them empty.
#
# Table Schema says that each field of a primary key is required. Only rows whose key is empty as a whole are refused, so
# a validated table can fail to load into a database whose key columns are NOT NULL.
source "$(dirname "$0")/lib.sh"
packages frictionless==5.21.0

python - <<'PYTHON'
from pathlib import Path

from expect import expect
from frictionless import Resource, Schema, validate


def is_valid(rows):
    Path("rows.csv").write_text("unit,year,amount\n" + rows)
    fields = [{"name": "unit", "type": "string"}, {"name": "year", "type": "integer"}, {"name": "amount", "type": "number"}]
    schema = Schema.from_descriptor({"fields": fields, "primaryKey": ["unit", "year"]})
    return validate(Resource(path="rows.csv", schema=schema)).valid


expect("both parts empty: valid", is_valid("a,2024,1\n,,2\n"), False)
expect("one part empty: valid", is_valid("a,2024,1\n,2024,2\nb,,3\n"), True)
PYTHON
