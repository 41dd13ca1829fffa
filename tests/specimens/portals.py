"""List pages of eight kinds, as publishers' sites have them, of an invented city; each lists the same reports.

Every page has a menu, a footer and news around its list, and a link to another domain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Content = dict[str, tuple[str, bytes]]
#: Units of no place on earth.
UNITS = ("望舒市民政局", "望舒市图书馆", "中国共产党望舒市委员会宣传部", "望舒市水文水资源勘测中心")
YEARS = (2024, 2023)
KINDS: dict[str, str] = {"final": "决算", "budget": "预算"}
HTML, PDF = "text/html; charset=utf-8", "application/pdf"


@dataclass(frozen=True)
class Entry:
    """One report that a list names, and its document."""

    unit: str
    year: int
    kind: Literal["final", "budget"]
    number: int

    @property
    def title(self) -> str:
        return f"{self.unit}{self.year}年度部门{KINDS[self.kind]}公开"

    @property
    def key(self) -> tuple[str, int, str]:
        return self.unit, self.year, self.kind

    @property
    def code(self) -> str:
        return hashlib.sha256(self.title.encode()).hexdigest()[:20]

    def document(self, salt: str = "") -> bytes:
        """A file that looks like a PDF, another one for each report."""
        return f"%PDF-1.4\n% {self.code}{salt}\n%%EOF\n".encode()


def list_entries() -> list[Entry]:
    """The reports of the city, budgets before final accounts, as sites have them in any order."""
    keys = [(unit, year, kind) for year in YEARS for kind in ("budget", "final") for unit in UNITS]
    return [
        Entry(unit, year, "final" if kind == "final" else "budget", at) for at, (unit, year, kind) in enumerate(keys)
    ]


def surround(body: str, title: str = "财政预决算公开", *, head: str = "", charset: str = "utf-8") -> str:
    """A page with what sites have around a list."""
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_望舒市人民政府</title>{head}
<script>var site = "望舒市"; function pick(i) {{ return tabs[i]; }}</script></head><body>
<div class="top"><a href="/"><img src="/logo.png" alt="望舒市人民政府"></a><ul class="menu"><li><a href="/">首页</a></li>
<li><a href="/zwgk/">政务公开</a></li><li><a href="/guide.html">政府信息公开指南</a><li><a href="/hd/">互动交流</a></ul></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a></div>
{body}
<div class="news"><a href="/news/1.html">望舒市召开2025年预算编制工作会议</a><a href="/news/2.html">关于望舒市2024年财政预算执行情况的报告</a>
<a href="/news/3.html">一图读懂2024年政府工作报告</a></div>
<div class="foot"><a href="https://other.example/">某某网站</a><a href="javascript:void(0)">设为首页</a><a href="mailto:a@b.example">
联系我们</a> <a href="/map.html">网站地图</a> <a href="http://127.0.0.1/">望舒市财政局</a><a href="/index.html">望舒市水利局</a></div></body></html>"""


def _page(text: str, encoding: str = "utf-8") -> tuple[str, bytes]:
    return HTML if encoding == "utf-8" else "text/html", text.encode(encoding)


def _article(entry: Entry, attachments: str) -> str:
    return surround(
        f'<div class="article"><h1>{entry.title}</h1><p>发布时间：{entry.year + 1}-09-0{1 + entry.number % 9}</p><p>根据要求，现予公开。</p>'
        f"{attachments}</div>",
        entry.title,
    )


def _chunks(entries: list[Entry], size: int) -> list[list[Entry]]:
    return [entries[at : at + size] for at in range(0, len(entries), size)]


def make_numbered(entries: list[Entry]) -> Content:
    """Pages numbered in a script, articles in folders of months, attachments named by number in a page of their own."""
    content: Content = {}
    pages = _chunks(entries, 6)
    for at, chunk in enumerate(pages):
        items = "".join(
            f'<li><span>{each.year + 1}-09-0{1 + each.number % 9}</span><a href="./{each.year + 1}09/t{each.code}.html" '
            f'target="_blank">{each.title}</a></li>'
            for each in chunk
        )
        script = f'<script>createPageHTML({len(pages)}, {at}, "index", "html");</script>'
        name = "index.html" if at == 0 else f"index_{at}.html"
        content[f"/zj/{name}"] = _page(surround(f'<ul class="list">{items}</ul><div class="page">{script}</div>'))
        for each in chunk:
            folder = f"/zj/{each.year + 1}09"
            link = f'<p>附件：<a href="./P{each.code}.pdf">附件1.pdf</a></p>'
            content[f"{folder}/t{each.code}.html"] = _page(_article(each, link))
            content[f"{folder}/P{each.code}.pdf"] = (PDF, each.document())
    content["/zj/"] = content["/zj/index.html"]
    return content


def make_table(entries: list[Entry]) -> Content:
    """A table with a row for each unit and year and a column for each kind; the links say no more than 查看."""
    content: Content = {}
    rows = []
    for unit in UNITS:
        for at, year in enumerate(YEARS):
            found = {each.kind: each for each in entries if (each.unit, each.year) == (unit, year)}
            label = f'<td rowspan="{len(YEARS)}">{unit}</td>' if at == 0 else ""
            cells = "".join(
                f'<td><a href="/files/{found[kind].code}.pdf">查看</a></td>' if kind in found else "<td>—</td>"
                for kind in ("budget", "final")
            )
            rows.append(f"<tr>{label}<td>{year}年</td>{cells}</tr>")
    for each in entries:
        content[f"/files/{each.code}.pdf"] = (PDF, each.document())
    head = "<tr><th>单位</th><th>年度</th><th>预算</th><th>决算</th></tr>"
    content["/table/"] = _page(surround(f"<table><tbody>{head}{''.join(rows)}</tbody></table>"))
    return content


def make_definitions(entries: list[Entry]) -> Content:
    """A definition list: year and kind above, units as links to files; relative to the page's base, tags left open."""
    content: Content = {}
    parts = []
    for year in YEARS:
        for kind, word in KINDS.items():
            items = "".join(
                f'<dd><a href="{each.code}.pdf">{each.unit}</a>'
                for each in entries
                if (each.year, each.kind) == (year, kind)
            )
            parts.append(f"<dt>{year}年部门{word}{items}")
    for each in entries:
        content[f"/store/files/{each.code}.pdf"] = (PDF, each.document())
    content["/dl/index.shtml"] = _page(surround(f"<dl>{''.join(parts)}</dl>", head='<base href="/store/files/">'))
    return content


def make_queries(entries: list[Entry]) -> Content:
    """Ids in query strings: pages of the list, reports and files; the next page is a link."""
    content: Content = {}
    pages = _chunks(entries, 5)
    for at, chunk in enumerate(pages, 1):
        items = "".join(f"<li><a href='detail.do?id={each.number}'>{each.title}</a></li>" for each in chunk)
        more = f'<a href="list.do?col=7&amp;page={at + 1}">下一页</a>' if at < len(pages) else "<a>下一页</a>"
        content[f"/app/list.do?col=7&page={at}"] = _page(surround(f"<ul>{items}</ul><div>{more}</div>"))
        for each in chunk:
            link = f'<a href="/app/down.do?fileId={each.code}">{each.title}</a>'
            content[f"/app/detail.do?id={each.number}"] = _page(_article(each, link))
            content[f"/app/down.do?fileId={each.code}"] = (PDF, each.document())
    return content


def make_pages_of_units(entries: list[Entry]) -> Content:
    """One page for each unit and year, between which a selection leads; the files say only the kind."""
    content: Content = {}
    units = "".join(f'<a href="unit.jsp?unit={at}&year={YEARS[0]}">{unit}</a>\n' for at, unit in enumerate(UNITS))
    content["/units/"] = _page(surround(f"<h2>部门预决算</h2><div>{units}</div>"))
    for at, unit in enumerate(UNITS):
        for year in YEARS:
            options = "".join(f'<option value="/units/unit.jsp?unit={at}&year={one}">{one}年</option>' for one in YEARS)
            links = "".join(
                f'<p><a href="/units/f/{each.code}.xlsx.pdf">{year}年部门{KINDS[each.kind]}</a></p>'
                for each in entries
                if (each.unit, each.year) == (unit, year)
            )
            body = f"<h2>{unit}</h2><select>{options}</select><h3>{year}年</h3>{links}"
            content[f"/units/unit.jsp?unit={at}&year={year}"] = _page(surround(body, f"{unit}预决算公开"))
    for each in entries:
        content[f"/units/f/{each.code}.xlsx.pdf"] = (PDF, each.document())
    return content


def make_store(entries: list[Entry]) -> Content:
    """Records in CDATA within a script, and the next ones at an address that the store names."""
    pages = _chunks(entries, 6)

    def store(at: int) -> str:
        records = "".join(
            f"<record><![CDATA[<li><a href='/art/{each.year}/art_{each.number}.html' title='{each.title}'>{each.unit[:4]}…</a>"
            f"<span>{each.year + 1}-08-2{each.number % 9}</span></li>]]></record>"
            for each in pages[at]
        )
        further = f"<nextgroup><![CDATA[<a href='/module/dataproxy.jsp?page={at + 1}&col=9'></a>]]></nextgroup>"
        last = at + 1 == len(pages)
        return f"<datastore>{'' if last else further}<recordset>{records}</recordset></datastore>"

    content: Content = {
        "/col/col9/index.html": _page(surround(f'<div id="9"><script type="text/xml">{store(0)}</script></div>'))
    }
    for at in range(1, len(pages)):
        content[f"/module/dataproxy.jsp?page={at}&col=9"] = ("text/xml; charset=utf-8", store(at).encode())
    for each in entries:
        attached = f'<iframe src="/pdfjs/web/viewer.html?file=/attach/{each.code}.pdf"></iframe>'
        content[f"/art/{each.year}/art_{each.number}.html"] = _page(_article(each, attached))
        content[f"/attach/{each.code}.pdf"] = (PDF, each.document())
    return content


def make_gbk(entries: list[Entry]) -> Content:
    """A page in GBK without a charset in its header; the files are named by sums, titles are cut off in the text."""
    items = "".join(
        f'<tr><td>·</td><td><a href="upload/{each.code}.pdf" title="{each.title}.pdf">{each.title[:9]}...</a></td>'
        f"<td>[{each.year + 1}-02-1{each.number % 9}]</td></tr>"
        for each in entries
    )
    body = f"<table><tr><td><table>{items}</table></td></tr></table>"
    content: Content = {"/gbk/list.htm": _page(surround(body, charset="gb2312"), "gbk")}
    for each in entries:
        content[f"/gbk/upload/{each.code}.pdf"] = (PDF, each.document())
    return content


def make_json(entries: list[Entry]) -> Content:
    """A list as JSON in a script, with the unit in a field of its own."""
    rows = [
        {
            "id": each.number,
            "dept": each.unit,
            "year": str(each.year),
            "name": f"部门{KINDS[each.kind]}公开",
            "url": f"/j/{each.code}.pdf",
        }
        for each in entries
    ]
    script = f"var data = {json.dumps({'total': len(rows), 'rows': rows}, ensure_ascii=False)};\nrender(data);"
    content: Content = {"/json/": _page(surround(f'<div id="app"></div><script>{script}</script>'))}
    for each in entries:
        content[f"/j/{each.code}.pdf"] = (PDF, each.document())
    return content


#: Each kind: the path of its list page, and what makes its pages and files.
PORTALS: dict[str, tuple[str, Callable[[list[Entry]], Content]]] = {
    "numbered": ("/zj/", make_numbered),
    "table": ("/table/", make_table),
    "definitions": ("/dl/index.shtml", make_definitions),
    "queries": ("/app/list.do?col=7&page=1", make_queries),
    "pages of units": ("/units/", make_pages_of_units),
    "store": ("/col/col9/index.html", make_store),
    "gbk": ("/gbk/list.htm", make_gbk),
    "json": ("/json/", make_json),
}


def list_portals() -> Iterator[tuple[str, str, Content]]:
    """Every kind with its list page and its content."""
    for name, (path, make) in PORTALS.items():
        yield name, path, make(list_entries())
