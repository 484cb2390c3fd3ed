"""A window record: the demand, with who saw it and when. Each line declares one element; see guidelint.model.elements."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, field

from guidelint.model.elements import element
from guidelint.model.procedure import Fee, Presence
from guidelint.model.schema_types import (
    MANY,
    Count,
    Date,
    Extensible,
    FileModel,
    Form,
    Given,
    Id,
    List,
    Medium,
    Necessity,
    Words,
)

Tickets = Annotated[tuple[Id, ...], element("工单", split=True)]


class Withdrawn(FileModel, frozen=True, gc=False):
    """Since when a window no longer asks for something, and why. `on` is an ISO date."""

    on: Annotated[Date, element("日期")]
    why: Annotated[Words, element("原因")]
    by: Annotated[Given[Words], element("决定单位")] = None


Ground = Annotated[
    Words,
    element("要求依据", about="The law, article or notice that lets the window ask; absent means that none is known"),
]
NoLonger = Annotated[
    Withdrawn,
    element("不再要求", about="The window no longer asks for it; it stays as history and nothing is held against it"),
]


class Demand(FileModel, frozen=True, gc=False):
    """One document that the window asks for: any one of `accepts` is taken, `refused` was seen turned away.

    `ground` is the law, article or notice that lets the window ask; None where none is known. What is `withdrawn` stays
    as history: nothing is held against it.
    """

    accepts: Annotated[
        tuple[Words, ...],
        Meta(min_length=1),
        element("收取（任一）", names=("收取", "窗口收取", "可收材料"), split=True),
    ]
    refused: Annotated[List, element("拒收", names=("不收", "窗口不收"), split=True)] = ()
    name: Annotated[Given[Words], element("窗口叫法")] = None
    type: Annotated[Given[Form], element("材料类型", names=("原件或复印件", "原件/复印件", "原件复印件"))] = None
    copies: Annotated[Given[Count], element("份数", names=("材料份数", "纸质材料份数", "数量", "纸质份数"))] = None
    medium: Annotated[Given[Medium], element("材料形式", names=("材料介质", "提交形式", "材料提交形式"))] = None
    necessity: Annotated[
        Given[Necessity], element("材料必要性", names=("必要性", "是否必要", "是否必须", "是否必需"))
    ] = None
    holder: Annotated[Given[Words], element("持有人")] = None
    when: Annotated[Given[Words], element("情形", names=("适用情形", "办理情形", "情形说明"))] = None
    criteria: Annotated[List, element("受理标准", names=("审查标准", "审查要点", "受理要求", "材料审查要点"))] = ()
    ground: Given[Ground] = None
    withdrawn: Given[NoLonger] = None
    revealed_by: Tickets = ()

    @property
    def words(self) -> str:
        """What is asked for, in a line."""
        return self.name or "或".join(self.accepts)


class PresenceDemand(Presence, frozen=True, gc=False):
    """Who the window wants to see in person; `step` is None where the record does not say."""

    step: Annotated[Given[Words], element("环节名称", names=("环节", "办理环节", "步骤"))] = None
    ground: Given[Ground] = None
    withdrawn: Given[NoLonger] = None
    revealed_by: Tickets = ()

    @property
    def presence(self) -> Presence:
        return Presence(self.who, self.alternatives)

    @property
    def words(self) -> str:
        return f"{self.who}到场"


class ConditionDemand(FileModel, frozen=True, gc=False):
    text: Annotated[Words, element("条件", names=("窗口条件", "受理条件"))]
    ground: Given[Ground] = None
    withdrawn: Given[NoLonger] = None
    revealed_by: Tickets = ()

    @property
    def words(self) -> str:
        return self.text


class FeeDemand(Fee, frozen=True, gc=False):
    """Money that the window takes."""

    ground: Given[Ground] = None
    withdrawn: Given[NoLonger] = None
    revealed_by: Tickets = ()

    @property
    def words(self) -> str:
        return f"交{self.amount or '费'}"


class HoursDemand(FileModel, frozen=True, gc=False):
    """When the window is open, or when it is not: 周三下午不办."""

    text: Annotated[Words, element("办理时间", names=("办公时间", "工作时间", "受理时间"))]
    ground: Given[Ground] = None
    withdrawn: Given[NoLonger] = None
    revealed_by: Tickets = ()

    @property
    def words(self) -> str:
        return self.text


class ChannelDemand(FileModel, frozen=True, gc=False):
    """The only ways in which the window takes an application, such as 窗口 or 快递."""

    only: Annotated[
        tuple[Words, ...],
        Meta(min_length=1),
        element(
            "办理形式", usual=("窗口", "电脑端网上", "移动端", "快递", "其他"), about="Ways in which an application is taken",
            split=True,
        ),
    ]  # fmt: skip
    ground: Given[Ground] = None
    withdrawn: Given[NoLonger] = None
    revealed_by: Tickets = ()

    @property
    def words(self) -> str:
        return f"只能{'、'.join(self.only)}办理"


AnyDemand: TypeAlias = Demand | PresenceDemand | ConditionDemand | FeeDemand | HoursDemand | ChannelDemand

LISTS = ("materials", "presence", "conditions", "fees", "hours", "channels")
"""The keys of a record that hold what the window asks for."""


class Observed(FileModel, frozen=True, gc=False):
    """`on` is an ISO date."""

    on: Annotated[Date, element("日期")]
    how: Annotated[Literal["工单", "找茬日", "窗口自报"], element("方式")]
    by: Annotated[Given[Words], element("观察人")] = None


class WindowRecord(Extensible, frozen=True, gc=False):
    """`complete` tells that the record lists all that the window asks for; a ticket usually shows one line of it.

    `window` names it within the hall, None where the record is of the whole hall.
    """

    guide: Annotated[Id, element("指南标识", names=("指南编号", "标识"))]
    hall: Annotated[Words, element("政务服务中心", names=("政务大厅", "办事大厅", "办理大厅", "受理大厅", "大厅"))]
    observed: Annotated[Observed, element("观察")]
    materials: Annotated[tuple[Demand, ...], MANY, element("窗口所收材料")]
    presence: Annotated[tuple[PresenceDemand, ...], MANY, element("到场要求")] = ()
    conditions: Annotated[tuple[ConditionDemand, ...], MANY, element("受理条件")] = ()
    fees: Annotated[tuple[FeeDemand, ...], MANY, element("收费")] = ()
    hours: Annotated[tuple[HoursDemand, ...], MANY, element("办理时间")] = ()
    channels: Annotated[tuple[ChannelDemand, ...], MANY, element("办理形式")] = ()
    complete: Annotated[bool, element("已列全", about="true where all that the window asks for is listed")] = False
    window: Annotated[
        Given[Words], element("窗口", about="The window's name within the hall; two windows of one hall may differ")
    ] = None
    id: Annotated[Given[Id], element("记录标识")] = None
    is_illustration: Annotated[bool, element("演示")] = field(default=False, name="illustration")

    @property
    def where(self) -> str:
        """The hall, and the window in it where the record is of one."""
        return f"{self.hall}{self.window or ''}"

    @property
    def asked(self) -> Iterator[tuple[tuple[str, int], AnyDemand]]:
        """Everything that is asked for, with its place in the record."""
        return (((key, index), demand) for key in LISTS for index, demand in enumerate(self.of(key)))

    def of(self, key: str) -> Sequence[AnyDemand]:
        """One list of what is asked for."""
        found: Sequence[AnyDemand] = getattr(self, key)
        return found

    @property
    def on(self) -> str:
        return self.observed.on

    @property
    def how(self) -> str:
        return self.observed.how

    @property
    def by(self) -> str | None:
        return self.observed.by
