"""Fuzzes each target for a while, with other inputs than any time before, and prints what came of it.

Run with ``make fuzz``, or ``PYTHONPATH=scripts:. python benchmarks/fuzz.py SECONDS [WORDS]``: SECONDS for each target,
WORDS of targets' names. A failing input is told in the smallest form that hypothesis finds, with what it failed of.
Inputs are tried in processes that end after some hundreds: one that crashes or hangs costs no more than itself.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
import traceback
import warnings
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

#: Inputs a process tries, and how long it may go on with one that does not end, in seconds of the clock.
A_RUN, PATIENCE = 300, 120
#: What is printed of a failure whose input was not yet reduced when the time was over.
_UNREDUCED = "    (the time was over before a smallest input was found)"


@dataclass
class Tally:
    """What came of one target: inputs tried, the longest that one took in seconds of the processor, failures."""

    inputs: int = 0
    slowest: float = 0.0
    failures: dict[str, str] = field(default_factory=dict)


def try_inputs(name: str, seed: int, until: float, told: Connection) -> None:
    """Try inputs until the clock says ``until``; sends what one took, or what failed."""
    warnings.simplefilter("ignore")  # of libraries about damaged files
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st
    from hypothesis.errors import UnsatisfiedAssumption
    from tests.fuzz import documents
    from tests.fuzz.targets import TARGETS

    for prepare in (documents.list_words, documents.list_lines, documents.list_tables):
        prepare()  # once, and not as part of the first input

    @seeded(seed)
    @settings(
        max_examples=A_RUN, database=None, deadline=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink), print_blob=False, report_multiple_bugs=False,
    )  # fmt: skip
    @given(data=st.data())
    def attempt(data: st.DataObject) -> None:
        if time.time() > until:
            told.close()
            os._exit(0)  # to end in any other way would be a finding
        begun = time.process_time()
        told.send(("begun", 0.0))
        try:
            TARGETS[name](data.draw)
        except Exception as error:
            if not isinstance(error, UnsatisfiedAssumption):
                told.send((_name_failure(error), _UNREDUCED))
            raise
        told.send(("took", time.process_time() - begun))

    try:
        attempt()
    except Exception as error:
        lines = "".join(traceback.format_exception(error)).splitlines()
        told.send((_name_failure(error), "\n".join(f"    {line[:200]}" for line in lines[-40:])))
    told.close()


def _name_failure(error: Exception) -> str:
    """What was raised, and where in the code."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {frame.filename.rpartition('/')[2]}:{frame.lineno}"


def run_target(name: str, seconds: float, seed: int) -> Tally:
    """Try inputs of one target for so many seconds of the clock."""
    tally, until = Tally(), time.time() + seconds
    while time.time() < until:
        mine, theirs = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("spawn").Process(target=try_inputs, args=(name, seed, until, theirs))
        process.start()
        theirs.close()
        ended = listen(mine, tally)
        process.kill()
        process.join()
        if not ended:
            tally.failures.setdefault(f"hangs or crashes (seed {seed})", "")
        seed += 1
    return tally


def listen(mine: Connection, tally: Tally) -> bool:
    """Count what a process tells until it ends; False where it ends amid an input, or an input does not end."""
    amid = False
    try:
        while mine.poll(PATIENCE):
            key, value = mine.recv()
            if key == "begun":
                amid = True
            elif key == "took":
                tally.inputs, tally.slowest, amid = tally.inputs + 1, max(tally.slowest, value), False
            else:
                if tally.failures.get(key, _UNREDUCED) == _UNREDUCED:
                    tally.failures[key] = value
                amid = False
    except EOFError:
        return not amid
    return False


def main() -> None:
    """Print a row for each target, and below it what failed."""
    from tests.fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", type=float)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    print(f"{'target':<28}{'inputs':>9}{'minutes':>9}{'slowest, s':>12}  failures")
    failed = False
    for name in TARGETS:
        if given.words and not any(word in name for word in given.words):
            continue
        begun = time.time()
        tally = run_target(name, given.seconds, given.seed)
        minutes = (time.time() - begun) / 60
        print(f"{name:<28}{tally.inputs:>9,}{minutes:>9.1f}{tally.slowest:>12.2f}  {len(tally.failures)}")
        for key, told in tally.failures.items():
            failed = True
            print(f"  {key}\n{told}")
        sys.stdout.flush()
    sys.exit(failed)


if __name__ == "__main__":
    main()
