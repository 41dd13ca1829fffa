#!/usr/bin/env bash
# cn2an 0.5.24: transform, meant to write Chinese numbers of a sentence in digits, also changes words that contain one:
# 一般公共预算 (general public budget) becomes "1般公共预算", 三公经费 (three public expenses) "3公经费".
# A decimal with 万 is left as it is, with a warning, though the same without 万 is converted.
source "$(dirname "$0")/lib.sh"
packages cn2an==0.5.24 setuptools==80.9.0

python -W ignore - <<'PYTHON'
import cn2an
from expect import expect


def transform(words):
    return cn2an.transform(words, "cn2an")


expect("a whole number", transform("增加二百万元"), "增加2000000元")
expect("a term", transform("一般公共预算支出三百元"), "1般公共预算支出300元")
expect("another term", transform("三公经费增加二十元"), "3公经费增加20元")
expect("a decimal with 万", transform("增加一百二十三点五万元"), "增加一百二十三点五万元")
PYTHON
