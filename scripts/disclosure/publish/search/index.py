"""Search without a server: small lists of all names (titles.py), and Pagefind's index over the words of the pages.

Pagefind has what it indexes in memory, and indexes all of it anew where one page has changed. So the pages of units
are shared out among several indexes where they are many, each unit to the same one always; the browser merges them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from disclosure.errors import DisclosureError
from disclosure.package.editions.distribution import copy_files
from disclosure.publish.overviews.digest import UnitDigest
from disclosure.publish.search.titles import write_titles
from disclosure.reference import Reference
from disclosure.shelf import Shelf, list_tree, make_key, read_content
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
#: Indexes that are made at the same time; each takes some 150 MB.
_AT_ONCE = 2
#: More pages of units than this are shared out. Of 7,000 pages one index took 910 MB and 14 seconds.
_SHARE_PAGES = 1500
#: Where they are shared out, next to the folder of all pages.
SHARES = "shares"
#: What an index has for the browser that is the same in each.
_OF_ENGINE = (".js", ".css", "wasm.unknown.pagefind")
#: What Pagefind writes for interfaces of its own; ours is docs/javascripts/search.js.
_NOT_SERVED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")


def strip_page(html: str) -> str:
    """A page as the search takes it: the title and the article without its tables and quotes, which are most of it and
    of which nothing is indexed. The index is the same."""
    title = html[html.find("<title>") : html.find("</title>")]
    article = html[html.find("<article") : html.rfind("</article>")]
    return f"<!doctype html><html><head>{title}</title></head><body>{_CUT.sub('', article)}</article></body></html>"


def write_search(layout: Layout, reference: Reference, units: Sequence[UnitDigest], site: Path, indexed: Path) -> None:
    """Index a built site: its generated pages are below ``indexed`` as strip_page makes them, which is added to and
    shared out. The index of the same words is kept from build to build. Raises DisclosureError if Pagefind cannot."""
    for name in _WRITTEN:
        path = Path(name) / "index.html"
        if (site / path).is_file():
            fill_file(indexed / path, strip_page((site / path).read_text(encoding="utf-8")).encode("utf-8"))
    shelf = Shelf(layout.root / "build" / "index")
    folders = [indexed, *_share_out(indexed, count_shares(sum(unit.pages for unit in units)))]
    keys = [make_key(_list_content(folder)) for folder in folders]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        works = [partial(_index_pages, folder) for folder in folders]
        made = list(pool.map(shelf.make, keys, works))
    shelf.sweep(set(keys))
    copy_files(made[0] / _INDEX, site / _INDEX)
    for number, folder in enumerate(made[1:], 1):
        copy_files(folder / _INDEX, site / _INDEX / str(number))
        for path in (site / _INDEX / str(number)).iterdir():
            if path.name.endswith(_OF_ENGINE):
                path.unlink()  # the browser has them from the first index
    write_titles(layout, reference, units, site, shares=len(folders) - 1)


def count_shares(pages: int) -> int:
    """Among how many indexes the pages of units are shared out; 0 where one for all pages is enough. It is a power of
    two, so that it seldom changes: with it all units change theirs."""
    return 1 << (-(-pages // _SHARE_PAGES) - 1).bit_length() if pages > _SHARE_PAGES else 0


def _share_out(indexed: Path, count: int) -> list[Path]:
    """Move the pages of each unit below ``indexed`` into a folder of its share."""
    folders = [indexed.parent / SHARES / str(number) for number in range(1, count + 1)]
    for folder in folders:
        (folder / "units").mkdir(parents=True)
    for unit in sorted((indexed / "units").iterdir()) if count else ():
        if unit.is_dir():
            unit.rename(folders[number_share(unit.name, count)] / "units" / unit.name)
    return folders


def number_share(unit_id: str, count: int) -> int:
    """The share that a unit belongs to, counted from 0; docs/javascripts/names.js reckons the same."""
    value = 0
    for sign in unit_id:
        value = (value * 257 + ord(sign)) % 65521
    return value % count


def _list_content(folder: Path) -> Iterator[bytes | str]:
    """The address and the content of every page below a folder."""
    for path in list_tree(folder):
        yield path[len(str(folder)) :]
        yield read_content(path)


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
