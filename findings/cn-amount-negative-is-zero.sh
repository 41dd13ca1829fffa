#!/usr/bin/env bash
# cn-amount 0.0.5: a negative amount in financial capitals is 零元整, zero, without an error.
#
# Returned money and reductions are negative in budgets. An amount that is rounded up to a whole yuan loses the yuan: 99.999
# is 玖拾玖元整. (cn2an writes 负伍元整.)
source "$(dirname "$0")/lib.sh"
packages cn-amount==0.0.5 cn2an==0.5.24

python - <<'PYTHON'
from cn2an import an2cn
from cn_amount import CNAmount
from expect import expect

expect("5", CNAmount().amount_to_chinese(5), "伍元整")
expect("-5", CNAmount().amount_to_chinese(-5), "零元整")
expect("-5 by cn2an", an2cn(-5, "rmb"), "负伍元整")
expect("99.999", CNAmount().amount_to_chinese(99.999), "玖拾玖元整")
PYTHON
