#!/usr/bin/env bash
# vl-convert-python 1.9.0.post1 (Vega-Lite 5): an amount with separators, "1,234.50", is left out of a chart in silence.
#
# A quantitative field with such a text is no error: the bar and its category are not drawn, and the axis fits the rest.
# A sum over both amounts is the sum of those that are left.
source "$(dirname "$0")/lib.sh"
packages vl-convert-python==1.9.0.post1

python - <<'PYTHON'
import json
import re

import vl_convert
from expect import expect


def draw(**x):
    values = [{"unit": "a", "amount": "1,234.50"}, {"unit": "b", "amount": "900"}]
    encoding = {"x": {"field": "amount", "type": "quantitative", **x}, "y": {"field": "unit", "type": "nominal"}}
    chart = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "data": {"values": values}, "mark": "bar"}
    picture = vl_convert.vegalite_to_svg(json.dumps({**chart, "encoding": encoding}))
    return [label for label in re.findall(r'aria-label="([^"]+)"', picture) if "axis" not in label]


expect("bars", draw(), ["amount: 900; unit: b"])
PYTHON
