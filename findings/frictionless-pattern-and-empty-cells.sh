#!/usr/bin/env bash
# frictionless 5.21.0: a valid table with a pattern on a column that may be empty cannot be published to SQLite.
#
# Validation accepts the empty cell, which is null. In the database the pattern becomes a check with a REGEXP function in
# Python, which SQLite calls with null; the function fails, and with it the whole load.
source "$(dirname "$0")/lib.sh"
packages "frictionless[sql]==5.21.0"

python - <<'PYTHON'
from pathlib import Path

from expect import expect
from frictionless import Package, Resource, Schema


def load(name, constraints):
    Path(f"{name}.csv").write_text("code,parent\n201,\n20103,201\n")
    parent = {"name": "parent", "type": "string", "constraints": constraints}
    schema = Schema.from_descriptor({"fields": [{"name": "code", "type": "string"}, parent]})
    package = Package(resources=[Resource(name=name, path=f"{name}.csv", schema=schema)])
    valid = package.validate().valid
    try:
        package.publish(f"sqlite:///{name}.sqlite")
    except Exception as error:
        return valid, type(error).__name__, "user-defined function raised exception" in str(error)
    return valid, "published", False


expect("without a pattern", load("plain", {}), (True, "published", False))
expect("with a pattern", load("pattern", {"pattern": "[0-9]{3}"}), (True, "OperationalError", True))
PYTHON
