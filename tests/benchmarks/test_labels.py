"""The labelled phrases are what tests/corpus/README.md says of them."""

import yaml

from benchmarks.accuracy.corpus import ROOT, entries
from guidelint.language.normalise import normalise

SOURCES = yaml.safe_load((ROOT / "tests" / "corpus" / "sources.yaml").read_text(encoding="utf-8"))


def test_no_phrase_occurs_twice() -> None:
    texts = [normalise(entry["text"]).text.replace(" ", "") for entry in entries("all")]
    assert sorted(set(texts)) == sorted(texts)


def test_every_label_of_the_fresh_phrases_is_quoted_from_its_phrase() -> None:
    for entry in entries("fresh"):
        assert entry["source"] in SOURCES
        parts = entry.get("parts", {"holder": (), "documents": ()})
        documents = [word for group in parts["documents"] for word in group]
        assert [word for word in documents if not _is_within(word, entry["text"])] == []
        words = [*parts["holder"]]
        words += [word for part in ("seal", "signature", "validity", "circumstance") if (word := parts.get(part))]
        assert [word for word in words if word not in entry["text"]] == []


def _is_within(name: str, text: str) -> bool:
    """Whether the characters of a name stand in the text in their order: 检测报告 in 检测或者评价报告."""
    rest = iter(text)
    return all(character in rest for character in name)
