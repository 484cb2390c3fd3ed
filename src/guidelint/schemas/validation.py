"""Hold values against the published schemas; every error in words, at the exact place."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, ValidationError, convert
from msgspec.json import decode

from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.schema_types import EXTRA
from guidelint.model.text import Text
from guidelint.schemas.published import SchemaName, schema, schema_text
from guidelint.schemas.wording import element_title, named, unknown_key, wrong_value
from guidelint.source.document import Document
from guidelint.source.document import Path as ValuePath
from guidelint.source.typed import typed

if TYPE_CHECKING:
    from guidelint.model.schema_types import FileModel

M = TypeVar("M", bound="FileModel")

MAX_ERRORS = 100  # of one file: nobody reads more, and finding the place of each takes its time


class SchemaProblem(Struct, frozen=True, order=True):
    """Where values break their schema; `is_key` tells that the key is at fault and not its value, `lacks` which one is
    missing."""

    path: ValuePath
    message: Text
    is_key: bool = False
    lacks: str = ""


def validate(document: Document, name: SchemaName) -> list[FileError]:
    """Every place where the document breaks its schema, up to MAX_ERRORS; empty for a good one."""
    found = sorted({_at(document, problem) for problem in problems(document.data, name)})
    return found if isinstance(document.data, dict) else _mistyped(document) or found


def model(document: Document, name: SchemaName, kind: type[M], *, of_values: bool = False) -> M:
    """What the document says. Raises CannotCheck with every place where it breaks its schema.

    Where its values are wanted as well, a model made of them (`of_values`) costs least, and shares their texts.
    """
    try:
        if document.json is None or of_values:
            return convert(document.data, kind)
        return decode(document.json, type=kind)
    except ValidationError:
        try:
            return convert(kind.read(document.data), kind)
        except ValidationError:
            if errors := validate(document, name):
                raise CannotCheck(errors) from None
            return kind.from_data(document.data)


def problems(data: Any, name: SchemaName) -> list[SchemaProblem]:
    """Every way in which values, read or made, break their schema, up to MAX_ERRORS; empty for good ones."""
    if _quick(name).is_valid(data):
        return []
    found = (problem for error in _exact(name).iter_errors(data) for problem in _explain(name, error))
    return list(dict.fromkeys(islice(found, MAX_ERRORS)))


@cache
def _quick(name: SchemaName) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(schema_text(name))


@cache
def _exact(name: SchemaName) -> Any:
    # Ten times slower to import and to run than the quick one, so only when there is something to explain.
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema(name))


def _explain(name: SchemaName, error: Any) -> Iterator[SchemaProblem]:
    path: ValuePath = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        for key in error.instance:
            if key not in known and not ("patternProperties" in error.schema and key.startswith(EXTRA)):
                yield SchemaProblem((*path, key), unknown_key(key, error.schema["properties"]), is_key=True)
        return
    if error.validator == "enum" and "propertyNames" in error.absolute_schema_path:
        allowed = [str(one) for one in error.validator_value]
        said = Text(
            f"这类规则没有 {error.instance} 这一项；可用：{'、'.join(allowed)}",
            f"a rule of this kind has no {error.instance}; allowed: {', '.join(allowed)}",
        )
        yield SchemaProblem((*path, error.instance), said, is_key=True)
        return
    if error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                # What is asked for under a condition is named where the key is declared: at the top.
                declared = error.schema if key in error.schema.get("properties", {}) else {} if path else schema(name)
                title = declared.get("properties", {}).get(key, {}).get("title", "")
                said = Text(f"缺少 {key}{named(title)}", f"{key} is missing")
                yield SchemaProblem(path, said, is_key=bool(path), lacks=key)
        return
    yield SchemaProblem(path, wrong_value(error, element_title(schema(name), error.absolute_schema_path)))


def _at(document: Document, problem: SchemaProblem) -> FileError:
    position = document.position(document.span(problem.path, key=problem.is_key).start)
    return FileError(document.name, position.line, position.column, problem.message)


def _mistyped(document: Document) -> list[FileError]:
    """Where a file that is a single text has a wrong character after its first key."""
    for line in re.finditer("[^\r\n]+", document.text):
        if (found := typed(line[0])) is not None:
            position = document.position(line.start() + found[0])
            return [FileError(document.name, position.line, position.column, found[1])]
    return []
