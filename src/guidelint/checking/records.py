"""The workspace's window records and tickets, each read when it is asked for, and held while there is room."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Generic, TypeVar
from weakref import proxy

from guidelint.checking.facts import FileFacts, ticket_facts, window_facts
from guidelint.language.memo import Memo
from guidelint.model.ticket import Ticket
from guidelint.model.window import WindowRecord
from guidelint.rules.kinds.context import ObservedWindow
from guidelint.workspace.workspace import Loaded, Workspace, duplicate_id

_MOST = 2_000  # files of one kind that are held

T = TypeVar("T")


class Records:
    """What guides are held against: `windows` by the id of their guide, `tickets` by their own id.

    `facts` holds what is known of every good file; a file of which nothing is known is read at once. What is wrong with a
    file that was read is in the workspace's errors.
    """

    def __init__(self, workspace: Workspace, public: Mapping[str, Loaded[Ticket]] | None = None) -> None:
        self.workspace = workspace
        self.public = workspace.public_tickets() if public is None else public
        self.facts: dict[str, FileFacts] = {}
        self._observed: dict[str, list[str]] = {}
        self._files: dict[str, str | None] = dict.fromkeys(self.public)  # a public ticket has no file of the workspace
        me = proxy(self)  # no circle: they go with their last user
        self._loaded_windows = Memo(partial(Records._load_window, me), _MOST)
        self._loaded_tickets = Memo(partial(Records._load_ticket, me), _MOST)
        self.windows: Mapping[str, Sequence[ObservedWindow]] = _Loading(self._observed, partial(Records._window, me))
        self.tickets: Mapping[str, Loaded[Ticket]] = _Loading(self._files, partial(Records._ticket, me))

    @classmethod
    def of(cls, workspace: Workspace) -> "Records":
        """All of the workspace, read."""
        records = cls(workspace)
        records.add(workspace.listed(workspace.config.windows), workspace.listed(workspace.config.tickets))
        return records

    def add(self, windows: Iterable[str], tickets: Iterable[str], known: Mapping[str, FileFacts] | None = None) -> None:
        """Take in these files. Of two tickets with one id the later counts, and an error tells of it."""
        known = known or {}
        for file in windows:
            if (facts := known.get(file) or self._window_facts(file)) is not None:
                self.facts[file] = facts
                self._observed.setdefault(facts.guide, []).append(file)
        for file in tickets:
            if (facts := known.get(file) or self._ticket_facts(file)) is not None:
                self.facts[file] = facts
                if (first := self._files.get(facts.ticket)) is not None:
                    self._refuse_duplicate(first, file, facts.ticket)
                self._files[facts.ticket] = file

    @property
    def observed(self) -> Collection[str]:
        """Ids of the guides that window records are about."""
        return self._observed.keys()

    @cached_property
    def own(self) -> Mapping[str, str]:
        """The workspace's own tickets, by id, and where they stand, as shown. Public ones may stand in it too."""
        workspace = self.workspace
        names = {
            id: self.public[id].document.name if file is None else workspace.name(file)
            for id, file in self._files.items()
        }
        return {
            id: name
            for id, name in names.items()
            if self._files[id] is not None or (workspace.shown_from / name).is_relative_to(workspace.root)
        }

    def about(self, guide: str) -> Iterator[str]:
        """The files that the findings of a guide rest on: its windows, and the tickets that name it or that these name."""
        windows = self._observed.get(guide, ())
        yield from windows
        named = {id for file in windows for id in self.facts[file].tickets}
        for id in sorted(named.union(self._naming.get(guide, ()))):
            if (file := self._files.get(id)) is not None:
                yield file

    def naming(self, guide: str) -> Sequence[Ticket]:
        """The tickets that name this guide."""
        return [self.tickets[id].model for id in self._naming.get(guide, ()) if id in self.tickets]

    def revealing(self) -> Iterator[Ticket]:
        """The tickets that may name rules."""
        for id, file in self._files.items():
            if (file is None or self.facts[file].reveals) and id in self.tickets:
                yield self.tickets[id].model

    def claims(self, guide: str) -> Iterator[Loaded[Ticket]]:
        """Own tickets about this guide that are closed and claim that it is in order."""
        return (self.tickets[id] for id in self._claiming.get(guide, ()) if id in self.tickets)

    @cached_property
    def revealed(self) -> Mapping[str, Sequence[str]]:
        """By ticket, the guides with a window record that the ticket revealed."""
        found: dict[str, list[str]] = {}
        for guide, files in self._observed.items():
            for ticket in (ticket for file in files for ticket in self.facts[file].tickets):
                found.setdefault(ticket, []).append(guide)
        return found

    @cached_property
    def _naming(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for id in self._files:
            found.setdefault(self._facts_of(id).guide, []).append(id)
        return found

    @cached_property
    def _claiming(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for id in self.own:
            facts = self._facts_of(id)
            for guide in {facts.guide, *self.revealed.get(id, ())} if facts.claims else ():
                found.setdefault(guide, []).append(id)
        return found

    def _facts_of(self, id: str) -> FileFacts:
        file = self._files[id]
        return ticket_facts(self.public[id]) if file is None else self.facts[file]

    def _window(self, guide: str) -> Sequence[ObservedWindow] | None:
        loaded = [one for file in self._observed[guide] if (one := self._loaded_windows[file]) is not None]
        return [ObservedWindow(one.model, one.document) for one in loaded] or None

    def _ticket(self, id: str) -> Loaded[Ticket] | None:
        file = self._files[id]
        return (self._loaded_tickets[file] if file is not None else None) or self.public.get(id)

    def _load_window(self, file: str) -> Loaded[WindowRecord] | None:
        loaded = self.workspace.model(file, "window", WindowRecord)
        if loaded is not None:
            loaded.document.forget_values()
        return loaded

    def _load_ticket(self, file: str) -> Loaded[Ticket] | None:
        return self.workspace.model(file, "ticket", Ticket)

    def _window_facts(self, file: str) -> FileFacts | None:
        return window_facts(loaded) if (loaded := self._loaded_windows[file]) is not None else None

    def _ticket_facts(self, file: str) -> FileFacts | None:
        return ticket_facts(loaded) if (loaded := self._loaded_tickets[file]) is not None else None

    def _refuse_duplicate(self, first: str, second: str, id: str) -> None:
        before, after = self._loaded_tickets[first], self._loaded_tickets[second]
        if before is not None and after is not None:
            self.workspace.errors.append(duplicate_id(before.document, after.document, id))


class _Loading(Mapping[str, T], Generic[T]):
    """Values that are loaded when they are asked for, by a function that gives None where there is none after all."""

    def __init__(self, keys: Collection[str], load: Callable[[str], T | None]) -> None:
        self._keys, self._load = keys, load

    def __getitem__(self, key: str) -> T:
        found = self._load(key) if key in self._keys else None
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._keys if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


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
