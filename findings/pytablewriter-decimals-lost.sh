#!/usr/bin/env bash
# pytablewriter 1.2.1: the text "1,234.50" is written as 1234: an amount with separators loses what is after the point.
#
# Without separators "1234.50" is kept. It is so in CSV, JSON and Markdown, also where other amounts of the column have
# their decimals; Markdown then writes the missing place as zero, 1234.0.
source "$(dirname "$0")/lib.sh"
packages pytablewriter==1.2.1

python - <<'PYTHON'
from expect import expect
from pytablewriter import CsvTableWriter, JsonTableWriter, MarkdownTableWriter


def write(writer, *amounts):
    table = writer(headers=["amount"], value_matrix=[[each] for each in amounts])
    return [each for each in table.dumps().split() if any(character.isdigit() for character in each)]


expect("CSV, without separators", write(CsvTableWriter, "1234.50"), ["1234.50"])
expect("CSV", write(CsvTableWriter, "1,234.50", "0.5"), ["1234", "0.5"])
expect("JSON", write(JsonTableWriter, "1,234.50", "0.5"), ["1234", "0.5"])
expect("Markdown", write(MarkdownTableWriter, "1,234.50", "0.5"), ["|1234.0|", "0.5|"])
PYTHON
