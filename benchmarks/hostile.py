"""Reads every hostile file of the specimens and prints what came of it: problem, seconds, peak memory.

Run as ``PYTHONPATH=scripts:. python benchmarks/hostile.py``. Each file is read as the command reads it, in a
process of its own below one that does nothing else; the peak is that of both. Timings are of one machine on one day.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def read_one(path: Path) -> None:
    """Read one file and print what came of it."""
    from disclosure.errors import SourceError
    from disclosure.read import read_document

    begun = time.perf_counter()
    try:
        document = read_document(path)
        told = f"read: {len(document.text)} characters"
    except SourceError as error:
        told = error.problem
    seconds = time.perf_counter() - begun
    unit = 1 if sys.platform == "darwin" else 1024
    print(json.dumps([told, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit]))


def main() -> None:
    """Print one row for each file."""
    if len(sys.argv) > 1:
        read_one(Path(sys.argv[1]))
        return
    from tests.specimens.formats.hostile import HOSTILE

    print(f"{'file':<52}{'bytes':>12}{'seconds':>9}{'MB':>7}  outcome")
    with tempfile.TemporaryDirectory() as folder:
        for name, (write, _) in HOSTILE.items():
            path = Path(folder) / "hostile.pdf"
            path.write_bytes(write())
            size = path.stat().st_size
            said = subprocess.run([sys.executable, __file__, str(path)], capture_output=True, text=True, check=True)
            told, seconds, memory = json.loads(said.stdout)
            print(f"{name:<52}{size:>12,}{seconds:>9.2f}{memory / 1e6:>7.0f}  {told}", flush=True)


if __name__ == "__main__":
    main()
