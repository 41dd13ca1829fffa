"""The list of checks (checks.yml): what each is called, rests on and means."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from disclosure.errors import DescriptionError
from disclosure.store import load_yaml

Severity = Literal["info", "notice", "warning", "error"]
#: The entry of checks.yml that is not a check: templates that several checks share.
SHARED = "shared"
CHECKS_FILE = Path(__file__).parents[1] / "checks.yml"
Ground = Literal["arithmetic", "judgement"]
_KEYS = (
    "title_zh",
    "title_en",
    "basis_zh",
    "basis_en",
    "ground",
    "severity",
    "tolerance",
    "description_zh",
    "description_en",
)
_GROUNDS = ("arithmetic", "judgement")
_TOLERANCES = ("printed", "exact", "a percentage")
_PERCENTAGE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?%")
_SEVERITIES = ("info", "notice", "warning", "error")


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``severity`` is that of its mismatches; a rounding difference is always ``info``.

    ``tolerance`` is printed (what the printed digits explain), exact, or a percentage of the figure.
    ``ground`` is arithmetic where figures alone decide, judgement where it must be decided what is of one matter.
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
    content = load_yaml(path)
    if not isinstance(content, dict):
        raise DescriptionError("not a mapping of checks", file=str(path), remedy="write id: and its keys")
    checks = {}
    for check, entry in content.items():
        if check == SHARED:
            continue
        row = {"tolerance": "printed", **entry} if isinstance(entry, dict) else {}
        messages = _read_messages(row.pop("messages", {}), path, str(check))
        if set(row) != set(_KEYS) or not all(isinstance(v, str) for v in row.values()):
            raise DescriptionError(
                "a check needs " + ", ".join(_KEYS), file=str(path), place=str(check), remedy="complete the entry"
            )
        for key, allowed in (("severity", _SEVERITIES), ("ground", _GROUNDS), ("tolerance", _TOLERANCES)):
            if row[key] not in allowed and not (key == "tolerance" and _PERCENTAGE.fullmatch(row[key])):
                raise DescriptionError(
                    f"unknown {key} {row[key]}", file=str(path), place=check, remedy="one of " + ", ".join(allowed)
                )
        typed = {"severity": cast(Severity, row["severity"]), "ground": cast(Ground, row["ground"])}
        checks[check] = Check(check, **{**row, **typed}, messages=messages)
    return checks


@cache
def load_shared(path: Path = CHECKS_FILE) -> Mapping[str, tuple[str, str]]:
    """The templates that findings of several checks share, in Chinese and English. Raises as load_checks does."""
    content = load_yaml(path)
    return _read_messages(content.get(SHARED, {}) if isinstance(content, dict) else {}, path, SHARED)


def _read_messages(content: Any, path: Path, check: str) -> dict[str, tuple[str, str]]:
    """The templates of one check; a place for a value is a plain name in braces."""
    if not isinstance(content, dict):
        content = {"": None}
    for case, texts in content.items():
        if not isinstance(texts, dict) or set(texts) != {"zh", "en"} or not all(map(_is_template, texts.values())):
            raise DescriptionError(
                f"the message {case} is not one Chinese and one English text", file=str(path), place=check,
                remedy="write zh: and en:, with names in braces for figures",
            )  # fmt: skip
    return {case: (texts["zh"], texts["en"]) for case, texts in content.items()}


def _is_template(text: Any) -> bool:
    """Whether a text names its values by plain names: no attributes, indices or formats."""
    if not isinstance(text, str):
        return False
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return False
    return all(name is None or (name.isidentifier() and not form and not turn) for _, name, form, turn in parts)
