"""What a share is of, and what an economic code is called."""

from __future__ import annotations

from disclosure.parse.narrative.lexicon import Lexicon
from disclosure.parse.words import Label
from disclosure.reference import CodeList


def name_share(words: str, lexicon: Lexicon) -> str:
    """The item that the words behind 占 name (占政府采购支出总额的), else the statement's total."""
    found = lexicon.match(words, 0) if words else None
    item: str = found[2].item if found is not None and found[1] == "label" else ""
    whole = found is not None and len(found[0]) == len(words)  # 一般公共预算 is not 一般公共预算项目支出总额
    return (item if whole else "") or lexicon.find_base(words) or item or "total"


def name_economic(subject: Label, path: str, codes: CodeList) -> str:
    """The name of a label's economic code: as printed (``path``), else as the code list has it; empty without one."""
    known = codes.by_code.get(subject.economic_code)
    return (path or (known.name if known else "")) if subject.economic_code else ""
