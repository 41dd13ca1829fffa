#!/usr/bin/env bash
# pagefind 1.5.2: indexes of one site differ from run to run.
#
# The values of a filter are written in an order that changes, so that the file of the filter has another hash, and with
# it another name; so has the file that names it. A site that is to be the same bytes each time cannot have a filter of
# two values. With one value all runs are equal.
source "$(dirname "$0")/lib.sh"
packages pagefind==1.5.2 pagefind-bin==1.5.2

for values in 1 2; do
  mkdir "site$values"
  for page in 1 2 3 4; do
    printf '<!doctype html><html lang="zh"><title>%s</title><body data-pagefind-filter="kind:k%s"><p>预算 %s</p></html>' \
      "$page" "$((page % values))" "$page" > "site$values/$page.html"
  done
done
python - <<'PYTHON'
import shutil
import subprocess
import sys
from pathlib import Path

from expect import expect

seen = {}
for values in (1, 2):
    site = Path(f"site{values}")
    names = set()
    for _ in range(40):
        shutil.rmtree(site / "pagefind", ignore_errors=True)
        subprocess.run([sys.executable, "-m", "pagefind", "--site", site, "--quiet"], check=True)
        names.add(tuple(sorted(each.name for each in (site / "pagefind" / "filter").iterdir())))
    seen[values] = len(names) > 1
expect("a filter of one value has several names", seen[1], False)
expect("a filter of two values has several names", seen[2], True)
PYTHON
