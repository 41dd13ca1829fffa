"""One model, many descriptors: each is valid to a validator of its own world, without a network."""

from __future__ import annotations

import csv
import json
import re
import socket
import zipfile
from pathlib import Path
from typing import Any

import pytest
import rdflib
import yaml
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF
from tests.first import first_checkout

from disclosure.package.editions.distribution import Distribution, write_distribution
from disclosure.package.editions.fiscal import list_fiscal_problems
from disclosure.package.versions.contract import OPTIONAL

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


def test_money_is_in_yuan_and_marked_as_such(descriptor: dict[str, Any]) -> None:
    """Columns of money and no others: facts.value holds shares and counts as well."""
    fields = {
        f"{resource['name']}.{field['name']}": field
        for resource in descriptor["resources"]
        for field in resource["schema"]["fields"]
    }
    assert fields["headlines.revenue_total"]["currency"] == "CNY"
    for name, field in fields.items():
        money = field.get("columnType") == "value" or field.get("unit") == "元"
        assert (field.get("currency") == "CNY") == money, name
    assert "columnType" not in fields["facts.value"]


def test_every_column_and_table_says_what_it_is_in_either_language(descriptor: dict[str, Any]) -> None:
    chinese = re.compile("[\u4e00-\u9fff]")
    for resource in descriptor["resources"]:
        for described in (resource, *resource["schema"]["fields"]):
            place = f"{resource['name']}.{described['name']}"
            assert described["description"].endswith("。"), place
            assert chinese.search(described["description"]), place
            assert "。" not in described["description_en"], place
            assert re.search(r"[A-Za-z].*\.$", described["description_en"], re.DOTALL), place


def test_no_two_columns_of_a_table_have_one_title(descriptor: dict[str, Any]) -> None:
    """revenue_total and expenditure_total were both called 总计, with one description."""
    for resource in descriptor["resources"]:
        for name in ("title", "title_en"):
            titles = [field[name] for field in resource["schema"]["fields"]]
            repeated = {title for title in titles if titles.count(title) > 1}
            assert not repeated, (resource["name"], repeated)


def test_codes_and_statements_lead_to_their_lists(descriptor: dict[str, Any]) -> None:
    facts = next(each for each in descriptor["resources"] if each["name"] == "facts")
    linked = {tuple(link["fields"]): link["reference"]["resource"] for link in facts["schema"]["foreignKeys"]}
    assert linked[("statement",)] == "statements"
    lines = {each["name"]: each["schema"] for each in descriptor["resources"]}
    for name, kind in (
        ("functional_lines", "foreignKeys"),
        ("spending_by_function", OPTIONAL),
        ("purchases", OPTIONAL),
    ):
        links = [(link["fields"], link["reference"]["resource"]) for link in lines[name][kind]]
        assert (["report_id", "fact"], "facts") in links


def test_a_key_of_several_columns_is_never_empty_in_part(descriptor: dict[str, Any]) -> None:
    """Validators look for a row that has the same column empty, which only a list of codes has."""
    for resource in descriptor["resources"]:
        needed = [each["name"] for each in resource["schema"]["fields"] if each.get("constraints", {}).get("required")]
        for link in resource["schema"].get("foreignKeys", ()):
            if len(link["fields"]) > 1 and link["reference"]["resource"] != "concepts":
                assert set(link["fields"]) <= set(needed), (resource["name"], link)


def test_patterns_are_of_required_columns(descriptor: dict[str, Any]) -> None:
    limits = [
        field["constraints"]
        for resource in descriptor["resources"]
        for field in resource["schema"]["fields"]
        if "constraints" in field
    ]
    assert any("pattern" in each for each in limits)
    assert all(each.get("required") for each in limits if "pattern" in each)


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
    with (distribution.folder / "functional_lines.csv").open(encoding="utf-8", newline="") as stream:
        written = [(row["report_id"], row["functional_code"], float(row["amount"])) for row in csv.DictReader(stream)]
    keys = [f"functional_lines/{name}" for name in ("report_id", "functional_code", "amount")]
    records = list(dataset.records("functional_lines"))
    read = [(record[keys[0]].decode(), (record[keys[1]] or b"").decode(), float(record[keys[2]])) for record in records]
    assert read == written  # a reader of CSV makes 201.0 of the code 201


def test_csv_on_the_web(distribution: Distribution) -> None:
    import csvw

    checked = csvw.CSVW(str(distribution.folder / "csv-metadata.json"), validate=True, strict=True)
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
    assert len(list(graph.subjects(RDF.type, SPDX.Checksum))) == len(distributions)
    sizes = {str(graph.value(each, DCAT.accessURL)): graph.value(each, DCAT.byteSize) for each in distributions}
    for address, size in sizes.items():
        path = distribution.folder / address.rpartition(f"{distribution.folder.name}/")[2]
        assert int(str(size)) == path.stat().st_size
    texts = list(graph.objects(dataset, DCTERMS.description))
    assert {text.language for text in texts if isinstance(text, rdflib.Literal)} == {"en", "zh"}


def test_the_address_of_the_site_is_in_every_catalogue(tmp_path: Path) -> None:
    home = "https://open.example.org/books/"
    folder = write_distribution(first_checkout(), tmp_path / "made", home).folder
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    assert (package["id"], package["homepage"]) == (home, home)
    dataset = json.loads((folder / "dataset.jsonld").read_text("utf-8"))
    assert dataset["url"] == home
    croissant = json.loads((folder / "croissant.json").read_text("utf-8"))
    addresses = [each["contentUrl"] for each in (*dataset["distribution"], *croissant["distribution"])]
    graph = rdflib.Graph().parse(folder / "dcat.jsonld", format="json-ld")
    addresses += [str(each) for each in graph.objects(None, DCAT.downloadURL)]
    assert len(addresses) > 90
    for address in addresses:
        assert address.startswith(f"{home}downloads/")
        assert (folder / address.removeprefix(f"{home}downloads/")).is_file()
    (dataset_node,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert str(graph.value(dataset_node, DCAT.landingPage)) == f"{home}data/"
    assert graph.value(dataset_node, DCAT.contactPoint) is not None
    for path in sorted(folder.glob("*/*.zip")):
        with zipfile.ZipFile(path) as archive:
            assert json.loads(archive.read("datapackage.json"))["homepage"] == home
            assert home in archive.read("README.md").decode("utf-8")


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
