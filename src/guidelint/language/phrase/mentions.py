"""Labels that a phrase names without asking for them: the authority that issues a document, a 准生证 that somebody holds."""

from collections.abc import Callable, Iterator, Sequence

from guidelint.language.normalise import Normalised
from guidelint.language.phrase.model import Document, Mention
from guidelint.language.phrase.tokens import Token


def further_mentions(
    stream: Sequence[Token],
    normal: Normalised,
    options: Sequence[Document],
    found: Sequence[Mention],
    is_no_document: Callable[[Token], bool],
) -> Iterator[Mention]:
    """Mentions of the labels in `stream` that are not among `found`.

    A label inside the name of a document is not meant (身份证 in 身份证领取凭证); an authority there is, since its name
    may be out of date wherever it stands.
    """
    taken = {mention.start for mention in found}
    inside = {place for option in options for place in range(option.start, option.end)}
    for at, token in enumerate(stream):
        if token.kind != "document":
            continue
        start, end = normal.original(token.start, token.end)
        following = stream[at + 1] if at + 1 < len(stream) else None
        goes_on = following is not None and following.kind == "other" and following.start == token.end
        if start not in taken and (is_no_document(token) or (start not in inside and not goes_on)):
            yield Mention(token.value, start, end)
