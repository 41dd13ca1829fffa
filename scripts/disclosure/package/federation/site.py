"""What a site's catalogue says of itself and of its files: read with suspicion, held against our own contract."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from disclosure.errors import SiteError
from disclosure.package.editions.assembly import Shape
from disclosure.package.editions.packing import is_packed
from disclosure.package.federation.address import Address, tidy_text
from disclosure.package.federation.transfer import Visit
from disclosure.package.versions.contract import KEY, VERSION, list_columns

#: Bytes of a catalogue, of one table, of all tables of a site. A prefecture of 2,400 reports has some 0.2 GB.
MOST_CATALOGUE, MOST_TABLE, MOST_SITE = 1 << 24, 1 << 31, 1 << 33
_SUM = re.compile("sha256:[0-9a-f]{64}")
_LONGEST = 300


@dataclass(frozen=True)
class SiteFile:
    """One table as a site publishes it: where, how many bytes, which sha256, whether it is compressed."""

    address: str
    bytes: int
    sha256: str
    packed: bool = False


@dataclass(frozen=True)
class Site:
    """A site: its catalogue and the sum of that, what it says of itself, its tables by name."""

    address: Address
    sha256: str
    title: str
    publisher: str
    license: str
    homepage: str
    version: str
    files: Mapping[str, SiteFile]


def visit_site(visit: Visit, address: Address, shapes: Mapping[str, Shape]) -> Site:
    """Fetch a catalogue and find the tables ``shapes`` in it.

    Raises SiteError where it is none, is of another contract than ours, says of a table other columns or no size and
    sum, or names no licence.
    """
    sink = io.BytesIO()
    visit.fetch(address.text, sink, MOST_CATALOGUE)
    content = sink.getvalue()
    given = _parse(content, address)
    _check_contract(given.get(KEY), address)
    licenses = [_word(each.get("name") or each.get("path")) for each in _dicts(given.get("licenses"))]
    if not any(licenses):
        raise _refuse(address, "names no licence", "a site must state the licence of its data")
    publishers = [_word(each.get("title")) for each in _dicts(given.get("contributors"))]
    resources = {_word(each.get("name")): each for each in _dicts(given.get("resources"))}
    files = {name: _find_file(address, resources.get(name), shape) for name, shape in shapes.items()}
    if sum(file.bytes for file in files.values()) > MOST_SITE:
        raise _refuse(address, f"its tables have more than {MOST_SITE} bytes", "divide the site by prefectures")
    return Site(
        address, hashlib.sha256(content).hexdigest(), _word(given.get("title")), publishers[0] if publishers else "",
        " ".join(filter(None, licenses)), _word(given.get("homepage")), _word(given.get("version")), files,
    )  # fmt: skip


def _parse(content: bytes, address: Address) -> dict[str, Any]:
    try:
        given = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        given = None
    if not isinstance(given, dict) or not isinstance(given.get("resources"), list):
        raise _refuse(
            address, "is not the descriptor of a data package", "give the address of the datapackage.json of a site"
        )
    return given


def _check_contract(version: object, address: Address) -> None:
    if version == VERSION and type(version) is int:
        return
    if type(version) is int and version > VERSION:
        raise _refuse(
            address, f"follows contract {version}, newer than that of this program ({VERSION})", "update this program"
        )
    shown = f"contract {version}" if type(version) is int else "no contract we know"
    raise _refuse(address, f"is of {shown}; ours is {VERSION}", "build the site again with the current program")


def _find_file(address: Address, resource: Mapping[str, Any] | None, shape: Shape) -> SiteFile:
    if resource is None:
        raise _refuse(address, f"has no table {shape.name}", "publish the whole package")
    schema = resource.get("schema")
    fields = _dicts(schema.get("fields")) if isinstance(schema, dict) else []
    if [(each.get("name"), each.get("type")) for each in fields] != list_columns(shape.schema):
        raise _refuse(
            address, f"the columns of {shape.name} are not those of contract {VERSION}",
            "build the site again with the current program",
        )  # fmt: skip
    size, digest = resource.get("bytes"), resource.get("hash")
    if type(size) is not int or not 0 < size <= MOST_TABLE or not _SUM.fullmatch(str(digest)):
        raise _refuse(address, f"gives no valid size and sha256 for {shape.name}", "publish the whole package again")
    return SiteFile(
        address.find_beside(resource.get("path")), size, str(digest).removeprefix("sha256:"), is_packed(resource)
    )


def _dicts(value: object) -> Sequence[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _word(value: object) -> str:
    """A text of a catalogue; empty where it is none."""
    return tidy_text(value, _LONGEST) if isinstance(value, str) else ""


def _refuse(address: Address, problem: str, remedy: str) -> SiteError:
    return SiteError(problem, file=address.text, remedy=remedy)
