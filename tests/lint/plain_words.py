"""Count words that docs/contribute/style.md replaces, in docstrings, comments, messages and Markdown.

``plain_words.csv`` has the count of each file that has any. A count may fall, never rise; without a row it is 0.
Usage: ``python tests/lint/plain_words.py`` fails where a count has risen; with ``--lower`` it records lower counts (all
counts if the list is missing).
"""

from __future__ import annotations

import ast
import csv
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECORD = Path(__file__).with_name("plain_words.csv")
#: They quote the words.
LEFT_OUT = {"docs/contribute/style.md", "tests/lint/plain_words.py", "tests/lint/test_plain_words.py"}
PATTERN = re.compile(
    r"\b(?:told|tells?|beside|stands?|none of|whoever|nobody|somebody|(?<!there )(?:is|are) no(?! longer))\b", re.I
)


def read_prose(path: Path) -> Iterator[tuple[int, str]]:
    """The line numbers and lines of prose: of Python its comments and texts of several words, of Markdown all."""
    content = path.read_text("utf-8")
    texts = [(1, content)]
    if path.suffix == ".py":
        texts = [
            (node.lineno, node.value)
            for node in ast.walk(ast.parse(content))
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
        ]
        if any(PATTERN.search(line.partition("#")[2]) for line in content.splitlines()):  # else no comment has any
            tokens = tokenize.generate_tokens(io.StringIO(content).readline)
            texts += [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]
    for first, text in texts:
        yield from enumerate(text.splitlines(), first)


def find_words(path: Path) -> list[tuple[int, str]]:
    """The words to be replaced in one file, with their lines."""
    return sorted((number, match[0]) for number, line in read_prose(path) for match in PATTERN.finditer(line))


def list_files(root: Path) -> Iterator[Path]:
    for folder, suffix in (("scripts", ".py"), ("tests", ".py"), ("benchmarks", ".py"), ("docs", ".md"), (".", ".md")):
        found = root.glob(f"*{suffix}") if folder == "." else (root / folder).rglob(f"*{suffix}")
        yield from (path for path in sorted(found) if path.relative_to(root).as_posix() not in LEFT_OUT)


def main(arguments: list[str], root: Path = ROOT, record: Path = RECORD) -> int:
    """Compare the files below ``root`` with ``record``; returns 1 if a count has risen."""
    found = {path.relative_to(root).as_posix(): find_words(path) for path in list_files(root)}
    allowed = {file: len(words) for file, words in found.items()}
    if record.is_file():
        allowed = {file: int(count) for file, count in csv.reader(record.read_text("utf-8").splitlines())}
    risen = {file: words for file, words in found.items() if len(words) > allowed.get(file, 0)}
    for file, words in risen.items():
        places = ", ".join(f"{number} {word}" for number, word in words)
        print(f"{file}: {len(words)} words to replace, {allowed.get(file, 0)} allowed: {places}")
    if risen:
        print("see docs/contribute/style.md; a row of tests/lint/plain_words.csv moves with its file")
    if "--lower" in arguments:
        lower = {file: min(count, len(found.get(file, []))) for file, count in sorted(allowed.items())}
        record.write_text("".join(f"{file},{count}\n" for file, count in lower.items() if count), "utf-8")
    return int(bool(risen))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
