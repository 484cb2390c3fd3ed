"""A guide read off the lines and tables of a document: labels say what follows them, headings what stands below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from guidelint.exchange.readers.columns import short, written
from guidelint.exchange.readers.documents.blocks import Document, Line, Spot, Table, spot_of_line
from guidelint.exchange.readers.documents.contents import Below, content
from guidelint.exchange.readers.documents.draft import BODY, Draft, best
from guidelint.exchange.readers.documents.labels import (
    LIMITS,
    LONGEST,
    bare,
    is_numbered,
    label,
    meanings,
    sections,
)
from guidelint.exchange.readers.documents.salvage import salvage
from guidelint.exchange.readers.ledger import Ledger
from guidelint.exchange.readers.values import NOTHING, lines
from guidelint.exchange.sheets.headings import Target
from guidelint.model.position import Path
from guidelint.model.regex import regex
from guidelint.model.text import Text

_PAIR = regex(r"^\s*(?P<label>[^:：\n。；;]{1,30}?)\s*[:：]\s*(?P<value>\S.*)$", re.S)
_BESIDE = regex(r"(?<=\S)[\s\u3000]+(?=[^\s:：]{2,16}[:：])|[;；|]\s*(?=[^\s:：;；]{2,16}[:：])")
_GUIDE = regex(r"(?:的)?(?:办事|服务|办理)?指南$|(?:的)?(?:办事|服务)须知$")


class Section(Struct, frozen=True):
    """What the lines below a heading belong to: a list of the guide by its key, one element, or words that nobody knows.

    `is_inline` tells that its first value stood behind the label, so that another label ends it.
    """

    said: str
    key: str = ""
    target: Target | None = None
    is_inline: bool = False


@dataclass
class Outline:
    """Reads one document. `section` is what the lines that come belong to."""

    document: Document
    draft: Draft
    section: Section | None = None
    candidates: list[tuple[str, Spot]] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document, file: str, ledger: Ledger) -> "Outline":
        """The whole document read."""
        from guidelint.exchange.readers.documents.grids import read_table

        made = cls(document, Draft(file, ledger))
        for block in document.blocks:
            if isinstance(block, Table):
                read_table(made, block)
            else:
                made.line(block)
        made._name()
        for name, words in document.margins:
            made.draft.keep(name, words, Spot(Text(name, "header" if name == "页眉" else "footer"), words, 1), name)
        for name, value in document.kept:
            made.draft.keep(name, written(value), Spot(Text(name, name), short(value), 1), BODY)
        salvage(made.draft)
        return made

    def line(self, line: Line) -> None:
        """A paragraph: a heading, labels with values, or text of the section."""
        spot = spot_of_line(line, self.document.counts)
        if line.parts and self._beside(line.parts, spot):
            return
        for piece in line.text.split("\n"):
            if piece.strip():
                self.say(piece.strip(), spot, BODY, level=line.level)

    def say(self, words: str, spot: Spot, table: str, *, level: int = 0) -> None:
        if self._opens(words, level):
            return
        pairs = [piece for piece in _BESIDE.split(words) if piece]
        if len(pairs) > 1 and all(
            self._known(found["label"]) if (found := _PAIR.match(one)) else False for one in pairs
        ):
            for one in pairs:
                self._labelled(one, spot, table)
        elif not self._labelled(words, spot, table):
            self.content(words, spot, table)

    def pair(self, said: str, words: str, spot: Spot, table: str) -> bool:
        """A label with its value. False for a label that nobody knows."""
        found = label(said)
        key = sections().get(found.words)
        targets = self._meanings(found.words)
        if found.words in LIMITS and not self._is_open("steps"):
            self.section = None
            self.draft.limits(bare(said), words.strip(), found.unit, spot, table)
            return True
        if not targets and key is None:
            return False
        if key is not None and not (targets and self.section is not None and targets[0].sheet.key == self.section.key):
            self.section = Section(said, key)
            if words.strip().casefold() not in NOTHING:
                for piece in _lines(words):
                    self.content(piece, spot, table)
            return True
        target = best(targets, [words])
        if target.sheet.key is None:
            self.section = Section(said, "", target, is_inline=True)
        elif self.section is None or self.section.key != target.sheet.key:
            self.section = Section(said, target.sheet.key)
        self.draft.set(target, bare(said), words, found.unit, spot, table)
        return True

    def content(self, words: str, spot: Spot, table: str) -> None:
        """A line of text below a heading."""
        section = self.section
        if section is None:
            self.candidates.append((words, spot))
            return
        if section.key:
            content(Below(self.draft, section.key, section.said), words, spot, table)
        elif section.target is None:
            key = bare(section.said)
            self.draft.keep(key, words, spot, table)
        elif (
            section.target.column.kind in ("texts", "integer", "boolean")
            or section.target.column.path[0] == "time_limit"
        ):
            self.draft.set(section.target, bare(section.said), words, "", spot, table)
        else:
            self._further(section.target.column.path, words, spot, table)

    def open(self, said: str) -> bool:
        """Take the words as a heading where they are one. False where nobody knows them."""
        found = label(said)
        if found.words in LIMITS:
            self.section = Section(said, "limits")
        elif key := sections().get(found.words):
            self.section, self.draft.when = Section(said, key), ""
        elif targets := tuple(target for target in meanings(found.words) if target.sheet.key is None):
            self.section = Section(said, "", targets[0])
        else:
            return False
        return True

    def _opens(self, words: str, level: int) -> bool:
        if len(words) > LONGEST + 6 or _PAIR.match(words):
            return False
        if self.open(words):
            return True
        if level and not (level == 1 and self.section is None and not self.candidates):
            self.section = Section(words)
            return True
        return False

    def _labelled(self, words: str, spot: Spot, table: str) -> bool:
        found = _PAIR.match(words)
        if found is None:
            return False
        said = found["label"]
        if len(said) <= LONGEST and self.pair(said, found["value"], spot, table):
            return True
        if (self.section is None or self.is_scalar) and len(said) <= 10:
            self.draft.keep(bare(said), found["value"].strip(), spot, table)
            return True
        return False

    def _beside(self, parts: Sequence[str], spot: Spot) -> bool:
        """Labels and values in elements of their own: 法定办结时限 | 20工作日."""
        told = [part.strip().rstrip(":：") for part in parts if part.strip(" :：")]
        if len(told) == 2 and not self._known(told[0]) and self.is_scalar and len(told[0]) <= 10:
            self.draft.keep(told[0], told[1], spot, BODY)
            return True
        if len(told) < 2 or not self._known(told[0]):
            return False
        said, value = told[0], [""]
        for part in told[1:]:
            if value != [""] and self._known(part):
                self.pair(said, " ".join(value).strip(), spot, BODY)
                said, value = part, [""]
            else:
                value.append(part)
        return self.pair(said, " ".join(value).strip(), spot, BODY)

    def _is_open(self, key: str) -> bool:
        """Whether the lines belong to this list, which has rows already."""
        return self.section is not None and self.section.key == key and bool(self.draft.data.get(key))

    @property
    def is_scalar(self) -> bool:
        """Whether the last label had its value, one and not several, behind it: another label is none of its text."""
        section = self.section
        return (
            section is not None
            and section.is_inline
            and section.target is not None
            and section.target.column.kind != "texts"
        )

    def _known(self, said: str) -> bool:
        found = label(said).words
        return len(said) <= LONGEST and bool(self._meanings(found) or sections().get(found) or found in LIMITS)

    def _meanings(self, words: str) -> tuple[Target, ...]:
        key = self.section.key if self.section is not None else ""
        found = meanings(words, key or None)
        own = tuple(target for target in found if target.sheet.key == key)
        if own and key and self.draft.data.get(key):
            return own
        return tuple(target for target in found if target.sheet.key is None) or own or found

    def _further(self, path: Path, words: str, spot: Spot, table: str) -> None:
        holder: Any = self.draft.data
        for step in path[:-1]:
            holder = holder.get(step, {})
        old = holder.get(path[-1])
        if old is None:
            assert self.section is not None and self.section.target is not None
            self.draft.set(self.section.target, bare(self.section.said), words, "", spot, table)
        else:
            holder[path[-1]] = f"{old}\n{words}"
            self.draft.ledger.note(
                table, bare(self.section.said if self.section else ""), "read", ".".join(map(str, path))
            )

    def _name(self) -> None:
        """The title, where no label says it: the first heading, what the file is called, or the first line."""
        lines_before = [(words, spot) for words, spot in self.candidates if words.strip()]
        if "title" not in self.draft.data:
            named = self.document.title.strip()
            first = lines_before.pop(0) if lines_before and (not named or named in lines_before[0][0]) else None
            words, spot = first or (named, Spot(Text("题目", "title"), named, 1))
            if words:
                title = " ".join((_GUIDE.sub("", words.strip("《》 ")) or words).split())
                self.draft.put(("title",), title, "题目", words, spot, BODY)
        for words, spot in lines_before:
            if self.draft.data.get("title") not in (words, _GUIDE.sub("", words)):
                self.draft.keep(BODY, words, spot, BODY)


def _lines(words: str) -> list[str]:
    return lines(words, {}) or [] if is_numbered(words) else [one.strip() for one in words.split("\n") if one.strip()]
