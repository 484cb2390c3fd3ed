"""Stretches of tokens between separators, and brackets that belong to a name."""

from collections.abc import Iterator, Sequence

from guidelint.language.phrase.nouns import ends_in_noun
from guidelint.language.phrase.tokens import NAMES, SAID, Token

SEPARATORS = frozenset({"and", "or", "open", "such-as", "one-of", "vague", "(", ")", ":", ",", ";", "quote"})
_ENDS = frozenset({"form", "count", "edition"})
_GO_ON = SAID | {"filler"}
_MAX_BRACKET = 12  # characters; longer remarks are none of a name


def between(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The stretches between separators."""
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at].kind in SEPARATORS:
            if tokens[start:at]:
                yield tokens[start:at]
            start = at + 1


def members(segment: Sequence[Token], normal: str) -> Iterator[Sequence[Token]]:
    """The parts of a stretch without a separator; after 原件, 2份 or 《X》 another name can begin."""
    start = 0
    ends = [at for at in range(1, len(segment)) if _ends(segment[at - 1], segment[at], normal)]
    names = [at for at, token in enumerate(segment) if is_name(token)] if ends else []
    for at in ends:
        if any(start <= name < at for name in names) and names[-1] >= at:
            yield segment[start:at]
            start = at
    yield segment[start:]


def _ends(token: Token, following: Token, normal: str) -> bool:
    titled = token.kind in NAMES and normal.startswith("》《", token.end)
    return titled or (token.kind in _ENDS and following.kind not in _GO_ON)


def is_name(token: Token) -> bool:
    """Whether the token is a document, or unknown words that end like the name of one."""
    return token.kind in NAMES or (token.kind == "other" and ends_in_noun(token.text))


def with_inner_brackets(stream: Sequence[Token], normal: str) -> Iterator[Token]:
    """The tokens, with a bracket in the middle of a name or a person as a part of it: 工程预(决)算书, 家庭成员(包括子女)户口本."""
    if not any(token.kind == "(" for token in stream):
        yield from stream
        return
    closes, at = _closings(stream), 0
    while at < len(stream):
        token = stream[at]
        end = closes[at + 1] if _opens(stream, at + 1) else len(stream)
        if token.kind == "holder" and _is_within(stream, at + 1, end, ("other", "holder", ":")):
            yield Token("holder", normal[token.start : stream[end].end], token.start, stream[end].end)
            at = end + 1
        elif _is_name_before(token) and _is_short(stream, at + 1, end):
            yield token
            start = stream[at + 1].start
            yield Token("other", normal[start : stream[end].end], start, stream[end].end)
            at = end + 1
        else:
            yield token
            at += 1


def _closings(stream: Sequence[Token]) -> dict[int, int]:
    """Where each bracket closes, by where it opens; the end of the text where it never does."""
    closes: dict[int, int] = {}
    opened: list[int] = []
    for at, token in enumerate(stream):
        if token.kind == "(":
            opened.append(at)
            closes[at] = len(stream)
        elif token.kind == ")" and opened:
            closes[opened.pop()] = at
    return closes


def _opens(stream: Sequence[Token], at: int) -> bool:
    return at < len(stream) and stream[at].kind == "(" and stream[at].start == stream[at - 1].end


def _is_within(stream: Sequence[Token], at: int, end: int, kinds: tuple[str, ...]) -> bool:
    """Whether a bracket holds only such tokens and the words go on right after it."""
    return (
        end + 1 < len(stream)
        and stream[end + 1].start == stream[end].end
        and stream[end + 1].kind in ("document", "other", "filler")
        and all(token.kind in kinds for token in stream[at + 1 : end])
    )


def _is_short(stream: Sequence[Token], at: int, end: int) -> bool:
    kinds = ("other", "holder", ":", "or", "and", "make")
    return _is_within(stream, at, end, kinds) and stream[end].end <= stream[at].start + _MAX_BRACKET


def _is_name_before(token: Token) -> bool:
    """Whether a bracket can go on with these words: of a finished name it is a remark."""
    return token.kind == "holder" or (token.kind in ("other", "document") and not ends_in_noun(token.text))
