"""What is shipped is made ready once a process and not once a workspace: trials are many, and small."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from unittest.mock import patch

import msgspec

from guidelint.language.thesaurus import Thesaurus
from guidelint.model.errors import FileError
from guidelint.model.rule import Rule
from guidelint.rules import ruleset
from guidelint.rules.examples import Subjects
from guidelint.rules.kinds import Check
from guidelint.source.document import Document

_KEPT = 8  # thesauri; few trials have one of their own


@contextmanager
def made_ready() -> Iterator[None]:
    """Meanwhile the same concepts make the same thesaurus, and a rule's examples are proved once."""
    build, failures = Thesaurus.build, ruleset.failures
    proved = set[str]()

    @lru_cache(_KEPT)
    def built(packed: bytes) -> Thesaurus:
        return build(msgspec.msgpack.decode(packed))

    def not_proved(rule: Rule, check: Check, subjects: Subjects, document: Document) -> list[FileError]:
        words = repr(rule)
        if words not in proved and (found := failures(rule, check, subjects, document)):
            return found
        proved.add(words)
        return []

    with (
        patch.object(Thesaurus, "build", lambda data: built(msgspec.msgpack.encode(list(data)))),
        patch.object(ruleset, "failures", not_proved),
    ):
        yield
