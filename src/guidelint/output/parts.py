"""An output of format text in parts, one for each guide, so that a later one can take over those that are still right."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

import msgspec

from guidelint.checking.basis import Basis
from guidelint.checking.sealed import pack
from guidelint.model.rule import Level
from guidelint.model.text import Lang
from guidelint.output.text import Tally, Told
from guidelint.workspace.standing import Standing


class How(msgspec.Struct, frozen=True, array_like=True):
    """How an output was asked for. `fail_on` is the level from which the exit code is 1."""

    lang: Lang
    verbose: bool
    fail_on: str | None


class Part(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What was printed of one guide: how many characters of findings, notices and comparisons; the numbers
    of findings by level, the mildest first, and of those that can be fixed; and the tickets that they tell of."""

    sizes: tuple[int, int, int] = (0, 0, 0)
    levels: tuple[int, int, int] = (0, 0, 0)
    fixable: int = 0
    tickets: tuple[str, ...] = ()

    @classmethod
    def of(cls, findings: Sequence[Told], notices: Sequence[int], comparisons: Sequence[int]) -> "Part":
        hints, warnings, errors = ([told.level for told in findings].count(level) for level in Level)
        return cls(
            (sum(told.size for told in findings), sum(notices), sum(comparisons)),
            (hints, warnings, errors),
            sum(told.is_fixable for told in findings),
            tuple(dict.fromkeys(told.ticket for told in findings if told.ticket is not None)),
        )


class Parts(msgspec.Struct, frozen=True, array_like=True):
    """The parts of an output, for each of the guides of its basis. `standing` and `stood` tell how files stood, `amended` how
    many guides were looked at since all were checked."""

    standing: str
    stood: bytes
    how: How
    basis: Basis
    parts: list[Part]
    amended: int = 0

    @property
    def tally(self) -> Tally:
        """What the last line says."""
        told = [(guide.file, part) for guide, part in zip(self.basis.guides, self.parts, strict=True) if part.sizes[0]]
        counts = map(sum, zip(*(part.levels for _, part in told), strict=True))
        return Tally(
            levels=Counter(dict(zip(Level, counts, strict=False))),
            files={file for file, _ in told},
            fixable=sum(part.fixable for _, part in told),
        )

    def exit_code(self, tally: Tally) -> int:
        if self.how.fail_on == "never":
            return 0
        least = Level.named(self.how.fail_on or Level.HINT.word)
        return int(any(count and level >= least for level, count in tally.levels.items()))


def kept_parts(basis: Basis, tally: Tally, how: How, standing: Standing) -> bytes:
    """The parts of an output as they are kept."""
    findings, notices, comparisons = iter(tally.findings), iter(tally.notices), iter(tally.comparisons)
    told = [list(islice(findings, guide.counts[0])) for guide in basis.guides]
    noted: dict[int, tuple[list[int], list[int]]] = {}
    for number in basis.in_order() if tally.notices or tally.comparisons else ():
        counts = basis.guides[number].counts
        noted[number] = list(islice(notices, counts[1])), list(islice(comparisons, counts[2]))
    nothing = Part()
    parts = [
        Part.of(some, *noted.get(number, ((), ()))) if some or number in noted else nothing
        for number, some in enumerate(told)
    ]
    return pack(Parts(standing.digest.hex(), standing.text, how, basis, parts))
