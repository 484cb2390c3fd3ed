"""Compound words and the words that they are made of: 应届毕业生 is 当年 and 毕业生, 补领结婚证 is 补领 and 结婚证."""

from collections.abc import Iterator, Sequence
from functools import cache

from guidelint.language.memo import Memo
from guidelint.language.sentence.lexicon import Lexicon, Term, lexicon
from guidelint.language.sentence.terms import are_apart, covers
from guidelint.model.regex import regex

_NARROWED = regex("[非无未不免临副准伪假前原旧]|暂|共有|联合")
Whole = tuple[Term, ...]
_DENIED = regex("[没未不无非]")
_LEAST = 3  # characters; a shorter word is one thing


@cache
def _wholes() -> Memo[str, tuple[Whole, ...]]:
    return Memo(lambda concept: tuple(_of(concept, lexicon())), 5_000)


def left(lacking: Sequence[Term], given: Sequence[Term], wanted: Sequence[Term], words: Lexicon) -> list[Term]:
    """The lacking terms that the given ones do not say as compounds, or in the parts of a compound."""
    apart = [term for term in lacking if any(are_apart(one, term, words) for one in given)]
    rest = [
        term
        for term in lacking
        if not _is_made_of(term, given, words)
        and not _is_head(term, given, words, [t for t in wanted if t is not term])
    ]
    for whole in _compounds(given):
        if rest and any(covers(whole[-1], want, words) for want in wanted):
            rest = [want for want in rest if not any(covers(part, want, words) for part in whole)]
    return [term for term in lacking if term in apart or term in rest]


def _compounds(terms: Sequence[Term]) -> Iterator[Whole]:
    for term in terms:
        if len(term.options) == 1 and not term.negated:
            yield from _wholes()[min(term.options)]


def _is_made_of(want: Term, given: Sequence[Term], words: Lexicon) -> bool:
    """Whether all the parts of a compound are given; the last is its head, of which the others say which."""
    return any(
        all(any(covers(term, part, words) for term in given) or _is_head(part, given, words) for part in whole)
        for whole in _compounds((want,))
    )


def _is_head(want: Term, given: Sequence[Term], words: Lexicon, beside: Sequence[Term] = ()) -> bool:
    """特种设备 are 设备; 非机动车 are no 机动车, and 退役军人 no 军人, but where the window says 退役 `beside` it."""
    if want.negated or len(want.options) != 1 or want.options <= words.persons:
        return False
    heads = tuple(name for name in words.names[min(want.options)] if len(name) > 1) or tuple(want.options)
    if min(heads).isascii():
        return False  # iii is no kind of ii
    least = min(map(len, heads))
    return any(
        (name := min(term.options)).endswith(heads)
        and len(name) > least
        and not _NARROWED.match(name)
        and (not are_apart(term, want, words) or any(covers(term, other, words) for other in beside))
        for term in given
        if len(term.options) == 1 and not term.negated
    )


def _of(concept: str, words: Lexicon) -> Iterator[Whole]:
    for name in words.names[concept]:
        whole = () if _DENIED.match(name) else _cut(name, words)  # 没有工作 is no 工作
        if len(whole) > 1 and not any(concept in part.options for part in whole):
            yield whole


@cache
def _cut(name: str, words: Lexicon) -> Whole:
    """A word in the fewest words of the lists that make up all of it; nothing where they do not."""
    if len(name) < _LEAST:
        return ()
    best: dict[int, Whole] = {0: ()}
    for end in range(1, len(name) + 1):
        ways = [
            (*best[start], *words.meanings[name[start:end]])
            for start in range(end)
            if start in best and (start, end) != (0, len(name)) and _is_part(name[start:end], words)
        ]
        if ways:
            best[end] = min(ways, key=len)
    found = best.get(len(name), ())
    return () if any(term.negated for term in found) else tuple(t for t in found if not t.options <= words.weak)


def _is_part(word: str, words: Lexicon) -> bool:
    """A word that means no more than it says: 农村, short for 农业户口, is no part of 农村居民."""
    meant = words.meanings.get(word, ())
    return len(word) > 1 and bool(meant) and all(len(term.name) <= len(word) + 1 for term in meant)
