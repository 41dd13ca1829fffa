#!/usr/bin/env bash
# price-parser 0.5.1: an amount with three decimals is read a thousand times too large, where no other reading is possible.
#
# "1.234" may be either, and decimal_separator is there for it. But a number does not begin with a group "0", nor does it
# have a group of four or more digits or two different separators for groups: 0.125, 1234.567 and 1,234,567.891 (万元 with
# three decimals) come as 125, 1234567 and 1234567891.
source "$(dirname "$0")/lib.sh"
packages price-parser==0.5.1

python - <<'PYTHON'
from decimal import Decimal

from expect import expect
from price_parser import Price


def read(words, **options):
    return Price.fromstring(words, **options).amount


expect("1,234,567.89", read("1,234,567.89"), Decimal("1234567.89"))
for words, seen in (("0.125", "125"), ("1234.567", "1234567"), ("1,234,567.891", "1234567891")):
    expect(words, read(words), Decimal(seen))
    expect(f"{words}, the separator given", read(words, decimal_separator="."), Decimal(words.replace(",", "")))
PYTHON
