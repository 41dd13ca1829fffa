"""Search without a server: a small list of all names, and Pagefind's index over the words of the pages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from disclosure.errors import DisclosureError
from disclosure.publish.digest import UnitDigest
from disclosure.store import Layout, read_csv

#: What would drown the words of a page: figures, and what is the same on every page.
_NOT_INDEXED = "table, .single, .zeros, figure, nav, form, template, button, .evidence, .report-files, .hint, .tools"
#: Terms are found by the list of names; English pages have few words of interest to a search in Chinese.
_INDEXED = (
    "{index.html,about/index.html,contribute/index.html,data/index.html,method/index.html,findings/index.html,"
    "findings/**/index.html,topics/**/index.html,units/**/index.html}"
)
#: What Pagefind writes for interfaces of its own; ours is docs/javascripts/search.js.
_NOT_SERVED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")


def write_search(layout: Layout, units: Sequence[UnitDigest], site: Path) -> None:
    """Index a built site. Raises DisclosureError if Pagefind cannot."""
    names = json.dumps(list_titles(layout, units), ensure_ascii=False, separators=(",", ":"))
    (site / "search" / "titles.json").write_bytes(names.encode("utf-8") + b"\n")
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


def list_titles(layout: Layout, units: Sequence[UnitDigest]) -> dict[str, Any]:
    """Every name of every unit, every term, and what people call them."""
    named = [
        {"id": unit.unit.unit_id, "name": unit.unit.name, "names": list(unit.names), "region": unit.region.name,
         "years": unit.years}
        for unit in units
    ]  # fmt: skip
    synonyms = load_synonyms()
    rows = [(row["code"], row) for row in read_csv(layout.reference / "statements.csv")]
    rows += [(f"{row['statement']}-{row['item']}", row) for row in read_csv(layout.reference / "concepts.csv")]
    terms = [
        {"id": anchor, "name": row["label_zh"], "definition": row["definition_zh"],
         "words": [word for word, means in synonyms.items() if any(meant in row["label_zh"] for meant in means)]}
        for anchor, row in rows
    ]  # fmt: skip
    return {"units": named, "terms": terms, "synonyms": list(synonyms.items())}


def load_synonyms() -> dict[str, list[str]]:
    """What readers type -> the words of the documents."""
    path = Path(__file__).parent / "synonyms.yml"
    loaded: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded
