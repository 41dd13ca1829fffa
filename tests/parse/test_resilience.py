"""A damaged document never turns a right fact into a wrong one: its figures are the same, or unread."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from tests.parse.conftest import ReadText
from tests.parse.performance.test_performance import HEAD
from tests.selection import draw, is_full
from tests.specimens.books import make_books
from tests.specimens.forms import write_budget
from tests.specimens.performance import write_flat_evaluation, write_flat_targets, write_stacked, write_tabs
from tests.specimens.prose import as_broken_lines, write_final

from disclosure.command.report.source import SourceIndex
from disclosure.description import load_report
from disclosure.model import Document, Parsed, Report
from disclosure.parse import parse_report
from disclosure.read.source import read_bytes
from disclosure.reference import Reference
from disclosure.store import Layout

#: A heading's number or a form's number at the head of a line.
_HEADING = re.compile(
    r"\s*(?:第[一二三四五]部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\([一二三四五六七八九十]+\))"
)

Facts = dict[tuple[str, ...], Counter[str]]

#: So many of a thousand mutants of the real texts may give a wrong fact, and two of however few: without the line
#: between a name and its amount what is left can read like another document, and no rule can tell.
TOLERATED, TOLERATED_OF_FEW = 30, 2
#: Every so many lines of a real text one is tried, in a short run fewer; all of them take half an hour.
STEP = 41 if is_full() else 311
#: Every so many lines of a specimen one is tried (all of them: none makes a wrong fact). The forms have hundreds.
STRIDE, STRIDES = (1, {"forms": 3, "broken forms": 5}) if is_full() else (5, {"forms": 29, "broken forms": 37})


def facts_of(parsed: Parsed) -> Facts:
    """What is said, and the values it is said with. The name of a project is not part of it: a name that lost a
    line is another name, and its figures are still right."""
    found: Facts = defaultdict(Counter)
    for fact in parsed.facts:
        project = "" if fact.project is None else "unit" if fact.project == 0 else "project"
        about = (
            fact.statement, fact.direction, fact.item, fact.functional_code, fact.economic_code, fact.economic_name,
            fact.fund, fact.expenditure_type, project, fact.phase, fact.measure, fact.basis, fact.unit,
        )  # fmt: skip
        found[about][str(fact.value)] += 1
    return found


def mutants(text: str, step: int) -> Iterator[tuple[str, str]]:
    """Each ``step``-th full line deleted, and swapped with the next full one; a short run draws the first of them.
    Headings stay: without one its text belongs to the section above, and that is how a person would read it too."""
    lines = text.split("\n")
    full = [index for index, line in enumerate(lines) if line.strip() and not _HEADING.match(line)]
    first = 0 if is_full() else draw("resilience").randrange(step)
    for position in range(first if first < len(full) - 1 else 0, len(full) - 1, step):
        here, following = full[position], full[position + 1]
        yield f"line {here + 1} deleted", "\n".join(lines[:here] + lines[here + 1 :])
        if any(_HEADING.match(line) for line in lines[here:following]):
            continue
        swapped = list(lines)
        swapped[here], swapped[following] = lines[following], lines[here]
        yield f"lines {here + 1} and {following + 1} swapped", "\n".join(swapped)


def wrong_facts(base: Facts, mutated: Facts) -> list[tuple[tuple[str, ...], str]]:
    """Values that the whole document does not give for what they are given for."""
    return [(about, value) for about, values in mutated.items() for value in values if value not in base.get(about, {})]


SPECIMENS = {
    "prose": ("final", as_broken_lines(write_final(make_books(1)), 27)),
    "forms": ("budget", write_budget(make_books(2), broken=False, total_first=True)),
    "broken forms": ("budget", write_budget(make_books(3), broken=True, total_first=False)),
    "tabs": ("final", HEAD + write_tabs()),
    "flat evaluation": ("final", HEAD + write_flat_evaluation()),
    "flat targets": ("budget", HEAD + write_flat_targets()),
    "stacked": ("final", HEAD + write_stacked()),
}


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_line_lost_or_displaced_makes_no_wrong_fact(read_text: ReadText, name: str) -> None:
    kind, text = SPECIMENS[name]
    base = facts_of(read_text(text, kind))  # type: ignore[arg-type]
    wrong = {
        how: found
        for how, mutated in mutants(text, STRIDES.get(name, STRIDE))
        if (found := wrong_facts(base, facts_of(read_text(mutated, kind))))  # type: ignore[arg-type]
    }
    assert wrong == {}


def test_real_texts_survive_a_lost_or_displaced_line(
    repository: Layout, sources: SourceIndex, reference: Reference
) -> None:
    changed: list[str] = []
    tried = 0
    for folder in repository.report_folders():
        report = load_report(folder / "report.yml")
        paths = sources.find_all(report)
        if paths is None or report.sources[0].media_type != "text/plain":
            continue
        text = paths[0].read_text(encoding="utf-8")
        base = _read_real(text, report, reference)
        for how, mutated in mutants(text, STEP):
            tried += 1
            if wrong_facts(base, _read_real(mutated, report, reference)):
                changed.append(f"{report.report_id}: {how}")
    if not tried:
        pytest.skip("no source is at hand")
    assert len(changed) <= max(TOLERATED * tried / 1000, TOLERATED_OF_FEW), changed


def _read_real(text: str, report: Report, reference: Reference) -> Facts:
    document: Document = read_bytes(text.encode("utf-8"), "mutant.txt")
    return facts_of(parse_report([document], report, reference))


#: Prose of other regions: parts without headings, lists by fund, words for numbers, reasons that make up a change.
REGIONAL = {
    "numbered lines": (
        "（十）其他重要事项的情况说明\n1.机关运行经费。\n本单位机关运行经费财政拨款预算9.00万元，比上年预算增加1.00万元，增长12.5%。\n"
        "2.政府采购情况。\n政府采购预算总额8.00万元：政府采购货物预算3.00万元、政府采购服务预算5.00万元；"
        "其中一般公共预算拨款政府采购6.00万元：政府采购货物预算2.00万元、政府采购服务预算4.00万元。\n"
        "3.国有资产占有使用情况。\n共有车辆3辆，其中：其他用车3辆。\n"
    ),
    "parts of one fund": (
        "三、预算单位收入情况\n2023年单位财务总收入9.00万元，其中：一般公共预算6.00万元，事业收入3.00万元。\n"
        "2023年单位财政拨款收入6.50万元，其中：本年收入5.00万元，上年结转结余1.50万元。\n四、预算单位支出情况\n"
        "财政拨款安排支出6.50万元，其中：基本支出4.00万元，与上年对比增加1.00万元；项目支出2.50万元。\n"
    ),
    "no heading": (
        "三、财政拨款情况说明\n2023年一般公共预算财政拨款支出9.00万元，比2022年增加1.00万元，"
        "主要是人员经费增加0.60万元，公用经费增加0.40万元。其中：基本支出6.00万元，主要用于保障运转，比2022年减少2.00万元；"
        "项目支出3.00万元。\n2023年政府性基金预算支出5.00万元。\n"
    ),
    "in words": (
        "二、一般公共预算“三公”经费支出情况\n2023年“三公”经费预算共9.00万元，比上年减少1.00万元（10%）。其中：\n"
        "1.公务接待费4.00万元，与上年持平。\n2.公务用车购置费5.00万元，比上年减少1.00万元，下降16.67%。\n"
    ),
}


def damaged(text: str) -> Iterator[tuple[str, str]]:
    """A text with each sentence left out, and each cut off behind each of its clauses."""
    sentences = re.split(r"(?<=[。\n])", text)
    for index, sentence in enumerate(sentences):
        if not any(char.isdigit() for char in sentence) or _HEADING.match(sentence):
            continue
        before, after = "".join(sentences[:index]), "".join(sentences[index + 1 :])
        yield f"without {sentence!r}", f"{before}\n{after}"
        for found in re.finditer("[，；、：]", sentence):
            cut = sentence[: found.start()]
            yield f"cut behind {cut!r}", f"{before}{cut}。{after}"


@pytest.mark.parametrize("name", REGIONAL)
def test_a_sentence_lost_or_cut_off_makes_no_wrong_fact(read_text: ReadText, name: str) -> None:
    text = REGIONAL[name]
    base = facts_of(read_text(text, "budget"))
    assert len(base) > 4
    wrong = {
        how: found
        for how, mutated in damaged(text)
        if (found := wrong_facts(base, facts_of(read_text(mutated, "budget"))))
    }
    assert wrong == {}
