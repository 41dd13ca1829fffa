"""Terms and their index: a text is cut into known terms, the longest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from disclosure.parse.terms.meaning import Meaning
from disclosure.quick import quick

#: Where words count: a form's title, the header of a column, the label of a row.
PLACES = ("title", "header", "label")


@dataclass(frozen=True, slots=True)
class Term:
    """A word and its meaning; ``places`` are those where it counts."""

    word: str
    meaning: Meaning
    places: frozenset[str] = frozenset(PLACES)


@quick
@dataclass(frozen=True, slots=True)
class Unknown:
    """Words that are no known term, as they are printed."""

    words: str


#: So many texts are remembered with the terms they consist of, before they are forgotten.
MOST_REMEMBERED = 20_000


@dataclass(frozen=True)
class Terms:
    """All terms, by place and word."""

    by_place: Mapping[str, Mapping[str, Meaning]]
    longest: int = 0
    _cuts: dict[tuple[str, str], list[str] | Unknown] = field(default_factory=dict, compare=False, repr=False)

    def __hash__(self) -> int:
        return hash(self.longest)  # mappings have no hash

    def cut(self, text: str, place: str) -> list[Meaning] | Unknown:
        """The meanings of the terms that ``text`` consists of in ``place``; the unknown words if a part of it is none.

        The reading with the fewest terms is taken, and among those the one whose first term is longest: 本级资金 is a
        fund before 本级 and 资金 are two words.
        """
        words = self.split(text, place)
        return words if isinstance(words, Unknown) else [self.by_place[place][word] for word in words]

    def split(self, text: str, place: str) -> list[str] | Unknown:
        """The terms that ``text`` consists of in ``place``, as words."""
        known = self._cuts.get((place, text))
        if known is None:
            if len(self._cuts) >= MOST_REMEMBERED:
                self._cuts.clear()
            known = self._cuts[place, text] = self._split(text, self.by_place[place])
        return known

    def skim(self, text: str, place: str) -> tuple[list[Meaning], str]:
        """The meanings of the terms in ``text``, as few characters as possible left over, and the first words that are
        left over (empty if none are)."""
        words = self.by_place[place]
        cut = self.cut(text, place)
        if not isinstance(cut, Unknown):
            return cut, ""
        # by start: characters left over, parts, end of the first part, and whether that is a term
        best: list[tuple[int, int, int, bool]] = [(0, 0, 0, False)] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            left, parts, _, _ = best[start + 1]
            options = [(left + 1, parts + 1, start + 1, False)]
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                if text[start:end] in words:
                    left, parts, _, _ = best[end]
                    options.append((left, parts + 1, end, True))
            best[start] = min(options)
        found: list[Meaning] = []
        unknown, at, open_ended = "", 0, True
        while at < len(text):
            end, known = best[at][2], best[at][3]
            if known:
                found.append(words[text[at:end]])
                open_ended = not unknown
            elif open_ended:
                unknown += text[at:end]
            at = end
        return found, unknown

    def _split(self, text: str, words: Mapping[str, Meaning]) -> list[str] | Unknown:
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
        return best[0] if best[0] is not None else Unknown(self._find_unknown(text, words))

    def _find_unknown(self, text: str, words: Mapping[str, Meaning]) -> str:
        """The part of a text that is no term: from where terms end to where the next of two characters begins."""

        def end_of(start: int, least: int) -> int:
            ends = range(min(len(text), start + self.longest), start + least - 1, -1)
            return next((end for end in ends if text[start:end] in words), 0)

        at = 0
        while at < len(text) and (end := end_of(at, 1)):
            at = end
        stop = at + 1
        while stop < len(text) and not end_of(stop, 2):
            stop += 1
        return text[at:stop] or text


def make_terms(terms: Sequence[Term]) -> Terms:
    """The index of ``terms``."""
    by_place = {place: {term.word: term.meaning for term in terms if place in term.places} for place in PLACES}
    return Terms(by_place, max((len(term.word) for term in terms), default=0))
