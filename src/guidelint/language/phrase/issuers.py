"""Who issued a document or brings it along: words before its name that are no part of it."""

import re

from msgspec.structs import replace

from guidelint.language.phrase.tokens import NAMES, SAID, Token

_ISSUERS = frozenset({"and", "or", "holder", "other", "(", ")"})
_WHOLE = SAID | NAMES | {"holder"}  # words that are not cut in two
ISSUED = re.compile(
    r".*(?:出具|开具|核发|签发|颁发|发放|认可|签订|签署|取得|申领|(?<!申请)公证|备案|绑定|核准|审核|约定|持有|提供|批准|做出|作出)过?的(?!条件|情况)"
    r"|.*(?:单位|部门|机构|医院|学校|公司|银行|机关)出具(?!的)"
)
_BROUGHT = re.compile(
    r".*(?:(?<!同意)(?:提交|提供|出示|交验|携带|上传|另签)|(?:应当?|需|须|凭)持(?!有)|(?:还|另)?(?:应当?(?![征届聘急税])|需要?|须)交?(?=[^的]*$)|凭(?![证据单条])|附交|(?<!夫)交(?=同))"
)


def without_issuer(head: list[Token], normal: str, start: int, end: int, done: list[Token]) -> tuple[list[Token], int]:
    """Whoever issued the document is no part of it, and neither are those named together with the issuer."""
    for pattern in (ISSUED, _BROUGHT):
        found = pattern.match(normal, start, end + normal.startswith("的", end))
        if found is None or any(t.kind in _WHOLE and t.start < found.end() < t.end for t in head):
            continue
        if pattern is ISSUED and not normal[start : found.end()].endswith("持有的"):
            _drop_issuers(done)
            done += [t for t in head if t.kind in ("signature", "seal") and t.end <= found.end()]
        else:
            persons = [t for t in head if t.kind == "holder" and t.end <= found.end()]
            later = [t for t in head if t.kind == "holder" and t.start >= found.end()]
            done += [] if later else persons[-1:]
        start = found.end()
    return [_from(t, start) for t in head if t.end > start], start


def _drop_issuers(done: list[Token]) -> None:
    """乡镇(街道)或村委会 before 出具的 are issuers as well; the conjunction before the first of them stays."""
    if not done or done[-1].kind not in ("and", "or"):
        return
    at = len(done)
    while at > 0 and done[at - 1].kind in _ISSUERS:
        at -= 1
    while done[at].kind == ")":
        at += 1
    del done[at + (done[at].kind in ("and", "or")) :]


def _from(token: Token, start: int) -> Token:
    """The token without its characters before `start`."""
    if token.start >= start or token.kind != "other":
        return token
    return replace(token, text=token.text[start - token.start :], start=start)
