"""Which of many rules can fire on a guide at all, found in one pass over all of them.

Most rules are silent on most guides. The screen passes a rule only where it may fire, and never holds one back that
would: what it passes runs exactly. tests/checks/test_screen.py holds the two against each other.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol, runtime_checkable

from guidelint.checks.field import FieldCheck, whole_guide
from guidelint.checks.subject import Subject
from guidelint.model.rule import Rule
from guidelint.phrase import PhraseBook
from guidelint.selector import strings

_MAX_TEXTS = 50_000


@runtime_checkable
class ReadsTexts(Protocol):
    """A check that fires on texts, each by itself."""

    rule: Rule

    def may_fire(self, text: str, phrases: PhraseBook) -> bool:
        """False only where `run` would give nothing for this text."""
        ...


@runtime_checkable
class Guarded(Protocol):
    """A check that knows cheaply that a guide gives it nothing to do."""

    def may_run(self, subject: Subject) -> bool: ...


class Screen:
    """Made once for a set of rules; remembers what it found in each text."""

    def __init__(self, checks: Mapping[str, Any], phrases: PhraseBook) -> None:
        self.phrases = phrases
        self.checks = checks
        self._order = {id: at for at, id in enumerate(checks)}
        self._texts: dict[str, list[tuple[str, ReadsTexts]]] = {}
        self._fields: list[str] = []
        self._always: list[str] = []
        self._guarded: list[tuple[str, Guarded]] = []
        for id, check in checks.items():
            if isinstance(check, FieldCheck):
                self._fields.append(id)
            elif isinstance(check, ReadsTexts):
                for selector in check.rule.fields:
                    self._texts.setdefault(selector, []).append((id, check))
            elif isinstance(check, Guarded):
                self._guarded.append((id, check))
            else:
                self._always.append(id)
        self._seen: dict[str, dict[str, Sequence[str]]] = {selector: {} for selector in self._texts}

    def suspects(self, subject: Subject) -> list[str]:
        """Ids of the rules that may fire, in the order of the rules."""
        found: set[str] = set()
        data = subject.document.data
        if self._fields and not self._all_musts.is_valid(data):
            found.update(self._fields)
        for selector, seen in self._seen.items():
            for text in strings(data, selector):
                ids = seen.get(text)
                if ids is None:
                    if len(seen) > _MAX_TEXTS:
                        seen.clear()
                    ids = seen[text] = self._firing(selector, text)
                if ids:
                    found.update(ids)
        found.update(self._always)
        found.update(id for id, check in self._guarded if check.may_run(subject))
        return sorted(found, key=self._order.__getitem__)

    def _firing(self, selector: str, text: str) -> Sequence[str]:
        return [id for id, check in self._texts[selector] if check.may_fire(text, self.phrases)]

    @cached_property
    def _all_musts(self) -> Any:
        """Every rule's `must` at the place of its field, in one schema."""
        import jsonschema_rs

        musts = [
            whole_guide(selector, self.checks[id].rule.options["must"])
            for id in self._fields
            for selector in self.checks[id].rule.fields
        ]
        if any('"$' in json.dumps(must) for must in musts):
            return _NeverSure()  # a reference would point elsewhere once the schemas stand in one
        return jsonschema_rs.validator_for(json.dumps({"allOf": musts}))


class _NeverSure:
    def is_valid(self, data: object) -> bool:
        return False
