"""A checkout of many reports that have the size and the shape of real ones: those of data/, renamed and shifted.

Each copy is of an invented unit and of other years. Its money is a multiple of what the report states, so that sums
come out as they did; the other digits of its texts are others, so that nothing compresses better than a real report.
"""

from __future__ import annotations

import csv
import io
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.specimens.prefecture.checkout import open_checkout

from disclosure.package.editions.descriptor import write_descriptor
from disclosure.store import Layout, write_bytes

#: Years of each invented unit, the last one that of the real report.
YEARS = 4
#: The unit of measure of money.
_MONEY = "元"
#: Columns of words, whose digits become others.
_WORDS = ("content", "quote", "target", "actual", "evidence", "deviation")


@dataclass(frozen=True)
class Copy:
    """One copy of a report: of the unit of which number, how many times earlier, the factor of its money, and what
    becomes of other digits."""

    number: int
    back: int
    factor: int
    digits: dict[int, str]


def list_copies(count: int) -> Iterator[Copy]:
    """``count`` copies of one report."""
    for at in range(count):
        digits = random.Random(at).sample("123456789", 9)  # noqa: S311 - not for secrets
        yield Copy(at // YEARS + 1, at % YEARS, at + 1, str.maketrans("123456789", "".join(digits)))


def make_enlarged(root: Path, repository: Path, reports: int) -> Layout:
    """Write a checkout with ``reports`` copies of the reports in ``repository`` below ``root``, which must be new."""
    layout = open_checkout(root, repository)
    folders = Layout(repository).report_folders()
    units = {row["unit_id"]: row for row in _read(layout.reference / "units.csv")}
    years: dict[str, list[int]] = {}
    for folder in folders:
        years.setdefault(folder.parent.name, []).append(int(folder.name[:4]))
    steps = {unit_id: max(held) - min(held) + 1 for unit_id, held in years.items()}
    names = {}
    for at, folder in enumerate(folders):
        share = reports // len(folders) + (at < reports % len(folders))
        for copy in list_copies(share):
            unit_id, name = _copy_report(folder, copy, steps[folder.parent.name], layout)
            names[unit_id] = (name, units[folder.parent.name]["region_code"])
    register = layout.reference / "units.csv"
    made = [
        {"unit_id": unit_id, "name": name, "name_en": "Invented unit", "region_code": region}
        for unit_id, (name, region) in names.items()
    ]
    write_bytes(register, _write(register, [*units.values(), *made]))
    write_descriptor(layout)
    return layout


def _copy_report(folder: Path, copy: Copy, step: int, layout: Layout) -> tuple[str, str]:
    """Write one copy, ``step`` years earlier than the one before it; returns the id and the name of its unit."""
    old_unit, old_kind = folder.parent.name, folder.name
    year, _, kind = old_kind.partition("-")
    unit, new_kind = f"{old_unit}-{copy.number}", f"{int(year) - step * copy.back}-{kind}"
    target = layout.reports / unit / new_kind
    shutil.copytree(folder, target)
    described = (folder / "report.yml").read_text(encoding="utf-8").partition("verification:")[0]
    lines = described.replace(f"unit: {old_unit}\n", f"unit: {unit}\n").splitlines()
    old_name = next(line for line in lines if line.startswith("unit_name:")).partition(": ")[2]
    name = f"{old_name}第{copy.number}处"
    text = "\n".join(lines).replace(old_name, name).replace(year, str(int(year) - step * copy.back))
    write_bytes(target / "report.yml", (text + "\n").encode("utf-8"))
    for path in target.glob("*.csv"):
        rows = _read(path)
        for row in rows:
            row["report_id"] = f"{unit}-{new_kind}"
            _shift(row, copy)
        write_bytes(path, _write(path, rows))
    return unit, name


def _shift(row: dict[str, str], copy: Copy) -> None:
    """Multiply the money of a row, where it is printed as well, and change the other digits of its words."""
    old = row.get("reported", "")
    if row.get("value_unit") == _MONEY and old:
        row["value"] = f"{Decimal(row['value']) * copy.factor:f}"
        figure = Decimal(old.replace(",", "").replace("，", "")) * copy.factor
        row["reported"] = f"{figure:,f}" if "," in old else f"{figure:f}"
    for column in _WORDS:
        if column in row:
            parts = row[column].split(old) if column == "quote" and old else [row[column]]
            row[column] = row.get("reported", "").join(part.translate(copy.digits) for part in parts)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def _write(path: Path, rows: list[dict[str, str]]) -> bytes:
    with path.open(encoding="utf-8", newline="") as stream:
        columns = next(csv.reader(stream))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
