"""Kind `contradiction`: one guide that says two things. Structured fields win over words in a name."""

import re
from collections.abc import Iterator, Sequence

from guidelint.contract.words import read
from guidelint.language.duration import read_duration
from guidelint.language.facts.form import COPY, ORIGINAL
from guidelint.language.normalise import normalise
from guidelint.language.phrase.numerals import may_count
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds.comparison import Compare, ComparisonCheck, chosen
from guidelint.rules.kinds.subject import Match, Subject

_COPY_WORDS = ("复印", "影印", "复制件", "扫描件")  # what stands for a copy in the grammar of names


def build(rule: Rule, thesaurus: Thesaurus) -> ComparisonCheck:
    comparisons: dict[str, Compare] = {
        "copies": _copies,
        "form": _form,
        "unlisted-material": _unlisted_material,
        "time-limit": _time_limit,
        "fee": _fee,
        "visits": _visits,
    }
    return ComparisonCheck(chosen(rule, comparisons), Text("前后一致", "both say the same"))


def _copies(subject: Subject) -> Iterator[Match]:
    for index, material in enumerate(subject.guide.materials):
        if material.copies is None or not may_count(normalise(material.name).text, other_than=material.copies):
            continue
        said = next((one.count for one in subject.phrase(material.name).documents), None)
        if said is not None and said.number != material.copies:
            yield Match(
                ("materials", index, "name"),
                said.start,
                said.end,
                values={"text": said.text, "value": str(material.copies)},
            )


def _form(subject: Subject) -> Iterator[Match]:
    for index, material in enumerate(subject.guide.materials):
        if material.type is None or not _may_say(normalise(material.name).text, other_than=material.type):
            continue
        forms = {one.form.value: one.form for one in subject.phrase(material.name).documents if one.form is not None}
        said = next(iter(forms.values()), None)
        if said is None or len(forms) > 1 or said.value in (material.type, "电子"):
            continue
        yield Match(
            ("materials", index, "name"), said.start, said.end, values={"text": said.text, "value": material.type}
        )


def _may_say(normal: str, *, other_than: str) -> bool:
    """Whether a name can say another form than this one; far cheaper than reading it."""
    original, copy = ORIGINAL in normal, any(word in normal for word in _COPY_WORDS)
    if (original and copy) or "正本" in normal or "副本" in normal:
        return True
    return (original or copy) and other_than != (ORIGINAL if original else COPY)


def _unlisted_material(subject: Subject) -> Iterator[Match]:
    if not any(step.uses for step in subject.guide.steps):
        return
    names = [material.name for material in subject.guide.materials]
    listed = frozenset().union(*(read(name, subject.phrases) for name in names))
    for step_index, step in enumerate(subject.guide.steps):
        for index, used in enumerate(step.uses):
            if not _is_named(names, used) and not read(used, subject.phrases) & listed:
                yield Match(("steps", step_index, "uses", index), values={"text": used, "value": step.name})


def _is_named(names: Sequence[str], used: str) -> bool:
    words = normalise(used).text
    return any(words in normalise(name).text for name in names)


def _time_limit(subject: Subject) -> Iterator[Match]:
    guide = subject.guide
    promised, statutory = (
        read_duration(text) if text else None for text in (guide.promised_limit, guide.statutory_limit)
    )
    if promised is not None and statutory is not None and promised.is_longer_than(statutory):
        yield Match(
            ("time_limit", "promised"),
            values={"text": guide.promised_limit or "", "value": guide.statutory_limit or ""},
        )


def _fee(subject: Subject) -> Iterator[Match]:
    guide = subject.guide
    if guide.charged is False and guide.amount and re.search(r"[1-9一二三四五六七八九十百]", guide.amount):
        yield Match(("fee", "amount"), values={"text": guide.amount})


def _visits(subject: Subject) -> Iterator[Match]:
    for index, step in enumerate(subject.guide.steps):
        if subject.guide.visits == 0 and step.presence is not None and not step.presence.alternatives:
            yield Match(
                ("visits",), values={"text": "0", "value": f"{step.name}:{step.presence.who}", "step": str(index)}
            )
            return
