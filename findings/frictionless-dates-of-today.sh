#!/usr/bin/env bash
# frictionless 5.21.0: in a date field of the format "any" a year alone is valid, and its month and day are those of today.
#
# 2024 is read as another date each day, so that a table that nobody changed differs; "8" is the eighth of this month.
source "$(dirname "$0")/lib.sh"
packages frictionless==5.21.0

python - <<'PYTHON'
from datetime import date
from pathlib import Path

from expect import expect
from frictionless import Resource, Schema, validate

fields = [{"name": "unit", "type": "string"}, {"name": "day", "type": "date", "format": "any"}]
schema = Schema.from_descriptor({"fields": fields})
Path("days.csv").write_text("unit,day\na,2024\nb,20 August 2024\n")
resource = Resource(path="days.csv", schema=schema)
today = date.today()
days = [row["day"] for row in resource.read_rows()]
expect("valid", validate(Resource(path="days.csv", schema=schema)).valid, True)
expect("20 August 2024", str(days[1]), "2024-08-20")
expect("2024", days[0], date(2024, today.month, today.day))
PYTHON
