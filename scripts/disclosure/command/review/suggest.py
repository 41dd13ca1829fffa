"""Proposals for the vocabulary: unread figures by the shape of their words, with the line that would teach each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from disclosure.command.building.build import find_folders
from disclosure.command.report.chain import correct_documents, parse_documents, read_all
from disclosure.command.report.reading import describe_documents
from disclosure.command.report.source import SourceIndex
from disclosure.command.terminal.screen import print_heading, print_lines
from disclosure.description import load_report
from disclosure.errors import DescriptionError
from disclosure.model import Figure, Refusal
from disclosure.reference import Reference, load_reference
from disclosure.store import Layout

#: Where the words before a figure begin: behind the last of these.
_BREAKS = re.compile(r"[，。；：、,;:（）()\s0-9%％{}]|其中|分别")
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_BEHIND = re.compile(r"\{n\}[年月日号条项款类]")
#: Less alike than this, no item is proposed: a wrong one would be believed.
_ALIKE = 0.5
#: Prefixes of sections that are tables: there are no words before a cell.
_TABLES = ("form:", "table")
_VOCABULARY = "scripts/disclosure/vocabulary"


@dataclass(frozen=True)
class Suggestion:
    """Figures with the same wording: the proposed line, its file, and the places."""

    section: str
    shape: str
    words: str
    file: str
    line: str
    places: tuple[str, ...]


def suggest_words(layout: Layout, name: str) -> tuple[list[Suggestion], tuple[Refusal, ...]]:
    """Suggestions for a report of the data, or for a document that is not in it yet; most frequent first. And why
    figures of its forms were not read.

    Raises DescriptionError where a report's source is not at hand: it alone holds the words.
    """
    reference = load_reference(layout.reference)
    path = Path(name)
    if path.is_file() and path.name != "report.yml":
        documents = read_all([path])
        report = describe_documents([path], documents, reference)
    else:
        report = load_report(find_folders(layout, [name])[0] / "report.yml")
        paths = SourceIndex(layout).find_all(report)
        if paths is None:
            raise DescriptionError(
                "its source file is not available", file=name, remedy="set DISCLOSURE_SOURCES to its folder"
            )
        documents = correct_documents(report, read_all(paths))
    parsed = parse_documents(report, documents, reference)
    return group_unread(parsed.figures, reference), parsed.refusals


def group_unread(figures: Iterable[Figure], reference: Reference) -> list[Suggestion]:
    """The unread figures by section and shape; a shape is the words before and behind, numbers as {n}."""
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        if figure.outcome == "unread" and figure.text:
            words, shape = ("", "a cell") if figure.section.startswith(_TABLES) else find_shape(figure)
            groups.setdefault((figure.section, words, shape), []).append(figure)
    suggestions = [
        Suggestion(
            section, shape, words, *propose_line(section, words, shape, reference), tuple(f.place for f in found)
        )
        for (section, words, shape), found in groups.items()
    ]
    return sorted(suggestions, key=lambda each: -len(each.places))


def find_shape(figure: Figure) -> tuple[str, str]:
    """The words right before a figure, and its surroundings with every number as {n}."""
    context = "".join(figure.context.split())
    at = _find_in_middle(context, figure.text)
    before, behind = context[:at], context[at + len(figure.text) :]
    words = _BREAKS.split(before)[-1]
    unit = re.split(r"[，。；：、,;:（）()\s0-9]", behind, maxsplit=1)[0][:6]
    return words, f"{words}{{n}}{unit}"


def _find_in_middle(context: str, text: str) -> int:
    """The offset of ``text`` in its context; of several the one nearest the middle."""
    places = [match.start() for match in re.finditer(re.escape(text), context)]
    return min(places, key=lambda at: abs(at + len(text) / 2 - len(context) / 2)) if places else len(context)


def propose_line(section: str, words: str, shape: str, reference: Reference) -> tuple[str, str]:
    """The file of the vocabulary and the line that could go into it; empty where only a look at the document helps."""
    behind = _BEHIND.search(shape)
    if behind:
        return f"{_VOCABULARY}/ignores.yml", f'patterns: ["{words[-4:]}{behind[0]}"]'
    if section.startswith(_TABLES) or not words:
        return "", ""
    best = max(
        ((_liken(words, label), item) for item, label in _list_labels(section, reference).items()), default=(0.0, "")
    )
    item = best[1] if best[0] >= _ALIKE else "?"
    return f"{_VOCABULARY}/labels.yml", f"{section}:  - {{item: {item}, words: [{words}]}}"


def _list_labels(section: str, reference: Reference) -> Mapping[str, str]:
    return {item: c.label_zh for (statement, item), c in reference.concepts.items() if statement == section}


def _liken(words: str, label: str) -> float:
    return SequenceMatcher(None, words, label, autojunk=False).ratio()


def print_suggestions(suggestions: list[Suggestion]) -> None:
    """Print suggestions: the wording, its places, the proposed line, and what to do with it."""
    if not suggestions:
        print_lines("Every figure was understood; there are no suggestions.")
        return
    print_heading(f"{len(suggestions)} shapes of {sum(len(each.places) for each in suggestions)} unread figures")
    for each in suggestions:
        print_lines(f"  {len(each.places)} ×  {each.shape}   [{each.section}]  {', '.join(each.places[:8])}")
        if each.line:
            print_lines(f"       {each.file}", f"       {each.line}")
        else:
            print_lines(
                "       in a table: look at the column headers in the document; no vocabulary line can be proposed"
            )
    print_lines("", "Each line is a proposal: replace ?, compare it with the document, write a test that uses it. Then")
    print_lines("  disclosure build && disclosure diff      shows what else it changes in the data")
