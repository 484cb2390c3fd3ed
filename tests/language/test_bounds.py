"""Any text is read, in time that grows with its length."""

import time

import pytest

from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.parse import parse
from guidelint.language.phrase.reading import MAX_LENGTH


@pytest.mark.parametrize(
    "words", ["1", "拾", "近1", "(", "((身份证", "《a", "身份证、", "股东为", "的,提交", "身份证明:", "证明", "a和b"]
)
def test_long_texts_are_read_in_bounded_time(phrases: PhraseBook, words: str) -> None:
    """Digits once took half a minute; the bound is generous for slow machines."""
    text = (words * MAX_LENGTH)[:MAX_LENGTH]
    phrases.parse("a和b")  # loads the segmenter, which is not what is measured
    start = time.perf_counter()
    parse(text, phrases.thesaurus)
    assert time.perf_counter() - start < 2


def test_text_beyond_the_limit_is_not_read(phrases: PhraseBook) -> None:
    phrase = parse("、" * MAX_LENGTH + "身份证", phrases.thesaurus)
    assert phrase.requirements == ()


@pytest.mark.parametrize("before", ["İ", "\ud800", "𠮷", "ß", "ﬁ", "\x00"])
def test_a_mention_stands_where_its_label_stands(phrases: PhraseBook, before: str) -> None:
    """İ has two characters in lower case, half a surrogate pair is refused by most matchers."""
    text = f"{before}、身份证"
    mentions = [(m.concept, text[m.start : m.end]) for m in parse(text, phrases.thesaurus).mentions]
    assert mentions == [("resident-identity-card", "身份证")]
