"""Markdown from templates in which nothing of the data may act as markup, neither of Markdown nor of HTML."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from disclosure.publish.facts.ledger import Entry
from disclosure.publish.rendering.template import keep_compiled
from disclosure.publish.words import labels

#: Characters that Markdown, its extensions or HTML could take for markup; a reference to the character is none.
_RISKY = re.compile(r"[\\`*_{}\[\]<>&|\"#~^=$!]|(?<![0-9A-Za-z])[-+](?![0-9])|(?<=[0-9])[.](?![0-9])")
#: 1 亿元 in 元
_HUNDRED_MILLION = 100_000_000
_SPACE = re.compile(r"\s+")
_LINK = re.compile(r"\[([^\]\[]*)\]\([^()\s]*\)")
_BLANK = re.compile(r"\n{3,}")
_MARKS = re.compile(r"\*\*|\{[:#.][^{}]*\}")


def escape_markdown(value: object) -> Markup:
    """Words as Markdown that shows exactly these words, on one line; what is Markdown of ours already stays."""
    if isinstance(value, Markup):
        return value
    words = _SPACE.sub(" ", str(value)).strip()
    return Markup(_RISKY.sub(lambda match: f"&#{ord(match[0])};", words))  # noqa: S704 - escaped just now


def escape_address(value: object) -> Markup:
    """An address below the site, as the target of a link."""
    return Markup(quote(str(value), safe="/#._-~"))  # noqa: S704 - no markup is left


def show_hundred_million(entry: Entry) -> str:
    """An amount of 1 亿元 and more in 亿元 as well, in brackets; nothing for a smaller one."""
    return f"（约 {entry.value / _HUNDRED_MILLION:,.2f} 亿元）" if entry.value >= _HUNDRED_MILLION else ""


def strip_markdown(text: str) -> str:
    """The words of Markdown of ours: without links, marks and references."""
    return html.unescape(_MARKS.sub("", _LINK.sub(r"\1", str(text)))).strip()


@cache
def _environment() -> Environment:
    # what is escaped for Markdown is Markup, which HTML's escaping leaves as it is
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
        autoescape=True,
        finalize=escape_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["hundred_million"] = show_hundred_million
    environment.filters["address"] = escape_address
    environment.globals["labels"] = labels
    return environment


def keep_markdown(folder: Path) -> None:
    """Keep the templates of this module as they are compiled in ``folder``, which may be deleted."""
    keep_compiled(_environment(), folder, "markdown")


def render_markdown(name: str, /, **context: Any) -> Markup:
    """The template ``name`` filled with ``context``: no white space at line ends, no more than one empty line. It is
    used in another template without escaping."""
    text = _environment().get_template(name).render(**context)
    lines = "\n".join(line.strip() for line in text.splitlines())
    return Markup(_BLANK.sub("\n\n", lines).strip() + "\n")  # noqa: S704 - its values were escaped
