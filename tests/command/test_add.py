from __future__ import annotations

from pathlib import Path

import pytest
from tests.specimens.books import UNIT, make_books, show
from tests.specimens.forms import write_budget
from tests.specimens.performance import write_tabs
from tests.specimens.prose import as_lines, write_final

import disclosure.package.editions.descriptor
from disclosure.command.terminal import screen
from disclosure.description import UNCONFIRMED, load_report
from disclosure.store import Layout, hash_file, read_csv

from .conftest import REPORT_TEXT, Run, snapshot

FOLDER = "qinghe-library/2023-final"


def test_a_document_becomes_a_report(run: Run, layout: Layout, document: Path) -> None:
    ended = run("add", document, "--unit", "qinghe-library", "--url", "https://example.org/a")
    assert (ended.code, ended.err) == (0, "")
    folder = layout.reports / FOLDER
    report = load_report(folder / "report.yml")
    assert report.sources[0].sha256 == hash_file(document)
    assert report.sources[0].size == document.stat().st_size
    assert (report.sources[0].url, report.sources[0].publisher) == ("https://example.org/a", "望舒县图书馆")
    facts = read_csv(folder / "facts.csv")
    assert {row["report_id"] for row in facts} == {"qinghe-library-2023-final"}
    assert ("procurement", "goods", "40000") in {(row["statement"], row["item"], row["value"]) for row in facts}
    assert (layout.root / "datapackage.json").is_file()


def test_a_scaffold_says_that_its_totals_are_to_be_confirmed(run: Run, layout: Layout, document: Path) -> None:
    ended = run("add", document, "--unit", "qinghe-library")
    path = layout.reports / FOLDER / "report.yml"
    assert path.read_text(encoding="utf-8").startswith(UNCONFIRMED)
    proposed = {(each.statement, each.direction, str(each.value)) for each in load_report(path).control_totals}
    assert ("overall", "revenue", "1205000") in proposed
    assert ("expenditure", "expenditure", "1175000") in proposed
    assert "Compare the headline figures" in ended.out
    assert "120.50 万元" in ended.out


def test_totals_read_by_eye_are_kept_and_nothing_is_left_to_confirm(layout: Layout, added: str) -> None:
    text = (layout.reports / added / "report.yml").read_text(encoding="utf-8")
    assert UNCONFIRMED not in text
    assert "value: '1205000'" in text


def test_a_total_that_the_document_does_not_state_is_refused(run: Run, layout: Layout, document: Path) -> None:
    before = snapshot(layout.root)
    ended = run("add", document, "--unit", "qinghe-library", "--control", "overall/total=1205001")
    assert ended.code == 8
    assert "1205001" in ended.err
    assert snapshot(layout.root) == before


def test_who_names_a_line_that_is_not_there_is_told_those_that_are(run: Run, document: Path) -> None:
    ended = run("add", document, "--unit", "qinghe-library", "--control", "overall/totl=1205000")
    assert ended.code == 8
    assert "available lines: overall/total, " in ended.err
    assert "procurement/goods" in ended.err


def test_a_new_unit_goes_into_the_code_lists(layout: Layout, added: str) -> None:
    units = {row["unit_id"]: row for row in read_csv(layout.reference / "units.csv")}
    assert (units["qinghe-library"]["name"], units["qinghe-library"]["region_code"]) == ("望舒县图书馆", "999901")
    assert list(units) == sorted(units)
    names = [row for row in read_csv(layout.reference / "unit_names.csv") if row["unit_id"] == "qinghe-library"]
    assert [(row["name"], row["first_seen"]) for row in names] == [("望舒县图书馆", "qinghe-library-2023-final")]


def test_a_new_name_of_a_known_unit(run: Run, layout: Layout, added: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(REPORT_TEXT.replace("望舒县图书馆", "望舒县公共图书馆").replace("2023", "2022"), encoding="utf-8")
    assert run("add", other, "--unit", "qinghe-library").code == 0
    names = [row["name"] for row in read_csv(layout.reference / "unit_names.csv") if row["unit_id"] == "qinghe-library"]
    assert names == ["望舒县图书馆", "望舒县公共图书馆"]
    assert [row["unit_id"] for row in read_csv(layout.reference / "units.csv")].count("qinghe-library") == 1


@pytest.mark.parametrize("kind", ["final", "budget"])
def test_what_is_added_of_a_new_unit_is_what_a_rebuild_makes(
    run: Run, layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """The unit's name was in no list while its first report was read; it is in one ever after."""
    books = make_books(0)
    document = tmp_path / "inbox" / f"{kind}.txt"
    document.parent.mkdir()
    whole = f"{show(books.project)} {show(books.project)}"
    text = write_budget(books, broken=True, total_first=True).replace(
        f"总计 {whole}", f"总计 {whole}\n\n{UNIT} {whole}"
    )
    if kind == "final":
        text = as_lines([*write_final(books), write_tabs()])
    document.write_text(text, encoding="utf-8")
    ended = run("add", document, "--unit", "new-unit", "--region", "650000")
    assert ended.code == 0, ended.err
    monkeypatch.setenv("DISCLOSURE_SOURCES", str(document.parent))
    assert "no file changed" in run("build").out


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        ([], 6, "--unit ID"),
        (["--unit", "Qing He"], 6, "not a valid unit id"),
        (["--unit", "../x"], 6, "not a valid unit id"),
        (["--unit", "x", "--region", "1"], 6, "--region"),
        (["--unit", "x", "--url", "javascript:x"], 6, "not a web address"),
        (["--unit", "x", "--list-page", "javascript:x"], 6, "error: --list-page: 'javascript:x' is not a web address"),
        (["--unit", "x", "--control", "overall=1"], 6, "not a control total"),
        (["--unit", "x", "--control", "nothing/total=1"], 6, "not a control total"),
        (["--unit", "x", "--control", "overall/total=1万"], 6, "not a control total"),
        (["--unit", "x", "--publisher", "a\u202eb"], 6, "bidirectional"),
    ],
)
def test_a_wrong_wish_changes_nothing(
    run: Run, layout: Layout, document: Path, options: list[str], code: int, says: str
) -> None:
    before = snapshot(layout.root)
    ended = run("add", document, *options)
    assert ended.code == code
    assert says in ended.err
    assert "remedy:" in ended.err
    assert snapshot(layout.root) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 3),
        (b"%PDF-1.7 broken", 3),
        (b"\x00\x01\x02\x03" * 50, 3),
        ("一则新闻。".encode(), 4),
        ("2023年度望舒县政府决算报告".encode(), 4),
    ],
)
def test_bad_input_changes_nothing(run: Run, layout: Layout, tmp_path: Path, content: bytes, code: int) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    before = snapshot(layout.root)
    ended = run("add", path, "--unit", "qinghe-library")
    assert ended.code == code
    assert ended.err.startswith("error: bad.txt")
    assert "Traceback" not in ended.err
    assert snapshot(layout.root) == before


def test_a_dry_run_writes_nothing(run: Run, layout: Layout, document: Path) -> None:
    before = snapshot(layout.root)
    ended = run("add", document, "--unit", "qinghe-library", "--dry-run")
    assert ended.code == 0
    assert "Nothing was written" in ended.out
    assert snapshot(layout.root) == before


def test_the_same_file_again_is_refused(run: Run, layout: Layout, added: str, document: Path) -> None:
    before = snapshot(layout.root)
    ended = run("add", document)
    assert ended.code == 5
    assert added in ended.err
    assert snapshot(layout.root) == before


def test_another_file_of_a_known_report_is_refused(run: Run, added: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(REPORT_TEXT + "\n", encoding="utf-8")
    ended = run("add", other)
    assert ended.code == 5
    assert "from another file" in ended.err


def test_one_file_named_twice_is_refused(run: Run, document: Path) -> None:
    assert run("add", document, document, "--unit", "qinghe-library").code == 5


def test_an_annex_of_another_year_is_refused(run: Run, document: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(REPORT_TEXT.replace("2023", "2022"), encoding="utf-8")
    ended = run("add", document, other, "--unit", "qinghe-library")
    assert ended.code == 4
    assert "one report at a time" in ended.err


def test_a_failure_at_the_last_step_undoes_everything(
    run: Run, layout: Layout, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Layout) -> bool:
        raise OSError(28, "No space left on device")

    before = snapshot(layout.root)
    monkeypatch.setattr(disclosure.package.editions.descriptor, "write_descriptor", fail)
    ended = run("add", document, "--unit", "qinghe-library")
    assert ended.code == 1
    assert "No space left" in ended.err
    assert snapshot(layout.root) == before
    assert not list(layout.root.rglob(".add-*"))


def test_what_was_not_understood_is_told(run: Run, document: Path) -> None:
    document.write_text(
        REPORT_TEXT.replace("年初结转和结余2.50万元。", "年初结转和结余2.50万元，甲乙丙丁戊77.77。"), encoding="utf-8"
    )
    ended = run("add", document, "--unit", "qinghe-library", "--dry-run")
    assert "Not understood: 1" in ended.out
    assert "77.77" in ended.out
    assert "l14" in ended.out


def test_nothing_reaches_the_terminal_as_a_command(run: Run, document: Path) -> None:
    named = document.with_name("\x1b[31m[bold]x.txt")
    named.write_bytes(b"")
    ended = run("add", named)
    assert ended.code == 3
    assert "\x1b" not in ended.err
    assert "[bold]x.txt" in ended.err


def test_a_region_is_found_in_the_name(run: Run, layout: Layout, document: Path) -> None:
    before = (layout.reference / "regions.csv").read_bytes()
    document.write_text(document.read_text("utf-8").replace("望舒县", "江苏省吴江区"), "utf-8")
    ended = run("add", document, "--unit", "wujiang-library")
    assert ended.code == 0, ended.err
    assert (layout.reference / "regions.csv").read_bytes() == before
    units = {row["unit_id"]: row for row in read_csv(layout.reference / "units.csv")}
    assert units["wujiang-library"]["region_code"] == "320509"


def test_a_region_of_no_list_is_refused(run: Run, layout: Layout, document: Path) -> None:
    ended = run("add", document, "--unit", "qinghe-library", "--region", "999999")
    assert ended.code == 6
    assert "GB/T 2260" in ended.err


def test_a_source_with_personal_data_is_not_to_be_committed(run: Run, layout: Layout) -> None:
    number = "1" + "3" + "0" * 9
    path = layout.reports / FOLDER / "report.txt"
    path.parent.mkdir(parents=True)
    path.write_text(f"{REPORT_TEXT}\n联系电话：{number}\n", encoding="utf-8")
    ended = run("add", path, "--unit", "qinghe-library")
    assert (ended.code, ended.err) == (0, "")
    assert "Do not commit the document itself" in ended.out
    assert f"Move data/reports/{FOLDER}/report.txt to sources/" in ended.out
    assert number not in ended.out
    told = load_report(layout.reports / FOLDER / "report.yml")
    assert told.unit_id == "qinghe-library"
    for file in (layout.reports / FOLDER).iterdir():
        assert file == path or number not in file.read_text(encoding="utf-8")


def test_work_that_lasts_is_told_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "HEARTBEAT_SECONDS", 0.01)
    said = ""
    with screen.show_activity("reading 决算\x1b.pdf"):
        while said.count("\n") < 2:
            said += capsys.readouterr().err
    assert said.startswith("reading 决算·.pdf: ")


def test_a_saved_web_page_says_where_and_when_it_was_published(run: Run, layout: Layout, document: Path) -> None:
    header = (
        "标题: 望舒县图书馆2023年度部门决算公开说明\n发布时间: 2024-08-08 08:05\n原文链接: https://example.org/a.htm\n"
    )
    document.write_text(f"{header}==== 正文 ====\n{REPORT_TEXT}", encoding="utf-8")
    assert run("add", document, "--unit", "qinghe-library").code == 0
    source = load_report(layout.reports / FOLDER / "report.yml").sources[0]
    assert (source.url, source.published) == ("https://example.org/a.htm", "2024-08-08")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://example.org/a b", "ftp://example.org"])
def test_an_address_in_a_saved_page_that_is_none_is_left_out(
    run: Run, layout: Layout, document: Path, link: str
) -> None:
    header = f"标题: 望舒县图书馆2023年度部门决算公开说明\n原文链接: {link}\n"
    document.write_text(f"{header}==== 正文 ====\n{REPORT_TEXT}", encoding="utf-8")
    assert run("add", document, "--unit", "qinghe-library").code == 0
    assert load_report(layout.reports / FOLDER / "report.yml").sources[0].url == ""


def test_an_economic_item_that_a_place_adds_is_data(run: Run, layout: Layout, tmp_path: Path) -> None:
    """Seven digits below a group of five: 3021101 差旅费 of Beijing's forms."""
    path = tmp_path / "budget.html"
    rows = (("301", "工资福利支出", "80.00"), ("30101", "基本工资", "80.00"), ("302", "商品和服务支出", "20.00"),
            ("30211", "差旅费", "20.00"), ("3021101", "差旅费", "20.00"), ("", "合计", "100.00"))  # fmt: skip
    cells = "".join(f"<tr><td>{code}</td><td>{name}</td><td>{amount}</td></tr>" for code, name, amount in rows)
    path.write_text(
        "<h1>江苏省子虚局2025年度部门预算公开</h1><p>一般公共预算基本支出表</p><p>单位：万元</p>"
        f"<table><tr><th>经济分类科目编码</th><th>经济分类科目名称</th><th>基本支出</th></tr>{cells}</table>",
        encoding="utf-8",
    )
    ended = run("add", path, "--unit", "zixu", "--year", "2025", "--kind", "budget", "--unit-name", "江苏省子虚局")
    assert (ended.code, ended.err) == (0, "")
    rows_read = read_csv(layout.reports / "zixu/2025-budget/facts.csv")
    assert {row["economic_code"]: row["value"] for row in rows_read}["3021101"] == "200000"
