"""Which report a document is: unit, year and kind, from what it says, never from its file's name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from disclosure.errors import GenreError
from disclosure.model import Document, Kind, Unit
from disclosure.parse.forms.titles import find_title
from disclosure.parse.outline import find_sections
from disclosure.parse.stream import Stream, stream_of_all
from disclosure.parse.title import find_titles
from disclosure.parse.vocabulary import load_vocabulary
from disclosure.parse.words import Vocabulary
from disclosure.reference import Reference

_HEAD = 400
#: Fewer sections or forms of a report than this, and the document is something else.
_MIN_SECTIONS = 3
#: How the titles of forms end, by the kind of report they belong to.
_FORMS: dict[Kind, str] = {"budget": "预算总?表", "final": "决算总?表"}
#: No title of a form is longer.
_TITLE = 70
#: A title counts as much as so many mentions elsewhere.
_TITLE_WEIGHT = 3
_NAME = r"[\u4e00-\u9fff（）]{4,40}?"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says it is. ``unit`` is None where its name is in no code list; ``region_code`` is
    that of the place the unit's name or the title begins with, empty where neither names one."""

    unit_name: str
    unit: Unit | None
    year: int
    kind: Kind
    title: str
    region_code: str = ""


def identify_report(document: Document, reference: Reference, vocabulary: Vocabulary | None = None) -> Identity:
    """The identity of a document. Raises GenreError where it is not one department's budget or final accounts."""
    words = vocabulary or load_vocabulary()
    stream = stream_of_all(document)
    kind, year = _kind_and_year(stream, words, document.name)
    _check_genre(stream, words, document.name)
    name, unit = _unit(stream, words, reference, document.name)
    title = _title(stream, words, kind, year, name)
    region = next(filter(None, (reference.regions.find(each, document.text) for each in (name, title))), "")
    return Identity(name, unit, year, kind, title, region)


def _kind_and_year(stream: Stream, words: Vocabulary, file: str) -> tuple[Kind, int]:
    counts: Counter[tuple[Kind, int]] = Counter()
    kinds: tuple[Kind, Kind] = ("budget", "final")
    for kind in kinds:
        group = "|".join(re.escape(word) for word in words.genres[kind])
        for found in re.finditer(rf"(\d{{4}})年度?[\u4e00-\u9fff]{{0,4}}?(?:{group})", stream.text):
            if 1990 <= int(found.group(1)) <= 2100:
                counts[kind, int(found.group(1))] += 1
        head = stream.text[:_HEAD]
        year = re.search(r"(?<!\d)((?:19|20)\d{2})年", head)
        if year:
            counts[kind, int(year.group(1))] += len(re.findall(group, head))
    for said in find_titles(stream):
        counts[said.kind, said.year] += _TITLE_WEIGHT
    counts = +counts or _of_forms(stream)
    if not counts:
        raise GenreError(
            "names no year of a department's budget or final accounts",
            file=file,
            remedy="add one department's 部门预算 or 部门决算; other documents are not read",
        )
    best = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[0][0]
    return best


def _of_forms(stream: Stream) -> Counter[tuple[Kind, int]]:
    """Years and kinds as forms alone tell them: titles that end in 决算表 or 预算表, and years by themselves."""
    titles = {kind: len(re.findall(words, stream.text)) for kind, words in _FORMS.items()}
    kinds = [kind for kind, count in titles.items() if count >= _MIN_SECTIONS]
    years = [int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d{2})年度", stream.text)]
    return Counter((kinds[0], year) for year in years) if len(kinds) == 1 else Counter()


def _check_genre(stream: Stream, words: Vocabulary, file: str) -> None:
    head = stream.text[:_HEAD]
    title = re.split("第一部分|目录|一、", head)[0]
    for word in words.genres["other"]:
        if re.search(rf"(?<![收支入出]){re.escape(word)}", title):
            raise GenreError(f"is a {word}, not one department's report", file=file, remedy="add a department's report")
    known = {section.key for section in find_sections(stream, words) if section.words or section.form}
    known |= _titled(stream, words)
    if len(known - {"glossary", "annex", "profile", "statements", "other_matters"}) < _MIN_SECTIONS:
        raise GenreError(
            "has none of the sections or forms of a department's budget or final accounts",
            file=file,
            remedy="add the document itself, not an article about it",
        )


def _titled(stream: Stream, words: Vocabulary) -> set[str]:
    """The statements that the lines and cells of a document name as titles of forms."""
    found: set[str] = set()
    for start in stream.breaks:
        end = next((index for index in range(start + 1, start + _TITLE) if index in stream.breaks), start)
        if stream.text[end - 1 : end] in {"表", "）"}:
            title = find_title([stream.text[start:end]], words.grids, ())
            found |= {title.statement} - {""} if title else set()
    return found


def _unit(stream: Stream, words: Vocabulary, reference: Reference, file: str) -> tuple[str, Unit | None]:
    candidates = _named(stream, words)
    for name, _ in candidates.most_common():
        unit = reference.unit_named(name)
        if unit is not None:
            return name, unit
    if not candidates:
        raise GenreError("names no unit", file=file, place="title", remedy="give --unit with the id of the unit")
    return candidates.most_common(1)[0][0], None


def _named(stream: Stream, words: Vocabulary) -> Counter[str]:
    """The names a document gives its unit, by how often: in the title, the forms' heads and the headings."""
    found: Counter[str] = Counter()
    group = "|".join(re.escape(word) for word in (*words.genres["budget"], *words.genres["final"]))
    title = re.match(rf"(?:\d{{4}}年度?)?({_NAME})(?:（汇总）)?(?:\d{{4}}年度?)?(?:{group})", stream.text[:_HEAD])
    said = find_titles(stream)
    if said:
        found[said[0].name] += _TITLE_WEIGHT
    elif title:
        found[title.group(1)] += _TITLE_WEIGHT
    heads = "|".join(re.escape(word) for word in sorted(words.genres["unit_name"], key=len, reverse=True))
    ends = "单位：|金额单位|项目名称|部门联系人|资金来源|部门资金|年度"
    dated = rf"{ends}|(?:19|20)[0-9]{{2}}年度"
    for match in re.finditer(rf"(?:{heads})：({_NAME})(?={dated})|(?:{heads})({_NAME})(?={ends})", stream.text):
        found[match.group(1) or match.group(2)] += 1
    bounds = [*sorted(stream.breaks), stream.length]
    for start, end in pairwise(bounds):
        alone = re.compile(rf"(?:{heads})：({_NAME})").fullmatch(stream.text, start, end)
        if alone:
            found[alone.group(1)] += 1
    for match in re.finditer(rf"、关于({_NAME})\d{{4}}年", stream.text):
        found[match.group(1)] += 1
    return found


def _title(stream: Stream, words: Vocabulary, kind: Kind, year: int, name: str) -> str:
    """The title as printed, where the document has one; else the words every title of its kind has."""
    group = "|".join(re.escape(word) for word in words.genres[kind])
    found = re.match(
        rf"[\u4e00-\u9fff（）]{{4,60}}?{year}年度?[\u4e00-\u9fff]{{0,4}}?(?:{group})(?:公开说明|公开|说明)?",
        stream.text,
    )
    if found:
        return stream.quote(found.start(), found.end())
    return f"{name}{year}年{words.genres[kind][0]}"
