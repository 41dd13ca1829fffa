#!/usr/bin/env bash
# dateparser 1.5.0: 2023年 is read as 2023 years ago, the year 3.
#
# A year alone, as fiscal years are written, is taken for a length of time; 2024-2025年 is the year 1. With a month, 2023年8月,
# the year is right. search_dates finds the same dates in running text.
source "$(dirname "$0")/lib.sh"
packages dateparser==1.5.0

python -W ignore - <<'PYTHON'
from datetime import datetime

import dateparser
from dateparser.search import search_dates
from expect import expect

settings = {"RELATIVE_BASE": datetime(2026, 6, 15)}


def read_year(words):
    return dateparser.parse(words, languages=["zh"], settings=settings).year


expect("2023年8月", read_year("2023年8月"), 2023)
expect("2023年", read_year("2023年"), 3)
expect("2024-2025年", read_year("2024-2025年"), 1)
found = search_dates("2023年收入与上年相同", languages=["zh"], settings=settings)
expect("in a sentence", [(words, day.year) for words, day in found], [("2023年", 3)])
PYTHON
