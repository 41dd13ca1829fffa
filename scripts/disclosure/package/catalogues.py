"""The package as catalogues of other worlds know it: schema.org, DCAT-AP, CSV on the Web, Croissant.

All are made from the one descriptor of the Data Package. Addresses are relative to where the package is published
unless it has a homepage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Descriptor = Mapping[str, Any]
_EU = "http://publications.europa.eu/resource/authority"
_SPDX = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
#: Files other than the tables: name, media type, description.
WHOLE = (
    ("open-books.zip", "application/zip", "All tables as CSV with their descriptor"),
    ("open-books.sqlite", "application/vnd.sqlite3", "All tables as one SQLite database"),
    ("api/index.json", "application/json", "Index of units and reports as JSON"),
)
_XSD = {
    "string": "string", "integer": "integer", "number": "decimal", "boolean": "boolean", "year": "gYear",
    "date": "date",
}  # fmt: skip
_CROISSANT = {
    "string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "year": "sc:Integer",
    "date": "sc:Date",
}  # fmt: skip


def make_dataset(descriptor: Descriptor, years: Sequence[int], places: Sequence[str]) -> dict[str, Any]:
    """schema.org/Dataset as JSON-LD; ``years`` are those of the reports, ``places`` the names of their regions."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": descriptor["title"],
        "description": descriptor["description"],
        "url": descriptor.get("homepage", "./"),
        "identifier": descriptor.get("id", descriptor["name"]),
        "license": descriptor["licenses"][0]["path"],
        "creator": _organise(descriptor),
        "publisher": _organise(descriptor),
        "version": descriptor["version"],
        "keywords": descriptor["keywords"],
        "isAccessibleForFree": True,
        "inLanguage": ["zh-CN", "en"],
        **({"temporalCoverage": f"{min(years)}/{max(years)}"} if years else {}),
        "spatialCoverage": [{"@type": "Place", "name": place} for place in places],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": field["name"], "description": field["description"]}
            for field in _find(descriptor, "headlines")["schema"]["fields"]
            if field.get("columnType") == "value"
        ],
        "isBasedOn": [
            {"@type": "CreativeWork", "name": source["title"], **({"url": source["path"]} if "path" in source else {})}
            for source in descriptor["sources"]
        ],
        "dateModified": descriptor["created"][:10],
        "distribution": [
            {
                "@type": "DataDownload", "name": title, "contentUrl": _address(descriptor, path),
                "encodingFormat": kind,
            }
            for path, kind, title in _list_files(descriptor)
        ],
    }  # fmt: skip


def _organise(descriptor: Descriptor) -> dict[str, Any]:
    return {"@type": "Organization", "name": descriptor["contributors"][0]["title"]}


def _find(descriptor: Descriptor, name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(each for each in descriptor["resources"] if each["name"] == name)
    return found


def _address(descriptor: Descriptor, path: str) -> str:
    home = descriptor.get("homepage", "")
    return f"{home.rstrip('/')}/{path}" if home else path


def _list_files(descriptor: Descriptor) -> list[tuple[str, str, str]]:
    return [*WHOLE, *((each["path"], each["mediatype"], each["title"]) for each in descriptor["resources"])]


def make_dcat(descriptor: Descriptor, years: Sequence[int], regions: Sequence[str]) -> dict[str, Any]:
    """A DCAT-AP 3 catalogue as JSON-LD; ``regions`` are names."""
    publisher = {
        "@id": "#publisher", "@type": "foaf:Agent", "foaf:name": descriptor["contributors"][0]["title"],
    }  # fmt: skip
    dataset = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:title": {"@value": descriptor["title"], "@language": "zh"},
        "dct:description": {"@value": descriptor["description"], "@language": "en"},
        "dct:identifier": descriptor.get("id", descriptor["name"]),
        "dct:publisher": {"@id": "#publisher"},
        "dct:license": {"@id": f"{_EU}/licence/CC0"},
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dct:language": [{"@id": f"{_EU}/language/ZHO"}, {"@id": f"{_EU}/language/ENG"}],
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/IRREG"},
        "dcat:theme": [{"@id": f"{_EU}/data-theme/ECON"}, {"@id": f"{_EU}/data-theme/GOVE"}],
        "dcat:keyword": descriptor["keywords"],
        "dcat:version": descriptor["version"],
        "dct:modified": {"@value": descriptor["created"][:10], "@type": "xsd:date"},
        **({"dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": f"{min(years)}-01-01", "@type": "xsd:date"},
            "dcat:endDate": {"@value": f"{max(years)}-12-31", "@type": "xsd:date"},
        }} if years else {}),
        "dct:spatial": [{"@type": "dct:Location", "skos:prefLabel": name} for name in regions],
        "dcat:distribution": [_distribute(descriptor, *file) for file in _list_files(descriptor)],
    }  # fmt: skip
    return {
        "@context": _DCAT_CONTEXT,
        "@id": "#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": {"@value": descriptor["title"], "@language": "zh"},
        "dct:description": {"@value": descriptor["description"], "@language": "en"},
        "dct:publisher": publisher,
        "dct:license": {"@id": f"{_EU}/licence/CC0"},
        "foaf:homepage": {"@id": descriptor.get("homepage", "./"), "@type": "foaf:Document"},
        "dcat:dataset": [dataset],
    }


_DCAT_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _distribute(descriptor: Descriptor, path: str, kind: str, title: str) -> dict[str, Any]:
    resource: Mapping[str, Any] = next((each for each in descriptor["resources"] if each["path"] == path), {})
    checksum = {
        "@type": "spdx:Checksum", "spdx:algorithm": {"@id": _SPDX},
        "spdx:checksumValue": {"@value": resource.get("hash", "").removeprefix("sha256:"), "@type": "xsd:hexBinary"},
    }  # fmt: skip
    size = {"@value": str(resource.get("bytes", "")), "@type": "xsd:nonNegativeInteger"}
    address = {"@id": _address(descriptor, path)}
    return {
        "@type": "dcat:Distribution",
        "dct:title": title,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": f"http://www.iana.org/assignments/media-types/{kind}"},
        "dct:license": {"@id": f"{_EU}/licence/CC0"},
        **({"dcat:byteSize": size, "spdx:checksum": checksum} if resource else {}),
    }


def make_csvw(descriptor: Descriptor) -> dict[str, Any]:
    """Metadata of CSV on the Web (W3C, 2015) for every table of the package."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": descriptor["title"],
        "dc:license": {"@id": descriptor["licenses"][0]["path"]},
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
        "tables": [_describe_csvw(resource, descriptor) for resource in descriptor["resources"]],
    }


def _describe_csvw(resource: Mapping[str, Any], descriptor: Descriptor) -> dict[str, Any]:
    schema = resource["schema"]
    columns = [
        {
            "name": field["name"], "titles": [field["name"]], "datatype": _XSD[field["type"]],
            "dc:title": {"@value": field["title"], "@language": "zh"}, "dc:description": field["description"],
            "required": bool(field.get("constraints", {}).get("required")),
        }
        for field in schema["fields"]
    ]  # fmt: skip
    paths = {each["name"]: each["path"] for each in descriptor["resources"]}
    schemas = {each["name"]: each["schema"] for each in descriptor["resources"]}
    links = [
        {
            "columnReference": link["fields"],
            "reference": {
                "resource": paths[link["reference"]["resource"] or resource["name"]],
                "columnReference": link["reference"]["fields"],
            },
        }
        for link in schema.get("foreignKeys", ())
        if _is_never_empty(schemas[link["reference"]["resource"] or resource["name"]], link["reference"]["fields"])
    ]
    table: dict[str, Any] = {"columns": columns, "foreignKeys": links}
    if "primaryKey" in schema:
        table["primaryKey"] = schema["primaryKey"]
    return {"url": resource["path"], "dc:title": resource["title"], "null": "", "tableSchema": table}


def _is_never_empty(schema: Mapping[str, Any], columns: Sequence[str]) -> bool:
    """Whether every column referred to is required: the standard knows no link to an empty cell."""
    fields = {field["name"]: field for field in schema["fields"]}
    return all(fields[name].get("constraints", {}).get("required") for name in columns)


def make_croissant(descriptor: Descriptor) -> dict[str, Any]:
    """Croissant 1.1 (MLCommons): files with checksums, and the fields of every table."""
    files, records = [], []
    for resource in descriptor["resources"]:
        file = f"{resource['name']}.csv"
        files.append({
            "@type": "cr:FileObject", "@id": file, "name": file, "description": resource["title"],
            "contentUrl": _address(descriptor, resource["path"]), "encodingFormat": resource["mediatype"],
            "contentSize": f"{resource['bytes']} B", "sha256": resource["hash"].removeprefix("sha256:"),
        })  # fmt: skip
        records.append(_record(resource, file))
    return {
        "@context": _CROISSANT_CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": descriptor["name"],
        "description": descriptor["description"],
        "license": descriptor["licenses"][0]["path"],
        "url": descriptor.get("homepage", "./"),
        "version": descriptor["version"],
        "datePublished": descriptor["created"][:10],
        "creator": {"@type": "sc:Organization", "name": descriptor["contributors"][0]["title"]},
        "citeAs": f"{descriptor['contributors'][0]['title']}: {descriptor['title']}, version {descriptor['version']}",
        "keywords": descriptor["keywords"],
        "distribution": files,
        "recordSet": records,
    }


def _record(resource: Mapping[str, Any], file: str) -> dict[str, Any]:
    name = resource["name"]
    fields = [
        {
            "@type": "cr:Field", "@id": f"{name}/{field['name']}", "name": field["name"],
            "description": field["description"], "dataType": _CROISSANT[field["type"]],
            "source": {"fileObject": {"@id": file}, "extract": {"column": field["name"]}},
        }
        for field in resource["schema"]["fields"]
    ]  # fmt: skip
    key = [{"@id": f"{name}/{column}"} for column in resource["schema"].get("primaryKey", ())]
    return {
        "@type": "cr:RecordSet", "@id": name, "name": name, "description": resource["title"], "field": fields,
        **({"key": key} if key else {}),
    }  # fmt: skip


_CROISSANT_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
