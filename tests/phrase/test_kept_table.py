"""The segmenter with its kept table is jieba with the thesaurus's labels, and a damaged table is made anew."""

import warnings
from pathlib import Path

import pytest

from benchmarks.accuracy.corpus import entries
from guidelint import store
from guidelint.phrase import segment
from guidelint.phrase.segment import Frequencies, is_word
from guidelint.thesaurus import Thesaurus

TEXTS = [entry["text"][:40] for entry in entries("dev")][::3]


def test_same_words_as_jieba_itself_and_healing(
    thesaurus: Thesaurus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Takes seconds: jieba reads its dictionary twice."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    plain = jieba.Tokenizer()
    for concept in thesaurus.concepts.values():
        for label in concept.labels:
            plain.add_word(label)
    monkeypatch.setenv(store.VARIABLE, str(tmp_path))
    segment._segmenter.cache_clear()
    try:
        kept = segment._segmenter(thesaurus)
        assert [list(kept.tokenize(text)) for text in TEXTS] == [list(plain.tokenize(text)) for text in TEXTS]
        (file,) = tmp_path.glob("segmenter-*")
        raw = file.read_bytes()
        for damaged in (raw.replace(b'"\xe6\x8a\xa5', b'"\xe6\x8a\xa4'), raw[:100], b"", raw[: len(raw) // 2]):
            file.write_bytes(damaged)
            segment._segmenter.cache_clear()
            assert is_word("报告和清单", 2, 3, thesaurus)
            assert not is_word("和平区批复", 0, 1, thesaurus)
        assert file.read_bytes() == raw
    finally:
        segment._segmenter.cache_clear()


def test_table_holds_what_was_written() -> None:
    table = Frequencies(Frequencies.written(7, {"报": 1, "报告": 4, "清": 0}))
    assert table.total == 7
    assert [table.get(word) for word in ("报", "报告", "清", "清单", "", "无")] == [1, 4, 0, None, None, None]
    assert "报告" in table
    assert "无" not in table
    with pytest.raises(KeyError):
        table["无"]
