"""What is known of one guide once it has been looked at: small, and the same whichever process did it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, cast

import msgspec
from msgspec import structs

from guidelint.checking.known import Known
from guidelint.checking.packed import Part, Spool, decoder
from guidelint.model.errors import FileError
from guidelint.model.finding import Compared, Finding, Notice
from guidelint.model.guide import Guide, Result
from guidelint.model.material import Material
from guidelint.workspace.store import Digest, digest

T = TypeVar("T")

_SECTIONS = ("names", "findings", "notices", "comparisons")


class Summary(msgspec.Struct, frozen=True, array_like=True):
    """What the rules about chains of items read of a guide, besides the names of its materials."""

    id: str
    title: str
    district: str | None = None
    result: str | None = None
    related: tuple[str, ...] = ()

    @classmethod
    def of(cls, guide: Guide) -> "Summary":
        return cls(guide.id, guide.title, guide.district, guide.result, guide.related)

    def guide(self, names: tuple[str, ...]) -> Guide:
        """The guide as far as it is known here."""
        materials = tuple(Material(name) for name in names)
        outcome = Result(self.result) if self.result is not None else None
        return Guide(self.id, self.title, materials, region=self.district, outcome=outcome, related=self.related)


class Examined(msgspec.Struct, frozen=True, gc=False):
    """One guide file as far as it can be judged by itself. `summary` is None for a file that could not be read.

    `names` are those of its materials, `digest` that of its bytes. `is_dated` tells that it has suppressions, which may end;
    `is_chained` that a rule about chains of items fires, so that the result holds for these neighbours only.
    """

    file: str
    summary: Summary | None = None
    names: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
    errors: tuple[FileError, ...] = ()
    comparisons: tuple[Compared, ...] = ()
    digest: bytes = b""
    is_dated: bool = False
    is_chained: bool = False


class Head(msgspec.Struct, frozen=True, array_like=True):
    """An examined guide with its lists left packed in a body: names, findings, notices and comparisons.

    `counts` are the numbers of values and `sizes` those of bytes in these four; `said` is a digest of what the guide says to others,
    `named` one of the names of its materials.
    """

    file: str
    summary: Summary | None
    errors: tuple[FileError, ...]
    counts: tuple[int, int, int, int]
    sizes: tuple[int, int, int, int]
    said: Digest
    named: Digest
    digest: Digest
    is_dated: bool
    is_chained: bool


class Kept(NamedTuple):
    """A head, and where its body stands in a spool."""

    head: Head
    at: int

    def part(self, section: str) -> Part:
        """Where one of the body's lists stands."""
        number = _SECTIONS.index(section)
        return Part(self.at + sum(self.head.sizes[:number]), self.head.sizes[number], self.head.counts[number])

    def body(self, spool: Spool) -> bytes:
        return spool.read(self.at, sum(self.head.sizes))

    def names(self, spool: Spool) -> tuple[str, ...]:
        return self._list("names", str, spool)

    def findings(self, spool: Spool) -> tuple[Finding, ...]:
        return self._list("findings", Finding, spool)

    def notices(self, spool: Spool) -> tuple[Notice, ...]:
        return self._list("notices", Notice, spool)

    def comparisons(self, spool: Spool) -> tuple[Compared, ...]:
        return self._list("comparisons", Compared, spool)

    def _list(self, section: str, kind: type[T], spool: Spool) -> tuple[T, ...]:
        part, listed = self.part(section), cast(Any, tuple[kind, ...])  # type: ignore[valid-type]
        found: tuple[T, ...] = decoder(listed).decode(spool.read(part.at, part.size))
        return found


class Done(msgspec.Struct, frozen=True, array_like=True):
    """What looking at a share of the guides has brought: heads with their bodies.

    `errors` are those in windows and tickets about them, `read` what was learned of the good ones, by their files.
    """

    examined: list[tuple[Head, bytes]]
    errors: tuple[FileError, ...] = ()
    read: Mapping[str, Known] = msgspec.field(default_factory=dict)


def packed(one: Examined) -> tuple[Head, bytes]:
    lists = (one.names, one.findings, one.notices, one.comparisons)
    bodies = [msgspec.msgpack.encode(values) for values in lists]
    names, findings, notices, comparisons = (len(values) for values in lists)
    sizes = (len(bodies[0]), len(bodies[1]), len(bodies[2]), len(bodies[3]))
    said = digest(msgspec.msgpack.encode(one.summary))
    head = Head(
        one.file,
        one.summary,
        one.errors,
        (names, findings, notices, comparisons),
        sizes,
        said,
        digest(bodies[0]),
        one.digest,
        one.is_dated,
        one.is_chained,
    )
    return head, b"".join(bodies)


def chained(kept: Kept, spool: Spool, more: Sequence[Finding]) -> tuple[Head, bytes]:
    """The guide with findings about chains of items besides its own."""
    findings = sorted((*kept.findings(spool), *more), key=lambda finding: finding.sort_key)
    names, old, notices, comparisons = kept.head.sizes
    body, new = kept.body(spool), msgspec.msgpack.encode(findings)
    head = structs.replace(
        kept.head,
        counts=(kept.head.counts[0], len(findings), *kept.head.counts[2:]),
        sizes=(names, len(new), notices, comparisons),
        is_chained=True,
    )
    return head, body[:names] + new + body[names + old :]
