"""Search without a server: small lists of all names (titles.py), and Pagefind's index over the words of the pages."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from disclosure.errors import DisclosureError
from disclosure.package.editions.distribution import copy_files
from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.search.titles import write_titles
from disclosure.reference import Reference
from disclosure.shelf import Shelf, make_key
from disclosure.store import Layout, fill_file

#: What would drown the words of a page: figures, and what is the same on every page.
NOT_INDEXED = "table, .single, .zeros, figure, nav, form, template, button, .evidence, .report-files, .hint, .tools"
#: Hand-written pages that are indexed, and folders of generated ones. Terms are found by the list of names, the home
#: page has only what others have; English pages have few words of interest to a search in Chinese.
_WRITTEN, _FOLDERS = ("about", "contribute", "data", "method", "findings", "units"), ("findings", "topics", "units")
_INDEXED = (
    f"{{{','.join([*(f'{name}/index.html' for name in _WRITTEN), *(f'{name}/**/index.html' for name in _FOLDERS)])}}}"
)
#: Elements that are not indexed and in which there is never another of their kind.
_CUT = re.compile(r'<(table|template|nav|figure|form)\b.*?</\1>|<details class="evidence".*?</details>', re.DOTALL)
#: Where the index is, below the site.
_INDEX = "pagefind"
#: What Pagefind writes for interfaces of its own; ours is docs/javascripts/search.js.
_NOT_SERVED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")


def strip_page(html: str) -> str:
    """A page as the search takes it: the title and the article without its tables and quotes, which are most of it and
    of which nothing is indexed. The index is the same."""
    title = html[html.find("<title>") : html.find("</title>")]
    article = html[html.find("<article") : html.rfind("</article>")]
    return f"<!doctype html><html><head>{title}</title></head><body>{_CUT.sub('', article)}</article></body></html>"


def write_search(layout: Layout, reference: Reference, units: Sequence[UnitDigest], site: Path, indexed: Path) -> None:
    """Index a built site: its generated pages are below ``indexed`` as strip_page makes them, which is added to. The
    index of the same words is kept from build to build. Raises DisclosureError if Pagefind cannot."""
    write_titles(layout, reference, units, site)
    for name in _WRITTEN:
        path = Path(name) / "index.html"
        if (site / path).is_file():
            fill_file(indexed / path, strip_page((site / path).read_text(encoding="utf-8")).encode("utf-8"))
    shelf = Shelf(layout.root / "build" / "index")
    paths = sorted(indexed.rglob("*.html"))
    key = make_key(part for path in paths for part in (path.relative_to(indexed).as_posix(), path.read_bytes()))
    made = shelf.make(key, lambda folder: _index_pages(indexed, folder))
    copy_files(made / _INDEX, site / _INDEX)
    shelf.sweep({key})


def _index_pages(indexed: Path, folder: Path) -> None:
    """Put the index of the pages below ``indexed`` into ``folder``, in pagefind/."""
    command = [
        sys.executable, "-m", "pagefind_bin_extended", "--site", str(indexed), "--output-path", str(folder / _INDEX),
        "--root-selector", "article", "--exclude-selectors", NOT_INDEXED, "--force-language", "zh-cn",
        "--glob", _INDEXED, "--quiet",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode or not (folder / _INDEX / "pagefind.js").is_file():
        raise DisclosureError(
            f"Pagefind could not index the pages: {(done.stderr + done.stdout).strip()[-600:]}",
            file=str(indexed),
            remedy="install the packages of requirements.lock; nothing was replaced",
        )
    for path in (folder / _INDEX).iterdir():
        if path.name.startswith(_NOT_SERVED):
            path.unlink()
