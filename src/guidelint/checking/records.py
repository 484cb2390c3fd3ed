"""Windows and tickets: all of them in memory, or each read where the guide that it is about is looked at.

In a check, every file is read by somebody, or is known from an earlier run as it stands. So what a hint said wrongly
comes out (`Belied`), and then the check is made once more with all files read before it begins.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Generic, Protocol, TypeVar
from weakref import proxy

from msgspec import Struct

from guidelint.checking.index import Belied, Index, load_ticket, load_window, revealed_in, ticket_known, window_known
from guidelint.checking.known import Known
from guidelint.model.ticket import Ticket
from guidelint.rules.kinds.subject import ObservedWindow
from guidelint.workspace.workspace import Loaded, Workspace

T = TypeVar("T")


class Records(Protocol):
    """What guides are held against: windows by the id of their guide, tickets by their own."""

    @property
    def windows(self) -> Mapping[str, Sequence[ObservedWindow]]: ...

    @property
    def tickets(self) -> Mapping[str, Loaded[Ticket]]: ...

    @property
    def observed(self) -> Collection[str]:
        """Ids of the guides that windows are about, or seem to be."""
        ...

    @property
    def own(self) -> Mapping[str, str]:
        """The workspace's own tickets and where they stand, as shown."""
        ...

    def naming(self, guide: str) -> Sequence[Ticket]:
        """The tickets that name this guide."""
        ...

    def revealing(self) -> Iterable[Ticket]:
        """The tickets that may name rules."""
        ...

    def closed(self, guides: Collection[str]) -> Iterable[Loaded[Ticket]]:
        """Own tickets that may be closed and about one of these guides."""
        ...

    def revealed(self) -> Mapping[str, Sequence[str]]:
        """By ticket, the guides with a window record that the ticket revealed."""
        ...

    def settle(self, guide: str) -> None:
        """See to it that all that is about this guide has been read, whether a rule has asked for it or not."""
        ...

    def let_go(self) -> Mapping[str, Known]:
        """Hold nothing that can be read again. Returns what was learned of files by reading them."""
        ...


class AllRecords(Struct, dict=True, weakref=True):
    """All windows and tickets in memory."""

    workspace: Workspace
    tickets: Mapping[str, Loaded[Ticket]]
    windows: Mapping[str, Sequence[ObservedWindow]]

    @classmethod
    def of(cls, workspace: Workspace) -> "AllRecords":
        windows: dict[str, list[ObservedWindow]] = {}
        tickets = workspace.tickets()
        for loaded in workspace.windows():
            windows.setdefault(loaded.model.guide, []).append(ObservedWindow(loaded.model, loaded.document))
            loaded.document.forget_values()
        return cls(workspace, tickets, windows)

    @property
    def observed(self) -> Collection[str]:
        return self.windows.keys()

    @cached_property
    def own(self) -> Mapping[str, str]:
        return _inside(self.workspace, self.tickets)

    def naming(self, guide: str) -> Sequence[Ticket]:
        return self._naming.get(guide, ())

    def revealing(self) -> Iterable[Ticket]:
        return (loaded.model for loaded in self.tickets.values())

    def closed(self, guides: Collection[str]) -> Iterable[Loaded[Ticket]]:
        return (self.tickets[id] for id in self.own)

    def revealed(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for guide, windows in self.windows.items():
            for ticket in (ticket for window in windows for ticket in revealed_in(window.record)):
                found.setdefault(ticket, []).append(guide)
        return found

    def settle(self, guide: str) -> None:
        pass

    def let_go(self) -> Mapping[str, Known]:
        return {}

    @cached_property
    def _naming(self) -> Mapping[str, Sequence[Ticket]]:
        found: dict[str, list[Ticket]] = {}
        for loaded in self.tickets.values():
            if loaded.model.guide is not None:
                found.setdefault(loaded.model.guide, []).append(loaded.model)
        return found


class OnDemand(Mapping[str, T], Generic[T]):
    """Values that are loaded when asked for, by a function that gives None where there is none after all."""

    def __init__(self, keys: Collection[str], load: Callable[[str], T | None]) -> None:
        self._keys, self._load = keys, load
        self._held: dict[str, T | None] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._held:
            self._held[key] = self._load(key) if key in self._keys else None
        found = self._held[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._keys if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def let_go(self) -> None:
        self._held.clear()


class RecordsOnDemand:
    """Windows and tickets that are read when asked for, and held until `let_go`.

    `known` is what an earlier run has learned of files by reading them, `learned` what this one has.
    """

    def __init__(
        self,
        workspace: Workspace,
        index: Index,
        public: Mapping[str, Loaded[Ticket]],
        known: Mapping[str, Known] | None = None,
    ) -> None:
        self.workspace, self.index, self.public = workspace, index, public
        self.known: Mapping[str, Known] = known or {}
        self.learned: dict[str, Known] = {}
        me = proxy(self)  # no circle: they go with their last user
        self.windows = OnDemand(index.windows, partial(RecordsOnDemand._windows, me))
        self.tickets = OnDemand({**self.public, **index.tickets}, partial(RecordsOnDemand._ticket, me))
        self._read: dict[str, Known] = {}

    @property
    def observed(self) -> Collection[str]:
        return self.index.windows.keys()

    @cached_property
    def own(self) -> Mapping[str, str]:
        files = {id: self.workspace.name(file) for id, file in self.index.tickets.items()}
        return _inside(self.workspace, self.public) | files

    def naming(self, guide: str) -> Sequence[Ticket]:
        return [self.tickets[id].model for id in self.index.naming.get(guide, ()) if id in self.tickets]

    def revealing(self) -> Iterable[Ticket]:
        own = [id for id, file in self.index.tickets.items() if self.index.said[file].reveals]
        return (self.tickets[id].model for id in dict.fromkeys((*self.public, *own)) if id in self.tickets)

    def closed(self, guides: Collection[str]) -> Iterable[Loaded[Ticket]]:
        files = ((id, self.index.tickets.get(id)) for id in self.own)
        may_be_closed = {id: file for id, file in files if file is None or self.index.said[file].closes}
        revealed = self.revealed() if may_be_closed else {}
        for id, file in may_be_closed.items():
            may = file is None or any(one in guides for one in (self.index.said[file].guide, *revealed.get(id, ())))
            if may and (loaded := self.tickets.get(id)) is not None:  # one with an error in it is told of already
                yield loaded

    def revealed(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for guide, files in self.index.windows.items():
            known = (self.learned.get(file) or self.known.get(file) for file in files)
            for ticket in (ticket for one in known if one is not None for ticket in one.tickets):
                found.setdefault(ticket, []).append(guide)
        return found

    def settle(self, guide: str) -> None:
        self.windows.get(guide)
        self.naming(guide)

    def finish(self, looked_at: Collection[str], good: Collection[str]) -> None:
        """Read what is about none of the guides looked at, except for files that are known to be good."""
        for guide in self.index.windows.keys() | self.index.naming.keys():
            if guide not in looked_at and any(file not in good for file in self.index.about(guide)):
                self.settle(guide)
                self.learned.update(self.let_go())

    def let_go(self) -> dict[str, Known]:
        self.windows.let_go()
        self.tickets.let_go()
        learned, self._read = self._read, {}
        return learned

    def _windows(self, guide: str) -> Sequence[ObservedWindow] | None:
        found = []
        for file in self.index.windows[guide]:
            if (loaded := load_window(self.workspace, file)) is not None:
                if loaded.model.guide != guide and not self.index.is_sure:
                    raise Belied(file)
                self._read[file] = window_known(loaded)
                found.append(ObservedWindow(loaded.model, loaded.document))
        return found or None

    def _ticket(self, id: str) -> Loaded[Ticket] | None:
        file = self.index.tickets.get(id)
        loaded = load_ticket(self.workspace, file) if file is not None else None
        if file is None or loaded is None:
            return self.public.get(id)
        known, said = ticket_known(loaded), self.index.said[file]
        is_more = known.reveals > said.reveals or known.closes > said.closes
        if (is_more or (known.id, known.guide) != (id, said.guide)) and not self.index.is_sure:
            raise Belied(file)
        self._read[file] = known
        return loaded


class Models(Mapping[str, Ticket]):
    """The tickets by id without the documents that they came from."""

    def __init__(self, tickets: Mapping[str, Loaded[Ticket]]) -> None:
        self._tickets = tickets

    def __getitem__(self, id: str) -> Ticket:
        return self._tickets[id].model

    def __iter__(self) -> Iterator[str]:
        return iter(self._tickets)

    def __len__(self) -> int:
        return len(self._tickets)


def _inside(workspace: Workspace, tickets: Mapping[str, Loaded[Ticket]]) -> dict[str, str]:
    """Those that stand in the workspace; shipped ones lie in the package, where nobody looks."""
    names = {id: loaded.document.name for id, loaded in tickets.items()}
    return {id: name for id, name in names.items() if (workspace.shown_from / name).is_relative_to(workspace.root)}
