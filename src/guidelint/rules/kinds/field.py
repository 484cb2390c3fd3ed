"""Kind `field`: keys that must be there, and keys that must go together, said as a JSON Schema."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any

from msgspec import Meta

from guidelint.language.normalise import normalise
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds import RuleError
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import FieldOptions, Pattern
from guidelint.rules.kinds.pattern import compiled
from guidelint.rules.selector import select
from guidelint.source.document import Path

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_BACKTRACKS = 100_000  # steps back in one pattern; beyond them it does not match
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef", "$id", "$schema")

WHOLE_GUIDE = "guide"
"""The selector for rules about the guide itself, such as a missing key at its top."""


class Options(FieldOptions, frozen=True, forbid_unknown_fields=True):
    must: Annotated[dict[str, Any], Meta(title="必须满足的 JSON Schema")]
    at: Annotated[str, Meta(title="指向的键")] = ""
    unless_remark: (
        Annotated[
            Pattern,
            Meta(
                title="材料总说明里的例外模式",
                description="A remark on all materials that matches says of each of them what the rule looks for",
            ),
        ]
        | None
    ) = None


class FieldCheck:
    """Fires on every selected element that does not satisfy the rule's `must`.

    It is silent where a remark on all materials matches `unless_remark`, as 各1份 does for the number of each.
    """

    def __init__(self, rule: Rule, options: Options) -> None:
        self.rule, self.schema = rule, options.must
        refuse_references(options.must)
        self.unless = compiled(options.unless_remark, "unless_remark")
        self.at: Path = tuple(options.at.split(".")) if options.at else ()

    @cached_property
    def must(self) -> Any:
        """Made when the first element is held against it: most rules that were proved before see none. Raises RuleError."""
        import jsonschema_rs

        try:
            return validator(json.dumps(self.schema))
        except (jsonschema_rs.ValidationError, ValueError) as error:
            said = str(error).splitlines()[0]
            raise RuleError(
                Text(f"must 不是合格的 JSON Schema：{said}", f"must is no JSON Schema: {said}"), "must"
            ) from None

    def run(self, context: CheckContext) -> Iterator[Match]:
        remarks = (normalise(one).text for one in context.guide.material_notes)
        if self.unless is not None and any(map(self.unless.search, remarks)):
            return
        for selector in self.rule.fields:
            selected = (
                [((), context.document.data)] if selector == WHOLE_GUIDE else select(context.document.data, selector)
            )
            for path, value in selected:
                if not self.must.is_valid(value):
                    yield self._match(path, value)

    def why_silent(self, value: object) -> Text:
        return Text("这里符合要求", "what this rule asks for is here")

    def _match(self, path: Path, value: Any) -> Match:
        steps: list[str | int] = []
        inner = value
        for step in self.at:
            if not isinstance(inner, Mapping) or step not in inner:
                break
            inner = inner[step]
            steps.append(step)
        if steps:
            return Match((*path, *steps), values={"value": str(inner)})
        return Match((*path, *_name_of(value)), values={"value": _shown(value)})


def validator(schema: str) -> Any:
    """A validator that fetches nothing, and whose patterns take bounded time. Raises jsonschema_rs.ValidationError, ValueError."""
    import jsonschema_rs

    return jsonschema_rs.validator_for(
        schema, retriever=_fetch, pattern_options=jsonschema_rs.FancyRegexOptions(backtrack_limit=_BACKTRACKS)
    )


def _fetch(uri: str) -> Any:
    raise ValueError(f"{uri} is not fetched")


def refuse_references(must: Any) -> None:
    """Raises RuleError for a schema that names another document: a file or an address that would be fetched."""
    waiting = [must]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, Mapping):
            for key, value in one.items():
                is_local = isinstance(value, str) and (value.startswith("#") or (key == "$schema" and value == DRAFT))
                if key in _REFERENCES and isinstance(value, str) and not is_local:
                    said = f"must 里的 {key} 只能指向它自己（以 # 开头），不能是 {value}"
                    raise RuleError(
                        Text(said, f"{key} in must may only point into itself (#…), not to {value}"), "must"
                    )
            waiting += one.values()


def whole_guide(selector: str, must: Any) -> Any:
    """`must` at the place that the selector names, as a schema of the whole guide."""
    if selector == WHOLE_GUIDE:
        return must
    schema = must
    for part in reversed(selector.split(".")):
        name = part.removesuffix("[]")
        schema = {"properties": {name: {"items": schema} if name != part else schema}}
    return schema


def _name_of(value: Any) -> Path:
    """Nothing to point at yet: the key that says which element is meant."""
    if not isinstance(value, Mapping):
        return ()
    key = next((key for key in ("title", "name", *value) if key in value), None)
    return () if key is None else (key,)


def _shown(value: Any) -> str:
    name = _name_of(value)
    return str(value[name[0]] if name else value)


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> FieldCheck:
    return FieldCheck(rule, options)
