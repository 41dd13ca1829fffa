#!/usr/bin/env bash
# frictionless 5.21.0: with bareNumber false, an amount in accountants' brackets is read as positive, and 万 (10,000) is
# dropped: "(1,234.50)" gives 1234.50, "约100万元" gives 100, "12%" gives 12. No error is reported.
source "$(dirname "$0")/lib.sh"
packages frictionless==5.21.0

python - <<'PYTHON'
from pathlib import Path

from expect import expect
from frictionless import Resource, Schema

Path("rows.csv").write_text('amount\n"(1,234.50)"\n约100万元\n12%\n', encoding="utf-8")
field = {"name": "amount", "type": "number", "bareNumber": False, "groupChar": ","}
resource = Resource(path="rows.csv", schema=Schema.from_descriptor({"fields": [field]}))
expect("amounts", [str(row["amount"]) for row in resource.read_rows()], ["1234.50", "100", "12"])
PYTHON
