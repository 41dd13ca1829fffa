#!/usr/bin/env bash
# pytest-xdist 3.8.0 with pytest 9.2.0: the marker xdist_group has no effect with --dist loadgroup; tests of a group run apart.
#
# xdist writes the group into item._nodeid, which this pytest does not read: nodeid is made when the test is collected.
source "$(dirname "$0")/lib.sh"
packages pytest==9.2.0 pytest-xdist==3.8.0

cat > test_groups.py <<'PYTHON'
import os
import time

import pytest


@pytest.mark.xdist_group("one")
@pytest.mark.parametrize("number", range(8))
def test_grouped(number):
    time.sleep(0.2)
    with open("processes.txt", "a") as file:
        file.write(os.environ["PYTEST_XDIST_WORKER"] + "\n")
PYTHON
python -m pytest -q -p no:cacheprovider -n 2 --dist loadgroup test_groups.py
python - <<'PYTHON'
from pathlib import Path

from expect import expect

expect("processes that ran tests of one group", sorted(set(Path("processes.txt").read_text().split())), ["gw0", "gw1"])
PYTHON
