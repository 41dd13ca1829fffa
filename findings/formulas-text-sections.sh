#!/usr/bin/env bash
# formulas 1.3.4: TEXT keeps the minus sign before a negative section, "-(5.00)", and takes the wrong section for zero.
#
# In a format of two or three sections the second is for negative amounts and has its own sign, the third for zero: (5.00)
# and "-". A comma at the end, by which amounts are shown in thousands, has no effect.
source "$(dirname "$0")/lib.sh"
packages formulas==1.3.4

python -W ignore - <<'PYTHON'
import formulas
from expect import expect


def compute(formula):
    return str(formulas.Parser().ast(formula)[1].compile()())


expect("one section", compute('=TEXT(-1234.5,"#,##0.00")'), "-1,234.50")
expect("negative", compute('=TEXT(-5,"#,##0.00;(#,##0.00)")'), "-(5.00)")
expect("zero", compute('=TEXT(0,"0.00;-0.00;-")'), "-0.00")
expect("thousands", compute('=TEXT(12345678,"#,##0,")'), "12,345,678")
PYTHON
