"""What the data pages say of the package itself: its version, its changes, and the same for machines."""

from __future__ import annotations

import json
import os
from typing import Any

from disclosure.package.editions.about import describe_release
from disclosure.package.editions.catalogues import make_dataset
from disclosure.package.editions.distribution import Distribution
from disclosure.package.editions.packing import name_file
from disclosure.publish.downloads.linked import wrap
from disclosure.publish.fragments.changelog import compose_changes, read_changelog
from disclosure.publish.rendering.template import render
from disclosure.store import Layout, read_csv


def read_descriptor(distribution: Distribution) -> dict[str, Any]:
    """The Data Package that was written."""
    descriptor: dict[str, Any] = json.loads((distribution.folder / "datapackage.json").read_text(encoding="utf-8"))
    return descriptor


def describe_edition(layout: Layout, distribution: Distribution) -> dict[str, str]:
    """The fragments about the package, by id. $REPO_URL is where the files of older versions are."""
    descriptor = read_descriptor(distribution)
    reports, regions = (read_csv(distribution.folder / f"{name}.csv") for name in ("reports", "regions"))
    used = {row["region_code"] for row in reports}
    places = [row["name"] for row in regions if row["region_code"] in used]
    dataset = _place_files(
        make_dataset(_name_packed(descriptor), sorted({int(row["year"]) for row in reports}), places)
    )
    about = describe_release(descriptor)
    return {
        "data/version": render("data_version.html", about=about, root="../"),
        "en/version": render("data_version.html", about=about, root="../../"),
        "data/linked": wrap(dataset),
        "data/changes": compose_changes(read_changelog(layout), os.environ.get("REPO_URL", "")),
    }


def _name_packed(descriptor: dict[str, Any]) -> dict[str, Any]:
    """The descriptor with the files that the site will have: its tables are packed after its pages are made."""
    packed = [each | {"path": name_file(each["name"])} for each in descriptor["resources"]]
    return descriptor | {"resources": packed}


def _place_files(dataset: dict[str, Any]) -> dict[str, Any]:
    """The dataset as the data page has it: files without an address are in a folder next to it."""
    files = [
        each if "://" in each["contentUrl"] else each | {"contentUrl": f"../downloads/{each['contentUrl']}"}
        for each in dataset["distribution"]
    ]
    return dataset | {"distribution": files}
