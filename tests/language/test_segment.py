"""A conjunction is a word of its own where jieba with the thesaurus's labels says so, and a damaged index is made anew."""

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.accuracy.corpus import entries
from guidelint.language.phrase import segment
from guidelint.language.phrase.lexicon import Index, Lexicon, Model
from guidelint.language.phrase.segment import is_word
from guidelint.language.thesaurus import Thesaurus
from guidelint.workspace import store

CONJUNCTIONS = "及和与并或"
NAMES = [entry["text"][:80] for entry in entries("all")]
AROUND = 12


@pytest.fixture(scope="module")
def by_jieba(thesaurus: Thesaurus) -> Callable[[str, int], bool]:
    """Takes seconds: jieba reads its dictionary."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    plain = jieba.Tokenizer()
    plain.initialize()
    total = plain.total
    labels = {label for concept in thesaurus.concepts.values() for label in concept.labels}
    for label in sorted(labels, key=len):  # a label is weighed against the shorter ones that it is made of
        plain.add_word(label)
        plain.total = total

    def says(text: str, at: int) -> bool:
        first = max(0, at - AROUND)
        return (at - first, at - first + 1) in [(s, e) for _, s, e in plain.tokenize(text[first : at + 1 + AROUND])]

    return says


def assert_same(text: str, by_jieba: Callable[[str, int], bool], thesaurus: Thesaurus) -> None:
    for at, character in enumerate(text):
        if character in CONJUNCTIONS:
            assert is_word(text, at, thesaurus) == by_jieba(text, at), (text, at)


@pytest.mark.slow
def test_real_names_are_cut_as_jieba_cuts_them(by_jieba: Callable[[str, int], bool], thesaurus: Thesaurus) -> None:
    for name in NAMES:
        assert_same(name, by_jieba, thesaurus)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(CONJUNCTIONS),
            st.sampled_from("".join(NAMES)),
            st.sampled_from(NAMES).map(lambda name: name[:4]),
            st.sampled_from(["A4", "3.5%", "-", "+", " ", "《", "𠮷", "齉", "c++"]),
        ),
        max_size=24,
    ).map("".join)
)
def test_any_characters_are_cut_as_jieba_cuts_them(
    by_jieba: Callable[[str, int], bool], thesaurus: Thesaurus, text: str
) -> None:
    assert_same(text, by_jieba, thesaurus)


@pytest.mark.slow
def test_a_damaged_index_is_made_anew(thesaurus: Thesaurus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))

    def forget() -> None:
        segment._dictionary.cache_clear()
        segment._lexicon.cache_clear()

    forget()
    try:
        assert is_word("报告和清单", 2, thesaurus)
        (file,) = tmp_path.glob("segmenter-*")
        raw = file.read_bytes()
        for damaged in (
            raw.replace("告".encode(), "吿".encode()),
            raw[:100],
            b"",
            raw[: len(raw) // 2],
            b"\1" + raw[1:],
        ):
            file.write_bytes(damaged)
            forget()
            assert is_word("报告和清单", 2, thesaurus)
            assert not is_word("和平区批复", 0, thesaurus)
            assert file.read_bytes() == raw
    finally:
        forget()


DICTIONARY = "报 1 n\n报告 40 n\n报告书 2 n\n清单 9 n\n报表 3 n\n".encode()
MODEL = Model({"B": -1.0}, {"B": {"E": -2.0}}, {"B": {"报": -3.0}, "M": {}, "E": {}, "S": {"新": -4.0}})


def test_an_index_finds_the_words_wherever_they_stand() -> None:
    index = Index.of(DICTIONARY, MODEL)
    assert (index.total, index.start, index.moves) == (55, MODEL.start, MODEL.moves)
    lexicon = Lexicon(DICTIONARY, index, ())
    words = ("报", "报告", "报告书", "报表", "清", "清单", "无", "新", "")
    assert [lexicon.frequency(word) for word in words] == [1, 40, 2, 3, 0, 9, None, None, None]
    assert [lexicon.shown(one)[0] for one in "报新无"] == [-3.0, -3.14e100, -3.14e100]
    assert lexicon.shown("新")[3] == -4.0


def test_a_label_is_a_little_likelier_than_what_it_is_made_of() -> None:
    lexicon = Lexicon(DICTIONARY, Index.of(DICTIONARY, MODEL), ("清单报告", "清单报告书", "新报告"))
    assert [lexicon.frequency(one) for one in ("新", "新报", "新报告")] == [0, 0, 1]
    assert lexicon.frequency("清单报告") == 9 * 40 // 55 + 1
    assert [list(lexicon.cut(one)) for one in ("清单报告", "清单报告书", "清单报表")] == [
        [(0, 4)], [(0, 5)], [(0, 2), (2, 4)]
    ]  # fmt: skip
