"""Runs one stage of a checkout's benchmarks/scale.py, which may be an older one; prints what it took as JSON.

``python benchmarks/stage.py CHECKOUT STAGE ARGUMENT...`` with PYTHONPATH leading to the program of that checkout.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import sys
import time


def main() -> None:
    """Call the stage: a number among the arguments is a whole number."""
    tree, stage, *words = sys.argv[1:]
    found = importlib.util.spec_from_file_location("staged", f"{tree}/benchmarks/scale.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules["staged"] = module
    found.loader.exec_module(module)
    begun, used = time.perf_counter(), sum(os.times()[:4])
    said = getattr(module, stage)(*(int(word) if word.isdecimal() else word for word in words))
    clock, seconds = time.perf_counter() - begun, sum(os.times()[:4]) - used
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "clock": clock, "memory": memory * 1024, "said": said}))


if __name__ == "__main__":
    main()
