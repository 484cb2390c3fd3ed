"""What an executor does with a share of the guides, in whatever process it has."""

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from guidelint.checking.engine import Engine
from guidelint.checking.examined import Done, Examined, packed
from guidelint.checking.executor import Share
from guidelint.checking.index import Index, guide_hint
from guidelint.checking.records import RecordsOnDemand
from guidelint.model.report import Options
from guidelint.rules.kinds.subject import Neighbours
from guidelint.workspace.config import Config
from guidelint.workspace.workspace import Workspace


class Look:
    """Looks at guides by themselves; or, where their neighbours are given, at what they have to do with those.

    On another machine it makes its engine anew, from the same workspace.
    """

    def __init__(self, engine: Engine, neighbours: Neighbours | None = None) -> None:
        self.engine, self.neighbours = engine, neighbours

    def __call__(self, share: Share) -> bytes:
        workspace, records = self.engine.workspace, self.engine.records
        self._fetch(share)
        before = len(workspace.errors)
        examined = [packed(self._look(file, flag)) for file, flag in share]
        errors = tuple(workspace.errors[before:])
        del workspace.errors[before:]
        return msgspec.msgpack.encode(Done(examined, errors, records.let_go()))

    def _look(self, file: str, flag: bool) -> Examined:
        if self.neighbours is not None:
            # `flag` asks for all findings, not only for those about chains of items.
            return (self.engine.examine if flag else self.engine.examine_chains)(file, self.neighbours)
        one = self.engine.examine(file, check=flag)
        if one.summary is not None:
            self.engine.records.settle(one.summary.id)
        return one

    def __reduce__(self) -> tuple[Callable[..., "Look"], tuple[object, ...]]:
        workspace, records = self.engine.workspace, self.engine.records
        index = records.index if isinstance(records, RecordsOnDemand) else None
        place = workspace.root, workspace.shown_from, workspace.config, workspace.unsaved
        return _look_elsewhere, (*place, self.engine.options, index, self.neighbours)

    def _fetch(self, share: Share) -> None:
        """Fetch the guides together where the workspace lies elsewhere, and what seems to be about them."""
        workspace, records = self.engine.workspace, self.engine.records
        fetch = getattr(workspace.unsaved, "fetch", None)
        if fetch is None:
            return
        files = [Path(file) for file, _ in share]
        fetch(files)
        if isinstance(records, RecordsOnDemand):
            ids = (guide_hint(workspace.read(file)) for file in files)
            fetch([*files, *(Path(file) for id in ids if id is not None for file in records.index.about(id))])


def _look_elsewhere(
    root: Path,
    shown_from: Path,
    config: Config,
    unsaved: Mapping[Path, bytes],
    options: Options,
    index: Index | None,
    neighbours: Neighbours | None,
) -> Look:
    workspace = Workspace(root, config, shown_from, unsaved=unsaved)
    records = RecordsOnDemand(workspace, index, workspace.public_tickets()) if index is not None else None
    return Look(Engine.prepare(workspace, options, records), neighbours)
