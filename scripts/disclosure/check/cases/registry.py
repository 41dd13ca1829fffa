"""The list of checks (checks.yml): what each is called, rests on and means."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from disclosure.entry import Entry, load_entry

Severity = Literal["info", "notice", "warning", "error"]
#: The entry of checks.yml that is not a check: templates that several checks share.
SHARED = "shared"
CHECKS_FILE = Path(__file__).parents[1] / "checks.yml"
Ground = Literal["arithmetic", "judgement"]
#: Which of the expected and the stated figure a document prints, and which is computed of other figures; see Check.
Sides = Literal["printed", "recomputed", "computed", "figure-and-computed", "both-computed", "whole-and-sum"]
_WORDS = ("title_zh", "title_en", "basis_zh", "basis_en", "description_zh", "description_en")
_GROUNDS = ("arithmetic", "judgement")
_SIDES = get_args(Sides)
_TOLERANCES = ("printed", "exact")
_PERCENTAGE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?%")
_SEVERITIES = ("info", "notice", "warning", "error")
_COMPLETE = "complete the entry; the other checks show its keys"
_TEMPLATE = "write zh: and en:, with names in braces for figures"


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``severity`` is that of its mismatches; a rounding difference is always ``info``.

    ``tolerance`` is printed (what the printed digits explain), exact, or a percentage of the figure.
    ``ground`` is arithmetic where figures alone decide, judgement where it must be decided what is of one matter.
    ``sides`` says where its two figures come from: both ``printed``; a rate ``recomputed`` from its two amounts, the
    only case in which the printed one can be called wrong; the expected one ``computed`` of other figures;
    ``figure-and-computed``, the stated one is computed; ``both-computed``; ``whole-and-sum``, a fixed whole (100) and
    the sum of its parts.
    """

    check: str
    title_zh: str
    title_en: str
    basis_zh: str
    basis_en: str
    ground: Ground
    severity: Severity
    tolerance: str
    description_zh: str
    description_en: str
    sides: Sides = "printed"
    #: what its findings say in Chinese and English, by case
    messages: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def allowance(self) -> Decimal:
        """The part of a figure that two of them may differ by: 0.01 for 1%."""
        return Decimal(self.tolerance.removesuffix("%")) / 100 if self.tolerance.endswith("%") else Decimal(0)


@cache
def load_checks(path: Path = CHECKS_FILE) -> dict[str, Check]:
    """Every check by its id, in the order of the file.

    Raises DescriptionError where a key is missing, unknown or not text.
    """
    return {check: _read_check(check, entry) for check, entry in load_entry(path).each() if check != SHARED}


def _read_check(check: str, entry: Entry) -> Check:
    tolerance = entry.text("tolerance", _COMPLETE, "printed")
    if tolerance not in _TOLERANCES and not _PERCENTAGE.fullmatch(tolerance):
        entry.refuse("tolerance", f"unknown tolerance {tolerance}", "printed, exact, or a percentage: 1%")
    read = Check(
        check,
        **{key: entry.text(key, _COMPLETE) for key in _WORDS},
        ground=cast(Ground, entry.chosen("ground", _GROUNDS)),
        severity=cast(Severity, entry.chosen("severity", _SEVERITIES)),
        tolerance=tolerance,
        sides=cast(Sides, entry.chosen("sides", _SIDES, "printed")),
        messages=_read_messages(entry.section("messages")),
    )
    entry.finish("see the other checks")
    return read


@cache
def load_shared(path: Path = CHECKS_FILE) -> Mapping[str, tuple[str, str]]:
    """The templates that findings of several checks share, in Chinese and English. Raises as load_checks does."""
    return _read_messages(load_entry(path).section(SHARED))


def _read_messages(cases: Entry | None) -> dict[str, tuple[str, str]]:
    """The templates of one check by case; a place for a value is a plain name in braces."""
    messages = {}
    for case, texts in cases.each() if cases else ():
        messages[case] = texts.text("zh", _TEMPLATE), texts.text("en", _TEMPLATE)
        texts.finish(_TEMPLATE)
        if not all(map(_is_template, messages[case])):
            texts.refuse("", f"the message {case} has a place for a value that is not a plain name", _TEMPLATE)
    return messages


def _is_template(text: str) -> bool:
    """Whether a text names its values by plain names: no attributes, indices or formats."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return False
    return all(name is None or (name.isidentifier() and not form and not turn) for _, name, form, turn in parts)
