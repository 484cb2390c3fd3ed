"""The ends of names are looked at only as far back as their patterns reach."""

import re

import pytest

from guidelint.language.phrase import nouns, persons


@pytest.mark.parametrize(("pattern", "longest"), [(nouns._NOUN, nouns._LONGEST), (persons._PERSON, persons._LONGEST)])
def test_no_last_word_is_longer_than_is_looked_at(pattern: re.Pattern[str], longest: int) -> None:
    _, most = re._parser.parse(pattern.pattern).getwidth()  # type: ignore[attr-defined]
    assert most == longest
