"""Personal data: found, counted and never kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from disclosure.parse.words import Vocabulary
from disclosure.quick import replace

#: What stands in the place of a private person's name or number.
REDACTED = "〔隐去〕"

#: What is personal, by kind.
KINDS = ("identity", "bank", "mobile", "landline", "mail", "name")

_HYPHEN = "[-－—–]"
_END = r"(?![0-9A-Za-z])(?!\.[0-9])"
#: A whole amount of eleven digits is no telephone: its unit of measure stands behind it.
_NO_AMOUNT = r"(?!\s*(?:[百千万亿]*元|[%％]|平方米|人次|个|台|辆|件|套))"
#: Nor is a document's number: 〔2023〕…号, 第…号.
_NO_DOCUMENT = r"(?<![〔〕第])"
#: Nor does one begin with the last three digits of an amount: 6,705,199.
_NO_THOUSANDS = "".join(rf"(?<!(?<![0-9])[0-9]{{{digits}}},)" for digits in (1, 2, 3))
_MOBILE = (
    rf"(?<![0-9.A-Za-z]){_NO_DOCUMENT}{_NO_THOUSANDS}"
    rf"1[3-9][0-9](?: |{_HYPHEN})?[0-9]{{4}}(?: |{_HYPHEN})?[0-9]{{4}}{_END}{_NO_AMOUNT}"
)
_LANDLINE = rf"(?<![0-9]){_NO_DOCUMENT}(?:0[0-9]{{2,3}}{_HYPHEN}|[（(]0[0-9]{{2,3}}[）)])[0-9]{{7,8}}(?![0-9])"
_IDENTITY = (
    r"(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
    r"(?![0-9A-Za-z])"
)
#: No longer than an address may be (RFC 5321): a long line of letters is then looked through once.
_MAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
#: An account where one is asked for, or a bank card of a Chinese bank (62…) wherever it stands.
_ACCOUNT = r"(?:账号|帐号|卡号)[：:\s]*(?P<account>[0-9](?:[ -]?[0-9]){8,29})(?![0-9])"
_CARD = r"(?<![0-9A-Za-z.])(?P<card>62[0-9]{2}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?)(?![0-9A-Za-z])(?!\.[0-9])"
_NUMBERS = re.compile(
    "|".join(
        (
            f"(?P<bank>{_ACCOUNT}|{_CARD})", f"(?P<identity>{_IDENTITY})", f"(?P<mobile>{_MOBILE})",
            f"(?P<landline>{_LANDLINE})", f"(?P<mail>{_MAIL})",
        )
    )
)  # fmt: skip
#: What every one of these has: an @, or nine digits with at most one other sign between two of them. Few texts do.
_MAY_BE_NUMBER = re.compile("@|(?:[0-9](?:[- －—–]|[）)])?){8}[0-9]")
#: A mobile number that a line's end has broken in two; its digits are counted in code.
_BROKEN = re.compile(rf"(?<![0-9.A-Za-z]){_NO_THOUSANDS}1[3-9][0-9]{{0,8}}[ \t]*\n\s*[0-9]{{1,9}}{_END}{_NO_AMOUNT}")
_MOBILE_DIGITS = 11
_WIDE_DIGIT = re.compile("[０-９]")
_NARROW = str.maketrans({chr(ord("０") + digit): str(digit) for digit in range(10)})
#: GB 32100-2015, the code of an organisation: its signs and their weights.
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = [pow(3, place, 31) for place in range(17)]
#: GB 11643-1999, the number of a person.
_IDENTITY_WEIGHTS = [pow(2, 17 - place, 11) for place in range(17)]


@dataclass(frozen=True, slots=True)
class Personal:
    """Something personal in a text: a half-open range and its kind."""

    start: int
    end: int
    kind: str


def list_personal(text: str, vocabulary: Vocabulary) -> list[Personal]:
    """All that is personal in ``text``, in order: a telephone, identity or bank number, an e-mail address, or the
    name of a private person in a position where documents name one (vocabulary/privacy.yml). None overlap."""
    found = _list_numbers(text)
    plain = "".join(text.split()).replace(":", "：")
    for context, before, behind in _split_contexts(vocabulary.names):
        if before in plain and behind in plain:
            pattern, further = _name_patterns(
                context, vocabulary.surnames, vocabulary.ordinary, vocabulary.transliterated
            )
            for match in pattern.finditer(text):
                found.extend(_list_names(text, match, further))
    if not found:
        return []
    merged: list[Personal] = []
    for each in sorted(found, key=lambda each: (each.start, each.end)):
        if merged and each.start < merged[-1].end:
            merged[-1] = replace(merged[-1], end=max(each.end, merged[-1].end))
        else:
            merged.append(each)
    return merged


def _list_names(text: str, match: re.Match[str], further: re.Pattern[str]) -> Iterator[Personal]:
    """The name of ``match`` and those that follow it in a list."""
    next_name: re.Match[str] | None = match
    while next_name:
        yield Personal(*next_name.span("name"), "name")
        next_name = further.match(text, next_name.end("name"))


def _list_numbers(text: str) -> list[Personal]:
    narrow = text.translate(_NARROW) if _WIDE_DIGIT.search(text) else text
    found = []
    for match in _NUMBERS.finditer(narrow) if _MAY_BE_NUMBER.search(narrow) else ():
        kind = next(name for name in KINDS if match.groupdict().get(name))
        inner = next((name for name in ("account", "card") if match[name]), kind)
        number = re.sub("[ -]", "", match[inner])
        if inner == "card" and not is_card(number):
            continue
        if kind == "identity" and is_credit_code(number) and not is_identity(number):
            continue
        found.append(Personal(*match.span(inner), kind))
    for match in _BROKEN.finditer(narrow) if "\n" in narrow else ():
        if sum(char.isdigit() for char in match.group()) == _MOBILE_DIGITS:
            found.append(Personal(*match.span(), "mobile"))
    return found


def is_identity(number: str) -> bool:
    """Whether the last sign of an identity number of 18 is the right one (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _IDENTITY_WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def is_credit_code(number: str) -> bool:
    """Whether 18 signs are the code of an organisation, by the last of them (GB 32100-2015)."""
    if any(sign not in _CREDIT_SIGNS for sign in number):
        return False
    total = sum(_CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(number[:17], _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_SIGNS[-total % 31] == number[17]


def is_card(number: str) -> bool:
    """Whether the last digit of a card's number is the right one (ISO/IEC 7812, Luhn)."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def find_personal(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """The ranges of list_personal."""
    return [(each.start, each.end) for each in list_personal(text, vocabulary)]


def redact(text: str, vocabulary: Vocabulary) -> tuple[str, int]:
    """``text`` with everything personal replaced by a mark, and how many places there were."""
    found = find_personal(text, vocabulary)
    for start, end in reversed(found):
        text = text[:start] + REDACTED + text[end:]
    return text, len(found)


def redact_all(texts: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Those of ``texts`` that hold something personal, each with what redact makes of it.

    Each kind is looked for once in all of them together, and in each only if it was met: most documents name no private
    person.
    """
    every = list(texts)
    # no pattern goes over a NUL
    whole = "\0".join(every)
    plain = "".join(whole.split()).replace(":", "：")
    contexts = tuple(
        context for context, before, behind in _split_contexts(vocabulary.names) if before in plain and behind in plain
    )
    narrow = whole.translate(_NARROW) if _WIDE_DIGIT.search(whole) else whole
    places = [found.start() for found in _MAY_BE_NUMBER.finditer(narrow)]
    places.extend(found.start() for found in (_BROKEN.finditer(narrow) if "\n" in narrow else ()))
    if not contexts and not places:
        return {}
    ends = list(accumulate(len(each) + 1 for each in every))
    asked = {every[bisect_right(ends, place)] for place in places}
    if contexts:
        asked.update(each for each in every if _may_name(each, contexts))
    present = replace(vocabulary, names=contexts)
    return {each: redact(each, present)[0] for each in asked if find_personal(each, present)}


def _may_name(text: str, contexts: tuple[str, ...]) -> bool:
    """Whether ``text`` has the words of one of ``contexts`` around a name."""
    plain = "".join(text.split()).replace(":", "：")
    return any(before in plain and behind in plain for _, before, behind in _split_contexts(contexts))


@cache
def _split_contexts(contexts: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Each context with its words before and behind the name, which a text must hold for the slow part to be worth
    it."""
    return [(context, *context.split("{name}")) for context in contexts]  # type: ignore[misc]


@cache
def _name_patterns(
    context: str, surnames: frozenset[str], ordinary: frozenset[str], transliterated: frozenset[str]
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The pattern of a name in its context, and that of one more name behind.

    A name is a surname with one or two characters, or a transliterated one of two to five characters; either may
    go on behind a middle dot. No name begins with one of the ``ordinary`` words. Made when a text first asks for it:
    compiling those of all contexts takes as long as reading seven pages, and most of them are in no text.
    """
    # one set of characters is compiled and tried at once, hundreds of alternatives one by one
    single = "".join(sorted(each for each in surnames if len(each) == 1))
    family = "|".join((*sorted(each for each in surnames if len(each) > 1), f"[{single}]"))
    lead = "".join(sorted(transliterated))
    han = r"[\u4e00-\u9fff]"
    blank = r"\s*"
    none = "|".join(blank.join(word) for word in sorted(ordinary))
    before, behind = context.split("{name}")
    lazy = "?" if behind else ""
    dotted = rf"[·•・]{han}{{1,8}}"
    own = rf"(?:{family})\s*{han}{{1,2}}{lazy}(?:{dotted})?"
    name = rf"(?!{none})(?P<name>[{lead}]{han}{{1,4}}{dotted}|{own}|[{lead}]{han}{{1,4}}{lazy})"
    first, last = (
        blank.join("[：:]" if char == "：" else re.escape(char) for char in part) for part in (before, behind)
    )
    pattern = re.compile(first + blank + name + (blank + last if behind else ""))
    return pattern, re.compile(rf"{blank}[、/／]{blank}{name}")
