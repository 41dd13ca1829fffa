"""Style rules of a web page: what holds for an element when the page is opened on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from disclosure.read.web.css_selectors import Node, Selector, parse_selector
from disclosure.read.web.css_values import parse_declarations, pixels, resolve

#: So many rules of a page are kept at most; a portal's own sheets have some thousands.
MAX_RULES = 20_000
#: The width (pixels) of the window in which a page is read.
WINDOW = 1280.0
#: Rules may be nested so deep, and one may have so many selectors together with those around it.
_MOST_NESTED, _MOST_SELECTORS = 20, 100

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|\\.|url\([^)]*\)|[{};]', re.DOTALL)
_COMMA = re.compile(r",(?![^(]*\))")
_WIDTH = re.compile(r"\(\s*(min|max)-(?:device-)?width\s*:\s*([^)]+)\)")


@dataclass(frozen=True, slots=True)
class _Rule:
    weight: tuple[int, int, int, int]
    selector: Selector
    declarations: dict[str, str]
    urgent: dict[str, str]


@dataclass(slots=True)
class _Block:
    """An open block: its selectors, whether it holds (None if that is not known), the declarations so far."""

    selectors: tuple[str, ...]
    holds: bool | None
    declared: list[str] = field(default_factory=list)


@dataclass(slots=True)
class StyleSheet:
    """The rules of a page, by what their last part asks for."""

    _rules: dict[str, list[_Rule]] = field(default_factory=dict)
    _added: dict[str, list[_Rule]] = field(default_factory=dict)
    _variables: dict[str, set[str]] = field(default_factory=dict)
    _count: int = 0

    def add(self, text: str) -> None:
        """Add the rules of one style element."""
        for selectors, body, sure in _read_blocks(_COMMENT.sub(" ", text)):
            usual, urgent = parse_declarations(body)
            for name in [each for each in usual if each.startswith("--")]:
                self._variables.setdefault(name, set()).add(usual.pop(name))
            for text_of_one in selectors if usual or urgent else ():
                one = parse_selector(text_of_one)
                if one is not None and self._count < MAX_RULES:
                    self._count += 1
                    self._keep(Selector(one.parts, one.element, one.sure and sure), usual, urgent)

    def _keep(self, selector: Selector, usual: dict[str, str], urgent: dict[str, str]) -> None:
        last = selector.parts[-1]
        key = f"#{last.identity}" if last.identity else f".{min(last.classes)}" if last.classes else last.tag or "*"
        rules = self._added if selector.element else self._rules
        rules.setdefault(key, []).append(_Rule((*selector.weight, self._count), selector, usual, urgent))

    def declarations(
        self, node: Node, above: Sequence[Node], inline: str
    ) -> tuple[dict[str, str], dict[str, str] | None]:
        """What holds for an element below ``above``, by the weight of the rules, then its own style attribute; and the
        same with the rules of which it is not known whether they hold, if there are any."""
        rules = _find(self._rules, node, above)
        usual, urgent = parse_declarations(inline)
        sure = _merge([rule for rule in rules if rule.selector.sure], usual, urgent)
        found = resolve(sure, self._variables)
        if all(rule.selector.sure for rule in rules):
            return found, None
        return found, resolve(_merge(rules, usual, urgent), self._variables)

    def added(self, node: Node, above: Sequence[Node]) -> dict[str, dict[str, str]]:
        """What holds for what is added before and behind (before, after) an element; an unsure rule counts."""
        if not self._added:
            return {}
        rules = _find(self._added, node, above)
        return {
            name: _merge([rule for rule in rules if rule.selector.element == name], {}, {})
            for name in {rule.selector.element for rule in rules}
        }


def _find(held: dict[str, list[_Rule]], node: Node, above: Sequence[Node]) -> list[_Rule]:
    """The rules that mean an element, the strongest last."""
    keys = ["*", node.tag, *(f".{name}" for name in node.classes)]
    if node.identity:
        keys.append(f"#{node.identity}")
    rules = [rule for key in keys for rule in held.get(key, ()) if rule.selector.fits(node, above)]
    return sorted(rules, key=lambda rule: rule.weight)


def _merge(rules: Iterable[_Rule], usual: dict[str, str], urgent: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    held = list(rules)
    for rule in held:
        found |= rule.declarations
    found |= usual
    for rule in held:
        found |= rule.urgent
    return found | urgent


def _read_blocks(text: str) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Selectors and bodies of the rules that hold or may hold on a screen, and whether it is sure that they do."""
    open_blocks = [_Block((), True)]
    begin = 0
    for match in _TOKEN.finditer(text):
        sign = match.group()
        if sign not in {"{", "}", ";"}:
            continue
        piece, begin = text[begin : match.start()].strip(), match.end()
        here = open_blocks[-1]
        if sign == "{":
            if len(open_blocks) > _MOST_NESTED:
                return
            open_blocks.append(_open_block(piece, here))
            continue
        here.declared.append(piece)
        if sign == "}" and len(open_blocks) > 1:
            yield from _close_block(open_blocks.pop())
    open_blocks[-1].declared.append(text[begin:].strip())
    for block in open_blocks[:0:-1]:
        yield from _close_block(block)


def _close_block(block: _Block) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    if block.holds is not False and block.selectors and block.declared:
        yield block.selectors, ";".join(block.declared), block.holds is True


def _open_block(head: str, around: _Block) -> _Block:
    """The block of a rule, or of a condition on rules, within another one."""
    if head.startswith("@"):
        name, _, query = head.lower().partition(" ")
        holds = _holds(query) if name == "@media" else {"@supports": True, "@layer": True, "@container": None}.get(
            name.partition("(")[0], False
        )  # fmt: skip
        return _Block(around.selectors, _both(around.holds, holds))
    own = [each.strip() for each in _COMMA.split(head) if each.strip()]
    if around.selectors:
        own = [one.replace("&", outer) if "&" in one else f"{outer} {one}" for outer in around.selectors for one in own]
    return _Block(tuple(own[:_MOST_SELECTORS]), around.holds)


def _both(one: bool | None, other: bool | None) -> bool | None:
    return False if one is False or other is False else None if one is None or other is None else True


def _holds(query: str) -> bool | None:
    """Whether a query of media holds for a screen of the usual width; None if it asks for something else."""
    found = [_holds_one(each) for each in query.split(",")]
    return True if True in found else None if None in found else False


def _holds_one(query: str) -> bool | None:
    words = query.replace("only ", " ").strip()
    if words.startswith("not "):
        held = _holds_one(words[4:])
        return held if held is None else not held
    held = True
    for part in filter(None, (each.strip() for each in words.split(" and "))):
        width = _WIDTH.fullmatch(part)
        size = pixels(width[2]) if width else None
        if width and size is not None:
            held = _both(held, size <= WINDOW if width[1] == "min" else size >= WINDOW)
        elif part == "(orientation: landscape)" or part in {"screen", "all"}:
            continue
        elif part in {"print", "speech", "tty", "tv", "projection", "handheld", "(orientation: portrait)"}:
            held = False
        else:
            held = _both(held, None)
    return held
