"""The package in tools that this project does not install: each test runs where its tool is there."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.editions import unpack_database

from disclosure.package.editions.distribution import Distribution

_READ = """
const { Package } = require("datapackage");
(async () => {
  const loaded = await Package.load(process.argv[1], { basePath: process.argv[2] });
  const rows = {};
  for (const resource of loaded.resources) rows[resource.name] = (await resource.read({ keyed: true })).length;
  console.log(JSON.stringify({ valid: loaded.valid, rows }));
})();
"""


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
    program = shutil.which("datasette")
    if program is None:
        pytest.skip("not in the locks: pip install datasette==0.65.5")
    address = "/open-books/facts.json?functional_code=2010303&_labels=on&_size=1"
    ended = subprocess.run(
        [program, str(unpack_database(distribution.folder)), "--get", address],
        capture_output=True, text=True, check=True, timeout=120, cwd=tmp_path,
    )  # fmt: skip
    (row,) = json.loads(ended.stdout)["rows"]
    assert row["functional_code"] == {"value": "2010303", "label": "机关服务"}
    assert row["report_id"]["label"].startswith("昌吉市人民政府办公室")
