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


@pytest.mark.parametrize(
    "path", [*ROOT.glob("scripts/**/*.yml"), *sorted(ROOT.glob("data/reports/*/*/report.yml"))[:9]]
)
def test_values_are_those_of_the_nodes(path: Path) -> None:
    """Made in one pass, they are what PyYAML makes of its nodes, where no value is a date, a decimal or a code."""
    text = path.read_text("utf-8")
    plain = [value for value, *_ in list_values(compose_plain(text))]

    def list_texts(content: object) -> Iterator[str]:
        if isinstance(content, dict | list):
            yield f"tag:yaml.org,2002:{'map' if isinstance(content, dict) else 'seq'}"
            for each in content.items() if isinstance(content, dict) else enumerate(content):
                yield from list_texts(each[0]) if isinstance(content, dict) else ()
                yield from list_texts(each[1])
        else:
            yield str(content)

    assert list(list_texts(load_plain(text))) == plain


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("", None),
        ("a: yes\nb: ~\nc:\nd: 'yes'", {"a": True, "b": None, "c": None, "d": "yes"}),
        ("- 0201\n- 2026-01-01\n- 1.50\n- -5\n- 0", ["0201", "2026-01-01", "1.50", -5, 0]),
        ("- {a: [b, {c: d}]}\n- |\n  yes\n", [{"a": ["b", {"c": "d"}]}, "yes\n"]),
    ],
)
def test_what_a_value_is(text: str, content: object) -> None:
    assert load_plain(text) == content


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n---\nb: 2", 1), ("a: !x 1", 0), ("!x {a: 1}", 0), ("- &b 1\n- *b", 1), ("? [a]\n: b", 0), ("1: 2", 0),
        ("yes: no", 0), ("a: 1\na: 2", 1), ("a: 1\n<<: {a: 1}", 1), ("- a\n- =", 1), ("a: ]", 0),
    ],
)  # fmt: skip
def test_what_is_not_plain_is_refused_at_its_line(text: str, line: int) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        load_plain(text)
    mark = caught.value.problem_mark
    assert mark is not None
    assert mark.line == line
