"""Of photographs only the noun is the name: 近期一寸白底免冠彩照 is a 彩照 with size, background and the rest."""

import re
from functools import cache

from guidelint.language.facts import age, make
from guidelint.language.phrase.draft import Draft
from guidelint.language.phrase.persons import is_person
from guidelint.language.phrase.tokens import Token
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.regex import regex

_NOUN = regex(r"(?:(?:证件|登记|标准)?(?:照片|相片)|彩照|近照|证件照|登记照|标准照|合影照?|(?<![护执牌驾])照)$")
_GROUP = "合影"


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?P<age>{age.WORDS})|(?P<make>{make.WORDS})")


def photograph(draft: Draft, normal: str, thesaurus: Thesaurus) -> None:
    """Reads size, colour and the like of a photograph, and takes them out of the name of a portrait."""
    noun = _NOUN.search(normal, max(draft.start, draft.end - 5), draft.end)
    if noun is None or noun.end() != draft.end:
        return
    at, said, rest, is_of_person = draft.start, [], draft.start, True
    while at < noun.start():
        found = _words().match(normal, at, noun.start())
        if found is not None and found.end() > at:
            if rest < at and is_person(normal[rest:at]):
                draft.holders = draft.holders or [(rest, at)]
            elif rest < at and not normal.endswith("专用", rest, at):
                is_of_person = False
            said.append(found)
            at = rest = found.end()
        else:
            at += 1
            rest += normal[at - 1] in "的、"
    if rest < noun.start() and not is_person(normal[rest : noun.start()]):
        is_of_person = False
    for one in said:
        if one[0] == _GROUP:
            continue
        token = Token("age" if one.lastgroup == "age" else "make", one[0], one.start(), one.end())
        if token.kind == "age":
            draft.age = draft.age or token
        else:
            draft.make.append(token)
    if noun[0] == "彩照":
        draft.make.append(Token("make", "彩色", noun.start(), noun.start() + 1))
    elif noun[0] == "近照":
        draft.age = Token("age", "近期", noun.start(), noun.start() + 1)
    if not said or not is_of_person:
        return  # 车辆彩照: what it is of makes the name
    draft.start = noun.start()
    if any(one[0] == _GROUP for one in said):
        draft.name = f"{_GROUP}照片"  # another paper than the portrait of one
    known = thesaurus.find(draft.name or noun[0])
    draft.concept = known.id if known is not None else draft.concept
