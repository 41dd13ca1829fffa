"""Words above the columns of a table without rules to blocks: the lines of one cell of the head, one below another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosure.read.page.words import SPACED, Word, is_apart, join_words, overlap

#: Lines of one block stand between these parts of their height apart.
LEAST_PITCH, MOST_PITCH = 0.55, 1.7
#: Middles and beginnings nearer than this part of the height are one below another; blocks nearer are level.
ALIGNED, LEVEL = 0.35, 0.4
#: Figures and letters of one word are nearer than this part of the height.
CLOSE = 0.4


@dataclass(eq=False, slots=True)
class Block:
    """Words of one cell of a head, a line below another."""

    words: list[Word]

    @property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        return max(word.height for word in self.words)

    @property
    def level(self) -> float:
        """The height at which the block's middle stands: cells beside each other are set at their middle."""
        return (self.words[0].baseline + self.words[-1].baseline) / 2

    @property
    def text(self) -> str:
        return join_words(self.words)


def make_blocks(words: Sequence[Word], bands: Sequence[tuple[float, float]]) -> list[Block]:
    """Words one below another at the distance of lines, about one middle or from one beginning."""
    blocks: list[Block] = []
    for word in _join_spaced(sorted(words, key=lambda each: (each.baseline, each.x0)), bands):
        above = [block for block in blocks if _goes_on(block.words[-1], word)]
        if above:
            min(above, key=lambda block: abs(block.words[-1].middle - word.middle)).words.append(word)
        else:
            blocks.append(Block([word]))
    return blocks


def _goes_on(upper: Word, word: Word) -> bool:
    pitch = (word.baseline - upper.baseline) / word.height
    if not LEAST_PITCH < pitch <= MOST_PITCH or not 0.8 < upper.height / word.height < 1.25:
        return False
    near = ALIGNED * word.height
    from_left = abs(upper.x0 - word.x0) <= near and word.x1 <= upper.x1 + near
    return abs(upper.middle - word.middle) <= near or from_left


def _join_spaced(words: Sequence[Word], bands: Sequence[tuple[float, float]]) -> list[Word]:
    """Two characters set apart on one line (合　计) are one word, unless others stand below or above them, or they
    stand over two columns (类, 款)."""

    def over(word: Word) -> list[int]:
        return [index for index, band in enumerate(bands) if overlap(word, *band)]

    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if last is not None and word.x0 - last.x1 < CLOSE * word.height and _is_mixed(last, word):
            joined[-1] = Word(last.text + word.text, last.x0, word.x1, word.baseline, word.height)
        elif (
            last is not None
            and is_apart(last, word)
            and word.baseline == last.baseline
            and word.x0 - last.x1 < 2 * SPACED * word.height
            and (over(word) == over(last) or not (over(word) and over(last)))
            and not any(_goes_on(one, each) or _goes_on(each, one) for one in words for each in (last, word))
        ):
            joined[-1] = Word(last.text + word.text, last.x0, word.x1, last.baseline, last.height)
        else:
            joined.append(word)
    return joined


def _is_mixed(one: Word, other: Word) -> bool:
    """Whether a figure stands beside another character of its line: it is of another font, with a gap beside it."""
    beside = abs(one.baseline - other.baseline) < ALIGNED * other.height
    return beside and (one.text[-1].isdigit() != other.text[0].isdigit())


def find_cuts(blocks: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """Blocks whose lines may be a group and the head of its middle column: without their first lines they are level
    with another block."""
    for block in blocks:
        for count in range(1, len(block.words)):
            level = Block(block.words[count:]).level
            if any(abs(other.level - level) <= LEVEL / 2 * block.height for other in blocks if other is not block):
                yield block, count


def cut_blocks(blocks: Sequence[Block], cuts: Sequence[tuple[Block, int]]) -> list[Block]:
    """The blocks with those of ``cuts`` in two, behind so many lines; a block is cut once."""
    parts = list(blocks)
    for block, count in cuts:
        if block in parts:
            parts.remove(block)
            parts += [Block(block.words[:count]), Block(block.words[count:])]
    return parts
