"""The thesaurus: its structure, what it refuses, and the shipped vocabulary."""

from typing import Any

import pytest

from guidelint.language.thesaurus import Thesaurus, ThesaurusError


def concept(id: str, label: str, *, broader: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    return {"id": id, "prefLabel": {"zh": label, "en": id}, "broader": list(broader), **more}


SMALL = [
    concept("proof", "身份证明"),
    concept("valid", "有效身份证件", broader=("proof",)),
    concept("card", "居民身份证", broader=("valid",), altLabel=["身份证"]),
    concept("passport", "护照", broader=("valid", "travel")),
    concept("travel", "旅行证件"),
    concept("social", "社会保障卡", broader=("proof",), related=["card"]),
]


def test_denotation_is_the_narrowest_below() -> None:
    thesaurus = Thesaurus.build(SMALL)
    assert thesaurus.leaves("proof") == ("card", "passport", "social")
    assert thesaurus.leaves("card") == ("card",)
    assert thesaurus.is_within("card", "proof")
    assert not thesaurus.is_within("proof", "card")


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("card", "card", "equal"),
        ("card", "proof", "narrower"),
        ("proof", "card", "broader"),
        ("valid", "travel", "overlapping"),
        ("social", "card", "related"),
        ("social", "passport", "disjoint"),
    ],
)
def test_relations(first: str, second: str, relation: str) -> None:
    assert Thesaurus.build(SMALL).relation(first, second) == relation


def test_longest_label_wins() -> None:
    thesaurus = Thesaurus.build(SMALL)
    assert [(h.concept, h.start, h.end) for h in thesaurus.hits("申请人身份证明、身份证")] == [
        ("proof", 3, 7),
        ("card", 8, 11),
    ]


@pytest.mark.parametrize(
    ("data", "concepts", "words"),
    [
        ([concept("a", "甲", broader=("b",)), concept("b", "乙", broader=("a",))], ["a"], "环"),
        ([concept("a", "甲", broader=("x",))], ["a"], "没有的概念 x"),
        ([concept("a", "甲"), concept("b", "乙", altLabel=["甲"])], ["b"], "同时属于 a 和 b"),
        ([concept("a", "甲"), concept("a", "乙")], ["a"], "重复"),
        ([concept("a", "甲a"), concept("b", "甲A")], ["b"], "同时属于"),
    ],
)
def test_faults_are_refused(data: list[dict[str, Any]], concepts: list[str], words: str) -> None:
    with pytest.raises(ThesaurusError) as caught:
        Thesaurus.build(data)
    assert [problem.concept for problem in caught.value.problems] == concepts
    assert words in caught.value.problems[0].message.zh


def test_shipped_vocabulary_is_large_enough(thesaurus: Thesaurus) -> None:
    assert len(thesaurus.concepts) >= 400
    assert sum(len(c.labels) for c in thesaurus.concepts.values()) >= 900


@pytest.mark.parametrize(
    "word",
    [
        "身份证明",
        "有效身份证件",
        "亲属关系证明",
        "居住证明",
        "收入证明",
        "房产证明",
        "婚姻状况证明",
        "资格证明",
        "主体资格证明",
        "工作证明",
        "学历证明",
        "场地证明",
    ],
)
def test_every_vague_word_has_several_readings(thesaurus: Thesaurus, word: str) -> None:
    found = thesaurus.find(word)
    assert found is not None
    assert len(thesaurus.leaves(found.id)) >= 2


def test_social_security_card_is_a_proof_of_identity_but_no_identity_document_by_law(thesaurus: Thesaurus) -> None:
    names = {thesaurus.concept(leaf).pref.zh for leaf in thesaurus.leaves("identity-proof")}
    assert {"居民身份证", "社会保障卡", "护照"} <= names
    valid = thesaurus.find("有效身份证件")
    assert valid is not None
    assert "社会保障卡" not in {thesaurus.concept(leaf).pref.zh for leaf in thesaurus.leaves(valid.id)}


def test_what_replaces_an_abolished_document_is_not_abolished_itself(thesaurus: Thesaurus) -> None:
    for concept in thesaurus.concepts.values():
        for successor in concept.replaced_by.concepts if concept.replaced_by else ():
            assert thesaurus.concept(successor).replaced_by is None, concept.id


@pytest.mark.slow
def test_turtle_is_read_back_by_rdflib_with_every_concept(thesaurus: Thesaurus) -> None:
    """Takes over a second: the whole vocabulary is written and parsed."""
    from rdflib import RDF, SKOS, Graph

    from guidelint.output.turtle import turtle

    graph = Graph().parse(data=turtle(thesaurus), format="turtle")
    assert set(graph.subjects(RDF.type, SKOS.Concept)) >= set(graph.objects(None, SKOS.broader))
    assert len(list(graph.subjects(RDF.type, SKOS.Concept))) == len(thesaurus.concepts)
    labels = sum(len(c.labels) for c in thesaurus.concepts.values()) + len(thesaurus.concepts) + 2
    found = sum(len(list(graph.subject_objects(p))) for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel))
    assert found == labels
