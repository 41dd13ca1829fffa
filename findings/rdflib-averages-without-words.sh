#!/usr/bin/env bash
# rdflib 7.6.0: AVG leaves out values that are no numbers, such as "-", and SUM of the same values ends with an exception.
#
# In SPARQL 1.1 the average is the sum divided by the count, so that both are errors and leave the variable without a value.
# The average of 1.10, "-" and 2.20 is 1.65 with a count of 3; the sum stops the whole query.
source "$(dirname "$0")/lib.sh"
packages rdflib==7.6.0

python - <<'PYTHON'
from decimal import Decimal

from expect import expect
from rdflib import Graph, Literal, URIRef

graph = Graph()
for number, value in enumerate((Literal(Decimal("1.10")), Literal("-"), Literal(Decimal("2.20")))):
    graph.add((URIRef(f"urn:unit:{number}"), URIRef("urn:amount"), value))


def query(function):
    try:
        return [str(value) for value in next(iter(graph.query(f"SELECT ({function}(?v) AS ?x) {{ ?unit <urn:amount> ?v }}")))]
    except Exception as error:  # noqa: BLE001  # its type is what is shown
        return type(error).__name__


expect("COUNT", query("COUNT"), ["3"])
expect("AVG", query("AVG"), ["1.65"])
expect("SUM", query("SUM"), "SPARQLTypeError")
PYTHON
