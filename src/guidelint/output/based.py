"""A report whose files are named from another folder: programs look for them from the top of the repository."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar, overload

from msgspec import structs

from guidelint.model.finding import Compared, Evidence, Finding, Location, Notice
from guidelint.model.report import Report

T = TypeVar("T")

Rename = Callable[[str], str]


def based(report: Report, shown_from: Path, base: Path) -> Report:
    """The report, whose files are named from `shown_from`, with those below `base` named from there.

    Others are named in full: whoever looks from another folder would not find a relative name.
    """

    @cache
    def rename(name: str) -> str:
        file = os.path.normpath(shown_from / name)
        if not name or not Path(file).parent.is_dir():  # no file of this machine
            return name
        below = f"{str(base).rstrip(os.sep)}{os.sep}"
        return file.removeprefix(below).replace(os.sep, "/")

    return replace(
        report,
        findings=_Each(report.findings, lambda finding: _finding(finding, rename)),
        errors=tuple(replace(error, path=rename(error.path)) for error in report.errors),
        notices=_Each(report.notices, lambda notice: _notice(notice, rename)),
        comparisons=_Each(report.comparisons, lambda compared: _compared(compared, rename)),
        checked=_Each(report.checked, lambda pair: (pair[0], rename(pair[1]))),
    )


class _Each(Sequence[T], Generic[T]):
    """Values as they are made of others whenever they are read: a report's own may be many, and are not all kept."""

    def __init__(self, values: Sequence[T], change: Callable[[T], T]) -> None:
        self.values, self.change = values, change

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[T]:
        return map(self.change, self.values)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return tuple(map(self.change, self.values[index]))
        return self.change(self.values[index])


def _finding(finding: Finding, rename: Rename) -> Finding:
    return replace(
        finding,
        location=_location(finding.location, rename),
        evidence=tuple(_evidence(one, rename) for one in finding.evidence),
        related=tuple(_location(one, rename) for one in finding.related),
    )


def _location(location: Location, rename: Rename) -> Location:
    return structs.replace(location, file=rename(location.file))


def _evidence(evidence: Evidence, rename: Rename) -> Evidence:
    return evidence if evidence.file is None else structs.replace(evidence, file=rename(evidence.file))


def _compared(compared: Compared, rename: Rename) -> Compared:
    undecided = tuple(_notice(notice, rename) for notice in compared.undecided)
    return structs.replace(compared, file=rename(compared.file), undecided=undecided)


def _notice(notice: Notice, rename: Rename) -> Notice:
    return structs.replace(notice, file=rename(notice.file))
