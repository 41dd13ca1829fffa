"""What a reading of a specimen must give: the answer key, made from the accounts and never from the parser."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from disclosure.model import Parsed

from .books import FUNCTIONS, OPERATING, PERSONNEL, PROJECT_FUNCTION, Books, yuan


class Key(NamedTuple):
    """The columns of a fact that tell what it is, and its value."""

    statement: str
    item: str
    functional_code: str
    economic_code: str
    fund: str
    expenditure_type: str
    project: str
    phase: str
    measure: str
    form: str
    value: Decimal


def keys_of(parsed: Parsed) -> Counter[Key]:
    """The facts of a reading as keys; projects by name."""
    names = {project.project: project.name for project in parsed.projects}
    return Counter(
        Key(
            fact.statement, fact.item, fact.functional_code, fact.economic_code, fact.fund, fact.expenditure_type,
            names[fact.project] if fact.project is not None else "", fact.phase, fact.measure, fact.form,
            fact.value.normalize(),
        )
        for fact in parsed.facts
    )  # fmt: skip


def key(
    statement: str, item: str, value: int | Decimal, *, functional: str = "", economic: str = "", fund: str = "",
    kind: str = "", project: str = "", phase: str = "executed", measure: str = "amount", form: str = "narrative",
) -> Key:  # fmt: skip
    """A key; a whole number of an amount or change is in hundredths of 万元."""
    exact = yuan(value) if isinstance(value, int) and measure in {"amount", "change"} else Decimal(value)
    return Key(
        statement, item, functional, economic, fund, kind, project, phase, measure, form, exact.normalize()
    )  # fmt: skip


def statement_keys(books: Books) -> list[Key]:
    """Tables 1 to 7 of a budget all of whose money is of the general public budget."""
    general = "general_public_budget"
    keys = [
        key("overall", "current_year", books.total, phase="approved", form="table-1"),
        key("overall", "general_public_budget", books.total, fund=general, phase="approved", form="table-1"),
        key("overall", "general_financial_resources", books.total, fund=general, phase="approved", form="table-1"),
        *[key("overall", "total", books.total, phase="approved", form="table-1")] * 2,
        key(
            "appropriation",
            "fiscal_appropriation",
            books.total,
            fund="fiscal_appropriation",
            phase="approved",
            form="table-4",
        ),
        key("appropriation", "general_public_budget", books.total, fund=general, phase="approved", form="table-4"),
        *[key("appropriation", "total", books.total, fund="fiscal_appropriation", phase="approved", form="table-4")]
        * 2,
        key("appropriation", "total", books.total, fund=general, phase="approved", form="table-4"),
    ]
    for code, amount in books.classes().items():
        keys.append(key("overall", "", amount, functional=code, phase="approved", form="table-1"))
        for fund in ("fiscal_appropriation", general):
            keys.append(key("appropriation", "", amount, functional=code, fund=fund, phase="approved", form="table-4"))
    for fund in ("", "fiscal_appropriation", general):
        keys.append(key("revenue", "total", books.total, fund=fund, phase="approved", form="table-2"))
    for statement, fund, form in (("expenditure", "", "table-3"), ("general_public", general, "table-5")):
        amounts = (("", books.total), ("basic", books.basic), ("project", books.project))
        keys.extend(
            key(statement, "total", amount, fund=fund, kind=kind, phase="approved", form=form)
            for kind, amount in amounts
        )
    for code, _, basic, project in books.rows():
        for fund in ("", "fiscal_appropriation", general):
            keys.append(
                key("revenue", "", basic + project, functional=code, fund=fund, phase="approved", form="table-2")
            )
        for statement, fund, form in (("expenditure", "", "table-3"), ("general_public", general, "table-5")):
            keys.extend(
                key(statement, "", amount, functional=code, fund=fund, kind=kind, phase="approved", form=form)
                for kind, amount in (("", basic + project), ("basic", basic), ("project", project))
                if amount
            )
    return [*keys, *_economic_keys(books), *_project_keys(books)]


def _economic_keys(books: Books) -> list[Key]:
    general = "general_public_budget"
    people, running = sum(books.personnel.values()), sum(books.operating.values())
    rows: list[tuple[str, int, int]] = [("301", people, 0), ("302", 0, running)]
    rows.extend((code, books.personnel[code], 0) for code in PERSONNEL)
    rows.extend((code, 0, books.operating[code]) for code in OPERATING)
    keys = []
    for code, person, run in rows:
        for kind, amount in (("basic", person + run), ("basic_personnel", person), ("basic_operating", run)):
            if amount:
                keys.append(
                    key("basic", "", amount, economic=code, fund=general, kind=kind, phase="approved", form="table-6")
                )
    for kind, amount in (("basic", people + running), ("basic_personnel", people), ("basic_operating", running)):
        keys.append(key("basic", "total", amount, fund=general, kind=kind, phase="approved", form="table-6"))
    return keys


def _project_keys(books: Books) -> list[Key]:
    general = "general_public_budget"
    common = {"fund": general, "kind": "project", "phase": "approved", "form": "table-7"}
    keys = [key("project", "total", books.project, **common)]
    keys.extend(key("project", "", books.project, functional=PROJECT_FUNCTION[:length], **common) for length in (3, 5))
    keys.extend(
        key("project", "total", amount, functional=PROJECT_FUNCTION, project=name, **common)
        for name, amount in books.projects.items()
    )
    return keys


def narrative_keys(books: Books) -> list[Key]:
    """The prose of a final accounts as tests/specimens/prose.py writes it."""
    appropriation, general = "fiscal_appropriation", "general_public_budget"
    grand = books.total + books.opening
    keys = [
        key("staff", "headcount", sum(books.staff), measure="count"),
        key("staff", "active", books.staff[0], measure="count"),
        key("staff", "veteran_retired", books.staff[1], measure="count"),
        key("staff", "retired", books.staff[2], measure="count"),
        *[key("overall", "total", grand)] * 2,
        *[key("overall", "current_year", books.total)] * 2,
        key("overall", "opening_carryover", books.opening),
        key("overall", "closing_carryover", books.closing),
        key("revenue", "current_year", books.total),
        key("revenue", "fiscal_appropriation", books.total, fund=appropriation),
        key("revenue", "fiscal_appropriation", Decimal(100), fund=appropriation, measure="share"),
        key("expenditure", "current_year", books.total),
        key("expenditure", "basic", books.basic, kind="basic"),
        key("expenditure", "project", books.project, kind="project"),
        key("general_public", "total", books.total, fund=general),
        key("basic", "total", books.basic, fund=general, kind="basic"),
        key("basic", "personnel", sum(books.personnel.values()), fund=general, kind="basic_personnel"),
        key("basic", "operating", sum(books.operating.values()), fund=general, kind="basic_operating"),
        key("three_public", "total", books.operating["30231"] + books.reception, fund=appropriation),
        key("three_public", "vehicle_operation", books.operating["30231"], fund=appropriation),
        key("three_public", "reception", books.reception, fund=appropriation),
    ]
    for code, amount in books.lines.items():
        change = amount - books.changes[code].prior
        fraction = abs(change) / books.changes[code].prior * 100
        percent = Decimal(f"{fraction:.2f}") * (1 if change >= 0 else -1)
        common = {"functional": code, "fund": general}
        keys.append(key("general_public", "", amount, **common))
        keys.append(key("general_public", "", change, measure="change", **common))
        keys.append(key("general_public", "", percent, measure="change_rate", **common))
    return keys


__all__ = ["FUNCTIONS", "Key", "key", "keys_of", "narrative_keys", "statement_keys"]
