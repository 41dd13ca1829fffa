"""What is shown on the terminal: results on stdout, progress and errors on stderr.

Titles and quotes come from untrusted documents: nothing of them is read as markup or as a control sequence.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text as Line

from disclosure.errors import DisclosureError

#: Seconds after which work that is still going on says so where there is no terminal.
HEARTBEAT_SECONDS = 20.0
#: Columns of text where there is no terminal to ask.
PLAIN_WIDTH = 120
#: Fewer things than this are not counted aloud where there is no terminal.
MIN_ITEMS_FOR_PROGRESS = 10


def make_console(*, stderr: bool = False) -> Console:
    """A console that takes everything literally; as wide as the terminal, or PLAIN_WIDTH where there is none."""
    console = Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(
            stderr=stderr, markup=False, highlight=False, emoji=False, width=PLAIN_WIDTH, color_system=None
        )
    return console


def clean_text(text: str) -> str:
    """``text`` on one line, with every character that controls, hides or reverses others replaced by ``·``."""
    return "".join("·" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in text)


def print_lines(*lines: str, style: str = "") -> None:
    """Print lines as they are, never wrapped."""
    console = make_console()
    for line in lines:
        console.print(Line(clean_text(line), style=style), soft_wrap=True)


def print_heading(text: str) -> None:
    """A blank line and a heading in bold."""
    console = make_console()
    console.print()
    console.print(Line(clean_text(text), style="bold"), soft_wrap=True)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ()) -> None:
    """A table without frame; the columns named in ``right`` are numbers."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(
            column,
            justify="right" if column in right else "left",
            no_wrap=column in right,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Line(clean_text(cell)) for cell in row))
    make_console().print(table)


def print_error(error: DisclosureError) -> None:
    """``error: file:place: problem`` and its remedy, on stderr."""
    console = make_console(stderr=True)
    head, *rest = str(error).split("\n  remedy: ")
    console.print(
        Line("error: ", style="bold red").append(Line(clean_text(head), style="not bold default")), soft_wrap=True
    )
    for remedy in rest:
        console.print(Line(f"  remedy: {clean_text(remedy)}"), soft_wrap=True)


@contextmanager
def track(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Show progress on stderr; gives the function to call when one of ``total`` items is done, in any order.

    On a terminal one line that counts, if there are several items; elsewhere, from MIN_ITEMS_FOR_PROGRESS items on, a
    line for each tenth.
    """
    console = make_console(stderr=True)
    if console.is_terminal and total > 1:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task(label, total=total)
            yield lambda: progress.advance(task)
        return
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        if total >= MIN_ITEMS_FOR_PROGRESS and done * 10 // total > (done - 1) * 10 // total:
            console.print(f"{label}: {done} of {total}", soft_wrap=True)

    yield advance


@contextmanager
def show_activity(label: str) -> Iterator[None]:
    """Show on stderr what is being done and for how long: a clock on a terminal, elsewhere a line every
    HEARTBEAT_SECONDS, so that the user sees progress during a long document or OCR.
    """
    console = make_console(stderr=True)
    if console.is_terminal:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as progress:
            progress.add_task(clean_text(label), total=None)
            yield
        return
    done = threading.Event()

    def tell() -> None:
        waited = 0.0
        while not done.wait(HEARTBEAT_SECONDS):
            waited += HEARTBEAT_SECONDS
            console.print(f"{clean_text(label)}: {waited:.0f} s", soft_wrap=True)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
