"""CPSV-AP and schema.org: what rdflib reads back, asked by SPARQL."""

import json
from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate
from rdflib import Graph
from rdflib.compare import isomorphic

from guidelint.exchange.writers.linked import duration
from tests.command import Run, Write

GUIDE = """\
id: demo
title: 演示证补办

code: 11A
region: "110101"
authority: 演示局
place: 演示路1号
hours: 工作日9:00-17:00
audience: [自然人]
conditions: [已领证, 证件遗失]
materials:
  - {name: 申请表, form: {blank: "https://example.org/a.doc"}}
  - {name: 居民身份证, one_of: 身份, source: 政府部门核发}
  - {name: 护照, one_of: 身份, criteria: [在有效期内]}
steps: [{name: 受理}, {name: 决定}]
time_limit: {promised: 10天}
fee: {charged: true, amount: 10元}
result: {name: 演示证, type: 证照}
related: [other]
consultation: {phone: "010-00000000"}
legal_basis: [{name: 演示办法}]
"""

PREFIXES = "prefix cpsv: <http://purl.org/vocab/cpsv#> prefix cv: <http://data.europa.eu/m8g/> prefix dct: <http://purl.org/dc/terms/> prefix skos: <http://www.w3.org/2004/02/skos/core#> "


@pytest.fixture
def turtle(guidelint: Run, write: Write, workspace: Path) -> Graph:
    write("guides/demo.yaml", GUIDE)
    assert guidelint("export", "guides", "guides/demo.yaml", "--as", "cpsv-ap", "-o", "a.ttl").code == 0
    return Graph().parse(workspace / "a.ttl", format="turtle")


def asked(graph: Graph, query: str) -> list[tuple[str, ...]]:
    return sorted(tuple(str(value) for value in row) for row in graph.query(PREFIXES + query))  # type: ignore[union-attr]


def test_the_service_and_what_it_says_of_itself(turtle: Graph) -> None:
    service = "?s a cpsv:PublicService; dct:title ?title; dct:identifier ?id; cv:hasCompetentAuthority/skos:prefLabel ?who; cv:processingTime ?time"
    assert asked(turtle, f"select ?title ?id ?who ?time {{ {service} }}") == [
        ("演示证补办", "11A", "演示局", "P10D"),
    ]
    assert asked(turtle, "select ?n { ?s cpsv:produces/dct:title ?n }") == [("演示证",)]
    assert asked(turtle, "select ?n { ?s cv:hasCost/dct:description ?n }") == [("10元",)]
    assert asked(turtle, "select ?n { ?s cpsv:follows/dct:title ?n }") == [("决定",), ("受理",)]
    assert asked(turtle, "select ?n { ?s cv:relatedService ?n }") == [("urn:guidelint:other",)]
    assert asked(turtle, "select ?h { ?s cv:hasChannel/cv:openingHours/dct:description ?h }") == [("工作日9:00-17:00",)]


def test_the_graph_conforms_to_the_profile(turtle: Graph) -> None:
    """No registry of packages has the profile's own shapes; these are made from its cardinalities and classes."""
    shapes = Graph().parse(Path(__file__).parent / "cpsv-ap-3.2.0-cardinalities.ttl", format="turtle")
    conforms, _, told = validate(turtle, shacl_graph=shapes)
    assert conforms, told
    for term in ("dct:title", "dct:identifier", "cv:hasCompetentAuthority"):
        lacking = Graph() + turtle
        lacking.update(f"{PREFIXES} delete {{ ?s {term} ?o }} where {{ ?s a cpsv:PublicService; {term} ?o }}")
        assert not validate(lacking, shacl_graph=shapes)[0], term


def test_materials_of_which_any_one_will_do_are_lists_of_one_requirement(turtle: Graph) -> None:
    wanted = "?s cv:holdsRequirement ?r. ?r cv:hasEvidenceTypeList ?l. ?l cv:specifiesEvidenceType/dct:title ?name"
    found = asked(turtle, f"select ?r ?l ?name {{ {wanted} }}")
    by_requirement: dict[str, list[set[str]]] = {}
    for requirement in {one[0] for one in found}:
        lists = {one[1] for one in found if one[0] == requirement}
        by_requirement[requirement] = sorted(({one[2] for one in found if one[1] == name} for name in lists), key=str)
    assert sorted(by_requirement.values(), key=str) == [[{"居民身份证"}, {"护照"}], [{"申请表"}]]
    assert len(asked(turtle, "select ?m { ?s cv:hasInputType ?m }")) == 3


def test_json_ld_says_the_same(guidelint: Run, workspace: Path, turtle: Graph) -> None:
    assert guidelint("export", "guides", "guides/demo.yaml", "--as", "cpsv-ap-jsonld", "-o", "a.jsonld").code == 0
    assert isomorphic(turtle, Graph().parse(workspace / "a.jsonld", format="json-ld"))


def test_schema_org(guidelint: Run, write: Write, workspace: Path) -> None:
    write("guides/demo.yaml", GUIDE)
    assert guidelint("export", "guides", "guides/demo.yaml", "--as", "schema-org", "-o", "a.json").code == 0
    data: dict[str, Any] = json.loads((workspace / "a.json").read_text(encoding="utf-8"))
    assert data["@context"] == "https://schema.org"
    graph = Graph().parse(data=json.dumps({**data, "@context": {"@vocab": "https://schema.org/"}}), format="json-ld")
    query = "prefix s: <https://schema.org/> select ?n ?t { ?s a s:GovernmentService; s:name ?n; s:availableChannel/s:processingTime ?t }"
    assert asked(graph, query) == [("演示证补办", "P10D")]
    (service,) = data["@graph"]
    assert service["termsOfService"] == "已领证\n证件遗失\n1. 申请表\n2. 居民身份证\n3. 护照"
    assert service["isRelatedTo"] == [{"@id": "urn:guidelint:other"}]


@pytest.mark.parametrize(
    ("words", "said"),
    [("5个工作日", None), ("10天", "P10D"), ("2个月", "P2M"), ("半小时", "PT30M"), ("当场办结", "P0D"), (None, None)],
)
def test_a_limit_in_working_days_is_no_duration(words: str | None, said: str | None) -> None:
    assert duration(words) == said


def test_options_that_do_not_go_together(guidelint: Run, write: Write, workspace: Path) -> None:
    for options in (
        (),
        ("--as", "cpsv-ap"),
        ("--xlsx", "a.xlsx", "--as", "cpsv-ap", "-o", "a"),
        ("--as", "national-sql", "-o", "a.sql"),
    ):
        assert guidelint("export", "guides", *options).code == 2
    write("a.ttl", "old")
    assert guidelint("export", "guides", "--as", "cpsv-ap", "-o", "a.ttl").code == 2
    assert (workspace / "a.ttl").read_text(encoding="utf-8") == "old"
