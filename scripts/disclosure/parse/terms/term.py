"""Terms and their index: a text is cut into known terms, the longest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from disclosure.parse.terms.meaning import Meaning

#: Where words count: a form's title, the header of a column, the label of a row.
PLACES = ("title", "header", "label")


@dataclass(frozen=True, slots=True)
class Term:
    """A word and its meaning; ``places`` are those where it counts."""

    word: str
    meaning: Meaning
    places: frozenset[str] = frozenset(PLACES)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that are no known term, as they are printed."""

    words: str


@dataclass(frozen=True)
class Terms:
    """All terms, by place and word."""

    by_place: Mapping[str, Mapping[str, Meaning]]
    longest: int = field(default=0)

    def cut(self, text: str, place: str) -> list[Meaning] | Unknown:
        """The meanings of the terms that ``text`` consists of in ``place``; the unknown words if a part of it is none.

        The reading with the fewest terms is taken, and among those the one whose first term is longest: 本级资金 is a
        fund before 本级 and 资金 are two words.
        """
        words = self.by_place[place]
        best: list[list[str] | None] = [None] * (len(text) + 1)
        best[len(text)] = []
        for start in range(len(text) - 1, -1, -1):
            for end in range(min(len(text), start + self.longest), start, -1):
                rest = best[end]
                if rest is None or text[start:end] not in words:
                    continue
                known = best[start]
                if known is None or len(rest) + 1 < len(known):
                    best[start] = [text[start:end], *rest]
        whole = best[0]
        if whole is None:
            return Unknown(_find_unknown(text, words, self.longest))
        return [words[word] for word in whole]

    def cut_loosely(self, text: str, place: str) -> tuple[list[Meaning], list[str]]:
        """The meanings of the terms in ``text``, the longest first from its beginning, and the words between them."""
        words = self.by_place[place]
        found: list[Meaning] = []
        unknown = [""]
        at = 0
        while at < len(text):
            end = next((e for e in range(min(len(text), at + self.longest), at, -1) if text[at:e] in words), 0)
            if end:
                found.append(words[text[at:end]])
                unknown.append("")
                at = end
            else:
                unknown[-1] += text[at]
                at += 1
        return found, [each for each in unknown if each]


def _find_unknown(text: str, words: Mapping[str, Meaning], longest: int) -> str:
    """The part of a text that is no term, read from its beginning."""
    at = 0
    while at < len(text):
        end = next((e for e in range(min(len(text), at + longest), at, -1) if text[at:e] in words), 0)
        if not end:
            break
        at = end
    stop = at + 1
    while stop < len(text) and not any(text.startswith(word, stop) for word in words if len(word) > 1):
        stop += 1
    return text[at:stop] or text


def make_terms(terms: Sequence[Term]) -> Terms:
    """The index of ``terms``."""
    by_place = {place: {term.word: term.meaning for term in terms if place in term.places} for place in PLACES}
    return Terms(by_place, max((len(term.word) for term in terms), default=0))
