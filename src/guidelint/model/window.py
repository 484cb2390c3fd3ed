"""A window record: the demand, with who saw it and when."""

from typing import Annotated, Literal

from msgspec import Meta, field

from guidelint.model.guide import Fee, Presence
from guidelint.model.written import Count, Date, Form, Given, Id, List, Medium, Necessity, Words, Written


class Withdrawn(Written, frozen=True, gc=False):
    """Since when a window no longer asks for something, and why. `on` is an ISO date."""

    on: Date
    why: Words
    by: Given[Words] = None


class Demand(Written, frozen=True, gc=False):
    """One document that the window asks for: any one of `accepts` is taken, `refused` was seen turned away.

    `ground` is the law, article or notice that lets the window ask; None where none is known. What is `withdrawn` stays
    as history: nothing is held against it.
    """

    accepts: Annotated[tuple[Words, ...], Meta(min_length=1)]
    refused: List = ()
    name: Given[Words] = None
    type: Given[Form] = None
    copies: Given[Count] = None
    medium: Given[Medium] = None
    necessity: Given[Necessity] = None
    holder: Given[Words] = None
    when: Given[Words] = None
    criteria: List = ()
    ground: Given[Words] = None
    withdrawn: Given[Withdrawn] = None
    revealed_by: tuple[Id, ...] = ()


class PresenceDemand(Presence, frozen=True, gc=False):
    """Who the window wants to see in person; `step` is None where the record does not say."""

    step: Given[Words] = None
    ground: Given[Words] = None
    withdrawn: Given[Withdrawn] = None
    revealed_by: tuple[Id, ...] = ()

    @property
    def presence(self) -> Presence:
        return Presence(self.who, self.alternatives)


class ConditionDemand(Written, frozen=True, gc=False):
    text: Words
    ground: Given[Words] = None
    withdrawn: Given[Withdrawn] = None
    revealed_by: tuple[Id, ...] = ()


class Observed(Written, frozen=True, gc=False):
    """`on` is an ISO date."""

    on: Date
    how: Literal["工单", "找茬日", "窗口自报"]
    by: Given[Words] = None


class WindowRecord(Written, frozen=True, gc=False):
    """`complete` tells that the record lists all that the window asks for; a ticket usually shows one line of it.

    `window` names it within the hall, None where the record is of the whole hall. `channels` are the ways in which it
    takes an application, such as 窗口办理.
    """

    guide: Id
    hall: Words
    observed: Observed
    materials: Annotated[tuple[Demand, ...], Meta(max_length=500)]
    presence: Annotated[tuple[PresenceDemand, ...], Meta(max_length=500)] = ()
    conditions: Annotated[tuple[ConditionDemand, ...], Meta(max_length=500)] = ()
    hours: Given[Words] = None
    fee: Given[Fee] = None
    channels: List = ()
    complete: bool = False
    window: Given[Words] = None
    id: Given[Id] = None
    is_illustration: bool = field(default=False, name="illustration")

    @property
    def on(self) -> str:
        return self.observed.on

    @property
    def how(self) -> str:
        return self.observed.how

    @property
    def by(self) -> str | None:
        return self.observed.by
