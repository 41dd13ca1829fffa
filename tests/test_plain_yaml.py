"""YAML is divided by libyaml: what comes of it is what PyYAML's own parser finds, at the same places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from disclosure.plain_yaml import compose_plain, load_plain

ROOT = Path(__file__).parents[1]


def list_values(node: yaml.Node | None) -> Iterator[tuple[str, int, int]]:
    """Every value of a tree of nodes, with the line and the column where it begins."""
    if isinstance(node, yaml.ScalarNode):
        yield node.value, node.start_mark.line, node.start_mark.column
    elif isinstance(node, yaml.CollectionNode):
        yield node.tag, node.start_mark.line, node.start_mark.column
        for each in node.value:
            for part in each if isinstance(each, tuple) else (each,):
                yield from list_values(part)


def test_each_file_of_this_repository_gives_what_the_other_parser_gives() -> None:
    paths = [*ROOT.glob("scripts/**/*.yml"), *ROOT.glob("data/**/*.yml")]
    assert len(paths) > 15
    for path in paths:
        text = path.read_text("utf-8")
        ours, theirs = compose_plain(text), yaml.compose(text, Loader=yaml.SafeLoader)
        assert list(list_values(ours)) == list(list_values(theirs)), path


@pytest.mark.parametrize("text", ["[" * 5_000, "- " * 20_000, "{a: " * 5_000])
def test_deep_nesting_ends_in_an_error_and_not_the_process(text: str) -> None:
    with pytest.raises(RecursionError):
        load_plain(text)
    with pytest.raises(RecursionError):
        compose_plain(text)
