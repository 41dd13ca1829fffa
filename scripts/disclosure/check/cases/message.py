"""The words of findings: templates next to the titles of the checks (checks.yml), one renderer for both languages."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from disclosure.check.cases.cells import Entry
from disclosure.check.cases.findings import cite, cite_en
from disclosure.check.cases.registry import SHARED, load_checks, load_shared

#: A value of a template: one text for both languages, or one for each, Chinese first.
Value = str | int | Decimal | tuple[object, object]


def compose(check: str, variant: str, /, **values: Value) -> tuple[str, str]:
    """The message of a finding of ``check`` in Chinese and English, from its template of the name ``variant``.

    ``values`` are the figures and names that the template names; ``shared`` has templates of several checks.
    Raises KeyError for a template or a value that
    is missing: a test compares every call with its template.
    """
    zh, en = (load_shared() if check == SHARED else load_checks()[check].messages)[variant]
    return _render(zh, values, 0), _render(en, values, 1)


def _render(template: str, values: Mapping[str, Value], side: int) -> str:
    return template.format_map({name: v[side] if isinstance(v, tuple) else v for name, v in values.items()})


def follow(message: tuple[str, str]) -> tuple[str, str]:
    """A message as it follows another: English sentences have a space between them."""
    zh, en = message
    return zh, f" {en}"


def cited(entry: Entry) -> tuple[str, str]:
    """A figure with its place, in Chinese and English."""
    return cite(entry), cite_en(entry)
