"""Words and the facts they state, written together: what a document says and what must be read from it are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from disclosure.model import Fact, Indicator, Parsed, Project, Report, Source, Text
from disclosure.store import hash_bytes

from ..books import rate, show

FISCAL, GENERAL = "fiscal_appropriation", "general_public_budget"
Row = tuple[str, ...]


@dataclass
class Writer:
    """A document being written: lines and tables in order, and what they state."""

    phase: str
    blocks: list[str | list[Row]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"l{len(self.blocks) + 1}"

    def say(self, *parts: str | Fact | Text) -> None:
        """One line of words, facts and reasons."""
        for part in parts:
            if isinstance(part, Fact):
                self.facts.append(replace(part, place=self.place, phase=part.phase or self.phase))
            elif isinstance(part, Text):
                self.texts.append(replace(part, place=self.place))
        self.blocks.append("".join(_words(part) for part in parts))

    def parsed(self) -> Parsed:
        return Parsed(
            tuple(self.facts), tuple(self.texts), tuple(self.projects), tuple(self.indicators), ()
        )  # fmt: skip


def _words(part: str | Fact | Text) -> str:
    if isinstance(part, Fact):
        return part.quote
    return f"主要原因是：{part.content}" if isinstance(part, Text) else part


def money(words: str, amount: int, statement: str, item: str = "", tail: str = "万元", **more: Any) -> Fact:
    """An amount in hundredths of 万元 behind its words; the phase is the document's unless it is named."""
    return Fact(
        statement=statement, item=item, measure=more.pop("measure", "amount"), phase=more.pop("phase", ""),
        value=(Decimal(amount) * 100).normalize() + 0, unit="元", reported=show(abs(amount)), reported_unit="万元",
        form=more.pop("form", "narrative"), place="", quote=f"{words}{show(abs(amount))}{tail}", **more,
    )  # fmt: skip


def count(words: str, number: int, unit: str, statement: str, item: str, tail: str = "", **more: Any) -> Fact:
    return Fact(
        statement=statement, item=item, measure=more.pop("measure", "count"), phase="", value=Decimal(number),
        unit=unit, reported=str(abs(number)), reported_unit=more.pop("reported_unit", unit), form="narrative", place="",
        quote=f"{words}{abs(number)}{tail or unit}", **more,
    )  # fmt: skip


def area(words: str, amount: int, statement: str, item: str) -> Fact:
    """An area in hundredths of a square metre."""
    return Fact(
        statement=statement, item=item, measure="area", phase="", value=Decimal(amount) / 100, unit="平方米",
        reported=show(amount), reported_unit="平方米", form="narrative", place="", quote=f"{words}{show(amount)}平方米",
    )  # fmt: skip


def percent(words: str, reported: str, statement: str, item: str, measure: str, basis: str, **more: Any) -> Fact:
    return Fact(
        statement=statement, item=item, measure=measure, phase=more.pop("phase", ""), unit="%",
        reported=reported if words.endswith(reported) else reported.lstrip("-"),
        value=Decimal(reported), reported_unit="%", form="narrative", place="", basis=basis,
        quote=f"{words}%" if words.endswith(reported) else f"{words}{reported.lstrip('-')}%", **more,
    )  # fmt: skip


def share(
    part: int, whole: int, statement: str, item: str, words: str = "占", basis: str = "total", **more: Any
) -> Fact:
    reported = f"{Decimal(part) / whole * 100:.2f}" if whole else "0.00"
    return percent(words, reported, statement, item, "share", basis, **more)


def change(now: int, before: int, statement: str, item: str, words: str = "比上年", **more: Any) -> list[str | Fact]:
    """The change on the year before and its rate; none where there was nothing before and there is something now."""
    rise = now - before
    verbs = ("增加", "增长") if rise >= 0 else ("减少", "下降")
    told: list[str | Fact] = [
        money(f"{words}{verbs[0]}", rise, statement, item, measure="change", basis="prior_year", **more)
    ]
    if before or not rise:
        shown = rate(rise, before) if before else "0.00"
        sign = "-" if rise < 0 else ""
        told += ["，", percent(verbs[1], f"{sign}{shown}", statement, item, "change_rate", "prior_year", **more)]
    return [*told, "，"]


def reason(content: str, statement: str, item: str = "", role: str = "change_reason", **more: Any) -> Text:
    return Text(statement, role, content, "", item, **more)


@dataclass(frozen=True)
class Written:
    """A document that was written: its report, its lines and tables, and what must be read from it."""

    report: Report
    blocks: Sequence[str | list[Row]]
    parsed: Parsed

    @property
    def tables(self) -> int:
        """How many tables it has."""
        return sum(not isinstance(block, str) for block in self.blocks)

    @property
    def text(self) -> str:
        """As a Word document is exported: a cell a line behind a tabulator, an empty line between rows."""
        shown = [block if isinstance(block, str) else _show_table(block) for block in self.blocks]
        return "\n".join(shown) + "\n"


def _show_table(rows: list[Row]) -> str:
    return "\n\n" + "\n\n".join("\n".join("\t" + cell for cell in row) for row in rows) + "\n\n"


def finish(writer: Writer, unit_id: str, unit: str, year: int, kind: Any) -> Written:
    """The document with its report, whose source is the text."""
    title = str(writer.blocks[0])
    bare = Report(unit_id, year, kind, title, unit, ())
    text = Written(bare, writer.blocks, writer.parsed()).text.encode("utf-8")
    source = Source(hash_bytes(text), "text/plain", len(text), title, unit)
    return Written(replace(bare, sources=(source,)), writer.blocks, writer.parsed())
