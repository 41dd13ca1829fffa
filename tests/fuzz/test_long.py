"""Documents of one shape again and again: what holds of any document holds of them.

How their reading grows with their length is measured by benchmarks/growth.py.
"""

from __future__ import annotations

import pytest
from tests.specimens.formats.long import LONG

from .chain import check_blocks, run_rooms

#: Characters: the digits of a figure that Python itself refuses to read are more than 4,300.
SIZE = 5_000


@pytest.mark.sampled(12)
@pytest.mark.parametrize("shape", LONG)
def test_a_document_of_one_shape(shape: str) -> None:
    document = LONG[shape](SIZE)
    check_blocks(document)
    run_rooms(document)
