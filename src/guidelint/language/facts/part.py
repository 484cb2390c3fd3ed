"""Words of a text with their places. Offsets count characters of the text as published."""

import msgspec


class Part(msgspec.Struct, frozen=True, gc=False):
    """Some words of the phrase; `value` is their normal form, such as 原件和复印件 or a holder."""

    text: str
    start: int
    end: int
    value: str
