"""Style rules of a web page: simple selectors and the few properties that decide whether text is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

#: So many rules of a page are kept at most; a portal's own sheets have some thousands.
MAX_RULES = 20_000
#: A selector with more parts is left out.
_MOST_PARTS = 8

_RELEVANT = frozenset({
    "display", "visibility", "opacity", "font-size", "position", "left", "top", "right", "text-indent", "clip",
    "clip-path", "width", "height", "max-height", "max-width", "overflow", "color", "background", "background-color",
    "background-image", "vertical-align", "text-decoration", "text-decoration-line", "transform",
})  # fmt: skip
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_COMPOUND = re.compile(r"(\*|[a-zA-Z][\w-]*)?((?:[.#][\w\u0080-\uffff-]+)*)")
_PART = re.compile(r"([.#])([\w\u0080-\uffff-]+)")
_COLOUR = re.compile(
    r"#([0-9a-f]{6}|[0-9a-f]{3})\b|rgba?\(([^)]{1,60})\)"
    r"|\b(transparent|white|snow|black|red|blue|navy|green|gray|grey|silver|maroon|yellow|orange)\b"
)
_NAMED = {"white": 0xFFFFFF, "snow": 0xFFFAFA, "black": 0, "red": 0xFF0000, "blue": 0xFF, "navy": 0x80,
          "green": 0x8000, "gray": 0x808080, "grey": 0x808080, "silver": 0xC0C0C0, "maroon": 0x800000,
          "yellow": 0xFFFF00, "orange": 0xFFA500}  # fmt: skip
_LENGTH = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+))(px|pt|em|rem|ex|%|vw|vh|cm|mm|in)?")
#: Lengths in pixels; the usual letter has 16.
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "ex": 8.0, "cm": 37.8, "mm": 3.78, "in": 96.0,
           "%": 0.16, "vw": 12.8, "vh": 7.2, "": 1.0}  # fmt: skip

Rgb = tuple[int, int, int]


@dataclass(slots=True)
class Node:
    """An open element as selectors see it."""

    tag: str
    identity: str
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str
    identity: str
    classes: frozenset[str]
    direct: bool

    def fits(self, node: Node) -> bool:
        return (
            self.tag in {"", "*", node.tag}
            and (not self.identity or self.identity == node.identity)
            and self.classes <= node.classes
        )


@dataclass(frozen=True, slots=True)
class _Rule:
    weight: tuple[int, int, int, int]
    parts: tuple[_Compound, ...]
    declarations: dict[str, str]
    urgent: dict[str, str]


@dataclass(slots=True)
class StyleSheet:
    """The rules of a page, by what their last part asks for."""

    _rules: dict[str, list[_Rule]] = field(default_factory=dict)
    _count: int = 0

    def add(self, text: str) -> None:
        """Add the rules of one style element."""
        for selectors, body in _blocks(_COMMENT.sub(" ", text)):
            usual, urgent = parse_declarations(body)
            if not usual and not urgent:
                continue
            for selector in selectors.split(","):
                parts = _parse_selector(selector)
                if parts and self._count < MAX_RULES:
                    self._count += 1
                    self._keep(parts, usual, urgent)

    def _keep(self, parts: tuple[_Compound, ...], usual: dict[str, str], urgent: dict[str, str]) -> None:
        last = parts[-1]
        weight = (
            sum(bool(part.identity) for part in parts),
            sum(len(part.classes) for part in parts),
            sum(part.tag not in {"", "*"} for part in parts),
            self._count,
        )
        key = f"#{last.identity}" if last.identity else f".{min(last.classes)}" if last.classes else last.tag or "*"
        self._rules.setdefault(key, []).append(_Rule(weight, parts, usual, urgent))

    def declarations(self, node: Node, above: Sequence[Node], inline: str) -> dict[str, str]:
        """What holds for an element below ``above``: rules by their weight, then its own style attribute."""
        keys = ["*", node.tag, *(f".{name}" for name in node.classes)]
        if node.identity:
            keys.append(f"#{node.identity}")
        rules = [rule for key in keys for rule in self._rules.get(key, ()) if _fits(rule.parts, node, above)]
        rules.sort(key=lambda rule: rule.weight)
        usual, urgent = parse_declarations(inline)
        found: dict[str, str] = {}
        for rule in rules:
            found |= rule.declarations
        found |= usual
        for rule in rules:
            found |= rule.urgent
        return found | urgent


def parse_declarations(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The relevant properties of ``name: value; …``, usual and important ones, in small letters."""
    usual: dict[str, str] = {}
    urgent: dict[str, str] = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        if colon and name in _RELEVANT and value:
            head, mark, _ = value.partition("!")
            (urgent if mark else usual)[name] = head.strip()
    return usual, urgent


def parse_colour(value: str) -> Rgb | None:
    """The first colour in a value; None if there is none that is known, or a transparent one."""
    match = _COLOUR.search(value)
    if match is None or match.group(3) == "transparent":
        return None
    digits, parts, name = match.groups()
    if parts:
        numbers = [each.strip() for each in re.split(r"[,\s/]+", parts.strip())]
        if len(numbers) >= 3 and all(each.isdecimal() and len(each) < 4 for each in numbers[:3]):
            clear = len(numbers) > 3 and numbers[3] in {"0", "0.0", "0%", ".0"}
            return None if clear else (int(numbers[0]), int(numbers[1]), int(numbers[2]))
        return None
    if digits and len(digits) == 3:
        digits = "".join(char * 2 for char in digits)
    number = int(digits, 16) if digits else _NAMED[name]
    return number >> 16, number >> 8 & 255, number & 255


def pixels(value: str | None) -> float | None:
    """A length in pixels; None for what is none."""
    match = _LENGTH.fullmatch((value or "").strip())
    return float(match.group(1)[:12]) * _PIXELS[match.group(2) or ""] if match else None


def _fits(parts: Sequence[_Compound], node: Node, above: Sequence[Node]) -> bool:
    if not parts[-1].fits(node):
        return False
    at = len(above) - 1
    for index in range(len(parts) - 2, -1, -1):
        # the part to the right says whether its parent, or any element above it, is meant
        if parts[index + 1].direct:
            if at < 0 or not parts[index].fits(above[at]):
                return False
        else:
            while at >= 0 and not parts[index].fits(above[at]):
                at -= 1
            if at < 0:
                return False
        at -= 1
    return True


def _parse_selector(selector: str) -> tuple[_Compound, ...]:
    """The parts of a selector of tags, classes, ids, spaces and >; empty for any other."""
    parts: list[_Compound] = []
    direct = False
    for word in selector.replace(">", " > ").split():
        if word == ">":
            direct = True
            continue
        match = _COMPOUND.fullmatch(word)
        if match is None or len(parts) >= _MOST_PARTS:
            return ()
        names = _PART.findall(match.group(2))
        identity = next((name for sign, name in names if sign == "#"), "")
        classes = frozenset(name for sign, name in names if sign == ".")
        parts.append(_Compound((match.group(1) or "").lower(), identity, classes, direct))
        direct = False
    return tuple(parts)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of rules; of rules within @media those for screens of any width."""
    at = 0
    while (opening := text.find("{", at)) >= 0:
        head = text[at:opening].rpartition(";")[2].strip()
        if head.startswith("@"):
            words = head.lower().removeprefix("@media").replace("only", " ").strip()
            if head.lower().startswith("@media") and words in {"screen", "all", ""}:
                at = opening + 1
                continue
            at = _end_of_block(text, opening)
            continue
        closing = text.find("}", opening)
        closing = len(text) if closing < 0 else closing
        yield head.lstrip("} \t\r\n"), text[opening + 1 : closing]
        at = closing + 1


def _end_of_block(text: str, opening: int) -> int:
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, opening):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.end()
    return len(text)
