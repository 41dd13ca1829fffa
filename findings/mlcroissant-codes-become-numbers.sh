#!/usr/bin/env bash
# mlcroissant 1.1.1: a column declared as text (sc:Text) goes through numbers.
#
# The code "0201" comes back as b"201", and where a row has no code, "201" comes back as b"201.0".
source "$(dirname "$0")/lib.sh"
packages mlcroissant==1.1.1 pandas==3.1.1

python - <<'PYTHON'
import hashlib
import json
from pathlib import Path

import mlcroissant
from expect import expect

# the context that Croissant 1.0 prescribes
TERMS = """citeAs column equivalentProperty extract field fileObject fileProperty fileSet format includes isLiveDataset jsonPath
key md5 parentField path recordSet references regex repeated replace samplingRate separator source subField transform"""
CONTEXT = {term: f"cr:{term}" for term in TERMS.split()}
CONTEXT |= {term: {"@id": f"cr:{term}", "@type": "@json"} for term in ("data", "examples")}
CONTEXT |= {"dataType": {"@id": "cr:dataType", "@type": "@vocab"}, "conformsTo": "dct:conformsTo", "@language": "en"}
CONTEXT |= {"@vocab": "https://schema.org/", "sc": "https://schema.org/", "dct": "http://purl.org/dc/terms/"}
CONTEXT |= {"cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/"}


def read_codes(content):
    Path("codes.csv").write_text(content)
    source = {"fileObject": {"@id": "codes.csv"}, "extract": {"column": "code"}}
    code = {"@type": "cr:Field", "@id": "codes/code", "name": "code", "dataType": "sc:Text", "source": source}
    file = {"@type": "cr:FileObject", "@id": "codes.csv", "name": "codes.csv", "contentUrl": "codes.csv"}
    file |= {"encodingFormat": "text/csv", "sha256": hashlib.sha256(content.encode()).hexdigest()}
    description = {
        "@context": CONTEXT, "@type": "sc:Dataset", "name": "codes", "description": "codes", "version": "1.0.0",
        "conformsTo": "http://mlcommons.org/croissant/1.0", "url": "https://example.org/", "datePublished": "2026-01-01",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/", "distribution": [file],
        "recordSet": [{"@type": "cr:RecordSet", "@id": "codes", "name": "codes", "field": [code]}],
    }
    Path("croissant.json").write_text(json.dumps(description))
    return [record["codes/code"] for record in mlcroissant.Dataset("croissant.json").records("codes")]


expect("all rows have a code", read_codes("code,name\n0201,a\n0202,b\n"), [b"201", b"202"])
expect("one row has none", read_codes("code,name\n201,a\n,total\n"), [b"201.0", None])
PYTHON
