"""Who issued a document: an office, or a class of them such as 三甲医院."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from guidelint.language.facts.fact import FactVerdict, broken, met, undecided
from guidelint.model.regex import regex
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.language.phrase.model import Document

VERBS = r"(?:出具|开具|核发|签发|颁发|发放|制发|开立|开出|开|发|印制|统一印制|制作|编制|设计|取得|核准|审批|审核|批准|做出|作出|提供|统一监制|监制|盖章确认)"
"""What an issuer does."""
ISSUES = regex(r"(?:出具|开具|核发|签发|颁发|发放|制发|开出|开|印制)过?$")
"""Verbs that make whoever does it an issuer, even where the words do not tell that they name an office."""

_CLASS = regex(
    r"三级甲等|三甲|二级(?:甲等)?|二甲|三级|[县市省区]级(?:及)?以上|[乡镇]+级以上|定点|公立|指定|具有?.{0,6}资质|有资质|专业"
)
_WIDE = regex(r"有关|相关|相应|所在")


def compare(promise: "Document", demand: "Document") -> Iterator[FactVerdict]:
    """A class of issuers leaves others out; an office of which the promise is silent may be the only one."""
    if demand.issuer is None:
        return
    promised, demanded = promise.issuer.text if promise.issuer else None, demand.issuer.text
    name = demand.text or promise.text
    said = promise.issuer.value if promise.issuer else None
    wanted = demand.issuer.value
    if said is not None and (said == wanted or _plain(said) == _plain(wanted) or _is_within(said, wanted)):
        yield met("issuer", promised, demanded)
    elif (stricter := _CLASS.search(wanted)) and stricter[0] not in (said or ""):
        witness = Text(f"不是{demanded}出具的{name}", f"{name} that is not issued by {demanded}")
        yield broken("issuer", promised, demanded, witness)
    else:
        silent = said is None
        reason = Text(
            f"指南{'没有写由谁出具' if silent else f'写由{promised}出具'}，窗口要{demanded}出具的，是不是一回事没法判断",
            f"the guide {'does not say who issues it' if silent else f'says {promised}'}; the window wants {demanded}",
        )
        yield undecided("issuer", promised, demanded, reason)


def _plain(words: str) -> str:
    return _WIDE.sub("", words).removeprefix("由").removeprefix("经").replace("的", "")


def _is_within(narrow: str, wide: str) -> bool:
    """县级以上公立医院 lies in 医院: the same head with more said before it."""
    return narrow.endswith(wide) and not re.search(r"[或、/]", narrow)
