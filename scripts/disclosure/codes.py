"""The functional and the economic classification: codes that are known, and codes that only documents have.

A row of data/reference/functional.csv or economic.csv is ``standard`` (the classification of the Ministry of Finance
has it) or ``printed`` (documents have it, with this name). Both are published, so that every code of the data is in its
list. Only standard rows are used to read documents: a misprint is not a word of the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

#: The columns of both lists. ``successor`` is the code that took over, ``note`` where the dates are from.
CODE_COLUMNS = (
    "code", "name", "name_en", "level", "parent", "valid_from", "valid_to", "successor", "aliases", "first_seen",
    "source", "note",
)  # fmt: skip
STANDARD: Final = "standard"
PRINTED: Final = "printed"
#: What a code is called that its document prints without a name.
UNNAMED = "（文件未载明名称）"
CODE = re.compile(r"[0-9]{3}([0-9]{2}){0,2}")
#: Digits of a class (类), a group (款) and an item (项).
_DIGITS = (3, 5, 7)


def add_printed(
    rows: Sequence[Mapping[str, str]], printed: Iterable[tuple[str, str]], first_seen: str
) -> list[Mapping[str, str]]:
    """The list with the ``printed`` codes that it does not have, and those above them, in the order of the codes.

    Each is given with its name, or with the names of all its levels joined by "/". ``first_seen`` is the report.
    """
    known = {row["code"]: row for row in rows}
    for code, path in sorted(printed, key=lambda pair: (pair[0], -len(pair[1]))):
        if CODE.fullmatch(code) is None:
            continue
        names = path.split("/") if path else []
        above = [code[:digits] for digits in _DIGITS if digits <= len(code)]
        complete = len(names) == len(above)
        for level, each in enumerate(above, 1):
            name = names[level - 1] if complete else names[-1] if names and each == code else ""
            if each not in known and (name or each == code):
                known[each] = _make_row(each, name or UNNAMED, level, known, first_seen)
    return [known[code] for code in sorted(known)]


def _make_row(
    code: str, name: str, level: int, known: Mapping[str, Mapping[str, str]], first_seen: str
) -> dict[str, str]:
    parent = code[:-2] if code[:-2] in known else ""
    row = dict.fromkeys(CODE_COLUMNS, "")
    return row | {
        "code": code, "name": name, "level": str(level), "parent": parent, "first_seen": first_seen, "source": PRINTED,
    }  # fmt: skip
