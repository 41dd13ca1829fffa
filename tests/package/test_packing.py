"""What a site has of the package: tables that grow are compressed, and every reader of them reads them."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import zlib
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from tests.first import first_checkout
from tests.specimens.federation import FIRST, draw_unit, publish_site

import disclosure
from disclosure.errors import DescriptionError, DisclosureError
from disclosure.package.editions.archive import pack_files
from disclosure.package.editions.assembly import LISTS
from disclosure.package.editions.distribution import (
    ARCHIVE,
    CSVW,
    Distribution,
    describe_editions,
    list_sums,
    pack_distribution,
)
from disclosure.package.editions.packing import name_file, pack_tables, unpack_table
from disclosure.package.federation.federation import federate
from disclosure.package.stored.integrity import SUMS
from disclosure.store import dump_json, hash_bytes


def pack(published: Path, folder: Path) -> Path:
    """A copy of a package as a site has it."""
    shutil.copytree(published, folder)
    pack_distribution(folder)
    describe_editions(folder)
    return folder


@pytest.fixture(scope="module")
def packed(distribution: Distribution, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack(distribution.folder, tmp_path_factory.mktemp("packed") / "downloads")


def test_packed_tables_are_the_tables(distribution: Distribution, packed: Path) -> None:
    for name in distribution.tables:
        plain = (distribution.folder / f"{name}.csv").read_bytes()
        content = (packed / name_file(name)).read_bytes()
        assert (content if name in LISTS else gzip.decompress(content)) == plain
        assert (packed / f"{name}.csv").exists() == (name in LISTS)
    assert not (packed / CSVW).exists()


def test_packed_tables_are_smaller_than_a_fifth(distribution: Distribution, packed: Path) -> None:
    plain = sum(
        (distribution.folder / f"{name}.csv").stat().st_size for name in distribution.tables if name not in LISTS
    )
    assert sum(path.stat().st_size for path in packed.glob("*.csv.gz")) < plain / 5


def test_the_package_is_valid_and_its_sums_are_those_of_its_files(packed: Path) -> None:
    report = Package(str(packed / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])
    lines = (packed / SUMS).read_text("utf-8").splitlines()
    assert {line.split("  ")[1]: line.split("  ")[0] for line in lines} == list_sums(packed)
    served = json.loads((packed / "dcat.jsonld").read_text("utf-8"))["dcat:dataset"][0]["dcat:distribution"]
    (facts,) = [each for each in served if each["dcat:downloadURL"]["@id"].endswith("facts.csv.gz")][:1]
    assert facts["dcat:byteSize"]["@value"] == str((packed / "facts.csv.gz").stat().st_size)
    assert facts["dcat:compressFormat"]["@id"].endswith("application/gzip")


def test_frames_of_a_packed_package_are_those_of_its_zip(packed: Path) -> None:
    ours, theirs = disclosure.load(packed), disclosure.load(packed / ARCHIVE)
    for name in ("facts", "headlines", "units"):
        pd.testing.assert_frame_equal(ours[name], theirs[name])


def test_a_damaged_packed_table_is_refused(packed: Path, tmp_path: Path) -> None:
    descriptor = json.loads((packed / "datapackage.json").read_text("utf-8"))
    (resource,) = [each for each in descriptor["resources"] if each["name"] == "facts"]
    content = (packed / "facts.csv.gz").read_bytes()[:-9]
    (tmp_path / "facts.csv.gz").write_bytes(content)
    resource["hash"] = f"sha256:{hash_bytes(content)}"
    (tmp_path / "datapackage.json").write_bytes(dump_json(descriptor))
    with pytest.raises(DescriptionError, match="cannot be unpacked"):
        disclosure.load(tmp_path)["facts"]


def test_a_federation_takes_packed_sites(tmp_path: Path) -> None:
    plain = publish_site(tmp_path, FIRST, [draw_unit(1, 0)])
    site = pack(plain, tmp_path / "site")
    checkout, cache = first_checkout(), tmp_path / "cache"
    made = [federate(checkout, [f"{each}/"], tmp_path / f"to-{each.name}", cache) for each in (plain, site)]
    assert made[0].rows == made[1].rows
    assert made[1].rows["facts"] > 100
    # a small file with more bytes than a table may have is refused
    content = gzip.compress(bytes(1 << 24))
    (site / "facts.csv.gz").write_bytes(content)
    descriptor = json.loads((site / "datapackage.json").read_text("utf-8"))
    (resource,) = [each for each in descriptor["resources"] if each["name"] == "facts"]
    resource |= {"bytes": len(content), "hash": f"sha256:{hash_bytes(content)}"}
    (site / "datapackage.json").write_bytes(dump_json(descriptor))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("disclosure.package.federation.federation.MOST_TABLE", 1 << 23)
        (failure,) = federate(checkout, [f"{site}/"], tmp_path / "none", cache).failures
    with pytest.raises(DisclosureError, match="too many bytes"):
        raise failure


@given(st.binary(max_size=5000), st.integers(0, 6000))
def test_what_is_unpacked_has_a_bound(content: bytes, most: int) -> None:
    target = io.BytesIO()
    source = io.BytesIO(gzip.compress(content))
    if len(content) > most:
        with pytest.raises(ValueError, match="too many bytes"):
            unpack_table(source, target, most)
    else:
        unpack_table(source, target, most)
        assert target.getvalue() == content


@given(st.binary(max_size=300))
def test_what_is_not_packed_is_refused(content: bytes) -> None:
    target = io.BytesIO()
    try:
        unpack_table(io.BytesIO(content), target, 1 << 20)
    except ValueError:
        return
    assert not content or zlib.decompress(content, 31) == target.getvalue()


@given(st.binary(max_size=5000), st.binary(max_size=300))
def test_a_file_of_a_zip_is_wrapped_as_it_is(tmp_path_factory: pytest.TempPathFactory, one: bytes, two: bytes) -> None:
    folder = tmp_path_factory.mktemp("wrapped")
    files = {"other.csv": two, "facts.csv": one}
    pack_files(folder / ARCHIVE, files.items())
    resources = [{"name": "facts", "path": "facts.csv"}, {"name": "units", "path": "units.csv"}]
    (folder / "datapackage.json").write_bytes(dump_json({"resources": resources}))
    (folder / "facts.csv").write_bytes(one)
    pack_tables(folder, ARCHIVE)
    assert gzip.decompress((folder / "facts.csv.gz").read_bytes()) == one
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
    assert [each["path"] for each in described] == ["facts.csv.gz", "units.csv"]
