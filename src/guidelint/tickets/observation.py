"""What an applicant was asked for becomes a window record, so that guide and window are compared from the first day."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

from guidelint.contract.conditions import ANOTHER_VISIT
from guidelint.language.numbers import NUMERAL
from guidelint.language.phrase import PhraseBook
from guidelint.language.phrase.nouns import ends_in_noun
from guidelint.model import window
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.guide import Guide
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.schemas.validation import validate
from guidelint.source.document import Document, load
from guidelint.workspace.emit import block
from guidelint.workspace.filed import new_file
from guidelint.workspace.transaction import Write
from guidelint.workspace.workspace import Workspace

Kind = Literal["material", "presence", "condition", "fee", "hours", "channel"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LISTS: Mapping[Kind, str] = dict(zip(KINDS, window.LISTS, strict=True))

_APART = regex(r"[;;\n]+")
_MUST = "(?:都|均|还|再|另|先|又|必须|必需|需要|应当|须|要|得)"
_HANDS_IN = "(?:提交|递交|交来|交验|提供|出示|交(?!通|易|接|叉|费|款|税|保)|携带)"
_IN_PERSON = regex(rf"(?P<who>[^,,、]{{1,20}}?){_MUST}*(?:亲自)?(?:前?来|到场|到窗口|到大厅|到现场|到网点|现场办理)")
_HANDED_IN = regex(
    rf"^{_MUST}*(?:本人)?(?:到场|到现场|现场|当场|到窗口|到大厅)?(?:{_MUST}|{_HANDS_IN})+(?P<what>.{{2,}})$"
)
"""再提供户口簿, 到场交纸质申请书: what is to be handed in is the document, not the act."""
_INSTEAD = regex(
    r"[,,](?:[^,,]{0,12}?(?:不能|不便|无法)[^,,]{0,6}(?:到场|前来|来)?的?,?)?(?:可以?|也可|能)(?:由|申请)?(?P<way>[^,,]{2,20})$"
)
_SENTENCE = regex(
    r"(?:认证|验证|查验|核验|识别|面签|检测|体检|培训|一致|相符|相同|合格|齐全|以内|之内)$|^每(?:半?年|个?月|季度?|周|天)"
)
"""What ends or begins so says what is to be done or to hold, though its last word may be that of a document."""
_ONCE_MORE = regex("重新|重复|再次|同样|一样的|相同的|[一两二三]遍|再[^,,]{0,6}次")
"""What is to be done once more, or at another visit, is a condition of the window and no document."""
_PAID = regex(
    rf"^(?!.*(?:[交缴付结还]清|欠))(?:{_MUST}|本人)*(?:[交缴付]纳?|支付|收取?)?"
    rf"(?P<amount>(?![交缴付纳])(?:[^,,]{{0,12}}[\d{NUMERAL}]元.{{0,8}}|[^,,]{{0,8}}(?:费|押金|保证金)))$"
)
_OPEN = regex(
    r"(?:[上下]午|中午|午休|(?:周|星期)[一二三四五六日末天]|节假日|工作日|\d[::点]|办公时间|上班时间)"
    r".*(?:办|收|受理|休息|关门|没人|下班|取号|放号)"
    r"|^(?:周|星期|工作日|每天|[上下]午).*\d{1,2}[::点].*\d{1,2}[::点]"
    r"|(?:暂停|停止)(?:办公|办理|受理|对外)|停办"
)
_ONLY = regex(
    f"^(?:只|仅|一律|统一|{_MUST})+(?:许|能|可以?|准|收|限|通过|在|到|用|走|由)*(?P<way>(?:网上|线上|网络|电脑端|手机|移动端|小程序|APP|app|现场|窗口|线下|邮寄|快递|自助机|自助终端)[^,,]{{0,4}}?)"
    "(?:申请|申报|上?报|办理|办|提交|受理)$"
)


def demands(
    words: str,
    phrases: PhraseBook,
    *,
    kind: Kind | None = None,
    refused: Sequence[str] = (),
    ground: str | None = None,
) -> Mapping[str, list[dict[str, Any]]]:
    """What a window asked for, as the lists of its record: a document, somebody's presence, a condition, money, the hours
    or the only ways in which it takes an application.

    `words` may say several things, parted by semicolons. Each is what it reads as unless `kind` says so. What was
    `refused` was brought in the place of the first document.
    """
    found: dict[str, list[dict[str, Any]]] = {"materials": []}
    for one in filter(None, map(str.strip, _APART.split(words))):
        what = kind or _kind(one, phrases)
        demand = _demand(what, one, phrases)
        if what == "material" and refused and not found["materials"]:
            demand["refused"] = list(refused)
        found.setdefault(LISTS[what], []).append(demand | ({"ground": ground} if ground else {}))
    return found


def observed_of(
    data: Mapping[str, Any],
    phrases: PhraseBook,
    *,
    kind: Kind | None = None,
    by: str | None = None,
    refused: Sequence[str] = (),
    ground: str | None = None,
) -> dict[str, Any] | None:
    """The window record of a ticket's data but for guide, hall and ticket; None where guide, hall or demand is not told,
    and for what a computer system cannot take, which is no demand of the window."""
    words = data.get("window_requires")
    if not (data.get("guide") and data.get("hall") and words) or data.get("problem") == "系统办不了":
        return None
    observed = {"on": data["received"], "by": by or data["channel"], "how": "工单"}
    seen = {"observed": observed, **demands(words, phrases, kind=kind, refused=refused, ground=ground)}
    seen |= {"window": data["window"]} if data.get("window") else {}
    return seen | {"illustration": data["source"]["kind"] == "演示"}


def record_document(
    workspace: Workspace, guide: str, hall: str, seen: Mapping[str, Any], ticket: str, *parts: str
) -> tuple[Document, Write]:
    """The window record that a ticket revealed, and the file that it goes into: `seen` are its keys but for the guide and
    the hall. Raises CannotCheck where it does not fit the schema."""
    file = new_file(workspace, workspace.config.windows, *parts, f"{ticket}.yaml")
    data: dict[str, Any] = {"guide": guide, "hall": hall}
    data |= {key: seen[key] for key in ("window", "observed") if key in seen}
    for key in LISTS.values():
        if seen.get(key) or key == "materials":
            data[key] = [{**demand, "revealed_by": [ticket]} for demand in seen[key]]
    data |= {"illustration": True} if seen.get("illustration") else {}
    document = load(block(data).encode(), workspace.name(file))
    if errors := validate(document, "window"):
        raise CannotCheck(errors)
    return document, Write(file, document.text.encode())


def hall_of(guide: Guide, asked: str | None) -> str | None:
    """The hall as it was told; the guide's only one where nobody said. Raises UsageError for one that the guide does not
    name."""
    if asked is None:
        return guide.halls[0] if len(guide.halls) == 1 else None
    if guide.halls and asked not in guide.halls:
        halls = "、".join(guide.halls)
        raise UsageError(
            Text(
                f"指南 {guide.id} 的大厅里没有“{asked}”；有：{halls}",
                f"guide {guide.id} names no hall “{asked}”; it names {halls}",
            )
        )
    return asked


def _kind(words: str, phrases: PhraseBook) -> Kind:
    if _ONLY.match(words) is not None:
        return "channel"
    if ANOTHER_VISIT.search(words) is not None or _ONCE_MORE.search(words) is not None:
        return "condition"
    if _OPEN.search(words) is not None:
        return "hours"
    if _PAID.match(words) is not None:
        return "fee"
    if _IN_PERSON.match(words) is not None and _handed_in(words, phrases) is None:
        return "presence"
    if _SENTENCE.search(words) is not None:
        return "condition"
    return "material" if _handed_in(words, phrases) or _is_document(words, phrases) else "condition"


def _is_document(words: str, phrases: PhraseBook) -> bool:
    is_known = any(document.concept for document in phrases.parse(words).documents)
    return is_known or ends_in_noun(re.sub(r"[((].*", "", words))


def _handed_in(words: str, phrases: PhraseBook) -> str | None:
    """The document in 到窗口交纸质申请书; None where the words are no such sentence."""
    found = _HANDED_IN.match(words)
    return found["what"] if found is not None and _is_document(found["what"], phrases) else None


def _demand(kind: Kind, words: str, phrases: PhraseBook) -> dict[str, Any]:
    if kind == "material":
        return {"accepts": [_handed_in(words, phrases) or words]}
    if kind in ("condition", "hours"):
        return {"text": words}
    if kind == "fee":
        paid = _PAID.match(words)
        return {"charged": True, "amount": paid["amount"] if paid is not None else words}
    if kind == "channel":
        only = _ONLY.match(words)
        return {"only": [only["way"] if only is not None else words]}
    instead = _INSTEAD.search(words)
    plain = words[: instead.start()] if instead is not None else words
    who = _IN_PERSON.match(plain)
    ways = {"alternatives": [instead["way"]]} if instead is not None else {}
    return {"who": who["who"] if who is not None else plain, **ways}
