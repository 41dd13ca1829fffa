"""A published package as typed pandas frames: ``disclosure.load(folder, zip or address)``."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure.errors import DescriptionError
from disclosure.package.editions.cells import unguard_cell
from disclosure.package.editions.packing import is_packed, unpack_table
from disclosure.package.editions.parquet import as_list
from disclosure.package.federation.address import parse_address
from disclosure.package.federation.transfer import Visit
from disclosure.package.versions.contract import list_links

if TYPE_CHECKING:
    import pandas as pd

#: Bytes of the largest table that is fetched.
_LARGEST = 2 << 30
_REMEDY = "name a package: its folder, its zip, its datapackage.json or the address of one of these"
_TYPES = {"integer": "Int64", "year": "Int64", "boolean": "boolean", "number": "Float64", "string": "string"}


class Frames(Mapping[str, "pd.DataFrame"]):
    """The tables of a package by name; each is read when it is first used, and compared with the descriptor's sha256.

    Whole numbers and years are Int64, booleans boolean, dates datetime64, codes and other columns with a fixed list of
    values categories, other text string. Numbers are Float64, or ``decimal.Decimal`` objects as printed if the package
    was loaded with ``exact``. An empty cell is missing (NA) in all of them. ``descriptor`` is the Data Package.
    """

    def __init__(self, package: _Package, descriptor: Mapping[str, Any], exact: bool) -> None:
        self.descriptor = descriptor
        self._package, self._exact = package, exact
        self._resources = {each["name"]: each for each in descriptor["resources"]}
        self._read: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            self._read[name] = self._load(self._resources[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._resources)

    def __len__(self) -> int:
        return len(self._resources)

    def join(self, name: str, *others: str) -> pd.DataFrame:
        """A table with the columns of ``others`` that its foreign keys refer to, named ``other.column``.

        Raises DescriptionError where the descriptor has no such key.
        """
        frame = self[name]
        for other in others:
            links = [
                link for link in list_links(self._resources[name]["schema"])
                if link["reference"]["resource"] == other
            ]  # fmt: skip
            if not links:
                raise DescriptionError(
                    f"table {name} has no foreign key to {other}", file="datapackage.json",
                    remedy="see foreignKeys and optionalForeignKeys in the descriptor",
                )  # fmt: skip
            frame = self._merge(frame, as_list(links[0]["fields"]), other, as_list(links[0]["reference"]["fields"]))
        return frame

    def _merge(self, frame: pd.DataFrame, mine: list[str], other: str, theirs: list[str]) -> pd.DataFrame:
        added = self[other].rename(columns=lambda column: f"{other}.{column}")
        keys = [f"{other}.{column}" for column in theirs]
        # categories of two tables differ: their texts are compared
        plain = {column: "string" for column in mine if frame[column].dtype == "category"}
        foreign = {column: "string" for column in keys if added[column].dtype == "category"}
        joined = frame.astype(plain).merge(added.astype(foreign), how="left", left_on=mine, right_on=keys)
        return joined.drop(columns=[key for key in keys if key not in mine]).astype(dict.fromkeys(plain, "category"))

    def _load(self, resource: Mapping[str, Any]) -> pd.DataFrame:
        import pandas as pd

        content = self._package.read(resource["path"])
        stated = str(resource.get("hash", "")).removeprefix("sha256:")
        if stated and hashlib.sha256(content).hexdigest() != stated:
            raise DescriptionError(
                "is not the file that the descriptor names: its sha256 differs", file=resource["path"],
                remedy="download the package again",
            )  # fmt: skip
        if is_packed(resource):
            content = _unpack(content, resource["path"])
        cells = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")
        schema = resource["schema"]
        linked = {column for link in list_links(schema) for column in as_list(link["fields"])}
        return pd.DataFrame({
            field["name"]: self._convert(cells[field["name"]], field, field["name"] in linked)
            for field in schema["fields"]
        })  # fmt: skip

    def _convert(self, cells: Any, field: Mapping[str, Any], linked: bool) -> Any:
        import pandas as pd

        kind = field["type"]
        given = cells.where(cells != "", None)
        if kind == "number" and self._exact:
            return given.map(Decimal, na_action="ignore").astype(object)
        if kind in ("number", "integer", "year"):
            return pd.to_numeric(given).astype(_TYPES[kind])
        if kind == "boolean":
            return given.map({"true": True, "false": False}, na_action="ignore").astype("boolean")
        if kind == "date":
            return pd.to_datetime(given, format="%Y-%m-%d")
        text = given.map(unguard_cell, na_action="ignore")
        allowed = field.get("constraints", {}).get("enum")
        if allowed:
            return text.astype(pd.CategoricalDtype(list(allowed)))
        return text.astype("category" if linked or field["name"].endswith("_code") else "string")


def _unpack(content: bytes, path: str) -> bytes:
    unpacked = io.BytesIO()
    try:
        unpack_table(io.BytesIO(content), unpacked, _LARGEST)
    except ValueError as error:
        raise DescriptionError(str(error), file=path, remedy="download the package again") from None
    return unpacked.getvalue()


def load(package: str | Path, *, exact: bool = False) -> Frames:
    """The tables of a published package: a folder, a zip, a datapackage.json, or the http(s) address of a site, of its
    datapackage.json or of a zip.

    Raises DescriptionError or SiteError where there is no such package.
    """
    source = _open(str(package))
    try:
        descriptor = json.loads(source.read("datapackage.json"))
        names = [each["name"] for each in descriptor["resources"]]
    except (ValueError, KeyError, TypeError):
        names = []
    if not names:
        raise DescriptionError("is not a published package", file=str(package), remedy=_REMEDY)
    return Frames(source, descriptor, exact)


class _Package:
    """Where the files of a package are read from."""

    def read(self, path: str) -> bytes:
        """The content of a file by its path in the descriptor."""
        raise NotImplementedError


class _Folder(_Package):
    def __init__(self, folder: str, visit: Visit | None) -> None:
        self._address, self._visit = parse_address(folder), visit

    def read(self, path: str) -> bytes:
        address = self._address.text if path == "datapackage.json" else self._address.find_beside(path)
        visit = self._visit or Visit(self._address)
        with tempfile.SpooledTemporaryFile(1 << 24) as sink:
            visit.fetch(address, sink, _LARGEST)  # type: ignore[arg-type] # has all that a file has
            sink.seek(0)
            return sink.read()


class _Zip(_Package):
    def __init__(self, content: bytes, name: str) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except zipfile.BadZipFile:
            raise DescriptionError("is not a zip", file=name, remedy=_REMEDY) from None

    def read(self, path: str) -> bytes:
        try:
            entry = self._archive.getinfo(path)
        except KeyError:
            raise DescriptionError(f"the package has no file {path}", file="zip", remedy=_REMEDY) from None
        if entry.file_size > _LARGEST:
            raise DescriptionError("the file is too large", file=path, remedy=_REMEDY)
        return self._archive.read(entry)


def _open(package: str) -> _Package:
    if not package.endswith(".zip"):
        return _Folder(package, None)
    if not package.startswith(("http://", "https://")):
        path = Path(package)
        if not path.is_file():
            raise DescriptionError("the file is missing", file=package, remedy=_REMEDY)
        return _Zip(path.read_bytes(), package)
    folder, _, name = package.rpartition("/")
    address = parse_address(f"{folder}/")
    with tempfile.SpooledTemporaryFile(1 << 24) as sink:
        Visit(address).fetch(address.find_beside(name), sink, _LARGEST)  # type: ignore[arg-type] # see _Folder
        sink.seek(0)
        return _Zip(sink.read(), package)
