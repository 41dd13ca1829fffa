"""What servers do wrong, and what a watch does not do: each has its reason, and nothing of it ends the run."""

from __future__ import annotations

import io
import socket
from functools import partial

import pytest
from tests.specimens.portals import HTML, PDF, PORTALS, Content, list_entries, surround
from tests.watch.conftest import Watching

from disclosure.errors import BusyError, DescriptionError, DisclosureError
from disclosure.package.federation import transfer
from disclosure.watch import courtesy, walk
from disclosure.watch.courtesy import Client, RefusedError, is_within
from disclosure.watch.memory import Memory
from disclosure.watch.page import MAX_TEXTS, read_page
from disclosure.watch.walk import Bounds

ENTRY = list_entries()[-1]
DOCUMENT = "/files/one.pdf"


@pytest.fixture
def one(watching: Watching) -> Watching:
    """A list page with one report."""
    page = surround(f'<ul><li><a href="{DOCUMENT}">{ENTRY.title}</a></li></ul>')
    watching.portal.content = {"/list/": (HTML, page.encode()), DOCUMENT: (PDF, ENTRY.document())}
    watching.list_pages("/list/")
    return watching


def problem_of(watching: Watching, path: str = DOCUMENT) -> str:
    (found,) = watching.run(since=2000)
    return found.problems.get(watching.portal.address(path), "")


def test_robots_are_obeyed(one: Watching) -> None:
    one.portal.robots = "User-agent: *\nDisallow: /files/\n"
    assert problem_of(one) == "robots.txt does not allow it"
    assert one.portal.paths == ["/list/"]
    assert not one.origins


def test_robots_may_name_this_program_and_use_wildcards(one: Watching) -> None:
    one.portal.robots = "User-agent: disclosure-watch\nDisallow: /*.pdf$\n\nUser-agent: *\nAllow: /\n"
    assert problem_of(one) == "robots.txt does not allow it"


def test_robots_that_cannot_be_read_forbid_everything(one: Watching) -> None:
    one.portal.statuses["/robots.txt"] = (500, {}, 9)
    assert "robots.txt cannot be read" in problem_of(one, "/list/")
    assert one.portal.paths == []


def test_the_pause_that_robots_ask_for_is_held(one: Watching) -> None:
    slept: list[float] = []
    one.portal.robots = "User-agent: *\nCrawl-delay: 7\n"
    client = Client("https://books.example", public=False, pause=2.0, clock=lambda: 100.0, sleep=slept.append)
    for path in ("/list/", DOCUMENT):
        with (one.layout.root / "part").open("wb") as sink:
            client.get(one.portal.address(path), one.portal.address("/list/"), sink, 10_000)
    assert slept == [7.0, 7.0]
    one.portal.robots = "User-agent: *\nCrawl-delay: 600\n"
    assert "asks for 600 seconds" in problem_of(one, "/list/")


def test_one_request_at_a_time_with_a_name_and_a_contact(watching: Watching) -> None:
    path, make = PORTALS["table"]
    watching.portal.content = make(list_entries())
    watching.list_pages(path)
    watching.run(since=2000)
    assert watching.portal.most_busy == 1
    agents = {heads["User-Agent"] for _, _, heads in watching.portal.asked}
    (agent,) = agents
    assert agent.startswith("disclosure-watch/")
    assert agent.endswith("(+https://books.example/contact)")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500])
def test_a_refusal_of_the_server_is_said(one: Watching, status: int) -> None:
    one.portal.statuses[DOCUMENT] = (status, {}, 9)
    assert problem_of(one) == f"the server answers {status}"
    assert not one.origins


def test_a_server_that_asks_to_wait_is_asked_once_more_after_that(
    one: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr("disclosure.command.review.watch.Client", partial(Client, sleep=slept.append))
    one.portal.statuses[DOCUMENT] = (429, {"Retry-After": "20"}, 1)
    assert problem_of(one) == ""
    assert slept == [20.0]
    assert len(one.origins) == 1


def test_a_server_that_asks_to_wait_long_is_left_alone(watching: Watching) -> None:
    path, make = PORTALS["table"]
    watching.portal.content = make(list_entries())
    watching.list_pages(path)
    for name in watching.portal.content:
        if name.endswith(".pdf"):
            watching.portal.statuses[name] = (429, {"Retry-After": "86400"}, 9)
    (found,) = watching.run(since=2000)
    assert len(watching.portal.paths) == 2
    assert all("asks to wait 86400 seconds" in each for each in found.problems.values())


@pytest.mark.parametrize(
    ("location", "words"),
    [(DOCUMENT, "redirects more than"), ("http://localhost:{port}/list/", "out of its private network"),
     ("http://127.0.0.2:{port}/list/", "out of its private network"), ("http://127.0.0.1:9/", "private network"),
     ("file:///etc/hostname", "not a plain web address")],
)  # fmt: skip
def test_a_redirect_that_leads_astray_is_not_followed(one: Watching, location: str, words: str) -> None:
    one.portal.moved[DOCUMENT] = location.format(port=one.portal.port)
    assert words in problem_of(one)
    assert len(one.portal.paths) <= 2 + transfer.REDIRECTS


def test_a_redirect_within_the_domain_is_followed_and_its_robots_obeyed(one: Watching) -> None:
    one.portal.content["/deep/b.pdf"] = one.portal.content.pop(DOCUMENT)
    one.portal.moved[DOCUMENT] = "/deep/b.pdf"
    one.portal.robots = "User-agent: *\nDisallow: /deep/\n"
    assert problem_of(one) == "robots.txt does not allow it"
    one.portal.robots = None
    assert problem_of(one) == ""
    assert len(one.origins) == 1


def test_a_redirect_out_of_the_domain_of_a_public_site_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name of the other domain is looked up."""
    asked: list[str] = []

    def resolve(name: str, port: int, **_: object) -> list[object]:
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    home = "https://www.wangshu.gov.example/list/"
    client = Client("https://books.example", sleep=lambda _: None)
    monkeypatch.setattr(client, "_obey", lambda url, address: None)
    monkeypatch.setattr(transfer.Visit, "_connect", lambda self, url: pytest.fail(f"{url} was requested"))
    for away in (
        "https://www.xihe.gov.example/",
        "https://wangshu.gov.example.com/",
        "https://notwangshu.gov.example/",
    ):
        with pytest.raises(RefusedError, match="another domain"):
            client.get(away, home, io.BytesIO(), 10)
    assert asked == []


@pytest.mark.parametrize(
    ("address", "home", "within"),
    [
        ("https://www.wangshu.gov.cn/a", "http://www.wangshu.gov.cn/", True),
        ("http://mzj.wangshu.gov.cn/a", "http://www.wangshu.gov.cn/", True),
        ("http://wangshu.gov.cn/a", "http://www.wangshu.gov.cn/", True),
        ("http://www.wangshu.gov.cn:8080/a", "http://www.wangshu.gov.cn/", False),
        ("http://xihe.gov.cn/a", "http://www.wangshu.gov.cn/", False),
        ("http://evilwangshu.gov.cn/a", "http://www.wangshu.gov.cn/", False),
        ("http://wangshu.gov.cn.example/a", "http://www.wangshu.gov.cn/", False),
        ("http://www.wangshu.gov.cn/a", "http://mzj.wangshu.gov.cn/", False),
        ("http://www.xihe.gov.cn/a", "http://www.gov.cn/", False),
        ("http://xihe.gov.cn/a", "http://gov.cn/", False),
        ("http://1.1.1.1/a", "http://1.1.1.2/", False),
        ("http://x.1.1.1.2/a", "http://1.1.1.2/", False),
    ],
)
def test_what_belongs_to_a_publishers_domain(address: str, home: str, within: bool) -> None:
    assert is_within(address, home) is within


def test_a_link_to_another_domain_is_named_and_not_requested(watching: Watching) -> None:
    address = f"http://localhost:{watching.portal.port}{DOCUMENT}"
    page = surround(f'<a href="{address}">{ENTRY.title}</a>')
    watching.portal.content = {"/list/": (HTML, page.encode()), DOCUMENT: (PDF, ENTRY.document())}
    watching.list_pages("/list/")
    (found,) = watching.run(since=2000)
    assert found.problems == {address: "leads to another domain: localhost"}
    assert watching.portal.paths == ["/list/"]


def test_a_private_network_is_not_entered_without_leave(one: Watching) -> None:
    (found,) = one.run(since=2000, private=False)
    assert "private network" in found.reason
    assert one.portal.asked == []


def test_more_than_the_limit_is_not_kept(one: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MAX_SOURCE_BYTES", 5_000)
    one.portal.content[DOCUMENT] = (PDF, ENTRY.document() + bytes(6_000))
    assert "more than the limit of 5000" in problem_of(one)
    assert not list((one.layout.root / "sources").glob("*.pdf"))


def test_a_server_that_drips_is_left(one: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courtesy, "SECONDS", 0.2)
    one.portal.slow[DOCUMENT] = 0.05
    assert problem_of(one) == "the server sends too slowly"


def test_what_breaks_off_is_fetched_again_next_time(one: Watching) -> None:
    one.portal.cut[DOCUMENT] = 10
    assert problem_of(one) != ""
    assert not one.origins
    one.portal.cut.clear()
    assert problem_of(one) == ""
    assert [path.read_bytes() for path, _ in one.origins] == [ENTRY.document()]


@pytest.mark.parametrize(
    ("body", "words"),
    [(surround("<p>您访问的页面不存在</p>", "出错了").encode(), "is a web page, not a document (its title: 出错了"),
     (b"", "is empty"), (b"Rar!\x1a\x07\x00 packed", "is a RAR archive"), (b"PK\x03\x04 packed", "is an archive (zip)"),
     (b"\x89PNG\r\n\x1a\n", "is a picture"), (b"\x00\x01\x02 data", "is binary data")],
)  # fmt: skip
def test_a_file_named_pdf_is_judged_by_its_content(one: Watching, body: bytes, words: str) -> None:
    one.portal.content[DOCUMENT] = (PDF, body)
    assert words in problem_of(one)
    assert not one.origins


def test_a_page_that_is_the_report_is_a_document_once(watching: Watching) -> None:
    rows = "".join(f"<tr><td>项目{at}</td><td>{at},000.00</td></tr>" for at in range(1, 20))
    content: Content = {
        "/list/": (HTML, surround(f'<ul><li><a href="/a/1.html">{ENTRY.title}</a></ul>').encode()),
        "/a/1.html": (HTML, surround(f"<h1>{ENTRY.title}</h1><table>{rows}</table>", ENTRY.title).encode()),
    }
    watching.portal.content = content
    watching.list_pages("/list/")
    watching.run(since=2000)
    assert watching.keys == [ENTRY.key]
    # its counter of visitors changes with each request: it is not asked for again
    content["/a/1.html"] = (HTML, content["/a/1.html"][1] + b"<!-- 2 -->")
    (found,) = watching.run(since=2000)
    assert (found.known, found.finds) == (1, [])


@pytest.mark.parametrize(
    ("body", "words"),
    [("<div id='app'></div><script src='/app.js'></script><script>load('/api/list')</script>", "loaded by a script"),
     ("<ul><li><a href='/a'>公告一</a><li><a href='/b'>公告二</a><li><a href='/c'>三</a></ul>", "no link of 3 names"),
     ("<a href='/x.pdf'>部门决算公开表</a><a href='/a'>一</a><a href='/b'>二</a>", "and no unit or year")],
)  # fmt: skip
def test_a_page_that_gives_nothing_says_why(watching: Watching, body: str, words: str) -> None:
    watching.portal.content = {"/list/": (HTML, f"<html><body>{body}</body></html>".encode())}
    watching.list_pages("/list/")
    (found,) = watching.run()
    assert words in found.reason


def test_a_page_that_takes_too_long_is_left(watching: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "PAGE_SECONDS", 0.3)
    body = b"<html>" + b"<td><a href='/x'>2024</a>" * 70_000
    watching.portal.content = {"/list/": (HTML, body), "/other/": (HTML, surround("").encode())}
    watching.list_pages("/list/", "/other/")
    first, second = watching.run()
    assert "to look through" in first.reason
    assert "to look through" not in second.reason


def test_a_row_of_many_cells_is_read_in_proportion() -> None:
    cells = "".join(f"<td>{at}<a href='/{at}.pdf'>查看</a></td>" for at in range(3_000))
    links = read_page(f"<table><tr><td>望舒市民政局</td>{cells}</tr></table>".encode(), "http://a.b.example/").links
    assert all(len(link.around) <= MAX_TEXTS for link in links)
    assert "望舒市民政局" in links[-1].around


def test_one_failing_list_page_does_not_stop_the_others(watching: Watching) -> None:
    path, make = PORTALS["json"]
    watching.portal.content = make(list_entries())
    watching.list_pages("/nothing/", path)
    first, second = watching.run(since=2000)
    assert first.reason == "the server answers 404"
    assert len(second.finds) == len(list_entries())


def test_only_so_many_requests_are_made_for_a_page(watching: Watching) -> None:
    path, make = PORTALS["table"]
    watching.portal.content = make(list_entries())
    watching.list_pages(path)
    (found,) = watching.run(since=2000, bounds=Bounds(requests=5))
    assert len(watching.portal.asked) <= 6
    assert "are left for the next run" in found.problems["…"]
    for _ in range(6):
        watching.run(since=2000, bounds=Bounds(requests=5))
    assert len(watching.keys) == len(list_entries())


def test_only_so_many_new_documents_are_fetched_and_only_so_long(watching: Watching) -> None:
    path, make = PORTALS["json"]
    watching.portal.content = make(list_entries())
    watching.list_pages(path)
    (found,) = watching.run(since=2000, bounds=Bounds(documents=3))
    assert [each.guess.kind for each in found.finds] == ["final"] * 3
    assert "3 new documents were found" in found.problems["…"]
    (found,) = watching.run(since=2000, bounds=Bounds(until=0.0))
    assert "its time is over" in found.problems["…"]
    watching.run(since=2000)
    assert len(watching.keys) == len(list_entries())


def test_the_list_page_that_was_watched_longest_ago_comes_first(watching: Watching) -> None:
    empty = (HTML, surround("").encode())
    watching.portal.content = {"/a/": empty, "/b/": empty}
    watching.list_pages("/a/", "/b/")
    watching.run(pages=[watching.portal.address("/a/")])
    watching.portal.asked.clear()
    watching.run()
    assert watching.portal.paths == ["/b/", "/a/"]


def test_without_a_contact_nothing_is_requested(one: Watching) -> None:
    (one.layout.data / "publisher.yml").write_text("title: 望舒账本\n", "utf-8")
    with pytest.raises(DescriptionError, match="no contact is given"):
        one.run()
    (one.layout.data / "publisher.yml").write_text("contact: 王先生\n", "utf-8")
    with pytest.raises(DescriptionError, match="neither a web address nor an e-mail address"):
        one.run()
    assert one.portal.asked == []


def test_a_page_that_is_not_in_the_list_is_not_requested(one: Watching) -> None:
    with pytest.raises(DescriptionError, match="is not in the list"):
        one.run(pages=[one.portal.address("/other/")])
    assert one.portal.asked == []


def test_two_watches_do_not_run_at_once_and_a_damaged_state_is_named(one: Watching) -> None:
    path = one.layout.root / "sources" / ".watch" / "state.sqlite"
    memory = Memory(path, 0.0)
    with pytest.raises(BusyError):
        one.run()
    memory.close()
    path.write_bytes(b"no database, and long enough to be taken for one" * 100)
    with pytest.raises(DisclosureError, match="cannot be used"):
        one.run()
    path.unlink()
    assert problem_of(one) == ""
