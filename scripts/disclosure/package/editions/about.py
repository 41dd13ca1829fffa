"""What a file that leaves its page says of itself: version, day, licence, address, changes and how to cite it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

Descriptor = Mapping[str, Any]
#: Licence text of every package: our data is waived, the documents it was read from are not ours.
LICENCE_TEXT = """\
Data: CC0 1.0 Universal (CC0-1.0), https://creativecommons.org/publicdomain/zero/1.0/legalcode

The makers of this data have waived all rights in it as far as the law allows: copy, change and use it for any purpose
without asking. The documents it was read from belong to those who published them and are not part of this package.

本数据以 CC0 1.0 放弃一切权利，可以不经许可复制、修改和使用。原始文件的权利属于公布它的单位，不在本数据包内。
"""


def describe_release(descriptor: Descriptor) -> dict[str, str]:
    """The package as short texts by name; an address is empty where the site's is not known."""
    home = str(descriptor.get("homepage", ""))
    licence = descriptor["licenses"][0]
    return {
        "name": str(descriptor["name"]),
        "title": str(descriptor["title"]),
        "version": str(descriptor["version"]),
        "date": str(descriptor["created"])[:10],
        "license": str(licence["name"]),
        "license_url": str(licence["path"]),
        "homepage": home,
        "changelog": locate(descriptor, "CHANGELOG.md") if home else "",
        "citation": cite(descriptor),
    }


def locate(descriptor: Descriptor, path: str) -> str:
    """The address of a file of the package: absolute where the site's is known, else relative to the descriptor."""
    home = str(descriptor.get("homepage", ""))
    return f"{home.rstrip('/')}/downloads/{path}" if home else path


def cite(descriptor: Descriptor) -> str:
    """How to cite the package, on one line: maker, year, title, version, address."""
    maker = descriptor["contributors"][0]["title"]
    parts = [
        f"{maker} ({str(descriptor['created'])[:4]})", str(descriptor["title"]), f"version {descriptor['version']}",
        f"{descriptor['licenses'][0]['name']}",
    ]  # fmt: skip
    return ". ".join([*parts, *filter(None, [str(descriptor.get("homepage", ""))])])


def split_languages(text: str) -> tuple[str, str]:
    """A description in English and Chinese as the two texts; where it is in one language the other is empty.

    A sentence is Chinese if a Chinese full stop ends it.
    """
    sentences = re.split(r"(?<=[.。]) +", text)
    chinese = [each for each in sentences if each.endswith("。")]
    return " ".join(each for each in sentences if each not in chinese), " ".join(chinese)


def write_readme(descriptor: Descriptor) -> str:
    """The page that lies in every zip: what it is, of which version, how to use and cite it, and its tables."""
    about = describe_release(descriptor)
    facts = [
        f"- version 版本: {about['version']}", f"- date 日期: {about['date']}",
        f"- licence 许可: {about['license']}, {about['license_url']}", f"- cite as 引用: {about['citation']}",
    ]  # fmt: skip
    facts += [f"- address 地址: {about['homepage']}"] if about["homepage"] else []
    facts += [f"- changes 变更: {about['changelog']}"] if about["changelog"] else []
    tables = [f"- `{each['path']}` {each['title']}" for each in descriptor["resources"]]
    return "\n".join([
        f"# {about['title']}", "", str(descriptor["description"]), "", *facts, "", _RULES, "## Tables 数据表", "",
        *tables, "",
    ])  # fmt: skip


#: What everyone who opens the tables must know.
_RULES = """\
Columns are described in `datapackage.json` (Data Package v2). Amounts are in yuan. An empty cell means that the
document does not state the figure; it is never zero. Files are UTF-8 without a byte order mark. Codes
such as 201 or 30101 are text, not numbers.

`facts` has a row for every time that a document states a figure: a sum over it counts the same money several times.

Only a text that could do harm as a formula of a spreadsheet is changed: a cell that begins with = + - @ and contains a
bracket, a vertical bar or an exclamation mark has an apostrophe in front. `open-books.xlsx` is the edition for
spreadsheets.

A package of one report has only the tables in which the report has rows.

各列说明见 `datapackage.json`。金额以元计；空格子表示文件没有写，绝不等于 0。
`facts` 中同一个数在文件里出现几次就有几行，直接求和会重复。用表格软件打开请用 `open-books.xlsx`。
一份报告的数据包只有它有内容的表。
"""


def make_citation_file(descriptor: Descriptor) -> bytes:
    """CITATION.cff (version 1.2.0) of a published package."""
    about = describe_release(descriptor)
    lines = [
        "cff-version: 1.2.0", f"message: {_quote('If you use this data, please cite it as below. 使用本数据请引用。')}",
        "type: dataset", f"title: {_quote(about['title'])}", "authors:",
        f"  - name: {_quote(descriptor['contributors'][0]['title'])}", f"version: {_quote(about['version'])}",
        f"date-released: {_quote(about['date'])}", f"license: {about['license']}",
    ]  # fmt: skip
    lines += [f"url: {_quote(about['homepage'])}"] if about["homepage"] else []
    lines += ["keywords:", *(f"  - {_quote(each)}" for each in descriptor["keywords"])]
    return ("\n".join(lines) + "\n").encode("utf-8")


def list_companions(descriptor: Descriptor) -> dict[str, bytes]:
    """The files that accompany the tables of a package, by name: README.md, LICENSE.txt, CITATION.cff."""
    return {
        "README.md": write_readme(descriptor).encode("utf-8"), "LICENSE.txt": LICENCE_TEXT.encode("utf-8"),
        "CITATION.cff": make_citation_file(descriptor),
    }  # fmt: skip


def _quote(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def list_columns_of(resources: Sequence[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """A row for each column of a package: table, column, title, title in English, meaning, meaning in English, unit of
    measure."""
    return [
        (
            resource["name"], each["name"], each["title"], each.get("title_en", ""), each["description"],
            each.get("description_en", ""), each.get("unit", ""),
        )
        for resource in resources
        for each in resource["schema"]["fields"]
    ]  # fmt: skip
