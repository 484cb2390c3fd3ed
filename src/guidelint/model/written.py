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


Id = Annotated[str, Meta(pattern="^[0-9A-Za-z][0-9A-Za-z._-]{0,99}$")]
Words = Annotated[str, Meta(min_length=1, max_length=5000)]
List = Annotated[tuple[Words, ...], Meta(max_length=500)]
Date = Annotated[str, Meta(pattern="^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Region = Annotated[str, Meta(pattern="^[0-9]{6}$")]
Count = Annotated[int, Meta(ge=0, le=999)]
Form = Literal["原件", "复印件", "原件和复印件", "原件或复印件"]
Medium = Literal["纸质", "电子", "纸质或电子"]
Necessity = Literal["必要", "非必要", "容缺后补"]


class Written(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Something written in a file; its fields are the file's keys."""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The model of values that fit their schema. Raises msgspec.ValidationError for others."""
        # A schema takes 1.0 for a whole number, as JSON does, and a strict conversion does not.
        return convert(data, cls, strict=False)
