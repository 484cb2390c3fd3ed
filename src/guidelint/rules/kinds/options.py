"""What a rule says for its own kind, beside the keys that every rule has: a Struct in the kind's module.

The rule's schema is made of these (guidelint.rules.schema), so a kind declares a key once, with its type, its Chinese name
and its limits.
"""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Of a kind that has no keys of its own. Every kind's options extend this.

    `reads_fields` tells that the kind looks at the places that the rule's `field` names.
    """

    reads_fields: ClassVar[bool] = False


class FieldOptions(Options, frozen=True, forbid_unknown_fields=True):
    """Of a kind that looks at the places that the rule names, and has no keys of its own."""

    reads_fields: ClassVar[bool] = True


Pattern = Annotated[str, Meta(min_length=1, max_length=2000)]
"""A regular expression of RE2, held against the normalised text."""

Selector = Annotated[str, Meta(pattern=r"^[a-z_]+(\[\])?(\.[a-z_]+(\[\])?)*$(?!\n)")]
"""The way to values of a guide, such as `materials[].name`."""

COMPARE = Meta(title="比较方式")
"""Of the key by which a rule names one of its kind's comparisons."""

Unless = Annotated[Pattern, Meta(title="例外模式")]
Except = Annotated[
    Pattern,
    Meta(
        title="不算的写法",
        description="A document or term whose own words match is none of those that the rule looks for",
    ),
]
