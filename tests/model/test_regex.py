"""Regular expressions that are compiled when they are first used: each of the package's can be, and is then like any other."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from contextlib import suppress

import pytest

import guidelint
from guidelint.model import regex as module
from guidelint.model.regex import regex


def expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    for found in pkgutil.walk_packages(guidelint.__path__, "guidelint."):
        if found.name == "guidelint.__main__":
            continue
        with suppress(ImportError):  # of an extra that is not installed
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, module._Regex):
                    yield f"{found.name}.{name}", value


def test_every_expression_of_the_package_compiles() -> None:
    found = dict(expressions())
    assert len(found) > 200
    for place, one in found.items():
        try:
            re.compile(one.pattern, one.flags)
        except re.error as error:
            pytest.fail(f"{place}: {error}")


def test_it_answers_as_a_compiled_one() -> None:
    ours, theirs = regex("(?P<n>[0-9]+)份", re.IGNORECASE), re.compile("(?P<n>[0-9]+)份", re.IGNORECASE)
    text = "原件1份,复印件12份"
    assert ours.findall(text) == theirs.findall(text) == ["1", "12"]
    assert [one.span("n") for one in ours.finditer(text)] == [one.span("n") for one in theirs.finditer(text)]
    assert ours.sub(r"\g<n>张", text) == "原件1张,复印件12张"
    assert (ours.pattern, ours.match(text), ours.fullmatch("3份")["n"]) == (theirs.pattern, None, "3")  # type: ignore[index]


def test_nothing_is_compiled_before_it_is_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("")
    with pytest.raises(AttributeError):
        _ = broken.scanner  # type: ignore[attr-defined]
