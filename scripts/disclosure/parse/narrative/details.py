"""Details in running text: parts that no dimension of facts names, assets to be bought, the government's own types of
expenditure, amounts of the year before."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from disclosure.model import Detail, Fact
from disclosure.parse.narrative.clause import Apart, Context, Numbered
from disclosure.parse.narrative.interpret import make_fact
from disclosure.parse.stream import Stream
from disclosure.parse.words import Label


def make_detail(numbered: Numbered, apart: Apart, context: Context, words: str, year: int) -> Detail:
    """The detail of a number; ``words`` is what the part is called that it is of, ``year`` the report's."""
    shared: dict[str, Any] = shared_of(make_fact(numbered, apart.meaning, context))
    subject = numbered.clause.subject or Label(())
    more: dict[str, Any] = {}
    if apart.kind == "government_class":
        shared |= {"economic_code": "", "economic_name": ""}
        more = {"government_code": subject.economic_code, "government_name": "/".join(subject.path)}
    elif apart.kind == "part":
        more = {"part": words}
    return Detail(**shared, kind=apart.kind, year=year - (apart.kind == "prior_year"), **more)


def shared_of(fact: Fact) -> dict[str, Any]:
    """What a detail takes over from the fact that its number would be."""
    return {each.name: getattr(fact, each.name) for each in fields(Fact)}


def name_subject(stream: Stream, label: Label, at: int) -> str:
    """What the text at ``at`` calls the subject ``label``: the longest of its words that is there."""
    found = (word for word in label.words if stream.text.startswith(word, at))
    return max(found, key=len, default="")
