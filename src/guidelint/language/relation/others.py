"""The other names of a paper, by how their words before the head begin and end."""

from collections.abc import Mapping, Sequence

import msgspec

from guidelint.language.relation.name import Name


class Others(msgspec.Struct, frozen=True):
    """Names that have words before their head, also by the first character of these and by the last."""

    names: Sequence[Name]
    by_first: Mapping[str, Sequence[Name]]
    by_last: Mapping[str, Sequence[Name]]

    @classmethod
    def of(cls, names: Sequence[Name]) -> "Others":
        by_first: dict[str, list[Name]] = {}
        by_last: dict[str, list[Name]] = {}
        for name in names:
            by_first.setdefault(name.stem[0], []).append(name)
            by_last.setdefault(name.stem[-1], []).append(name)
        return cls(names, by_first, by_last)

    def beside(self, stem: str) -> Sequence[Name]:
        """Those that may go together with a name of this stem."""
        if not self.names or not stem:
            return self.names
        alike = self.by_first.get(stem[0], ())
        return [*alike, *(name for name in self.by_last.get(stem[-1], ()) if name.stem[0] != stem[0])]


def may_go_together(first: str, second: str) -> bool:
    """Whether the words before two heads begin or end alike, or one name has none: others are not held against each other."""
    return not (first and second) or first[0] == second[0] or first[-1] == second[-1]
