#!/usr/bin/env bash
# htmldate 1.11.0: a page dated 2024年8月20日 is of 2024-01-01.
#
# Month and day of a Chinese date are not read and replaced by the first of January, also where the date is in time or meta.
# The date looks like any other. Without the extensive search there is none; 2024-08-20 and August 20, 2024 are read whole.
source "$(dirname "$0")/lib.sh"
packages htmldate==1.11.0

python - <<'PYTHON'
from expect import expect
from htmldate import find_date


def read(body, **options):
    return find_date(f"<html><body>{body}<p>本部门收入和支出情况如下。</p></body></html>", **options)


expect("figures", read("<p>发布时间：2024-08-20</p>"), "2024-08-20")
expect("English", read("<p>August 20, 2024</p>"), "2024-08-20")
expect("Chinese", read("<p>发布时间：2024年8月20日</p>"), "2024-01-01")
expect("Chinese, in time", read("<time>2024年08月20日</time>"), "2024-01-01")
expect("Chinese, in meta", read('<meta name="PubDate" content="2024年8月20日">'), "2024-01-01")
expect("Chinese, not extensive", read("<p>发布时间：2024年8月20日</p>", extensive_search=False), None)
PYTHON
