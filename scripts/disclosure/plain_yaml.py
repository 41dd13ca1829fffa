"""Plain YAML: mappings, lists and values, without tags, aliases, duplicate keys, implicit dates or octal numbers.

The text is divided into events by libyaml where PyYAML is built with it, as the wheels on the package index are: that
takes a sixth of the time. Values are made of the events in one pass, here: PyYAML makes nodes of them first, with two
places each, and values of the nodes, which takes four times as long. The composer of libyaml is not used: it calls
itself for each level of nesting without a bound, and a deep file would end the process instead of raising
RecursionError.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import yaml
from yaml.composer import Composer, ComposerError
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent, StreamEndEvent
from yaml.resolver import Resolver

if yaml.__with_libyaml__:
    from yaml._yaml import CParser

    class _SafeLoader(Composer, CParser, SafeConstructor, Resolver):
        """What yaml.SafeLoader does, over the events of libyaml."""

        def __init__(self, stream: str) -> None:
            CParser.__init__(self, stream)
            Composer.__init__(self)
            SafeConstructor.__init__(self)
            Resolver.__init__(self)

else:  # a build of PyYAML without libyaml
    _SafeLoader = yaml.SafeLoader  # type: ignore[assignment,misc]


class _PlainLoader(_SafeLoader):
    """Plain YAML only: no aliases, no duplicate keys, no implicit dates, octals or sexagesimals."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        _refuse_reference(self.peek_event())
        return super().compose_node(parent, index)


_IMPLICIT = "tag:yaml.org,2002:"
_NOT_IMPLICIT = {f"{_IMPLICIT}{name}" for name in ("timestamp", "float", "int")}
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag not in _NOT_IMPLICIT]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
#: Plain decimal digits only: 0201 stays text (YAML 1.1 reads 129), as do 1:30, 0x1F and 1_000.
_PlainLoader.add_implicit_resolver(f"{_IMPLICIT}int", re.compile(r"-?(0|[1-9][0-9]{0,17})$"), list("-0123456789"))
#: What a value without quotes may be other than text, by its first character.
_RESOLVERS: defaultdict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(
    list, _PlainLoader.yaml_implicit_resolvers
)


def load_plain(text: str) -> Any:
    """The content of a text of plain YAML. Dates and decimals stay text.

    Raises yaml.YAMLError for what is not plain YAML, with the line where it is known, and RecursionError for what is
    nested too deeply.
    """
    loader: Any = _PlainLoader(text)
    try:
        loader.get_event()  # the stream begins
        if isinstance(loader.peek_event(), StreamEndEvent):
            return None
        loader.get_event()  # the document begins
        content = _make_value(loader.get_event, loader.get_event())
        loader.get_event()  # the document ends
        further: Any = loader.get_event()
        if not isinstance(further, StreamEndEvent):
            raise ComposerError(None, None, "there is more than one document", further.start_mark)
        return content
    finally:
        loader.dispose()


def _make_value(take: Any, event: Any) -> Any:
    """The value that begins with ``event``; ``take`` gives the events behind it."""
    kind = type(event)
    if kind is ScalarEvent and event.tag is None:
        return _resolve(event) if event.implicit[0] else event.value
    _refuse_reference(event)
    if kind is SequenceStartEvent:
        values: list[Any] = []
        while type(event := take()) is not SequenceEndEvent:
            values.append(_make_value(take, event))
        return values
    found: dict[str, Any] = {}
    assert kind is MappingStartEvent
    while type(event := take()) is not yaml.events.MappingEndEvent:
        key = _make_value(take, event)
        if not isinstance(key, str):
            raise ConstructorError(None, None, f"key {key!r} is not text", event.start_mark)
        if key in found:
            raise ConstructorError(None, None, f"key {key!r} occurs twice", event.start_mark)
        found[key] = _make_value(take, take())
    return found


def _resolve(event: Any) -> Any:
    """The value of a scalar without quotes."""
    text: str = event.value
    for tag, pattern in _RESOLVERS[text[:1]]:
        if pattern.match(text):
            name = tag.removeprefix(_IMPLICIT)
            if name == "int":
                return int(text)
            if name == "bool":
                return SafeConstructor.bool_values[text.lower()]
            if name == "null":
                return None
            raise ConstructorError(None, None, f"{text} has a meaning that is not plain", event.start_mark)
    return text


def _refuse_reference(event: Any) -> None:
    """Raises ComposerError for an alias, and for a value with a tag."""
    mark: Any = event.start_mark
    if isinstance(event, AliasEvent):
        raise ComposerError(None, None, "aliases are not allowed", mark)
    if getattr(event, "tag", None) is not None:
        raise ComposerError(None, None, "tags are not allowed", mark)


def compose_plain(text: str) -> yaml.Node | None:
    """The nodes of a text of plain YAML, which have their places; None for an empty text. Raises as load_plain."""
    node: yaml.Node | None = yaml.compose(text, Loader=_PlainLoader)  # type: ignore[arg-type]
    return node
