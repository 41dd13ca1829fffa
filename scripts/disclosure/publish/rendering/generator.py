"""Rendering pages: the one place, with the template theme/main.html, that knows how a page becomes HTML.

Generated pages are rendered here, each with the part it belongs to, so that a page that did not change is not rendered
again. Hand-written pages are rendered by MkDocs, with the same template: hook.py gives it what it lacks.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jinja2
import yaml
from markdown import Markdown

from disclosure.errors import DescriptionError
from disclosure.package.versions.publisher import Publisher
from disclosure.publish.rendering.markdown import keep_markdown
from disclosure.publish.rendering.page import Page
from disclosure.publish.rendering.template import keep_compiled, keep_templates
from disclosure.publish.words.terms import link_terms

_THEME = Path(__file__).parents[1] / "theme"
_MARK = re.compile(r"<!-- fragment: ([a-z0-9/_-]+) -->")


@dataclass(frozen=True)
class _Item:
    """An entry of the navigation: a page, or a section with pages."""

    title: str
    url: str = ""
    children: tuple[_Item, ...] = ()

    @property
    def is_section(self) -> bool:
        return bool(self.children)

    @property
    def is_page(self) -> bool:
        return not self.children

    @property
    def is_homepage(self) -> bool:
        return self.is_page and not self.url


class Generator:
    """Renders pages as the site of the checkout at ``root`` has them; ``base`` is its address, empty where unknown.

    Raises DescriptionError where mkdocs.yml is missing or is not what this program needs.
    """

    def __init__(self, root: Path, publisher: Publisher, base: str) -> None:
        self._file = root / "mkdocs.yml"
        try:
            self._settings: Mapping[str, Any] = _load_settings(self._file)
            self.pages = frozenset(_list_paths(self._settings["nav"]))
            self._nav = tuple(map(_read_item, self._settings["nav"]))
            self._extensions = [_name(each) for each in self._settings["markdown_extensions"]]
            self._theme = self._settings["theme"]
        except (OSError, KeyError, TypeError, ValueError, AttributeError, AssertionError, yaml.YAMLError) as error:
            raise DescriptionError(
                f"cannot be read: {error}", file=str(self._file), remedy="restore it from the repository"
            ) from None
        self._compiled = root / "build" / "templates"
        keep_templates(self._compiled)
        keep_markdown(self._compiled)
        self._names = publisher.list_names()
        self._base = f"{base.rstrip('/')}/" if base else ""

    @property
    def key(self) -> str:
        """What pages depend on, apart from the program and from what is in them."""
        return repr((self._settings, os.environ.get("REPO_URL", ""), self._names, self._base, find_stylesheet()))

    def render(self, page: Page, terms: Mapping[str, str]) -> str:
        """A page as HTML with the terms linked, its drawings still marks."""
        article, contents = page.article, page.front.get("contents", [])
        if page.markdown:
            article, contents = self._render_markdown(page.markdown)
            article = _MARK.sub(lambda match: page.fragments[match[1]], article)
        front = {**page.front, "contents": contents}
        content = link_terms(article, terms, page.root)
        canonical = f"{self._base}{page.address}" if self._base else ""
        told = {"meta": front, "url": page.address, "content": content, "canonical_url": canonical}
        html = self._template.render(
            page=told, config=self._config, nav=self._nav, base_url=page.root.rstrip("/") or ".", root=page.root
        )
        return _MARK.sub(lambda match: page.fragments[match[1]], html)

    def _render_markdown(self, text: str) -> tuple[str, list[dict[str, str]]]:
        markdown = self._markdown.reset()
        html = markdown.convert(text)
        tokens = markdown.toc_tokens
        below = tokens[0]["children"] if tokens else []
        return html, [{"url": f"#{each['id']}", "title": each["name"]} for each in below]

    @cached_property
    def _markdown(self) -> Markdown:
        configs = {name: settings for name, settings in self._extensions if settings}
        return Markdown(extensions=["toc", *(name for name, _ in self._extensions)], extension_configs=configs)

    @cached_property
    def _config(self) -> Mapping[str, Any]:
        return {
            "site_name": self._names["full"], "site_description": self._names["description"], "site_url": self._base,
            "repo_url": os.environ.get("REPO_URL", ""), "copyright": self._settings["copyright"],
            "extra_css": self._settings["extra_css"], "theme": self._theme,
            "extra": {"publisher": self._names, "stylesheet": find_stylesheet()},
        }  # fmt: skip

    @cached_property
    def _template(self) -> jinja2.Template:
        # as MkDocs does it: titles are escaped where the template says so, articles were escaped when they were made
        loader = jinja2.FileSystemLoader(_THEME)
        environment = jinja2.Environment(loader=loader, autoescape=False, trim_blocks=True, lstrip_blocks=True)  # noqa: S701
        environment.filters["url"] = _lead_to
        keep_compiled(environment, self._compiled, "frame")
        return environment.get_template("main.html")


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml as MkDocs does; loading what that has for it takes a tenth of a second."""


def _read_variable(loader: _Loader, node: yaml.Node) -> object:
    """``!ENV [NAME, DEFAULT]`` as the value of a variable of the environment."""
    assert isinstance(node, yaml.SequenceNode)
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _read_variable)


def _load_settings(path: Path) -> Mapping[str, Any]:
    settings: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    return settings


@jinja2.pass_context
def _lead_to(context: jinja2.runtime.Context, address: str) -> str:
    """The way from the page that is rendered to an address below the site's root."""
    return str(context["base_url"]) if address == "." else f"{context['root']}{address}"


def find_stylesheet() -> str:
    """The style sheet of the theme, below the site's root: its name has a sum of its content."""
    found = find_spec("material")
    folder = Path(found.origin).parent / "templates" if found and found.origin else Path()
    names = sorted(path.name for path in (folder / "assets" / "stylesheets").glob("main.*.min.css"))
    return f"assets/stylesheets/{names[0]}" if names else ""


def _list_paths(nav: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The pages that a navigation names, below docs/."""
    for entry in nav:
        for target in entry.values():
            if isinstance(target, str):
                yield target
            else:
                yield from _list_paths(target)


def _read_item(entry: Mapping[str, Any]) -> _Item:
    ((title, target),) = entry.items()
    if isinstance(target, str):
        return _Item(title, re.sub(r"(^|/)index\.md$", r"\1", target).replace(".md", "/"))
    return _Item(title, children=tuple(map(_read_item, target)))


def _name(extension: str | Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """An extension of Markdown with its settings."""
    if isinstance(extension, str):
        return extension, {}
    ((name, settings),) = extension.items()
    return name, settings
