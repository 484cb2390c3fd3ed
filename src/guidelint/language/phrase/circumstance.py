"""When, or for whom, a document is needed: 委托办理时提供, 股东为企业的, 仅限首次登记, 外地户口需提供."""

from collections.abc import Iterator

import msgspec

from guidelint.language.phrase.tokens import is_holder
from guidelint.model.regex import regex

_MUST = r"(?:还|另|一并|均)?(?:应当|应|需要|需|须|可)?(?:另)?"
_BRING = rf"{_MUST}(?:提供|提交|携带|交验|缴回|交回|另附|附)(?!的|活动)"
_MUST_BRING = r"(?:还|另|均)?(?:应当|应|需要|需|必须|须)(?:另)?(?:提供|提交|出具|携带|带|持(?!有)|交(?!回|由)|附|有(?!关|效))(?!的)"
_PATTERN = regex(
    # (委托办理时提供), (仅限…) and (改建工程) speak for what stands before them,
    rf"\((?P<inside>[^();。]{{2,60}}?(?<![不无免])(?<![不无][必需须用])){_BRING}\)"
    r"|\((?P<limit>(?:仅|只|适用|限|涉及|如果?有|可选)[^()]{0,60}|[^()]{2,30}(?:工程|项目|采伐|要求|业务|(?:不必?|无需|不需)(?:提供|提交)|情形|除外|适用)|(?:非|未|无)[^()]{2,20}(?:者|人员|的)|如适用|如需)\)"
    r"|(?<=,)(?P<except>但[^;。,()]{2,40}除外)"
    # 首次申报时提供。 as well, as a sentence of its own.
    rf"|(?<=[;。])(?P<after>[^;。,():]{{2,40}}?(?:时|的)){_BRING}(?=$|[;。])"
    # 股东为企业的, and 委托申请时还需 speak for what follows,
    rf"|(?:^|(?<=[;。,(:、]))(?P<before>(?:[^;。,():]|(?<=[^;。,():])\([^();。,]{{1,8}}\)(?![;。,]|$)){{2,60}}?(?:的|时|者|情形|情况|期间))(?=(?:\([^()]{{0,40}}\))?,|{_BRING}|还需|还须|出具(?!的))"
    r"|(?:^|(?<=[;。,:]))(?P<bracketed>(?:属|如果?|若|凡)(?:[^;。,:()提须应交]{2,60}?|[^;。,:]{2,60}?的))(?=,)"
    r"|(?:^|(?<=[;。]))(?P<being>[^;。,:()]{1,14}(?:若为|如为|为|是|系)[^;。,:()]{2,16})(?=,(?:还|另)?(?:应|需|须|必须|要|提供|提交))"
    r"|^(?P<heading>[^;。,():]{2,20}(?:公证|登记|业务|备案))(?=:)|^(?P<need>必要时)"
    rf"|(?:^|(?<=[;。]))(?P<matter>[^;。,():]{{2,30}})(?=,(?:{_MUST_BRING}|提交|提供|(?:要|另|还)(?:额外)?提[供交]))"
    # and so does who has to bring it: 外地户口提供, 军人须交验.
    rf"|(?:^|(?<=[;。,]))(?P<subject>[^;。,():]{{2,30}}?)(?={_MUST_BRING}|(?:(?<=[户口民])|(?<=军人))(?:提供|提交|携带|凭(?!证|单|据|条))|(?<=人员)可[持凭])"
)
_HINT = regex(r"[(,:提携附带持交凭出还必]")  # some of these stand in every match of it
_AFTERWARDS = frozenset({"inside", "limit", "except", "after"})
_NAME_END = regex(
    r"(?:证|书|表|证明|材料|件|照|片|报告|合同|协议|发票|单|卡|图|函|簿|本|声明|凭证|资料|原件|复印件|[0-9]份)$"
)
_ISSUER = regex(
    r"(?<!事业)(?<!企业)单位$|(?:学校|医院|社区|村委会|居委会|村|机构|机关|部门|银行|窗口|局|所|中心|公证处|工作人员)$|由|^自[行备]$"
)  # (单位提供) tells who hands it in or issues it, not when it is needed
_MATTER = regex("申领|换领|补领|申请|办理")  # 申领暂住证 is what it is all about, not what is brought
_NO_SUBJECT = regex(
    r"^(?:办证|办事|办理|办理时|申请时|办理业务|企业|单位|一并)$|认为|^根据|^依法|同时$|^按照|可以|^(?:提交|提供)"
)


class Circumstance(msgspec.Struct, frozen=True, gc=False):
    """Characters `start` to `end` of the normalised text; `before` tells that it speaks for the documents before it."""

    start: int
    end: int
    before: bool


def circumstances(normal: str) -> Iterator[Circumstance]:
    """All circumstances of a text, in order. A person who is merely the applicant is none."""
    if _HINT.search(normal) is None:
        return
    for found in _PATTERN.finditer(normal):
        kind = found.lastgroup or ""
        words = found[kind]
        if kind in ("subject", "matter", "being") and (
            is_holder(words) or _NO_SUBJECT.search(words) or (_NAME_END.search(words) and not _MATTER.match(words))
        ):
            continue
        if kind == "inside" and _ISSUER.search(words):
            continue
        if kind == "before" and (is_holder(words[:-1]) or _NO_SUBJECT.search(words)):
            continue
        yield Circumstance(found.start(kind), found.end(kind), kind in _AFTERWARDS)
