#!/usr/bin/env bash
# altair 6.3.0: a chart of Decimal amounts, as money is stored, is accepted but cannot be saved.
#
# Without a type the column is taken for names instead of amounts; with the type given, to_json still ends with a
# TypeError. The same column as floats is saved.
source "$(dirname "$0")/lib.sh"
packages altair==6.3.0 pandas==3.1.1

python -W ignore - <<'PYTHON'
from decimal import Decimal

import altair
import pandas
from expect import expect


def save(amounts):
    frame = pandas.DataFrame({"unit": ["a", "b"], "amount": amounts})
    try:
        altair.Chart(frame).mark_bar().encode(x="unit:N", y="amount:Q").to_json()
    except TypeError as error:
        return str(error)
    return "saved"


expect("floats", save([1.5, 2.5]), "saved")
expect("decimals", save([Decimal("1.5"), Decimal("2.5")]), "Object of type Decimal is not JSON serializable")
PYTHON
