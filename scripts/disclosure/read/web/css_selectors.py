"""Selectors of style rules, and which elements they mean. What cannot be known of an element of a page that is read
from its beginning (whether it is the last one, which one the reader points at) makes a selector unsure or void."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

#: A selector with more parts is left out; siblings further away than this are not looked at.
_MOST_PARTS, _MOST_SIBLINGS = 12, 200

_NAME = r"(?:[\w\u0080-\uffff-]|\\.)+"
_PIECE = re.compile(
    rf"(?P<tag>\*|{_NAME})|(?P<sign>[.#])(?P<name>{_NAME})|\[(?P<attribute>[^\]]*)\]"
    rf"|(?P<colons>::?)(?P<pseudo>[\w-]+)(?:\((?P<inner>(?:[^()]|\([^()]*\))*)\))?",
)
_ATTRIBUTE = re.compile(r"\s*([\w:-]+)\s*(?:([~|^$*]?=)\s*[\"']?(.*?)[\"']?\s*(?:\s[iIsS]\s*)?)?", re.DOTALL)
_STEP = re.compile(r"(?:([+-]?\d*)n\s*)?(?:([+-]?)\s*(\d+))?")
#: Classes that hold for no element when a page is opened.
_VOID = frozenset({
    "hover", "focus", "active", "visited", "target", "focus-within", "focus-visible", "disabled", "checked",
    "invalid", "fullscreen", "placeholder-shown", "indeterminate", "popover-open", "user-invalid", "empty",
})  # fmt: skip
#: Classes that hold for all elements that are meant here.
_EMPTY = frozenset({"link", "any-link", "enabled", "valid", "defined", "scope", "optional"})
_PLACES = {"first-child": ("1", False), "first-of-type": ("1", True)}
_NTH = {"nth-child": False, "nth-of-type": True}
_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "=": str.__eq__, "^=": lambda held, said: bool(said) and held.startswith(said),
    "$=": lambda held, said: bool(said) and held.endswith(said),
    "*=": lambda held, said: bool(said) and said in held, "~=": lambda held, said: said in held.split(),
    "|=": lambda held, said: held == said or held.startswith(f"{said}-"),
}  # fmt: skip


@dataclass(slots=True)
class Family:
    """The elements within one element so far, and how many there are of each name."""

    nodes: list[Node] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Node:
    """An element as selectors see it: ``place`` and ``number`` (from 1) among its siblings and those of its name."""

    tag: str
    said: dict[str, str] = field(default_factory=dict)
    family: Family = field(default_factory=Family)
    place: int = 1
    number: int = 1
    within: Family = field(default_factory=Family)

    @property
    def identity(self) -> str:
        return self.said.get("id", "")

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.said.get("class", "").split())

    def add(self, tag: str, said: dict[str, str]) -> Node:
        """An element within this one, behind those that are in it already."""
        self.within.names[tag] += 1
        node = Node(tag, said, self.within, len(self.within.nodes) + 1, self.within.names[tag])
        self.within.nodes.append(node)
        return node


@dataclass(frozen=True, slots=True)
class Compound:
    """What a selector asks of one element; ``joint`` says how it is related to the part before: a space, >, + or ~."""

    tag: str = ""
    identity: str = ""
    classes: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, str, str], ...] = ()
    steps: tuple[tuple[int, int, bool], ...] = ()
    groups: tuple[tuple[bool, tuple[Compound, ...]], ...] = ()
    joint: str = " "

    def fits(self, node: Node) -> bool:
        """Whether an element is meant."""
        return (
            self.tag in {"", "*", node.tag}
            and (not self.identity or self.identity == node.identity)
            and (not self.classes or self.classes <= node.classes)
            and all(_has(node, *each) for each in self.attributes)
            and all(_is_step(node.number if typed else node.place, a, b) for a, b, typed in self.steps)
            and all(any(each.fits(node) for each in group) is wanted for wanted, group in self.groups)
        )


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector; ``element`` is before or after for what it adds to an element; ``sure`` is False where it asks for
    more than is known."""

    parts: tuple[Compound, ...]
    element: str = ""
    sure: bool = True

    @property
    def weight(self) -> tuple[int, int, int]:
        """Its rank: ids, classes and the like, names."""
        return (
            sum(bool(part.identity) for part in self.parts),
            sum(len(part.classes) + len(part.attributes) + len(part.steps) + len(part.groups) for part in self.parts),
            sum(part.tag not in {"", "*"} for part in self.parts),
        )

    def fits(self, node: Node, above: Sequence[Node]) -> bool:
        """Whether it means an element below ``above``."""
        if not self.parts[-1].fits(node):
            return False
        at = len(above) - 1
        for index in range(len(self.parts) - 2, -1, -1):
            part, joint = self.parts[index], self.parts[index + 1].joint
            if joint in "+~":
                found = _before(part, node, nearest=joint == "+")
                if found is None:
                    return False
                node = found
                continue
            while joint == " " and at >= 0 and not part.fits(above[at]):
                at -= 1
            if at < 0 or not part.fits(above[at]):
                return False
            node = above[at]
            at -= 1
        return True


def parse_selector(text: str) -> Selector | None:
    """The selector that a text is; None for one that holds for nothing, or that is not understood at all."""
    parts: list[Compound] = []
    element, sure, joint, at = "", True, " ", 0
    text = text.strip()
    while at < len(text):
        gap = re.compile(r"\s*([>+~]?)\s*").match(text, at)
        if gap is not None and gap.end() > at:
            joint, at = gap.group(1) or " ", gap.end()
        found = _parse_compound(text, at, joint)
        if found is None or len(parts) >= _MOST_PARTS or element:
            return None
        part, element, known, at = found
        parts.append(part)
        sure = sure and known
    return Selector(tuple(parts), element, sure) if parts else None


def _parse_compound(text: str, at: int, joint: str) -> tuple[Compound, str, bool, int] | None:
    """The part of a selector that begins at a place, the element that it adds, whether all of it is known, its end."""
    tag = identity = element = ""
    classes: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    steps: list[tuple[int, int, bool]] = []
    groups: list[tuple[bool, tuple[Compound, ...]]] = []
    sure, begin = True, at
    while match := _PIECE.match(text, at):
        at = match.end()
        name = re.sub(r"\\(.)", r"\1", match["tag"] or match["name"] or "")
        if match["tag"]:
            tag = name.lower()
        elif match["sign"] == "#":
            identity = name
        elif match["sign"]:
            classes.append(name)
        elif match["attribute"] is not None:
            held = _ATTRIBUTE.fullmatch(match["attribute"])
            sure = sure and held is not None
            attributes += [(held[1].lower(), held[2] or "", held[3] or "")] if held else []
        else:
            pseudo, inner = match["pseudo"].lower(), match["inner"] or ""
            group = _parse_group(inner) if pseudo in {"not", "is", "where", "matches"} else None
            if pseudo in {"before", "after"}:
                element = pseudo
            elif match["colons"] == "::" or pseudo in _VOID:
                return None
            elif pseudo == "root":
                tag = tag or "html"
            elif group is not None:
                groups.append((pseudo != "not", group))
            elif (step := _parse_step(pseudo, inner)) is not None:
                steps.append(step)
            else:
                sure = sure and pseudo in _EMPTY
    if at == begin:
        return None
    held_parts = tuple(attributes), tuple(steps), tuple(groups)
    return Compound(tag, identity, frozenset(classes), *held_parts, joint), element, sure, at


def _parse_group(inner: str) -> tuple[Compound, ...] | None:
    """The alternatives within :is() or :not(), if each is of one part and known."""
    found = []
    for text in inner.split(","):
        one = parse_selector(text)
        if one is None and text.strip().lstrip(":") in _VOID:
            continue
        if one is None or not one.sure or len(one.parts) > 1:
            return None
        found.append(one.parts[0])
    return tuple(found)


def _parse_step(pseudo: str, inner: str) -> tuple[int, int, bool] | None:
    """a, b and whether siblings of the same name are counted: the element is the (a n + b)th."""
    if pseudo in _PLACES:
        inner, typed = _PLACES[pseudo]
    elif pseudo in _NTH:
        typed = _NTH[pseudo]
    else:
        return None
    text = {"odd": "2n+1", "even": "2n"}.get(inner.strip().lower(), inner.strip().lower())
    match = _STEP.fullmatch(text)
    if match is None or not text:
        return None
    factor = match[1]
    a = 0 if factor is None else int(factor + "1" if factor in {"", "+", "-"} else factor[:6])
    return a, int((match[2] or "") + (match[3] or "0")[:6]), typed


def _is_step(place: int, a: int, b: int) -> bool:
    return place == b if a == 0 else (place - b) % a == 0 and (place - b) // a >= 0


def _has(node: Node, name: str, sign: str, value: str) -> bool:
    held = node.said.get(name)
    return held is not None and (not sign or _COMPARE[sign](held, value))


def _before(part: Compound, node: Node, *, nearest: bool) -> Node | None:
    """The sibling before an element that a part means: the nearest one, or any."""
    earlier = node.family.nodes[max(0, node.place - 1 - _MOST_SIBLINGS) : node.place - 1][::-1]
    return next((each for each in (earlier[:1] if nearest else earlier) if part.fits(each)), None)
