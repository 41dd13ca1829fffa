"""The figures that units can be set side by side by: which fact of a report is meant by each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.publish.facts.ledger import Entry, first
from disclosure.publish.tables.answer import find_total

#: What a report of a kind says of its own year: a budget what was approved, final accounts what was done.
_PHASES = {"budget": "approved", "final": "executed"}


@dataclass(frozen=True)
class Measure:
    """One column: a fact of a statement, of the first of ``items`` that is stated (of ``overall``: of a side).

    Of an ``expenditure_type`` the whole that is stated first counts, in whatever form and of all funds.
    """

    name: str
    title: str
    statement: str
    items: tuple[str, ...]
    measure: str = "amount"
    expenditure_type: str = ""

    def find(self, kind: str, entries: Sequence[Entry]) -> Entry | None:
        """The figure as a report of a ``kind`` states it first, or None."""
        phase = _PHASES[kind]
        if self.statement == "overall":
            return find_total(entries, self.items[0], (phase,))
        if self.expenditure_type:
            return find_part(entries, self.expenditure_type, phase)
        plain = {"functional_code": "", "functional_name": "", "economic_code": "", "economic_name": "", "project": ""}
        wanted = plain | {"statement": self.statement, "measure": self.measure, "phase": phase}
        return first(entries, *(wanted | {"item": item} for item in self.items))


def find_part(entries: Sequence[Entry], expenditure_type: str, phase: str) -> Entry | None:
    """What a unit spends as basic expenditure, or on projects, from all funds: stated in the statement of expenditure,
    in the overall statement, or as the total of a form of that expenditure."""
    part = expenditure_type
    cells = (("expenditure", part), ("expenditure", "total"), ("overall", part), ("overall", "total"), (part, "total"))
    plain = {
        "functional_code": "", "functional_name": "", "economic_code": "", "economic_name": "", "project": "",
        "fund": "", "measure": "amount", "phase": phase, "expenditure_type": part,
    }  # fmt: skip
    return first(entries, *(plain | {"statement": statement, "item": item} for statement, item in cells))


COMPARED = (
    Measure("spending", "支出", "overall", ("expenditure",)),
    Measure("income", "收入", "overall", ("revenue",)),
    Measure("basic", "基本支出", "expenditure", ("basic",), expenditure_type="basic"),
    Measure("project", "项目支出", "expenditure", ("project",), expenditure_type="project"),
    Measure("three-public", "“三公”经费", "three_public", ("total",)),
    Measure("operating", "机关运行经费", "operating", ("total", "operating")),
    Measure("procurement", "政府采购", "procurement", ("total",)),
    Measure("staff", "在职人员", "staff", ("active",), "count"),
)
SPENDING = COMPARED[:4]
THREE_PUBLIC = (
    Measure("total", "合计", "three_public", ("total",)),
    Measure("overseas", "因公出国（境）", "three_public", ("overseas",)),
    Measure("purchase", "公车购置", "three_public", ("vehicle_purchase",)),
    Measure("operation", "公车运行维护", "three_public", ("vehicle_operation",)),
    Measure("reception", "公务接待", "three_public", ("reception",)),
    Measure("owned", "公车保有量", "three_public", ("vehicles_owned",), "count"),
    Measure("receptions", "接待批次", "three_public", ("receptions",), "count"),
    Measure("guests", "接待人次", "three_public", ("reception_guests",), "count"),
)
PROCUREMENT = (
    Measure("total", "合计", "procurement", ("total",)),
    Measure("goods", "货物", "procurement", ("goods",)),
    Measure("works", "工程", "procurement", ("works",)),
    Measure("services", "服务", "procurement", ("services",)),
    Measure("sme", "授予（预留）中小企业", "procurement", ("sme",)),
    Measure("sme-share", "中小企业占比", "procurement", ("sme",), "share"),
    Measure("micro", "其中小微企业", "procurement", ("micro",)),
)
STAFF = (
    Measure("posts", "编制数", "staff", ("authorized_posts",), "count"),
    Measure("headcount", "实有人数", "staff", ("headcount",), "count"),
    Measure("active", "在职", "staff", ("active",), "count"),
    Measure("retired", "退休", "staff", ("retired",), "count"),
    Measure("veteran", "离休", "staff", ("veteran_retired",), "count"),
    Measure("offices", "内设机构", "staff", ("offices",), "count"),
)


#: The measures that stand together somewhere: in the comparison, in a topic.
GROUPS = {"compare": COMPARED, "three-public": THREE_PUBLIC, "procurement": PROCUREMENT, "staff": STAFF}


def find_measures(kind: str, entries: Sequence[Entry], measures: Sequence[Measure]) -> dict[str, Entry]:
    """The figures of one report by the name of their measure, as far as it states them."""
    found = ((each.name, each.find(kind, entries)) for each in measures)
    return {name: entry for name, entry in found if entry}
