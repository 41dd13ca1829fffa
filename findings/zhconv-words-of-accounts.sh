#!/usr/bin/env bash
# zhconv 1.4.3: common words become other words in Traditional Chinese: 公里 becomes 公裏, 签订 籤訂, 干预 幹預, 冲销 衝銷.
#
# The characters 里, 签, 干 and 冲 have two Traditional forms, and these words have the other one (公里, 簽訂, 干預, 沖銷), as OpenCC
# converts them. 公里 is the same in both. So it is for zh-hant, zh-tw and zh-hk, apart from the form of 裏.
source "$(dirname "$0")/lib.sh"
packages zhconv==1.4.3 opencc-python-reimplemented==0.1.7 setuptools==80.9.0

python -W ignore - <<'PYTHON'
from expect import expect
from opencc import OpenCC
from zhconv import convert

WORDS = "公里 签订 干预 冲销 预算"
expect("OpenCC", OpenCC("s2t").convert(WORDS), "公里 簽訂 干預 沖銷 預算")
expect("zh-hant", convert(WORDS, "zh-hant"), "公裏 籤訂 幹預 衝銷 預算")
expect("zh-tw", convert(WORDS, "zh-tw"), "公裡 籤訂 幹預 衝銷 預算")
expect("zh-hk", convert(WORDS, "zh-hk"), "公裏 籤訂 幹預 衝銷 預算")
PYTHON
