#!/usr/bin/env bash
# frictionless 5.21.0: of a pattern with alternatives only the last has to match the whole value: "201|202" accepts 2012.
#
# A pattern without alternatives has to match the whole value, and so do all with brackets, "(201|202)". The order of the
# alternatives decides what is valid: 2022 is refused.
source "$(dirname "$0")/lib.sh"
packages frictionless==5.21.0

python - <<'PYTHON'
from pathlib import Path

from expect import expect
from frictionless import Resource, Schema, validate


def accepted(pattern):
    fields = [{"name": "unit", "type": "string"}, {"name": "code", "type": "string", "constraints": {"pattern": pattern}}]
    schema = Schema.from_descriptor({"fields": fields})
    codes = []
    for code in ("201", "202", "2012", "2022"):
        Path("codes.csv").write_text(f"unit,code\na,{code}\n")
        if validate(Resource(path="codes.csv", schema=schema)).valid:
            codes.append(code)
    return codes


expect("20[12]", accepted("20[12]"), ["201", "202"])
expect("(201|202)", accepted("(201|202)"), ["201", "202"])
expect("201|202", accepted("201|202"), ["201", "202", "2012"])
PYTHON
