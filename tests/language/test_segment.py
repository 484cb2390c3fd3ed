"""A conjunction is a word of its own where jieba with the thesaurus's labels says so, and a damaged table is made anew."""

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.accuracy.corpus import entries
from guidelint.language.phrase import segment
from guidelint.language.phrase.lexicon import Damaged, Lexicon, Model
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
    for concept in thesaurus.concepts.values():
        for label in concept.labels:
            plain.add_word(label)

    def says(text: str, at: int) -> bool:
        first = max(0, at - AROUND)
        return (at - first, at - first + 1) in [(s, e) for _, s, e in plain.tokenize(text[first : at + 1 + AROUND])]

    return says


def assert_same(text: str, by_jieba: Callable[[str, int], bool], thesaurus: Thesaurus) -> None:
    for at, character in enumerate(text):
        if character in CONJUNCTIONS:
            assert is_word(text, at, thesaurus) == by_jieba(text, at), (text, at)


def test_real_names_are_cut_as_jieba_cuts_them(by_jieba: Callable[[str, int], bool], thesaurus: Thesaurus) -> None:
    for name in NAMES:
        assert_same(name, by_jieba, thesaurus)


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


def test_a_damaged_table_is_made_anew(thesaurus: Thesaurus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    segment._lexicon.cache_clear()
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
            segment._lexicon.cache_clear()
            assert is_word("报告和清单", 2, thesaurus)
            assert not is_word("和平区批复", 0, thesaurus)
        assert file.read_bytes() == raw
    finally:
        segment._lexicon.cache_clear()


def test_a_table_holds_what_was_written() -> None:
    model = Model({"B": -1.0}, {"B": {"E": -2.0}}, {"B": {"报": -3.0}, "M": {}, "E": {}, "S": {"新": -4.0}})
    raw = Lexicon.written(7, {"报": 1, "报告": 4, "报告书": 2, "清": 0}, model)
    table = Lexicon(raw)
    assert (table.total, table.start, table.moves) == (7, model.start, model.moves)
    words = ("报", "报告", "报告书", "清", "清单", "无", "新")
    assert [table.frequency(word) for word in words] == [1, 4, 2, 0, None, None, None]
    assert [table.shown(one)[0] for one in "报新无"] == [-3.0, -3.14e100, -3.14e100]
    assert table.shown("新")[3] == -4.0
    for damaged in (b"", raw[:7], raw[1:], raw[:-1] + b"!", raw[:12] + b"!" + raw[13:]):
        with pytest.raises(Damaged):
            [Lexicon(damaged).frequency(word) for word in words]
