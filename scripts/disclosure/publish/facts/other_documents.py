"""Links to the other documents of a unit that the message of a finding names, and to their figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.model import Report
from disclosure.publish.facts.holdings import Holding
from disclosure.publish.facts.ledger import list_entries
from disclosure.publish.words.labels import address_unit, name_place

#: a document as a check names it, with the first figure after it and its place: 2024 年决算载明17人（第 11 行）; the
#: blank after the year is of the check, a document that is quoted has none
_DOCUMENT = re.compile(
    r"(?P<year>20[0-9]{2}) 年(?P<kind>预算|决算)"
    r"(?P<cited>[^，。；：（）]{0,40}?(?P<number>(?<![0-9.,])-?[0-9][0-9,]*(?:\.[0-9]+)?)[^0-9，。；（）]{0,8}"
    r"（[^（）]{0,24}?(?P<place>第 [0-9-]+ [页行])）)?"
)
_KINDS = {"预算": "budget", "决算": "final"}


def link_documents(message: str, held: Sequence[Holding], own: Report) -> tuple[tuple[str, str], ...]:
    """For each other document named in ``message``: the words that name it, and the address below the site's root of
    the figure cited from it, or of the page of its year where the place has no such figure. ``held`` are the reports of
    the unit, ``own`` is the one that the message is of."""
    found: dict[str, str] = {}
    for match in _DOCUMENT.finditer(message):
        year, kind = int(match["year"]), _KINDS[match["kind"]]
        if (year, kind) == (own.year, own.kind):
            continue
        for other in held:
            if (other.report.year, other.report.kind) == (year, kind):
                found.setdefault(match[0], _address(other, match["number"] or "", match["place"] or ""))
                break
    return tuple(found.items())


def _address(held: Holding, number: str, place: str) -> str:
    page = f"units/{address_unit(held.report)}/{held.report.year}/"
    printed = number.replace(",", "")
    cited = (
        entry for entry in list_entries([held])
        if number and entry["reported"].replace(",", "") == printed and name_place(entry["place"]) == place
    )  # fmt: skip
    entry = next(cited, None)
    return page + entry.address if entry else page
