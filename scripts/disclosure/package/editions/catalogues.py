"""The package as catalogues of other worlds know it: schema.org, DCAT-AP, CSV on the Web, Croissant.

All are made from the one descriptor of the Data Package. Addresses are relative to where the package is published
unless the site's address, its homepage, is known. ``files`` are the files of the package other than the CSV tables by
path, each with its size in bytes and its sha256.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from disclosure.package.editions.about import cite, locate, split_languages
from disclosure.package.editions.packing import is_packed

Descriptor = Mapping[str, Any]
Files = Mapping[str, tuple[int, str]]
_EU = "http://publications.europa.eu/resource/authority"
_MEDIA = "http://www.iana.org/assignments/media-types"
_SPDX = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
#: Files other than the tables that every site has: name, media type, description.
WHOLE = (
    ("open-books.zip", "application/zip", "All tables as CSV with their descriptor"),
    (
        "open-books.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "The main tables for spreadsheets",
    ),
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
        "citation": cite(descriptor),
        "keywords": descriptor["keywords"],
        "isAccessibleForFree": True,
        "inLanguage": ["zh-CN", "en"],
        **({"temporalCoverage": f"{min(years)}/{max(years)}"} if years else {}),
        "spatialCoverage": [{"@type": "Place", "name": place} for place in places],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": field["name"], "description": field["description_en"]}
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
                "@type": "DataDownload", "name": title, "contentUrl": locate(descriptor, path),
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


def _list_files(descriptor: Descriptor) -> list[tuple[str, str, str]]:
    return [*WHOLE, *((each["path"], each["mediatype"], each["title"]) for each in descriptor["resources"])]


def make_dcat(descriptor: Descriptor, years: Sequence[int], regions: Sequence[str], files: Files) -> dict[str, Any]:
    """A DCAT-AP 3 catalogue as JSON-LD; ``regions`` are names."""
    publisher = {
        "@id": "#publisher", "@type": "foaf:Agent", "foaf:name": descriptor["contributors"][0]["title"],
    }  # fmt: skip
    dataset = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:title": {"@value": descriptor["title"], "@language": "zh"},
        "dct:description": list(_describe_twice(descriptor["description"])),
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
        **_contact(descriptor),
        "dcat:distribution": [_distribute(descriptor, files, *file) for file in _list_files(descriptor)],
    }  # fmt: skip
    return {
        "@context": _DCAT_CONTEXT,
        "@id": "#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": {"@value": descriptor["title"], "@language": "zh"},
        "dct:description": list(_describe_twice(descriptor["description"])),
        "dct:publisher": publisher,
        "dct:license": {"@id": f"{_EU}/licence/CC0"},
        "foaf:homepage": {"@id": descriptor.get("homepage", "./"), "@type": "foaf:Document"},
        "dcat:dataset": [dataset],
    }


def _describe_twice(text: str) -> Iterator[dict[str, str]]:
    """A text in English and Chinese, one after the other, as a text of each language."""
    english, chinese = split_languages(text)
    yield from ({"@value": each, "@language": tag} for each, tag in ((english, "en"), (chinese, "zh")) if each)


def _contact(descriptor: Descriptor) -> dict[str, Any]:
    """Whom to ask, and the page about the data, as far as they are known."""
    home, maker = descriptor.get("homepage", ""), descriptor["contributors"][0]
    page = {"dcat:landingPage": {"@id": f"{home.rstrip('/')}/data/", "@type": "foaf:Document"}} if home else {}
    address = maker.get("path", home)
    if not address:
        return page
    kind = {"@type": "vcard:Organization", "vcard:fn": maker["title"], "vcard:hasURL": {"@id": address}}
    return {**page, "dcat:contactPoint": kind}


_DCAT_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _distribute(descriptor: Descriptor, files: Files, path: str, kind: str, title: str) -> dict[str, Any]:
    resource = next((each for each in descriptor["resources"] if each["path"] == path), None)
    size, digest = (resource["bytes"], resource["hash"].removeprefix("sha256:")) if resource else files[path]
    checksum = {
        "@type": "spdx:Checksum", "spdx:algorithm": {"@id": _SPDX},
        "spdx:checksumValue": {"@value": digest, "@type": "xsd:hexBinary"},
    }  # fmt: skip
    address = {"@id": locate(descriptor, path)}
    packed = {"dcat:compressFormat": {"@id": f"{_MEDIA}/application/gzip"}} if resource and is_packed(resource) else {}
    return {
        "@type": "dcat:Distribution",
        "dct:title": title,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": f"{_MEDIA}/{kind}"},
        **packed,
        "dct:license": {"@id": f"{_EU}/licence/CC0"},
        "dcat:byteSize": {"@value": str(size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": checksum,
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
            "dc:title": {"@value": field["title"], "@language": "zh"},
            "dc:description": {"@value": field["description"], "@language": "zh"},
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
        if _is_never_empty(schema, link["fields"])
        and _is_never_empty(schemas[link["reference"]["resource"] or resource["name"]], link["reference"]["fields"])
    ]
    table: dict[str, Any] = {"columns": columns, "foreignKeys": links}
    if "primaryKey" in schema:
        table["primaryKey"] = schema["primaryKey"]
    return {"url": resource["path"], "dc:title": resource["title"], "null": "", "tableSchema": table}


def _is_never_empty(schema: Mapping[str, Any], columns: Sequence[str]) -> bool:
    """Whether every column of a link is required: validators of the standard refuse a link from or to an empty cell."""
    fields = {field["name"]: field for field in schema["fields"]}
    return all(fields[name].get("constraints", {}).get("required") for name in columns)


def make_croissant(descriptor: Descriptor, files: Files) -> dict[str, Any]:
    """Croissant 1.1 (MLCommons): files with checksums, and the fields of every table.

    The files are those of the Parquet edition: a reader of CSV guesses types, and takes a code for a number.
    """
    listed, records = [], []
    for resource in descriptor["resources"]:
        file = f"{resource['name']}.parquet"
        size, digest = files[f"parquet/{file}"]
        listed.append({
            "@type": "cr:FileObject", "@id": file, "name": file, "description": resource["title"],
            "contentUrl": locate(descriptor, f"parquet/{file}"), "encodingFormat": "application/x-parquet",
            "contentSize": f"{size} B", "sha256": digest,
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
        "citeAs": cite(descriptor),
        "keywords": descriptor["keywords"],
        "distribution": listed,
        "recordSet": records,
    }


def _record(resource: Mapping[str, Any], file: str) -> dict[str, Any]:
    name = resource["name"]
    fields = [
        {
            "@type": "cr:Field", "@id": f"{name}/{field['name']}", "name": field["name"],
            "description": field["description_en"], "dataType": _CROISSANT[field["type"]],
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
