"""Kind `term`: a concept of the thesaurus named in a text, such as a vague or an abolished document."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from msgspec import Meta, field

from guidelint.contract.words import read
from guidelint.language.normalise import normalise
from guidelint.language.phrase import Mention, Phrase, PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.regex import regex
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds import RuleError, TextFilter
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import Except, FieldOptions, Unless
from guidelint.rules.kinds.pattern import compiled
from guidelint.rules.selector import select
from guidelint.source.document import Path

_SHOWN = 5  # documents of a denotation that a message lists
_ANYBODY = regex("有关|相关")


class Options(FieldOptions, frozen=True, forbid_unknown_fields=True):
    terms: Annotated[tuple[Annotated[str, Meta(min_length=1)], ...], Meta(title="用语", min_length=1)]
    unless: Unless | None = None
    excepted: Except | None = field(default=None, name="except")


class TermCheck:
    """Fires on a mention of one of the rule's concepts itself, by longest match.

    A vague concept is cleared where the same text lists which of its documents are meant, or gives the title and the
    issuer of one; an abolished one never is.
    """

    def __init__(self, rule: Rule, options: Options, thesaurus: Thesaurus) -> None:
        self.rule, self.options, self.thesaurus = rule, options, thesaurus
        self.concepts: set[str] = set()
        self.unless = compiled(options.unless, "unless")
        self.excepted = compiled(options.excepted, "except")
        for label in options.terms:
            concept = thesaurus.find(label)
            if concept is None:
                raise RuleError(Text(f"主题词表里没有“{label}”", f"“{label}” is not in the thesaurus"), "terms")
            self.concepts.add(concept.id)

    def run(self, context: CheckContext) -> Iterator[Match]:
        for selector in self.rule.fields:
            for path, value in select(context.document.data, selector):
                if isinstance(value, str) and not self._is_excepted(value):
                    phrase = context.phrase(value)
                    for mention in phrase.mentions:
                        if mention.concept in self.concepts and not self._is_cleared(mention, phrase):
                            yield self._match(context, path, mention)

    @staticmethod
    def prefilter(checks: "Mapping[str, TermCheck]", phrases: PhraseBook) -> TextFilter:
        naming: dict[str, list[str]] = {}
        for id, check in checks.items():
            for concept in check.concepts:
                naming.setdefault(concept, []).append(id)
        return lambda text: [id for concept in naming.keys() & phrases.labelled(text) for id in naming[concept]]

    def why_silent(self, value: object) -> Text:
        if isinstance(value, str) and any(label in value for label in self.options.terms):
            return Text(
                "词出现了，但后面列明了是哪几种证件，或属于更长的词",
                "the word is there, but made precise or part of a longer one",
            )
        return Text("没有这个词", "the word does not occur")

    def _is_excepted(self, value: str) -> bool:
        return self.unless is not None and bool(self.unless.search(normalise(value).text))

    def _is_cleared(self, mention: Mention, phrase: Phrase) -> bool:
        if self.excepted is not None and self.excepted.search(normalise(phrase.text[mention.start : mention.end]).text):
            return True
        if not self.thesaurus.concept(mention.concept).narrower:
            return False
        return mention.is_enumerated or _is_one_paper(mention, phrase) or _is_issued_by_somebody(mention, phrase)

    def _match(self, context: CheckContext, path: Path, mention: Mention) -> Match:
        replaced = self.thesaurus.concept(mention.concept).replaced_by
        replacement, window_known = _window_words(context, path, mention), True
        if replacement is None:
            window_known = False
            replacement = _successor(self.thesaurus, mention)
        return Match(
            path,
            mention.start,
            mention.end,
            values={
                "denotation": _denotation(self.thesaurus, mention.concept, _seen(context)),
                "replacement": replacement or "",
                "date": replaced.date or "" if replaced else "",
                "source": replaced.source or "" if replaced else "",
                "window.accepts": replacement or "",
            },
            replacement=replacement if self.rule.fix.replace else None,
            window_known=window_known,
        )


def _is_one_paper(mention: Mention, phrase: Phrase) -> bool:
    """团以上政治机关出具的《军人婚姻登记证明》 is one paper."""
    return any(
        one.issuer is not None
        and one.start <= mention.start < one.end
        and phrase.text[max(0, one.start - 1) : one.start] == "《"
        for one in phrase.documents
    )


def _is_issued_by_somebody(mention: Mention, phrase: Phrase) -> bool:
    """收入证明(单位开具) says behind the word who issues it; 有关部门 is nobody in particular."""
    return any(
        one.issuer is not None
        and one.issuer.start >= mention.end
        and one.start <= mention.start < one.end
        and _ANYBODY.search(one.issuer.text) is None
        for one in phrase.documents
    )


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> TermCheck:
    return TermCheck(rule, options, thesaurus)


def _window_words(context: CheckContext, path: Path, mention: Mention) -> str | None:
    """What the window really takes in place of the mentioned term, where a record tells and all records agree."""
    words = {
        mismatch.write
        for _, comparison in context.comparisons
        for mismatch in comparison.mismatches
        if mismatch.kind == "vaguer-than-window"
        and path == ("materials", mismatch.guide.material, "name")
        and mismatch.end == mention.end
        and context.is_proved(mismatch)
    }
    return words.pop() if len(words) == 1 else None


def _successor(thesaurus: Thesaurus, mention: Mention) -> str | None:
    replaced = thesaurus.concept(mention.concept).replaced_by
    if replaced is None or len(replaced.concepts) != 1:
        return None
    return thesaurus.concept(replaced.concepts[0]).pref.zh


def _seen(context: CheckContext) -> frozenset[str]:
    """Documents that people really brought or that a window turned away: they make the message concrete."""
    words = [words for window in context.windows for demand in window.record.materials for words in demand.refused]
    words += [words for t in context.own_tickets for words in t.brought]
    return frozenset().union(*(read(one, context.phrases) for one in words))


def _denotation(thesaurus: Thesaurus, concept: str, seen: frozenset[str]) -> Text:
    leaves = [thesaurus.concept(leaf) for leaf in thesaurus.leaves(concept)]
    # A document with many names is a common one.
    leaves.sort(key=lambda leaf: (leaf.pref.zh not in seen, -len(leaf.labels)))
    shown = [leaf.pref for leaf in leaves[:_SHOWN]]
    zh, en = "、".join(label.zh for label in shown), ", ".join(label.en for label in shown)
    if len(leaves) > len(shown):
        zh, en = f"{zh}等 {len(leaves)} 种", f"{en} and {len(leaves) - len(shown)} more"
    return Text(zh, en)
