"""Which report a document is: unit, year and kind, from what it says, never from its file's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from disclosure.characters import fold_characters
from disclosure.errors import GenreError
from disclosure.model import KINDS, SCOPES, Document, Kind, Scope, Unit
from disclosure.parse.genre import HEAD as _HEAD
from disclosure.parse.genre import check_evidence, explain_failure, refuse_annex, refuse_genre
from disclosure.parse.naming import NAME_CHARACTERS, find_headed, find_labelled, find_said, is_organisation, split_scope
from disclosure.parse.place import find_place
from disclosure.parse.stream import Stream, stream_of_all
from disclosure.parse.title import find_on_cover, find_titles, find_undated
from disclosure.parse.vocabulary import load_vocabulary
from disclosure.parse.words import Vocabulary
from disclosure.reference import Reference

#: Fewer sections or forms of a report than this, and the document is something else.
_MIN_SECTIONS = 3
#: How the titles of forms end, by the kind of report they belong to.
_FORMS: dict[Kind, str] = {"budget": r"预算总?表|预算\d{1,2}表", "final": r"决算总?表|决算\d{1,2}表"}
#: The year of a form: in brackets below its title, or in the title. It counts as much as so many mentions elsewhere.
_FORM_YEAR = r"（((?:19|20)\d{2})年度?）|((?:19|20)\d{2})年度?[\u4e00-\u9fff“”]{2,20}[预决]算总?表"
_FORM_WEIGHT = 20
#: A year that the head names, and what a line calls by a name before it: 子虚县水文站2024年度收支.
_DATED = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_NAMED = re.compile(rf"([{NAME_CHARACTERS}]{{3,50}}?)(?:19|20)\d{{2}}年")
#: A title counts as much as so many mentions elsewhere.
_TITLE_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says it is. ``unit`` is None where its name is in no code list; ``region_code`` is
    that of the place the unit's name or the title begins with, empty where neither names one, and ``zone`` the zone
    without a national code that it names there (苏州工业园区); ``scope`` says whether
    the books are a department's with its subordinate units or one unit's own, and ``says_scope`` whether the document
    does."""

    unit_name: str
    unit: Unit | None
    year: int
    kind: Kind
    title: str
    region_code: str = ""
    scope: Scope = "department"
    says_scope: bool = False
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user states about a document: it is used instead of what the document says. Empty where nothing is.

    ``fallback_name`` is used only where the document names no unit.
    """

    year: int | None = None
    kind: Kind | None = None
    unit_name: str = ""
    scope: Scope | None = None
    fallback_name: str = ""

    @property
    def is_any(self) -> bool:
        """Whether year, kind or unit is stated."""
        return self.year is not None or self.kind is not None or bool(self.unit_name)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left for the document to say."""
        return self.year is not None and self.kind is not None and bool(self.unit_name or self.fallback_name)


def identify_report(
    document: Document, reference: Reference, vocabulary: Vocabulary | None = None, stated: Stated = Stated()
) -> Identity:
    """The identity of a document; what is ``stated`` is used instead of what the document says.

    Raises GenreError where it is not one department's budget or final accounts, unless year, kind and unit are all
    stated, and where it does not say one of the three that is not stated: the message names the missing ones.
    """
    stream = stream_of_all(document)
    words = vocabulary or load_vocabulary()
    try:
        return _identify(document, stream, reference, words, stated)
    except GenreError as error:
        raise explain_failure(document, stream, words, error) from None


def _identify(document: Document, stream: Stream, reference: Reference, words: Vocabulary, stated: Stated) -> Identity:
    if not stated.is_whole:
        refuse_genre(stream, words, document.name)
    if not stated.is_any:
        refuse_annex(stream, words, document.name)
    kind, year = _kind_and_year(stream, words, document.name, stated)
    if not stated.is_whole:
        check_evidence(stream, words, document.name)
    name, said = _name(stream, words, reference, document.name, stated)
    name = name if stated.unit_name else stream.restore_marks(name)
    said = stated.scope or said or _scope(stream)
    scope = said or "department"
    title = _title(stream, words, kind, year, name, scope, reference)
    printed = fold_characters(document.text)
    place = find_place((name, title), printed, reference)
    known = reference.unit_named(name)
    return Identity(name, known, year, kind, title, place.region_code, scope, said is not None, place.zone)


def _kind_and_year(stream: Stream, words: Vocabulary, file: str, stated: Stated) -> tuple[Kind, int]:
    if stated.kind is not None and stated.year is not None:
        return stated.kind, stated.year
    counts: Counter[tuple[Kind, int]] = Counter()
    for kind in KINDS:
        group = "|".join(re.escape(word) for word in words.genres[kind])
        for found in re.finditer(rf"(\d{{4}})年度?[\u4e00-\u9fff]{{0,4}}?(?:{group})", stream.text):
            if 1990 <= int(found.group(1)) <= 2100:
                counts[kind, int(found.group(1))] += 1
        head = stream.text[:_HEAD]
        year = re.search(r"(?<!\d)((?:19|20)\d{2})年", head)
        if year:
            counts[kind, int(year.group(1))] += len(re.findall(group, head))
    titles = find_titles(stream)
    for said in titles:
        counts[said.kind, said.year] += _TITLE_WEIGHT
    if not titles:
        counts += _form_years(stream, stated.kind or _kind_of_forms(stream))
    counts = _keep_stated(+counts, stated) or _keep_stated(_of_forms(stream, stated.kind), stated)
    if counts:
        return min(counts.items(), key=lambda each: (-each[1], each[0]))[0]
    known = _kind_of_forms(stream) or _kind_of_head(stream, words)
    if stated.year is not None and known is not None:
        return known, stated.year
    years = sorted(set(_DATED.findall(stream.text[:_HEAD])))
    if stated.kind is not None and len(years) == 1:
        return stated.kind, int(years[0])
    lacks_unit = not (stated.unit_name or stated.fallback_name) and not _is_named(stream, words)
    lacks_kind = stated.kind is None and known is None
    lacks_year = stated.year is None and not (lacks_kind and len(years) == 1)
    raise _name_missing(file, years, year=lacks_year, kind=lacks_kind, unit=lacks_unit)


def _keep_stated(counts: Counter[tuple[Kind, int]], stated: Stated) -> Counter[tuple[Kind, int]]:
    """The counts that agree with what is stated; a stated kind or year is not outvoted by the document."""
    return Counter({
        (kind, year): count
        for (kind, year), count in counts.items()
        if stated.kind in (None, kind) and stated.year in (None, year)
    })  # fmt: skip


def _name_missing(file: str, years: Sequence[str], *, year: bool, kind: bool, unit: bool) -> GenreError:
    """The error that names what the document does not say, and the options that supply it; its head names ``years``."""
    which = f"single year (it has {', '.join(years)})" if len(years) > 1 else "year"
    lacking = [
        (name, option)
        for name, option, is_lacking in (
            (which, "--year YEAR", year), ("kind (预算 or 决算)", "--kind budget or --kind final", kind),
            ("unit", "--unit-name NAME", unit),
        )
        if is_lacking
    ]  # fmt: skip
    return GenreError(
        f"names no {', no '.join(name for name, _ in lacking)} of one department's budget or final accounts",
        file=file,
        remedy=f"if it is a 部门预算 or 部门决算, state what is missing: {', '.join(option for _, option in lacking)}",
    )


def _kind_of_forms(stream: Stream) -> Kind | None:
    """The kind that the titles of forms show: enough end in 决算表, or enough in 预算表, and not both."""
    titles = {kind: len(re.findall(words, stream.text)) for kind, words in _FORMS.items()}
    kinds = [kind for kind, count in titles.items() if count >= _MIN_SECTIONS]
    return kinds[0] if len(kinds) == 1 else None


def _kind_of_head(stream: Stream, words: Vocabulary) -> Kind | None:
    """The kind that the head of the document names; None where it names both or neither."""
    head = stream.text[:_HEAD]
    kinds = [kind for kind in KINDS if any(word in head for word in words.genres[kind])]
    return kinds[0] if len(kinds) == 1 else None


def _form_years(stream: Stream, kind: Kind | None) -> Counter[tuple[Kind, int]]:
    """The years that forms name as theirs: in brackets below their titles, or in them."""
    years = ((found.start(), int(found.group(1) or found.group(2))) for found in re.finditer(_FORM_YEAR, stream.text))
    found = Counter(
        year for at, year in years if at in stream.gaps or at in stream.breaks or not stream.text[at - 1 : at].isdigit()
    )
    return Counter({(kind, year): count * _FORM_WEIGHT for year, count in found.items()} if kind else {})


def _of_forms(stream: Stream, stated: Kind | None) -> Counter[tuple[Kind, int]]:
    """Years and kinds that forms alone show: titles that end in 决算表 or 预算表, and years by themselves: 2024年度, or
    2024年 in a cell or line of its own where all of these are one year."""
    kind = stated or _kind_of_forms(stream)
    if kind is None:
        return Counter()
    years = re.findall(r"(?<!\d)((?:19|20)\d{2})年度", stream.text)
    if not years:
        starts = [*sorted(stream.breaks), stream.length]
        alone = re.compile(r"（?((?:19|20)\d{2})年?）?")
        cells = (alone.fullmatch(stream.text, start, end) for start, end in pairwise(starts))
        years = [cell.group(1) for cell in cells if cell]
        years = years if len(set(years)) == 1 else []
    return Counter((kind, int(year)) for year in years)


def _name(
    stream: Stream, words: Vocabulary, reference: Reference, file: str, stated: Stated
) -> tuple[str, Scope | None]:
    """The unit's name, and the scope where the name or the title says it."""
    said = next(iter(find_titles(stream)), None) or find_undated(stream)
    if stated.unit_name:
        return stated.unit_name, said.scope if said else None
    if said:
        return said.name, said.scope
    candidates = [split_scope(name) for name, _ in _list_names(stream, words).most_common()]
    if not candidates and stated.fallback_name:
        return stated.fallback_name, None
    if not candidates:
        raise GenreError(
            "names no unit: neither its title nor a label (部门名称：, 单位：) nor its sentences do", file=file,
            remedy="state it with --unit-name NAME",
        )  # fmt: skip
    known = next((name for name, _ in candidates if reference.unit_named(name)), candidates[0][0])
    return known, next((scope for name, scope in candidates if name == known and scope), None)


def _list_names(stream: Stream, words: Vocabulary) -> Counter[str]:
    """The names a document gives its unit outside its title, by how often; those of sentences only if there are no
    others."""
    labelled = find_labelled(stream, words) + find_headed(stream)
    return labelled or Counter(find_on_cover(stream)[:1]) or find_said(stream)


def _is_named(stream: Stream, words: Vocabulary) -> bool:
    lines = (found.group(1) for found in _NAMED.finditer(stream.text, 0, _HEAD) if found.start() in stream.breaks)
    return bool(find_titles(stream) or find_undated(stream) or _list_names(stream, words)) or any(
        is_organisation(name) for name in lines
    )


def _scope(stream: Stream) -> Scope | None:
    """The scope that the head of a document names first (2026年市级单位预算); None where it names none."""
    found = re.search(r"(?<!预算)(?<!决算)(部门|单位)(?:综合)?(?:预算|决算)(?!单位|管理|编制)", stream.text[:_HEAD])
    return SCOPES[("部门", "单位").index(found.group(1))] if found else None


def _title(
    stream: Stream, words: Vocabulary, kind: Kind, year: int, name: str, scope: Scope, reference: Reference
) -> str:
    """The title as printed, where it names more than a place (上海市2026年市级单位预算); else the words that every
    title of its kind and scope has."""
    for said in find_titles(stream):
        if (said.kind, said.year) == (kind, year):
            return stream.quote(said.start, said.end)
    group = "|".join(re.escape(word) for word in words.genres[kind])
    found = re.match(
        rf"([\u4e00-\u9fff（）]{{4,60}}?){year}年度?[\u4e00-\u9fff]{{0,4}}?(?:{group})(?:公开说明|公开|说明)?",
        stream.text,
    )
    if found and reference.regions.find_named(found[1])[1] < len(found[1]):
        return stream.quote(found.start(), found.end())
    return f"{name}{year}年{words.genres[kind][SCOPES.index(scope)]}"
