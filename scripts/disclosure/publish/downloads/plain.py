"""The site for programs that read text: llms.txt, and llms-full.txt with every table and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from disclosure.package.editions.about import cite, split_languages
from disclosure.package.editions.packing import name_file
from disclosure.package.versions.publisher import Publisher
from disclosure.store import fill_file

#: Tables to begin with, the most useful first.
_FIRST = (
    "headlines", "spending_by_function", "spending_by_economic", "spending_by_project", "spending_by_subunit",
    "income_by_source", "breakdown_totals", "findings_wide", "facts",
)  # fmt: skip
_RULES = """\
- Amounts are in yuan. An empty cell means that the document does not state the figure; it is never zero.
- Add up `spending_by_function`, `spending_by_economic`, `spending_by_project`, `spending_by_subunit` and
  `income_by_source`: no two rows of a report share money. Never add up `facts`: a figure stated twice has two rows.
- `breakdown_totals` states for each report what the lines add up to, what is unexplained, and which share of all
  spending they are (`share_of_whole`): many final accounts list functions for the general public budget alone.
- Do not add budgets (`kind` budget) to final accounts (final), a unit's own report (`scope` unit) to its
  department's, or different phases (approved, adjusted, executed).
- Codes (201, 30101, 650000) are text.
- Every row of `facts` has the quote and the place in the document that prove it. Findings are differences between
  figures of a document, with both sides; they are not accusations.
"""
_PAGES = """\
Answers are Markdown (in Chinese) as well as HTML; each page links to the others:

- `{base}units/UNIT_ID/index.md`: a unit over the years
- `{base}units/UNIT_ID/YEAR/index.md`: what it spent in a year, on what, why more or less than before
- `{base}units/UNIT_ID/projects/PROJECT/index.md`: a project over the years; units and years link to them

`UNIT_ID` and `YEAR` are in [units.csv]({base}downloads/units.csv) and [reports.csv]({base}downloads/reports.csv).
"""


def write_plain(descriptor: Mapping[str, Any], site: Path, base: str, publisher: Publisher) -> None:
    """Write llms.txt and llms-full.txt below ``site`` from the descriptor of the package; ``base`` is the site's
    address, empty where unknown."""
    english, chinese = split_languages(str(descriptor["description"]))
    head = (
        f"# {publisher.full}\n\n> {english}\n> {chinese}\n\nVersion {descriptor['version']}. Cite: {cite(descriptor)}\n"
    )
    links = [
        ("Units", "en/units/", "every unit with the headline figures of its newest report"),
        ("Data page", "data/", "editions, columns, rules"),
        ("Questions", "questions/", "questions that the data answers, each with one query"),
        ("Changes", "changes/", "versions of the data"),
        ("Descriptor", "datapackage.json", "Data Package v2 with every column"),
        ("Zip", "downloads/open-books.zip", "all tables as CSV"),
        ("JSON", "downloads/api/index.json", "index of units and reports"),
        ("All columns as text", "llms-full.txt", "this page with every table and column"),
    ]
    pages = _PAGES.format(base=base)
    listed = "\n".join(f"- [{name}]({base}{path}): {words}" for name, path, words in links)
    resources = {each["name"]: each for each in descriptor["resources"]}
    first = "\n".join(_link(resources[name], base) for name in _FIRST if name in resources)
    parts = {"Rules": _RULES, "Where things are": f"{listed}\n", "Pages as Markdown": pages}
    text = "\n".join([head, *(f"## {title}\n\n{words}" for title, words in parts.items())])
    text = f"{text}\n## Tables to begin with\n\n{first}\n"
    fill_file(site / "llms.txt", text.encode("utf-8"))
    columns = "\n".join(_describe(each) for each in descriptor["resources"])
    fill_file(site / "llms-full.txt", f"{text}\n## Every table\n\n{columns}".encode())


def _link(resource: Mapping[str, Any], base: str) -> str:
    return f"- [{resource['name']}]({base}downloads/{name_file(resource['name'])}): {resource['title']}"


def _describe(resource: Mapping[str, Any]) -> str:
    key = ", ".join(_as_list(resource["schema"].get("primaryKey", ())))
    rows = f" A row: {resource['description_en']}" if "description_en" in resource else ""
    lines = [f"### {resource['name']}: {resource['title']}", "", f"Key: {key}.{rows}", ""]
    for field in resource["schema"]["fields"]:
        allowed = field.get("constraints", {}).get("enum")
        values = f" One of: {', '.join(map(str, allowed))}." if allowed else ""
        lines.append(f"- `{field['name']}` ({field['type']}): {field['description_en']}{values}")
    return "\n".join([*lines, ""])


def _as_list(names: Sequence[str] | str) -> Sequence[str]:
    return [names] if isinstance(names, str) else names
