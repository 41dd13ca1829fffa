"""Words to lexemes: the tokens of the grammar of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from disclosure.parse.narrative.claims import Setting
from disclosure.parse.numbers import Quantity, match_quantity, match_unit
from disclosure.parse.stream import Stream
from disclosure.parse.words import Label, Region, SectionWords, Vocabulary
from disclosure.quick import quick
from disclosure.reference import CodeList

LexemeKind = Literal[
    "label", "phase", "comparison", "verb", "variance", "share", "completion", "level", "zero", "absence", "planned",
    "filler", "enumeration", "respective", "region", "quantity", "ignored", "stop", "gap",
]  # fmt: skip

_SHARE = re.compile(r"占(?P<base>[^，。；：、0-9]{0,40}?)的?(?:比例|比重|比)?为?(?=-?\d[\d,.]*%)")
#: 完成年初预算的N%: what was done of what was planned.
_COMPLETION = re.compile(
    r"(?:(?:完成|为|是)了?(?P<base>年初|全年|年度|当年|本年|调整后?的?)?预算(?:安排)?数?的?|预算(?:执行|完成)率为?)"
    r"(?=\d[\d,.]*%)"
)
_COMPLETION_HEADS = frozenset("完为是预")
#: 完成预算10万元的N%: the same with the amount of the budget.
_OF_BUDGET = r"(?:完成|为)了?(?P<base>年初|全年|年度|当年|本年|调整后?的?)?预算(?:安排)?数?"
_BUDGET_DONE = re.compile(_OF_BUDGET + r"(?=\d[\d,.]*万?元的\d[\d,.]*%)")
_RATE_DONE = re.compile(_OF_BUDGET + r"\d[\d,.]*万?元(?P<of>的)(?=\d[\d,.]*%)")
_AMOUNT_REACH, _RATE_REACH = 30, 10
#: Which of a year's two budgets the words name; others name none.
_COMPLETED = {"年初": "approved", "全年": "adjusted", "调整": "adjusted"}
_STOPS = "。；"
_WIDE = re.compile(r"\d{1,3}(?:，\d{3})+\.\d{1,2}(?![\d.,，])")
#: A comparison with the year before and its number; or a share of something.
_COMPARED = re.compile(
    r"[比较与](?:上年|去年|(?:19|20)\d{2}年)[^，。；：\d]{0,12}[增减下][加少长降幅]了?\d|占[^，。；：、\d]{0,16}\d[\d.]*%"
)
#: Statements whose sections list 类 by name alone.
_OF_FUNCTIONS = frozenset({"overall", "appropriation", "general_public", "expenditure"})
#: Those whose sections may list the classes of the economic classification, and a class whose name is a function's too.
_OF_ECONOMY = frozenset({"general_public", "basic", "expenditure"})
#: Explanations of what money is for.
_OF_USES = frozenset({"allocation", "gist"})
_OTHER_CLASSES = frozenset({"399"})


@quick
@dataclass(frozen=True, slots=True)
class Lexeme:
    """A token of the grammar: ``text[start:end]`` of the stream and what it stands for."""

    kind: LexemeKind
    start: int
    end: int
    value: Any = None


@lru_cache(maxsize=32)
def _list_words(vocabulary: Vocabulary) -> Mapping[str, tuple[LexemeKind, Any]]:
    """The words that count in every section, and what they are."""
    words: dict[str, tuple[LexemeKind, Any]] = {}
    for word in vocabulary.fillers:
        words[word] = ("filler", None)
    simple: list[tuple[LexemeKind, Iterable[str]]] = [
        ("variance", vocabulary.variances), ("absence", vocabulary.absences),
        ("planned", vocabulary.planned), ("enumeration", vocabulary.enumerations),
    ]  # fmt: skip
    for kind, group in simple:
        words.update(dict.fromkeys(group, (kind, None)))
    mapped: list[tuple[LexemeKind, Mapping[str, Iterable[str]]]] = [
        ("phase", vocabulary.phases), ("comparison", vocabulary.comparisons), ("verb", vocabulary.verbs),
        ("level", vocabulary.levels), ("zero", vocabulary.zeros),
        ("respective", vocabulary.respective),
    ]  # fmt: skip
    for kind, groups in mapped:
        for value, group in groups.items():
            words.update(dict.fromkeys(group, (kind, value)))
    for region in vocabulary.regions:
        words.update(dict.fromkeys(region.words, ("region", region)))
    return words


@lru_cache(maxsize=32)
def _list_lengths(vocabulary: Vocabulary) -> dict[str, list[int]]:
    """How long the words are that every lexicon has, by their first characters, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in _list_words(vocabulary):
        lengths.setdefault(word[0], set()).add(len(word))
    return {head: sorted(found, reverse=True) for head, found in lengths.items()}


class Lexicon:
    """All words that count in one section."""

    def __init__(self, vocabulary: Vocabulary, labels: Iterable[Label]) -> None:
        words = dict(_list_words(vocabulary))
        own: dict[str, set[int]] = {}
        for label in labels:
            words.update(dict.fromkeys(label.words, ("label", label)))
            for word in label.words:
                own.setdefault(word[0], set()).add(len(word))
        shared = _list_lengths(vocabulary)
        #: How long the words are that begin with a character, the longest first.
        self._lengths = {
            **shared, **{head: sorted({*found, *shared.get(head, ())}, reverse=True) for head, found in own.items()}
        }  # fmt: skip
        self._words = words
        self._bases = {word: item for item, words in vocabulary.share_bases.items() for word in words}

    def names_base(self, words: str) -> bool:
        """Whether ``words`` (between 占 and a rate) are nothing, or name what a share can be of."""
        return not words or bool(self.find_base(words))

    def find_base(self, words: str) -> str:
        """The item that ``words`` (between 占 and a rate) name as the whole, by the longest word that they end with
        (项目支出总额 is not 支出总额); empty where they name none."""
        found = max((word for word in self._bases if words.endswith(word)), key=len, default="")
        return self._bases.get(found, "")

    def match(self, text: str, start: int) -> tuple[str, LexemeKind, Any] | None:
        """The longest word that begins at ``start``."""
        for length in self._lengths.get(text[start], ()):
            word = text[start : start + length]
            if word in self._words:
                return (self._with_number(text, start, word), *self._words[word])
        return None

    def _with_number(self, text: str, start: int, word: str) -> str:
        """A label of a budget with 数 behind it: 三公经费支出预算|数, unless a word of ours begins there (数为)."""
        label = self._words[word][0] == "label" and word.endswith(("预算", "决算", "支出"))
        return f"{word}数" if label and text.startswith("数", start + len(word)) else word


def section_lexicon(words: SectionWords, setting: Setting) -> Lexicon:
    """The words that count in a section; made once for each statement."""
    statement, reference = words.statement, setting.reference
    if statement not in setting.lexicons:
        functions = _list_classes(reference.functional) if statement in _OF_FUNCTIONS else ()
        types = _list_classes(reference.economic) if statement in _OF_ECONOMY else ()
        setting.lexicons[statement] = _make_lexicon(setting.vocabulary, statement, functions, types)
    lexicon: Lexicon = setting.lexicons[statement]
    return lexicon


_Classes = tuple[tuple[str, tuple[str, ...]], ...]


def _list_classes(codes: CodeList) -> _Classes:
    """The classes (类) of a code list, each with its names."""
    return tuple(
        (code.code, tuple(dict.fromkeys((code.name, *code.aliases))))
        for code in codes.by_code.values()
        if len(code.code) == 3
    )


@lru_cache(maxsize=64)
def _make_lexicon(vocabulary: Vocabulary, statement: str, functions: _Classes, types: _Classes) -> Lexicon:
    """The words that count in a statement's sections, most of which are the same in every document: its own labels,
    and classes by name."""
    labels = list(vocabulary.labels.get(statement, ()))
    for code, names in functions:
        labels.extend(Label((name,), functional_code=code, path=(name,), direction="expenditure") for name in names)
    for code, names in types:
        if code not in _OTHER_CLASSES:
            labels.append(Label(names, economic_code=code, direction="expenditure"))
    return Lexicon(vocabulary, labels)


def split_lexemes(
    stream: Stream,
    start: int,
    end: int,
    lexicon: Lexicon,
    paths: Mapping[int, tuple[int, Label]],
    ignored: Mapping[int, tuple[int, str]],
) -> Iterator[Lexeme]:
    """The lexemes of ``text[start:end]``. ``paths`` holds functional paths and ``ignored`` the ranges of
    dates and the like, both by the index at which they begin; words win over them only if they are labels."""
    at = start
    while at < end:
        lexeme = _match_at(stream, at, end, lexicon, paths, ignored)
        yield lexeme
        at = lexeme.end


def _match_at(
    stream: Stream,
    at: int,
    end: int,
    lexicon: Lexicon,
    paths: Mapping[int, tuple[int, Label]],
    ignored: Mapping[int, tuple[int, str]],
) -> Lexeme:
    text = stream.text
    if at in paths:
        return Lexeme("label", at, paths[at][0], paths[at][1])
    head = text[at]
    if head in _COMPLETION_HEADS:
        if completion := _COMPLETION.match(text, at, end):
            return Lexeme("completion", at, completion.end(), _COMPLETED.get((completion.group("base") or "")[:2], ""))
        if budget := _BUDGET_DONE.match(text, at, end):
            return Lexeme("phase", at, budget.end(), _COMPLETED.get((budget.group("base") or "")[:2], "budget"))
    rate = _RATE_DONE.search(text, max(0, at - _AMOUNT_REACH), min(end, at + _RATE_REACH)) if head == "的" else None
    if rate is not None and rate.start("of") == at:
        return Lexeme("completion", at, at + 1, _COMPLETED.get((rate.group("base") or "")[:2], ""))
    found = lexicon.match(text, at)
    if found is not None:
        return Lexeme(found[1], at, at + len(found[0]), found[2])
    if at in ignored:
        return Lexeme("ignored", at, ignored[at][0], ignored[at][1])
    share = _SHARE.match(text, at, end) if head == "占" else None
    if share is not None and lexicon.names_base(share.group("base")):
        return Lexeme("share", at, share.end(), share.group("base"))
    if head in "+-" or head.isdecimal():
        quantity = _match_wide(text, at) or match_quantity(text, at, stream.gaps, stream.breaks)
        if quantity is not None and quantity.end <= end:
            return Lexeme("quantity", at, quantity.end, quantity)
    return Lexeme("stop" if head in _STOPS else "gap", at, at + 1, head)


def _match_wide(text: str, at: int) -> Quantity | None:
    """An amount whose thousands are separated by Chinese commas (1，799.35万元): certain only right behind a word, with
    decimals and a unit of money, as no list of numbers has them."""
    found = _WIDE.match(text, at)
    if found is None or not "\u4e00" <= text[at - 1 : at] <= "\u9fff":
        return None
    unit = match_unit(text, found.end())
    if unit is None or unit.dimension != "money":
        return None
    return Quantity(at, found.end(), found.end() + len(unit.printed), found.group().replace("，", ","), unit)


def region_end(stream: Stream, start: int, end: int, region: Region, begins_next: Any, begins_count: Any = None) -> int:
    """Where an explanation that begins at ``start`` ends: with the section, the sentence, or (sentence,
    clause) before a semicolon behind which ``begins_next(index)`` says the next statement begins; what money is for
    also ends before a comma and a comparison (主要用于日常运转，比上年增加5万元), or before a comma behind which
    ``begins_count(index)`` says that a number of things follows (主要用于燃油，公务用车保有量3辆)."""
    if region.until == "section":
        return end
    text = stream.text
    for index in range(start, end):
        if text[index] == "。":
            return index
        if text[index] == "；" and (region.until == "clause" or begins_next(index + 1)):
            return index
        if text[index] == "，" and region.role == "allocation" and _COMPARED.match(text, index + 1, end):
            return index
        if text[index] == "，" and region.role in _OF_USES and begins_count is not None and begins_count(index + 1):
            return index
    return end


def completes(text: str, at: int) -> bool:
    """Whether ``text`` tells at ``at`` how much of a budget was carried out."""
    return _COMPLETION.match(text, at) is not None


def as_quantity(lexeme: Lexeme) -> Quantity:
    """The quantity of a quantity lexeme."""
    assert isinstance(lexeme.value, Quantity)
    return lexeme.value
