"""What a citizen wants to know, from the home page on a phone: three taps at most, and the answer is on the screen.

The way is followed in a browser on reports of the repository, whichever it has: each task on a unit whose documents
say what is asked. Typing in the search field does not count as a tap, choosing a suggestion is one; the reader scrolls
nothing.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.first import copy_reports
from tests.selection import draw_some
from tests.sharing import make_once

from disclosure.publish import build_site

from .conftest import ROOT, serve

pytestmark = pytest.mark.browser
WIDTH, HEIGHT = 360, 740
MOST_TAPS = 3
#: Units whose reports a short run builds the site of.
UNITS = 8
_MONEY = re.compile(r"[0-9][0-9,]*\.[0-9]{2} 万元")


@dataclass
class Reader:
    """A reader with a phone: what they tap is counted."""

    page: Page
    address: str
    taps: int = field(default=0)

    def tap(self, target: Locator) -> None:
        """Tap something that is on the page."""
        target.tap()
        self.taps += 1

    def find_unit(self, name: str) -> None:
        """Type a name on the home page and choose the suggestion."""
        self.page.goto(self.address)
        self.page.locator("#home-search").fill(name)
        choice = self.page.locator("[role=option]:visible").filter(has_text=name).first
        expect(choice).to_be_visible(timeout=20_000)
        self.tap(choice)
        self.page.wait_for_url("**/units/**")

    def go_to(self, section: str) -> None:
        """Go to a section by the contents of the page."""
        self.tap(self.page.locator(f'nav.contents a[href="#{section}"]'))
        self.page.wait_for_timeout(200)

    def sees(self, answer: Locator) -> str:
        """The words of the answer, which is on the screen as it is."""
        expect(answer).to_be_visible()
        box = answer.bounding_box()
        assert box, "nothing is shown"
        assert -2 <= box["y"] < HEIGHT - 40, f"the answer is at {box['y']:.0f} of {HEIGHT}"
        assert box["x"] + box["width"] <= WIDTH + 1, "the answer is cut at the right"
        assert self.taps <= MOST_TAPS
        return answer.inner_text()


def _build(folder: Path) -> None:
    reports = ROOT / "data" / "reports"
    units = draw_some("tasks", sorted(path.name for path in reports.iterdir() if path.is_dir()), UNITS)
    found = sorted(path.parent for unit in units for path in (reports / unit).glob("*/report.yml"))
    layout = copy_reports(tuple(path.relative_to(reports).as_posix() for path in found))
    for name in ("docs/assets", "scripts/disclosure/publish"):
        shutil.copytree(ROOT / name, layout.root / name)
    build_site(layout, folder / "site", lambda _: None)


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of some reports of the repository."""
    return make_once(tmp_path_factory, "tasks", _build) / "site"


@pytest.fixture(scope="module")
def real(real_site: Path) -> Iterator[str]:
    """Where it is served."""
    with serve(real_site) as served:
        yield served


@pytest.fixture
def reader(browser: Browser, real: str) -> Iterator[Reader]:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    yield Reader(context.new_page(), real)
    context.close()


def find_page(site: Path, pattern: str, words: str) -> tuple[str, str]:
    """Of the pages that ``pattern`` names, the first whose Markdown has ``words``: the name of its unit,
    and its year (empty on a page of a unit)."""
    for path in sorted(site.glob(f"units/{pattern}/index.md")):
        text = path.read_text("utf-8")
        title = text.partition("\n")[0].removeprefix("# ").removesuffix(" {: #top }")
        name, _, year = title.removesuffix(" 年").rpartition(" ") if title.endswith(" 年") else (title, "", "")
        if re.search(words, text) and re.fullmatch(r"[\u4e00-\u9fff（）]+", name):
            return name, year
    pytest.skip("a report that says this is not at hand")


def _go_to_year(reader: Reader, site: Path, words: str) -> None:
    name, year = find_page(site, "*/[0-9]*", words)
    reader.find_unit(name)
    reader.tap(reader.page.locator(f'#reports + ul a[href="{year}/"]'))


def ask_how_much(reader: Reader, site: Path) -> str:
    reader.find_unit(find_page(site, "*", r"支出 \*\*\[")[0])
    return reader.sees(reader.page.locator(".answer strong"))


def ask_on_what(reader: Reader, site: Path) -> str:
    _go_to_year(reader, site, r"\{: #hundred \}")
    reader.go_to("hundred")
    return reader.sees(reader.page.locator("svg.hundred + ul"))


def ask_cars_and_receptions(reader: Reader, site: Path) -> str:
    _go_to_year(reader, site, r"“三公”经费（出国、公车、接待） \[")
    reader.go_to("people")
    return reader.sees(reader.page.locator("#people + ul li").first)


def ask_why(reader: Reader, site: Path) -> str:
    _go_to_year(reader, site, r"\{: #changes \}\n[^#]*单位说：")
    reader.go_to("changes")
    return reader.sees(reader.page.locator("#changes + ul li", has_text="单位说").first)


def ask_largest_project(reader: Reader, site: Path) -> str:
    reader.find_unit(find_page(site, "*", r"\{: #projects \}")[0])
    reader.go_to("projects")
    return reader.sees(reader.page.locator("#projects + ol li").first)


def ask_what_a_project_is_for(reader: Reader, site: Path) -> str:
    reader.find_unit(find_page(site, "*", r"\{: #projects \}\n\n1\. \[[^\]]*\]\(projects/")[0])
    reader.go_to("projects")
    reader.tap(reader.page.locator("#projects + ol a").first)
    reader.page.wait_for_url("**/projects/p*/")
    return reader.sees(reader.page.locator(".answer"))


def ask_whether_it_is_much(reader: Reader, site: Path) -> str:
    reader.find_unit(find_page(site, "*", r"与同类单位比较")[0])
    reader.go_to("follow")
    reader.tap(reader.page.get_by_role("link", name="与同类单位比较"))
    return reader.sees(reader.page.locator("#compare-chart h2"))


def ask_whether_it_was_spent(reader: Reader, site: Path) -> str:
    _go_to_year(reader, site, r"\{: #course \}")
    reader.go_to("course")
    return reader.sees(reader.page.locator("#course ~ p", has_text="→").first)


def ask_where_it_is_written(reader: Reader, site: Path) -> str:
    _go_to_year(reader, site, r"支出 \*\*\[")
    reader.tap(reader.page.locator(".answer strong a"))
    return reader.sees(reader.page.locator("dialog[open]"))


def ask_what_is_wrong(reader: Reader, site: Path) -> str:
    reader.find_unit(find_page(site, "*", r"\{: #findings \}\n\n- ")[0])
    reader.go_to("findings")
    return reader.sees(reader.page.locator("#findings + ul li").first)


#: Each task with what its answer has to hold.
TASKS: tuple[tuple[Callable[[Reader, Path], str], re.Pattern[str]], ...] = (
    (ask_how_much, _MONEY), (ask_on_what, _MONEY), (ask_cars_and_receptions, _MONEY),
    (ask_why, re.compile("单位说：..")),
    (ask_largest_project, _MONEY), (ask_what_a_project_is_for, re.compile("[0-9]{4} 年")),
    (ask_whether_it_is_much, re.compile("个单位，中位数")), (ask_whether_it_was_spent, _MONEY),
    (ask_where_it_is_written, re.compile("[0-9].*出自《.*永久地址", re.S)), (ask_what_is_wrong, re.compile("看原文")),
)  # fmt: skip


@pytest.mark.parametrize(("task", "answer"), TASKS, ids=[task.__name__ for task, _ in TASKS])
def test_a_citizen_has_the_answer_after_three_taps(
    reader: Reader, real_site: Path, task: Callable[[Reader, Path], str], answer: re.Pattern[str]
) -> None:
    try:
        assert answer.search(task(reader, real_site))
    finally:
        if folder := os.environ.get("TASK_PICTURES"):
            reader.page.screenshot(path=f"{folder}/{task.__name__}.png")
