"""Who publishes: the names that every page, feed and package bears, in data/publisher.yml."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields

from disclosure.entry import is_web_address, load_entry
from disclosure.store import Layout

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,190}")
_REMEDY = "see the comments in that file; a missing key has the default of Open Books"
#: Characters of the longest value.
_LONGEST = 300


@dataclass(frozen=True)
class Publisher:
    """The names of a site and of who makes it; those of this project where data/publisher.yml says no other."""

    name: str = "open-books"
    title: str = "明账"
    title_en: str = "Open Books"
    maker: str = "Open Books contributors"
    description: str = "把部门预算和部门决算变成可核对的公开数据：每个数字都有出处。"
    notice: str = "本站不是政府网站，与原始文件不同时以原始文件为准。"
    notice_en: str = "Not a government site; the original documents prevail."
    contact: str = ""

    @property
    def full(self) -> str:
        """The title in both languages, once if there is only one."""
        return " · ".join(dict.fromkeys(each for each in (self.title, self.title_en) if each))

    def list_names(self) -> dict[str, str]:
        """All of it as texts by name, for a page."""
        return asdict(self) | {"full": self.full}


def load_publisher(layout: Layout) -> Publisher:
    """Read data/publisher.yml; the names of this project where there is none.

    Raises DescriptionError for an unknown key or a value that must be a short text on one line.
    """
    path = layout.data / "publisher.yml"
    if not path.is_file():
        return Publisher()
    entry = load_entry(path)
    values = {each.name: entry.text(each.name, _REMEDY, str(each.default)) for each in fields(Publisher)}
    entry.finish()
    for name, value in values.items():
        if len(value) > _LONGEST:
            entry.refuse(name, f"exceeds {_LONGEST} characters", _REMEDY)
    publisher = Publisher(**values)
    if not _NAME.fullmatch(publisher.name):
        entry.refuse("name", "may have only lower-case letters, digits and single hyphens", _REMEDY)
    if not publisher.title or not publisher.maker:
        entry.refuse("", "a title and a maker are required", _REMEDY)
    contact = publisher.contact
    if contact and not (contact.isascii() and (is_web_address(contact) or _MAIL.fullmatch(contact))):
        entry.refuse("contact", "is neither a web address nor an e-mail address", _REMEDY)
    return publisher
