#!/usr/bin/env bash
# gne 0.4.3: the title of a page is cut to the part that the title element and the heading share, which loses the year.
#
# Many pages of departments have the name of the site or section in the title element: then 某局2024年部门预算公开 is only 部门预算公开,
# the same for each year. Where the title element repeats the heading it is whole.
source "$(dirname "$0")/lib.sh"
packages gne==0.4.3

python -W ignore - <<'PYTHON'
from expect import expect
from gne import GeneralNewsExtractor


def read(title, heading):
    text = "<p>本部门收入总计1,234.50万元，与上年相比增加0.50万元。</p>" * 3
    page = f"<html><head><title>{title}</title></head><body><h1>{heading}</h1><div>{text}</div></body></html>"
    return GeneralNewsExtractor().extract(page)["title"]


HEADING = "某局2024年部门预算公开"
expect("heading and site", read(f"{HEADING}-某市财政局", HEADING), HEADING)
expect("section", read("部门预算公开", HEADING), "部门预算公开")
expect("section and site", read("部门预算公开-某市财政局", HEADING), "部门预算公开")
PYTHON
