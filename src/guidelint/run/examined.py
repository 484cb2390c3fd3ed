"""What is known of one guide once it has been looked at: small, and the same whichever process did it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from guidelint.errors import FileError
from guidelint.finding import Finding, Notice
from guidelint.model.guide import Guide, Material, Result
from guidelint.run.results import Known

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Summary:
    """What the rules about chains of items read of a guide."""

    id: str
    title: str
    region: str | None
    result: str | None
    related: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, guide: Guide) -> "Summary":
        names = tuple(material.name for material in guide.materials)
        return cls(guide.id, guide.title, guide.region, guide.result, guide.related, names)

    @property
    def guide(self) -> Guide:
        """The guide as far as it is known here."""
        materials = tuple(Material(name) for name in self.names)
        outcome = Result(self.result) if self.result is not None else None
        return Guide(self.id, self.title, materials, self.region, outcome=outcome, related=self.related)


@dataclass(frozen=True, slots=True)
class Examined:
    """One guide file as far as it can be judged by itself. `summary` is None for a file that could not be read.

    `digest` is that of its bytes. `is_dated` tells that it has suppressions, which may end; `is_chained` that a rule about
    chains of items fires, so that the result holds for these neighbours only.
    """

    file: str
    summary: Summary | None = None
    findings: tuple[Finding, ...] = ()
    notices: tuple[Notice, ...] = ()
    errors: tuple[FileError, ...] = ()
    uncompared: tuple[Notice, ...] = ()
    digest: bytes = b""
    is_dated: bool = False
    is_chained: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What looking at a share of the guides has brought.

    `errors` are those in windows and tickets about them, `read` what was learned of the good ones, by their files.
    """

    examined: tuple[Examined, ...]
    errors: tuple[FileError, ...] = ()
    read: Mapping[str, Known] = field(default_factory=dict)


def sharing(one: Examined, alike: dict[object, T]) -> Examined:
    """The same, with words that are equal among guides held once: names of materials, messages, tickets and advice."""

    def once(value: V) -> V:
        return cast(V, alike.setdefault(value, cast(T, value)))

    findings = tuple(
        replace(
            finding,
            title=once(finding.title),
            message=once(finding.message),
            evidence=tuple(once(evidence) for evidence in finding.evidence),
            fix=replace(finding.fix, advice=once(finding.fix.advice)),
            witness=once(finding.witness),
        )
        for finding in one.findings
    )
    summary = one.summary and replace(
        one.summary,
        region=once(one.summary.region),
        result=once(one.summary.result),
        related=once(one.summary.related),
        names=tuple(map(once, one.summary.names)),
    )
    return replace(one, summary=summary, findings=findings)
