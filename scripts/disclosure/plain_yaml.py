"""Plain YAML: mappings, lists and values, without tags, aliases, duplicate keys, implicit dates or octal numbers.

The text is divided into events by libyaml where PyYAML is built with it, as the wheels on the package index are: that
takes a sixth of the time. Composing stays in Python: the composer of libyaml calls itself for each level of nesting
without a bound, and a deep file would end the process instead of raising RecursionError.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
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
        event: Any = self.peek_event()
        mark: Any = event.start_mark
        if isinstance(event, yaml.events.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed", mark)
        if getattr(event, "tag", None) is not None:
            raise yaml.composer.ComposerError(None, None, "tags are not allowed", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise yaml.constructor.ConstructorError(None, None, f"key {key!r} is not text", key_node.start_mark)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key {key!r} occurs twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=True)


_NOT_IMPLICIT = {f"tag:yaml.org,2002:{name}" for name in ("timestamp", "float", "int")}
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag not in _NOT_IMPLICIT]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
#: Plain decimal digits only: 0201 stays text (YAML 1.1 reads 129), as do 1:30, 0x1F and 1_000.
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(0|[1-9][0-9]{0,17})$"), list("-0123456789"))


def load_plain(text: str) -> Any:
    """The content of a text of plain YAML. Dates and decimals stay text.

    Raises yaml.YAMLError for what is not plain YAML, with the line where it is known, and RecursionError for what is
    nested too deeply.
    """
    return yaml.load(text, Loader=_PlainLoader)  # type: ignore[arg-type] # noqa: S506 - a safe loader


def compose_plain(text: str) -> yaml.Node | None:
    """The nodes of a text of plain YAML, which have their places; None for an empty text. Raises as load_plain."""
    node: yaml.Node | None = yaml.compose(text, Loader=_PlainLoader)  # type: ignore[arg-type]
    return node
