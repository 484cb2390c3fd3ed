"""What the keys of guides, window records and tickets hold, as types that msgspec checks while it builds the model.

They say what the JSON Schemas say: tests/model/test_schemas.py holds the two against each other. A file is built first;
only where that fails is it held against its schema, which finds every error and its place.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, TypeAlias, TypeVar

from msgspec import Meta, Struct, convert

T = TypeVar("T")

if TYPE_CHECKING:
    Given: TypeAlias = T | None
else:

    class Given:
        """A key that may be left out, and is None then; what is written may not be null."""

        def __class_getitem__(cls, kind: Any) -> Any:
            return kind


# Branches are named after ids of tickets, so what git refuses in a name of theirs is refused.
ID = r"^(?!.*\.\.)(?!.*\.lock$)[0-9A-Za-z]([0-9A-Za-z._-]{0,98}[0-9A-Za-z_-])?$(?!\n)"
Id = Annotated[str, Meta(pattern=ID)]
Words = Annotated[str, Meta(min_length=1, max_length=5000)]
MANY = Meta(max_length=500)
List = Annotated[tuple[Words, ...], MANY]
EXTRA = "x-"
"""What the keys begin with that guidelint keeps and does not read: elements of a source that the standard does not have."""

# In every pattern: Python's $ also stands before a line break at the end of a text, which (?!\n) rules out.
DATE = (
    r"^([1-9][0-9]{3}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
    r"|([1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00)-02-29)$(?!\n)"
)
"""A day that there is, in a year of four digits."""

REGION = r"^([0-9]{6}|[0-9]{9}|[0-9]{12})$(?!\n)"

Date = Annotated[str, Meta(pattern=DATE)]
District = Annotated[str, Meta(pattern=r"^[0-9]{6}$(?!\n)")]
Region = Annotated[str, Meta(pattern=REGION)]
Count = Annotated[int, Meta(ge=0, le=999)]
Form = Literal["原件", "复印件", "原件和复印件", "原件或复印件"]
Medium = Literal["纸质", "电子", "纸质或电子"]
Necessity = Literal["必要", "非必要", "容缺后补"]


class FileModel(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Something written in a file; its fields are the file's keys."""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The model of values that fit their schema. Raises msgspec.ValidationError for others."""
        # A schema takes 1.0 for a whole number, as JSON does, and a strict conversion does not.
        return convert(cls.read(data), cls, strict=False)

    @classmethod
    def read(cls, data: Any) -> Any:
        """The part of what is written that the model reads."""
        return data


class Extensible(FileModel, frozen=True, gc=False):
    """A file in which keys that begin with `x-` are kept and not read."""

    @classmethod
    def read(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {key: cls.read(value) for key, value in data.items() if not str(key).startswith(EXTRA)}
        return [cls.read(item) for item in data] if isinstance(data, list) else data


class Some(FileModel, frozen=True, gc=False):
    """A mapping of which at least one key is written."""

    def __post_init__(self) -> None:
        if all(getattr(self, name) is None for name in self.__struct_fields__):
            raise ValueError("empty")
