"""One model, many descriptors: each is valid to a validator of its own world, without a network."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
import rdflib
import yaml
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from disclosure.package.distribution import Distribution
from disclosure.package.fiscal import list_fiscal_problems

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No validator may ask the network."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError("a validator asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def descriptor(distribution: Distribution) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((distribution.folder / "datapackage.json").read_text("utf-8"))
    return loaded


def test_fiscal_types_are_used_rightly(descriptor: dict[str, Any]) -> None:
    assert list_fiscal_problems(descriptor) == []
    used = {
        field["columnType"]
        for resource in descriptor["resources"]
        for field in resource["schema"]["fields"]
        if "columnType" in field
    }
    assert {"value", "direction", "phase:id", "date:fiscal-year", "fin-source:generic:code"} <= used


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ({"name": "value", "type": "string", "columnType": "value"}, "cannot be a column of type string"),
        ({"name": "when", "type": "year", "columnType": "date:year-of-the-pig"}, "not a type of the taxonomy"),
        ({"name": "label", "type": "string", "columnType": "fin-source:generic:label"}, "labels codes"),
        (
            {"name": "side", "type": "string", "columnType": "direction", "constraints": {"enum": ["in", "out"]}},
            "revenue or expenditure",
        ),
    ],
)
def test_a_wrong_use_is_told(field: dict[str, Any], problem: str) -> None:
    (found,) = list_fiscal_problems({"resources": [{"name": "facts", "schema": {"fields": [field]}}]})
    assert problem in found


def test_a_type_used_twice_is_told() -> None:
    fields = [{"name": name, "type": "string", "columnType": "phase:id"} for name in ("one", "two")]
    found = list_fiscal_problems({"resources": [{"name": "facts", "schema": {"fields": fields}}]})
    assert [words.split(": ")[0] for words in found] == ["facts.one", "facts.two"]


def test_croissant(distribution: Distribution) -> None:
    path = distribution.folder / "croissant.json"
    import mlcroissant  # imports for a second what one process needs

    dataset = mlcroissant.Dataset(jsonld=path)
    assert dataset.metadata.conforms_to is not None
    assert not dataset.metadata.ctx.issues.errors
    names = {record.name for record in dataset.metadata.record_sets}
    assert {"facts", "headlines", "functional_lines"} <= names


def test_csv_on_the_web(distribution: Distribution) -> None:
    # strict validation of this library allows no empty cell in a linked column, which the standard does
    import csvw

    checked = csvw.CSVW(str(distribution.folder / "csv-metadata.json"), validate=True, strict=False)
    assert checked.is_valid, [str(warning.message) for warning in checked.warnings]


def test_dcat_ap_has_what_is_mandatory_and_recommended(distribution: Distribution) -> None:
    graph = rdflib.Graph().parse(distribution.folder / "dcat.jsonld", format="json-ld")
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    for subject, wanted in (
        (catalogue, (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset, FOAF.homepage)),
        (dataset, (
            DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.keyword, DCAT.theme, DCTERMS.temporal,
            DCTERMS.spatial, DCAT.distribution,
        )),
    ):  # fmt: skip
        assert all((subject, predicate, None) in graph for predicate in wanted), subject
    distributions = list(graph.objects(dataset, DCAT.distribution))
    assert all((each, DCAT.accessURL, None) in graph for each in distributions)
    assert len(list(graph.subjects(RDF.type, SPDX.Checksum))) == len(distributions) - 3


@pytest.mark.first_reports
def test_schema_org(distribution: Distribution) -> None:
    dataset = json.loads((distribution.folder / "dataset.jsonld").read_text("utf-8"))
    wanted = {
        "name", "description", "url", "identifier", "license", "creator", "publisher", "version", "keywords",
        "isAccessibleForFree", "inLanguage", "temporalCoverage", "spatialCoverage", "variableMeasured", "isBasedOn",
        "dateModified", "distribution",
    }  # fmt: skip
    assert wanted <= set(dataset)
    assert 50 <= len(dataset["description"]) <= 5000
    assert dataset["temporalCoverage"] == "2022/2025"
    paths = [Path(each["contentUrl"]) for each in dataset["distribution"]]
    assert all((distribution.folder / path).is_file() for path in paths)


def test_the_citation_file_says_the_same(descriptor: dict[str, Any], distribution: Distribution) -> None:
    citation = yaml.safe_load((Path(__file__).parents[2] / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == descriptor["version"]
    assert citation["license"] == descriptor["licenses"][0]["name"]
