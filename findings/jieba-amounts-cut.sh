#!/usr/bin/env bash
# jieba 0.42.1: an amount with separators is cut at them: 1,234.50 becomes "1", "," and "234.50".
#
# A decimal point and a percent sign stay with their figure, a separator does not. In an index made with these words a
# search for 234.50 finds 1,234.50, and a count of figures is wrong. The cut for search engines does the same.
source "$(dirname "$0")/lib.sh"
packages jieba==0.42.1 setuptools==80.9.0

python -W ignore - <<'PYTHON'
import jieba
from expect import expect

jieba.setLogLevel(60)
expect("without separators", jieba.lcut("支出1234.50万元"), ["支出", "1234.50", "万元"])
expect("a percentage", jieba.lcut("增长12.5%"), ["增长", "12.5%"])
expect("with separators", jieba.lcut("支出1,234.50万元"), ["支出", "1", ",", "234.50", "万元"])
expect("for search", jieba.lcut_for_search("支出1,234.50万元"), ["支出", "1", ",", "234.50", "万元"])
PYTHON
