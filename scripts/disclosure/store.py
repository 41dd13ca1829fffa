"""Where things lie and how they are written: paths, canonical CSV and JSON, safe YAML, sha256.

Everything written here is canonical (UTF-8, LF, minimal quoting, a final newline) and atomic: a
reader sees the old file or the new one, never half of one.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from disclosure.document import hash_bytes as hash_bytes
from disclosure.errors import DescriptionError
from disclosure.plain_yaml import load_plain

#: Hand-written YAML larger than this is refused, in bytes: a report.yml has a few hundred.
MAX_YAML_BYTES = 1_000_000
#: A cell of CSV may hold so many characters: as many as a document.
MAX_CELL = 5_000_000


class Layout:
    """The folders of one checkout. ``root`` is the folder that holds data/, docs/ and mkdocs.yml; ``home`` the one
    that holds sources/, if it is another."""

    def __init__(self, root: Path, home: Path | None = None) -> None:
        self.root = root
        self.home = home or root
        self.data = root / "data"
        self.reference = self.data / "reference"
        self.schemas = self.data / "schemas"
        self.reports = self.data / "reports"
        self.docs = root / "docs"
        #: folders of docs that hold what a build of the site makes and nothing else
        self.generated = [self.docs / name for name in ("units", "topics", "findings", "regions")]

    def report_folders(self) -> list[Path]:
        """Every folder that holds a report.yml, sorted by unit, then year and kind."""
        return sorted(path.parent for path in self.reports.glob("*/*/report.yml"))

    def source_folders(self, report_folder: Path | None = None) -> list[Path]:
        """Where source documents may be: next to report.yml, $DISCLOSURE_SOURCES, sources/."""
        folders = [] if report_folder is None else [report_folder]
        named = os.environ.get("DISCLOSURE_SOURCES")
        if named:
            folders.append(Path(named))
        folders.append(self.home / "sources")
        return [folder for folder in folders if folder.is_dir()]


def find_layout(start: Path | None = None) -> Layout:
    """The checkout around ``start`` (the working folder): the nearest folder with data/reference in it.

    Raises DescriptionError if there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "reference").is_dir():
            return Layout(folder)
    raise DescriptionError(
        "no data/reference here or in a folder above",
        file=str(here),
        remedy="run the command inside a checkout of the project, or name one with --root",
    )


def hash_file(path: Path) -> str:
    """The sha256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for piece in iter(lambda: stream.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()


def write_bytes(path: Path, content: bytes) -> bool:
    """Put ``content`` at ``path`` in one step; returns whether anything changed."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def fill_file(path: Path, content: bytes) -> None:
    """Write a file of a folder that is not visible until it is complete: in one step, without waiting for the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def link_file(source: str | Path, target: str | Path) -> None:
    """A hard link to a file, in the place of what is there; a copy where the file system has none."""
    try:
        os.link(source, target)
    except OSError:
        Path(target).unlink(missing_ok=True)  # it may be a second name of something else
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)


def format_value(value: object) -> str:
    """A cell as written to CSV: Decimals without exponent, None as empty, sequences joined by a blank."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = format(value, "f")
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    if isinstance(value, tuple | list):
        return " ".join(format_value(item) for item in value)
    return str(value)


def dump_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """Canonical CSV bytes: a header, then ``rows`` in the order given; a key that is not a column is an error."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=list(columns), lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    for row in rows:
        writer.writerow({key: format_value(value) for key, value in row.items()})
    return stream.getvalue().encode("utf-8")


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bool:
    """Write canonical CSV in one step; returns whether the file changed."""
    return write_bytes(path, dump_csv(columns, rows))


def read_csv(path: Path, columns: Iterable[str] = ()) -> list[dict[str, str]]:
    """The rows of a CSV file as text; ``columns`` are those it must have, in any order and among others.

    Raises DescriptionError if it is missing, not UTF-8 CSV, lacks a column or names one twice, or has a row that is
    shorter or longer than its head.
    """
    _refuse_link(path)
    csv.field_size_limit(MAX_CELL)
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            head = next(reader, [])
            lacking = [column for column in columns if column not in head]
            if lacking or len(set(head)) != len(head):
                problem = f"lacks the column {lacking[0]}" if lacking else "names a column twice"
                raise DescriptionError(problem, file=str(path), remedy="restore its first line")
            return [_make_row(path, reader.line_num, head, cells) for cells in reader if cells]
    except FileNotFoundError:
        raise DescriptionError(
            "the file is missing", file=str(path), remedy="restore it from version control"
        ) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise DescriptionError(f"not UTF-8 CSV: {error}", file=str(path), remedy="save it as UTF-8 CSV") from None


def _make_row(path: Path, line: int, head: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(head):
        raise DescriptionError(
            f"has {len(cells)} cells, not {len(head)}",
            file=str(path),
            place=f"line {line}",
            remedy="put text that contains a comma in double quotes",
        )
    return dict(zip(head, cells, strict=True))


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise DescriptionError("is a symbolic link", file=str(path), remedy="put the file itself there")


def dump_json(value: object) -> bytes:
    """Canonical JSON bytes: two blanks of indent, keys in the order given, a final newline."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def dump_compact(value: object) -> bytes:
    """JSON on one line with a final newline, for files that programs read: indents are a quarter of a descriptor."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def load_yaml(path: Path) -> Any:
    """The content of a hand-written YAML file: mappings, lists and plain values only.

    Raises DescriptionError with the line if it is missing, too large, nested beyond reason, not
    UTF-8, or uses tags, aliases or duplicate keys. Dates and decimals stay text.
    """
    _refuse_link(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DescriptionError("the file is missing", file=str(path), remedy="restore or write it") from None
    if len(content) > MAX_YAML_BYTES:
        raise DescriptionError(
            f"larger than {MAX_YAML_BYTES} bytes", file=str(path), remedy="keep only what is written by hand"
        )
    try:
        return load_plain(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DescriptionError(f"not UTF-8: {error}", file=str(path), remedy="save it as UTF-8") from None
    except RecursionError:
        raise DescriptionError("nested too deeply", file=str(path), remedy="write it flat") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark is not None else ""
        problem = getattr(error, "problem", None) or "not YAML"
        raise DescriptionError(
            problem, file=str(path), place=place, remedy="plain YAML only; see CONTRIBUTING.md"
        ) from None
