"""Cells of published CSV files made harmless to spreadsheet programs, by a rule that can be undone.

A spreadsheet takes a text cell that begins with = + - @ (in either width), a tab or a carriage return for a formula.
Only a formula that calls a function, another program or another file can do harm; such a formula contains a bracket, a
vertical bar or an exclamation mark. In the published CSV files a text cell that begins with one of those signs and
contains one of these characters gets an apostrophe in front. All other cells, operators such as ``=`` and targets such
as ``=100%`` among them, are written as they are. To undo the rule, remove one apostrophe from a cell in which
apostrophes precede such a sign and which contains such a character. (The danger is described by OWASP as CSV
injection.) Spreadsheet users have an edition of their own, .xlsx, in which a text is always a text.
"""

from __future__ import annotations

import re

#: Signs that make a spreadsheet take a cell for a formula, as a class of a regular expression.
RISKY_SIGNS = r"=+\-@\t\r＝＋－＠"
#: Characters without which a formula reaches no function, program or other file, as a class of a regular expression.
ACTIVE_SIGNS = r"(（|｜!！"
#: Cells that the rule changes, and cells that it has changed, as regular expressions.
RISKY = rf"^'*[{RISKY_SIGNS}][^{ACTIVE_SIGNS}]*[{ACTIVE_SIGNS}]"
GUARDED = rf"^'+[{RISKY_SIGNS}][^{ACTIVE_SIGNS}]*[{ACTIVE_SIGNS}]"
_RISKY, _GUARDED = re.compile(RISKY), re.compile(GUARDED)


def guard_cell(text: str) -> str:
    """``text`` as it is written in a published CSV file."""
    return f"'{text}" if _RISKY.match(text) else text


def unguard_cell(cell: str) -> str:
    """The text that guard_cell made ``cell`` of."""
    return cell[1:] if _GUARDED.match(cell) else cell
