"""Search without a server: small lists of all names (titles.py), and Pagefind's index over the words of the pages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from disclosure.errors import DisclosureError
from disclosure.publish.digest import UnitDigest
from disclosure.publish.titles import write_titles
from disclosure.store import Layout

#: What would drown the words of a page: figures, and what is the same on every page.
_NOT_INDEXED = "table, .single, .zeros, figure, nav, form, template, button, .evidence, .report-files, .hint, .tools"
#: Terms are found by the list of names, the home page has only what others have; English pages have few words of
#: interest to a search in Chinese.
_INDEXED = (
    "{about/index.html,contribute/index.html,data/index.html,method/index.html,findings/index.html,"
    "findings/**/index.html,topics/**/index.html,units/**/index.html}"
)
#: What Pagefind writes for interfaces of its own; ours is docs/javascripts/search.js.
_NOT_SERVED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")


def write_search(layout: Layout, units: Sequence[UnitDigest], site: Path) -> None:
    """Index a built site. Raises DisclosureError if Pagefind cannot."""
    write_titles(layout, units, site)
    command = [
        sys.executable, "-m", "pagefind_bin_extended", "--site", str(site), "--root-selector", "article",
        "--exclude-selectors", _NOT_INDEXED, "--force-language", "zh-cn", "--glob", _INDEXED, "--quiet",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode or not (site / "pagefind" / "pagefind.js").is_file():
        raise DisclosureError(
            f"Pagefind could not index the pages: {(done.stderr + done.stdout).strip()[-600:]}",
            file=str(site),
            remedy="install the packages of requirements.lock; nothing was replaced",
        )
    for path in (site / "pagefind").iterdir():
        if path.name.startswith(_NOT_SERVED):
            path.unlink()
