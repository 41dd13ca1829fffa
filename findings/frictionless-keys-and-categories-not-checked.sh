#!/usr/bin/env bash
# frictionless 5.21.0: uniqueKeys and categories of a Table Schema (Data Package 2.0) are accepted and never checked.
#
# Rows that break both are valid. The older primaryKey and the constraint enum, with the same content, are checked.
source "$(dirname "$0")/lib.sh"
packages frictionless==5.21.0

python - <<'PYTHON'
from pathlib import Path

from expect import expect
from frictionless import Resource, Schema, validate

Path("rows.csv").write_text("id,kind\n1,budget\n1,nothing\n")


def is_valid(kind=None, **keys):
    fields = [{"name": "id", "type": "integer"}, {"name": "kind", "type": "string", **(kind or {})}]
    schema = Schema.from_descriptor({"fields": fields, **keys})
    return validate(Resource(path="rows.csv", schema=schema)).valid


expect("primaryKey broken: valid", is_valid(primaryKey=["id"]), False)
expect("uniqueKeys broken: valid", is_valid(uniqueKeys=[["id"]]), True)
expect("enum broken: valid", is_valid({"constraints": {"enum": ["budget", "final"]}}), False)
expect("categories broken: valid", is_valid({"categories": ["budget", "final"]}), True)
PYTHON
