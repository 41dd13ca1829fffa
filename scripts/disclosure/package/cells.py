"""Cells of published CSV files made harmless to spreadsheet programs, by a rule that can be undone.

A spreadsheet takes a text cell that begins with = + - @ (in either width), a tab or a carriage return for a formula
and runs it. In the published CSV files such a cell of a text column gets an apostrophe in front, unless the whole
cell is a plain number or only dashes. Number columns are never touched. For the text as printed, use the
Parquet, SQLite or JSON edition, or undo the rule: remove one apostrophe from a cell in which apostrophes precede
such a character. (The rule is that of OWASP on CSV injection.)
"""

from __future__ import annotations

import re

#: Signs that make a spreadsheet take a cell for a formula, as a class of a regular expression.
RISKY_SIGNS = r"=+\-@\t\r＝＋－＠"
_RISKY = re.compile(rf"'*[{RISKY_SIGNS}]")
_NUMBER = re.compile(r"[-+－＋]?[0-9][0-9,]*(\.[0-9]+)?[%％]?|[-－—]+")
_GUARDED = re.compile(rf"'+[{RISKY_SIGNS}]")


def guard_cell(text: str) -> str:
    """``text`` as it is written in a published CSV file."""
    return f"'{text}" if _RISKY.match(text) and not _NUMBER.fullmatch(text) else text


def unguard_cell(cell: str) -> str:
    """The text that guard_cell made ``cell`` of."""
    return cell[1:] if _GUARDED.match(cell) else cell
