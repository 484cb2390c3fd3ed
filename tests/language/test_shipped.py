"""The shipped vocabulary in rules/thesaurus: sound, large enough, and every label finds its concept."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from guidelint.language.normalise import normalise
from guidelint.language.thesaurus import Thesaurus

FILES = sorted((Path(__file__).parents[2] / "rules" / "thesaurus").glob("*.yaml"))


@pytest.fixture(scope="module")
def shipped() -> Thesaurus:
    """Building refuses cycles, dangling ids, and labels or ids that occur twice."""
    return Thesaurus.build(
        concept for file in FILES for concept in yaml.safe_load(file.read_text(encoding="utf-8"))["concepts"]
    )


@pytest.mark.slow
def test_it_is_large_enough(shipped: Thesaurus) -> None:
    assert len(shipped.concepts) >= 400
    assert sum(len(concept.labels) for concept in shipped.concepts.values()) >= 900


def test_every_label_finds_its_own_concept(shipped: Thesaurus) -> None:
    lost = [
        label
        for concept in shipped.concepts.values()
        for label in concept.labels
        if (found := shipped.find(label)) is None or found.id != concept.id
    ]
    assert lost == []


def test_every_label_alone_is_one_hit_from_end_to_end(shipped: Thesaurus) -> None:
    torn = []
    for concept in shipped.concepts.values():
        for label in concept.labels:
            normal = normalise(label).text
            if [(h.concept, h.start, h.end) for h in shipped.hits(normal)] != [(concept.id, 0, len(normal))]:
                torn.append(label)
    assert torn == []


def test_a_label_is_given_once_in_its_concept(shipped: Thesaurus) -> None:
    twice = [
        (concept.id, label)
        for concept in shipped.concepts.values()
        for label, times in Counter(concept.labels).items()
        if times > 1
    ]
    assert twice == []


def test_leaves_have_nothing_below(shipped: Thesaurus) -> None:
    for concept in shipped.concepts.values():
        leaves = shipped.leaves(concept.id)
        assert leaves
        assert all(not shipped.concept(leaf).narrower for leaf in leaves)
        assert all(shipped.is_within(leaf, concept.id) for leaf in leaves)
