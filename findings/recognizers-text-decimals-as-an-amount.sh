#!/usr/bin/env bash
# recognizers-text 1.0.2a2: behind a word, the decimals of an amount in 元 are found as a second amount.
#
# 支出1,234.50元 gives 1234.5 and 50, so that a sum of what is found is too large. Without the word it is one amount.
source "$(dirname "$0")/lib.sh"
packages recognizers-text-number-with-unit==1.0.2a2 emoji==1.7.0

python -W ignore - <<'PYTHON'
from expect import expect
from recognizers_number import Culture
from recognizers_number_with_unit import recognize_currency


def read(words):
    return [(each.text, each.resolution["value"]) for each in recognize_currency(words, Culture.Chinese)]


expect("1,234.50元", read("1,234.50元"), [("1,234.50元", "1234.5")])
expect("支出1,234.50元", read("支出1,234.50元"), [("1,234.50元", "1234.5"), ("50元", "50")])
PYTHON
