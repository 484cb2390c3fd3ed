"""Kind `contact`: telephone numbers, web addresses and e-mail addresses that cannot be one, whoever tries them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Literal

from guidelint.language.normalise import normalise
from guidelint.language.phrase import PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.model.regex import regex
from guidelint.model.rule import Rule
from guidelint.model.text import Text
from guidelint.rules.kinds import TextFilter
from guidelint.rules.kinds.context import CheckContext, Match
from guidelint.rules.kinds.options import COMPARE, FieldOptions
from guidelint.rules.selector import select

_DIGITS = regex(r"[0-9](?:[ ()-]{0,2}[0-9])*")
_NUMBER = regex(
    "1(?:10|14|19|20|22)"  # police, directory, fire, ambulance, traffic
    "|1[0-2][0-9]{3}|9[56][0-9]{3,4}"  # 12345, 12333, 10086; 95588, 96196, 961234
    "|[0-9]{7,8}"  # a line within its own city; noughts stand where a number is masked
    "|0[0-9]{2,3}(?:[0-9]{7,8}|1[0-2][0-9]{3}|9[56][0-9]{3,4})"  # with the code of the city
    "|(?:00)?86(?:0?[1-9][0-9]{8,10})"
    "|1[3-9][0-9]{9}"
    "|(?:400|800)[0-9]{7}"
)
"""Numbers of China's numbering plan. An extension behind 转 or a hyphen is no part of them."""
_EXTENSION = regex("(?:转|分机|ext)[^0-9]*[0-9]{1,6}|(?<=[0-9]{7})-[0-9]{1,4}(?![0-9])")

_ADDRESS = regex(r"(?:https?://)?(?P<host>[0-9A-Za-z](?:[0-9A-Za-z_.-]*[0-9A-Za-z])?)(?::[0-9]{1,5})?(?=[/?#]|$)")
_NEVER = regex(r"(?:^|\.)(?:invalid|test|example|localhost)$")  # RFC 2606
_HOST = regex(r"(?:[0-9A-Za-z_-]+\.)+[A-Za-z][0-9A-Za-z-]+|(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
_LIKE_ADDRESS = regex(r"(?i)https?|[a-z]:/|www\.|\.(?:cn|com|net|org)\b")
_MAIL = regex(r"[^\s@,;、,。：:()]*@[^\s@,;、,。()]*")
_GOOD_MAIL = regex(r"[0-9A-Za-z._%+-]+@(?:[0-9A-Za-z-]+\.)+[A-Za-z]{2,}")


class Options(FieldOptions, frozen=True, forbid_unknown_fields=True):
    compare: Annotated[Literal["telephone", "address"], COMPARE]


class ContactCheck:
    """Fires on a value in which `cannot_be` finds nothing that could work."""

    def __init__(self, rule: Rule, cannot_be: Callable[[str], bool]) -> None:
        self.rule, self.cannot_be = rule, cannot_be

    def run(self, context: CheckContext) -> Iterator[Match]:
        for selector in self.rule.fields:
            for path, value in select(context.document.data, selector):
                if isinstance(value, str) and self.cannot_be(normalise(value).text.strip()):
                    yield Match(path, values={"text": value})

    @staticmethod
    def prefilter(checks: "Mapping[str, ContactCheck]", phrases: PhraseBook) -> TextFilter:
        def suspects(text: str) -> Iterable[str]:
            normal = normalise(text).text.strip()
            return [id for id, check in checks.items() if check.cannot_be(normal)]

        return suspects

    def why_silent(self, value: object) -> Text:
        return Text("这里写得通", "this can be one")


def build(rule: Rule, options: Options, thesaurus: Thesaurus) -> ContactCheck:
    return ContactCheck(rule, _no_telephone if options.compare == "telephone" else _no_address)


def _no_telephone(text: str) -> bool:
    """Whether no number in the text can be dialled."""
    numbers = (re.sub("[^0-9]", "", found[0]) for found in _DIGITS.finditer(_EXTENSION.sub(" ", text)))
    return not any(_NUMBER.fullmatch(number) for number in numbers)


def _no_address(text: str) -> bool:
    """Whether the text means a web or e-mail address and has none that can be one."""
    if "@" in text:
        return not all(_GOOD_MAIL.fullmatch(found[0]) for found in _MAIL.finditer(text))
    if not _LIKE_ADDRESS.search(text):
        return False
    return not any(_is_address(word) for word in re.split(r"[\s;、。()\u4e00-\u9fff]+", text) if word)


def _is_address(word: str) -> bool:
    found = _ADDRESS.match(word)
    if found is None:
        return False
    return bool(_HOST.fullmatch(found["host"])) and not _NEVER.search(found["host"])
