"""What a share is of, and what an economic code is called."""

from __future__ import annotations

from disclosure.parse.narrative.lexicon import Lexicon
from disclosure.parse.words import Label
from disclosure.reference import CodeList


def name_share(words: str, lexicon: Lexicon) -> str:
    """The item that the words behind 占 name (占政府采购支出总额的), else the statement's total."""
    found = lexicon.match(words, 0) if words else None
    if found is not None and found[1] == "label" and found[2].item:
        item: str = found[2].item
        return item
    return lexicon.find_base(words) or "total"


def name_economic(subject: Label, path: str, codes: CodeList) -> str:
    """The name of a label's economic code: as printed (``path``), else as the code list has it; empty without one."""
    known = codes.by_code.get(subject.economic_code)
    return (path or (known.name if known else "")) if subject.economic_code else ""
