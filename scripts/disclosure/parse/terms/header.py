"""What a column is, by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from disclosure.parse.numbers import UNIT_TAIL
from disclosure.parse.terms.meaning import Contradiction, Meaning, combine, is_part
from disclosure.parse.terms.term import MOST_REMEMBERED, Terms, Unknown
from disclosure.quick import replace

_YEAR = re.compile(r"^(?P<year>(?:19|20)\d{2})年?度?(?=\D|$)")
_NOTE = re.compile(r"^(?:其中|其中、)[：:]?")
_REMARK = re.compile(r"(?P<header>[^（）]+)（(?P<remark>(?![^）]*分类)[^（）]+)）")
#: A header that names the classification of its rows behind its own words: 项目（按支出经济分类）.
_BY_CLASS = re.compile(r"(?P<header>[^（）]+)(?:（按(?P<within>[^（）]+)）|按(?P<behind>[^（）]+))")
#: Kinds of columns that name rows, from the kind of their last word.
_OF_ACCOUNTS = frozenset({"account", "name"})
#: Dimensions that only amounts have.
_AMOUNTS = (
    "fund", "item", "expenditure_type", "phase", "basis", "statement", "sum", "balance", "period", "direction", "form",
    "economic", "government",
)  # fmt: skip

#: Funds that are sums of named sources, and those sources.
_OWN_FUNDS = frozenset({"own_funds", "nonfiscal"})
_SOURCES = frozenset({
    "superior_subsidy", "service_income", "business_income", "subsidiary_remittance", "other_income",
})  # fmt: skip
#: Dimensions of which no term follows 收入, 支出 or 合计 in one phrase.
_ENDED = ("fund", "item", "expenditure_type", "balance")

Reading = Meaning | Contradiction | Unknown


def read_path(path: Sequence[str], terms: Terms, year: int) -> Reading:
    """The meaning of a column from the words over it, top down; ``year`` is the report's. The unknown words, or the
    contradiction between two known ones, where there is no meaning."""
    whole = Meaning()
    for word in path:
        found = read_word(word, terms, year)
        joined = _join(whole, found) if isinstance(found, Meaning) else found
        if not isinstance(joined, Meaning):
            return joined
        whole = joined
    return _as_column(whole)


@lru_cache(maxsize=MOST_REMEMBERED)
def read_word(word: str, terms: Terms, year: int) -> Reading:
    """The meaning of one header cell: its year, its unit of measure and 其中 aside."""
    plain = plain_header(word)
    dated = _YEAR.match(plain)
    if dated is not None and "比" in plain:
        return _read_change(plain, terms, year)
    rest = plain[dated.end() :] if dated is not None else plain
    parts = terms.cut(rest, "header") if rest else []
    if isinstance(parts, Unknown):
        return _read_classified(rest, terms) or _read_noted(rest, terms) or parts
    found = compose(parts)
    if dated is None or not isinstance(found, Meaning):
        return found
    distance = year - int(dated.group("year"))
    if distance == 0:
        return found if found.kind else replace(found, kind="amount")
    return replace(found, kind="amount", phase="prior") if distance == 1 else Unknown(plain)


def _read_classified(text: str, terms: Terms) -> Meaning | None:
    """A header that names the classification of its rows behind its own words."""
    noted = _BY_CLASS.fullmatch(text)
    if noted is None:
        return None
    parts, classes = terms.cut(noted["header"], "header"), terms.cut(noted["within"] or noted["behind"], "header")
    if isinstance(parts, Unknown) or isinstance(classes, Unknown):
        return None
    own, named = compose(parts), compose(classes)
    if not isinstance(own, Meaning) or not isinstance(named, Meaning) or not named.classification:
        return None
    found = combine(own, Meaning(kind="class", classification=named.classification))
    return found if isinstance(found, Meaning) else None


def _read_noted(text: str, terms: Terms) -> Meaning | None:
    """A header of names or codes with a remark in brackets, which does not change what they name, unless it is of a
    classification; a remark on amounts may change anything. Units and accounts are names of both: 单位（科目名称）."""
    noted = _REMARK.fullmatch(text)
    if noted is None:
        return None
    parts, remark = terms.cut(noted.group("header"), "header"), terms.cut(noted.group("remark"), "header")
    found = compose(parts) if isinstance(parts, list) else None
    within = compose(remark) if isinstance(remark, list) else None
    if isinstance(found, Meaning) and isinstance(within, Meaning):
        kinds = {found.kind, within.kind}
        if "unit" in kinds and kinds & {"account", "class"}:
            return Meaning(kind="name")
    return found if isinstance(found, Meaning) and found.kind not in {"", "amount", "rate"} else None


def plain_header(word: str) -> str:
    """A header cell's words without its unit of measure, a colon and 其中."""
    rest = UNIT_TAIL.sub("", _NOTE.sub("", word)).rstrip("：")
    return rest or "其中"


def measure_of(path: Sequence[str]) -> str:
    """The unit of measure that a word over a column names last; empty if none does."""
    found = [tail.group(1) for word in path if (tail := UNIT_TAIL.search(word))]
    return found[-1] if found else ""


def has_own_measure(word: str) -> bool:
    """Whether a header cell names a unit of measure behind words of its own."""
    found = UNIT_TAIL.search(word)
    return found is not None and found.start() > 0


def compose(parts: Sequence[Meaning]) -> Meaning | Contradiction:
    """One meaning of the terms of one text: what terms mean together is more than each says alone."""
    whole: Meaning | Contradiction = Meaning()
    for part in parts:
        kind = part.kind or ("amount" if any(getattr(part, name) for name in _AMOUNTS) else "")
        kind = "class" if part.classification else kind
        if not isinstance(whole, Meaning):
            return whole
        if _begins_anew(whole, part):
            return Contradiction("phrase", "one", "two")
        whole = combine(whole, part if part.kind == kind else replace(part, kind=kind))
    if isinstance(whole, Meaning) and whole.balance and whole.period == "current" and not whole.item:
        return Contradiction(
            "period", "current", whole.balance
        )  # 本年结余 is neither an opening nor a closing carryover
    return _infer(whole) if isinstance(whole, Meaning) else whole


def _begins_anew(whole: Meaning, part: Meaning) -> bool:
    """Whether a term begins a second phrase: 收入, 支出 and 合计 end one. A source without rules may hold two header
    cells as one (本年支出基本支出), of which nobody can say which is whose."""
    if whole.sum and part.sum:
        return True
    named = any(getattr(part, name) for name in _ENDED)
    if whole.item:
        return named and not (part.item and is_part("item", part.item, whole.item))
    return bool((whole.direction or whole.sum) and (named or part.direction))


def _infer(whole: Meaning) -> Meaning:
    """What periods, sums and balances mean together: 上年结转 is the opening carryover, 本年收入 the year's revenue."""
    if whole.balance and not whole.item:
        closing = whole.period == "closing"
        item, side = ("closing_carryover", "expenditure") if closing else ("opening_carryover", "revenue")
        fund = "" if whole.fund == "fiscal_appropriation" and whole.period in {"opening", "closing"} else whole.fund
        return replace(whole, item=item, direction=side, fund=fund, period="", balance="", phase="")
    if whole.period == "prior":
        return replace(whole, phase="prior", period="", kind="rate" if whole.kind == "rate" else "amount")
    phase = {("opening", "budget"): "approved", ("full", "budget"): "adjusted"}.get((whole.period, whole.phase))
    if phase or whole.period == "full":
        whole = replace(whole, phase=phase or whole.phase, period="")
    named = whole.item or whole.fund or whole.expenditure_type
    if whole.period == "current" and whole.direction and not named and (whole.sum or whole.direction == "revenue"):
        return replace(whole, item="current_year", period="", sum="")
    return whole


def _join(above: Meaning, below: Meaning) -> Meaning | Contradiction:
    """Two header cells, one over the other. A carryover's columns by fund are the carryover's."""
    if above.item == "opening_carryover" and below.item == above.item:
        above = replace(above, item="")
    if (above.fund == "other" and below.item) or (above.fund in _OWN_FUNDS and below.item in _SOURCES):
        above = replace(above, fund="")  # a named source of own or other funds
    if above.direction == "expenditure" and below.item == "opening_carryover":
        # what is spent from a carryover; of one fund's carryover no dimension says
        part = above.fund or below.fund
        below = replace(
            below, item="", direction="", fund="" if part else "carryover", kind="part" if part else "amount"
        )
    if above.fund == "general_public_budget" and below.fund == "fiscal_appropriation":
        below = replace(below, kind="part")  # of the whole budget the part that the treasury pays (其中：财政拨款)
    return combine(above, below)


def _as_column(whole: Meaning) -> Meaning | Unknown:
    """What a column is: the kind of its last word, and the classification over it."""
    kind, over = whole.kind, whole.classification
    if kind in _OF_ACCOUNTS | {"class"}:
        kind = over or "name"
    elif kind in {"code", "account_code"}:
        kind = "government" if over == "government" else "code"
    elif kind == "project":
        kind = "name"
    if kind == "rate" and not whole.basis:
        return Unknown("")  # a share or a degree of completion
    if over and kind != "amount":
        whole = replace(whole, direction="")  # forms of revenue too name functions of expenditure
    return replace(whole, kind=kind) if kind else Unknown("")


def _read_change(plain: str, terms: Terms, year: int) -> Reading:
    """A column of changes from one year's known kind of amount to the next's (2025年预算数比2024年执行数)."""
    now, _, before = plain.partition("比")
    found, prior = read_word(now, terms, year), read_word(before, terms, year)
    if not isinstance(found, Meaning) or not isinstance(prior, Meaning) or prior.phase != "prior":
        return Unknown(plain)
    kind = "rate" if prior.kind == "rate" else found.kind
    return replace(found, basis="prior_year", kind=kind) if found.kind == "amount" else Unknown(plain)
