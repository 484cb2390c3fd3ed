"""Kind `prose`: what the sentences of a guide say, held against its lists and its other sentences."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from guidelint.language.duration import Duration
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.regex import regex
from guidelint.model.rule import Level, Rule
from guidelint.model.text import Text
from guidelint.rules.kinds.comparison import Compare, ComparisonCheck
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import COMPARE
from guidelint.rules.kinds.options import Options as Common
from guidelint.rules.prose.documents import Listed, hidden
from guidelint.rules.prose.limits import LICENCE_DAYS, is_beyond_a_day, leaves_out, promised, slow_step, steps_together
from guidelint.rules.prose.presence import agent, at_window, in_person, is_exception, offers_another_way
from guidelint.rules.prose.sentences import Sentence, sentences

_LETTER = regex("委托|授权|代理|代办|代领")
_GUARDS = regex("监护人|法定代理人|父母")  # they act without a letter
_ADULT = regex("(?:年满|已满|满)(?:18|十八)周?岁")
_GUARDIAN = regex(
    "监护人[^,;。]{0,6}(?:代办|代为|代理|陪同|签字|办理|申请)|由其?(?:法定)?监护人(?:代办|代为|代理|陪同|签字|办理)?"
)
_PROCEDURE = ("steps", "procedure")
_PAYS = regex("缴费|交费|收费|缴纳(?:[^,;。]{0,6})费|收取(?:[^,;。]{0,6})费")
_FREE = regex("(?:不|免|无需|不用|不再|非|未)(?:予|再)?(?:收|缴|交)|减免|收费标准:?无|社会?保险|[医社]保缴费")


Comparison = Literal[
    "hidden-material",
    "presence",
    "delegation",
    "in-person-or-agent",
    "adult-with-guardian",
    "steps",
    "inspection",
    "at-once",
    "fee-step",
    "visits",
    "licence-limit",
]


class Options(Common, frozen=True, forbid_unknown_fields=True):
    compare: Annotated[Comparison, COMPARE]


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> ComparisonCheck:
    comparisons: Mapping[Comparison, Compare] = {
        "hidden-material": _hidden_material,
        "presence": _presence,
        "delegation": _delegation,
        "in-person-or-agent": _in_person_or_agent,
        "adult-with-guardian": _adult_with_guardian,
        "steps": _steps,
        "inspection": _inspection,
        "at-once": _at_once,
        "fee-step": _fee_step,
        "visits": _visits,
        "licence-limit": _licence_limit,
    }
    return ComparisonCheck(
        comparisons[options.compare], Text("条件、说明和流程里没有这样的话", "no sentence of the guide says so")
    )


def _hidden_material(context: CheckContext) -> Iterator[Match]:
    guide = context.guide
    names = [material.name for material in guide.materials]
    listed = Listed([*names, guide.title, *((guide.result,) if guide.result else ())], context.phrases)
    for one in hidden(context.sentences, listed, context.phrases):
        yield Match(one.sentence.path, *_place(one.sentence, one.text), values={"text": one.text})


def _presence(context: CheckContext) -> Iterator[Match]:
    """The first sentence that wants somebody there, where no sentence and no step says what else is allowed."""
    guide = context.guide
    if any(step.presence is not None for step in guide.steps):
        return  # said where it belongs, which other rules look at
    all_sentences = [*context.sentences, *_material_names(context)]
    if any(agent(one.text) or (is_exception(one.text) and offers_another_way(one.text)) for one in all_sentences):
        return
    for one in all_sentences:
        if (found := in_person(one.text)) is not None:
            yield Match(one.path, *_place(one, found[0]), values={"text": found[0]})
            return


def _delegation(context: CheckContext) -> Iterator[Match]:
    guide = context.guide
    if any(_LETTER.search(f"{material.name}{material.when or ''}") for material in guide.materials):
        return
    for step_index, step in enumerate(guide.steps):
        for way in step.presence.alternatives if step.presence is not None else ():
            if _LETTER.search(way) and not _GUARDS.search(way):
                where = ("steps", step_index, "presence", "alternatives")
                yield Match(("title",), values={"text": way}, related=((context.document, where),))
                return
    for one in context.sentences:
        if (found := agent(one.text)) is not None and not _GUARDS.search(one.text):
            yield Match(("title",), values={"text": found[0]}, related=((context.document, one.path),))
            return


def _in_person_or_agent(context: CheckContext) -> Iterator[Match]:
    said = [one for one in context.sentences if not is_exception(one.text)]
    wanted = next(((one, found) for one in said if (found := in_person(one.text)) and not agent(one.text)), None)
    allowed = next(((one, found) for one in said if (found := agent(one.text)) and not in_person(one.text)), None)
    if wanted is not None and allowed is not None:
        yield Match(
            wanted[0].path,
            *_place(wanted[0], wanted[1][0]),
            values={"text": wanted[1][0], "value": allowed[1][0]},
            related=((context.document, allowed[0].path),),
        )


def _adult_with_guardian(context: CheckContext) -> Iterator[Match]:
    all_sentences = context.sentences
    if any(re.search("无民事|限制民事|精神|智力|未成年|未满", one.text) for one in all_sentences):
        return
    adult = next((one for one in all_sentences if one.path[0] == "conditions" and _ADULT.search(one.text)), None)
    guardian = next(((one, found) for one in all_sentences if (found := _GUARDIAN.search(one.text))), None)
    if adult is not None and guardian is not None:
        one, found = guardian
        age = _ADULT.search(adult.text)
        assert age is not None
        yield Match(
            one.path,
            *_place(one, found[0]),
            values={"text": found[0], "value": age[0]},
            related=((context.document, adult.path),),
        )


def _steps(context: CheckContext) -> Iterator[Match]:
    total, limit = steps_together(context.guide), promised(context.guide)
    if total is None or limit is None or leaves_out(context.guide):
        return
    is_longer = total.duration.is_longer_than(limit)
    if not is_longer and not (
        total.is_whole and limit.unit == total.duration.unit and limit.amount > total.duration.amount
    ):
        return
    values = {
        "text": context.guide.promised_limit or "",
        "value": f"{total.words}={total.duration.amount:g}{total.duration.unit}",
    }
    yield Match(("time_limit", "promised"), values=values, level=None if is_longer else Level.HINT)


def _inspection(context: CheckContext) -> Iterator[Match]:
    """An inspection that is promised within the day."""
    guide, limit, step = context.guide, promised(context.guide), slow_step(context.guide)
    if limit is None or step is None or leaves_out(guide) or is_beyond_a_day(limit):
        return
    values = {"text": guide.promised_limit or "", "value": guide.steps[step].name}
    yield Match(("time_limit", "promised"), values=values, related=((context.document, ("steps", step, "name")),))


def _at_once(context: CheckContext) -> Iterator[Match]:
    guide, limit = context.guide, promised(context.guide)
    if guide.case_type == "即办件" and limit is not None and is_beyond_a_day(limit):
        values = {"text": guide.promised_limit or "", "value": guide.case_type}
        yield Match(("time_limit", "promised"), values=values, related=((context.document, ("case_type",)),))


def _fee_step(context: CheckContext) -> Iterator[Match]:
    guide = context.guide
    if guide.charged is not False or guide.fees or "缴" in guide.title:
        return
    for one in context.sentences:
        if one.path[0] not in _PROCEDURE:
            continue
        if (found := _PAYS.search(one.text)) and not _FREE.search(one.text):
            yield Match(
                one.path, *_place(one, found[0]), values={"text": found[0]}, related=((context.document, ("fee",)),)
            )
            return


def _visits(context: CheckContext) -> Iterator[Match]:
    if context.guide.visits != 0:
        return
    all_sentences = context.sentences
    has_another_way = any(offers_another_way(one.text) for one in all_sentences)
    for one in all_sentences:
        found = in_person(one.text)
        if found is None and not has_another_way:
            found = at_window(one.text)
        if found and not is_exception(one.text) and not offers_another_way(one.text):
            yield Match(("visits",), values={"text": found[0]}, related=((context.document, one.path),))
            return


def _licence_limit(context: CheckContext) -> Iterator[Match]:
    """A licence that takes longer than the law gives where no other law is named."""
    guide, limit = context.guide, promised(context.guide)
    if guide.item_type != "行政许可" or limit is None or guide.statutory_limit is not None or leaves_out(guide):
        return
    if limit.is_longer_than(Duration(LICENCE_DAYS, "工作日")):
        yield Match(("time_limit", "promised"), values={"text": guide.promised_limit or "", "value": str(LICENCE_DAYS)})


def _material_names(context: CheckContext) -> Iterator[Sentence]:
    yield from sentences(context.document.data, ("materials[].name",))


def _place(sentence: Sentence, words: str) -> tuple[int, int]:
    """Where the words stand in the value; the sentence where its spelling was not the normal one."""
    at = sentence.text.find(words)
    if at < 0 or len(sentence.text) != sentence.end - sentence.start:
        return sentence.start, sentence.end
    return sentence.start + at, sentence.start + at + len(words)
