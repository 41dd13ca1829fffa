"""The columns of every table of a report, in order, and facts as rows of them."""

from __future__ import annotations

from disclosure.model import DetailKind

FACTS = (
    "report_id", "fact", "statement", "direction", "item", "functional_code", "functional_name",
    "economic_code", "economic_name", "fund", "expenditure_type", "project", "phase", "measure", "basis",
    "value", "value_unit", "reported", "reported_unit", "form", "place", "quote",
)  # fmt: skip
FORMS = ("report_id", "form", "title", "place")
TEXTS = ("report_id", "text", "statement", "item", "functional_code", "project", "role", "content", "place")
PROJECTS = (
    "report_id", "project", "name", "supervisor", "implementer", "period_start", "period_end", "total_score", "code",
    "parent",
)  # fmt: skip
INDICATORS = (
    "report_id", "project", "indicator", "level1", "level2", "level3", "target", "target_operator",
    "target_value", "target_unit", "actual", "actual_value", "actual_unit", "completion", "prior", "weight",
    "score", "target_basis", "rule", "evidence", "deviation", "place",
)  # fmt: skip
FINDINGS = (
    "report_id", "finding", "check", "outcome", "severity", "message_zh", "message_en", "expected", "stated",
    "difference", "value_unit", "fact_numbers", "sentences",
)  # fmt: skip
CHECKS = ("report_id", "check", "outcome", "tested")
#: figures by section and outcome: outcome is fact, ignored or unread; reason a key of vocabulary/ignores.yml,
#: or what a reader did not read: a SkipKind
COVERAGE = ("report_id", "section", "outcome", "reason", "figures")
#: Columns with another name than the attribute of the record that fills them: in the tables, where records of all kinds
#: meet, a name has one meaning.
ATTRIBUTES = {"value_unit": "unit", "target_basis": "basis", "fact_numbers": "facts"}
#: resource name -> columns; the order is that of the descriptor
TABLES = {
    "facts": FACTS, "forms": FORMS, "texts": TEXTS, "projects": PROJECTS, "indicators": INDICATORS,
    "findings": FINDINGS, "checks": CHECKS, "coverage": COVERAGE,
}  # fmt: skip

#: What the rows of details have in front of and behind the columns that they share with facts.
_HEAD = ("report_id", "detail", "fact")
_SHARED = FACTS[2:]
#: What meetings, trainings and things to be bought are not classified by: no list of them has such a column.
_CLASSIFICATIONS = ("functional_code", "functional_name", "economic_code", "economic_name", "project")
#: A list of meetings and trainings has one amount each, of all money.
_OF_EVENTS = tuple(name for name in _SHARED if name not in (*_CLASSIFICATIONS, "fund", "expenditure_type", "basis"))
_OF_ASSETS = tuple(name for name in _SHARED if name not in _CLASSIFICATIONS)
#: Tables that a report has a file of only where its document has such figures; a published package has all of them.
DETAILS = {
    "subunit_facts": (
        *_HEAD, "subunit_id", "subunit", "subunit_code", "year", *_SHARED, "government_code", "government_name"
    ),
    "government_class_facts": (*_HEAD, "year", *_SHARED, "government_code", "government_name"),
    "prior_year_facts": (*_HEAD, "year", *_SHARED),
    "purchases": (
        *_HEAD, "project_name", "catalogue", "thing", "quantity", "price", "planned", "mode", "subunit_id",
        "subunit", "subunit_code", "year", *_SHARED, "government_code", "government_name"
    ),
    "events": (*_HEAD, "thing", "planned", "quantity", "year", *_OF_EVENTS),
    "planned_assets": (*_HEAD, "year", *_OF_ASSETS),
    "part_facts": (*_HEAD, "part", "subunit_id", "subunit", "subunit_code", "year", *_SHARED),
}  # fmt: skip
#: The table of each kind of detail.
TABLE_OF_KIND: dict[DetailKind, str] = {
    "subunit": "subunit_facts", "government_class": "government_class_facts", "prior_year": "prior_year_facts",
    "purchase": "purchases", "event": "events", "planned_asset": "planned_assets", "part": "part_facts",
}  # fmt: skip
