"""How two terms stand to each other."""

from guidelint.language.sentence.lexicon import Lexicon, Term


def covers(said: Term, wanted: Term, words: Lexicon) -> bool:
    """Whether one term implies the other."""
    if not wanted.negated:
        return not said.negated and all(
            any(words.is_within(one, wide) for wide in wanted.options) for one in said.options
        )
    if said.negated:
        return all(any(words.is_within(one, wide) for wide in said.options) for one in wanted.options)
    return are_apart(said, wanted, words)


def is_choice(said: Term, wanted: Term, words: Lexicon) -> bool:
    """The guide names several, of which the window takes some."""
    return len(said.options) > 1 and any(words.is_within(one, wide) for one in said.options for wide in wanted.options)


def are_apart(one: Term, other: Term, words: Lexicon) -> bool:
    return all(words.are_apart(a, b) for a in one.options for b in other.options)


def are_near(one: Term, other: Term, words: Lexicon) -> bool:
    return any(words.are_near(a, b) for a in one.options for b in other.options)


def excludes(holds: Term, denied: Term, words: Lexicon) -> bool:
    if denied.negated:
        return False
    if holds.negated:
        return all(any(words.is_within(one, wide) for wide in holds.options) for one in denied.options)
    return are_apart(holds, denied, words)
