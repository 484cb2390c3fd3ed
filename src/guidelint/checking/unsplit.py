"""Commas of a Chinese keyboard in a list in brackets, where YAML takes what stands on both sides of them for one item."""

from guidelint.checking.unseen import texts
from guidelint.model.finding import Notice
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.source.document import Document, show

_COMMA = "\uff0c"
_IN_BRACKETS = regex(rf"\[[^\[\]\n{_COMMA}]*{_COMMA}")


def unsplit(document: Document) -> list[Notice]:
    """One for each item without quotation marks that may have been meant for several, in the order of the file."""
    if not _IN_BRACKETS.search(document.text):
        return []
    found = []
    for path, value in texts(document.data):
        at = value.find(_COMMA)
        if at < 0 or not path or not isinstance(path[-1], int):
            continue
        if document.quote(document.span(path[:-1]))[:1] == "[" and document.quote(document.span(path))[:1] not in "'\"":
            place, position = show(path), document.position(document.inner(path, at, at + 1).start)
            said = Text(
                f"{place} 里的“{_COMMA}”（U+FF0C）不分开两项，现在算一项；是两项请改成英文的“,”，是一项请加引号",
                f"{_COMMA} (U+FF0C) does not part two items, so that {place} is one; write , for two, or quote the one",
            )
            found.append(Notice(document.name, position.line, position.column, said))
    return found
