"""All names of the thesaurus by the way they end."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from guidelint.language.relation.kinds import says_nothing
from guidelint.language.relation.spelling import canonical


class Endings(msgspec.Struct, frozen=True):
    """`reverse` has the names in the spelling of `canonical`, from last character to first, in order; `labels` each as it is
    written; `words` every two characters that stand beside each other in one."""

    reverse: Sequence[str]
    labels: Sequence[str]
    words: frozenset[str]

    @classmethod
    def of(cls, labels: Iterable[str]) -> "Endings":
        by_spelling = sorted({canonical(label)[::-1]: label for label in labels}.items())
        reverse = [spelling for spelling, _ in by_spelling]
        words = frozenset({one[at - 1 : at + 1][::-1] for one in reverse for at in range(1, len(one))})
        return cls(reverse, [label for _, label in by_spelling], words)

    def rival(self, name: str, extra: str) -> str | None:
        """A paper that ends in `name` and has before it other words than `extra`: 存量房买卖合同, where `extra` is 商品房."""
        end = name[::-1]
        for at in range(bisect_right(self.reverse, end), len(self.reverse)):
            spelling = self.reverse[at]
            if not spelling.startswith(end):
                return None
            words = spelling[len(end) :][::-1]
            if not set(words) & set(extra) and not says_nothing(words):
                return self.labels[at]
        return None

    def say(self, words: str) -> bool:
        """Whether names of the thesaurus have the first and the last word of these: of others nobody can tell what they mean."""
        return not words[1:] or (words[:2] in self.words and words[-2:] in self.words)
