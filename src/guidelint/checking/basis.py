"""What a check leaves to one that is asked the same when few files have changed: all that it needs to know of the others."""

import os
from collections.abc import Collection, Mapping, Sequence

import msgspec

from guidelint.checking.examined import Head, Summary
from guidelint.checking.known import Known
from guidelint.model.report import Options
from guidelint.workspace.store import Digest, digest
from guidelint.workspace.workspace import Workspace


class Judged(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A guide that was checked. Digests tell what it says to others and what its materials are called; `is_chained` as of
    `Examined`; `counts` are the numbers of findings, notices and comparisons."""

    file: str
    id: str
    said: Digest
    named: Digest
    is_chained: bool
    counts: tuple[int, int, int]

    @classmethod
    def of(cls, file: str, head: Head, summary: Summary) -> "Judged":
        _, findings, notices, comparisons = head.counts
        return cls(file, summary.id, head.said, head.named, head.is_chained, (findings, notices, comparisons))


class Basis(msgspec.Struct, frozen=True, array_like=True):
    """A check of guides in all of which, and in all windows and tickets, there is nothing wrong.

    `guides` are those checked, in the order of their findings, `rests` is a digest of what they all rest on; `windows` and
    `tickets` are all files of the workspace. `all_summaries` are those of all its guides, packed.
    """

    paths: tuple[str, ...]
    options: Options
    rests: Digest
    guides: list[Judged]
    windows: dict[str, Known]
    tickets: dict[str, Known]
    all_summaries: bytes

    @classmethod
    def of(
        cls,
        paths: tuple[str, ...],
        options: Options,
        workspace: Workspace,
        chosen: Sequence[str],
        heads: Mapping[str, Head],
        windows: dict[str, Known],
        tickets: dict[str, Known],
    ) -> "Basis | None":
        """`heads` are those of all guides; None where one of them could not be read."""
        summaries = [head.summary for head in heads.values()]
        if None in summaries:
            return None
        found = sorted(((file, heads[file]) for file in chosen), key=lambda one: one[1].file)
        guides = [Judged.of(file, head, head.summary) for file, head in found if head.summary is not None]
        raw = msgspec.msgpack.encode(summaries)
        return cls(paths, options, rests_on(workspace), guides, windows, tickets, raw)

    @property
    def summaries(self) -> Mapping[str, Summary]:
        return {one.id: one for one in msgspec.msgpack.decode(self.all_summaries, type=list[Summary])}

    @property
    def files(self) -> set[str]:
        return {*(guide.file for guide in self.guides), *self.windows, *self.tickets}

    def in_order(self) -> list[int]:
        """The numbers of the guides in the order of their notices."""
        return sorted(range(len(self.guides)), key=lambda number: self.guides[number].file.replace(os.sep, "\0"))

    def resting_on(self, files: Collection[str]) -> list[int]:
        """The numbers of the guides checked that are, or rest on, one of the files, which are guides, windows and tickets."""
        windows = [self.windows[file] for file in files if file in self.windows]
        tickets = [self.tickets[file] for file in files if file in self.tickets]
        named = {ticket.id for ticket in tickets}
        naming = (window for window in self.windows.values() if not named.isdisjoint(window.tickets))
        ids = {known.guide for known in (*windows, *tickets, *(naming if named else ()))}
        return [number for number, one in enumerate(self.guides) if one.file in files or one.id in ids]


def rests_on(workspace: Workspace) -> Digest:
    """A digest of the rules with what comes with them, the settings, and guidelint itself."""
    return digest(workspace.sources().key, repr(workspace.config))
