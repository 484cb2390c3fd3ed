"""Guides as linked data: CPSV-AP 3.2 with CCCEV 2.1 as an RDF graph, written as Turtle or JSON-LD.

A guide is a cpsv:PublicService. What it asks for is a cv:Requirement with one list of evidence types, all of which are
wanted together; materials of which any one will do (`one_of`) are a requirement of their own, with a list each. Steps are
cpsv:Rule, since the profile has no steps. Terms, cardinalities and classes: SEMIC, CPSV-AP 3.2.0 and CCCEV 2.1.0; a guide
without authority or region lacks what the profile demands, which nothing here makes up.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote

from guidelint.language.duration import read_duration
from guidelint.model.errors import MissingExtra
from guidelint.model.guide import Guide
from guidelint.model.material import Material
from guidelint.model.regex import regex
from guidelint.model.text import Text

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

BASE = "urn:guidelint:"
Syntax = Literal["turtle", "json-ld"]

NAMESPACES = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "atu": "http://data.europa.eu/88u/dataset/",
}


def linked(guides: Iterable[Guide], syntax: Syntax) -> bytes:
    """All guides as one graph, in UTF-8. Raises MissingExtra where rdflib is not installed."""
    try:
        from rdflib import Graph
    except ImportError:
        raise MissingExtra("skos", Text("输出 CPSV-AP 需要", "CPSV-AP needs")) from None
    graph = Graph()
    for prefix, uri in NAMESPACES.items():
        graph.bind(prefix, uri)
    for guide in guides:
        _Service(graph, guide, guide.id).add()
    if syntax == "json-ld":
        return graph.serialize(format=syntax, encoding="utf-8", context=dict(NAMESPACES), sort_keys=True)
    return graph.serialize(format=syntax, encoding="utf-8")


def duration(words: str | None) -> str | None:
    """A limit in calendar days, months or minutes as xsd:duration; None for working days, which it cannot say."""
    found = read_duration(words) if words is not None else None
    if found is None or found.unit == "工作日" or not float(found.amount).is_integer():
        return None
    return _DURATIONS[found.unit].format(int(found.amount))


_ADDRESS = regex(r"https?://[^\s<>\"{}|\\^`]+")
_DURATIONS: Mapping[str, str] = {"分钟": "PT{}M", "日": "P{}D", "个月": "P{}M"}


class _Service(NamedTuple):
    graph: "Graph"
    guide: Guide
    id: str

    def add(self) -> None:
        guide, service = self.guide, self._node("service")
        self._type(service, "cpsv:PublicService")
        own, *others = dict.fromkeys(filter(None, (guide.handle_code, guide.code, guide.id)))
        self._say(service, "dct:identifier", own)  # the profile allows one
        for code in others:
            self._say(service, "skos:notation", code)
        self._say(service, "dct:title", guide.title, "zh")
        self._say(service, "dct:description", "\n".join(guide.conditions) or guide.title, "zh")
        for audience in guide.audience:
            self._concept(service, "dct:audience", f"audience-{audience}", audience)
        self._say(service, "cv:processingTime", duration(guide.promised_limit))
        if guide.authority is not None:
            authority = self._part(service, "cv:hasCompetentAuthority", "cv:PublicOrganisation", "authority")
            self._say(authority, "skos:prefLabel", guide.authority, "zh")
            self._say(authority, "skos:notation", guide.authority_code)
            self._place(authority)
        self._place(service)
        self._requirements(service)
        self._procedure(service)
        self._channels(service)
        self._results(service)

    def _requirements(self, service: "URIRef") -> None:
        guide = self.guide
        for number, words in enumerate(guide.conditions, 1):
            condition = self._part(service, "cv:holdsRequirement", "cv:Requirement", f"condition-{number}")
            self._type(condition, "cv:Criterion")
            self._say(condition, "dct:title", words, "zh")
            self._say(condition, "dct:description", words, "zh")
        for number, material in enumerate(guide.materials, 1):
            # All lists of one requirement are alternatives, and all members of one list go together.
            group = "materials" if material.one_of is None else f"any-{material.one_of}"
            wanted = self._part(service, "cv:holdsRequirement", "cv:Requirement", group)
            self._type(wanted, "cv:InformationRequirement")
            self._say(wanted, "dct:title", material.one_of or "申请材料", "zh")
            name = f"{group}/list" if material.one_of is None else f"{group}/list-{number}"
            together = self._part(wanted, "cv:hasEvidenceTypeList", "cv:EvidenceTypeList", name)
            evidence = self._part(together, "cv:specifiesEvidenceType", "cv:EvidenceType", f"material-{number}")
            self._link(service, "cv:hasInputType", evidence)
            self._material(evidence, material)

    def _material(self, evidence: "URIRef", material: Material) -> None:
        self._say(evidence, "dct:title", material.name, "zh")
        self._say(evidence, "skos:notation", material.certificate_code)
        told = [*material.criteria, *filter(None, (material.when, material.notes, material.remarks))]
        for words in told:
            self._say(evidence, "dct:description", words, "zh")
        for words in filter(None, (material.issuer, material.source)):
            self._say(evidence, "cv:issuingPlace", words, "zh")
        for page in filter(None, (material.blank, material.sample)):
            self._page(evidence, "foaf:page", page)

    def _procedure(self, service: "URIRef") -> None:
        for number, step in enumerate(self.guide.steps, 1):
            rule = self._part(service, "cpsv:follows", "cpsv:Rule", f"step-{number}")
            self._say(rule, "dct:title", step.name, "zh")
            self._say(rule, "dct:description", step.standard or step.name, "zh")
        if self.guide.procedure is not None:
            rule = self._part(service, "cpsv:follows", "cpsv:Rule", "procedure")
            self._say(rule, "dct:title", "办理流程", "zh")
            self._say(rule, "dct:description", self.guide.procedure, "zh")
        laws = [law.name for law in self.guide.legal_basis] + list(self.guide.basis)
        for number, name in enumerate(laws, 1):
            law = self._part(service, "cv:hasLegalResource", "eli:LegalResource", f"law-{number}")
            self._say(law, "dct:title", name, "zh")

    def _channels(self, service: "URIRef") -> None:
        guide = self.guide
        places = [(one.name, one.hours, one.address) for one in guide.windows]
        if not places and (guide.place or guide.halls):
            places = [("、".join(guide.halls) or str(guide.place), guide.hours, guide.place)]
        for number, (name, hours, address) in enumerate(places, 1):
            channel = self._part(service, "cv:hasChannel", "cv:Channel", f"channel-{number}")
            self._say(channel, "dct:title", name, "zh")
            if hours is not None:
                times = self._part(channel, "cv:openingHours", "time:TemporalEntity", f"channel-{number}/hours")
                self._say(times, "dct:description", hours, "zh")
            self._say(channel, "dct:description", address, "zh")
        for key, contact in (("consultation", guide.consultation), ("complaint", guide.complaint)):
            if contact is not None:
                point = self._part(service, "cv:contactPoint", "cv:ContactPoint", key)
                self._say(point, "cv:telephone", contact.phone)
                self._page(point, "cv:contactPage", contact.url)

    def _results(self, service: "URIRef") -> None:
        guide = self.guide
        if guide.outcome is not None:
            output = self._part(service, "cpsv:produces", "cv:Output", "result")
            self._say(output, "dct:title", guide.outcome.name, "zh")
            if guide.outcome.type is not None:
                self._concept(output, "dct:type", "result-type", guide.outcome.type)
        fees = [(one.name, one.standard, one.basis) for one in guide.fees]
        if not fees and guide.fee is not None and guide.fee.charged:
            fees = [("收费", guide.fee.amount, guide.fee.basis)]
        for number, (name, standard, basis) in enumerate(fees, 1):
            cost = self._part(service, "cv:hasCost", "cv:Cost", f"fee-{number}")
            self._say(cost, "dct:title", name, "zh")
            self._say(cost, "dct:description", standard, "zh")
            self._say(cost, "dct:description", basis, "zh")  # cv:isDefinedBy is an organisation
            self._concept(cost, "cv:currency", "CNY", "CNY")
        for related in guide.related:
            self._link(service, "cv:relatedService", self._named(related, "service"))

    def _part(self, holder: "URIRef", term: str, kind: str, name: str) -> "URIRef":
        node = self._node(name)
        self._type(node, kind)
        self._say(node, "dct:identifier", f"{self.id}/{name}")
        self._link(holder, term, node)
        return node

    def _concept(self, holder: "URIRef", term: str, name: str, words: str) -> None:
        concept = self._part(holder, term, "skos:Concept", name)
        self._say(concept, "skos:prefLabel", words, "zh")

    def _place(self, holder: "URIRef") -> None:
        """The region that a service or an authority covers."""
        if self.guide.region is not None:
            place = self._node("region")
            self._type(place, "dct:Location")
            self._type(place, "atu:atu-type")
            self._say(place, "dct:identifier", self.guide.region)
            self._link(holder, "dct:spatial", place)

    def _page(self, holder: "URIRef", term: str, address: str | None) -> None:
        """A page by its address; words that are none are kept as a remark."""
        from rdflib import URIRef

        if address is not None and _ADDRESS.fullmatch(address):
            self._type(URIRef(address), "foaf:Document")
            self._link(holder, term, URIRef(address))
        else:
            self._say(holder, "dct:description", address, "zh")

    def _node(self, name: str) -> "URIRef":
        return self._named(self.id, name)

    def _named(self, id: str, name: str) -> "URIRef":
        from rdflib import URIRef

        return URIRef(f"{BASE}{quote(id)}" + ("" if name == "service" else f"/{quote(name)}"))

    def _type(self, node: "URIRef", kind: str) -> None:
        from rdflib import RDF

        self.graph.add((node, RDF.type, _term(kind)))

    def _link(self, node: "URIRef", term: str, other: "URIRef") -> None:
        self.graph.add((node, _term(term), other))

    def _say(self, node: "URIRef", term: str, words: str | None, lang: str | None = None) -> None:
        from rdflib import XSD
        from rdflib import Literal as Value

        if words is not None:
            kind = XSD.duration if term == "cv:processingTime" else None
            self.graph.add((node, _term(term), Value(words, lang=lang, datatype=kind)))


def _term(name: str) -> "URIRef":
    from rdflib import URIRef

    prefix, _, local = name.partition(":")
    return URIRef(NAMESPACES[prefix] + local)
