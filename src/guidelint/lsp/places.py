"""Places as the protocol counts them: lines from 0, columns in the code units that client and server agreed on."""

from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types
from pygls.uris import from_fs_path
from pygls.workspace import PositionCodec

from guidelint.model.errors import FileError
from guidelint.model.finding import Location
from guidelint.model.position import Lines, Position, Span
from guidelint.source.document import Document


@dataclass(frozen=True, slots=True)
class Places:
    """Between guidelint's characters and the client's units (UTF-8, UTF-16 or UTF-32)."""

    codec: PositionCodec

    def of(self, document: Document, span: Span) -> types.Range:
        return types.Range(self._point(document.lines, span.start), self._point(document.lines, span.end))

    def location(self, location: Location) -> types.Range:
        start, end = location.start, location.end
        return types.Range(self._at(location.lines[0], start), self._at(location.lines[-1], end))

    def error(self, lines: Lines, line: int, column: int) -> types.Range:
        """From the place of an error to the end of its line; the first line where the error is the whole file's."""
        text = lines.line(min(max(line, 1), lines.count()))
        start = min(max(column, 1), max(len(text.rstrip()), 1))
        end = max(len(text.rstrip()), start)
        at = min(max(line, 1), lines.count())
        return types.Range(self._at(text, Position(at, start)), self._at(text, Position(at, end + 1)))

    def offset(self, document: Document, position: types.Position) -> int:
        """The character offset of a client's position; beyond the end of a line, the line's end."""
        lines = document.lines
        if position.line >= lines.count():
            return len(document.text)
        start = lines.offset(Position(position.line + 1, 1))
        return start + self.characters(lines.line(position.line + 1), position.character)

    def characters(self, text: str, units: int) -> int:
        """How many characters of `text` come before that many units."""
        taken = 0
        for number, character in enumerate(text):
            if taken >= units:
                return number
            taken += self.codec.client_num_units(character)
        return len(text)

    def column(self, text: str) -> int:
        """The client's column after `text`, which begins a line."""
        return int(self.codec.client_num_units(text))

    def _point(self, lines: Lines, offset: int) -> types.Position:
        position = lines.position(offset)
        return self._at(lines.line(position.line), position)

    def _at(self, text: str, position: Position) -> types.Position:
        return types.Position(position.line - 1, self.column(text[: position.column - 1]))


def uri(file: Path) -> str:
    return str(from_fs_path(str(file)))


def error_range(places: Places, text: str, error: FileError) -> types.Range:
    return places.error(Lines(text), error.line, error.column)
