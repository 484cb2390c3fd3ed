"""Programs of the system that some tests need."""

import os
import shutil
from typing import NoReturn

import pytest


def needed(*programs: str) -> str:
    """The path of the first of these programs that is there; without any, as `missing`."""
    found = next((path for name in programs if (path := shutil.which(name))), None)
    return found or missing(" or ".join(programs))


def missing(what: str) -> NoReturn:
    """Something of the system is not there: skip the test, except in CI, where `.ci/run` installs it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI installs it")
    pytest.skip(f"needs {what}")
