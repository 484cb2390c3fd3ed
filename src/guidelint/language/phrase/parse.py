"""One published material name or sentence, parsed into requirements with every fact of every document."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from guidelint.language.normalise import Normalised
from guidelint.language.phrase.circumstance import Circumstance, circumstances
from guidelint.language.phrase.draft import Draft, Writer
from guidelint.language.phrase.mentions import further_mentions
from guidelint.language.phrase.model import Mention, Phrase, Requirement
from guidelint.language.phrase.modifiers import Span
from guidelint.language.phrase.reader import Reader
from guidelint.language.phrase.reading import readable
from guidelint.language.phrase.stretches import with_inner_brackets
from guidelint.language.phrase.tokens import NAMES, Token, coordinated, tokens
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.regex import regex

_NO_DOCUMENTS = ("seal", "authority")  # concepts of the thesaurus that nobody brings along
_NOTHING = regex("[需须应另还要请可并且或后]*(?:提供|提交|出具|携带|办理|上传|核对|核验|内容|其中|原件)?")
_ERRAND = regex(
    "到[^,;。、的]{2,30}(?:的[^,;。、的]{2,12})?(?:申领|办理|领取|换领|补领)[^,;。)]*"
)  # what for, not what with
_NAMELESS = ("材料", "资料", "文件", "手续")
_MAX_UNNAMED = 16  # characters; longer words are a sentence


def parse(text: str, thesaurus: Thesaurus) -> Phrase:
    """Never fails: words that it cannot place are `unread`. Offsets are those of `text`."""
    normal = readable(text)
    found = list(circumstances(normal.text))
    errands = [Circumstance(*one.span(), before=False) for one in _ERRAND.finditer(normal.text)]
    words = list(coordinated(list(tokens(normal.text, thesaurus)), thesaurus))
    said = list(_outside(words, found))
    stream = _without_authorities(_outside(said, errands), thesaurus)
    reader = Reader.of(list(with_inner_brackets(stream, normal.text)), normal.text, thesaurus)
    _unnamed(reader, words)
    for one in found:
        _attach(one, reader, normal.text)
    requirements = tuple(_requirement(one, text, normal) for one in reader.listing.requirements)
    documents = [document for one in requirements for document in one.documents]
    named = tuple(Mention(one.concept, *normal.original(one.start, one.end), one.enumerated) for one in reader.named)
    further = further_mentions(said, normal, documents, named, lambda token: _is_no_document(token, thesaurus))
    unread = [span for span in sorted(reader.unread) if _says_something(normal, span)]
    if not requirements and not unread and normal.text:
        unread = [(0, len(normal.text))]  # 复印件须加盖公章: what asks for no document is not dropped
    return Phrase(
        text=text,
        requirements=requirements,
        mentions=tuple(sorted((*named, *further), key=lambda mention: mention.start)),
        unread=tuple(Writer(text, normal).part(*span) for span in unread),
    )


def _outside(words: Sequence[Token], found: Sequence[Circumstance]) -> Iterator[Token]:
    """The tokens that are in none of the circumstances."""
    for token in _cut(words, found) if found else words:
        if not any(one.start <= token.start and token.end <= one.end for one in found):
            yield token


def _cut(words: Sequence[Token], found: Sequence[Circumstance]) -> Iterator[Token]:
    """The tokens, with mere words cut where a circumstance begins or ends."""
    places = sorted({place for one in found for place in (one.start, one.end)})
    for token in words:
        start = token.start
        for place in places:
            if start < place < token.end and token.kind == "other":
                yield msgspec.structs.replace(
                    token, text=token.text[start - token.start : place - token.start], start=start, end=place
                )
                start = place
        yield (
            token
            if start == token.start
            else msgspec.structs.replace(token, text=token.text[start - token.start :], start=start)
        )


def _without_authorities(stream: Iterable[Token], thesaurus: Thesaurus) -> list[Token]:
    """The tokens, with offices and seals that the thesaurus knows as mere words: nobody brings them along."""
    return [
        msgspec.structs.replace(token, kind="other") if _is_no_document(token, thesaurus) else token for token in stream
    ]


def _is_no_document(token: Token, thesaurus: Thesaurus) -> bool:
    return token.kind == "document" and any(thesaurus.is_within(token.value, other) for other in _NO_DOCUMENTS)


def _unnamed(reader: Reader, words: Sequence[Token]) -> None:
    """用地红线 ends in no word for a document; where a text names nothing else, it is what is asked for."""
    if reader.listing.requirements or any(token.kind in ("vague", "open") or token.kind in NAMES for token in words):
        return
    spans = [
        (start, end)
        for start, end in reader.unread
        if 2 <= end - start <= _MAX_UNNAMED and _NOTHING.fullmatch(reader.normal, start, end) is None
    ]
    short = [span for span in spans if not reader.normal.endswith(_NAMELESS, *span)]
    if short:
        reader.unread.remove(short[0])
        reader.listing.requirements.append([[Draft(*short[0])]])
        reader.listing.say_all(reader.listing.loose)


def _says_something(normal: Normalised, span: Span) -> bool:
    return _NOTHING.fullmatch(normal.text, *span) is None


def _attach(found: Circumstance, reader: Reader, normal: str) -> None:
    """One in brackets after a document speaks for that document, one before a clause for all documents of the clause."""
    span: Span = (found.start, found.end)
    ends = next((at for at in range(found.end, len(normal)) if normal[at] in ";。"), len(normal))
    drafts = [draft for one in reader.listing.requirements for bundle in one for draft in bundle]
    if found.before:
        before = [draft for draft in drafts if draft.start < found.start]
        about = before if normal[found.start - 1 : found.start] in ";。" else before[-1:]
    else:
        about = [draft for draft in drafts if found.start <= draft.start < ends]
    for draft in about:
        if draft.circumstance is None or not found.before:
            draft.circumstance = span


def _requirement(bundles: Sequence[Sequence[Draft]], text: str, normal: Normalised) -> Requirement:
    return Requirement(
        tuple(tuple(draft.frozen(text, normal) for draft in bundle) for bundle in bundles),
        listed=sum(any(draft.is_listed for draft in bundle) for bundle in bundles),
    )
