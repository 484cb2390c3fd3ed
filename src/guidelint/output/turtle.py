"""The thesaurus as SKOS in Turtle, for any SKOS tool."""

from guidelint.language.thesaurus import Thesaurus
from guidelint.model.errors import MissingExtra
from guidelint.model.text import Text

BASE = "urn:guidelint:concept:"
SCHEME = "urn:guidelint:thesaurus"


def turtle(thesaurus: Thesaurus) -> bytes:
    """UTF-8 Turtle. `replacedBy` is dcterms:isReplacedBy. Raises UsageError where rdflib is not installed."""
    try:
        from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef
    except ImportError:
        raise MissingExtra("skos", Text("输出 SKOS 需要", "SKOS needs")) from None
    graph = Graph()
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    scheme = URIRef(SCHEME)
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, SKOS.prefLabel, Literal("办事指南材料主题词表", lang="zh")))
    graph.add((scheme, SKOS.prefLabel, Literal("Vocabulary of documents in service guides", lang="en")))
    for concept in thesaurus.concepts.values():
        node = URIRef(BASE + concept.id)
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.inScheme, scheme))
        graph.add((node, SKOS.prefLabel, Literal(concept.pref.zh, lang="zh")))
        graph.add((node, SKOS.prefLabel, Literal(concept.pref.en, lang="en")))
        for predicate, labels in ((SKOS.altLabel, concept.alt), (SKOS.hiddenLabel, concept.hidden)):
            for label in labels:
                graph.add((node, predicate, Literal(label, lang="zh")))
        for predicate, ids in (
            (SKOS.broader, concept.broader),
            (SKOS.narrower, concept.narrower),
            (SKOS.related, concept.related),
        ):
            for id in ids:
                graph.add((node, predicate, URIRef(BASE + id)))
        if not concept.broader:
            graph.add((node, SKOS.topConceptOf, scheme))
            graph.add((scheme, SKOS.hasTopConcept, node))
        if concept.scope_note is not None:
            graph.add((node, SKOS.scopeNote, Literal(concept.scope_note.zh, lang="zh")))
            graph.add((node, SKOS.scopeNote, Literal(concept.scope_note.en, lang="en")))
        if concept.source:
            graph.add((node, DCTERMS.source, Literal(concept.source)))
        if concept.replaced_by is not None:
            for id in concept.replaced_by.concepts:
                graph.add((node, DCTERMS.isReplacedBy, URIRef(BASE + id)))
    return graph.serialize(format="turtle", encoding="utf-8")
