"""How identifying, parsing and checking grow with documents of one shape: seconds at one size and at four times it.

Seconds are of the processor, so that other work beside it does not count.

Run as ``PYTHONPATH=scripts:. python benchmarks/growth.py [SIZE [WORDS]]``: SIZE in characters, WORDS of the shapes'
names. Each measure is taken in a process of its own and given up after a while. Four times the size should take four
times as long; far more is a shape that a short file can stop us with.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
#: Given up after so many seconds.
PATIENCE = 90


def time_one(shape: str, size: int, told: Connection) -> None:
    """Send the seconds that one document takes, by room."""
    from tests.specimens.formats.long import LONG, UNIT

    from disclosure.check import check_report
    from disclosure.errors import DisclosureError
    from disclosure.model import Report
    from disclosure.parse import identify_report, parse_report
    from disclosure.reference import load_reference

    reference = load_reference(REPOSITORY / "data" / "reference")
    document = LONG[shape](size)
    kind = "budget" if "部门预算" in document.text[:30] else "final"
    report = Report("wangshu-library", 2023, kind, "", UNIT, ())
    begun = time.process_time()
    with contextlib.suppress(DisclosureError):
        identify_report(document, reference)
    identified = time.process_time()
    told.send(("identify", identified - begun))
    parsed = parse_report([document], report, reference)
    done = time.process_time()
    told.send(("parse", done - identified))
    check_report(
        report, parsed.facts, parsed.texts, parsed.projects, parsed.indicators,
        figures=parsed.figures, redactions=parsed.redactions, source=document.text,
    )  # fmt: skip
    told.send(("check", time.process_time() - done))
    told.send((f"{len(parsed.facts)} facts", 0.0))
    told.close()


def measure(shape: str, size: int) -> tuple[list[float], str]:
    """The seconds of each room; those given up are left out."""
    mine, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=time_one, args=(shape, size, theirs))
    process.start()
    theirs.close()
    until, seconds, said = time.monotonic() + PATIENCE, [], "given up"
    try:
        while mine.poll(max(0.0, until - time.monotonic())):
            name, took = mine.recv()
            if len(seconds) == 3:
                said = name
            else:
                seconds.append(took)
    except EOFError:
        said = said if len(seconds) == 3 else "crashed"
    process.kill()
    process.join()
    return seconds, said


def main() -> None:
    """Print a row for each shape."""
    from tests.specimens.formats.long import LONG

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=50_000)
    parser.add_argument("words", nargs="*")
    given = parser.parse_args()
    print(f"{'shape':<46}{given.size:>10,}{4 * given.size:>10,}{'ratio':>7}  identify, parse, check of the longer")
    for shape in LONG:
        if given.words and not any(word in shape for word in given.words):
            continue
        (short, _), (long, said) = measure(shape, given.size), measure(shape, 4 * given.size)
        one, other = sum(short), sum(long)
        shown = ", ".join(f"{each:.2f}" for each in long)
        print(f"{shape:<46}{one:>10.2f}{other:>10.2f}{other / max(one, 0.001):>7.1f}  {shown}; {said}")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
