"""Whole explanations in the wordings of many provinces: what is read of them, and that damage makes no wrong fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.parse.conftest import ReadText
from tests.specimens.explanations import EXPLANATIONS

from disclosure.model import Fact, Kind, Parsed

#: What is read of each, one fact a line, then the numbers that are not read. The file says what is read, not what is
#: right: most of the texts, not all, were compared with it by eye, and every line that changes has to be.
SEEN = Path(__file__).with_name("explanations.txt")
#: Where a sentence ends, or a part of it.
_SENTENCE = re.compile(r"(?<=。)")


def unfold(text: str) -> list[str]:
    """The paragraphs of a specimen: a line that begins with spaces goes on with the one before."""
    return re.sub(r"\n  ", "", text).strip().split("\n")


def kind_of(name: str) -> Kind:
    return "final" if name.startswith("final") else "budget"


def describe(fact: Fact) -> str:
    """A fact as a line of the file."""
    code = fact.functional_code or fact.economic_code
    item = fact.item or code or fact.functional_name.rpartition("/")[2]
    number = f"{'-' if fact.value < 0 else ''}{fact.reported}"
    words = (
        fact.statement, fact.direction[:3], item, code if fact.item else "", fact.fund, fact.expenditure_type,
        fact.phase, fact.measure, fact.basis, number, fact.reported_unit,
    )  # fmt: skip
    return " ".join(word for word in words if word)


def list_seen() -> dict[str, list[str]]:
    blocks = SEEN.read_text(encoding="utf-8").removeprefix("# ").split("\n# ")
    return {block.split("\n")[0]: block.strip("\n").split("\n")[1:] for block in blocks}


def describe_all(parsed: Parsed) -> list[str]:
    unread = " ".join(figure.text for figure in parsed.figures if figure.outcome == "unread")
    return [*map(describe, parsed.facts), f"unread {unread}".strip()]


@pytest.mark.parametrize("name", EXPLANATIONS)
def test_what_is_read_of_an_explanation(read_text: ReadText, name: str) -> None:
    parsed = read_text("\n".join(unfold(EXPLANATIONS[name])), kind_of(name))
    assert describe_all(parsed) == list_seen()[name]


#: What begins a clause without a subject of its own; and what may be before a subject in a sentence.
_REST = re.compile("占|增长|增加|下降|减少|完成年?")
_CLAUSE = re.compile(r"(?<=[，；、])")
_NUMBER = re.compile(r"（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|（\d{1,2}）|")


def list_headless(lines: list[str]) -> Iterator[list[str]]:
    """The paragraphs with one sentence that lost its begin: it goes on with a share or a change of what was lost."""
    for index, line in enumerate(lines):
        sentences = [each for each in _SENTENCE.split(line) if each] if "。" in line else []
        for at, sentence in enumerate(sentences):
            numbered = _NUMBER.match(sentence)
            number = numbered.group() if numbered else ""
            clauses = _CLAUSE.split(sentence)
            for first in range(1, len(clauses)):
                if _REST.match(clauses[first]):
                    rest = number + "".join(clauses[first:])
                    yield [*lines[:index], "".join([*sentences[:at], rest, *sentences[at + 1 :]]), *lines[index + 1 :]]


def list_damaged(lines: list[str]) -> Iterator[list[str]]:
    """The paragraphs without one sentence of one of them, or with one cut off in the middle."""
    for index, line in enumerate(lines):
        sentences = [each for each in _SENTENCE.split(line) if each]
        if "。" not in line:
            continue
        for at in range(len(sentences)):
            yield [*lines[:index], "".join(sentences[:at] + sentences[at + 1 :]), *lines[index + 1 :]]
        yield [*lines[:index], line[: len(line) // 2], *lines[index + 1 :]]


#: What the whole texts do not give, and is right: it is read where words that open its meaning are lost.
RIGHT = {
    "budget_f": {"three_public exp vehicles general_public_budget approved change_rate prior_year 2.00 %"},
    "final_h": {
        "overall exp closing_carryover executed change prior_year -75 万元",
        "overall exp closing_carryover executed change_rate prior_year -75 %",
    },
}
#: Every one of so many damaged texts is read.
STRIDE = 5


@pytest.mark.sampled(5)
@pytest.mark.parametrize("name", EXPLANATIONS)
def test_a_lost_sentence_makes_no_wrong_fact(read_text: ReadText, name: str) -> None:
    lines = unfold(EXPLANATIONS[name])
    known = {describe(fact) for fact in read_text("\n".join(lines), kind_of(name)).facts}
    for damaged in [*list_damaged(lines), *list_headless(lines)][::STRIDE]:
        found = {describe(fact) for fact in read_text("\n".join(damaged), kind_of(name)).facts}
        assert found <= known | RIGHT.get(name, set()), "\n".join(damaged)
