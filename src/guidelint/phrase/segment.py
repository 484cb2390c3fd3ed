"""Word boundaries where neither the thesaurus nor the grammar knows the words around a conjunction.

和 is "and" in 报告和清单 and part of a name in 和平区批复; only a segmenter can tell. jieba takes over a second to
load, so it is loaded when the first such place is met, which guides whose names the thesaurus covers never do.
"""

import logging
import tempfile
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING

_AROUND = 12  # characters on either side; longer words are labels, and those are found before

if TYPE_CHECKING:
    import jieba

    from guidelint.thesaurus import Thesaurus


def is_word(text: str, start: int, end: int, thesaurus: "Thesaurus") -> bool:
    """Whether the segmenter takes characters `start` to `end` for a word of its own.

    Only the words around are looked at, so that a text full of conjunctions is read in linear time.
    """
    first = max(0, start - _AROUND)
    words = _segmenter(thesaurus).tokenize(text[first : end + _AROUND])
    return any((first + s, first + e) == (start, end) for _, s, e in words)


@lru_cache(maxsize=4)
def _segmenter(thesaurus: "Thesaurus") -> "jieba.Tokenizer":
    """jieba with every label of the thesaurus as a word."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what jieba's own code is warned of is nothing to whoever writes guides
        import jieba

    jieba.setLogLevel(logging.WARNING)
    segmenter = jieba.Tokenizer()
    # jieba unmarshals a cache of a known name in the common temporary directory, where anybody could have put it.
    # Reading it is no faster than building the dictionary.
    with tempfile.TemporaryDirectory() as private:
        segmenter.tmp_dir = private
        segmenter.initialize()
    for concept in thesaurus.concepts.values():
        for label in concept.labels:
            segmenter.add_word(label)
    return segmenter
