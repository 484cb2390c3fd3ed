"""A ticket: one complaint or clue, with its course from intake to archive."""

from typing import Annotated, Literal, Self

from msgspec import Meta
from msgspec.structs import replace

from guidelint.model.schema_types import Count, Date, District, FileModel, Given, Id, Words

ILLUSTRATION = "演示"


StageName = Literal["发现问题", "汇总转办", "限期解决", "结果核查", "监督检查", "报送备案"]

Problem = Literal["告知差一点儿", "利益关系复杂一点儿", "窗口加码", "系统办不了", "不属于受理范围"]

Remedy = Literal["guide", "window", "system", "explained"]
"""Who changed: the guide says it now, the window no longer asks, the system takes it, or nobody had to and it was explained."""


Satisfaction = Literal["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
"""How satisfied the applicant is, in the five levels of GB/T 39046-2020, A.8."""

SATISFIED: tuple[Satisfaction, ...] = ("非常满意", "满意", "基本满意")


class Stage(FileModel, frozen=True, gc=False):
    """One entry in a ticket's course; dates are ISO strings, `due` set where a deadline was given, `extended` by how many
    days it was put off."""

    stage: StageName
    on: Given[Date] = None
    by: Given[Words] = None
    to: Given[Words] = None
    due: Given[Date] = None
    extended: Given[Count] = None
    note: Given[Words] = None


class Source(FileModel, frozen=True, gc=False):
    """Where we know it from; a public report is cited."""

    kind: Literal["公开报道", "工单系统", "线上", "现场", "演示"]
    cite: Given[Words] = None
    url: Given[str] = None
    ref: Given[str] = None

    def __post_init__(self) -> None:
        if self.kind == "公开报道" and self.cite is None:
            raise ValueError("no citation")


class Scope(FileModel, frozen=True, gc=False):
    meets_conditions: Given[bool] = None
    excluded: Given[Words] = None
    go_to: Given[Words] = None


class Visit(FileModel, frozen=True, gc=False):
    """One call back to the applicant (回访): the first, or the one that counts in the end."""

    round: Literal["首次", "最终"]
    on: Given[Date] = None
    done: Given[bool] = None
    satisfaction: Given[Satisfaction] = None


class Outcome(FileModel, frozen=True, gc=False):
    """`satisfied` is what is known where nobody asked for the level."""

    done: Given[bool] = None
    satisfied: Given[bool] = None
    satisfaction: Given[Satisfaction] = None
    visits: tuple[Visit, ...] = ()
    closed: Given[Date] = None
    remedy: Given[Remedy] = None
    reason: Given[Words] = None
    note: Given[Words] = None


class Amendment(FileModel, frozen=True, gc=False):
    """A correction of what the ticket says: `was` has what stood there before, by key, empty where nothing did."""

    on: Date
    was: dict[str, str]
    by: Given[Words] = None
    why: Given[Words] = None


class Ticket(FileModel, frozen=True, gc=False):
    """`category` is the class of the complaint in the system that it came from, `returns` how often it was sent back."""

    id: Id
    channel: Words
    received: Date
    problem: Problem
    summary: Words
    source: Source
    handler: Given[Words] = None
    hall: Given[Words] = None
    window: Given[Words] = None
    region: Given[District] = None
    guide: Given[Id] = None
    guide_says: Given[Words] = None
    window_requires: Given[Words] = None
    brought: tuple[Words, ...] = ()
    trips: Given[Count] = None
    stages: tuple[Stage, ...] = ()
    outcome: Given[Outcome] = None
    reveals: tuple[Annotated[str, Meta(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$(?!\n)")], ...] = ()
    applicant: Given[Words] = None
    scope: Given[Scope] = None
    note: Given[Words] = None
    category: Given[Words] = None
    returns: Given[Count] = None
    amended: tuple[Amendment, ...] = ()

    @property
    def is_illustration(self) -> bool:
        """An invented ticket shows how things look and backs no rule by default."""
        return self.source.kind == ILLUSTRATION

    @property
    def source_kind(self) -> str:
        return self.source.kind

    @property
    def cite(self) -> str | None:
        return self.source.cite

    @property
    def url(self) -> str | None:
        return self.source.url

    @property
    def done(self) -> bool | None:
        return self.outcome.done if self.outcome is not None else None

    @property
    def satisfied(self) -> bool | None:
        if self.outcome is None or self.outcome.satisfied is not None:
            return self.outcome.satisfied if self.outcome is not None else None
        level = self.outcome.satisfaction
        return level in SATISFIED if level is not None else None

    @property
    def closed(self) -> str | None:
        return self.outcome.closed if self.outcome is not None else None

    @property
    def unclosed(self) -> Self:
        """The same ticket as if it had not been closed."""
        return self if self.outcome is None else replace(self, outcome=replace(self.outcome, closed=None))
