"""Who has to come in person, and who may act for somebody, as sentences say it."""

import re

from guidelint.model.regex import regex

_PERSON = "(?:申请人|当事人|本人|双方|夫妻|法定代表人|负责人|监护人|参保人|持卡人|产权人|权利人|全体[^,;。]{0,6}|新生儿父母|父母)"
_DUTY = "(?:必须|应当|应|须|需|要|需要|均须|均需|只能)"
_COME = "(?:到场|到现场|现场办理|现场签字|当面签|面签|亲自|亲临|亲往|到窗口|到(?:婚姻)?登记(?:处|机关|机构)|到派出所|同时到|一同到|共同到)"
_IN_PERSON = regex(
    f"{_DUTY}[^,;。]{{0,8}}?{_PERSON}[^,;。]{{0,8}}?{_COME}"
    f"|{_PERSON}[^,;。]{{0,6}}?{_DUTY}[^,;。]{{0,8}}?{_COME}"
    f"|本人(?:须|需|应当?|必须|要)到[^,;。]{{1,14}}(?:申请|办理|提交|递交|领取|签)"
    f"|(?:双方|夫妻|各方|当事人)[^,;。]{{0,6}}?(?:共同|同时|一同|一起|亲自)[^,;。]{{0,3}}?(?:到|前往|在)[^,;。]{{1,12}}"
    f"|(?:由|在)?(?:其)?(?:法定)?监护人(?:的)?陪同|{_PERSON}(?:均)?(?:须|需|应当?)?亲自|^{_PERSON}到场(?:办理)?$"
)
_FORBIDS_AGENT = regex(
    "(?:不得|不能|不可以?|不允许|不接受|不受理|不予)(?:委托|由他人|他人|代)[^,;。]{0,6}?(?:代办|代理|办理|领取|申请)?"
)
_AGENT = regex(
    "(?:可以?|允许|也可|均可|能够?)[^,;。]{0,8}?(?:委托|代办|代为|代理人)[^,;。]{0,6}|委托代理人(?:提交|办理|领取|代办|申请|到)"
    "|(?:申请人|个人|本人)(?:或者?|、)(?:其)?(?:委托人|被委托人|受委托人|委托他人|代理人|委托代理人|代办人)"
)
_DENIED = regex("[无不毋](?:需要?|须|用|必)")
_NO_AGENT = regex(
    "(?:不得|不能|不可以?|不允许|无需|不需要?|不接受)[^,;。]{0,4}(?:委托|代办|代理)|委托书|委托(?:送达|检验|检测|鉴定|评估)"
)
_EXCEPTION = regex(
    "无法|不能(?:到|前往|亲自)|不便|因病|因故|特殊|行动|确有困难|除外|未成年|无民事|限制民事|精神|智力|委托的|的,?可以?委托|代办的|或者?委托|或者?由"
)
_AT_WINDOW = regex(
    "(?:到|至|前往|赴|在)[^,;。]{0,10}(?:窗口|大厅|现场|服务中心)[^,;。]{0,4}(?:提交|递交|提出申请|交验|核验|签字|办理)"
)
_OTHER_WAY = regex("(?:网上|线上|视频|邮寄|上门|电子签|远程|自助|委托|代办|代理|不到场)")


def in_person(text: str) -> re.Match[str] | None:
    """Where a sentence says that somebody has to come, or that nobody may act for them."""
    if (found := _FORBIDS_AGENT.search(text)) is not None:
        return found
    return next((one for one in _IN_PERSON.finditer(text) if not _is_denied(text, one)), None)


def at_window(text: str) -> re.Match[str] | None:
    """Where a sentence sends somebody to a window with the papers."""
    found = _AT_WINDOW.search(text)
    return None if found is None or _is_denied(text, found) else found


def _is_denied(text: str, found: re.Match[str]) -> bool:
    return _DENIED.search(text, max(0, found.start() - 3), found.end()) is not None


def agent(text: str) -> re.Match[str] | None:
    """Where a sentence lets somebody act for another."""
    return None if _NO_AGENT.search(text) else _AGENT.search(text)


def is_exception(text: str) -> bool:
    """Whether a sentence speaks of some persons only: those who cannot come, minors, whoever sends an agent."""
    return _EXCEPTION.search(text) is not None


def offers_another_way(text: str) -> bool:
    return _OTHER_WAY.search(text) is not None
