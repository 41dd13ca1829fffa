"""Files that people write and files that an earlier build left: changed, and handed to what reads them."""

from __future__ import annotations

import copy
import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import yaml
from hypothesis import assume
from hypothesis import strategies as st

from disclosure.command.report.chain import recall_report
from disclosure.description import dump_report, load_report
from disclosure.errors import DescriptionError, DisclosureError
from disclosure.journal import lock_checkout
from disclosure.package.stored.records import read_tables
from disclosure.package.versions.publisher import load_publisher
from disclosure.package.versions.release import load_release
from disclosure.parse.vocabulary import load_vocabulary
from disclosure.read.source import read_bytes
from disclosure.reference import load_reference
from disclosure.store import Layout, load_yaml

from . import documents
from .chain import REPOSITORY, run_rooms
from .mutations import damage

Draw = Callable[[st.SearchStrategy[Any]], Any]

_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**18,
    "",
    " ",
    "a",
    "甲",
    "0201",
    "1e9",
    ".*",
    "(",
    "[",
    "\\",
    "{n}",
    "{name}",
    "{name}{name}",
    "\u202e",
    "\u200b",
    "\n",
    "a" * 3000,
    "{{ 7*7 }}",
    "<script>",
    "=1",
    [],
    [[]],
    [""],
    ["甲", "甲"],
    [None],
    [1],
    {},
    {"a": "b"},
    {"": ""},
    {"甲": ["乙"]},
)
_CELLS = (*map(str, _VALUES), "NaN", "Infinity", "1e999999", "-0", "９", "9" * 5000)
_YAML = (
    "&a ",
    "*a",
    "!!int ",
    "!!python/name:os.system ",
    "'",
    '"',
    "[",
    "{",
    "]",
    "}",
    "- ",
    ": ",
    "\n",
    "\t",
    "> ",
    "| ",
    "# ",
    "%",
    "@",
    "`",
    "? ",
    "<<: ",
    "~",
    "---\n",
    "...\n",
    "\u202e",
    "\x00",
    "\ufeff",
    "[" * 300,
    "  ",
)


def change_value(draw: Draw, value: Any) -> Any:
    """``value`` with something within it replaced, left out, doubled or moved."""
    value = copy.deepcopy(value)
    holder, key = value, None
    while isinstance(holder, dict | list) and holder:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        key = draw(st.sampled_from(keys))
        inner = holder[key]
        if not isinstance(inner, dict | list) or not inner or draw(st.integers(0, 2)) == 0:
            break
        holder = inner
    if key is None:
        return draw(st.sampled_from(_VALUES))
    way = draw(st.integers(0, 5))
    if way == 0:
        del holder[key]
    elif way == 1 and isinstance(holder, dict):
        holder[draw(st.sampled_from([each for each in _VALUES if isinstance(each, str)]))] = holder[key]
    elif way == 2 and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    elif way == 3:
        holder[key] = [holder[key]]
    elif way == 4 and isinstance(holder, dict):
        holder[key] = copy.deepcopy(draw(st.sampled_from(list(holder.values()))))
    else:
        holder[key] = draw(st.sampled_from(_VALUES))
    return value


def change_yaml(draw: Draw, text: str) -> bytes:
    """YAML with its values changed, or its signs."""
    if draw(st.integers(0, 2)):
        value = yaml.safe_load(text)
        for _ in range(draw(st.integers(1, 3))):
            value = change_value(draw, value)
        return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")
    for _ in range(draw(st.integers(1, 4))):
        at, cut = draw(st.integers(0, len(text))), draw(st.integers(0, 30))
        text = text[:at] + draw(st.sampled_from(_YAML)) + text[at + cut :]
    return text.encode("utf-8", "surrogatepass")


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for one input."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        yield Path(folder)


_SPECIMEN = """望舒县图书馆2023年度部门决算
一、收入支出决算总体情况说明
2023年度收入总计120.50万元，其中：本年收入合计118.00万元，比上年增加5.00万元，增长4.42%，主要原因是人员增加。
五、一般公共预算财政拨款支出决算情况说明
1.一般公共服务支出（类）财政事务（款）行政运行（项）：支出决算数为10.00万元。
九、预算绩效情况说明
联系人：张三，从2023年1月起，第3次会议。
表4 部门支出总体情况表
单位：万元
合计 10.00 5.00 5.00
项目支出绩效自评表
项目名称\t图书
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t册数\t≥100册\t120册\t10\t10
"""


@cache
def _load_original(name: str) -> Any:
    return load_yaml(documents.VOCABULARY / name)


def _load_changed(path: Path) -> Any:
    """What a file of the vocabulary holds; those that were not changed are read once."""
    same = path.read_bytes() == (documents.VOCABULARY / path.name).read_bytes()
    return copy.deepcopy(_load_original(path.name)) if same else load_yaml(path)


def fuzz_vocabulary(draw: Draw) -> None:
    """One file of the vocabulary changed: refused, or a vocabulary that any document can be parsed with."""
    with scratch() as folder:
        shutil.copytree(documents.VOCABULARY, folder, dirs_exist_ok=True)
        path = folder / draw(st.sampled_from(sorted(each.name for each in folder.glob("*.yml"))))
        path.write_bytes(change_yaml(draw, path.read_text("utf-8")))
        try:
            with mock.patch("disclosure.parse.vocabulary.load_yaml", _load_changed):
                vocabulary = load_vocabulary.__wrapped__(folder)
        except DisclosureError:
            return
    document = read_bytes(_SPECIMEN.encode(), "fuzz.txt")
    with (
        mock.patch("disclosure.parse.report.load_vocabulary", return_value=vocabulary),
        mock.patch("disclosure.parse.identify.load_vocabulary", return_value=vocabulary),
    ):
        run_rooms(document)


_DESCRIPTION = f"""unit: wangshu-library
unit_name: 望舒县图书馆
year: 2023
kind: final
title: 望舒县图书馆2023年度部门决算
sources:
  - sha256: '{"0" * 64}'
    media_type: application/pdf
    bytes: 1000
    title: 望舒县图书馆2023年度部门决算
    publisher: 望舒县图书馆
    url: https://example.org/a.pdf
    recognized_pages: [1, 3]
control_totals:
  - statement: overall
    item: total
    direction: revenue
    phase: executed
    value: '1205000'
acknowledgements:
  - finding: wangshu-library-2023-final.overall-balance
    reason: 四舍五入
    date: '2026-01-31'
    status: open
"""


def fuzz_description(draw: Draw) -> None:
    """report.yml changed: refused, or a report that is written as it was read."""
    with scratch() as folder:
        path = folder / "wangshu-library" / "2023-final" / "report.yml"
        path.parent.mkdir(parents=True)
        path.write_bytes(change_yaml(draw, _DESCRIPTION))
        try:
            report = load_report(path)
        except DisclosureError:
            return
        path.write_bytes(dump_report(report))
        assert load_report(path) == report


def change_table(draw: Draw, content: str) -> bytes:
    """CSV with cells, rows or columns changed, lost, doubled or moved, or its signs."""
    rows = list(csv.reader(io.StringIO(content)))
    for _ in range(draw(st.integers(1, 3))):
        way, at = draw(st.integers(0, 6)), draw(st.integers(0, len(rows) - 1))
        assume(rows[at])
        column = draw(st.integers(0, len(rows[at]) - 1))
        if way == 0 and len(rows) > 1:
            del rows[at]
        elif way == 1:
            rows.append(list(rows[at]))
        elif way == 2:
            del rows[at][column]
        elif way == 3:
            rows[at].insert(column, rows[at][column])
        elif way == 4:
            rows[at][column] = rows[draw(st.integers(0, len(rows) - 1))][0]
        else:
            rows[at][column] = draw(st.sampled_from(_CELLS))
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    packed = stream.getvalue().encode("utf-8", "surrogatepass")
    return packed if draw(st.integers(0, 4)) else damage(draw, packed)


def fuzz_lists(draw: Draw) -> None:
    """One list of data/reference changed: refused by itself or for what the vocabulary needs of it, or lists that a
    document can be parsed with."""
    with scratch() as folder:
        shutil.copytree(REPOSITORY / "data" / "reference", folder, dirs_exist_ok=True)
        path = folder / draw(st.sampled_from(sorted(each.name for each in folder.glob("*.csv"))))
        path.write_bytes(change_table(draw, path.read_text("utf-8")))
        try:
            lists = load_reference(folder)
        except DisclosureError:
            return
    with mock.patch("tests.fuzz.chain.load_lists", return_value=lists), suppress(DescriptionError):
        run_rooms(read_bytes(_SPECIMEN.encode(), "fuzz.txt"))


def fuzz_publisher(draw: Draw) -> None:
    """data/publisher.yml changed."""
    with scratch() as folder:
        layout = Layout(folder)
        layout.data.mkdir()
        content = change_yaml(draw, (REPOSITORY / "data" / "publisher.yml").read_text("utf-8") + "\nmaker: 甲\n")
        (layout.data / "publisher.yml").write_bytes(content)
        with suppress(DisclosureError):
            load_publisher(layout)


def fuzz_release(draw: Draw) -> None:
    """data/release.yml changed."""
    with scratch() as folder:
        layout = Layout(folder)
        layout.data.mkdir()
        content = change_yaml(draw, "version: '1.0.0'\ndate: '2026-01-31'\nhomepage: 'https://example.org/a'\n")
        (layout.data / "release.yml").write_bytes(content)
        with suppress(DisclosureError):
            load_release(layout)


def fuzz_tables(draw: Draw) -> None:
    """A table of an earlier build changed: refused, or a report that is checked again from its tables."""
    reports = REPOSITORY / "data" / "reports"
    name = draw(st.sampled_from(sorted(each.relative_to(reports).as_posix() for each in reports.glob("*/*"))))
    with scratch() as folder:
        copied = folder / name
        shutil.copytree(reports / name, copied)
        shutil.copytree(REPOSITORY / "data" / "schemas", folder / "schemas")
        path = copied / draw(st.sampled_from(sorted(each.name for each in copied.glob("*.csv"))))
        path.write_bytes(change_table(draw, path.read_text("utf-8")))
        with suppress(DisclosureError):
            recall_report(copied)
        with suppress(DisclosureError):
            read_tables(copied)


def fuzz_journal(draw: Draw) -> None:
    """What a killed command may have left, changed by somebody: nothing is written outside the data."""
    names = draw(
        st.lists(
            st.sampled_from(
                [
                    "data/reports/a/2023-final/facts.csv",
                    "data/../../escaped",
                    "/escaped",
                    "data",
                    "datapackage.json",
                    "data/\x00",
                    "C:\\escaped",
                    "data\\..\\escaped",
                    "data/reports",
                    "",
                    "../escaped",
                    "data/./a",
                    "data//a",
                    "data/" + "a" * 300,
                ]
            ),
            max_size=4,
        )
    )
    content = change_yaml(draw, yaml.safe_dump(names)) if draw(st.integers(0, 3)) == 0 else _dump(draw, names)
    with scratch() as folder:
        layout = Layout(folder / "checkout")
        decided = layout.root / ".journal" / "decided"
        decided.mkdir(parents=True)
        layout.data.mkdir()
        (decided / "manifest.json").write_bytes(content)
        for number in range(4):
            (decided / str(number)).write_text("x", "utf-8")
        with suppress(DisclosureError, OSError), lock_checkout(layout):
            pass
        assert [each.name for each in folder.iterdir()] == ["checkout"]
        assert {each.name for each in layout.root.iterdir()} <= {"data", ".journal", "datapackage.json"}


def _dump(draw: Draw, names: list[str]) -> bytes:
    text = json.dumps(names)
    others = ["[" * 100_000, text[:-1], f"[{text}]", "{}", "null", '"data/a"', text * 2]
    chosen: str = draw(st.sampled_from([text, *others]))
    return chosen.encode()
