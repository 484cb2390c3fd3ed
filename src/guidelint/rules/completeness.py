"""How many guides of each authority have the elements that a profile asks for: the table by which offices are compared."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from guidelint.model.guide import Guide
from guidelint.model.text import Text
from guidelint.rules.kinds.profile import ProfileCheck
from guidelint.rules.ruleset import LoadedRule, Ruleset
from guidelint.workspace.workspace import Loaded


class AuthorityRow(Struct, frozen=True):
    """One authority, None where guides name none; `lacking` counts the guides that lack each element, `complete` those that
    lack none."""

    authority: str | None
    guides: int
    complete: int
    lacking: Mapping[str, int]

    def share(self, element: str) -> float:
        """The part of the guides, from 0 to 1, that do not lack the element."""
        return 1 - self.lacking.get(element, 0) / self.guides


class CompletenessTable(Struct, frozen=True):
    """`profile` is the rule's title; `rows` have the authority with most guides first, `total` is over all.

    `keys` are the elements' first keys in a guide, such as consultation.phone.
    """

    profile: Text
    elements: Sequence[str]
    keys: Sequence[str]
    rows: Sequence[AuthorityRow]
    total: AuthorityRow

    @property
    def everything(self) -> Sequence[AuthorityRow]:
        """The rows, the last of which is the total."""
        return (*self.rows, self.total)


class ProfileTally:
    """Takes guides one by one, of which it keeps numbers alone."""

    def __init__(self, profile: LoadedRule) -> None:
        assert isinstance(profile.check, ProfileCheck)
        self._title, self._check = profile.rule.title, profile.check
        self._guides: dict[str | None, list[list[str]]] = {}

    def count(self, loaded: Loaded[Guide]) -> None:
        names = [one.name for one in self._check.lacking(loaded.document.data)]
        self._guides.setdefault(loaded.model.authority, []).append(names)

    def table(self) -> CompletenessTable:
        rows = [_row(authority, found) for authority, found in self._guides.items()]
        rows.sort(key=lambda row: (-row.guides, row.authority or ""))
        everything = [names for found in self._guides.values() for names in found]
        elements = [one.name for one in self._check.elements]
        keys = [one.any[0] for one in self._check.elements]
        return CompletenessTable(self._title, elements, keys, rows, _row(None, everything))


def completeness(ruleset: Ruleset, profile: str, guides: Iterable[Loaded[Guide]]) -> CompletenessTable:
    """The table of all guides by one profile. Raises UsageError where there is no such profile."""
    tally = ProfileTally(ruleset.profile(profile))
    for loaded in guides:
        tally.count(loaded)
    return tally.table()


def _row(authority: str | None, guides: Sequence[Sequence[str]]) -> AuthorityRow:
    lacking: dict[str, int] = {}
    for names in guides:
        for name in names:
            lacking[name] = lacking.get(name, 0) + 1
    return AuthorityRow(authority, len(guides), sum(not names for names in guides), lacking)
