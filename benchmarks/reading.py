"""Times the reading of PDF files beside pdfium's bare text and beside pdfplumber's tables; prints a table.

Run with the files or folders to read: ``python benchmarks/reading.py FOLDER``. Each reader runs in a
process of its own over all files, so that its peak memory is its own. ``pdfplumber`` is compared only
where it is installed (it is no dependency of ours). Timings are of one machine on one day: compare ratios.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def read_bare_text(path: Path) -> int:
    """Only what pdfium itself gives: the floor of what is possible."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_range()
        return len(document)


def read_here(path: Path) -> int:
    """Our reader in this process: lines, tables, places."""
    from disclosure.read.pdf import read_pdf

    return len(read_pdf(path.read_bytes(), path.name, "").pages)


def read_apart(path: Path) -> int:
    """Our reader as the command uses it: in a process of its own for each file."""
    from disclosure.read import read_document

    return len(read_document(path).pages)


def read_pdfplumber(path: Path) -> int:
    """pdfplumber's tables of every page."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()
        return len(document.pages)


READERS: dict[str, Callable[[Path], int]] = {
    "bare": read_bare_text,
    "here": read_here,
    "apart": read_apart,
    "pdfplumber": read_pdfplumber,
}
NAMES = {
    "bare": "pdfium, bare text",
    "here": "lines and tables, in process",
    "apart": "lines and tables, isolated",
    "pdfplumber": "pdfplumber, extract_tables",
}


def find_files(paths: list[Path]) -> list[Path]:
    """PDF files among these paths, folders searched."""
    return sorted(file for path in paths for file in ([path] if path.is_file() else path.rglob("*.pdf")))


def run_reader(reader: str, files: list[Path], times: int) -> None:
    """Read all files; print pages, the shortest seconds of several runs, and the peak memory in bytes."""
    pages, shortest = 0, float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        pages = sum(READERS[reader](file) for file in files)
        shortest = min(shortest, time.perf_counter() - begun)
    who = resource.RUSAGE_CHILDREN if reader == "apart" else resource.RUSAGE_SELF
    unit = 1 if sys.platform == "darwin" else 1024
    print(pages, shortest, resource.getrusage(who).ru_maxrss * unit)


def main() -> None:
    """Print one row for each reader."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("paths", type=Path, nargs="+", help="PDF files, or folders of them")
    options.add_argument("--times", type=int, default=3, help="runs of each reader; the shortest counts")
    options.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    files = find_files(chosen.paths)
    if not files:
        options.error("no PDF files there")
    if chosen.reader:
        run_reader(chosen.reader, files, chosen.times)
        return
    print(f"{'reader':<32}{'pages':>8}{'seconds':>10}{'pages/s':>10}{'peak MB':>10}")
    for reader, name in NAMES.items():
        if reader == "pdfplumber" and importlib.util.find_spec("pdfplumber") is None:
            print(f"{name:<32}{'not installed':>38}")
            continue
        times = 1 if reader == "pdfplumber" else chosen.times
        command = [sys.executable, __file__, "--reader", reader, "--times", str(times), *map(str, files)]
        pages, seconds, memory = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        rate = int(pages) / float(seconds)
        print(f"{name:<32}{pages:>8}{float(seconds):>10.2f}{rate:>10.0f}{int(memory) / 1e6:>10.0f}")


if __name__ == "__main__":
    main()
