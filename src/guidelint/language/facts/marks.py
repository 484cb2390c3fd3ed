"""What somebody put on a document or did with it: a seal, a signature, a notary's act, a record."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import msgspec

from guidelint.language.facts.fact import FactVerdict, broken, met, undecided
from guidelint.model.regex import regex
from guidelint.model.text import Text

if TYPE_CHECKING:
    from guidelint.language.phrase.model import Document

Kind = Literal["盖章", "签字", "签字或盖章", "按手印", "公证", "认证", "备案", "与原件一致", "有效", "年检"]

PUT: frozenset[Kind] = frozenset({"盖章", "签字", "签字或盖章", "按手印", "公证", "认证", "备案"})
"""Kinds of marks that somebody puts on a document."""

_NOT = r"(?:不(?:需要?|用|必|得|须|应)?|无(?:需|须)|免(?:于)?|未|没有?)"
_MUST = r"(?:需要?|须|并|均|应当?|要|逐页|已经?|由|依法|经)*"
_SEAL = r"(?:公章|印章|专用章|骑缝章|业务章|财务章|鲜章|红章|红印|印鉴|名章|章)"
_PATTERNS: tuple[tuple[Kind | Literal["签字盖章"], str], ...] = (
    ("签字或盖章", r"(?:签字|签名|签署)(?:或者?|/)(?:者)?(?:加?盖(?:公|印)?章|捺印|按手印)|盖章(?:或者?|/)签[字名]"),
    ("签字盖章", r"(?:签字|签名|签署)(?:并|、|和|及|且)?盖章|签章|签盖"),
    ("盖章", rf"(?:加盖|盖有|盖了|盖上?|加具|印有)(?:[^()、;。,:的]{{0,14}}?){_SEAL}|盖章(?:确认)?|(?<=上)有[^()、;。,:的]{{1,12}}?{_SEAL}|有[^()、;。,:的]{{0,10}}?(?:公章|印章|专用章)"),
    ("签字", r"(?:亲笔)?(?:签字(?:确认)?|签名|签署(?!意见)(?:意见)?)"),
    ("按手印", r"(?:按|捺)(?:手|指)?(?:模|印|纹)"),
    ("公证", r"公证(?:处|机构)?公证|公证(?:过?的|过)|公证(?!书|处|机构|员|词|费|机关|申请|事)"),
    ("认证", r"(?:使领?馆|外事)?认证(?!书|申请|证)"),
    ("备案", r"登记备案|备案登记|备案(?!证|表|通知|回执|登记|书|凭证|号|材料|证明|/|申请|机关|或)"),
    ("与原件一致", r"(?:注明|标注|写明|签注|签署)?\"?(?:(?:此件|本件|该件|复印件)?与?原件(?:核对)?(?:一致|无误|相符|相同)|原件核对无误|(?:经)?核对无误)\"?(?:字样)?"),
    ("年检", r"(?:有效的?|合格的?|按期)?年(?:检|审)(?:有效|合格|(?:均)?在有效期(?:限)?内)?"),
    ("有效", r"(?:均)?(?:在|处于|仍在)?有效期(?:限)?(?:以)?内的?|未(?:过|逾|超过)(?:有效)?期|没(?:有)?过期|尚?未过期|(?:合法|现行|真实)?有效(?!期|身份证件|身份证明|证件|证明)"),
)  # fmt: skip
WORDS = "|".join(f"(?:{_MUST}|{_NOT}{_MUST})(?:{pattern})" for _, pattern in _PATTERNS)
_KINDS = tuple((kind, regex(rf"(?P<not>{_NOT})?(?:{_MUST})(?P<core>{pattern})")) for kind, pattern in _PATTERNS)
_WHOSE = regex(rf"(?:加盖|盖有|盖了|盖上?|加具|印有|有)(?P<whose>[^()、;。,:的]*?)(?:的)?(?P<seal>{_SEAL})$")
_SEALS = ("公章", "印章", "鲜章", "红章", "章", "印鉴", "红印")


class Mark(msgspec.Struct, frozen=True, gc=False):
    """One mark. `by` names whose seal or hand it is, as published; `negated` where the words do without it."""

    kind: Kind
    text: str
    start: int
    end: int
    by: str | None = None
    negated: bool = False


def read(words: str) -> Iterator[tuple[Kind, str | None, bool]]:
    """Kind, whose it is and whether the words do without it, for each mark that words of `WORDS` say."""
    for kind, pattern in _KINDS:
        found = pattern.fullmatch(words)
        if found is None:
            continue
        negated = found["not"] is not None
        if kind == "签字盖章":
            yield "签字", None, negated
            yield "盖章", None, negated
            return
        whose = _WHOSE.search(words) if kind == "盖章" else None
        by = None
        if whose is not None:
            by = (whose["whose"] + (whose["seal"] if whose["seal"] not in _SEALS else "")) or None
        yield kind, by, negated
        return


def is_put(words: str) -> bool:
    """Whether words of `WORDS` say what somebody puts on a document, and not what it is: 有效, 与原件一致."""
    return any(kind in PUT for kind, _, _ in read(words))


def put_in(words: str) -> str | None:
    """What words that describe a paper say somebody put on it: 认证, in 经驻外使领馆认证的."""
    return next(
        (at["core"] for kind, core in _KINDS if kind in PUT and (at := core.search(words)) and not at["not"]), None
    )


def compare(promise: "Document", demand: "Document") -> Iterator[FactVerdict]:
    """Each mark by itself. Silence of the promise means that it can be without; that a paper is still valid goes without saying."""
    for wanted in demand.marks:
        if not wanted.negated:
            yield _compared(promise, demand, wanted)


def _compared(promise: "Document", demand: "Document", wanted: Mark) -> FactVerdict:
    said = [one for one in promise.marks if one.kind in _ENOUGH.get(wanted.kind, (wanted.kind,))]
    demanded = _words(wanted)
    name = demand.text or promise.text
    given = next((one for one in said if not one.negated), None)
    if given is None and wanted.kind == "有效" and not said:
        reason = Text(
            "指南没有写要在有效期内，多半不言自明，但没法确定",
            "the guide does not say that it has to be valid, which may go without saying",
        )
        return undecided("marks", None, demanded, reason)
    if given is None:
        promised = _words(said[0]) if said else None
        witness = Text(f"{_WITHOUT.get(wanted.kind, '没有' + wanted.kind)}的{name}", f"{name} without “{demanded}”")
        return broken("marks", promised, demanded, witness)
    promised = _words(given)
    mine, theirs = _plain(given.by), _plain(wanted.by)
    if wanted.kind == "盖章" and mine and _is_another_seal(mine, wanted):
        return broken("marks", promised, demanded, Text(f"只有“{promised}”的{name}", f"{name} with “{promised}” only"))
    if theirs is None or mine == theirs or (mine is not None and (theirs in mine or mine in theirs)):
        return met("marks", promised, demanded)
    reason = Text(
        f"指南写“{promised}”，窗口要“{demanded}”，是不是同一个没法判断",
        f"whether “{promised}” and “{demanded}” are the same cannot be told",
    )
    return undecided("marks", promised, demanded, reason)


def _is_another_seal(promised: str, wanted: Mark) -> bool:
    """An office has a 公章 and seals for one use each: 业务章, 合同专用章. 银行章 may be any of them."""
    is_special = _FOR_ONE_USE.search(wanted.by or "") is not None
    if _FOR_ONE_USE.search(promised) is not None:
        return not is_special and "公章" in wanted.text
    return is_special


_FOR_ONE_USE = regex("(?:专用|业务|财务|骑缝|名)章$")
_ENOUGH: dict[Kind, tuple[Kind, ...]] = {"签字或盖章": ("签字或盖章", "签字", "盖章"), "有效": ("有效", "年检")}
_WITHOUT: dict[Kind, str] = {
    "盖章": "没有盖章", "签字": "没有签字", "签字或盖章": "没有签字也没有盖章", "按手印": "没有按手印", "公证": "没有公证", "认证": "没有认证",
    "备案": "没有备案", "与原件一致": "没有注明与原件一致", "年检": "没有年检",
}  # fmt: skip


def _plain(by: str | None) -> str | None:
    return by.removeprefix("由").removeprefix("经").removeprefix("本").removesuffix("的") if by else None


def _words(mark: Mark) -> str:
    return mark.text if mark.by is None or mark.by in mark.text else f"{mark.by}{mark.text}"
