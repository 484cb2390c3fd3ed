"""Whether a ticket can teach a rule: only where words of the guide are the fault. Else, what it needs instead."""

from collections.abc import Iterator

from guidelint.checking.engine import Engine
from guidelint.language.normalise import normalise
from guidelint.language.phrase.nouns import ends_in_noun
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.rules.examples import Subjects
from guidelint.rules.execution import run_rule
from guidelint.rules.ruleset import LoadedRule


def why_not(engine: Engine, ticket: Ticket, says: str, requires: str) -> Text | None:
    """Why no rule about the guide's words can come of the ticket, and what it needs instead; None where one can."""
    record = Text(
        f"这件工单要的是窗口记录，不是规则：要求下写 revealed_by: [{ticket.id}]",
        f"what this ticket needs is a window record (with revealed_by: [{ticket.id}]), not a rule",
    )
    if ticket.problem == "系统办不了":
        return Text(
            f"系统录不进、认不出，不是指南的字有错：不用规则，办结时用 guidelint ticket close {ticket.id} --remedy system",
            "the computer system is at fault, not the guide's words: no rule is needed; close it with --remedy system",
        )
    if not _is_document(engine, says):
        return _both(Text(f"“{says}”不是材料名称", f"“{says}” names no document"), record)
    if not _is_document(engine, requires):
        return _both(
            Text(f"窗口要的“{requires}”不是材料", f"“{requires}”, which the window wants, is no document"), record
        )
    known = list(_concepts(engine, says))
    if known and not any(engine.thesaurus.concept(one).narrower for one in known):
        return _both(
            Text(
                f"“{says}”已经写明是哪一种材料，指南的字没有错",
                f"“{says}” is concrete already: the words are not at fault",
            ),
            record,
        )
    asked = list(_concepts(engine, requires))
    if known and asked and not any(engine.thesaurus.is_within(one, wide) for one in asked for wide in known):
        return _both(
            Text(
                f"“{requires}”不是“{says}”的一种，是另要的材料",
                f"“{requires}” is no kind of “{says}” but one document more",
            ),
            record,
        )
    if not known and not ticket.brought:
        return Text(
            f"主题词表里没有“{says}”，工单也没有写办事人照它带了什么（brought），看不出是字有错",
            f"“{says}” is not in the thesaurus, and the ticket does not say what was brought for it (brought): nothing shows "
            "that the words are at fault",
        )
    return None


def why_useless(engine: Engine, loaded: LoadedRule, thesaurus: Thesaurus, says: str, hits: int) -> Text | None:
    """Why a drafted rule is of no use: it finds nothing, or reports what is sound; None where it is."""
    if not hits:
        return Text(
            f"工作区里没有指南在材料名称里写“{says}”，起草的规则什么也查不出",
            f"no guide here names a material “{says}”: the rule would find nothing",
        )
    sound = next(_sound(engine, loaded, thesaurus), None)
    if sound is not None:
        return Text(
            f"起草的规则会把没有问题的写法“{sound}”报成问题", f"the rule would report “{sound}”, which is sound"
        )
    return None


def _sound(engine: Engine, loaded: LoadedRule, thesaurus: Thesaurus) -> Iterator[str]:
    """Good examples of other rules, and words that a window itself takes, which the rule would report."""
    subjects = Subjects(thesaurus)
    field = loaded.rule.fields[0]
    good = (
        example
        for one in engine.ruleset.rules.values()
        if field in one.rule.fields
        for example in one.rule.good
        if isinstance(example, str)
    )
    taken = (
        words
        for windows in engine.windows.values()
        for window in windows
        for demand in window.record.materials
        if demand.withdrawn is None
        for words in demand.accepts
    )
    for words in dict.fromkeys((*good, *taken)):
        if run_rule(loaded, subjects.of(loaded.rule, {"materials": [{"name": words}]})):
            yield words


def _is_document(engine: Engine, words: str) -> bool:
    text = normalise(words).text
    return any(_concepts(engine, words)) or any(ends_in_noun(text, 0, end) for end in range(2, len(text) + 1))


def _concepts(engine: Engine, words: str) -> Iterator[str]:
    return (document.concept for document in engine.phrases.parse(words).documents if document.concept is not None)


def _both(why: Text, instead: Text) -> Text:
    return Text(f"{why.zh}。{instead.zh}", f"{why.en}; {instead.en}")
