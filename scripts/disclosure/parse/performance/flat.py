"""Performance tables flattened to text: cells broken over lines, rows told by the closed words of the form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.parse.outline import Section
from disclosure.parse.performance.rows import RowReader
from disclosure.parse.performance.table import (
    Performance,
    PerformanceBuilder,
    Piece,
    is_score,
    score_value,
    split_target,
)
from disclosure.parse.performance.tokens import Word, join_words, make_piece, match_words, split_words
from disclosure.parse.projects import ProjectBook
from disclosure.parse.stream import Stream
from disclosure.parse.words import PerformanceWords, Vocabulary

#: Achievements are told from objectives where they begin alike, by at least so many characters.
_ALIKE = 6
_GOAL_NUMBER = re.compile(r"^目标\d+：")


@dataclass(frozen=True, slots=True)
class _Segment:
    """A label of the form's head and the words behind it."""

    kind: str
    key: str
    words: list[Word]
    label: Sequence[Word] = ()


def read_flat(stream: Stream, section: Section, vocabulary: Vocabulary, book: ProjectBook) -> Performance:
    """One flattened performance table. Rows whose cells cannot be told apart with certainty are left."""
    words = vocabulary.performance
    unit = section.form is not None and section.form.form.startswith("unit_")
    builder = PerformanceBuilder(stream.document, words, book, unit)
    listed = split_words(stream, section.start, section.end)
    header = _find_header(listed, words)
    segments = _find_segments(listed[:header], words)
    _read_head(stream, segments, builder)
    _read_goals(stream, segments, builder)
    _read_funds(stream, segments, builder, words)
    if header < len(listed):
        RowReader(stream, listed[header:], builder, words).read()
    return builder.result


def _find_header(listed: Sequence[Word], words: PerformanceWords) -> int:
    """Where the header of the indicators begins (一级指标)."""
    for index in range(len(listed)):
        if match_words(listed, index, words.columns["level1"]):
            return index
    return len(listed)


def _find_segments(listed: Sequence[Word], words: PerformanceWords) -> list[_Segment]:
    labels: dict[str, tuple[str, str]] = {}
    for kind, group in (
        ("fund_column", words.fund_columns),
        ("fund", words.fund_rows),
        ("goal", words.goals),
        ("head", words.heads),
    ):
        for key, names in group.items():
            labels.update(dict.fromkeys(names, (kind, key)))
    labels.update({name: ("frame", name) for name in words.frames})
    segments: list[_Segment] = []
    current = _Segment("frame", "", [])
    at = 0
    while at < len(listed):
        found = match_words(listed, at, labels)
        if found is None:
            current.words.append(listed[at])
            at += 1
            continue
        segments.append(current)
        current = _Segment(*labels[found[0]], [], listed[at : found[1]])
        at = found[1]
    return [*segments, current]


def _read_head(stream: Stream, segments: Sequence[_Segment], builder: PerformanceBuilder) -> None:
    heads = {
        segment.key: make_piece(stream, segment.words)
        for segment in segments
        if segment.kind == "head" and segment.words
    }
    name = heads.get("unit") if builder.whole_unit else heads.get("name")
    if name is None:
        return
    implementer = heads.get("implementer") or (None if builder.whole_unit else heads.get("unit"))
    builder.set_project(
        name,
        implementer=implementer.text if implementer else "",
        supervisor=heads["supervisor"].text if "supervisor" in heads else "",
    )


def _read_goals(stream: Stream, segments: Sequence[_Segment], builder: PerformanceBuilder) -> None:
    goals = [segment for segment in segments if segment.kind == "goal"]
    filled = [segment for segment in goals if segment.words]
    if len(goals) == len(filled) == 1:
        builder.add_goal(goals[0].key, make_piece(stream, goals[0].words))
    elif len(goals) == 2 and len(filled) == 1:
        split = _split_goals(filled[0].words)
        if split is not None:
            builder.add_goal(goals[0].key, make_piece(stream, filled[0].words[:split]))
            builder.add_goal(goals[1].key, make_piece(stream, filled[0].words[split:]))


def _split_goals(words: Sequence[Word]) -> int | None:
    """Where the achievement begins: the one later line that begins as the objective does."""
    head = _GOAL_NUMBER.sub("", join_words(words))[:_ALIKE]
    found = [
        index
        for index in range(1, len(words))
        if words[index].line and _GOAL_NUMBER.sub("", join_words(words[index:]))[:_ALIKE] == head
    ]
    return found[0] if len(found) == 1 else None


def _read_funds(
    stream: Stream, segments: Sequence[_Segment], builder: PerformanceBuilder, words: PerformanceWords
) -> None:
    first = next((index for index, segment in enumerate(segments) if segment.kind == "fund"), 0)
    columns = [segment.key for segment in segments[:first] if segment.kind == "fund_column"]
    for segment in segments:
        if segment.kind != "fund" or not segment.words:
            continue
        fund = "" if segment.key == "total" else segment.key
        pieces, label = _cells(stream, segment.words), make_piece(stream, segment.label)
        if not columns and len(pieces) == 1:
            builder.add_fund(fund, label, {"approved": pieces[0]})
        elif columns and len(pieces) == len(columns):
            builder.add_fund(fund, label, dict(zip(columns, pieces, strict=True)))


def _cells(stream: Stream, words: Sequence[Word]) -> list[Piece]:
    """Numbers and dashes as cells; a word that is only a unit of measure belongs to the number before it."""
    cells: list[list[Word]] = []
    for word in words:
        if cells and not re.match(r"[-—\d]", word.text):
            cells[-1].append(word)
        else:
            cells.append([word])
    return [make_piece(stream, cell) for cell in cells]


__all__ = ["is_score", "read_flat", "score_value", "split_target"]
