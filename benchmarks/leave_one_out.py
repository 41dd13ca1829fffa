"""What is read of a place whose own words are not known: terms that only its documents use are left out.

Usage: python benchmarks/leave_one_out.py FOLDER... Each folder holds documents named PLACE-rest.pdf (or .html). All are
read once to record which terms each place uses. For every place the documents are read again without the terms and row
labels that no other place uses, and the facts that are left are counted: how a form that is new is read.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from disclosure.errors import DisclosureError
from disclosure.model import Document, Parsed, Report
from disclosure.parse import parse_report, report
from disclosure.parse.identify import identify_report
from disclosure.parse.stream import fold
from disclosure.parse.terms.term import Terms, Unknown
from disclosure.parse.vocabulary import load_vocabulary
from disclosure.parse.words import Vocabulary
from disclosure.read import read_document
from disclosure.reference import Reference, load_reference, normalize_name

_YEAR = re.compile(r"20\d\d")
REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"


class RecordedTerms(Terms):
    """Terms that record which of their words are used."""

    def split(self, text: str, place: str) -> list[str] | Unknown:
        """As of Terms; the words are kept in ``used``."""
        found = super().split(text, place)
        if isinstance(found, list):
            self.used.update(found)
        return found

    @property
    def used(self) -> set[str]:
        """The words used so far."""
        return self.__dict__.setdefault("_used", set())


def describe(name: str, document: Document, reference: Reference) -> Report:
    """The document as a report; where it does not name its year, kind or unit, as its file name says."""
    try:
        found = identify_report(document, reference)
    except DisclosureError:
        year = _YEAR.search(name)
        return Report(
            "unknown", int(year.group()) if year else 2026, "final" if "final" in name else "budget", "", "", ()
        )
    return Report("unknown", found.year, found.kind, found.title, found.unit_name, ())


def parse_with(words: Vocabulary, document: Document, described: Report, reference: Reference) -> Parsed:
    """Parse with another vocabulary than the program's own."""
    kept = report.load_vocabulary
    report.load_vocabulary = lambda: words  # type: ignore[assignment]
    try:
        return parse_report([document], described, reference)
    finally:
        report.load_vocabulary = kept


def leave_out(words: Vocabulary, terms: Iterable[str], own: str, others: str) -> Vocabulary:
    """The vocabulary without ``terms``, and without row labels that are in the text ``own`` and not in ``others``."""
    left, grids = frozenset(terms), words.grids
    kept = {place: {w: m for w, m in each.items() if w not in left} for place, each in grids.terms.by_place.items()}
    rows = {
        group: {name: label for name, label in labels.items() if name not in own or name in others}
        for group, labels in grids.rows.items()
    }
    return replace(words, grids=replace(grids, terms=Terms(kept, grids.terms.longest), rows=rows))


def measure(documents: Mapping[str, Document], reference: Reference) -> None:
    """Print for each place how many of its facts are read without its own words."""
    words = load_vocabulary()
    described = {name: describe(name, document, reference) for name, document in documents.items()}
    used: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, str] = defaultdict(str)
    whole: dict[str, int] = defaultdict(int)
    for name, document in documents.items():
        place, terms = name.split("-")[0], RecordedTerms(words.grids.terms.by_place, words.grids.terms.longest)
        recorded = replace(words, grids=replace(words.grids, terms=terms))
        whole[place] += len(parse_with(recorded, document, described[name], reference).facts)
        used[place] |= terms.used
        texts[place] += normalize_name(fold(document.text))
    for place in sorted(used):
        others = set().union(*(used[each] for each in used if each != place))
        left = used[place] - others
        fewer = leave_out(words, left, texts[place], "\n".join(texts[each] for each in texts if each != place))
        own = [name for name in documents if name.split("-")[0] == place]
        facts = sum(len(parse_with(fewer, documents[name], described[name], reference).facts) for name in own)
        print(f"{place}: {facts} of {whole[place]} facts without {len(left)} terms: {' '.join(sorted(left))}")


if __name__ == "__main__":
    paths = [
        path for folder in sys.argv[1:] for path in sorted(Path(folder).iterdir()) if path.suffix in {".pdf", ".html"}
    ]
    measure({path.name: read_document(path) for path in paths}, load_reference(REFERENCE))
