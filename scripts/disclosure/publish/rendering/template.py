"""HTML from templates in which every value is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from disclosure.publish.facts.evidence import mark_quote
from disclosure.publish.rendering.columns import label_cells
from disclosure.publish.tables.passages import list_passages
from disclosure.publish.words import labels
from disclosure.shelf import make_key


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


def keep_compiled(environment: Environment, folder: Path, name: str) -> None:
    """Keep templates in ``folder`` as they are compiled, which takes longer than filling them: by their text, in a
    folder named by the key of the program, its libraries and ``name``. Each environment has a name of its own: what
    is compiled depends on its options, which Jinja leaves out of its key."""
    kept = folder / make_key([name])
    kept.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = FileSystemBytecodeCache(str(kept))


def keep_templates(folder: Path) -> None:
    """Keep the templates of this module in ``folder``, which may be deleted."""
    keep_compiled(_environment(), folder, "html")


def render(name: str, /, **context: Any) -> str:
    """The template ``name`` filled with ``context``, on few lines: white space at line ends and starts is dropped."""
    text = _environment().get_template(name).render(**context)
    return "\n".join(line for line in (line.strip() for line in text.splitlines()) if line) + "\n"
