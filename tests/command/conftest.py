"""A checkout of its own for each test: the real code lists, an invented region and one invented report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.sharing import make_once
from tests.specimens.prefecture.checkout import make_unread, write_unit
from tests.specimens.prefecture.series import make_units

from disclosure.command.app import main
from disclosure.command.executors.job import Job, Result, read_report
from disclosure.description import dump_report, load_report
from disclosure.store import Layout, hash_bytes

REPOSITORY = Path(__file__).parents[2]
REGION = "999901,望舒县,Qinghe County,\n"

#: A short final accounts of an invented library; every sum holds.
REPORT_TEXT = """望舒县图书馆2023年度部门决算公开说明

第一部分 单位概况

一、主要职能
望舒县图书馆负责图书借阅和阅读推广。

二、机构设置及人员情况
望舒县图书馆2023年度，实有人数7人，其中：在职人员6人，离休人员0人，退休人员1人。

第二部分 部门决算情况说明

一、收入支出决算总体情况说明
2023年度收入总计120.50万元，其中：本年收入合计118.00万元，使用非财政拨款结余0.00万元，年初结转和结余2.50万元。
2023年度支出总计120.50万元，其中：本年支出合计117.50万元，结余分配0.00万元，年末结转和结余3.00万元。

二、收入决算情况说明
本年收入118.00万元，其中：财政拨款收入118.00万元，占100.00%；其他收入0.00万元，占0.00%。

三、支出决算情况说明
本年支出117.50万元，其中：基本支出100.00万元，占85.11%；项目支出17.50万元，占14.89%。

四、政府采购情况
政府采购支出总额4.00万元，其中：政府采购货物支出4.00万元、政府采购工程支出0.00万元、政府采购服务支出0.00万元。
"""


@pytest.fixture
def layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """An empty checkout with the code lists; the working folder is inside it, no sources are at hand.

    It has no register of subordinate units: that of this repository is made from its reports, which are not here.
    """
    root = tmp_path / "checkout"
    unregistered = shutil.ignore_patterns("subunits.csv")
    shutil.copytree(REPOSITORY / "data" / "reference", root / "data" / "reference", ignore=unregistered)
    shutil.copytree(REPOSITORY / "data" / "schemas", root / "data" / "schemas")
    with (root / "data" / "reference" / "regions.csv").open("a", encoding="utf-8", newline="") as stream:
        stream.write(REGION)
    monkeypatch.chdir(root)
    monkeypatch.delenv("DISCLOSURE_SOURCES", raising=False)
    monkeypatch.delenv("DISCLOSURE_DEBUG", raising=False)
    return Layout(root)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """The invented report as a text file outside the checkout."""
    path = tmp_path / "inbox" / "决算.txt"
    path.parent.mkdir()
    path.write_text(REPORT_TEXT, encoding="utf-8")
    return path


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], layout: Layout) -> Run:
    """Runs ``disclosure`` with arguments in the checkout of the test."""

    def run_command(*arguments: str | Path) -> Ended:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0 if code is None else 1, out, err)

    return run_command


class Here:
    """Reads reports in this process, for tests that are not about processes."""

    def read(self, jobs: Sequence[Job]) -> Generator[tuple[int, Result], None, None]:
        yield from enumerate(map(read_report, jobs))


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets commands read in this process."""
    for module in ("executors.pool", "review.verify"):
        monkeypatch.setattr(f"disclosure.command.{module}.Processes", Here)


#: The files of a checkout with the invented report, once it was added.
_WITH_REPORT: dict[str, bytes] = {}


@pytest.fixture
def added(run: Run, layout: Layout, document: Path) -> str:
    """The invented report, added with a control total read by eye; gives its folder's name. It is added once, and later
    the files that came of it are written."""
    if not _WITH_REPORT:
        ended = run("add", document, "--unit", "qinghe-library", "--control", "overall/total=1205000")
        assert ended.code == 0, ended.err
        _WITH_REPORT.update(snapshot(layout.root))
    for name, content in _WITH_REPORT.items():
        path = layout.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return "qinghe-library/2023-final"


@pytest.fixture
def at_hand(layout: Layout, document: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the folder of the invented report into DISCLOSURE_SOURCES."""
    monkeypatch.setenv("DISCLOSURE_SOURCES", str(document.parent))


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file below ``root`` with its content."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@dataclass(frozen=True)
class Prefecture:
    """A checkout of invented reports that are yet to be read, and the folder their documents are in."""

    layout: Layout
    inbox: Path


@pytest.fixture(scope="session")
def unread(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve reports of two units, as text, Word and PDF, in a folder with a checkout and the documents."""
    return make_once(tmp_path_factory, "unread", _write_unread)


def _write_unread(folder: Path) -> None:
    units = map(write_unit, make_units(5, units=2, years=3))
    make_unread(folder / "prefecture", folder / "archive", REPOSITORY, units)


@pytest.fixture
def prefecture(unread: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prefecture:
    """Twelve invented reports that are yet to be read; their documents are at hand."""
    for name in ("prefecture", "archive"):
        shutil.copytree(unread / name, tmp_path / name)
    monkeypatch.setenv("DISCLOSURE_SOURCES", str(tmp_path / "archive"))
    return Prefecture(Layout(tmp_path / "prefecture"), tmp_path / "archive")


def describe_source(layout: Layout, folder: str, document: Path) -> None:
    """Let a report.yml name a document as it is now."""
    path = layout.reports / folder / "report.yml"
    report, content = load_report(path), document.read_bytes()
    source = replace(report.sources[0], sha256=hash_bytes(content), size=len(content))
    path.write_bytes(dump_report(replace(report, sources=(source,))))


@pytest.fixture(scope="session")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> list[Job]:
    """The first lines of ten reports as text, one of them empty: what is tried are the processes that read them."""
    folder, made = tmp_path_factory.mktemp("inbox"), []
    for index, written in enumerate(write_unit(make_units(3, units=1, years=5)[0])):
        path = folder / f"{index}.txt"
        path.write_text("" if index == 4 else "\n".join(written.text.splitlines()[:40]), encoding="utf-8")
        made.append(Job(replace(written.report, sources=()), [path], REPOSITORY / "data" / "reference"))
    return made
