"""The list of checks (checks.yml): what each is called, rests on and means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from disclosure.errors import DescriptionError
from disclosure.store import load_yaml

Severity = Literal["info", "notice", "warning", "error"]
CHECKS_FILE = Path(__file__).with_name("checks.yml")
Ground = Literal["arithmetic", "judgement"]
_KEYS = ("title_zh", "title_en", "basis_zh", "basis_en", "ground", "severity", "description_zh", "description_en")
_GROUNDS = ("arithmetic", "judgement")
_SEVERITIES = ("info", "notice", "warning", "error")


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``severity`` is that of its mismatches; a rounding difference is always ``info``.

    ``ground`` is arithmetic where figures alone decide, judgement where it must be decided what is of one matter.
    """

    check: str
    title_zh: str
    title_en: str
    basis_zh: str
    basis_en: str
    ground: Ground
    severity: Severity
    description_zh: str
    description_en: str


@cache
def load_checks(path: Path = CHECKS_FILE) -> dict[str, Check]:
    """Every check by its id, in the order of the file.

    Raises DescriptionError where a key is missing, unknown or not text.
    """
    content = load_yaml(path)
    if not isinstance(content, dict):
        raise DescriptionError("not a mapping of checks", file=str(path), remedy="write id: and its keys")
    checks = {}
    for check, row in content.items():
        if not isinstance(row, dict) or set(row) != set(_KEYS) or not all(isinstance(v, str) for v in row.values()):
            raise DescriptionError(
                "a check needs " + ", ".join(_KEYS), file=str(path), place=str(check), remedy="complete the entry"
            )
        for key, allowed in (("severity", _SEVERITIES), ("ground", _GROUNDS)):
            if row[key] not in allowed:
                raise DescriptionError(
                    f"unknown {key} {row[key]}", file=str(path), place=check, remedy="one of " + ", ".join(allowed)
                )
        typed = {"severity": cast(Severity, row["severity"]), "ground": cast(Ground, row["ground"])}
        checks[check] = Check(check, **{**row, **typed})
    return checks
