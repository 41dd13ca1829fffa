"""Times the reading of PDF files, next to pdfium's bare text and pdfplumber's tables; prints a table.

Run with the files or folders to read: ``python benchmarks/reading.py FOLDER``, with ``--other CHECKOUT`` also by the
program of another checkout, with the Python of its own .venv if it has one; ``--results FILE`` keeps what was measured
for benchmarks/targets.py. Each reader runs in processes of its own, each over all files once, so that nothing is
remembered of a run before and its peak memory is its own; they take turns, so that a busy machine is busy for all.
Seconds are those of the processor. ``pdfplumber`` is compared only where it is installed: we do not need it.
Timings are of one machine on one day: compare ratios.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: Year and kind of a report in the name of its file.
NAMED = re.compile(r"(?P<year>20\d\d)-(?P<kind>budget|final)")


def read_bare_text(path: Path) -> int:
    """Only what pdfium itself gives: the floor of what is possible."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_range()
        return len(document)


def find_reader() -> Callable[[bytes, str, str], Any]:
    """What reads a PDF in this process, wherever the checkout has it: it was ``disclosure.read.pdf`` before 2.0."""
    try:
        from disclosure.read.pdf.reader import read_pdf
    except ImportError:
        from disclosure.read.pdf import read_pdf  # type: ignore[attr-defined,no-redef]
    found: Callable[[bytes, str, str], Any] = read_pdf
    return found


def read_here(path: Path) -> int:
    """Our reader in this process: lines, tables, places."""
    read_pdf = find_reader()
    return len(read_pdf(path.read_bytes(), path.name, "").pages)


def read_apart(path: Path) -> int:
    """Our reader as the command uses it: in a process of its own for each file."""
    from disclosure.read import read_document

    return len(read_document(path).pages)


def read_parsed(path: Path, *, checked: bool = False) -> int:
    """Read and parsed in this process, and ``checked`` with every check; all that this takes is loaded with the first
    file."""
    import disclosure
    from disclosure.check import check_report
    from disclosure.model import Report
    from disclosure.parse import parse_report
    from disclosure.reference import load_reference

    read_pdf = find_reader()

    named = NAMED.search(path.stem)
    year, kind = (int(named["year"]), named["kind"]) if named else (2026, "budget")
    report = Report("unit", year, "budget" if kind == "budget" else "final", "", path.stem, ())
    if not KNOWN:
        KNOWN.append(load_reference(Path(disclosure.__file__).parents[2] / "data" / "reference"))
    document = read_pdf(path.read_bytes(), path.name, "")
    parsed = parse_report([document], report, KNOWN[0])
    if checked:
        check_report(
            report, parsed.facts, parsed.texts, parsed.projects, parsed.indicators, figures=parsed.figures,
            redactions=parsed.redactions, source=document.text, names=(),
        )  # fmt: skip
    return len(document.pages)


def read_checked(path: Path) -> int:
    """Read, parsed and checked in this process."""
    return read_parsed(path, checked=True)


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
    "parsed": read_parsed,
    "checked": read_checked,
    "pdfplumber": read_pdfplumber,
}
NAMES = {
    "bare": "pdfium, bare text",
    "here": "lines and tables, in process",
    "apart": "lines and tables, isolated",
    "parsed": "read and parsed, in process",
    "checked": "read, parsed, checked, in process",
    "pdfplumber": "pdfplumber, extract_tables",
}
#: The code lists, loaded once.
KNOWN: list[Any] = []
#: What a run gives: pages, seconds, bytes of memory.
Run = tuple[int, float, int]


def find_files(paths: list[Path]) -> list[Path]:
    """PDF files among these paths, folders searched."""
    return sorted(file for path in paths for file in ([path] if path.is_file() else path.rglob("*.pdf")))


def run_reader(reader: str, files: list[Path]) -> None:
    """Read all files; print pages, seconds of the processor, and the peak memory in bytes."""
    pages, refused = 0, 0
    begun = time.process_time()
    for file in files:
        try:
            pages += READERS[reader](file)
        except ValueError as error:
            refused += 1
            print(f"{file.name}: {error}", file=sys.stderr)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() - begun + children.ru_utime + children.ru_stime
    used = children if reader == "apart" else resource.getrusage(resource.RUSAGE_SELF)
    print(pages, seconds, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def start_reader(reader: str, files: list[Path], tree: Path | None, peer: str = "") -> Run:
    """One run in a process of its own, by the program of the checkout ``tree`` if one is named."""
    paths = [str(tree / "scripts")] if tree else []
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*paths, os.environ.get("PYTHONPATH", "")])}
    own = tree / ".venv" / "bin" / "python" if tree else None
    starter = str(own) if own and own.is_file() else sys.executable
    command = [starter, __file__, "--reader", reader, "--peer", peer, *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    pages, seconds, memory = run.stdout.split()
    return int(pages), float(seconds), int(memory)


def main() -> None:
    """Print one row for each reader."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("paths", type=Path, nargs="+", help="PDF files, or folders of them")
    options.add_argument("--times", type=int, default=3, help="runs of each reader; the shortest counts")
    options.add_argument("--other", type=Path, help="another checkout, whose program reads them too")
    options.add_argument("--results", type=Path, help="keep what was measured in this file, as JSON")
    options.add_argument("--peer", default="", help="a folder with pdfplumber; what is installed here comes before it")
    options.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.peer:
        sys.path.append(chosen.peer)
    files = find_files(chosen.paths)
    if not files:
        options.error("no PDF files there")
    if chosen.reader:
        run_reader(chosen.reader, files)
        return
    rows: list[tuple[str, str, Path | None]] = [(reader, name, None) for reader, name in NAMES.items()]
    if chosen.other:
        rows += [(reader, f"{chosen.other.name}: {NAMES[reader]}", chosen.other) for reader in ("parsed", "checked")]
    if importlib.util.find_spec("pdfplumber") is None:
        print("pdfplumber is not installed")
        rows = [row for row in rows if row[0] != "pdfplumber"]
    found: dict[str, Run] = {}
    for _ in range(chosen.times):
        for reader, name, tree in rows:
            run = start_reader(reader, files, tree, chosen.peer)
            found[name] = min(found.get(name, run), run, key=lambda each: each[1])
    if chosen.results:
        kept = [
            {"whose": "other" if tree else "here", "reader": reader, "pages": found[name][0], "seconds": found[name][1]}
            for reader, name, tree in rows
        ]
        chosen.results.write_text(json.dumps(kept, indent=1), encoding="utf-8")
    slowest = found.get(NAMES["pdfplumber"])
    print(f"{'reader':<44}{'pages':>8}{'seconds':>10}{'pages/s':>10}{'x pdfplumber':>14}{'peak MB':>10}")
    for name, (pages, seconds, memory) in found.items():
        times = f"{slowest[1] / slowest[0] * pages / seconds:>14.1f}" if slowest else f"{'':>14}"
        print(f"{name:<44}{pages:>8}{seconds:>10.2f}{pages / seconds:>10.0f}{times}{memory / 1e6:>10.0f}")


if __name__ == "__main__":
    main()
