"""The thin seam to MkDocs, which renders the hand-written pages: puts tables and charts into them.

In such a page ``<!-- fragment: ID -->`` is the place of a table or a chart, which need not pass through Markdown. It is
the file ``ID.html`` in the folder named by $DISCLOSURE_FRAGMENTS (build/fragments of the checkout if it is not set).
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.exceptions import PluginError


def _load_file(path: Path) -> ModuleType:
    """The module in one file of the program: importing it by its package would load the whole program."""
    spec = importlib.util.spec_from_file_location(f"disclosure_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise PluginError(f"{path} is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_link_terms = _load_file(Path(__file__).parent / "words" / "terms.py").link_terms

_MARK = re.compile(r"<!-- fragment: ([a-z0-9/_-]+) -->")
_GLOSSARY = "glossary.md"


def _folder(config: Any) -> Path:
    named = os.environ.get("DISCLOSURE_FRAGMENTS")
    return Path(named) if named else Path(config["config_file_path"]).parent / "build" / "fragments"


def _fill(html: str, folder: Path, page: str) -> str:
    return _MARK.sub(lambda match: _read(match[1], folder, page), html)


def _read(name: str, folder: Path, page: str) -> str:
    try:
        return (folder / f"{name}.html").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PluginError(f"{page}: no fragment {name}; build the site with `disclosure site`") from None


def on_config(config: Any) -> Any:
    """Take over the names of the site."""
    try:
        names = json.loads((_folder(config) / "publisher.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PluginError("the site has no name; build it with `disclosure site`") from None
    config["site_name"], config["site_description"] = names["full"], names["description"]
    config["extra"]["publisher"] = names
    config["extra"]["stylesheet"] = names["stylesheet"]
    return config


def on_post_page(output: str, *, page: Any, config: Any) -> str:
    """Insert tables and charts into the finished page."""
    language = page.meta.get("lang", "zh-CN")
    folder, path = _folder(config), page.file.src_path
    output = _fill(output, folder, path)
    if language != "zh-CN" or path == _GLOSSARY:
        return output
    start, end = output.find("<article"), output.rfind("</article>")
    if start < 0:
        return output
    root = "../" * page.url.count("/") or "./"
    linked: str = _link_terms(output[start:end], _load_terms(folder), root)
    return output[:start] + linked + output[end:]


@cache
def _load_terms(folder: Path) -> Mapping[str, str]:
    terms: dict[str, str] = json.loads((folder / "terms.json").read_text(encoding="utf-8"))
    return terms
