"""Which of many rules can fire on a guide at all, found in one pass over all of them.

Most rules are silent on most guides. The prefilter passes a rule only where it may fire, and never holds one back that
would: what it passes runs exactly. tests/rules/test_prefilter.py holds the two against each other.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import Any, Protocol, runtime_checkable
from weakref import proxy

from guidelint.language.memo import Memo
from guidelint.language.phrase import PhraseBook
from guidelint.model.rule import Rule
from guidelint.rules.kinds import TextFilter
from guidelint.rules.kinds.context import CheckContext
from guidelint.rules.kinds.field import FieldCheck, validator, whole_guide
from guidelint.rules.selector import Selectors

_MAX_TEXTS = 50_000


@runtime_checkable
class ReadsTexts(Protocol):
    """A check that fires on texts, each by itself."""

    rule: Rule

    @staticmethod
    def prefilter(checks: Mapping[str, Any], phrases: PhraseBook) -> TextFilter:
        """For all checks of this kind at once, by their ids."""
        ...


@runtime_checkable
class Guarded(Protocol):
    """A check that knows cheaply that a guide gives it nothing to do."""

    def may_run(self, context: CheckContext) -> bool: ...


class Prefilter:
    """Made once for a set of rules; remembers what it found in each text."""

    def __init__(self, checks: Mapping[str, Any], phrases: PhraseBook) -> None:
        self._order = {id: at for at, id in enumerate(checks)}
        self._musts: dict[str, str] = {}
        self._always: list[str] = []
        self._guarded: list[tuple[str, Guarded]] = []
        reading: dict[type[ReadsTexts], dict[str, ReadsTexts]] = {}
        for id, check in checks.items():
            if isinstance(check, FieldCheck) and '"$' not in (must := json.dumps(_of_whole_guide(check))):
                self._musts[id] = must
            elif isinstance(check, ReadsTexts):
                reading.setdefault(type(check), {})[id] = check
            elif isinstance(check, Guarded):
                self._guarded.append((id, check))
            else:  # also a `must` with a reference, which would point elsewhere once that stands in another schema
                self._always.append(id)
        self._filters: dict[str, list[TextFilter]] = {}
        for kind, of_kind in reading.items():
            for selector, readers in _by_selector(of_kind).items():
                self._filters.setdefault(selector, []).append(kind.prefilter(readers, phrases))
        self._selectors = Selectors.of(self._filters)
        firing = partial(Prefilter._firing, proxy(self))  # no circle
        self._seen = {selector: Memo(partial(firing, selector), _MAX_TEXTS) for selector in self._filters}

    def suspects(self, context: CheckContext) -> list[str]:
        """Ids of the rules that may fire, in the order of the rules."""
        data = context.document.data
        found = {*self._always, *self._broken(data)}
        for selector, texts in self._selectors.texts(data):
            found.update(chain.from_iterable(map(self._seen[selector].__getitem__, texts)))
        found.update(id for id, check in self._guarded if check.may_run(context))
        return sorted(found, key=self._order.__getitem__)

    def firing(self, selector: str, text: str) -> Sequence[str]:
        """Ids of the rules about words that may fire on a text at the selector."""
        return self._seen[selector][text] if selector in self._seen else ()

    def _firing(self, selector: str, text: str) -> Sequence[str]:
        return [id for filter_text in self._filters[selector] for id in filter_text(text)]

    def _broken(self, data: Any) -> Iterable[str]:
        """Rules with a `must` that the guide does not satisfy. Most satisfy all of them, which one look tells."""
        if not self._musts or self._all_musts.is_valid(data):
            return ()
        return [id for id, must in self._each_must.items() if not must.is_valid(data)]

    @cached_property
    def _all_musts(self) -> Any:
        return validator(f'{{"allOf": [{", ".join(self._musts.values())}]}}')

    @cached_property
    def _each_must(self) -> Mapping[str, Any]:
        return {id: validator(must) for id, must in self._musts.items()}


def _by_selector(checks: Mapping[str, ReadsTexts]) -> Mapping[str, Mapping[str, ReadsTexts]]:
    """The checks that read each selector."""
    found: dict[str, dict[str, ReadsTexts]] = {}
    for id, check in checks.items():
        for selector in check.rule.fields:
            found.setdefault(selector, {})[id] = check
    return found


def _of_whole_guide(check: FieldCheck) -> Any:
    """A rule's `must` at the places of its fields."""
    return {"allOf": [whole_guide(selector, check.schema) for selector in check.rule.fields]}
