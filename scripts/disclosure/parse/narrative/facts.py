"""Figures of running text as facts: what the label, the section and the number each bring along."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.model import Fact
from disclosure.parse.narrative.bases import name_economic
from disclosure.parse.narrative.lexicon import Lexeme, as_quantity
from disclosure.parse.narrative.shapes import Shape
from disclosure.parse.outline import Section
from disclosure.parse.stream import Stream
from disclosure.parse.words import Label, SectionWords
from disclosure.reference import CodeList

#: Measures whose figures are of money, and so of a fund.
_OF_MONEY = frozenset({"amount", "share", "change", "change_rate", "variance_rate"})


@dataclass(frozen=True, slots=True)
class FactMaker:
    """Makes the facts of one section of running text."""

    stream: Stream
    section: Section
    words: SectionWords
    economic: CodeList

    def make(self, subject: Label, lexeme: Lexeme, start: int, told: tuple[str, str], shape: Shape, fund: str) -> Fact:
        """The fact of a number (``lexeme``) whose words begin at ``start``: ``told`` are its statement and item,
        ``fund`` the one that the section last named for functions. Its value is in the base unit."""
        stream, quantity, (statement, item) = self.stream, as_quantity(lexeme), told
        # A label of another statement (vehicles told under 三公) brings nothing of this section's along.
        home = SectionWords("", ()) if statement != self.words.statement else self.words
        money = shape.measure in _OF_MONEY
        # Functions are of expenditure, in sections of both sides too.
        direction = subject.direction or home.direction or ("expenditure" if subject.path else "")
        path = "/".join(stream.quote(*self._name_range(name)) or name for name in subject.path)
        return Fact(
            statement=statement, direction=direction, item=item,
            functional_code=subject.functional_code, functional_name="" if subject.economic_code else path,
            economic_code=subject.economic_code, economic_name=name_economic(subject, path, self.economic),
            fund=subject.fund or (((fund if subject.path else "") or home.fund) if money else ""),
            expenditure_type=subject.expenditure_type or home.expenditure_type,
            project=subject.project, phase=shape.phase, measure=shape.measure, basis=shape.basis, value=shape.value,
            unit=quantity.measure.base if quantity.measure else "人", reported=quantity.number,
            reported_unit=stream.quote(quantity.number_end, quantity.end), form="narrative",
            place=stream.place(start, lexeme.end), quote=stream.evidence(start, lexeme.end),
            spans=(stream.span(quantity.start, quantity.number_end),),
        )  # fmt: skip

    def _name_range(self, name: str) -> tuple[int, int]:
        at = self.stream.text.rfind(name, self.section.start, self.section.end)
        return (at, at + len(name)) if at >= 0 else (0, 0)
