"""HTML from templates in which every value is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from disclosure.publish.facts.evidence import mark_quote
from disclosure.publish.rendering.columns import label_cells
from disclosure.publish.tables.passages import list_passages
from disclosure.publish.words import labels


@cache
def _environment() -> Environment:
    folder = Path(__file__).parents[1] / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["place"] = labels.name_place
    environment.filters["form"] = labels.name_form
    environment.filters["marked"] = mark_quote
    environment.filters["passages"] = list_passages
    environment.filters["cards"] = label_cells
    environment.globals["labels"] = labels
    return environment


def render(name: str, /, **context: Any) -> str:
    """The template ``name`` filled with ``context``, on few lines: white space at line ends and starts is dropped."""
    text = _environment().get_template(name).render(**context)
    return "\n".join(line for line in (line.strip() for line in text.splitlines()) if line) + "\n"
