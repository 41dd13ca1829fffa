"""The hand-written pages: MkDocs renders them, and what it made is kept until one of its inputs changes.

What MkDocs renders has marks, ``<!-- fragment: ID -->``, in the place of tables and charts: these are made of the data,
need not pass through Markdown, and are put in afterwards, as are the links of terms. So a change of the data alone
does not start MkDocs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from disclosure.errors import DisclosureError
from disclosure.package.versions.publisher import Publisher
from disclosure.publish.rendering.front import dump_front
from disclosure.publish.rendering.generator import find_stylesheet
from disclosure.publish.words.terms import link_terms
from disclosure.shelf import Shelf, list_packages, list_tree, make_key
from disclosure.store import Layout, fill_file

#: How much of MkDocs' complaint an error shows, in lines.
_MOST_LINES = 20
_MARK = re.compile(r"<!-- fragment: ([a-z0-9/_-]+) -->")
#: Pages in Chinese are linked to the glossary, which is not linked to itself.
_CHINESE, _GLOSSARY = '<html lang="zh-CN"', "glossary.md"
#: What MkDocs may take from the environment.
_VARIABLES = ("SITE_URL", "REPO_URL")
#: Any day: what MkDocs would date is written anew (the list of pages).
_DAY = "315532800"


class WrittenPages:
    """The hand-written pages of a checkout, as MkDocs renders them. ``named`` are pages that the navigation names,
    below docs/; of those that are generated MkDocs gets an empty file, and what it makes of it is replaced."""

    def __init__(self, layout: Layout, publisher: Publisher, named: Collection[str]) -> None:
        self._layout = layout
        self._generated = sorted(name for name in named if self._is_generated(layout.docs / name))
        self._names = json.dumps({**publisher.list_names(), "stylesheet": find_stylesheet()}, ensure_ascii=False)
        self._shelf = Shelf(layout.root / "build" / "written")

    def render(self) -> Path:
        """The folder with what MkDocs makes of them, the marks in their places. Raises DisclosureError if it refuses
        one."""
        self._lay_out()
        key = make_key(self._list_inputs())
        made = self._shelf.make(key, lambda folder: run_mkdocs(self._layout, folder / "site"))
        self._shelf.sweep({key})
        return made / "site"

    def finish(self, rendered: Path, site: Path, fragments: Mapping[str, str], terms: Mapping[str, str]) -> None:
        """Put what ``render`` has made below ``site``, which must be new, with fragments by id and links of terms.

        Raises DisclosureError where a page has the mark of a fragment that does not exist.
        """
        shutil.copytree(rendered, site)  # no second names: files of a site are written into
        for path in self._list_pages():
            page = site / _address(path) / "index.html"
            if page.is_file():
                html = self._fill(page.read_text(encoding="utf-8"), path, fragments, terms)
                fill_file(page, html.encode("utf-8"))

    def _fill(self, html: str, path: str, fragments: Mapping[str, str], terms: Mapping[str, str]) -> str:
        missing = [name for name in _MARK.findall(html) if name not in fragments]
        if missing:
            raise DisclosureError(
                f"there is no fragment {missing[0]}",
                file=str(self._layout.docs / path),
                remedy="correct the mark; nothing was replaced",
            )
        html = _MARK.sub(lambda match: fragments[match[1]], html)
        start, end = html.find("<article"), html.rfind("</article>")
        if path == _GLOSSARY or _CHINESE not in html or start < 0:
            return html
        root = "../" * _address(path).count("/") or "./"
        return html[:start] + link_terms(html[start:end], terms, root) + html[end:]

    def _is_generated(self, path: Path) -> bool:
        return any(path.is_relative_to(folder) for folder in self._layout.generated)

    def _list_pages(self) -> Iterator[str]:
        """The hand-written pages, below docs/."""
        for path in map(Path, list_tree(self._layout.docs)):
            if path.suffix == ".md" and not self._is_generated(path):
                yield path.relative_to(self._layout.docs).as_posix()

    def _lay_out(self) -> None:
        """Put the names of the site where the hook looks for them, and an empty file for each generated page that the
        navigation names. Nothing old stays."""
        for folder in self._layout.generated:
            shutil.rmtree(folder, ignore_errors=True)
        for name in self._generated:
            fill_file(self._layout.docs / name, dump_front({"title": name}).encode("utf-8"))
        fill_file(_find_names(self._layout), self._names.encode("utf-8"))

    def _list_inputs(self) -> Iterator[bytes | str]:
        yield from (f"{name}={os.environ.get(name, '')}" for name in _VARIABLES)
        yield from list_packages()
        yield self._names
        root = self._layout.root
        room = root / "scripts" / "disclosure" / "publish"
        listed = [*list_tree(room / "theme"), *list_tree(self._layout.docs)]
        for path in (root / "mkdocs.yml", room / "hook.py", *map(Path, listed)):
            if path.is_file():
                yield path.relative_to(root).as_posix()
                yield path.read_bytes()


def _address(path: str) -> str:
    """The address of a page below the site, by its path below docs/."""
    return re.sub(r"(^|/)index\.md$", r"\1", path).replace(".md", "/")


def _find_names(layout: Layout) -> Path:
    return layout.root / "build" / "names.json"


def run_mkdocs(layout: Layout, site: Path) -> None:
    """Render the pages that lie ready below docs into ``site``, with the names that lie ready below build. Raises
    DisclosureError if MkDocs refuses one."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": _DAY,
        "DISCLOSURE_NAMES": str(_find_names(layout)),
        "PYTHONIOENCODING": "utf-8",
        "TZ": "UTC",
    }
    done = subprocess.run(command, cwd=layout.root, env=environment, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        said = (done.stderr + done.stdout).strip().splitlines()[-_MOST_LINES:]
        raise DisclosureError(
            "MkDocs refused the pages:\n  " + "\n  ".join(said),
            file=str(layout.root / "mkdocs.yml"),
            remedy="correct the page it names; nothing was replaced",
        )
    # the theme's scripts are not used (theme/main.html)
    shutil.rmtree(site / "assets" / "javascripts", ignore_errors=True)
    for path in (site / "assets").rglob("*.map"):
        path.unlink()
