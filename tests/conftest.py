"""Fixtures shared by all tests."""

import pytest
import yaml

from guidelint.phrase import PhraseBook
from guidelint.shipped import shipped
from guidelint.thesaurus import Thesaurus

pytest_plugins = ("tests.browser",)


@pytest.fixture(scope="session")
def thesaurus() -> Thesaurus:
    """The shipped thesaurus."""
    files = sorted((shipped().rules / "thesaurus").glob("*.yaml"))
    return Thesaurus.build(
        concept
        for file in files
        for concept in yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)["concepts"]
    )


@pytest.fixture(scope="session")
def phrases(thesaurus: Thesaurus) -> PhraseBook:
    return PhraseBook(thesaurus)
