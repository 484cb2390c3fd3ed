"""Which source characters each character of a YAML scalar's value came from.

A finding points into a value, an editor needs the place in the file, and a fix may touch nothing else; so the
scalar is read again here, keeping offsets. The result is used only where it spells the parser's own value.
"""

from collections.abc import Iterable, Iterator

from guidelint.model.position import Span

_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
    "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}

Piece = tuple[str, int, int]  # one character of the value, and the offsets of its source


def character_spans(text: str, span: Span, style: str, value: str) -> list[Span] | None:
    """The source span of each character of `value`, or None where the scalar cannot be followed."""
    raw = text[span.start : span.end]
    if not style and raw == value:
        return [Span(span.start + i, span.start + i + 1) for i in range(len(value))]
    pieces = list(_block(raw, value, folded=style == ">")) if style in ("|", ">") else list(_flow(raw, style))
    if "".join(piece[0] for piece in pieces) != value:
        return None
    return [Span(span.start + start, span.start + end) for _, start, end in pieces]


def _flow(raw: str, style: str) -> Iterator[Piece]:
    """Plain and quoted scalars: escapes undone, line breaks folded."""
    at, end = (1, len(raw) - 1) if style else (0, len(raw))
    while at < end:
        if raw[at] in " \t\r\n":
            start = at
            while at < end and raw[at] in " \t\r\n":
                at += 1
            yield from _fold(raw, start, at)
        elif style == "'" and raw[at] == "'":
            yield "'", at, at + 2
            at += 2
        elif style == '"' and raw[at] == "\\":
            piece, at = _escape(raw, at)
            if piece is not None:
                yield piece
        else:
            yield raw[at], at, at + 1
            at += 1


def _fold(raw: str, start: int, end: int) -> Iterator[Piece]:
    breaks = _breaks(raw, start, end)
    if not breaks:
        yield from ((raw[i], i, i + 1) for i in range(start, end))
    elif len(breaks) == 1:
        yield " ", start, end
    else:
        yield from (("\n", *one) for one in breaks[1:])


def _breaks(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    found, at = [], start
    while at < end:
        size = _break_size(raw, at)
        if size:
            found.append((at, at + size))
        at += size or 1
    return found


def _break_size(raw: str, at: int) -> int:
    if raw.startswith("\r\n", at):
        return 2
    return 1 if raw[at] in "\r\n" else 0


def _escape(raw: str, at: int) -> tuple[Piece | None, int]:
    mark = raw[at + 1]
    if mark in _HEX_ESCAPES:
        end = at + 2 + _HEX_ESCAPES[mark]
        return (chr(int(raw[at + 2 : end], 16)), at, end), end
    if size := _break_size(raw, at + 1):
        end = at + 1 + size
        while end < len(raw) and raw[end] in " \t":
            end += 1
        return None, end
    return (_ESCAPES.get(mark, mark), at, at + 2), at + 2


def _block(raw: str, value: str, *, folded: bool) -> Iterator[Piece]:
    """Literal and folded scalars: indentation removed, trailing breaks chomped."""
    header_end = _line_end(raw, 0)
    header = raw[:header_end].split("#")[0]
    lines = list(_lines(raw, header_end + _size_at(raw, header_end)))
    # Under an indentation indicator text may begin with spaces, which the value has kept.
    indent = max(0, _spaces(raw[start:end] for start, end, _ in lines) - _spaces(value.split("\n")))
    contents = [(min(start + indent, end), end, size) for start, end, size in lines]
    while contents and contents[-1][0] >= contents[-1][1]:
        trailing = contents.pop()
        if "+" in header and trailing[2]:
            contents.append(trailing)
            break
    last = max((i for i, (start, end, _) in enumerate(contents) if end > start), default=-1)
    pending: list[Piece] = []
    for number, (start, end, size) in enumerate(contents):
        yield from pending
        pending = []
        yield from ((raw[i], i, i + 1) for i in range(start, end))
        if number == last and "-" in header:
            break
        if size:
            pending = [("\n", end, end + size)]
            if folded and number < last and _foldable(raw, contents, number):
                pending = [(" ", end, end + size)] if _is_text(contents[number + 1]) else []
    yield from pending


def _foldable(raw: str, contents: list[tuple[int, int, int]], number: int) -> bool:
    """A break folds between two text lines that are not more indented."""
    start, end, _ = contents[number]
    following = next((c for c in contents[number + 1 :] if _is_text(c)), None)
    return start < end and raw[start] not in " \t" and following is not None and raw[following[0]] not in " \t"


def _is_text(content: tuple[int, int, int]) -> bool:
    return content[1] > content[0]


def _lines(raw: str, at: int) -> Iterator[tuple[int, int, int]]:
    while at < len(raw):
        end = _line_end(raw, at)
        size = _size_at(raw, end)
        yield at, end, size
        at = end + size
        if not size:
            return


def _line_end(raw: str, at: int) -> int:
    ends = [i for i in (raw.find("\n", at), raw.find("\r", at)) if i >= 0]
    return min(ends, default=len(raw))


def _size_at(raw: str, at: int) -> int:
    return _break_size(raw, at) if at < len(raw) else 0


def _spaces(lines: Iterable[str]) -> int:
    """The spaces before the first line with text."""
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)
