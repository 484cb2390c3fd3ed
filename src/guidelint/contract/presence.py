"""Who has to come: the guide's steps and words against what the window wants to see in person."""

from collections.abc import Iterator, Sequence

from guidelint.contract.fields import persons
from guidelint.contract.mismatch import Mismatch, Place, Undecided
from guidelint.contract.words import same_words
from guidelint.language.facts import holder
from guidelint.language.facts.part import Part
from guidelint.language.phrase.model import Document
from guidelint.language.sentence import compare as compare_sentences
from guidelint.language.verdict import MET, Verdict
from guidelint.model.guide import Guide
from guidelint.model.procedure import Presence
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.model.window import PresenceDemand, WindowRecord

Said = Mismatch | Undecided

_EVERYBODY = regex("^(?:全体|全部|所有|每(?:一)?(?:位|个|名))")
_ACTS = regex("(?:代为|代)?(?:办理|申请|申办|代办|代理|领取|代领|办)$|^(?:可以?|由)")
_ANY_AGENT = frozenset(
    {"", "委托", "委托代理", "委托他人", "他人", "别人", "代办", "代理", "代办人", "代理人", "受托人"}
)
_NOTARISED = "公证"


def judge_presence(guide: Guide, window: WindowRecord) -> Iterator[list[Said]]:
    """For each person whom the window wants to see what is said of it; nothing where the guide says so too."""
    steps = [(index, step.presence) for index, step in enumerate(guide.steps) if step.presence is not None]
    for index, demand in enumerate(window.presence):
        if demand.withdrawn is None:
            named = [(i, p) for i, p in steps if demand.step is None or same_words(guide.steps[i].name, demand.step)]
            yield [*_judged(guide, named or steps, index, demand), *_easier(named or steps, index, demand)]


def held(promised: Sequence[Presence], demanded: Presence) -> Verdict:
    """Whether whoever comes as one of the `promised` lets come is whom the demand wants to see."""
    verdicts = [_held(one, demanded) for one in promised]
    for outcome in ("met", "open", "broken"):
        for verdict in verdicts:
            if verdict.outcome == outcome:
                return verdict
    raise ValueError("no presence to hold against")


def _judged(
    guide: Guide, promised: Sequence[tuple[int, Presence]], index: int, demand: PresenceDemand
) -> Iterator[Said]:
    who = demand.presence.who
    if promised:
        verdict, step = held([presence for _, presence in promised], demand.presence), promised[0][0]
    else:
        verdict, step = _said_in_prose(guide, who), None
    if verdict.outcome == "open":
        words = verdict.reason or Text(
            f"窗口要{who}到场，没法与指南比较",
            f"that the window wants {who} in person cannot be compared with the guide",
        )
        yield Undecided(Place(step=step), Place(presence=index), words)
    elif verdict.outcome == "broken":
        witness = verdict.witness or Text(f"没有{who}到场的人", f"a person who comes without {who}")
        yield Mismatch(
            kind="presence-demanded",
            bundle=(witness.zh,),
            refused=f"{who}到场",
            words=Text(
                f"{witness.zh}符合指南，窗口要{who}到场",
                f"{witness.en} keeps to the guide; the window wants {who} there",
            ),
            guide=Place(step=step),
            window=Place(presence=index),
            write=who,
            ground=demand.ground,
            revealed_by=demand.revealed_by,
        )


def _said_in_prose(guide: Guide, who: str) -> Verdict:
    """A guide whose steps say nothing of it may say it in its conditions, its notes or the words of a step."""
    prose = [*guide.conditions, *guide.notes]
    prose += [words for step in guide.steps for words in (step.name, step.standard) if words]
    verdict = compare_sentences(prose, f"{who}到场", "presence")
    return (
        verdict
        if verdict.outcome == "met"
        else Verdict("broken", None, Text(f"没有{who}到场的人", f"a person without {who}"))
    )


def _easier(promised: Sequence[tuple[int, Presence]], index: int, demand: PresenceDemand) -> Iterator[Said]:
    """A way not to come that the window takes and no step of the guide tells of."""
    told = [way for _, presence in promised for way in presence.alternatives]
    for way in demand.alternatives:
        if promised and not any(_covers(ours, way) or _covers(way, ours) for ours in told):
            yield Mismatch(
                kind="easier-at-window",
                bundle=(way,),
                refused="",
                words=Text(
                    f"不能到场的人窗口可以“{way}”，指南没有写",
                    f"for who cannot come the window offers “{way}”, which the guide does not say",
                ),
                guide=Place(step=promised[0][0]),
                window=Place(presence=index),
                write=way,
                revealed_by=demand.revealed_by,
            )


def _held(promised: Presence, demanded: Presence) -> Verdict:
    comes, wanted = _persons(promised.who), _persons(demanded.who)
    if _EVERYBODY.match(demanded.who) and not _EVERYBODY.match(promised.who):
        return _turned_away(Text(f"只由{promised.who}中一人到场的人", f"a person of {promised.who} who comes alone"))
    refused = [way for way in promised.alternatives if not any(_covers(taken, way) for taken in demanded.alternatives)]
    if refused:
        return _turned_away(Text(f"以“{refused[0]}”代替到场的人", f"a person who relies on “{refused[0]}”"))
    said = Document("", 0, 0, holders=comes[0], either_holder=comes[1])
    asked = Document("", 0, 0, holders=wanted[0], either_holder=wanted[1])
    verdict = next(iter(holder.compare(said, asked)), None)
    if verdict is None or verdict.verdict.outcome == "met" or same_words(promised.who, demanded.who):
        return MET
    if verdict.verdict.outcome == "open":
        return Verdict(
            "open",
            Text(
                f"指南写{promised.who}到场，窗口要{demanded.who}到场，是不是同一个人没法判断",
                f"whether {promised.who} of the guide is {demanded.who} of the window cannot be told",
            ),
        )
    return _turned_away(
        Text(f"由{promised.who}到场、没有{demanded.who}的人", f"{promised.who} who comes without {demanded.who}")
    )


def _turned_away(witness: Text) -> Verdict:
    return Verdict("broken", None, witness)


def _persons(words: str) -> tuple[tuple[Part, ...], bool]:
    return persons(_EVERYBODY.sub("", words))


def _covers(taken: str, way: str) -> bool:
    """Whether a way of staying away that the window takes covers one that the guide allows."""
    if _NOTARISED in taken and _NOTARISED not in way:
        return False
    ours, theirs = _agent(way), _agent(taken)
    if theirs in _ANY_AGENT or same_words(ours, theirs):
        return True
    return bool(holder.names(ours) & holder.names(theirs))


def _agent(words: str) -> str:
    """Who comes instead: 法定监护人 of 法定监护人代办."""
    plain = words.replace(_NOTARISED, "")
    while plain != (shorter := _ACTS.sub("", plain)):
        plain = shorter
    return plain.removeprefix("委托") if plain not in _ANY_AGENT else plain
