"""A guide: the promise. Element names follow GB/T 39554.2-2020."""

from typing import Annotated, Literal

from msgspec import Meta, field

from guidelint.model.written import Count, Date, Form, Given, Id, List, Medium, Necessity, Region, Words, Written


class Blanks(Written, frozen=True, gc=False):
    """Where the empty form and a filled-in one are found; at least one of them."""

    blank: Given[str] = None
    sample: Given[str] = None

    def __post_init__(self) -> None:
        if self.blank is None and self.sample is None:
            raise ValueError("empty")


class Material(Written, frozen=True, gc=False):
    """One required document; `when` is the circumstance in which it is needed, None meaning always."""

    name: Words
    type: Given[Form] = None
    medium: Given[Medium] = None
    copies: Given[Count] = None
    necessity: Given[Necessity] = None
    source: Given[Literal["申请人自备", "政府部门核发", "其他"]] = None
    holder: Given[Words] = None
    when: Given[Words] = None
    criteria: List = ()
    commitment: bool = False
    notes: Given[Words] = None
    form: Given[Blanks] = None
    id: Given[Id] = None

    @property
    def blank(self) -> str | None:
        return self.form.blank if self.form is not None else None

    @property
    def sample(self) -> str | None:
        return self.form.sample if self.form is not None else None


class Contact(Written, frozen=True, gc=False):
    """Where to ask or to complain; at least one of the four is set."""

    phone: Given[str] = None
    url: Given[str] = None
    place: Given[str] = None
    window: Given[str] = None

    def __post_init__(self) -> None:
        if self.phone is None and self.url is None and self.place is None and self.window is None:
            raise ValueError("empty")


class Presence(Written, frozen=True, gc=False):
    """Who has to come, and what is allowed instead."""

    who: Words
    alternatives: List = ()


class Step(Written, frozen=True, gc=False):
    name: Words
    presence: Given[Presence] = None
    uses: List = ()
    verifies: Given[Words] = None
    dispute: Given[Words] = None
    who: Given[Words] = None
    limit: Given[Words] = None
    standard: Given[Words] = None
    result: Given[Words] = None


class TimeLimit(Written, frozen=True, gc=False):
    statutory: Given[Words] = None
    promised: Given[Words] = None


class Fee(Written, frozen=True, gc=False):
    charged: bool
    amount: Given[Words] = None
    basis: Given[Words] = None


class Result(Written, frozen=True, gc=False):
    name: Words
    type: Given[Words] = None


class Published(Written, frozen=True, gc=False):
    url: Given[str] = None
    updated: Given[Date] = None


class Guide(Written, frozen=True, gc=False):
    """One published service item at one authority."""

    id: Id
    title: Words
    materials: Annotated[tuple[Material, ...], Meta(max_length=500)]
    region: Given[Region] = None
    authority: Given[Words] = None
    halls: List = ()
    audience: List = ()
    conditions: List = ()
    steps: Annotated[tuple[Step, ...], Meta(max_length=500)] = ()
    time_limit: Given[TimeLimit] = None
    fee: Given[Fee] = None
    visits: Given[Annotated[int, Meta(ge=0, le=99)]] = None
    outcome: Given[Result] = field(default=None, name="result")
    related: tuple[Id, ...] = ()
    place: Given[Words] = None
    hours: Given[Words] = None
    consultation: Given[Contact] = None
    complaint: Given[Contact] = None
    notes: List = ()
    published: Given[Published] = None
    is_illustration: bool = field(default=False, name="illustration")
    code: Given[Annotated[str, Meta(pattern="^[0-9A-Za-z]{1,64}$")]] = None
    basis: List = ()

    @property
    def statutory_limit(self) -> str | None:
        return self.time_limit.statutory if self.time_limit is not None else None

    @property
    def promised_limit(self) -> str | None:
        return self.time_limit.promised if self.time_limit is not None else None

    @property
    def charged(self) -> bool | None:
        return self.fee.charged if self.fee is not None else None

    @property
    def amount(self) -> str | None:
        return self.fee.amount if self.fee is not None else None

    @property
    def result(self) -> str | None:
        return self.outcome.name if self.outcome is not None else None

    @property
    def url(self) -> str | None:
        return self.published.url if self.published is not None else None

    @property
    def updated(self) -> str | None:
        return self.published.updated if self.published is not None else None
