#!/usr/bin/env bash
# recognizers-text 1.0.2a2: in Chinese an amount in 万元 with separators or a minus sign is not found at all.
#
# 1234.5万元 and 1,234.50元 are found as numbers and as currency; 1,234.50万元 and -12.34万元 as neither.
source "$(dirname "$0")/lib.sh"
packages recognizers-text-number-with-unit==1.0.2a2 emoji==1.7.0

python -W ignore - <<'PYTHON'
from expect import expect
from recognizers_number import Culture, recognize_number
from recognizers_number_with_unit import recognize_currency


def read(words):
    return [[each.resolution["value"] for each in find(words, Culture.Chinese)] for find in (recognize_number, recognize_currency)]


expect("1234.5万元", read("1234.5万元"), [["12345000"], ["12345000"]])
expect("1,234,567.89元", read("1,234,567.89元"), [["1234567.89"], ["1234567.89"]])
expect("1,234.50万元", read("1,234.50万元"), [[], []])
expect("-12.34万元", read("-12.34万元"), [[], []])
PYTHON
